"""Helped and asked: two private lists, ticks in the timeline, acts like everything; and causes."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine

from apps.contacts.models import Ask, Cause, Give
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.making import make_contact, make_touch
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SORTS = [("give", Give), ("ask", Ask)]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya):
    return make_contact(maya, "Ana Lima")


@pytest.mark.parametrize(("noun", "model"), SORTS)
def test_line_is_written_changed_removed_and_taken_back(maya, ana, client_of, noun, model):
    client, url = client_of(maya), f"/contacts/{ana.pk}/{noun}s/"
    client.post(url, {"what": "carried  boxes", "happened_on": ""})
    with acting_as(maya):
        row = model.objects.get()
        assert (row.what, row.happened_on) == ("carried boxes", TODAY)
    client.post(f"{url}{row.pk}/", {"what": "carried the piano", "happened_on": "2026-11-01"})
    row.refresh_from_db()
    assert (row.what, row.happened_on) == ("carried the piano", date(2026, 11, 1))
    client.post(f"{url}{row.pk}/delete/")
    with acting_as(maya):
        assert not model.objects.exists()
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert "carried the piano" in client.get(f"/contacts/{ana.pk}/").content.decode()
    assert "Ana Lima" in client.get("/history/").content.decode()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"what": ""}, ("This field is required", "A word or two is enough")),
        ({"what": "x", "happened_on": "2026-11-24"}, ("still to come",)),
        ({"what": "x", "happened_on": "1066-10-14"}, ("before 1900",)),
        ({"what": "x", "happened_on": "31/31/31"}, ("valid date",)),
        ({"what": "x" * 301}, ("at most 300",)),
        ({"what": "\0\u202e"}, ("This field is required", "A word or two is enough")),
    ],
)
@pytest.mark.parametrize(("noun", "model"), SORTS)
def test_wrong_line_says_so(maya, ana, client_of, noun, model, form, sentence):
    answer = client_of(maya).post(f"/contacts/{ana.pk}/{noun}s/", form)
    assert answer.status_code == 422
    assert any(each in answer.content.decode() for each in sentence)
    with acting_as(maya):
        assert not model.objects.exists()


def test_question_whom_else_needs_no_words(maya, ana, client_of):
    client_of(maya).post(f"/contacts/{ana.pk}/asks/", {"kind": "whom_else"})
    with acting_as(maya):
        assert Ask.objects.get().what == "Whom else I should know"


def test_two_lists_are_never_added_up(maya, ana, client_of):
    for number in range(3):
        give(maya, ana, f"boxes {number}", TODAY - timedelta(days=number))
    ask(maya, ana, "a recipe", TODAY)
    said = visible(client_of(maya).get(f"/contacts/{ana.pk}/").content.decode())
    lists = said[said.index("How you helped") : said.index("Over the years")]
    assert "boxes 2" in lists
    assert "a recipe" in lists
    assert not re.search(r"(?<![\w] )\b[31]\b(?! (Nov|boxes))", re.sub(r"boxes \d|\d+ November", "", lists))


def test_timeline_holds_all_three_in_order_of_days(maya, ana, client_of):
    give(maya, ana, "boxes", date(2026, 11, 2))
    ask(maya, ana, "a recipe", date(2026, 11, 3))
    make_touch(maya, ana, date(2026, 11, 1))
    make_touch(maya, ana, date(2026, 11, 4))
    page = client_of(maya).get(f"/contacts/{ana.pk}/").content.decode()
    assert re.findall(r'class="moment moment-(\w+)', page) == ["touch", "asked", "gave", "touch"]
    assert "Helped: boxes" in page
    assert "Asked: a recipe" in page


def test_timeline_of_all_three_pages_without_gap_or_twin(maya, ana, client_of):
    for number in range(130):
        on = TODAY - timedelta(days=number // 5)
        [lambda on: make_touch(maya, ana, on), lambda on: give(maya, ana, "x", on)][number % 2](on)
        if number % 3 == 0:
            ask(maya, ana, "y", on)
    seen, days, url, client = [], [], f"/contacts/{ana.pk}/", client_of(maya)
    while url:
        page = client.get(url, headers={"hx-request": "true"} if "?" in url else {}).content.decode()
        seen += re.findall(r'id="((?:touch|gave|asked)-\d+)"', page)
        days += re.findall(r'<time datetime="([\d-]+)" title="[^"]+">\d+ \w+</time></p>', page)
        more = re.search(r'hx-get="([^"]+before=[^"]+)"', page)
        url = more[1] if more else ""
    assert len(seen) == len(set(seen)) == 174
    assert days == sorted(days, reverse=True)


def test_page_costs_the_same_however_much_was_given(maya, ana):
    asked = []
    for count in (3, 30):
        for number in range(count):
            give(maya, ana, "x", TODAY - timedelta(days=number))
            ask(maya, ana, "y", TODAY)
            with acting_as(maya):
                made = {"owner": maya, "contact": ana, "name": f"c{count}{number}"}
                Cause.objects.create(**made, folded=f"c{count}{number}")
        asked.append(counted(maya, f"/contacts/{ana.pk}/")[1])
    assert asked[0] == asked[1] <= 8


def test_cause_needs_its_source_and_stands_once(maya, ana, client_of):
    client, url = client_of(maya), f"/contacts/{ana.pk}/causes/"
    nowhere = client.post(url, {"name": "The river", "source": "public", "where": ""})
    assert (nowhere.status_code, b"Where did they make it public?" in nowhere.content) == (422, True)
    client.post(url, {"name": "The river", "source": "public", "where": "her talk in May"})
    twice = client.post(url, {"name": "the  RIVER", "source": "told"})
    assert (twice.status_code, b"That stands there already" in twice.content) == (422, True)
    assert client.post(url, {"name": "...", "source": "told"}).status_code == 422
    assert client.post(url, {"name": "x", "source": "gossip"}).status_code == 422
    page = client.get(f"/contacts/{ana.pk}/").content.decode()
    assert all(text in page for text in ("The river", "they made it public", "her talk in May"))


def give(maya, person, what, on):
    with acting_as(maya):
        Give.objects.create(owner=maya, contact=person, what=what, happened_on=on)


def ask(maya, person, what, on):
    with acting_as(maya):
        Ask.objects.create(owner=maya, contact=person, what=what, happened_on=on)


def test_somebody_is_found_by_what_they_care_for_at_once(maya, ana, client_of):
    client, page = client_of(maya), 'class="person-name"'
    client.post(f"/contacts/{ana.pk}/causes/", {"name": "Clean rivers", "source": "told"})
    assert page in client.get("/contacts/?q=rivers").content.decode()
    with acting_as(maya):
        assert_nothing_differs()
        cause = Cause.objects.get()
    client.post(f"/contacts/{ana.pk}/causes/{cause.pk}/delete/")
    assert page not in client.get("/contacts/?q=rivers").content.decode()
    with acting_as(maya):
        assert_nothing_differs()
