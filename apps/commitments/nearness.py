"""Whom a commitment brings near, and who can vouch: put beside it, found in the book or new in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from apps.commitments.models import Commitment, Near
from apps.contacts import adding
from apps.contacts.models import Contact, Origin
from apps.contacts.naming import Named, note_down
from apps.goals.targets import namesakes

MOST_OFFERED = 60


def offered(own: Commitment, what: str) -> Any:
    """People to meet of the goals it serves who do not stand beside it so yet, by name."""
    people = Contact.objects.of(own.owner_id).filter(
        targets__goal__served_by__commitment=own, let_be_at=None, died_on=None
    )
    people = people.exclude(near__in=own.near.filter(what=what))
    return people.distinct().order_by("sort_key", "pk")


def bring_near(
    own: Commitment,
    names: Sequence[Named],
    people: Iterable[Contact],
    what: str,
    *,
    chosen: Mapping[str, Contact | None],
    now: datetime,
) -> list[Contact]:
    """Put these beside it, each once; a name that nobody goes by is somebody new. Who was put there.

    `chosen` says by `Named.key` who is meant where several go by a name, None for somebody new.
    """
    meant = _meant(own, names, chosen, what, now)
    _note(meant)
    there = set(own.near.filter(what=what).values_list("contact_id", flat=True))
    all_of_them = {person.pk: person for person in (*people, *(person for person, _named in meant))}
    put = [person for pk, person in all_of_them.items() if pk not in there]
    Near.objects.bulk_create(
        Near(owner_id=own.owner_id, commitment=own, contact=person, what=what) for person in put
    )
    return put


def _meant(
    own: Commitment, names: Sequence[Named], chosen: Mapping[str, Contact | None], what: str, now: datetime
) -> list[tuple[Contact, Named]]:
    known = {key: people[0] for key, people in namesakes(own.owner, names).items() if len(people) == 1}
    first = {named.key: named for named in reversed(names)}
    found = {key: chosen.get(key, known.get(key)) for key in first}
    new = [key for key, person in found.items() if person is None]
    origin = Origin.TO_MEET if what == Near.As.NEAR else Origin.TYPED
    lines = [(first[key].name, "") for key in new]
    made = adding.add_people(own.owner, lines, origin=origin, now=now) if lines else []
    found |= dict(zip(new, made, strict=True))
    return [(person, named) for named in names if (person := found[named.key])]


def _note(meant: Sequence[tuple[Contact, Named]]) -> None:
    people = {person.pk: person for person, named in meant if named.note}
    whole = Contact.objects.in_bulk(people.keys()) if people else {}
    changed = note_down((whole[person.pk], named.note) for person, named in meant if named.note)
    Contact.objects.bulk_update(changed, ["remember", "notes"])
    if changed:
        Contact.objects.reindex([person.pk for person in changed])
