"""From a card to the rows of a person: a new one, or what somebody in the book did not have yet.

Nothing typed by the member is ever replaced; a card only fills what is empty and adds what is missing.
Where the member chose the file's word for a field, `taking` has the same rows written.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from apps.accounts.models import Member
from apps.contacts.imports.card import Card, PartialDate, Post
from apps.contacts.imports.keys import Keys
from apps.contacts.imports.people import People, Person, job_key
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.table.linkedin import MET
from apps.contacts.imports.writing import Writing
from apps.contacts.models import (
    Affiliation,
    Contact,
    ContactPoint,
    ImportantDate,
    Interaction,
    Membership,
    Origin,
    Photo,
)
from apps.contacts.photos import can_be_read, digest
from apps.core.dates import exact_date
from apps.core.fold import fold, letter

BIRTHDAY = ImportantDate.Kind.BIRTHDAY
RHYTHMS = range(1, 3651)


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


def fill(
    person: Person, card: Card, keys: Keys, people: People, writing: Writing
) -> tuple[bool, list[Remark]]:
    """Add to a person what the card knows and they lack: whether that was anything, and what was not kept.

    True additions are in `writing`; a person in the book to whom nothing was added is not in it.
    """
    before, contact = writing.size(), person.contact
    remarks = [*_add_photo(person, card, writing), *_add_touches(person, card, keys, writing)]
    _add_points(person, keys, people, writing)
    _add_dates(person, card, writing)
    _add_circles(person, card, writing)
    completed = [_add_jobs(person, card, writing), _fill_texts(contact, card)]
    rhythm, said = _fill_rhythm(contact, card)
    if rhythm or card.died_on:
        writing.rhythmic.append(contact)
    grew = rhythm or any(completed) or writing.size() > before
    if contact.pk and grew:
        writing.completed[contact.pk] = contact
    return grew, remarks + said


def offered(card: Card) -> dict[str, Any]:
    """What a card says for the columns of a person; empty where it says nothing."""
    return {
        "given_name": card.given[:100],
        "family_name": card.family[:100],
        "nickname": card.nickname[:100] if card.nickname != card.name else "",
        "relation": card.relation[:100],
        "city": (card.city or next((place.city for place in card.addresses if place.city), ""))[:100],
        "interests": card.interests[:300],
        "how_we_met": how_we_met(card)[:300],
        "met_on": card.met_on,
        "died_on": card.died_on,
        "notes": card.notes,
    }


def _fill_texts(contact: Contact, card: Card) -> bool:
    changed = False
    for name, value in offered(card).items():
        if value and not getattr(contact, name):
            setattr(contact, name, value)
            changed = True
    more = [pair for pair in _extras(card) if pair not in contact.extras]
    contact.extras = [*contact.extras, *more]
    return changed or bool(more)


def _fill_rhythm(contact: Contact, card: Card) -> tuple[bool, list[Remark]]:
    """A rhythm of the file's for somebody without one of whom the member has not said otherwise."""
    days = card.rhythm_days
    if days is None or contact.rhythm_days or contact.is_resting() or contact.from_before_on:
        return False, []
    if days not in RHYTHMS:
        return False, [Remark("rhythm_impossible", str(days))]
    contact.rhythm_days = days
    return True, []


def how_we_met(card: Card) -> str:
    """ "LinkedIn, connected on Tuesday 5 March 2024"; of all others what they say."""
    if card.met == MET and card.met_on:
        return _("%(where)s, connected on %(day)s") % {"where": card.met, "day": exact_date(card.met_on)}
    return card.met


def _extras(card: Card) -> list[list[str]]:
    related = [[f"related {one.label}".strip(), one.value] for one in card.related]
    nowhere = [["role", post.role] for post in card.posts if post.role and not post.organisation.strip()]
    return [*map(list, card.extras), *related, *nowhere]


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
    if card.birthday and not person.birthday:
        person.birthday = day_of(person, BIRTHDAY, "", card.birthday)
        person.dates.add(("", card.birthday.month, card.birthday.day))
        writing.dates.append(person.birthday)
    for labelled in card.dates:
        known = (labelled.label[:100], labelled.date.month, labelled.date.day)
        if known not in person.dates:
            person.dates.add(known)
            writing.dates.append(day_of(person, ImportantDate.Kind.OTHER, known[0], labelled.date))


