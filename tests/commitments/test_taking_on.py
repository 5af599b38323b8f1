"""Taking something on: its kind first, then what that kind asks; what is wrong gets a sentence."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.kinds import ALL
from apps.commitments.models import Commitment, Fulfilment, Offer, Step
from apps.contacts.models import Contact, Organisation
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.goals.making import make_employer, make_goal
from tests.making import make_contact

pytestmark = pytest.mark.django_db
NEW = "/commitments/new/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(kind="volunteering", **more):
    return {"act": str(uuid.uuid4()), "kind": kind, "title": "Food bank"} | more


def form_of(client, query):
    answer = client.get(NEW + query)
    assert answer.status_code == 200
    return answer.context["form"]


def test_without_a_kind_it_is_chosen_first_and_what_the_address_says_stays(client):
    html = client.get(NEW + "?goal=3&title=Food+bank&kind=odd").content.decode()
    for kind in ALL:
        assert f"?kind={kind}&amp;goal=3&amp;title=Food+bank" in html


ASKED = {
    "volunteering": {"title", "organisation", "about", "begins_on", "ends_on"},
    "service": {"title", "organisation", "about", "begins_on", "free_until_on"},
    "project": {
        *("title", "organisation", "about", "teaches", "approver", "approved_on", "approval_words"),
        *("begins_on", "ends_on"),
    },
    "role": {"title", "organisation", "about", "steps", "begins_on", "ends_on"},
    "alumni": {"title", "organisation", "about", "begins_on"},
    "class": {"title", "organisation", "teaches", "begins_on", "ends_on"},
}
TO_TELL = {"coordinator", "which", "newcomer"}


@pytest.mark.parametrize("kind", ALL)
def test_each_kind_asks_only_what_it_needs(client, maya, kind):
    asked = set(form_of(client, f"?kind={kind}").fields)
    assert asked == ASKED[kind] | (TO_TELL if kind != "class" else set())
    make_goal(maya, "To bake")
    assert set(form_of(client, f"?kind={kind}").fields) == asked | {"goals"}


@pytest.mark.parametrize("kind", ALL)
def test_a_title_is_enough_for_every_kind(client, maya, kind):
    answer = client.post(NEW, sent(kind))
    with acting_as(maya):
        made = Commitment.objects.get()
    assert answer.url == reverse("commitments:commitment", args=[made.pk])
    assert (made.kind, made.title, made.organisation) == (kind, "Food bank", None)
    assert client.get(answer.url).status_code == 200


def test_everything_that_was_said_is_kept(client, maya):
    goal, mara = make_goal(maya, "To bake"), make_contact(maya, "Mara Voss")
    client.post(
        NEW,
        sent(
            "role",
            organisation="Trail club",
            about="Keeps the minutes.",
            goals=goal.pk,
            steps="Sit in once\n\n Ask  who leads \n",
            begins_on="2026-12-01",
            ends_on="2027-06-30",
            coordinator="Mara Voss",
        ),
    )
    with acting_as(maya):
        made = Commitment.objects.select_related("organisation").get()
        assert (made.organisation.name, made.about) == ("Trail club", "Keeps the minutes.")
        assert (made.begins_on, made.ends_on) == (date(2026, 12, 1), date(2027, 6, 30))
        assert made.coordinator == mara and made.serves.get().goal == goal
        assert list(Step.objects.order_by("pk").values_list("what", flat=True)) == [
            "Sit in once",
            "Ask who leads",
        ]


def test_the_address_prefills_goal_title_organisation_and_offer(client, maya):
    goal = make_goal(maya, "To bake")
    with acting_as(maya):
        club = Organisation.meant(maya, "Trail club")
        offer = Offer.make(maya, now=NOW, what="A newsletter", about="Four pages")
    form = form_of(client, f"?kind=service&goal={goal.pk}&organisation={club.pk}&offer={offer.pk}")
    assert form.initial == {
        "title": "A newsletter",
        "about": "Four pages",
        "organisation": "Trail club",
        "goals": [goal.pk],
    }
    named = form_of(client, "?kind=service&title=Proofs&organisation=The+guild&goal=none&offer=9")
    assert (named.initial["title"], named.initial["organisation"]) == ("Proofs", "The guild")
    client.post(f"{NEW}?offer={offer.pk}", sent("service"))
    with acting_as(maya):
        taken = Fulfilment.objects.get()
    assert (taken.offer_id, taken.taken_on) == (offer.pk, date(2026, 11, 23))


def test_a_strangers_goal_organisation_and_offer_prefill_nothing(client, maya, stranger):
    goal = make_goal(stranger, "To bake")
    with acting_as(stranger):
        club = Organisation.meant(stranger, "Secret club")
        offer = Offer.make(stranger, now=NOW, what="A secret")
    make_goal(maya, "To sew")
    form = form_of(client, f"?kind=service&goal={goal.pk}&organisation={club.pk}&offer={offer.pk}")
    assert form.initial["goals"] == [] and form.initial["title"] == ""
    assert form.initial["organisation"] == str(club.pk)
    client.post(f"{NEW}?offer={offer.pk}", sent("service"))
    with acting_as(maya):
        assert not Fulfilment.objects.exists()


def test_a_project_begins_with_the_employers_name(client, maya):
    make_employer(maya, "payments")
    assert form_of(client, "?kind=project").initial["organisation"] == "Harbour Ledger"
    assert form_of(client, "?kind=class").initial["organisation"] == ""


REFUSED = {
    "end before start": (
        {"begins_on": "2026-12-01", "ends_on": "2026-11-30"},
        "That lies before its first day.",
    ),
    "title of spaces": ({"title": "   \u3000 "}, "This field is required."),
    "title of signs": ({"title": "—"}, "A name has at least one letter."),
    "ten thousand": ({"title": "x" * 10_000}, "at most 200 characters"),
    "about of ten thousand": ({"about": "y" * 10_000}, "at most 4000 characters"),
    "unknown goal": ({"goals": "999999"}, "That goal is not among yours."),
    "goal of no number": ({"goals": "x"}, "That goal is not among yours."),
    "far away": ({"ends_on": "2099-01-01"}, "more than ten years ahead"),
    "no day": ({"begins_on": "sometime"}, "Enter a valid date."),
    "unknown coordinator": ({"coordinator": "Nobody Known"}, "Nobody among your people goes by that name."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(client, maya, case):
    more, said = REFUSED[case]
    make_goal(maya, "To bake")
    answer = client.post(NEW, sent(**{"about": "Sorting <tins>", "organisation": "Harbour"} | more))
    html = answer.content.decode()
    assert answer.status_code == 422 and said in html
    assert 'value="Harbour"' in html and ("Sorting &lt;tins&gt;" in html or "y" * 10_000 in html)
    for name, typed in more.items():
        assert name == "goals" or typed.strip() in html
    with acting_as(maya):
        assert not Commitment.objects.exists() and not Organisation.objects.exists()


def test_another_members_goal_is_no_goal(client, maya, stranger):
    make_goal(maya, "To sew")
    answer = client.post(NEW, sent(goals=make_goal(stranger, "To hide").pk))
    assert answer.status_code == 422 and "To hide" not in answer.content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"approver": "Priya Nair"}, "When was it?"),
        ({"approved_on": "2026-11-01"}, "Who said so?"),
        ({"approval_words": "Fine."}, "Who said so?"),
        ({"approver": "Priya Nair", "approved_on": "2026-11-24"}, "That day is still to come."),
    ],
)
def test_an_approval_has_a_name_and_a_day_that_has_come(client, maya, more, said):
    answer = client.post(NEW, sent("project", **more))
    assert answer.status_code == 422 and said in answer.content.decode()


@pytest.mark.parametrize("steps", ["x" * 301, "\n".join(["a step"] * 31)])
def test_too_long_and_too_many_steps_are_refused(client, maya, steps):
    answer = client.post(NEW, sent("role", steps=steps))
    assert answer.status_code == 422 and steps[:200] in answer.content.decode()


def test_a_coordinator_who_is_new_comes_into_the_book_only_with_the_box_ticked(client, maya):
    refused = client.post(NEW, sent(coordinator="Mara Voss"))
    assert "Add them to my people" in refused.content.decode()
    client.post(NEW, sent(coordinator="Mara Voss", newcomer="on"))
    with acting_as(maya):
        assert Commitment.objects.get().coordinator == Contact.objects.get(name="Mara Voss")


def test_of_two_namesakes_one_is_chosen(client, maya):
    first, second = make_contact(maya, "Mara Voss", city="Lisbon"), make_contact(maya, "Mara Voss")
    refused = client.post(NEW, sent(coordinator="Mara Voss"))
    assert refused.status_code == 422 and "Mara Voss · Lisbon" in refused.content.decode()
    client.post(NEW, sent(coordinator="Mara Voss", which=second.pk))
    with acting_as(maya):
        assert Commitment.objects.get().coordinator == second != first


def test_pressed_twice_it_is_taken_on_once_and_it_can_be_taken_back(client, maya):
    form = sent(organisation="Trail club")
    first, again = client.post(NEW, form), client.post(NEW, form)
    assert first.url == again.url
    with acting_as(maya):
        assert Commitment.objects.count() == 1
        act = Act.objects.get(verb="new_commitment")
    assert "Took on Food bank" in client.get("/history/").content.decode()
    client.post(reverse("take_back", args=[act.pk]))
    with acting_as(maya):
        assert not Commitment.objects.exists()


def test_written_anew_it_keeps_its_kind_and_takes_back_all_of_it(client, maya):
    bake, sew = make_goal(maya, "To bake"), make_goal(maya, "To sew")
    own = make_commitment(maya, "Food bank")
    with acting_as(maya):
        own.serve([bake])
    address = reverse("commitments:edit_commitment", args=[own.pk])
    html = client.get(address).content.decode()
    assert 'value="Food bank"' in html
    client.post(address, sent("class", title="Tins", organisation="Harbour", goals=sew.pk))
    with acting_as(maya):
        own = Commitment.objects.get()
        assert (own.kind, own.title, own.organisation.name) == ("volunteering", "Tins", "Harbour")
        assert own.serves.get().goal == sew
        act = Act.objects.get(verb="edit_commitment")
    client.post(reverse("take_back", args=[act.pk]))
    with acting_as(maya):
        own = Commitment.objects.get()
        assert (own.title, own.organisation, own.serves.get().goal) == ("Food bank", None, bake)


def test_a_goal_that_ended_stays_among_those_it_serves(client, maya):
    goal, own = make_goal(maya, "To bake"), make_commitment(maya)
    with acting_as(maya):
        own.serve([goal])
        goal.reach("", now=NOW)
    form = client.get(reverse("commitments:edit_commitment", args=[own.pk])).context["form"]
    assert [each.pk for each in form.fields["goals"].queryset] == [goal.pk]
    assert "goals" not in form_of(client, "?kind=class").fields


def test_anothers_commitment_is_not_there_and_nobody_signed_out_writes(client, stranger, maya):
    own = make_commitment(stranger)
    for address in (reverse("commitments:edit_commitment", args=[own.pk]), f"/commitments/{own.pk}/"):
        assert client.get(address).status_code == 404
    client.logout()
    assert "/accounts/login/" in client.get(NEW).url
