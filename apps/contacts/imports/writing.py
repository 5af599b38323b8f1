"""Rows of a chunk that wait to be written together, in a constant number of statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from apps.accounts.models import Member
from apps.contacts.addresses import MAIL_HOUSES
from apps.contacts.imports.card import Card
from apps.contacts.imports.pictures import Pictures
from apps.contacts.models import (
    Affiliation,
    Circle,
    Contact,
    ContactPoint,
    ImportantDate,
    Interaction,
    Membership,
    Organisation,
    Participation,
    Photo,
)
from apps.core.fold import fold
from apps.core.many import insert, update

FILLED = (
    *("name", "given_name", "family_name", "nickname", "relation", "city", "interests", "notes"),
    *("how_we_met", "met_on", "died_on", "rhythm_days", "extras"),
)
JOB = ("role", "department", "from_on", "until_on")
AT_HOME = ("home", "privat", "personal")
"""Labels of an e-mail address that says nothing of where somebody works."""


@dataclass
class Writing:
    """What a chunk adds and changes; `is_look` where nothing of it will be written."""

    now: datetime
    today: date
    is_look: bool = False
    pictures: Pictures = field(default_factory=Pictures)
    contacts: list[Contact] = field(default_factory=list)
    completed: dict[int, Contact] = field(default_factory=dict)
    points: list[ContactPoint] = field(default_factory=list)
    dates: list[ImportantDate] = field(default_factory=list)
    changed_dates: dict[int, ImportantDate] = field(default_factory=dict)
    photos: list[Photo] = field(default_factory=list)
    jobs: list[tuple[Affiliation, str, str]] = field(default_factory=list)
    changed_jobs: dict[int, Affiliation] = field(default_factory=dict)
    joined: list[tuple[Membership, str, str]] = field(default_factory=list)
    touches: list[tuple[Interaction, Contact]] = field(default_factory=list)
    rhythmic: list[Contact] = field(default_factory=list)
    domains: dict[str, str] = field(default_factory=dict)

    def size(self) -> int:
        """How many parts wait, to see whether a card added any."""
        of_people = len(self.points) + len(self.dates) + len(self.photos)
        return of_people + len(self.jobs) + len(self.joined) + len(self.touches)

    def learn_domains(self, card: Card) -> None:
        """Of the one organisation a card names, the domain its people write from."""
        names = {post.organisation.strip()[:200] for post in card.posts} - {""}
        domain = next(filter(None, map(_domain, card.emails)), "")
        if len(names) == 1 and domain:
            name = names.pop()
            self.domains.setdefault(fold(name)[:200] or name, domain)


def _domain(email: object) -> str:
    label, value = getattr(email, "label", "").lower(), getattr(email, "value", "").lower()
    domain = value.rpartition("@")[2]
    labels = domain.split(".")
    if len(labels) < 2 or any(label.startswith(home) for home in AT_HOME) or MAIL_HOUSES & set(labels[:-1]):
        return ""
    return domain[:200]


def write(member: Member, writing: Writing) -> None:
    """Write everything that waits, and bring search and rhythm up to it."""
    new = [contact for contact in writing.contacts if contact.pk is None]
    insert(new)
    update(writing.completed.values(), FILLED)
    _write_parts(writing)
    _write_places(member, writing)
    _write_touches(member, writing)
    touched = [contact.pk for contact in new] + list(writing.completed)
    Contact.objects.reindex(touched)
    _bring_round(writing)


def _write_parts(writing: Writing) -> None:
    insert(_with_pks(writing.points))
    insert(_with_pks(writing.dates))
    insert(_with_pks(writing.photos))
    update(writing.changed_dates.values(), ["month", "day", "year"])
    update(writing.changed_jobs.values(), JOB)


def _write_places(member: Member, writing: Writing) -> None:
    places = _named(Organisation, member, {folded: name for _job, folded, name in writing.jobs})
    for job, folded, _name in writing.jobs:
        job.organisation_id = places[folded]
    insert(_with_pks([job for job, *_rest in writing.jobs]))
    _learn_domains(member, writing)
    circles = _named(Circle, member, {folded: name for _row, folded, name in writing.joined})
    for row, folded, _name in writing.joined:
        row.circle_id = circles[folded]
    insert(_with_pks([row for row, *_rest in writing.joined]), ignore_conflicts=True)


def _learn_domains(member: Member, writing: Writing) -> None:
    """Organisations whose domain is not known get the one the cards spell, never another."""
    if not writing.domains:
        return
    unknown = list(Organisation.objects.of(member).filter(folded__in=list(writing.domains), domain=""))
    for place in unknown:
        place.domain = writing.domains[place.folded]
    update(unknown, ["domain"])


def _write_touches(member: Member, writing: Writing) -> None:
    """One interaction for each uid, also where an earlier chunk or file brought it with somebody else."""
    if not writing.touches:
        return
    wanted = {touch.uid: touch for touch, _person in writing.touches}
    there = Interaction.objects.of(member).filter(uid__in=list(wanted))
    known = dict(there.values_list("uid", "pk"))
    new = [touch for uid, touch in wanted.items() if uid not in known]
    insert(new)
    known |= {touch.uid: touch.pk for touch in new}
    took_part = [
        Participation(owner=member, interaction_id=known[touch.uid], contact_id=person.pk)
        for touch, person in writing.touches
    ]
    insert(took_part, ignore_conflicts=True)


def _bring_round(writing: Writing) -> None:
    """First dates and due dates, where a touch, a rhythm or a circle, which may carry one, came along."""
    moved = {row.contact_id for row, *_rest in writing.joined}
    moved |= {person.pk for _touch, person in writing.touches} | {person.pk for person in writing.rhythmic}
    if moved:
        Contact.objects.begin(moved, today=writing.today)
        Contact.objects.recompute(moved)


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
    insert(rows)
    return found | {row.folded: row.pk for row in rows}
