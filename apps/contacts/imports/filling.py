"""From a card to the rows of a person: a new one, or what somebody in the book did not have yet.

Nothing typed by the member is ever replaced; a card only fills what is empty and adds what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from apps.accounts.models import Member
from apps.contacts.imports.card import Card
from apps.contacts.imports.keys import Keys
from apps.contacts.imports.people import People, Person
from apps.contacts.imports.remarks import Remark
from apps.contacts.models import (
    Affiliation,
    Circle,
    Contact,
    ContactPoint,
    ImportantDate,
    Membership,
    Organisation,
    Origin,
    Photo,
)
from apps.contacts.photos import digest, small
from apps.core.dates import exact_date
from apps.core.fold import fold, letter

FILLED = (
    "given_name",
    "family_name",
    "nickname",
    "city",
    "notes",
    "how_we_met",
    "met_on",
    "died_on",
    "extras",
)
BIRTHDAY = ImportantDate.Kind.BIRTHDAY


@dataclass
class Writing:
    """Rows waiting to be written together, once the chunk has been read."""

    contacts: list[Contact] = field(default_factory=list)
    completed: dict[int, Contact] = field(default_factory=dict)
    points: list[ContactPoint] = field(default_factory=list)
    dates: list[ImportantDate] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    jobs: list[tuple[Affiliation, str, str]] = field(default_factory=list)
    joined: list[tuple[Membership, str, str]] = field(default_factory=list)

    def size(self) -> int:
        """How many parts wait, to see whether a card added any."""
        return len(self.points) + len(self.dates) + len(self.photos) + len(self.jobs) + len(self.joined)


def new_person(member: Member, card: Card, keys: Keys, people: People, *, now: datetime) -> Person:
    """Somebody nobody in the book is: findable at once, written with the chunk."""
    contact = Contact(
        owner=member,
        name=card.name[:200],
        sort_key=keys.name,
        letter=letter(card.name),
        origin=Origin.FILE,
        created_at=now,
        changed_at=now,
    )
    if keys.uid:
        contact.uid = keys.uid
    person = Person(contact, has_name=keys.has_name, is_of_this_file=True)
    people.learn(person)
    return person


def fill(person: Person, card: Card, keys: Keys, people: People, writing: Writing) -> list[Remark]:
    """Add to a person what the card knows and they lack; what could not be kept, as remarks.

    True additions are in `writing`; a person in the book to whom nothing was added is not in it.
    """
    before = writing.size()
    remarks = _add_photo(person, card, writing)
    _add_points(person, keys, people, writing)
    _add_dates(person, card, writing)
    _add_places(person, card, writing)
    texts = _fill_texts(person.contact, card)
    if person.contact.pk and (texts or writing.size() > before):
        writing.completed[person.contact.pk] = person.contact
    return remarks


def _fill_texts(contact: Contact, card: Card) -> bool:
    offered = {
        "given_name": card.given[:100],
        "family_name": card.family[:100],
        "nickname": card.nickname[:100] if card.nickname != card.name else "",
        "city": next((address.city for address in card.addresses if address.city), "")[:100],
        "notes": card.notes,
        "how_we_met": how_we_met(card)[:300],
        "met_on": card.met_on,
        "died_on": card.died_on,
    }
    changed = False
    for name, value in offered.items():
        if value and not getattr(contact, name):
            setattr(contact, name, value)
            changed = True
    more = [pair for pair in _extras(card) if pair not in contact.extras]
    contact.extras = [*contact.extras, *more]
    return changed or bool(more)


def how_we_met(card: Card) -> str:
    """ "LinkedIn, connected on Tuesday 5 March 2024", or just where."""
    if card.met and card.met_on:
        return _("%(where)s, connected on %(day)s") % {"where": card.met, "day": exact_date(card.met_on)}
    return card.met


def _extras(card: Card) -> list[list[str]]:
    related = [[f"related {one.label}".strip(), one.value] for one in card.related]
    return [*map(list, card.extras), *related]


def _add_points(person: Person, keys: Keys, people: People, writing: Writing) -> None:
    for point in keys.points:
        known = (point.kind, point.key or point.value)
        if known in person.points:
            continue
        people.learn_point(person, known)
        writing.points.append(
            ContactPoint(
                owner_id=person.contact.owner_id,
                contact=person.contact,
                kind=point.kind,
                value=point.value[:2000],
                match_key=point.key,
                label=point.label,
                position=min(len(person.points), 32000),
                parts=point.parts,
            )
        )


def _add_dates(person: Person, card: Card, writing: Writing) -> None:
    wanted = [(BIRTHDAY, "", card.birthday)] if card.birthday and not person.has_birthday else []
    wanted += [(ImportantDate.Kind.OTHER, labelled.label[:100], labelled.date) for labelled in card.dates]
    for kind, label, on in wanted:
        if (label, on.month, on.day) in person.dates and kind != BIRTHDAY:
            continue
        person.dates.add((label, on.month, on.day))
        person.has_birthday = person.has_birthday or kind == BIRTHDAY
        writing.dates.append(
            ImportantDate(
                owner_id=person.contact.owner_id,
                contact=person.contact,
                kind=kind,
                label=label,
                month=on.month,
                day=on.day,
                year=on.year,
            )
        )


def _add_places(person: Person, card: Card, writing: Writing) -> None:
    owner = person.contact.owner_id
    for post in card.posts:
        name = post.organisation.strip()[:200]
        folded = fold(name)[:200] or name
        if name and folded not in person.organisations:
            person.organisations.add(folded)
            job = Affiliation(
                owner_id=owner, contact=person.contact, role=post.role[:200], department=post.department[:200]
            )
            writing.jobs.append((job, folded, name))
    for name in card.circles:
        folded = fold(name)[:80]
        if folded and folded not in person.circles:
            person.circles.add(folded)
            writing.joined.append((Membership(owner_id=owner, contact=person.contact), folded, name[:80]))


def _add_photo(person: Person, card: Card, writing: Writing) -> list[Remark]:
    if not card.photo or person.has_photo:
        return []
    image = small(card.photo)
    if image is None:
        return [Remark("photo_unreadable")]
    person.has_photo = True
    photo = Photo(
        owner_id=person.contact.owner_id, contact=person.contact, image=image, digest=digest(card.photo)
    )
    writing.photos.append(photo)
    return []


def write(member: Member, writing: Writing, *, today: date) -> None:
    """Write everything that waits, in a constant number of statements."""
    new = [contact for contact in writing.contacts if contact.pk is None]
    Contact.objects.bulk_create(new)
    if writing.completed:
        Contact.objects.bulk_update(writing.completed.values(), [*FILLED], batch_size=500)
    ContactPoint.objects.bulk_create(_with_pks(writing.points))
    ImportantDate.objects.bulk_create(_with_pks(writing.dates))
    Photo.objects.bulk_create(_with_pks(writing.photos))
    places = _named(Organisation, member, {folded: name for _job, folded, name in writing.jobs})
    for job, folded, _name in writing.jobs:
        job.organisation_id = places[folded]
    Affiliation.objects.bulk_create(_with_pks([job for job, *_rest in writing.jobs]))
    circles = _named(Circle, member, {folded: name for _row, folded, name in writing.joined})
    for row, folded, _name in writing.joined:
        row.circle_id = circles[folded]
    Membership.objects.bulk_create(_with_pks([row for row, *_rest in writing.joined]), ignore_conflicts=True)
    touched = [contact.pk for contact in new] + list(writing.completed)
    Contact.objects.reindex(touched)
    if writing.joined:  # a circle may carry a rhythm
        Contact.objects.begin(touched, today=today)
        Contact.objects.recompute(touched)


Part = TypeVar("Part", ContactPoint, ImportantDate, Photo, Affiliation, Membership)


def _with_pks(rows: list[Part]) -> list[Part]:
    for row in rows:
        row.contact_id = row.contact.pk  # known only since the people themselves were written
    return rows


def _named(
    model: type[Organisation] | type[Circle], member: Member, wanted: dict[str, str]
) -> dict[str, int]:
    """Pk by folded name; those not there yet are made."""
    if not wanted:
        return {}
    own = model.objects.of(member).filter(folded__in=list(wanted))
    found = dict(own.values_list("folded", "pk"))
    rows = [model(owner=member, folded=f, name=n) for f, n in wanted.items() if f not in found]
    if rows:
        model.objects.bulk_create(rows)  # type: ignore[arg-type]
        found |= {row.folded: row.pk for row in rows}
    return found
