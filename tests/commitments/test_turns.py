"""The turns of a commitment: approved, free for longer or paid, finished, taken up, deleted; its steps."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.models import Commitment, Promise, Step
from apps.commitments.taking_on import plan_steps
from apps.contacts.models import Organisation
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.goals.making import make_goal

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(**more):
    return {"act": str(uuid.uuid4())} | more


def post(client, verb, pk, **more):
    return client.post(reverse(f"commitments:{verb}", args=[pk]), sent(**more))


def shown(client, own):
    return client.get(f"/commitments/{own.pk}/").content.decode()


def take_back(client, member, verb):
    with acting_as(member):
        act = Act.objects.filter(verb=verb).latest("pk")
    client.post(reverse("take_back", args=[act.pk]))


def test_a_project_counts_once_approver_and_day_are_recorded(client, maya):
    own = make_commitment(maya, "Spring catalogue", "project")
    assert not own.counts and not own.is_work
    assert "It counts once somebody at work" in shown(client, own)
    assert "Counts once somebody has approved it" in client.get("/commitments/").content.decode()
    early = post(client, "approve_commitment", own.pk, approver="Priya Nair", approved_on="2026-11-24")
    assert early.status_code == 422 and 'value="Priya Nair"' in early.content.decode()
    post(client, "approve_commitment", own.pk, approver="Priya Nair", approved_on="2026-11-20")
    own.refresh_from_db()
    assert own.counts and own.is_work
    html = shown(client, own)
    assert "Priya Nair approved it." in html and "It counts once" not in html
    take_back(client, maya, "approve_commitment")
    own.refresh_from_db()
    assert not own.counts and own.approver == ""


def test_only_a_project_waits_for_an_approval(maya):
    assert all(make_commitment(maya, kind=kind).counts for kind in Commitment.Kind if kind != "project")


def test_a_free_service_asks_on_its_day_and_has_three_answers(client, maya):
    own = make_commitment(maya, "Newsletter", "service", free_until_on=TODAY)
    html = shown(client, own)
    for answer in ("Keep giving until", "Finish", "Start charging"):
        assert answer in html
    assert "And now?" in html and "And now?" in client.get("/commitments/").content.decode()


def test_before_its_day_a_free_service_does_not_ask(client, maya):
    own = make_commitment(maya, "Newsletter", "service", free_until_on=TODAY + timedelta(days=1))
    assert "And now?" not in shown(client, own) and "Free until then" in shown(client, own)
    without = make_commitment(maya, "Proofs", "service")
    assert "without a day on which you choose again" in shown(client, without)


@pytest.mark.parametrize("day", ["2026-11-23", "2026-01-01", "2099-01-01", "some day", ""])
def test_it_is_kept_free_until_a_day_ahead_only(client, maya, day):
    own = make_commitment(maya, "Newsletter", "service", free_until_on=TODAY)
    answer = post(client, "keep_giving_commitment", own.pk, free_until_on=day)
    assert answer.status_code == 422 and (f'value="{day}"' in answer.content.decode() or not day)
    own.refresh_from_db()
    assert own.free_until_on == TODAY


def test_keep_giving_start_charging_and_free_again(client, maya):
    own = make_commitment(maya, "Newsletter", "service", free_until_on=TODAY)
    post(client, "keep_giving_commitment", own.pk, free_until_on="2027-03-01")
    own.refresh_from_db()
    assert own.free_until_on == date(2027, 3, 1) and "And now?" not in shown(client, own)
    post(client, "start_charging_commitment", own.pk)
    own.refresh_from_db()
    assert own.charging_since_on == TODAY and not own.asks_again(date(2027, 3, 1))
    assert "Since then it is work like other work." in shown(client, own)
    take_back(client, maya, "start_charging")
    own.refresh_from_db()
    assert own.charging_since_on is None and own.free_until_on == date(2027, 3, 1)
    post(client, "start_charging_commitment", own.pk)
    post(client, "keep_giving_commitment", own.pk, free_until_on="2027-06-01")
    own.refresh_from_db()
    assert own.charging_since_on is None and own.free_until_on == date(2027, 6, 1)


def test_finished_it_stands_apart_and_is_taken_up_again(client, maya):
    own = make_commitment(maya, "Food bank")
    post(client, "finish_commitment", own.pk)
    own.refresh_from_db()
    assert own.finished_on == TODAY
    assert "Finished. What you gave stays." in shown(client, own)
    assert client.get("/commitments/").context["overview"].finished[0].commitment == own
    post(client, "take_up_commitment", own.pk)
    own.refresh_from_db()
    assert own.finished_on is None
    take_back(client, maya, "take_up_commitment")
    own.refresh_from_db()
    assert own.finished_on == TODAY


def test_deleted_it_goes_with_its_steps_its_promises_stay_and_all_comes_back(client, maya):
    own, goal = make_commitment(maya, "Chair", "role"), make_goal(maya, "To bake")
    with acting_as(maya):
        own.serve([goal])
        plan_steps(own, ["Sit in once"])
        Promise.give(maya, now=NOW, on=TODAY, what="A flyer", due_on=TODAY, commitment=own)
    assert post(client, "delete_commitment", own.pk).url == "/commitments/"
    assert client.get(f"/commitments/{own.pk}/").status_code == 404
    with acting_as(maya):
        assert Promise.objects.get().commitment is None and not Step.objects.exists()
    take_back(client, maya, "delete_commitment")
    with acting_as(maya):
        back = Commitment.objects.get()
        assert back.serves.get().goal == goal and back.steps.get().what == "Sit in once"
        assert Promise.objects.get().commitment == back


def test_an_organisation_deleted_under_it_is_said_and_title_and_name_are_kept(client, maya):
    with acting_as(maya):
        club = Organisation.meant(maya, "Trail <club>")
    own = make_commitment(maya, "Food bank", organisation=club)
    client.post(reverse("contacts:delete_organisation", args=[club.pk]), sent())
    html = shown(client, own)
    assert "It sat at Trail &lt;club&gt;, which is no longer among your organisations." in html
    assert "Food bank</h1>" in html and client.get("/commitments/").status_code == 200
    form = client.get(reverse("commitments:edit_commitment", args=[own.pk]))
    assert (
        'value="Trail &lt;club&gt;"' in form.content.decode() and "it is made again" in form.content.decode()
    )
    take_back(client, maya, "delete_organisation")
    own.refresh_from_db()
    assert own.organisation == club and "It sat at" not in shown(client, own)


@pytest.mark.parametrize(("typed", "said"), [("Trail club", "Trail club"), ("", "")])
def test_a_lost_organisation_is_made_again_or_forgotten_as_one_likes(client, maya, typed, said):
    with acting_as(maya):
        own = make_commitment(maya, "Food bank", organisation=Organisation.meant(maya, "Trail club"))
        Organisation.objects.get().dissolve()
    post(client, "edit_commitment", own.pk, title="Food bank", organisation=typed)
    with acting_as(maya):
        own = Commitment.objects.select_related("organisation").get()
    assert (own.organisation.name if own.organisation else "") == own.organisation_said == said
    assert own.organisation_gone == ""


def test_steps_are_planned_taken_reopened_struck_out_and_come_back(client, maya):
    own = make_commitment(maya, "Chair", "role")
    assert "What comes first?" in shown(client, own)
    assert post(client, "add_step", own.pk, steps=" \n ").status_code == 422
    long = post(client, "add_step", own.pk, steps="x" * 10_000)
    assert long.status_code == 422 and "x" * 10_000 in long.content.decode()
    post(client, "add_step", own.pk, steps="Sit in once\nAsk who chairs")
    with acting_as(maya):
        first, second = Step.objects.order_by("pk")
    post(client, "do_step", first.pk)
    first.refresh_from_db()
    assert first.done_on == TODAY and "done on 23 November" in shown(client, own)
    post(client, "reopen_step", first.pk)
    first.refresh_from_db()
    assert first.done_on is None
    post(client, "delete_step", second.pk)
    with acting_as(maya):
        assert list(Step.objects.all()) == [first]
    take_back(client, maya, "delete_step")
    assert "Ask who chairs" in shown(client, own)


def test_every_turn_has_words_in_history(client, maya):
    own = make_commitment(maya, "To bake", "service")
    post(client, "keep_giving_commitment", own.pk, free_until_on="2027-01-01")
    post(client, "approve_commitment", own.pk, approver="Priya", approved_on="2026-11-20")
    turns = ("start_charging", "finish", "take_up", "round", "delete")
    for verb in turns:
        post(client, f"{verb}_commitment", own.pk)
    html = client.get("/history/").content.decode()
    assert "Changed something" not in html and html.count("To bake") >= len(turns) + 2


OF_ONE = ("approve", "keep_giving", "start_charging", "finish", "take_up", "delete", "round")


@pytest.mark.parametrize("verb", OF_ONE)
def test_anothers_commitment_takes_no_turn(client, client_of, maya, stranger, verb):
    own = make_commitment(maya)
    assert post(client_of(stranger), f"{verb}_commitment", own.pk).status_code == 404
    client.logout()
    assert "/accounts/login/" in post(client, f"{verb}_commitment", own.pk).url


def test_anothers_step_and_near_are_not_there(client_of, maya, stranger):
    own = make_commitment(maya, kind="role")
    with acting_as(maya):
        (step,) = plan_steps(own, ["Sit in"])
    other = client_of(stranger)
    for verb in ("do_step", "reopen_step", "delete_step"):
        assert post(other, verb, step.pk).status_code == 404
    for verb in ("add_step", "add_near"):
        assert post(other, verb, own.pk, steps="x", names="x").status_code == 404
