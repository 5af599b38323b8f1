"""What a book holds of everybody, for comparing one that went out with one that came in."""

from __future__ import annotations

from typing import Any

from apps.accounts.models import Member
from apps.contacts.models import Contact

PARTS = ("points", "affiliations__organisation", "important_dates", "memberships__circle", "photos")
COLUMNS = (
    *("name", "given_name", "family_name", "nickname", "relation", "city", "interests", "how_we_met"),
    *("met_on", "died_on", "notes", "rhythm_days"),
)


def book(member: Member, *, photos: bool = True) -> dict[str, dict[str, Any]]:
    """All that a file of people can carry, by UID; runs inside the member's scope."""
    own = Contact.objects.of(member).select_related("introduced_by").prefetch_related(*PARTS)
    return {str(person.uid): _said(person, photos=photos) for person in own}


def _said(person: Contact, *, photos: bool) -> dict[str, Any]:
    jobs = [(job.organisation.name, _values(job, JOB)) for job in person.affiliations.all()]
    return {name: getattr(person, name) for name in COLUMNS} | {
        "extras": sorted(map(tuple, person.extras)),
        "introduced_by": person.introduced_by.uid if person.introduced_by else None,
        "points": sorted(_values(point, POINT) for point in person.points.all()),
        "jobs": sorted(map(str, jobs)),
        "days": sorted(_values(day, DAY) for day in person.important_dates.all()),
        "circles": sorted(row.circle.name for row in person.memberships.all()),
        "has_photo": bool(person.photos.all()) if photos else None,
    }


JOB, POINT = ("role", "department", "from_on", "until_on"), ("kind", "value", "label", "parts")
DAY = ("kind", "label", "month", "day", "year")


def _values(row: Any, names: tuple[str, ...]) -> str:
    return str([getattr(row, name) for name in names])
