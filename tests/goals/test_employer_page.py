"""The employer's page: fields by everyday words, the domain of the mail, and a mailbox they can read."""

from __future__ import annotations

import re
import uuid

import pytest
import time_machine
from allauth.account.models import EmailAddress

from apps.core.scope import acting_as
from apps.goals.models import EmployerProfile, Goal
from tests.conftest import NOW
from tests.goals.making import make_employer, make_goal

pytestmark = pytest.mark.django_db
PAGE = "/goals/employer/"
WARNING = "Your employer can read this mailbox. Use a private one?"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(**more):
    return {"act": str(uuid.uuid4())} | more


def profile(member):
    with acting_as(member):
        return EmployerProfile.of_member(member)


def test_fields_by_everyday_words_with_commas_between_them(client, maya):
    form = sent(name="Harbour Ledger", serves_words="fintech, law", domain="https://www.Ledger.example/jobs")
    assert client.post(PAGE, form).url == PAGE
    kept = profile(maya)
    assert (kept.name, kept.domain) == ("Harbour Ledger", "ledger.example")
    assert set(kept.fields) == {"financial-technology", "law"}


def test_words_of_several_fields_are_asked_about_with_the_likeliest_ticked(client, maya):
    answer = client.post(PAGE, sent(name="Harbour Ledger", serves_words="teach", serves=["law"]))
    form = answer.context["form"]
    assert answer.status_code == 422 and profile(maya) is None
    assert form["serves"].value() == ["law", "education"] and "Harbour Ledger" in answer.content.decode()
    client.post(PAGE, sent(serves_words="teach", serves_asked="teach", serves=["law", "schools"]))
    assert set(profile(maya).fields) == {"law", "schools"}


@pytest.mark.parametrize("asked", ["", "zzzz"])
def test_a_field_that_does_not_exist_is_said_and_nothing_lost(client, maya, asked):
    answer = client.post(PAGE, sent(name="Harbour Ledger", serves_words="zzzz", serves_asked=asked))
    html = answer.content.decode()
    assert answer.status_code == 422 and "Kith knows no field called “zzzz”." in html
    assert "Harbour Ledger" in html and 'value="zzzz"' in html and profile(maya) is None


def test_words_that_find_nothing_are_never_dropped_for_what_was_ticked_before(client, maya):
    make_employer(maya, "law")
    form = sent(serves_words="zzzz", serves_asked="zzzz", serves=["law"])
    answer = client.post(PAGE, form)
    assert answer.status_code == 422 and "Kith knows no field called “zzzz”." in answer.content.decode()
    offered = answer.context["form"].findings[0].offered[0].key
    assert client.post(PAGE, form | {"serves": ["law", offered]}).status_code == 302
    assert set(profile(maya).fields) == {"law", offered}


def test_fields_are_kept_when_the_rest_is_changed_and_go_when_unticked(client, maya):
    make_employer(maya, "payments", "law")
    html = client.get(PAGE).content.decode()
    assert len(re.findall(r'name="serves" value="(?:law|payments)"[^>]* checked', html)) == 2
    client.post(PAGE, sent(name="Another", serves=["payments"]))
    assert profile(maya).fields == ["payments"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("no domain", "A domain looks like example.com."), ("gmail.com", "Anybody can have an address there")],
)
def test_a_domain_that_is_none(client, maya, typed, said):
    answer = client.post(PAGE, sent(name="Harbour Ledger", domain=typed))
    assert answer.status_code == 422 and said in answer.content.decode() and profile(maya) is None


def test_scenario_2_by_the_pages(client, maya):
    client.post(PAGE, sent(serves_words="financial technology"))
    for purpose in ("clients", "belonging"):
        client.post("/goals/new/", sent(field_words="payments", purpose=purpose))
    with acting_as(maya):
        held = dict(Goal.objects.values_list("purpose", "held_at"))
    assert held == {"clients": NOW, "belonging": None}
    assert [goal.purpose for goal in client.get(PAGE).context["held"]] == ["clients"]


def test_forgetting_the_employer_releases(client, maya):
    make_employer(maya, "payments")
    make_goal(maya, field="payments", purpose="clients")
    client.post("/goals/employer/forget/", sent())
    assert profile(maya) is None
    with acting_as(maya):
        assert Goal.objects.get().held_at is None
    assert client.post("/goals/employer/forget/", sent()).status_code == 302


PAGES = (PAGE, "/settings/security/", "/accounts/email/", "/welcome/when/")


def test_a_mailbox_the_employer_can_read_is_said_wherever_the_address_stands(client, maya):
    for page in PAGES:
        assert WARNING not in client.get(page).content.decode()
    make_employer(maya, domain="example.org")
    for page in PAGES:
        html = client.get(page).content.decode()
        assert WARNING in html and "maya@example.org" in html, page


def test_an_address_waiting_to_be_confirmed_is_looked_at_too(client, maya):
    make_employer(maya, domain="ledger.example")
    assert WARNING not in client.get("/accounts/email/").content.decode()
    EmailAddress.objects.create(user=maya, email="maya@ledger.example", verified=False, primary=False)
    assert WARNING in client.get("/accounts/email/").content.decode()


def test_nobody_else_sees_or_feels_it(client, client_of, maya, stranger):
    make_employer(maya, "payments", domain="example.org")
    other = client_of(stranger)
    assert "Harbour Ledger" not in other.get(PAGE).content.decode()
    assert WARNING not in other.get("/settings/security/").content.decode()
    other.post(PAGE, sent(name="Mine"))
    other.post("/goals/employer/forget/", sent())
    assert profile(maya).name == "Harbour Ledger"


def test_the_same_form_twice_is_one_act(client, maya):
    form = sent(name="Harbour Ledger", serves_words="law")
    assert [client.post(PAGE, form).status_code for _ in range(2)] == [302, 302]
    assert profile(maya).fields == ["law"]
