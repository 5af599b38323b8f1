"""People as cards: what any address book has a place for, to be taken along.

What is only between the member and the person (what to remember, what to ask, a first line) stays here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, TypeVar

from apps.contacts.imports.card import Address, Card, DatedLabel, Labelled, PartialDate, Post
from apps.contacts.models import Affiliation, Contact, ContactPoint, ImportantDate, Membership, Photo
from apps.contacts.models.contact import ContactQuerySet

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_CHUNK = 200
Part = TypeVar("Part", ContactPoint, ImportantDate, Affiliation, Membership, Photo)
RELATED = "related "


@dataclass
class _Parts:
    """What belongs to the people of one chunk, by person; prefetching would build a queryset for each."""

    points: dict[int, list[ContactPoint]]
    days: dict[int, list[ImportantDate]]
    posts: dict[int, list[Affiliation]]
    circles: dict[int, list[Membership]]
    photos: dict[int, list[Photo]]


def cards_of(member: Member, people: ContactQuerySet, *, photos: bool = True) -> Iterator[Card]:
    """A card of each of these people, in their order; memory stays flat, photos included."""
    pks = list(people.values_list("pk", flat=True))
    for start in range(0, len(pks), A_CHUNK):
        chunk = pks[start : start + A_CHUNK]
        found = Contact.objects.of(member).select_related("introduced_by").in_bulk(chunk)
        parts = _parts(member, chunk, photos=photos)
        yield from (_card(found[pk], parts) for pk in chunk if pk in found)


def _parts(member: Member, pks: list[int], *, photos: bool) -> _Parts:
    posts = Affiliation.objects.of(member).select_related("organisation")
    memberships = Membership.objects.of(member).select_related("circle")
    pictures = Photo.objects.of(member).filter(contact__in=pks) if photos else ()
    return _Parts(
        points=_by_person(ContactPoint.objects.of(member).filter(contact__in=pks).order_by("position", "pk")),
        days=_by_person(ImportantDate.objects.of(member).filter(contact__in=pks).order_by("pk")),
        posts=_by_person(posts.filter(contact__in=pks).order_by("pk")),
        circles=_by_person(memberships.filter(contact__in=pks).order_by("pk")),
        photos=_by_person(pictures),
    )


def _by_person(rows: Iterable[Part]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        found[row.contact_id].append(row)
    return found


def _card(person: Contact, parts: _Parts) -> Card:
    points = parts.points.get(person.pk, [])
    days = parts.days.get(person.pk, [])
    addresses = tuple(_address(point) for point in points if point.kind == ContactPoint.Kind.ADDRESS)
    birthday = next((day for day in days if day.kind == ImportantDate.Kind.BIRTHDAY), None)
    return Card(
        name=person.name,
        given=person.given_name,
        family=person.family_name,
        nickname=person.nickname,
        emails=_labelled(points, ContactPoint.Kind.EMAIL),
        phones=_labelled(points, ContactPoint.Kind.PHONE),
        urls=_labelled(points, ContactPoint.Kind.URL),
        messengers=_labelled(points, ContactPoint.Kind.MESSENGER),
        addresses=addresses,
        city=person.city if person.city != next((at.city for at in addresses if at.city), "") else "",
        posts=tuple(map(_post, parts.posts.get(person.pk, []))),
        birthday=_partial(birthday) if birthday else None,
        dates=tuple(DatedLabel(_partial(day), day.label) for day in days if day is not birthday),
        notes=person.notes,
        circles=tuple(row.circle.name for row in parts.circles.get(person.pk, [])),
        related=tuple(_related(person)),
        uid=str(person.uid),
        rev=person.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"),
        photo=next((bytes(photo.image) for photo in parts.photos.get(person.pk, [])), None),
        met=person.how_we_met,
        met_on=person.met_on,
        relation=person.relation,
        introduced_by=str(person.introduced_by.uid) if person.introduced_by else "",
        rhythm_days=person.rhythm_days,
        interests=person.interests,
        died_on=person.died_on,
        extras=tuple((key, value) for key, value in person.extras if not _is_related(key)),
    )


def _post(post: Affiliation) -> Post:
    return Post(post.organisation.name, post.department, post.role, post.from_on, post.until_on)


def _labelled(points: list[ContactPoint], kind: str) -> tuple[Labelled, ...]:
    return tuple(Labelled(point.value, point.label) for point in points if point.kind == kind)


def _address(point: ContactPoint) -> Address:
    parts = point.parts or {"street": point.value}
    return Address(**parts, label=point.label)


def _partial(day: ImportantDate) -> PartialDate:
    return PartialDate(day.month, day.day, day.year)


def _related(person: Contact) -> Iterator[Labelled]:
    for key, value in person.extras:
        if _is_related(key):
            yield Labelled(value, key.removeprefix(RELATED.strip()).strip())


def _is_related(key: str) -> bool:
    return key == RELATED.strip() or key.startswith(RELATED)
