"""Search: words in any order, without accents, by number and address; and the plans behind it."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.contacts.listing import COLUMNS
from apps.contacts.models import Affiliation, Contact, ContactPoint, Organisation, SearchToken
from apps.contacts.models.searching import matching
from apps.contacts.models.tabs import TABS, tabs_of
from apps.contacts.selection import Selection
from apps.core.scope import acting_as
from tests.contacts.counting import plan_of, statement_of
from tests.contacts.test_list import TODAY, names
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db


def found(member, query: str) -> list[str]:
    with acting_as(member):
        return sorted(p.name for p in Contact.objects.of(member).filter(matching(member, query)))


@pytest.mark.parametrize(
    "query",
    [
        "jose",
        "JOSÉ",
        "alv",
        "alvarez jose",
        "josé á",
        "pepe",
        "cous",
        "lisb",
        "harbour pilot",
        "sailing jose",
    ],
)
def test_person_is_found_by_beginnings_of_words(maya, query):
    jose = make_contact(maya, "José Álvarez", nickname="Pepe", relation="cousin", city="Lisbon")
    make_contact(maya, "Ana Lima", city="Porto")
    with acting_as(maya):
        place = Organisation.objects.create(owner=maya, name="Harbour", folded="harbour")
        Affiliation.objects.create(owner=maya, contact=jose, organisation=place, role="Pilot")
        jose.join("Sailing")
        Contact.objects.reindex([jose.pk])

    assert found(maya, query) == ["José Álvarez"]


@pytest.mark.parametrize("query", ["ose", "jose ana", "zzz", "josee"])
def test_other_words_find_nobody(maya, query):
    make_contact(maya, "José Álvarez")

    assert found(maya, query) == []


@pytest.mark.parametrize(
    "query",
    ["+351 912 345 678", "912345678", "0912 345", "00351912", "345678", "5678", "912-345", "+351 (0)912 345"],
)
def test_person_is_found_by_digits_of_the_number(maya, query):
    ana = make_contact(maya, "Ana Lima")
    with acting_as(maya):
        ContactPoint.objects.create(
            owner=maya, contact=ana, kind="phone", value="+351 912 345 678", match_key="+351912345678"
        )
        Contact.objects.reindex([ana.pk])

    assert found(maya, query) == ["Ana Lima"]


@pytest.mark.parametrize("query", ["a.lima@exa", "A.Lima@example.org", "example", "lima@x a", "a.lima@"])
def test_person_is_found_by_parts_of_the_address(maya, query):
    make_contact(maya, "Somebody", email="a.lima@example.org")

    assert found(maya, query) == ([] if "@x" in query else ["Somebody"])


@pytest.mark.parametrize("query", ["co", "com", "gmail", "gm", "org"])
def test_what_every_address_says_finds_nobody(maya, query):
    make_contact(maya, "Somebody", email="somebody@gmail.com")

    assert found(maya, query) == []


def test_renamed_person_is_found_by_the_new_name_only(maya):
    ana = make_contact(maya, "Ana Lima")
    with acting_as(maya):
        ana.name = "Zoe Lima"
        ana.save()
        Contact.objects.reindex([ana.pk])
        keys = set(SearchToken.objects.values_list("sort_key", flat=True))

    assert found(maya, "ana") == []
    assert found(maya, "zoe") == ["Zoe Lima"]
    assert keys == {"zoe lima"}


def test_reindexing_again_writes_nothing(maya):
    ana = make_contact(maya, "Ana Lima", email="ana@example.org")
    with acting_as(maya):
        before = list(SearchToken.objects.order_by("pk").values())
        Contact.objects.reindex([ana.pk])
        assert list(SearchToken.objects.order_by("pk").values()) == before


def test_search_crosses_no_member(maya, stranger):
    make_contact(maya, "Ana Lima")
    make_contact(stranger, "Ana Strange")

    assert found(maya, "ana") == ["Ana Lima"]


def test_search_pages_by_name_and_goes_on(maya, client_of):
    with acting_as(maya):
        people = Contact.objects.bulk_create(
            Contact(
                owner=maya, name=f"Ana {n:03} Anabel", created_at=maya.joined_at, changed_at=maya.joined_at
            )
            for n in range(70)
        )
        Contact.objects.reindex([person.pk for person in people])
    client = client_of(maya)
    first = client.get("/contacts/?q=ana")
    more = first.content.decode().split('class="more" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get("/contacts/" + more, headers={"hx-request": "true"})

    assert names(first) + names(second) == [f"Ana {n:03} Anabel" for n in range(70)]


def test_nobody_found_offers_to_add_that_name(maya, client_of):
    make_contact(maya, "Ana")

    page = client_of(maya).get("/contacts/", {"q": "Zoe & Co"}).content.decode()

    assert "Nobody is found by “Zoe &amp; Co”" in page
    assert "/contacts/new/?name=Zoe%20%26%20Co" in page


def test_search_keeps_the_filter(maya, client_of):
    ana = make_contact(maya, "Ana Lima")
    make_contact(maya, "Ana Other")
    with acting_as(maya):
        ana.let_be(now=maya.joined_at)

    answer = client_of(maya).get("/contacts/?q=ana&show=resting")

    assert names(answer) == ["Ana Lima"]
    assert b'<input type="hidden" name="show" value="resting">' in answer.content


SELECTIONS = {
    "list": (Selection(), "contact_by_name"),
    "search": (Selection(q="ana"), "token_once"),
    "two words": (Selection(q="ana lima"), "token_once"),
    "search by newest": (Selection(q="ana", sort="newest"), "token_once"),
    "due": (Selection(sort="due"), "contact_by_due"),
    "newest": (Selection(sort="newest"), "contact_newest"),
    "from before": (Selection(show="before"), "contact_from_before"),
    "letter": (Selection(letter="K"), "contact_by_name"),
}


def test_indexes_serve_under_row_security(maya):
    """With scans of whole tables forbidden, a plan shows whether an index can be used at all."""
    fill(maya, 1500)
    with acting_as(maya):
        forbid_whole_tables()
        for name, (selection, index) in SELECTIONS.items():
            plan = plan_of(selection.first(maya, TODAY, 51, None, COLUMNS))
            assert "Seq Scan" not in plan, (name, plan)
            assert index in plan, (name, plan)


def test_letters_are_read_from_the_index_alone(maya):
    fill(maya, 1500)
    with acting_as(maya):
        forbid_whole_tables()
        assert tabs_of(maya).letters == {"A", "B", "#"}
        with connection.cursor() as cursor:
            cursor.execute(f"explain (costs off) {TABS}", {"owner": maya.pk})
            plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Seq Scan" not in plan
    assert "Index Only Scan using contact_letters" in plan, plan


def fill(maya, count: int, notes: str = "", other: tuple[str, ...] = ("Ana", "Ben", "Боря")) -> None:
    """People enough for the planner to weigh one index against another."""
    with acting_as(maya):
        people = Contact.objects.bulk_create(
            Contact(
                owner=maya,
                name=f"{other[n % len(other)]} Lima{n}",
                notes=notes,
                due_on=TODAY,
                created_at=maya.joined_at,
                changed_at=maya.joined_at,
            )
            for n in range(count)
        )
        Contact.objects.reindex([person.pk for person in people])


def forbid_whole_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("reset role; analyze contacts_contact, contacts_searchtoken; set local role kith_web")
        cursor.execute("set local enable_seqscan = off")


def test_who_is_found_by_a_note_stands_after_who_is_found_by_name(maya, client_of):
    make_contact(maya, "Zoe Boatwright")
    noted = make_contact(maya, "Ben", notes="Sails a **boat** from 1962, and restores another.")
    make_touch(maya, make_contact(maya, "Ana"), TODAY, note="her brother's boat")
    with acting_as(maya):
        Contact.objects.reindex(list(Contact.objects.values_list("pk", flat=True)))

    page = client_of(maya).get("/contacts/?q=boat")

    assert names(page) == ["Zoe Boatwright", "Ana", "Ben"]
    assert page.content.decode().index("in notes") < page.content.decode().index(f'href="{noted.pk}/"')
    assert names(client_of(maya).get("/contacts/?q=ben+boat")) == ["Ben"]
    assert names(client_of(maya).get("/contacts/?q=boat+1962")) == ["Ben"]


def test_short_words_are_looked_for_in_names_alone(maya, client_of):
    make_contact(maya, "Ana Lima")
    make_contact(maya, "Ben", notes="an apple and another")

    assert names(client_of(maya).get("/contacts/?q=an")) == ["Ana Lima"]
    assert names(client_of(maya).get("/contacts/?q=and")) == ["Ben"]


@pytest.mark.parametrize("column", ["notes", "remember", "ask_next", "how_we_met", "interests", "family"])
def test_every_column_of_words_finds_the_person(maya, column):
    make_contact(maya, "Ben", **{column: "keeps Ölbäume"})

    with acting_as(maya):
        assert [p.name for p in Contact.objects.filter(matching(maya, "olba", notes=True))] == ["Ben"]


def test_pages_of_names_and_notes_follow_without_gap_or_twin(maya, client_of):
    fill(maya, 120, notes="the ana of the sea", other=("Ana", "Ben", "Cara"))
    client, url, seen, marks = client_of(maya), "/contacts/?q=ana", [], 0
    while url:
        answer = client.get(url, headers={"hx-request": "true"})
        seen += names(answer)
        marks += answer.content.decode().count(">in notes<")
        more = answer.content.decode().partition('class="more" href="')[2].partition('"')[0]
        url = "/contacts/" + more.replace("&amp;", "&") if more else ""

    assert len(seen) == len(set(seen)) == 120
    assert [name.split()[0] for name in seen] == ["Ana"] * 40 + ["Ben"] * 40 + ["Cara"] * 40
    assert marks == 1


def test_most_words_of_a_long_note_are_bounded(maya):
    ana = make_contact(maya, "Ana", notes=" ".join(f"word{n}" for n in range(5000)))
    for day in range(60):
        make_touch(maya, ana, TODAY, note=" ".join(f"said{day}x{n}" for n in range(50)))
    with acting_as(maya):
        Contact.objects.reindex([ana.pk])

        assert SearchToken.objects.count() <= 301


def test_a_full_page_of_names_reads_no_note(as_maya):
    fill(as_maya, 300, notes="ana", other=("Ana",))
    statement, parameters = statement_of(Selection(q="ana").first(as_maya, TODAY, 51, None, COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, costs off, timing off) {statement}", parameters)
        plan = [line for (line,) in cursor.fetchall()]

    behind = next(number for number, line in enumerate(plan) if "\x7fana" in line)
    scan = [line for line in plan[:behind] if "Scan" in line][-1]
    assert "never executed" in scan, "\n".join(plan)
