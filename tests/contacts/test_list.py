"""The list of people: order, pages, what it is narrowed to, and what it costs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from apps.contacts.models import Circle, Contact
from apps.core.due import Rest
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
FRAGMENT = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def names(answer) -> list[str]:
    return re.findall(r'class="person-name"[^>]*>([^<]+)<', answer.content.decode())


def make_many(maya, count: int) -> list[Contact]:
    with acting_as(maya):
        people = Contact.objects.bulk_create(
            Contact(owner=maya, name=f"Person {n:04}", created_at=NOW - timedelta(minutes=n), changed_at=NOW)
            for n in range(count)
        )
        Contact.objects.reindex([person.pk for person in people])
    return people


def test_people_stand_by_name_whatever_their_case_and_accents(maya, client_of):
    for name in ("elif", "Ágata", "Zoe", "ben", "Боря", "Ana"):
        make_contact(maya, name)

    answer = client_of(maya).get("/contacts/")

    assert names(answer) == ["Ágata", "Ana", "ben", "elif", "Zoe", "Боря"]


def test_empty_book_offers_the_first_step(maya, client_of):
    answer = client_of(maya).get("/contacts/")

    assert b"Start with those who would answer you at midnight" in answer.content
    assert b'href="/contacts/new/"' in answer.content
    assert b'type="search"' not in answer.content


def test_pages_follow_one_another_without_gap_or_twin(maya, client_of):
    make_many(maya, 120)
    for sort in ("name", "newest"):
        seen, url, client = [], f"/contacts/?sort={sort}", client_of(maya)
        while url:
            answer = client.get(url, headers=FRAGMENT)
            seen += names(answer)
            more = re.search(r'class="more" href="([^"]+)"', answer.content.decode())
            url = f"/contacts/{more[1].replace('&amp;', '&')}" if more else ""
        assert seen == [f"Person {n:04}" for n in range(120)], sort


def test_page_goes_on_in_the_middle_of_people_with_one_instant(maya, client_of):
    with acting_as(maya):
        people = Contact.objects.bulk_create(
            Contact(owner=maya, name="Same Name", created_at=NOW, changed_at=NOW) for _ in range(60)
        )
        Contact.objects.reindex([person.pk for person in people])
    for sort in ("name", "newest"):
        client = client_of(maya)
        more = re.search(
            r'class="more" href="([^"]+)"', client.get(f"/contacts/?sort={sort}").content.decode()
        )
        rest = client.get("/contacts/" + more[1].replace("&amp;", "&"), headers=FRAGMENT)
        assert len(names(rest)) == 10, sort


def test_letter_is_headed_once_over_two_pages(maya, client_of):
    make_many(maya, 60)
    client = client_of(maya)
    first = client.get("/contacts/").content.decode()
    more = re.search(r'class="more" href="([^"]+)"', first)[1].replace("&amp;", "&")

    assert first.count('id="letter-p"') == 1
    assert 'id="letter-p"' not in client.get("/contacts/" + more, headers=FRAGMENT).content.decode()


def test_letter_begins_the_list_there(maya, client_of):
    for name in ("Ana", "Ben", "Cara"):
        make_contact(maya, name)

    answer = client_of(maya).get("/contacts/?letter=b")

    assert names(answer) == ["Ben", "Cara"]
    page = answer.content.decode()
    assert 'data-letter="A"' in page
    assert 'data-letter="Z"' not in page


def test_who_comes_round_leaves_out_who_rests(maya, client_of):
    due = make_contact(maya, "Due", rhythm_days=30, first_due_on=TODAY)
    resting = make_contact(maya, "Resting", rhythm_days=30, first_due_on=TODAY)
    make_contact(maya, "Later", rhythm_days=30, first_due_on=TODAY + timedelta(days=1))
    make_contact(maya, "Let be", rhythm_days=30, first_due_on=TODAY, let_be_at=NOW)
    with acting_as(maya):
        Rest.until(maya, f"contact:{resting.pk}", TODAY + timedelta(days=1))

    assert names(client_of(maya).get("/contacts/?show=due")) == [due.name]


def test_rested_person_comes_round_on_the_day(maya, client_of):
    rested = make_contact(maya, "Rested", rhythm_days=30, first_due_on=TODAY)
    with acting_as(maya):
        Rest.until(maya, f"contact:{rested.pk}", TODAY)

    assert names(client_of(maya).get("/contacts/?show=due")) == ["Rested"]


def test_today_is_the_members_own_day(client_of):
    from tests.making import make_member

    for zone, found in (("Pacific/Kiritimati", ["Due"]), ("Pacific/Pago_Pago", [])):
        member = make_member(f"{zone.split('/')[1].lower()}@example.org", time_zone=zone)
        make_contact(member, "Due", rhythm_days=30, first_due_on=date(2026, 11, 23))
        with time_machine.travel(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), tick=False):
            assert names(client_of(member).get("/contacts/?show=due")) == found, zone


def test_order_of_coming_round_lists_whoever_has_a_day(maya, client_of):
    for name, days in (("Later", 9), ("Sooner", 2), ("Now", -5)):
        make_contact(maya, name, rhythm_days=30, first_due_on=TODAY + timedelta(days=days))
    make_contact(maya, "Without rhythm")

    answer = client_of(maya).get("/contacts/?sort=due")

    assert names(answer) == ["Now", "Sooner", "Later"]
    assert b">now</p>" in answer.content


def test_circle_and_from_before_and_let_be(maya, client_of):
    ana, ben, cara = (make_contact(maya, name) for name in ("Ana", "Ben", "Cara"))
    with acting_as(maya):
        ana.join("Choir")
        ben.from_before(today=TODAY, now=NOW)
        cara.let_be(now=NOW)
        choir = Circle.objects.get().pk
    client = client_of(maya)

    assert names(client.get(f"/contacts/?circle={choir}")) == ["Ana"]
    assert names(client.get("/contacts/?show=before")) == ["Ben"]
    assert names(client.get("/contacts/?show=resting")) == ["Cara"]


def test_year_line_shows_the_months_in_touch(maya, client_of):
    ana = make_contact(maya, "Ana")
    for on in (date(2026, 11, 1), date(2026, 11, 20), date(2025, 12, 3), date(2025, 11, 30)):
        make_touch(maya, ana, on)
    make_contact(maya, "Resting", just_remember_on=TODAY)

    page = client_of(maya).get("/contacts/").content.decode()

    assert page.count("year-line") == 1
    assert "in touch in 2 of the last 12 months" in page
    assert '<path class="ink" d="M1 4h8M111 4h8"/>' in page


@pytest.mark.parametrize(
    "query",
    [
        "sort=zzz", "show=zzz", "circle=zzz", "circle=-1", "circle=99999999999999999999", "letter=%00",
        "letter=AB", "after=zzz", "after=W10", "after=WyJhIiwgMV0%3D%3D%3D", "after=%00", "q=%00",
        "q=" + "a" * 9000,
        "after=WzEsMV0", "after=WyJcdTAwMDAiLDFd", "after=WyJcdWQ4MDAiLDFd", "sort=due&after=WyJhIiwxXQ",
        "sort=newest&after=WyIyMDI2LTAxLTAxIiwxXQ", "after=WyJhIiwxZTk5XQ",
        "sort=due&after=WyI5OTk5LTEyLTMxIiwxXQ",
        "q=%EF%BF%BE%F0%9F%A6%8A", "q=%2B%2B%2B", "q=@", "q=a@b@c", "q=%27%22%3C",
    ],
)  # fmt: skip
def test_hostile_address_gets_a_clear_page(maya, client_of, query):
    make_contact(maya, "Ana")

    answer = client_of(maya).get(f"/contacts/?{query}")

    assert answer.status_code == 200


def test_cursor_of_another_order_begins_anew(maya, client_of):
    make_contact(maya, "Ana")

    answer = client_of(maya).get("/contacts/?sort=newest&after=WyJ6IiwxXQ")

    assert names(answer) == ["Ana"]


def test_markup_in_names_stays_text(maya, client_of):
    make_contact(maya, "<script>alert(1)</script>", city='"><b>', remember="<i>x</i>")

    page = client_of(maya).get("/contacts/").content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<b>" not in page.split('id="people"')[1].split("</section>")[0]


def test_fragment_holds_the_people_alone(maya, client_of):
    make_contact(maya, "Ana")

    answer = client_of(maya).get("/contacts/", headers=FRAGMENT)

    assert names(answer) == ["Ana"]
    assert b"<html" not in answer.content
    assert "HX-Request" in answer.headers["Vary"]


def test_page_restored_from_history_is_whole(maya, client_of):
    answer = client_of(maya).get(
        "/contacts/", headers={"hx-request": "true", "hx-history-restore-request": "true"}
    )

    assert b"<html" in answer.content


def test_as_many_queries_for_three_as_for_thirty(maya, stranger):
    for member, count in ((maya, 3), (stranger, 30)):
        for person in make_many(member, count):
            make_touch(member, person, TODAY)
    for query in ("", "?sort=due", "?show=due", "?show=before", "?q=person", "?q=person&sort=newest"):
        few, many = (counted(member, f"/contacts/{query}")[1] for member in (maya, stranger))
        assert few <= many <= 5, (query, few, many)


def test_page_of_fifty_is_light(maya):
    for person in make_many(maya, 51):
        make_touch(maya, person, TODAY)
    with acting_as(maya):
        Contact.objects.update(city="Lisbon", remember="asks after your sister and her two dogs")

    answer, _queries = counted(maya, "/contacts/")

    assert len(answer.content) <= 40 * 1024


def test_strangers_people_are_not_listed(maya, stranger, client_of):
    make_contact(maya, "Ana")

    answer = client_of(stranger).get("/contacts/")

    assert names(answer) == []


def test_nobody_signed_in_is_sent_to_the_door(client):
    assert client.get("/contacts/").headers["Location"].startswith("/accounts/login/")