def day_of(person: Person, kind: str, label: str, on: PartialDate) -> ImportantDate:
    """A yearly day of this person's, not written yet."""
    return ImportantDate(
        owner_id=person.contact.owner_id,
        contact=person.contact,
        kind=kind,
        label=label,
        month=on.month,
        day=on.day,
        year=on.year,
    )


def _add_jobs(person: Person, card: Card, writing: Writing) -> bool:
    """Where they are, as what; True where something known of a place they are at was completed."""
    completed = False
    for key, post in posts_of(card).items():
        if key in person.jobs:
            completed = _complete_job(person.jobs[key], post, writing) or completed
            continue
        job = Affiliation(
            owner_id=person.contact.owner_id,
            contact=person.contact,
            role=post.role[:200],
            department=post.department[:200],
            from_on=post.from_on,
            until_on=post.until_on,
        )
        person.jobs[key] = job
        name = post.organisation.strip()[:200]
        writing.jobs.append((job, folded_name(name), name))
    writing.learn_domains(card)
    return completed


def posts_of(card: Card) -> dict[str, Post]:
    """By `job_key`, where they are and as what; each role at an organisation once."""
    posts: dict[str, Post] = {}
    for post in card.posts:
        if name := post.organisation.strip()[:200]:
            posts.setdefault(job_key(posts, folded_name(name), post.role), post)
    return posts


def folded_name(name: str) -> str:
    """What an organisation is found again by."""
    return fold(name)[:200] or name


def _complete_job(job: Affiliation, post: Post, writing: Writing) -> bool:
    wanted: dict[str, object] = {"role": post.role[:200], "department": post.department[:200]}
    wanted |= {"from_on": post.from_on, "until_on": post.until_on}
    missing = {name: value for name, value in wanted.items() if value and not getattr(job, name)}
    for name, value in missing.items():
        setattr(job, name, value)
    if missing and job.pk:
        writing.changed_jobs[job.pk] = job
    return bool(missing)


def _add_circles(person: Person, card: Card, writing: Writing) -> None:
    for name in card.circles:
        folded = fold(name)[:80]
        if folded and folded not in person.circles:
            person.circles.add(folded)
            row = Membership(owner_id=person.contact.owner_id, contact=person.contact)
            writing.joined.append((row, folded, name[:80]))


def _add_touches(person: Person, card: Card, keys: Keys, writing: Writing) -> list[Remark]:
    """Each touch once, whoever of the file's people it was with; a day still to come is no touch."""
    remarks = []
    for uid, touch in zip(keys.touches, card.touches, strict=True):
        if touch.on > writing.today:
            remarks.append(Remark("touch_to_come", touch.on.isoformat()))
        elif uid not in person.touches:
            person.touches.add(uid)
            kind = touch.kind if touch.kind in Interaction.Kind.values else Interaction.Kind.TALKED
            row = Interaction(
                owner_id=person.contact.owner_id,
                uid=uid,
                kind=kind,
                happened_on=touch.on,
                note=touch.note[:4000],
                created_at=writing.now,
            )
            writing.touches.append((row, person.contact))
    return remarks


def _add_photo(person: Person, card: Card, writing: Writing) -> list[Remark]:
    if not card.photo or person.has_photo:
        return []
    image = _image(person, card.photo, writing)
    if image is None:
        return [Remark("photo_unreadable")]
    person.has_photo = True
    writing.photos.append(
        Photo(
            owner_id=person.contact.owner_id, contact=person.contact, image=image, digest=digest(card.photo)
        )
    )
    return []


def _image(person: Person, raw: bytes, writing: Writing) -> bytes | None:
    """The small picture; while a file is only looked at, no more of it than can change how the row ends."""
    if not writing.is_look:
        return writing.pictures.small(raw)
    return b"" if can_be_read(raw, whole=person.contact.pk is not None) else None
