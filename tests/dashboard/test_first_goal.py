"""The goal step of the first session: in one line, "I don't know yet", or later."""

from __future__ import annotations

import uuid

import pytest
import time_machine
from django.urls import reverse

from apps.core.scope import acting_as
from apps.goals.models import EmployerProfile, Goal
from tests.conftest import NOW
from tests.goals.making import make_employer

pytestmark = pytest.mark.django_db
STEP = "/welcome/goal/"
NEXT = "/welcome/when/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(**more):
    return {"act": str(uuid.uuid4()), "purpose": "belonging"} | more


def goals(member):
    with acting_as(member):
        return list(Goal.objects.order_by("pk"))


def test_it_is_the_fourth_of_five_and_can_be_left_for_later(client):
    html = client.get(STEP).content.decode()
    assert "4 of 5" in html and f'href="{NEXT}"' in html and "Later" in html
    assert "5 of 5" in client.get(NEXT).content.decode()


def test_after_the_first_line_comes_the_goal(client, maya):
    client.post(reverse("onboarding"), {"act": str(uuid.uuid4()), "name_1": "Ruth Adler"})
    html = client.get(reverse("onboarding_first")).content.decode()
    assert f'href="{STEP}"' in html
    from apps.contacts.models import Contact

    with acting_as(maya):
        ruth = Contact.objects.get()
    answer = client.post(reverse("onboarding_reached"), {"act": str(uuid.uuid4()), "person": ruth.pk})
    assert answer.url == STEP


def test_a_field_by_an_everyday_word(client, maya):
    assert client.post(STEP, sent(field_words="lawyers", purpose="job")).url == NEXT
    (goal,) = goals(maya)
    assert (goal.field, goal.purpose, goal.sentence) == ("law", "job", "To be at home in law")


def test_people_as_one_says_it_keep_their_words(client, maya):
    words = "people who make outdoor gear"
    first = client.post(STEP, sent(field_words=words))
    assert first.status_code == 422 and goals(maya) == []
    assert words in first.content.decode()
    client.post(STEP, sent(field_words=words, field_asked=words, field="outdoor-gear"))
    (goal,) = goals(maya)
    assert (goal.field, goal.sentence) == ("outdoor-gear", "To be at home among people who make outdoor gear")
    assert goal.speciality is None


def test_left_open_the_words_stand_in_the_sentence(client, maya):
    words = "people who mend things"
    client.post(STEP, sent(field_words=words, field_asked=words, field="-"))
    (goal,) = goals(maya)
    assert (goal.field, goal.sentence) == ("", "To be at home among people who mend things")


def test_not_knowing_yet_is_an_answer(client, maya):
    assert client.post(STEP, sent(unknown="1")).url == NEXT
    assert [goal.sentence for goal in goals(maya)] == ["To find out where I would be at home"]


def test_an_empty_line_is_answered_with_a_sentence(client, maya):
    answer = client.post(STEP, sent())
    assert answer.status_code == 422 and goals(maya) == []
    assert "A few words are enough." in answer.content.decode()


def test_for_clients_whom_the_employer_serves_holds_the_goal_and_says_so(client, maya):
    form = sent(field_words="payments", purpose="clients", serves_words="financial technology")
    html = client.post(STEP, form, follow=True).content.decode()
    (goal,) = goals(maya)
    assert goal.held_at == NOW and "so the goal waits" in html


def test_what_was_said_of_the_employer_before_stays(client, maya):
    make_employer(maya, "law", domain="ledger.example")
    client.post(STEP, sent(field_words="payments", purpose="clients", serves_words="baking"))
    with acting_as(maya):
        kept = EmployerProfile.of_member(maya)
    assert (kept.name, kept.domain, set(kept.fields)) == (
        "Harbour Ledger",
        "ledger.example",
        {"law", "baking"},
    )


def test_not_for_clients_nothing_is_kept_of_an_employer(client, maya):
    client.post(STEP, sent(field_words="payments", serves_words="zzzz"))
    assert len(goals(maya)) == 1
    with acting_as(maya):
        assert EmployerProfile.of_member(maya) is None


def test_an_employers_field_that_does_not_exist_is_said(client, maya):
    answer = client.post(STEP, sent(field_words="payments", purpose="clients", serves_words="zzzz"))
    html = answer.content.decode()
    assert answer.status_code == 422 and goals(maya) == []
    assert "Kith knows no field called “zzzz”." in html and 'value="payments"' in html


def test_pressed_twice_it_is_one_goal(client, maya):
    form = sent(field_words="payments")
    assert [client.post(STEP, form).url for _ in range(2)] == [NEXT, NEXT]
    assert len(goals(maya)) == 1
