"""People to meet: written one a line, found again among the member's people, each of a goal's once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from apps.accounts.turns import in_turn
from apps.contacts import adding
from apps.contacts.forms.fields import cleaned_line
from apps.contacts.merging.uniting import keys_to
from apps.contacts.models import Contact, Origin
from apps.contacts.naming import BULLET, IN_BRACKETS, LONGEST_NAME, Named, UnfitName
from apps.core.fold import fold
from apps.goals.models import Goal, Opportunity, Target

if TYPE_CHECKING:
    from apps.accounts.models import Member

LONGEST_WHAT = 200
WRITTEN = (
    *("given_name", "family_name", "nickname", "relation", "city", "interests", "family", "remember"),
    *("ask_next", "opener", "how_we_met", "met_on", "notes", "introduced_by_id", "extras"),
    *("rhythm_days", "just_remember_on", "from_before_on", "let_be_at", "died_on"),
)
"""Of a person, besides the name."""
PARTS = ("contact", "interaction", "place")
MOST_PEOPLE = 200
# What they are there begins at the first comma, though not inside brackets, and may stand in brackets.
NAME = re.compile(r"((?:[^,(]|\([^()]*\)|\()*)(?:,(.*))?")


@dataclass(slots=True)
class Added:
    """What became of the lines: new people to meet in their order, names of those who were there already.

    `known` are those of the new ones who were among the member's people; `unclear` the lines whose name
    several people go by, of which nothing was kept yet.
    """

    targets: list[Target] = field(default_factory=list)
    known: list[Contact] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    unclear: list[Named] = field(default_factory=list)

    @property
    def left(self) -> str:
        """The unclear lines as they can be typed again."""
        return "\n".join(line_of(named) for named in self.unclear)


def people_in(typed: str) -> list[Named]:
    """ "Eve Lindqvist, buys for outdoor shops": one a line, who they are there as the note.

    Raises UnfitName for a line without a letter or digit before its comma, and for one too long to keep.
    """
    lines = (BULLET.sub("", cleaned_line(line)) for line in typed.splitlines())
    return [_named(line) for line in lines if fold(line)]


def line_of(named: Named) -> str:
    """The line of which this was read."""
    return f"{named.name}, {named.note}" if named.note else named.name


def _named(line: str) -> Named:
    written, what = NAME.match(line).groups()  # type: ignore[union-attr]
    name = " ".join(IN_BRACKETS.sub(" ", written).split()).strip(' "')
    notes = [*IN_BRACKETS.findall(written), what or ""]
    note = ", ".join(filter(None, (each.strip(" ,") for each in notes)))
    if not fold(name) or len(name) > LONGEST_NAME or len(note) > LONGEST_WHAT:
        raise UnfitName(line)
    return Named(name, note)


def namesakes(member: Member, names: Sequence[Named]) -> dict[str, list[Contact]]:
    """The member's people of exactly these folded names, by `Named.key`; one query."""
    keys = {named.key for named in names}
    found: dict[str, list[Contact]] = {key: [] for key in keys}
    people = Contact.objects.of(member).filter(sort_key__in=keys)
    for person in people.only("name", "relation", "city", "sort_key").order_by("sort_key", "pk"):
        found[person.sort_key].append(person)
    return found


def are_there(goal: Goal, names: Sequence[Named]) -> bool:
    """Whether all of these are people to meet of it already, with nothing to add of them; one query."""
    own: Any = Target.objects.of(goal.owner).filter(
        goal=goal, contact__sort_key__in={each.key for each in names}
    )
    there = dict(own.values_list("contact__sort_key", "what"))
    return all(named.key in there and (there[named.key] or not named.note) for named in names)


