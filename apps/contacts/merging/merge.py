"""Merging: two entries that are one person become one, with everything of both, as one act.

The kept one keeps page and uid; the other's uid is remembered as a fingerprint, so that a file which
names it finds the kept one. `uniting.py` moves what points to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps

from apps.contacts.doors import hold, would_circle
from apps.contacts.imports.keys import uid_digest
from apps.contacts.likeness import comparing
from apps.contacts.merging.differing import (
    BOTH,
    GONE,
    INTO,
    PACE,
    WRITTEN,
    Pair,
    defaults_of,
    pace_in_words,
    pair_of,
)
from apps.contacts.merging.pairs import unite_pairs
from apps.contacts.merging.uniting import Uniting
from apps.contacts.models import Contact, Fingerprint, ImportantDate, Origin, Photo
from apps.core.acts import Act, act
from apps.core.due import Rest, subjects
from apps.core.scope import Owned

if TYPE_CHECKING:
    from apps.accounts.models import Member

ORIGINS = (
    *(Origin.WALK, Origin.FIRST_FIVE, Origin.INTRODUCTION, Origin.GATHERING, Origin.TYPED),
    *(Origin.FILE, Origin.TO_MEET),
)
"""Of two origins the one that stays: who came to mind was not only brought in a file, or to be met."""


class SamePerson(Exception):
    """Nobody can be merged with themselves."""


class NoLongerThere(Exception):
    """One of the two was deleted or merged meanwhile."""


def merge(member: Member, into: Contact, gone: Contact, chosen: Mapping[str, str], now: datetime) -> Contact:
    """One person of two: `into`, with all that was kept about `gone`, who is no more.

    `chosen` says by field of `differing.differences_of` which side stays; what it does not say goes by
    default. Everything is one act, or part of the one that is open. Raises SamePerson, NoLongerThere.
    """
    if into.pk == gone.pk:
        raise SamePerson(into.name)
    with act(member, "merge", facts={"name": into.name, "other": gone.name}, now=now) as done:
        hold(member)
        pair = _held(member, into.pk, gone.pk)
        answers = defaults_of(pair) | {field: side for field, side in chosen.items() if side}
        uniting = Uniting(member, _preferred(pair, answers))
        uniting.unite(Contact, pair.into.pk, pair.gone.pk)
        unite_pairs(member, pair.into.pk, pair.gone.pk)
        _unite_rests(member, pair)
        _remember_uid(member, pair)
        _fill(pair, answers, now)
        Contact.objects.of(member).filter(pk=gone.pk).delete()
        _save(member, pair.into, now)
        done.facts |= {"moved": uniting.moved, "into": into.pk, "gone": gone.pk}
        done.save(update_fields=["facts"])
    comparing.ask(member, now=now)
    return pair.into


def _held(member: Member, into: int, gone: int) -> Pair:
    """Both as they are now, and nobody else's to change until this is done."""
    rows = Contact.objects.of(member).filter(pk__in=(into, gone)).order_by("pk").select_for_update()
    found = {row.pk: row for row in rows}
    if len(found) < 2:
        raise NoLongerThere
    return pair_of(member, found[into], found[gone])


def _preferred(pair: Pair, answers: Mapping[str, str]) -> dict[type[Owned], int]:
    kinds: dict[str, type[Owned]] = {"birthday": ImportantDate, "photo": Photo}
    sides = {INTO: pair.into.pk, GONE: pair.gone.pk}
    return {kinds[field]: sides[side] for field, side in answers.items() if field in kinds and side in sides}


def _fill(pair: Pair, answers: Mapping[str, str], now: datetime) -> None:
    """The columns of the kept one: the chosen side, else whichever says anything."""
    into, gone = pair.into, pair.gone
    into.introduced_by_id = _introducer(pair, answers)
    for name in (each for each in WRITTEN if each != "introduced_by"):
        column = Contact._meta.get_field(name).attname  # type: ignore[union-attr]
        mine, theirs = getattr(into, column), getattr(gone, column)
        if theirs and (not mine or answers.get(name) == GONE):
            setattr(into, column, theirs)
        elif answers.get(name) == BOTH and theirs:
            setattr(into, column, _joined(mine, theirs))
    if pace_in_words(gone) and (not pace_in_words(into) or answers.get("pace") == GONE):
        for name in PACE:
            setattr(into, name, getattr(gone, name))
    into.first_due_on = into.first_due_on or gone.first_due_on
    into.origin = min(into.origin, gone.origin, key=lambda origin: ORIGINS.index(Origin(origin)))
    into.extras = [*into.extras, *(extra for extra in gone.extras if extra not in into.extras)]
    into.created_at, into.changed_at = min(into.created_at, gone.created_at), now


def _joined(mine: str, theirs: str) -> str:
    if theirs in mine or mine in theirs:
        return max(mine, theirs, key=len)
    return f"{mine}\n\n{theirs}"


def _introducer(pair: Pair, answers: Mapping[str, str]) -> int | None:
    """Who introduced them; nobody where that would be themselves, or somebody they introduced."""
    into, gone = pair.into, pair.gone
    sides = [into.introduced_by_id, gone.introduced_by_id]
    for pk in reversed(sides) if answers.get("introduced_by") == GONE else sides:
        if pk and pk not in (into.pk, gone.pk) and not would_circle(into.owner, into.pk, pk):
            return pk
    return None


def _unite_rests(member: Member, pair: Pair) -> None:
    """What rests of either rests; of two days the later one."""
    for about in (about for about, model in subjects.items() if model == Contact._meta.label):
        mine, theirs = (f"{about}:{person.pk}" for person in (pair.into, pair.gone))
        rests = {rest.subject: rest for rest in Rest.objects.of(member).filter(subject__in=(mine, theirs))}
        if theirs not in rests:
            continue
        if mine in rests and rests[mine].until_on >= rests[theirs].until_on:
            rests[theirs].delete()
            continue
        if mine in rests:
            rests[mine].delete()
        rests[theirs].subject = mine
        rests[theirs].save(update_fields=["subject"])


def _remember_uid(member: Member, pair: Pair) -> None:
    """A card that names the uid of the one who is gone means the kept one from now on."""
    Fingerprint.objects.update_or_create(
        owner=member, digest=uid_digest(pair.gone.uid), defaults={"contact": pair.into}
    )


def _save(member: Member, into: Contact, now: datetime) -> None:
    columns: list[Any] = [*WRITTEN, *PACE, "origin", "extras", "created_at", "changed_at"]
    into.save(update_fields=columns)
    Contact.objects.begin([into.pk], today=member.day(now))
    Contact.objects.recompute([into.pk])
    Contact.objects.reindex([into.pk])
    into.refresh_from_db()


def put_back_moved(member: Member, taken_back: Act, _touched: object) -> None:
    """After a merge was taken back: rows that no act remembers go back to the one they were about."""
    facts = taken_back.facts
    if taken_back.verb != "merge" or not Contact.objects.of(member).filter(pk=facts.get("gone")).exists():
        return
    tables = {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Owned)}
    for place, pks in facts.get("moved", {}).items():
        table, column = place.split(".")
        rows = tables[table]._default_manager.filter(owner=member, pk__in=pks) if table in tables else None
        if rows is not None:
            rows.filter(**{column: facts["into"]}).update(**{column: facts["gone"]})
    comparing.ask(member, now=taken_back.at)
