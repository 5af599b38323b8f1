"""Every code that a reader can give has a sentence, and every sentence is used."""

from __future__ import annotations

import re
from pathlib import Path

from apps.contacts.imports import remarks
from apps.contacts.imports.remarks import CODES, NOTICES, REFUSALS

SOURCES = Path(remarks.__file__).parent
READERS = (
    "archive",
    "csv_rows",
    "decoding",
    "partial_dates",
    "vcard",
    "vcard_blocks",
    "vcard_draft",
)
READERS += ("vcard_lines", "vcard_properties")
READERS += ("monica", "monica_contact", "monica_kept", "monica_touches", "monica_values", "monica_ways")
READERS += (
    "table_card",
    "table_dates",
    "table_days",
    "table_draft",
    "table_reader",
    "table_row",
    "table_ways",
)


def test_codes_and_sources_agree():
    text = "\n".join((SOURCES / f"{name}.py").read_text() for name in READERS)
    words = set(re.findall(r'"([a-z][a-z0-9_]+)"', text))
    words |= {f"named_by_{word}" for word in ("organisation", "nickname", "address")}
    assert set(CODES) - words == set()


def test_refusals_and_notices_are_apart():
    assert not REFUSALS.keys() & NOTICES.keys()


def test_sentences_take_their_detail_and_keep_the_house_style():
    for code, sentence in CODES.items():
        said = str(sentence) % {"detail": "7"}
        assert said[0].isupper() and "!" not in said, code
        assert said.endswith((".", "7")), code