def add_people(
    goal: Goal,
    typed: str | Sequence[Named],
    *,
    now: datetime,
    chosen: Mapping[str, Contact | None] | None = None,
) -> Added:
    """People to meet for this goal. Somebody of exactly that name is that person; else they are new.

    `chosen` says by `Named.key` who is meant where several go by a name, None for somebody new; what it
    does not say is left in `unclear`. What they are there is filled in where it was missing. Raises
    UnfitName. The same number of statements for one line as for two hundred.
    """
    names, added = people_in(typed) if isinstance(typed, str) else typed, Added()
    in_turn(goal.owner_id)
    meant = _meant(goal.owner, names, chosen or {}, added)
    new = [key for key, person in meant.items() if person is None]
    first = {named.key: named for named in reversed(names)}
    made = make_people(goal.owner, [first[key].name for key in new], now=now)
    people = {key: person for key, person in meant.items() if person} | dict(zip(new, made, strict=True))
    _aim(goal, [(people[named.key], named) for named in names if named.key in people], added, now)
    added.known = [target.contact for target in added.targets if target.contact not in made]
    return added


def make_people(member: Member, names: Sequence[str], *, now: datetime) -> list[Contact]:
    """People one has not met: without a rhythm, never *from before*, in no list of whom to decide about."""
    if not names:
        return []
    return adding.add_people(member, [(name, "") for name in names], origin=Origin.TO_MEET, now=now)


def aim_at(goal: Goal, person: Contact, what: str, *, now: datetime) -> Added:
    """Somebody of the member's own people, to meet for this goal; who is there already stays as they are."""
    added = Added()
    in_turn(goal.owner_id)
    _aim(goal, [(person, Named(person.name, what))], added, now)
    return added


def _meant(
    member: Member, names: Sequence[Named], chosen: Mapping[str, Contact | None], added: Added
) -> dict[str, Contact | None]:
    """Whom each key means; a key that stays unclear is not in it."""
    there, meant = namesakes(member, names), dict[str, Contact | None]()
    for named in names:
        people = there[named.key]
        if named.key in chosen:
            meant[named.key] = chosen[named.key]
        elif len(people) > 1:
            added.unclear.append(named)
        else:
            meant[named.key] = people[0] if people else None
    return meant


def _aim(goal: Goal, people: Sequence[tuple[Contact, Named]], added: Added, now: datetime) -> None:
    mine: Any = Target.objects.of(goal.owner_id).filter(contact__in={person.pk for person, _ in people})
    there, friends = dict[int, Target](), dict[int, date | None]()
    for target in mine:
        friends[target.contact_id] = friends.get(target.contact_id) or target.called_friend_on
        if target.goal_id == goal.pk:
            there[target.contact_id] = target
    new, filled = list[Target](), list[Target]()
    for person, named in people:
        target = there.get(person.pk)
        if target is None:
            target = Target(owner_id=goal.owner_id, goal=goal, contact=person, what=named.note, added_at=now)
            target.called_friend_on = friends.get(person.pk)
            there[person.pk] = target
            new.append(target)
            continue
        added.again.append(person.name)
        if named.note and not target.what:
            target.what = named.note
            filled += [target] if target.pk else []
    added.targets = Target.objects.bulk_create(new)
    Target.objects.bulk_update(filled, ["what"])
    added.again = list(dict.fromkeys(added.again))


def is_only_to_meet(target: Target) -> bool:
    """Whether this person was made to be met, and nothing else is known of them; one query.

    Whatever is a part of somebody counts, of any app, and whom they introduced; that Kith brought them
    up does not.
    """
    person = target.contact
    if person.origin != Origin.TO_MEET or any(getattr(person, column) for column in WRITTEN):
        return False
    known = Q()
    for key in keys_to(Contact):
        if key.model not in (Contact, Opportunity) and key.model.part_of not in PARTS:
            continue
        rows = key.model._default_manager.filter(**{"owner": OuterRef("owner"), key.attname: OuterRef("pk")})
        known |= Q(Exists(rows.exclude(pk=target.pk) if key.model is Target else rows))
    return not Contact.objects.of(target.owner_id).filter(known, pk=person.pk).exists()
