"""Promises: on track, more time, kept, handed back with a note; a plain list for the member alone."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.commitments.models import Promise
from apps.commitments.promises import note, of, whom
from apps.contacts.models import Contact
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.architecture.test_query_counts import queries
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
WEDNESDAY = NOW + timedelta(days=2)
ANSWERS = ("on-track", "keep", "hand-back", "take-up", "delete")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def joan(maya):
    return make_contact(maya, "Joan Park", email="joan@foodbank.example")


@pytest.fixture
def bank(maya, joan):
    return make_commitment(maya, "Harbour food bank", coordinator=joan)


@pytest.fixture
def flyer(bank):
    return make_promise(bank.owner, "The flyer", commitment=bank)


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def make_promise(member, what="The flyer", due_on=FRIDAY, **columns):
    with acting_as(member):
        return Promise.give(member, what=what, due_on=due_on, now=NOW, on=TODAY, **columns)


def sent(**more):
    return {"act": str(uuid.uuid4())} | more


def read(client, url="/commitments/promises/"):
    return client.get(url).content.decode()


def page_of(promise, verb=""):
    return f"/commitments/promises/{promise.pk}/{verb}"


def test_two_days_before_it_is_asked_how_it_stands(client, flyer, clock):
    """Scenario 17, as far as the page asks."""
    assert "How does it stand?" not in read(client, page_of(flyer))
    clock.move_to(WEDNESDAY)
    html = read(client, page_of(flyer))
    for words in ("How does it stand?", "On track", "Need time", "Hand back"):
        assert words in html


def test_on_track_is_not_asked_again_before_its_day_has_come(client, flyer, clock):
    clock.move_to(WEDNESDAY)
    client.post(page_of(flyer, "on-track/"), sent())
    assert "How does it stand?" not in read(client, page_of(flyer))
    assert "On track, you said" in read(client, page_of(flyer))
    clock.move_to(NOW + timedelta(days=4))
    assert "Its day has come." in read(client, page_of(flyer))
    clock.move_to(NOW + timedelta(days=5))
    html = read(client, page_of(flyer))
    assert "Is it?" in html and "on-track/" not in html


def test_handed_back_it_drafts_the_note_to_the_coordinator(client, flyer, clock):
    clock.move_to(WEDNESDAY)
    answer = client.post(page_of(flyer, "hand-back/"), sent(), follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [(page_of(flyer, "note/"), 302)]
    assert "Joan, I promised this by 27 November: The flyer. I will not get it done" in html
    assert 'href="mailto:joan@foodbank.example?body=Joan%2C%20I%20promised' in html
    assert 'data-copy-from="#note"' in html
    flyer.refresh_from_db()
    assert flyer.handed_back_on == date(2026, 11, 25)


def test_after_its_day_the_note_does_not_pretend(client, flyer, clock):
    clock.move_to(NOW + timedelta(days=7))
    html = client.post(page_of(flyer, "hand-back/"), sent(), follow=True).content.decode()
    assert "and it is not done: The flyer." in html


def test_the_note_goes_to_whom_it_was_promised_before_the_coordinator(maya, bank, joan):
    amira = make_contact(maya, "Amira Aziz")
    own = make_promise(maya, commitment=bank, contact=amira)
    with acting_as(maya):
        assert whom(of(maya).get(pk=own.pk)) == amira
        amira.has_died(TODAY, now=NOW)
        assert whom(of(maya).get(pk=own.pk)) is None


def test_a_note_to_nobody_known_begins_as_a_sentence(client, maya):
    own = make_promise(maya, "The minutes")
    html = client.post(page_of(own, "hand-back/"), sent(), follow=True).content.decode()
    assert "I promised this by 27 November: The minutes." in html
    assert "Say to whom it was promised" in html


def test_more_time_sets_another_day_and_drafts_the_words(client, flyer, clock):
    clock.move_to(WEDNESDAY)
    assert 'value="2026-12-04"' in read(client, page_of(flyer, "more-time/"))
    refused = client.post(page_of(flyer, "more-time/"), sent(until="2026-11-27"))
    assert refused.status_code == 422 and "That is no later" in refused.content.decode()
    html = client.post(page_of(flyer, "more-time/"), sent(until="2026-12-04"), follow=True).content.decode()
    assert "Joan, a word about what I promised: The flyer. I need until 4 December for it." in html
    flyer.refresh_from_db()
    assert (flyer.due_on, flyer.on_track_on) == (date(2026, 12, 4), date(2026, 11, 25))


def test_kept_and_handed_back_stand_in_a_plain_list(client, maya):
    for what, verb in (("Kept thing", "keep/"), ("Back thing", "hand-back/"), ("Open thing", "")):
        own = make_promise(maya, what)
        if verb:
            client.post(page_of(own, verb), sent(), follow=True)  # and its notice is read
    html = read(client)
    order = ("Open thing", "What you kept</h2>", "Kept thing", "What you handed back</h2>", "Back thing")
    assert sorted(order, key=html.index) == list(order)
    assert "For you alone" in html


def test_taken_up_again_it_is_open(client, flyer):
    client.post(page_of(flyer, "keep/"), sent())
    client.post(page_of(flyer, "take-up/"), sent())
    flyer.refresh_from_db()
    assert flyer.is_open


@pytest.mark.parametrize("verb", ANSWERS)
def test_each_answer_is_taken_back(client, flyer, maya, verb):
    with acting_as(maya):
        before = columns()
    client.post(page_of(flyer, f"{verb}/"), sent())
    with acting_as(maya):
        done = Act.objects.get()
    client.post(reverse("take_back", args=[done.pk]))
    with acting_as(maya):
        assert columns() == before
    assert "Changed something" not in read(client, "/history/")


def columns():
    """All that is written of the one promise; when it last changed is another matter."""
    found = Promise.objects.values().get()
    return {name: value for name, value in found.items() if name not in Promise.derived}


@pytest.mark.parametrize("verb", [*ANSWERS, "more-time", "edit", "note", ""])
def test_anothers_promise_does_not_exist(client_of, stranger, flyer, verb):
    url = page_of(flyer, f"{verb}/" if verb else "")
    theirs = client_of(stranger)
    answers = theirs.get(url).status_code, theirs.post(url, sent()).status_code
    assert answers[0] in (404, 405) and answers[1] in (404, 405) and 404 in answers
    flyer.refresh_from_db()
    assert flyer.is_open


def test_given_within_a_commitment(client, maya, bank):
    form = f"/commitments/promises/new/?commitment={bank.pk}"
    assert f'<option value="{bank.pk}" selected>' in read(client, form)
    answer = client.post(form, sent(what="The flyer", due_on="2026-11-27", part_of=str(bank.pk), whom=""))
    assert answer.url == f"/commitments/{bank.pk}/"
    html = read(client, answer.url)
    assert "The flyer" in html and "by 27 November" in html


def test_a_day_gone_is_refused_and_nothing_lost(client, maya):
    answer = client.post(
        "/commitments/promises/new/", sent(what="The flyer", due_on="2026-11-22", whom="Nobody Known")
    )
    html = answer.content.decode()
    assert answer.status_code == 422 and "That day is gone." in html
    assert "The flyer" in html and "Nobody Known" in html
    with acting_as(maya):
        assert not Promise.objects.exists() and not Contact.objects.exists()


def test_somebody_new_comes_into_the_book_only_where_ticked(client, maya):
    said = {"what": "The flyer", "due_on": "2026-11-27", "whom": "Amira Aziz"}
    assert client.post("/commitments/promises/new/", sent(**said)).status_code == 422
    client.post("/commitments/promises/new/", sent(**said, newcomer="on"))
    with acting_as(maya):
        assert Promise.objects.get().contact.name == "Amira Aziz"


def test_changed_it_keeps_a_day_that_is_gone_already(client, flyer, clock):
    clock.move_to(NOW + timedelta(days=9))
    assert client.post(
        page_of(flyer, "edit/"), sent(what="The poster", due_on="2026-11-27", part_of="", whom="")
    ).url == page_of(flyer)
    flyer.refresh_from_db()
    assert (flyer.what, flyer.commitment_id) == ("The poster", None)


def test_of_another_members_rows_the_form_knows_nothing(client, maya, stranger):
    theirs = make_commitment(stranger, "Their board")
    amira = make_contact(stranger, "Amira Aziz")
    html = read(client, f"/commitments/promises/new/?commitment={theirs.pk}&contact={amira.pk}")
    assert "Their board" not in html and "Amira" not in html
    said = sent(what="x", due_on="2026-11-27", part_of=str(theirs.pk))
    assert client.post("/commitments/promises/new/", said).status_code == 422


@pytest.mark.parametrize("asked", ["x", "9" * 40, "-1", "²"])
def test_an_address_without_sense_asks_for_nothing(client, asked):
    assert client.get(f"/commitments/promises/new/?commitment={asked}&contact={asked}").status_code == 200


def test_an_empty_page_says_what_it_is_for(client):
    html = read(client)
    assert "Nothing promised." in html and "/commitments/promises/new/" in html


def test_the_page_costs_the_same_for_3_and_30(client_of, maya, stranger):
    counts = []
    for member, count in ((maya, 3), (stranger, 30)):
        own = make_commitment(member, "Bank", coordinator=make_contact(member, "Joan"))
        for number in range(count):
            promised = make_promise(member, f"Thing {number}", commitment=own)
            with acting_as(member):
                (promised.keep, promised.hand_back, promised.is_on_track)[number % 3](TODAY)
        client = client_of(member)
        read(client), read(client, f"/commitments/{own.pk}/")
        counts.append(
            (len(queries(client, "/commitments/promises/")), len(queries(client, f"/commitments/{own.pk}/")))
        )
    assert counts[0] == counts[1]
    assert counts[0][0] <= 4 and counts[0][1] <= 12


DAYS = st.integers(-6, 6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=DAYS, said=st.none() | DAYS, ended=st.booleans())
def test_one_is_asked_about_as_many_are(due, said, ended, maya):
    day = TODAY + timedelta(days=due)
    with acting_as(maya):
        own = Promise.give(maya, what="x", due_on=day, now=NOW, on=TODAY)
        own.rewrite(on_track_on=None if said is None else TODAY + timedelta(days=said))
        if ended:
            own.keep(TODAY)
        assert Promise.objects.to_ask_about(TODAY).filter(pk=own.pk).exists() == own.is_asked_about(TODAY)


def test_words_of_a_note_hold_no_gap(maya, flyer):
    with acting_as(maya):
        own = of(maya).get(pk=flyer.pk)
        assert "%(" not in note(own, TODAY)
