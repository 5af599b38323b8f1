"""What stands under a friend's letter: what it stores, how often one may be asked, doors one opened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.core.handed import Link
from apps.core.scope import acting_as
from apps.core.suppression import fingerprint
from apps.introductions import asking, verbs
from apps.introductions.doors_opened import DOORS
from apps.introductions.models import AskLimit, Door, IntroductionRequest, Letter
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request
from tests.making import make_contact, make_member

pytestmark = pytest.mark.usefixtures("on_that_day")
BEN = "ben@example.org"


@pytest.fixture
def passed(maya) -> Door:
    return make_passed_on(maya, contact=make_contact(maya, "Eve Lindqvist"))


def url(door: Door, verb: str = "") -> str:
    return reverse(f"letter_{verb}" if verb else "letter", args=[door.link.token])


def said(answer) -> str:
    return visible(answer.content.decode())


def limits() -> list[tuple[bytes, int | None]]:
    return [(bytes(found), days) for found, days in AskLimit.objects.values_list("fingerprint", "days")]


def test_everything_a_letter_stores_stands_on_its_page(passed, outside):
    page = said(outside.get(url(passed, "stored")))
    shown = Letter.objects.get(link=passed.link).shown
    for key in ("from", "to", "whom", "what", "why", "gives", "note", "about"):
        assert shown[key] in page.replace(" ,", ","), key
    assert "Ben is glad to pass it on, and knows Eve well." in page


def test_deleting_takes_the_page_away_and_changes_nothing_else(passed, outside):
    before = Door.objects.values().get(pk=passed.pk)
    assert "It is deleted" in said(outside.post(url(passed, "delete")))
    letter = Letter.objects.get(link=passed.link)
    assert (letter.shown, letter.answer) == ({}, "")
    for verb in ("", "stored", "limit"):
        assert outside.get(url(passed, verb)).status_code == 410
    assert outside.post(url(passed, "delete")).status_code == 410
    assert Door.objects.values().get(pk=passed.pk) == before
    with acting_as(passed.owner_id):
        verbs.target_is_introduced(doors(passed.request)[0], now=NOW)
    assert Letter.objects.get(link=passed.link).shown == {}


def test_a_deleted_question_ends_by_itself(maya, outside):
    door = make_asked(maya, "Ben Silva")
    outside.post(url(door, "delete"))
    assert outside.post(url(door, "answer"), {"answer": "knows_well"}).status_code == 410
    with acting_as(maya):
        assert IntroductionRequest.objects.get().state == "asked"


def test_never_again_binds_all_members_and_keeps_no_address(passed, outside):
    outside.post(url(passed, "limit"), {"often": "never", "address": " Ben@Example.org "})
    assert limits() == [(fingerprint(BEN), None)]
    assert "ben@" not in str(Letter.objects.get(link=passed.link).shown).lower()
    assert "No member of this server can ask" in said(outside.get(url(passed, "limit")))


def test_who_wants_to_be_asked_less_is_not_asked_by_another_member_the_next_day(passed, outside):
    outside.post(url(passed, "limit"), {"often": "182", "address": BEN})
    nora = make_member("nora@example.org", name="Nora Vale")
    ben = make_contact(nora, "Ben Silva", email=BEN)
    request = make_request(nora, ben)
    with acting_as(nora):
        assert "asked less often" in asking.bar(request, ben, NOW.date() + timedelta(days=1))
        assert asking.bar(request, ben, NOW.date() + timedelta(days=182)) == ""


def test_it_is_taken_back_where_it_was_said(passed, outside):
    outside.post(url(passed, "limit"), {"often": "365", "address": BEN})
    assert limits() == [(fingerprint(BEN), 365)]
    outside.post(url(passed, "lift"))
    assert limits() == []
    outside.post(url(passed, "lift"))
    assert "How often may members" in said(outside.get(url(passed, "limit")))


def test_a_stricter_word_stands_and_is_not_lifted_by_another_letter(maya, passed, outside):
    other = make_asked(maya, "Rosa Pires")
    outside.post(url(passed, "limit"), {"often": "365", "address": BEN})
    outside.post(url(other, "limit"), {"often": "182", "address": BEN})
    assert limits() == [(fingerprint(BEN), 365)]
    outside.post(url(other, "lift"))
    assert limits() == [(fingerprint(BEN), 365)]
    third = make_asked(maya, "Tom Reyes")
    outside.post(url(third, "limit"), {"often": "never", "address": BEN})
    assert limits() == [(fingerprint(BEN), None)]


def test_one_letter_shuts_out_one_address(passed, outside):
    for address in (BEN, "carl@example.org", "dora@example.org"):
        outside.post(url(passed, "limit"), {"often": "never", "address": address})
    assert limits() == [(fingerprint(BEN), None)]


def test_what_is_no_address_is_asked_again(passed, outside):
    for wrong in ({}, {"often": "never", "address": "ben"}, {"often": "x", "address": BEN}):
        assert outside.post(url(passed, "limit"), wrong).status_code == 422
    assert limits() == []


def test_a_door_is_kept_on_a_page_of_its_own_address(passed, outside):
    kept = outside.post(url(passed, "keep"))
    page = outside.get(kept.headers["Location"])
    assert "Doors you opened" in said(page)
    assert kept.headers["Location"] in page.content.decode()
    assert "You passed a note on." in said(page)
    with acting_as(passed.owner_id):
        door = doors(passed.request)[0]
        verbs.target_is_introduced(door, now=NOW)
        verbs.met(door.request, now=NOW)
    assert "They met." in said(outside.get(kept.headers["Location"]))


def test_the_page_of_doors_is_shown_once_and_never_by_the_letter(passed, outside):
    token = outside.post(url(passed, "keep")).headers["Location"]
    assert "kept" in outside.post(url(passed, "keep")).headers["Location"]
    assert token not in outside.get(url(passed)).content.decode()
    assert Link.objects.filter(purpose=DOORS).count() == 1
    another = outside.post(url(passed, "keep"), {"anew": "1"}).headers["Location"]
    assert another != token


def test_doors_of_several_members_come_together(passed, outside, django_assert_max_num_queries):
    address = "http://localhost:8000" + outside.post(url(passed, "keep")).headers["Location"]
    for number in range(3):
        member = make_member(f"nora{number}@example.org")
        other = make_passed_on(member, "Ben Silva", signed=f"Nora{'abc'[number]} Vale")
        assert address.endswith(outside.post(url(other, "keep"), {"kept": address}).headers["Location"])
    with django_assert_max_num_queries(8):
        page = said(outside.get(address))
    assert [name in page for name in ("Maya", "Noraa", "Norab", "Norac")] == [True] * 4


def test_only_a_page_of_doors_takes_a_door(maya, passed, outside):
    other = make_asked(maya, "Rosa Pires")
    for wrong in ("nonsense", url(passed), url(other), "x" * 5000, "\0"):
        assert "no_page" in outside.post(url(passed, "keep"), {"kept": wrong}).headers["Location"]
    assert not Link.objects.filter(purpose=DOORS).exists()
    assert not Letter.objects.get(link=passed.link).shown.get("kept")


def test_no_door_is_kept_before_a_yes(maya, outside):
    door = make_asked(maya, "Ben Silva")
    assert "again" in outside.post(url(door, "keep")).headers["Location"]
    assert not Link.objects.filter(purpose=DOORS).exists()


def test_the_page_of_doors_shows_what_it_stores_and_can_be_deleted(passed, outside):
    token = outside.post(url(passed, "keep")).headers["Location"].split("/")[2]
    assert "A door you opened" in said(outside.get(reverse("letter_stored", args=[token])))
    outside.post(reverse("letter_delete", args=[token]))
    assert outside.get(reverse("letter", args=[token])).status_code == 410
    assert outside.get(url(passed)).status_code == 200
