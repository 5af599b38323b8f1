"""What only some files know of people: touches, rhythm, who introduced them, what their e-mail tells."""

from __future__ import annotations

from datetime import date

import pytest

from apps.contacts.imports import batch as batches
from apps.contacts.models import Contact, ImportRow, Interaction, Organisation, Participation
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.contacts.imports.bringing import bring, card, counts
from tests.contacts.imports.monica_making import contact, export, several, thing
from tests.making import make_contact

pytestmark = pytest.mark.django_db

ANA, BEN, CARA = (f"4fbe8971-0bc3-424c-9c26-36c3e1eff6b{n}" for n in range(3))


def monica(*people, dinner="2026-05-01"):
    touch = thing("4fbe8971-0bc3-424c-9c26-36c3e1effaaa", happened_at=f"{dinner}T00:00:00Z", summary="soup")
    return export(several("contact", *people), several("activity", touch))


def person(uuid, name, **told):
    shared = several("activity", "4fbe8971-0bc3-424c-9c26-36c3e1effaaa")
    return contact(uuid, shared, first_name=name, last_name="Lima", **told)


def bring_json(member, data, now):
    return bring(member, data, now, filename="monica.json")


def test_one_dinner_of_people_in_different_chunks_is_one_touch(maya, now, monkeypatch):
    monkeypatch.setattr(batches, "FIRST_ROWS", 1)
    data = monica(person(ANA, "Ana"), person(BEN, "Ben", stay_in_touch_frequency=30))
    batch = bring_json(maya, data, now)
    with acting_as(maya):
        touch = Interaction.objects.get()
        assert (touch.kind, touch.happened_on, touch.note) == ("met", date(2026, 5, 1), "soup")
        assert touch.participations.count() == 2
        ana, ben = Contact.objects.order_by("name")
        assert (ana.last_touch_on, ana.rhythm_days, ana.due_on) == (date(2026, 5, 1), None, None)
        assert (ben.rhythm_days, ben.due_on) == (30, date(2026, 5, 31))
        before = list(Contact.objects.order_by("pk").values())
    again = bring_json(maya, data, now)
    assert counts(again) == {"matched": 2, "skipped": 1}
    with acting_as(maya):
        assert list(Contact.objects.order_by("pk").values()) == before
        take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
        assert not Interaction.objects.exists() and not Participation.objects.exists()


def test_touch_to_come_is_said_and_not_kept(maya, now):
    bring_json(maya, monica(person(ANA, "Ana"), dinner="2031-01-01"), now)
    with acting_as(maya):
        assert not Interaction.objects.exists()
        assert ImportRow.objects.get(number=1).remarks == [["touch_to_come", "2031-01-01"]]


def test_rhythm_without_a_touch_gets_a_first_date_within_it(maya, now):
    told = contact(BEN, first_name="Ben", last_name="Lima", stay_in_touch_frequency=91)
    bring_json(maya, export(several("contact", told)), now)
    with acting_as(maya):
        ben = Contact.objects.get()
    assert ben.rhythm_days == 91 and 0 <= (ben.due_on - maya.day(now)).days < 91


def test_rhythm_the_member_chose_stays(maya, now):
    ana = make_contact(maya, "Ana Lima")
    with acting_as(maya):
        ana.just_remember(today=maya.day(now), now=now)
    told = contact(ANA, first_name="Ana", last_name="Lima", stay_in_touch_frequency=30)
    bring_json(maya, export(several("contact", told)), now)
    ana.refresh_from_db()
    assert ana.rhythm_days is None and ana.due_on is None


def introduced(maya):
    with acting_as(maya):
        return {c.name: c.introduced_by and c.introduced_by.name for c in Contact.objects.all()}


def test_introducers_are_settled_at_the_end_and_circles_refused(maya, now):
    data = monica(
        person(ANA, "Ana", first_met_through=BEN),
        person(BEN, "Ben", first_met_through=CARA),
        person(CARA, "Cara", first_met_through=ANA),
    )
    batch = bring_json(maya, data, now)
    assert introduced(maya) == {"Ana Lima": "Ben Lima", "Ben Lima": "Cara Lima", "Cara Lima": None}
    with acting_as(maya):
        said = ImportRow.objects.exclude(contact=None).order_by("number").values_list("remarks", flat=True)
        assert [one[0][0] for one in said] == ["introduced_by", "introduced_by", "introducer_circular"]
        assert ["introduced by", ANA] in Contact.objects.get(name="Cara Lima").extras
        take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
        assert not Contact.objects.exists()


def test_introducer_nobody_knows_is_kept_as_text(maya, now):
    bring_json(
        maya, monica(person(ANA, "Ana", first_met_through="4fbe8971-0000-424c-9c26-36c3e1effaaa")), now
    )
    assert introduced(maya) == {"Ana Lima": None}
    with acting_as(maya):
        assert ImportRow.objects.get(number=1).remarks[0][0] == "introducer_unknown"
        assert Contact.objects.get().extras[-1][0] == "introduced by"


@pytest.mark.parametrize(
    ("lines", "domain"),
    [
        (("EMAIL;TYPE=work:ana@tidewater.example", "ORG:Tidewater"), "tidewater.example"),
        (("EMAIL;TYPE=home:ana@tidewater.example", "ORG:Tidewater"), ""),
        (("EMAIL:ana@gmail.com", "ORG:Tidewater"), ""),
    ],
)
def test_domain_of_an_organisation_is_learnt_from_a_letter_head(maya, now, lines, domain):
    bring(maya, card("Ana Lima", *lines), now)
    with acting_as(maya):
        assert Organisation.objects.get().domain == domain


def test_domain_that_is_known_stays(maya, now):
    with acting_as(maya):
        Organisation.objects.create(owner=maya, name="Tidewater", folded="tidewater", domain="tide.example")
    bring(maya, card("Ana Lima", "EMAIL:ana@other.example", "ORG:Tidewater", "TITLE:pilot"), now)
    with acting_as(maya):
        assert Organisation.objects.get().domain == "tide.example"


def test_role_without_a_place_is_kept_as_text(maya, now):
    bring(maya, card("Ana Lima", "TITLE:pilot"), now)
    with acting_as(maya):
        assert ["role", "pilot"] in Contact.objects.get().extras
