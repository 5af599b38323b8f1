"""A series from an archive that somebody wrote by hand: a rule without sense is refused whole."""

from __future__ import annotations

import json
import zipfile

import pytest

from apps.dashboard.archive.contents import ArchiveRefused
from tests.commitments.feeding import make_series
from tests.dashboard.test_archive import archive_of, brought, changed

pytestmark = pytest.mark.django_db
ROWS = "rows/commitments.series.jsonl"


@pytest.mark.parametrize(
    "columns",
    [
        {"weekdays": 0},
        {"weekdays": 1000},
        {"unit": "day", "month_day": -5},
        {"unit": "nth", "nth": 9, "weekday": 1},
        {"unit": "nth", "nth": 1, "weekday": 9},
    ],
)
def test_a_rule_without_sense_is_refused(maya, stranger, now, columns):
    make_series(maya)
    file = archive_of(maya, now)
    row = json.loads(zipfile.ZipFile(file).read(ROWS)) | columns
    with pytest.raises(ArchiveRefused, match="contents"):
        brought(stranger, changed(file, ROWS, json.dumps(row).encode()), now)
