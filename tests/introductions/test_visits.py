"""Details left on a card: what reaches the book, and what goes by itself."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.contacts.models import Contact, ContactPoint, Interaction
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.introductions import copies, visits
from apps.introductions.already import already_in_book
from apps.introductions.models import Letter, Visit
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.introductions.screens import text
from tests.introductions.test_card import make_card, now_of
from tests.making import make_contact

LEFT = {"name": "Ana Lima", "email": "ana@example.net", "phone": "+351 912 345 678", "words": "by the kettle"}
LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("on_that_day")


def leave(client, card, **details):
    return client.post(reverse("letter_leave", args=[card.link.token]), {**LEFT, **details})


def visits_of(member) -> list[Visit]:
    with acting_as(member):
        return list(Visit.objects.of(member).order_by("pk"))


def decide(client, verb: str, visit: Visit, **more):
    address = reverse(f"introductions:{verb}_visit", args=[visit.pk])
    return client.post(address, {"act": str(uuid.uuid4()), **more}, follow=True)


def make_visit(member, outside, **details) -> Visit:
    leave(outside, make_card(member), **details)
    return visits_of(member)[-1]


def points_of(member, person: Contact) -> dict[str, str]:
    with acting_as(member):
        return dict(ContactPoint.objects.of(member).filter(contact=person).values_list("kind", "value"))


def test_details_left_wait_and_touch_no_book(maya, outside, client_of):
    answer = leave(outside, make_card(maya))
    assert answer.status_code == 303
    thanks = visible(outside.get(answer.headers["Location"]).content.decode())
    assert "Thank you, Ana Lima." in thanks
    assert "ana@example.net" in thanks
    (visit,) = visits_of(maya)
    assert (visit.name, visit.words, visit.accepted_at) == ("Ana Lima", "by the kettle", None)
    with acting_as(maya):
        assert not Contact.objects.of(maya).exists()
    for page in ("/introductions/", "/introductions/card/"):
        assert "Ana Lima" in text(client_of(maya).get(page))


def test_accept_visit_puts_them_into_the_book_without_a_touch(maya, outside, client_of):
    visit = make_visit(maya, outside)
    decide(client_of(maya), "accept", visit)
    with acting_as(maya):
        person = Contact.objects.of(maya).get()
        assert not Interaction.objects.of(maya).exists()
    assert (person.name, person.how_we_met, person.origin) == ("Ana Lima", "by the kettle", "gathering")
    assert (person.met_on, person.last_touch_on, person.due_on) == (maya.day(LATER), None, None)
    assert points_of(maya, person) == {"email": LEFT["email"], "phone": LEFT["phone"]}
    assert "Ana Lima" in text(client_of(maya).get("/contacts/?q=ana@example.net"))


def test_accept_visit_taken_back_lets_it_wait_again(maya, outside, client_of):
    visit = make_visit(maya, outside)
    decide(client_of(maya), "accept", visit)
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).get(verb="accept_visit"), now=NOW)
        assert not Contact.objects.of(maya).exists()
        assert list(visits.waiting(maya)) == [visit]


def test_accept_visit_twice_is_one_person(maya, outside, client_of):
    visit, client = make_visit(maya, outside), client_of(maya)
    decide(client, "accept", visit)
    decide(client, "accept", visit)
    decide(client, "decline", visit)
    with acting_as(maya):
        assert Contact.objects.of(maya).count() == 1
    assert visits_of(maya)[0].declined_at is None


def test_join_visit_fills_blanks_only(maya, outside, client_of):
    person = make_contact(maya, "Ana M. Lima", how_we_met="at school")
    with acting_as(maya):
        ContactPoint.objects.create(
            owner=maya, contact=person, kind="email", value="ANA@example.net", match_key="ana@example.net"
        )
    visit = make_visit(maya, outside)
    page = text(client_of(maya).get("/introductions/card/"))
    assert "Perhaps somebody you have: This is Ana M. Lima" in page
    decide(client_of(maya), "join", visit, contact=str(person.pk))
    person.refresh_from_db()
    assert (person.name, person.how_we_met) == ("Ana M. Lima", "at school")
    assert points_of(maya, person) == {"email": "ANA@example.net", "phone": LEFT["phone"]}
    assert visits_of(maya)[0].contact_id == person.pk


def test_join_visit_taken_back_takes_only_what_it_gave(maya, outside, client_of):
    person = make_contact(maya, "Ana Lima")
    visit = make_visit(maya, outside)
    decide(client_of(maya), "join", visit, contact=str(person.pk))
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).get(verb="join_visit"), now=NOW)
        person.refresh_from_db()
    assert (person.how_we_met, points_of(maya, person)) == ("", {})


def test_nobody_joins_with_anothers_person(maya, stranger, outside, client_of):
    theirs = make_contact(stranger, "Ana Lima")
    visit = make_visit(maya, outside)
    assert decide(client_of(maya), "join", visit, contact=str(theirs.pk)).status_code == 404
    assert visits_of(maya)[0].accepted_at is None


@pytest.mark.parametrize(
    ("name", "email", "phone", "found"),
    [
        ("A. L.", "ANA@example.net", "", True),
        ("A. L.", "", "912345678", False),
        ("A. L.", "other@example.net", "+351912345678", True),
        ("Lima Ana", "x@example.net", "", True),
        ("Ana", "x@example.net", "", False),
        ("Ana Costa", "x@example.net", "", False),
    ],
)
def test_who_may_be_meant(maya, name, email, phone, found):
    person = make_contact(maya, "Ana Lima")
    with acting_as(maya):
        for kind, value, key in (
            ("email", "ana@example.net", "ana@example.net"),
            ("phone", "+351 912 345 678", "+351912345678"),
        ):
            ContactPoint.objects.create(owner=maya, contact=person, kind=kind, value=value, match_key=key)
        visit = Visit.objects.create(owner=maya, name=name, email=email, phone=phone, left_at=NOW)
        assert already_in_book(maya, [visit])[visit.pk] == ([person] if found else [])


def test_rows_cost_the_same_at_any_number(maya, client_of):
    counted, client = [], client_of(maya)
    make_card(maya)
    for many in (3, 30):
        with acting_as(maya):
            for number in range(many):
                email = f"ana{number}@example.net"
                Visit.objects.create(owner=maya, name=f"Ana Lima {number}", email=email, left_at=NOW)
        client.get("/introductions/card/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/introductions/card/")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_declined_visit_goes_after_thirty_days(maya, outside, client_of):
    visit = make_visit(maya, outside)
    page = text(decide(client_of(maya), "decline", visit))
    assert "it goes after thirty days" in page
    assert Act.objects.get(verb="decline_visit").facts == {}, "whoever was not kept is not named in History"
    declined = visits_of(maya)[0].declined_at
    visits.forget_old(declined + timedelta(days=29))
    assert visits_of(maya)
    visits.forget_old(declined + timedelta(days=30))
    assert not visits_of(maya)


def test_what_nobody_decides_goes_after_half_a_year_and_what_was_accepted_stays(maya, outside, client_of):
    kept = make_visit(maya, outside)
    leave(outside, now_of(maya), name="Ben Silva")
    decide(client_of(maya), "accept", kept)
    visits.forget_old(LATER + timedelta(days=181))
    assert len(visits_of(maya)) == 2
    visits.forget_old(LATER + timedelta(days=182))
    copies.wipe_ended(LATER + timedelta(days=182))
    assert [each.pk for each in visits_of(maya)] == [kept.pk]
    assert {letter.wiped_at is None for letter in Letter.objects.filter(link__purpose="visit")} == {False}
    assert {str(letter.shown) for letter in Letter.objects.filter(link__purpose="visit")} == {"{}"}


def test_whoever_left_them_cannot_tell_what_became_of_it(maya, outside, client_of):
    client, card = client_of(maya), make_card(maya)
    pages = {}
    for verb, name in (("accept", "Ana Lima"), ("decline", "Ben Silva"), ("", "Cara Diaz")):
        pages[name] = leave(outside, card, name=name).headers["Location"]
        if verb:
            decide(client, verb, visits_of(maya)[-1])
    visits.forget_old(LATER + timedelta(days=100))
    copies.wipe_ended(LATER + timedelta(days=100))
    read = {name: outside.get(page) for name, page in pages.items()}
    assert {answer.status_code for answer in read.values()} == {200}
    said = {visible(answer.content.decode()).replace(name, "") for name, answer in read.items()}
    assert len(said) == 1


def test_whoever_left_them_deletes_them(maya, outside):
    answer = leave(outside, make_card(maya))
    token = answer.headers["Location"].split("/")[-2]
    stored = visible(outside.get(reverse("letter_stored", args=[token])).content.decode())
    assert all(each in stored for each in LEFT.values())
    outside.post(reverse("letter_delete", args=[token]))
    assert visits_of(maya) == []
    assert outside.get(reverse("letter", args=[token])).status_code == 410


def test_deleting_leaves_what_is_in_the_book(maya, outside, client_of):
    answer = leave(outside, make_card(maya))
    decide(client_of(maya), "accept", visits_of(maya)[0])
    outside.post(reverse("letter_delete", args=[answer.headers["Location"].split("/")[-2]]))
    with acting_as(maya):
        assert Contact.objects.of(maya).get().name == "Ana Lima"
    assert visits_of(maya) == []


def test_the_card_itself_cannot_be_deleted_from_outside(maya, outside):
    card = make_card(maya)
    assert outside.post(reverse("letter_delete", args=[card.link.token])).status_code == 404
    assert outside.get(reverse("letter_stored", args=[card.link.token])).status_code == 404
    assert outside.get(reverse("letter", args=[card.link.token])).status_code == 200


def test_a_stranger_decides_nothing(maya, stranger, outside, client_of):
    visit = make_visit(maya, outside)
    for verb in ("accept", "join", "decline"):
        assert decide(client_of(stranger), verb, visit).status_code == 404


def test_its_last_day_is_one_of_the_members_calendar(maya, outside):
    maya.time_zone = "Pacific/Kiritimati"  # fourteen hours ahead: there it is the next day
    maya.save()
    leave(outside, make_card(maya))
    letter = Letter.objects.select_related("link").get(link__purpose="visit")
    assert letter.closes_on == maya.day(letter.link.ends_at) != letter.link.ends_at.date()
