"""One member's whole book, with a canary in every column that holds text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from apps.accounts.models import Member
from apps.contacts.models import (
    Affiliation,
    Ask,
    BulkDeed,
    Cause,
    Circle,
    Contact,
    ContactPoint,
    Give,
    ImportantDate,
    ImportBatch,
    ImportRow,
    Interaction,
    Membership,
    Organisation,
    Period,
    Photo,
    Recollection,
    SavedView,
)
from apps.core.acts import Act, act
from apps.core.fence import owned_models
from apps.core.scope import acting_as
from apps.dashboard.models import Archive, ArchivePart
from apps.nudges.models import Digest, Nudge
from tests.architecture.world_commitments import CommitmentWorld, make_commitment_world
from tests.architecture.world_goals import GoalWorld, make_goal_world
from tests.architecture.world_introductions import IntroductionWorld, make_introduction_world

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class World:
    """The member and one row of each kind."""

    member: Member
    word: str
    contact: Contact
    other: Contact
    circle: Circle
    touch: Interaction
    point: ContactPoint
    date: ImportantDate
    affiliation: Affiliation
    cause: Cause
    give: Give
    ask: Ask
    batch: ImportBatch
    period: Period
    nudge: Nudge
    act: Act
    archive: Archive
    organisation: Organisation
    organisation_give: Give
    organisation_ask: Ask
    view: SavedView
    bulk: BulkDeed
    goals: GoalWorld
    commitments: CommitmentWorld
    introductions: IntroductionWorld


def make_world(member: Member, word: str) -> World:
    """A book in which every text says `word`, so that one search of an answer finds any leak."""
    with acting_as(member):
        with act(member, "edit", facts={"name": word}, now=NOW) as done:
            contact = Contact.objects.add(
                member, word, now=NOW, circles=[word], rhythm_days=30, first_due_on=date(2026, 11, 20)
            )
            other = Contact.objects.add(member, word, now=NOW)
        fill_texts(contact, word)
        facts = facts_of(member, word, contact)
        records = records_of(member, word, contact, done)
        Contact.objects.recompute([contact.pk])
        Contact.objects.reindex([contact.pk])
        place, given = facts["organisation"], facts["organisation_give"]
        goals = make_goal_world(member, word, contact, facts["touch"])
        return World(
            member=member,
            word=word,
            contact=contact,
            other=other,
            circle=Membership.objects.get(contact=contact).circle,
            act=done,
            goals=goals,
            commitments=make_commitment_world(member, word, contact, place, given, goals),
            introductions=make_introduction_world(member, word, contact, place, goals),
            **facts,
            **records,
        )


def facts_of(member: Member, word: str, contact: Contact) -> dict[str, Any]:
    """What is known of the person, and of the organisation they are at."""
    made = {"owner": member, "contact": contact}
    place = Organisation.objects.create(owner=member, name=word, folded=word)
    of_place = {"owner": member, "organisation": place, "what": word, "happened_on": date(2026, 9, 3)}
    Photo.objects.create(**made, image=word.encode(), digest=b"0" * 32)
    return {
        "point": ContactPoint.objects.create(**made, kind="email", value=f"{word}@example.org", label=word),
        "date": ImportantDate.objects.create(**made, kind="birthday", month=11, day=23, label=word),
        "affiliation": Affiliation.objects.create(**made, organisation=place, role=word, department=word),
        "cause": Cause.objects.create(**made, name=word, folded=word, where=word),
        "give": Give.objects.create(**made, what=word, happened_on=date(2026, 9, 1)),
        "ask": Ask.objects.create(**made, what=word, happened_on=date(2026, 9, 2)),
        "organisation": place,
        "organisation_give": Give.objects.create(**of_place),
        "organisation_ask": Ask.objects.create(**of_place),
        "touch": Interaction.log(member, [contact], kind="met", on=date(2026, 10, 1), now=NOW, note=word),
    }


def records_of(member: Member, word: str, contact: Contact, done: Act) -> dict[str, Any]:
    """What Kith wrote down on the way: a file, a note, an archive, a walk, a view, many people at once."""
    owned: dict[str, Any] = {"owner": member}
    batch = ImportBatch.objects.create(
        **owned, filename=word, kind="vcard", uploaded_at=NOW, started_at=NOW, finished_at=NOW
    )
    ImportRow.objects.create(
        **owned, batch=batch, number=1, line=1, outcome="created", name=word, text=word, contact=contact
    )
    digest = Digest.objects.create(**owned, on=date(2026, 11, 23), planned_at=NOW)
    about = {"kind": "rhythm", "subject": f"rhythm:{contact.pk}", "contact": contact}
    archive = Archive.objects.create(**owned, direction="out", size=len(word), asked_at=NOW, finished_at=NOW)
    ArchivePart.objects.create(**owned, archive=archive, number=0, content=word.encode())
    period = Period.begin(member, Period.Kind.SCHOOL, name=word, years=(1987, 1993), now=NOW)
    Recollection.objects.create(**owned, contact=contact, period=period)
    many = {"verb": "let_be", "facts": {"count": 1}, "act": done, "asked_at": NOW}
    return {
        "batch": batch,
        "period": period,
        "nudge": Nudge.objects.create(**owned, **about, digest=digest, position=1, due_on=date(2026, 11, 20)),
        "archive": archive,
        "view": SavedView.objects.create(**owned, name=word, folded=word, query=f"q={word}"),
        "bulk": BulkDeed.objects.create(**owned, **many, query=f"q={word}"),
    }


def fill_texts(row: models.Model, word: str) -> None:
    """The word into every free text column of one row."""
    for field in row._meta.local_concrete_fields:
        plain = isinstance(field, models.CharField | models.TextField) and not field.choices
        if (
            plain
            and field.max_length
            and field.max_length >= len(word)
            and field.name not in ("letter", "sort_key")
        ):
            setattr(row, field.name, word)
    row.save()


def rows_of(member: Member) -> dict[str, list[dict[str, Any]]]:
    """Everything the member owns, and the account itself, for comparing before and after."""
    held = {
        model.__name__: list(model.objects.filter(owner_id=member.pk).order_by("pk").values())
        for model in owned_models()
    }
    account = Member.objects.filter(pk=member.pk).values().get()
    account.pop("last_login")
    return held | {"Member": [account]}
