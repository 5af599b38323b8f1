"""A friend's letter: read by anybody who holds it, answered once, and what comes of each answer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.core.scope import acting_as
from apps.core.stylesheet import load
from apps.introductions import verbs
from apps.introductions.answers import heard
from apps.introductions.models import Door, IntroductionRequest, Letter, Received, Transition
from apps.introductions.standing import answer_of, standings_of
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request
from tests.making import make_contact

Answer = Door.Answer
pytestmark = pytest.mark.usefixtures("on_that_day")


@pytest.fixture
def door(maya) -> Door:
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    return make_asked(maya, "Ben Silva", "Carl Weber", contact=eve)


def url(door: Door, verb: str = "", **kwargs) -> str:
    return reverse(f"letter_{verb}" if verb else "letter", args=[door.link.token])


def again(door: Door) -> Door:
    return doors(door.request)[door.position]


def answers(client: Client, door: Door, answer: str, verb: str = "answer", **more):
    return client.post(url(door, verb), {"answer": answer, **more})


def state(door: Door) -> str:
    with acting_as(door.owner_id):
        return IntroductionRequest.objects.get(pk=door.request_id).state


def test_the_letter_asks_one_question_with_what_will_be_read_under_each_answer(door, outside):
    answer = outside.get(url(door))
    said = visible(answer.content.decode())
    assert answer.status_code == 200
    assert "Dear Ben," in said
    assert "Maya would like to meet Eve Lindqvist , who buys for outdoor shops" in said
    assert "I'd like to learn how small makers get seen." in said
    for each in (Answer.KNOWS_WELL, Answer.HAS_MET, Answer.KNOWS_NOT, Answer.RATHER_NOT):
        assert f"Maya will read: “{heard(each, 'Ben', 'Eve')}”" in said
    assert "ends by itself on 3 December" in said
    assert len(said.split()) < 330


def test_looking_writes_nothing_and_enters_no_scope(door, outside, monkeypatch):
    before = [*Letter.objects.values(), *Door.objects.values()]
    monkeypatch.setattr("apps.introductions.views.friend.acting_as", None)
    for method in ("get", "head"):
        for verb in ("", "stored", "limit"):
            assert getattr(outside, method)(url(door, verb)).status_code == 200
    for verb in ("answer", "name", "take_back", "delete", "keep", "lift", "receive"):
        assert outside.get(url(door, verb)).status_code == 405
    assert [*Letter.objects.values(), *Door.objects.values()] == before


def test_a_preview_names_the_asker_and_nobody_else(door, outside):
    head = outside.get(url(door)).content.decode().partition("</head>")[0]
    assert '<meta property="og:title" content="Maya Ortega has a question for you">' in head
    assert "Eve" not in head
    assert "og:image" not in head
    assert '<meta name="robots" content="noindex, noarchive">' in head


def test_the_answer_of_a_letter_is_kept_nowhere_and_sets_no_cookie(door, outside):
    answer = outside.get(url(door))
    assert answer.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert not outside.post(url(door, "answer"), {"answer": "knows_not"}).cookies


def test_the_sheet_of_letters_is_small(door, outside):
    assert len(load("outside").text.encode()) <= 8 * 1024
    page = outside.get(url(door)).content
    assert len(page) + len(load("outside").text) < 30_000


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        (Answer.KNOWS_WELL, "with_target"),
        (Answer.HAS_MET, "with_target"),
        (Answer.KNOWS_NOT, "waiting"),
        (Answer.SOMEONE_ELSE, "waiting"),
        (Answer.RATHER_NOT, "waiting"),
    ],
)
def test_each_answer_counts_once_and_a_second_one_is_told_so(door, outside, answer, came):
    assert answers(outside, door, answer).headers["Location"] == url(door)
    assert (state(door), again(door).answer) == (came, answer)
    second = outside.post(url(door, "answer"), {"answer": "rather_not"}, follow=True)
    assert "Nothing was changed now" in visible(second.content.decode())
    assert (state(door), again(door).answer) == (came, answer)
    with acting_as(door.owner_id):
        assert Transition.objects.filter(request=door.request, by="friend").count() == 1


def test_an_answer_that_is_none_changes_nothing(door, outside):
    for wrong in ("", "yes", "knows_well ", "x" * 5000):
        assert answers(outside, door, wrong).status_code == 303
    assert (state(door), again(door).answer) == ("asked", "")


def test_somebody_else_is_named_in_clean_words(door, outside):
    answers(outside, door, "", "name", named="  Carl <b> http://x.example Weber\u202e ")
    assert again(door).named == "Carl b Weber"
    page = visible(outside.get(url(door)).content.decode())
    assert "Ben thinks that Carl b Weber may know Eve." in page


def test_naming_nobody_is_asked_again_and_says_nothing(door, outside):
    for named in ("", "   ", "http://x.example/", "\u202e"):
        answer = answers(outside, door, "", "name", named=named)
        assert answer.status_code == 422
        assert '<details class="fold" open>' in answer.content.decode()
    assert (state(door), again(door).answer) == ("asked", "")


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("answer", Answer.values)
def test_whoever_asked_reads_what_stood_under_the_button(maya, outside, answer, named):
    who = {"contact": make_contact(maya, "Mr. Okafor")} if named else {"whom": "someone who buys for shops"}
    door = make_asked(maya, "Ben Silva", **who)
    page = visible(outside.get(url(door)).content.decode())
    answers(outside, door, answer)
    with acting_as(maya):
        (row,) = standings_of(maya, [IntroductionRequest.objects.get()], NOW.date())
        assert f"Maya will read: “{answer_of(again(door), row.name)}”" in page


def test_a_yes_brings_the_note_with_the_address_to_pass_on(door, outside):
    answers(outside, door, Answer.KNOWS_WELL)
    html = outside.get(url(door)).content.decode()
    passed_on = reverse("letter", args=[again(door).target_link.token])
    assert f"would like to ask you something.\n\nhttp://localhost:8000{passed_on}</textarea>" in html
    body = re.search(r'href="mailto:\?subject=[^"]+&amp;body=([^"]+)"', html)[1]
    assert "%0D%0A%0D%0Ahttp%3A%2F%2Flocalhost%3A8000%2Fi%2F" in body
    assert "Would you pass on" not in html


def test_what_was_passed_on_can_be_taken_back_once(maya, outside):
    door = make_passed_on(maya)
    passed_on = again(door).target_link
    outside.post(url(door, "take_back"))
    assert (state(door), again(door).end) == ("with_target", "taken_back")
    passed_on.refresh_from_db()
    assert passed_on.revoked_at is not None
    page = visible(outside.get(url(door)).content.decode())
    assert "You took it back." in page
    assert "Take it back" not in page
    assert "again" in outside.post(url(door, "take_back")).headers["Location"]


def test_nothing_can_be_taken_back_before_a_yes_or_after_an_introduction(door, outside):
    assert "again" in outside.post(url(door, "take_back")).headers["Location"]
    answers(outside, door, Answer.KNOWS_WELL)
    with acting_as(door.owner_id):
        verbs.target_is_introduced(again(door), now=NOW)
    assert "again" in outside.post(url(door, "take_back")).headers["Location"]
    page = visible(outside.get(url(door)).content.decode())
    assert "They were introduced." in page
    assert "Take it back" not in page
    with acting_as(door.owner_id):
        verbs.met(again(door).request, now=NOW)
    assert "They met." in visible(outside.get(url(door)).content.decode())


def test_a_letter_withdrawn_over_or_of_one_who_left_says_so(door, outside, maya, monkeypatch):
    late = NOW + timedelta(days=11)
    with monkeypatch.context() as patched:
        patched.setattr("apps.introductions.views.opening.timezone.now", lambda: late)
        assert answers(outside, door, Answer.KNOWS_WELL).status_code == 410
    with acting_as(maya):
        verbs.withdraw(door.request, now=NOW)
    gone = outside.get(url(door))
    assert (gone.status_code, outside.post(url(door, "answer")).status_code) == (410, 410)
    assert "Eve" not in gone.content.decode()
    other = make_asked(maya, "Dora Lund")
    maya.leaving_at = NOW
    maya.save(update_fields=["leaving_at"])
    assert outside.get(url(other)).status_code == 410


def test_a_friend_may_answer_before_the_member_said_that_it_was_sent(maya, outside):
    door = doors(make_request(maya, "Ben Silva"))[0]
    with acting_as(maya):
        door.link = verbs.prepare(door, now=NOW)
    assert "after ten days" in visible(outside.get(url(door)).content.decode())
    answers(outside, door, Answer.HAS_MET)
    assert state(door) == "with_target"


def test_whoever_asked_cannot_answer_for_the_friend(door, client_of, maya):
    client = client_of(maya)
    assert "as your friend sees it" in visible(client.get(url(door)).content.decode())
    for verb in ("answer", "take_back", "keep", "receive"):
        assert (
            client.post(url(door, verb), {"answer": "knows_well"}).headers["Location"] == f"{url(door)}?own"
        )
    assert state(door) == "asked"


def test_a_member_who_answers_finds_the_letter_in_their_own_introductions(door, client_of, stranger):
    client = client_of(stranger)
    client.get(url(door))
    with acting_as(stranger):
        assert not Received.objects.exists()
    answers(client, door, Answer.KNOWS_WELL)
    client.post(url(door, "receive"))
    with acting_as(stranger):
        assert [row.letter.link_id for row in Received.objects.select_related("letter")] == [door.link_id]
    with acting_as(door.owner_id):
        assert not Received.objects.exists()


def test_hostile_words_stay_words(maya, outside):
    bad = "<script>alert(1)</script> \u202e http://x.example"
    door = make_asked(maya, bad, whom=bad, what=bad, why=bad, gives=bad, note=bad, signed=bad)
    answers(outside, door, Answer.KNOWS_WELL)
    for verb in ("", "stored"):
        html = outside.get(url(door, verb)).content.decode()
        assert "<script>alert" not in html
        assert 'href="http://x' not in html
    assert "\u202e" not in html.partition("</head>")[0]


def test_guesses_lead_nowhere_and_are_stopped(door, outside):
    statuses = [outside.get(reverse("letter", args=[f"{number:022d}"])).status_code for number in range(130)]
    assert statuses == [404] * 100 + [429] * 30
    assert outside.get(url(door)).status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.7").get(url(door)).status_code == 200


def test_only_a_letter_of_its_purpose_knows_a_button(maya, outside):
    passed_on = again(make_passed_on(maya)).target_link
    for verb in ("answer", "name", "take_back", "limit", "lift", "keep", "receive"):
        assert outside.post(reverse(f"letter_{verb}", args=[passed_on.token])).status_code == 404, verb
