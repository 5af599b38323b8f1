"""Pick who matters: the likely closest first, one tap each."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from apps.contacts.models import Contact, ContactPoint, ImportantDate, ImportBatch, ImportRow, Photo
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
FRAGMENT = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def picks(answer) -> list[str]:
    return re.findall(r'class="person-name plain"[^>]*>([^<]+)<', answer.content.decode())


def test_likely_close_people_come_first(maya, client_of):
    bare, noted, born, reachable = (
        make_contact(maya, name) for name in ("Bare", "Noted", "Born", "Reachable")
    )
    with acting_as(maya):
        Contact.objects.filter(pk=noted.pk).update(notes="x")
        for person in (born, reachable):
            ImportantDate.objects.create(owner=maya, contact=person, kind="birthday", month=1, day=1)
        for kind in ("email", "phone"):
            ContactPoint.objects.create(owner=maya, contact=reachable, kind=kind, value="x")
        Photo.objects.create(owner=maya, contact=reachable, image=b"x", digest=b"x")

    answer = client_of(maya).get("/contacts/pick/")

    assert picks(answer) == ["Reachable", "Born", "Noted", "Bare"]
    assert "a birthday, telephone and e-mail, a photo" in answer.content.decode()
    assert bare.pk


def test_whoever_was_decided_about_is_not_asked_again(maya, client_of):
    make_contact(maya, "Undecided")
    make_contact(maya, "Rhythm", rhythm_days=30, first_due_on=TODAY)
    make_contact(maya, "Remembered", just_remember_on=TODAY)
    make_contact(maya, "Before", from_before_on=TODAY)
    make_contact(maya, "Let be", let_be_at=NOW)
    make_contact(maya, "Dead", died_on=TODAY)
    circled = make_contact(maya, "By circle")
    with acting_as(maya):
        circled.join("Choir")
        circled.memberships.get().circle.choose_rhythm(91, today=TODAY)

    assert picks(client_of(maya).get("/contacts/pick/")) == ["Undecided"]


def test_batch_keeps_to_the_people_of_that_import(maya, client_of):
    brought, other = make_contact(maya, "Brought"), make_contact(maya, "Other")
    matched = make_contact(maya, "Matched")
    with acting_as(maya):
        batch = ImportBatch.objects.create(owner=maya, filename="x.vcf", uploaded_at=NOW)
        for number, (person, outcome) in enumerate(((brought, "created"), (matched, "matched"))):
            ImportRow.objects.create(
                owner=maya, batch=batch, number=number, line=1, outcome=outcome, contact=person
            )
    client = client_of(maya)

    assert picks(client.get(f"/contacts/pick/?batch={batch.pk}")) == ["Brought"]
    for wrong in ("0", "x", "9" * 30, "-1", "%00", "²"):
        assert client.get(f"/contacts/pick/?batch={wrong}").status_code == 200
    assert other.pk


@pytest.mark.parametrize(("key", "days"), [("1", 30), ("2", 91)])
def test_one_tap_chooses_and_folds_the_row(maya, client_of, key, days):
    ana, client = make_contact(maya, "Ana"), client_of(maya)
    page = client.get("/contacts/pick/").content.decode()
    assert f'value="{days}" data-key="{key}"' in page

    answer = client.post(f"/contacts/{ana.pk}/rhythm/", {"days": days, "pick": "1"}, headers=FRAGMENT)

    assert b"<html" not in answer.content
    assert f'action="/history/{Act.objects.get().pk}/take-back/"' in answer.content.decode()
    ana.refresh_from_db()
    assert ana.rhythm_days == days


def test_third_key_just_remembers(maya, client_of):
    ana = make_contact(maya, "Ana")

    answer = client_of(maya).post(
        f"/contacts/{ana.pk}/just-remember/", {"pick": "1", "days": ""}, headers=FRAGMENT
    )

    assert "just remembered" in answer.content.decode()
    ana.refresh_from_db()
    assert ana.just_remember_on == TODAY


def test_without_scripts_the_tap_leads_back_to_the_same_page(maya, client_of):
    ana = make_contact(maya, "Ana")
    here = "/contacts/pick/?batch=3"

    answer = client_of(maya).post(f"/contacts/{ana.pk}/rhythm/", {"days": "30", "pick": "1", "next": here})

    assert answer.headers["Location"] == here


def test_pages_follow_one_another_without_gap_or_twin(maya, client_of):
    with acting_as(maya):
        Contact.objects.bulk_create(
            Contact(owner=maya, name=f"P{n}", notes="x" * (n % 2), created_at=NOW, changed_at=NOW)
            for n in range(60)
        )
    seen, url, client = [], "/contacts/pick/", client_of(maya)
    while url:
        page = client.get(url)
        seen += picks(page)
        more = re.search(r'class="more" href="([^"]+)"', page.content.decode())
        url = "/contacts/pick/" + more[1].replace("&amp;", "&") if more else ""

    assert len(seen) == len(set(seen)) == 60
    for after in ("x", "WyJ4IiwxXQ", "WyI5OTk5OTk5OTk5OTkiLDFd", "%00"):
        assert client.get(f"/contacts/pick/?after={after}").status_code == 200


def test_everybody_decided_says_so(maya, client_of):
    assert b"You have decided about everybody." in client_of(maya).get("/contacts/pick/").content


def test_as_many_queries_for_three_as_for_thirty(maya, stranger):
    for member, count in ((maya, 3), (stranger, 30)):
        for number in range(count):
            make_contact(member, f"P{number}", email="x@example.org")
    assert counted(maya, "/contacts/pick/")[1] == counted(stranger, "/contacts/pick/")[1] == 3
