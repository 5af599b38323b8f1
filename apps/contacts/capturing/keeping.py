"""Writing down what a line was understood as, once the member said that it is right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.contacts.adding import add_people
from apps.contacts.capturing.reading import Deed
from apps.contacts.models import Contact, ImportantDate, Interaction
from apps.contacts.naming import Named, note_down

if TYPE_CHECKING:
    from apps.accounts.models import Member

Answers = Sequence[tuple[Named, Contact | None]]


def keep(
    member: Member, deed: Deed, answers: Answers, said: dict[str, Any], *, now: datetime
) -> list[Contact]:
    """Write it down, new people and all; whom it is about. `said` is what the form of the deed holds."""
    added = iter(add_people(member, [(named.name, "") for named, person in answers if not person], now=now))
    people = [person or next(added) for _named, person in answers]
    notes = [(person, named.note) for person, (named, _) in zip(people, answers, strict=True)]
    people = list({person.pk: person for person in people}.values())
    if deed is Deed.TOUCH:
        Interaction.log(member, people, kind=said["kind"], on=said["happened_on"], now=now, note=said["note"])
    if deed is Deed.BIRTHDAY:
        _born(people[0], said)
    if deed in (Deed.PERSON, Deed.BIRTHDAY):
        notes += [(person, said["note"]) for person in people]
    changed = {person.pk: person for person in note_down(notes)}
    changed |= _met(people, said) if deed is Deed.PERSON else {}
    changed |= _ask(people, said["note"]) if deed is Deed.ASK else {}
    for person in changed.values():
        person.rewrite(("remember", "notes", "how_we_met", "ask_next"), now=now)
    return people


def _born(person: Contact, said: dict[str, Any]) -> None:
    ImportantDate.objects.create(
        owner=person.owner,
        contact=person,
        kind=ImportantDate.Kind.BIRTHDAY,
        day=said["day"],
        month=said["month"],
        year=said["year"],
    )


def _met(people: Sequence[Contact], said: dict[str, Any]) -> dict[int, Contact]:
    """How we met, where that is not known yet; else it is a note like any other."""
    how = said["how_we_met"]
    free = [person for person in people if how and not person.how_we_met]
    for person in free:
        person.how_we_met = how
    others = note_down(
        [(person, how) for person in people if person not in free and person.how_we_met != how]
    )
    return {person.pk: person for person in (*free, *others)}


def _ask(people: Sequence[Contact], what: str) -> dict[int, Contact]:
    changed = [person for person in people if what not in person.ask_next]
    for person in changed:
        person.ask_next = "; ".join(filter(None, (person.ask_next, what)))
    return {person.pk: person for person in changed}
