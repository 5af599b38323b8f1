"""Every code that a reader can give has a sentence, and every sentence is used."""

from __future__ import annotations

import re
from pathlib import Path

from apps.contacts.imports import remarks
from apps.contacts.imports.remarks import CODES, NOTICES, REFUSALS

SOURCES = Path(remarks.__file__).parent
FORMATS = ("vcard", "monica", "table")
ASIDE = ("archive.py", "decoding.py", "partial_dates.py")
READERS = [
    *(SOURCES / name for name in ASIDE),
    *(path for each in FORMATS for path in (SOURCES / each).glob("*.py")),
]


def test_codes_and_sources_agree():
    text = "\n".join(path.read_text() for path in READERS)
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
