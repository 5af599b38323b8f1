"""How a circle fares, in words."""

from __future__ import annotations

from datetime import date

import pytest

from apps.contacts.faring import Quiet, Standing, in_words

TODAY = date(2026, 11, 23)
RUTH, PETE = Quiet("Ruth", date(2026, 4, 2)), Quiet("Pete", date(2026, 4, 30))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(0, 0, 0), ""),
        (Standing(3, 0, 0), "Kept in mind, without a rhythm."),
        (Standing(1, 1, 1), "In touch."),
        (Standing(5, 4, 4), "All in touch."),
        (
            Standing(8, 8, 6, [RUTH, PETE]),
            "Mostly in touch. Last in touch with Ruth and Pete in April.",
        ),
        (Standing(3, 3, 2, [RUTH]), "Mostly in touch. Last in touch with Ruth in April."),
        (Standing(3, 3, 2), "Mostly in touch."),
        (
            Standing(5, 5, 1, [RUTH, Quiet("Ida", date(2024, 1, 1))]),
            "In touch with some of them. Last in touch with Ruth in April.",
        ),
        (
            Standing(2, 2, 0, [Quiet("Ida", date(2024, 1, 1)), Quiet("Max", date(2024, 12, 1))]),
            "Quiet for now. Last in touch with Ida and Max in 2024.",
        ),
        (Standing(4, 4, 0), "Nothing is written down yet."),
    ],
)
def test_circle_fares_in_words(standing, said):
    assert in_words(standing, TODAY) == said


def test_no_word_counts_who_was_not_reached():
    for people in range(1, 40):
        for touched in range(people + 1):
            said = in_words(Standing(people, people, touched, [RUTH, PETE]), TODAY)
            assert not any(sign.isdigit() or sign == "%" for sign in said), said
