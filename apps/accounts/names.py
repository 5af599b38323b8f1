"""What a member calls himself or herself, fit to stand in a heading and in a mail."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms

LONGEST = 80
MOST_READ = 1000  # normalising takes the square of a run of combining marks
JOINERS = "\u200c\u200d"  # within words of Persian, Hindi and others they belong to the spelling


def tidy_name(typed: str) -> str:
    """`typed` on one line: NFC, single spaces, no control or direction characters."""
    kept = "".join(
        " " if unicodedata.category(each)[0] in "CZ" and each not in JOINERS else each
        for each in unicodedata.normalize("NFC", typed[:MOST_READ])
    )
    return " ".join(kept.split())


class NameField(forms.CharField):
    """A name of up to 80 characters; line ends and control characters become spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        self.widget.attrs["autocomplete"] = "nickname"

    def to_python(self, value: Any) -> str:
        """The tidied name."""
        return tidy_name(str(super().to_python(value) or ""))
