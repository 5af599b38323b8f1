"""What tests of commitments may use."""

from __future__ import annotations

import pytest

from apps.commitments.hours import known_zones


@pytest.fixture(autouse=True)
def zones_are_known(request: pytest.FixtureRequest) -> None:
    """What only the first sum of a process asks is no part of a count of queries."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        known_zones()
