"""Rows for looking at pages: run beside a site by `manage.py shell`, printed as JSON of their keys."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image

from apps.accounts.joining import add_member
from apps.accounts.models import Member
from apps.contacts import photos
from apps.contacts.bulk import working
from apps.contacts.imports import batch as batches
from apps.contacts.imports import looking
from apps.contacts.imports.running import work_off
from apps.contacts.models import (
    Affiliation,
    Ask,
    Cause,
    Circle,
    Contact,
    ContactPoint,
    Give,
    ImportantDate,
    ImportBatch,
    Interaction,
    Organisation,
    Period,
    Photo,
    Recollection,
    SavedView,
)
from apps.core.acts import act
from apps.core.fold import fold
from apps.core.links import unsubscribe_token
from apps.core.scope import acting_as
from apps.goals.models import Gathering, Goal
from apps.nudges.buttons import button_url
from apps.nudges.models import Answer, Digest, Nudge
from tests.e2e.journeys import PASSWORD
from tests.e2e.planting_commitments import a_commitment
from tests.e2e.planting_goals import a_goal
from tests.e2e.planting_introductions import an_introduction

NOTES = "# Was zählt\n\n- likes *letters*\n- https://example.org/" + "a-very-long-path/" * 12 + "\n\n> quoted"
LONG = "Wolfeschlegelsteinhausenbergerdorff"
ROUGH_FILE = """BEGIN:VCARD
VERSION:3.0
FN:Nora Brandt
EMAIL:nora@example.org
BDAY:1990-02-30
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
TEL:123
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:דנה לוי
TEL;TYPE=cell:+972501234567
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Cut off in the mid
"""


def plant(email: str) -> None:
    """A person with everything, one who died, one let be, files at every stage, a note; print their keys."""
    member, now = Member.objects.get(email=email), timezone.now()
    with acting_as(member), act(member, "edit", facts={"name": LONG}, now=now) as done:
        keys = everything(member, now)
        keys |= {"died": had_died(member, now), "resting": is_let_be(member, now)}
        person = Contact.objects.get(pk=keys["contact"])
        keys |= a_goal(member, person, now)
        goal, gathering = Goal.objects.get(pk=keys["goal"]), Gathering.objects.get(pk=keys["gathering"])
        keys |= a_commitment(member, person, goal, gathering, now)
    with acting_as(member):
        keys |= {"act": done.pk, **files(member, now), **note(member, now, keys["contact"])}
        keys |= many(member, now)
        keys |= an_introduction(member, person, now)
    keys["unsubscribe"] = unsubscribe_token(member.email, "morning-note")
    print(json.dumps(keys))


def welcome(emails: list[str]) -> None:
    """Members with an empty book, whose addresses count as confirmed."""
    for email in emails:
        add_member(email, PASSWORD, now=timezone.now())


def many(member: Member, now: datetime) -> dict[str, int]:
    """A kept view, and a change to many people that nobody works off."""
    view = SavedView.keep(member, f"{LONG} of the old library", "show=due&city=Lisbon")
    bulk = working.ask(member, "let_be", "city=Nowhere", {}, key=None, now=now)
    bulk.lease_until = now + timedelta(hours=1)
    bulk.save()
    return {"view": view.pk, "bulk": bulk.pk}


def everything(member: Member, now: datetime) -> dict[str, int]:
    """Somebody with a long name and every kind of row."""
    today = member.day(now)
    person = the_elder(member, now)
    friend = Contact.objects.of(member).get(name="Ana Lima")
    opened = Contact.objects.add(member, "Cara Dies", now=now, introduced_by=person)
    Contact.objects.add(member, f"Dev {LONG}", now=now, introduced_by=opened)
    touch = Interaction.log(
        member, [person, friend], kind="met", on=today - timedelta(days=400), now=now, note=NOTES
    )
    Interaction.log(member, [person], kind="wrote", on=today - timedelta(days=9), now=now)
    school = Period.begin(member, "school", name=f"{LONG} Grammar School", years=(1919, 1926), now=now)
    Recollection.objects.create(owner=member, contact=person, period=school)
    keys = details_of(person, today)
    Contact.objects.reindex([person.pk])
    return keys | {
        "contact": person.pk,
        "natural": friend.pk,
        "other": friend.pk,
        "touch": touch.pk,
        "circle": Circle.objects.of(member).get(name__startswith="The Thursday").pk,
        "period": school.pk,
    }


def the_elder(member: Member, now: datetime) -> Contact:
    """Somebody of whom everything is long."""
    today = member.day(now)
    person = Contact.objects.add(
        member,
        f"Hubert Blaine {LONG} the Elder",
        now=now,
        circles=["Family", "The Thursday evening reading circle of the old library"],
        relation="grandfather of the one who moved away",
        city="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
        nickname="Hub",
        remember="keeps bees, and the minutes of everything",
        ask_next="whether the swarm came back",
        opener="Did they come back?",
        how_we_met="At the counter, in the rain.",
        met_on=today - timedelta(days=4000),
        notes=NOTES,
        family="Blaine, who whistles; two daughters by the sea",
        interests="bees, minutes, rowing before breakfast",
    )
    person.choose_rhythm(17, today=today, now=now)
    Photo.objects.create(owner=member, contact=person, image=photo(), digest=b"0" * 32)
    return person


def details_of(person: Contact, today: date) -> dict[str, int]:
    """Ways to reach them, days, a post, a cause, and what was done for them and for the organisation."""
    member = person.owner
    made = {"owner": member, "contact": person}
    points = [
        ContactPoint.objects.create(**made, kind=kind, value=value, match_key=key, label=label, position=at)
        for at, (kind, value, key, label) in enumerate(WAYS)
    ]
    born = ImportantDate.objects.create(**made, kind="birthday", month=2, day=29, year=1912)
    ImportantDate.objects.create(**made, kind="other", month=12, day=1, label="the day they opened the shop")
    place = Organisation.objects.create(owner=member, name=f"{LONG} & Sons", folded=fold(LONG))
    job = {"role": "keeper of minutes", "department": "Paper", "from_on": today}
    cause = {"name": "the river, and whoever swims in it", "folded": "river", "source": "public"}
    piano, recipe = (today - timedelta(days=days) for days in (90, 60))
    of_place = {"owner": member, "organisation": place, "what": "proofs", "happened_on": today}
    return {
        "point": points[0].pk,
        "date": born.pk,
        "affiliation": Affiliation.objects.create(**made, **job, organisation=place).pk,
        "cause": Cause.objects.create(**made, **cause, where=LONG).pk,
        "give": Give.objects.create(**made, what="carried the piano", happened_on=piano).pk,
        "ask": Ask.objects.create(**made, what="the recipe", happened_on=recipe).pk,
        "organisation": place.pk,
        "organisation_give": Give.objects.create(**of_place).pk,
        "organisation_ask": Ask.objects.create(**of_place).pk,
    }


WAYS = (
    ("email", f"hubert.{LONG.lower()}.the.elder@example.org", "hubert@example.org", "at home"),
    ("email", "hub@example.org", "hub@example.org", ""),
    ("phone", "+1 510 555 0100", "+15105550100", "mobile"),
    ("phone", "+1 510 555 0101", "+15105550101", "the shop"),
    ("url", "https://example.org/" + "a-long-address-" * 8, "example.org", ""),
    ("address", "12 Long Lane\nOakland 94601\nUnited States", "", "home"),
)


def photo() -> bytes:
    """A plain grey square."""
    raw = BytesIO()
    Image.new("RGB", (64, 64), "#888").save(raw, "PNG")
    return photos.small(raw.getvalue()) or b""


def had_died(member: Member, now: datetime) -> int:
    """Somebody who died a month ago."""
    person = Contact.objects.add(member, "Ilse Brandt", now=now, remember="the garden")
    person.has_died(member.day(now) - timedelta(days=30), now=now)
    return int(person.pk)


def is_let_be(member: Member, now: datetime) -> int:
    """Somebody the member lets be."""
    person = Contact.objects.add(member, "דנה לוי", now=now)
    person.let_be(now=now)
    return int(person.pk)


def files(member: Member, now: datetime) -> dict[str, int]:
    """A file looked at, one under way (held by nobody for an hour), one at its end."""
    looked_at = bring(member, now)
    under_way = bring(member, now)
    batches.start(under_way, key=None, led_to="/", now=now)
    under_way.lease_until, under_way.read_bytes, under_way.rows = now + timedelta(hours=1), 120, 2
    under_way.save()
    done = bring(member, now)
    batches.start(done, key=None, led_to="/", now=now)
    held = batches.claim(now=now, pk=done.pk)
    assert held
    work_off(held, until=now + timedelta(minutes=1), clock=timezone.now)
    return {"batch": done.pk, "looked_at": looked_at.pk, "under_way": under_way.pk}


def bring(member: Member, now: datetime) -> ImportBatch:
    """The rough file, received."""
    batch = batches.receive(member, f"{LONG}-{LONG}-contacts.vcf", [ROUGH_FILE.encode()], now=now)
    looking.look_at_once(batch, now=now)
    return batch


def note(member: Member, now: datetime, contact: int) -> dict[str, str]:
    """Addresses of buttons that nobody pressed yet, by answer."""
    digest = Digest.objects.create(owner=member, on=member.day(now) - timedelta(days=1), planned_at=now)
    found = {}
    for position, answer in enumerate(Answer):
        line = Nudge.objects.create(
            owner=member,
            digest=digest,
            position=position,
            kind="rhythm",
            subject=f"rhythm:{contact}:{position}",
            due_on=digest.on,
            contact_id=contact,
        )
        found[answer.value] = button_url(answer, line.pk, member=member, now=now).split("/n/")[1].strip("/")
    return found
