"""The palette and the search page: what a query finds, for whom, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import Member
from apps.contacts.models import Affiliation, Organisation
from apps.core import findings
from apps.core.fold import fold
from apps.core.scope import acting_as
from apps.dashboard import palette
from apps.goals.models import Place
from tests.contacts.counting import counted
from tests.goals.making import make_goal
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(maya):
    """A person, an organisation, a goal and a place of Maya's."""
    ana = make_contact(maya, "Ana Lima", city="Lisbon", remember="moved to Graça")
    with acting_as(maya):
        Organisation.objects.create(owner=maya, name="Harbour Food Bank", folded=fold("Harbour Food Bank"))
        Place.objects.create(owner=maya, name="Café Graça", folded=fold("Café Graça"), city="Lisbon")
    make_goal(maya, "To be at home among people who make outdoor gear")
    return ana


def found(member, query: str, at: str = "/") -> dict[str, list[str]]:
    """The names that were found, by the heading they stand under."""
    with acting_as(member):
        answer = palette.find(member, palette.plain(query), at)
    return {str(group.name): [str(line.name) for line in group.lines] for group in answer.groups}


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("ana", "People", "Ana Lima"),
        ("LIMA á", "People", "Ana Lima"),
        ("harb", "Organisations", "Harbour Food Bank"),
        ("bank food", "Organisations", "Harbour Food Bank"),
        ("gear", "Goals", "To be at home among people who make outdoor gear"),
        ("graca", "Places", "Café Graça"),
        ("new goal", "Do or open", "Say a new goal"),
        ("export", "Do or open", "Export people as vCards"),
        ("csv", "Do or open", "Export people as a table"),
        ("password", "Do or open", "Security"),
        ("undo", "Do or open", "History"),
        ("duplicates", "Do or open", "Tidy up"),
        ("people", "Do or open", "People"),
        ("qr", "Do or open", "Your card"),
    ],
)
def test_rows_and_errands_are_found_by_beginnings_of_their_words(maya, book, query, kind, name):
    assert name in found(maya, query)[kind]


@pytest.mark.parametrize("query", ["arbour", "na", "oal x"])
def test_middles_of_words_find_nothing(maya, book, query):
    assert set(found(maya, query)) <= {"Do or open"}


def test_what_can_be_done_with_somebody_stands_beside_them(maya, book):
    groups = found(maya, "ana")
    assert list(groups) == ["People", "Do or open"]
    assert groups["Do or open"][:3] == ["Log Ana Lima", "Write to Ana Lima", "Introduce Ana Lima to somebody"]


@pytest.mark.parametrize(
    ("query", "name"),
    [("log ana", "Log Ana Lima"), ("talked to lima", "Log Ana Lima"), ("write to ana", "Write to Ana Lima")],
)
def test_a_verb_before_a_name_is_done_with_whoever_goes_by_it(maya, book, query, name):
    assert found(maya, query)["Do or open"][0] == name


def test_nothing_is_offered_to_be_done_with_somebody_found_in_a_note_or_dead(maya):
    make_contact(maya, "Ana Lima", notes="Zebras at the zoo")
    make_contact(maya, "Otto Brandt", died_on=date(2020, 1, 1))
    assert found(maya, "zebras") == {"People": ["Ana Lima"]}
    assert found(maya, "otto") == {"People": ["Otto Brandt"]}


def test_a_verb_before_somebody_who_died_leads_to_their_page(maya):
    make_contact(maya, "Otto Brandt", died_on=date(2020, 1, 1))
    assert found(maya, "log otto") == {"People": ["Otto Brandt"]}


def test_a_verb_before_a_name_nobody_has_offers_to_add_that_name(maya):
    assert found(maya, "call Zebedee")["Do or open"][:2] == [
        "Add “Zebedee” to your people",
        "Add “call Zebedee” to your people",
    ]
    assert found(maya, "Zebedee")["Do or open"][0] == "Add “Zebedee” to your people"


def test_whose_name_begins_as_a_verb_does_is_found_by_the_whole_of_it(maya):
    make_contact(maya, "Tô Hoài")
    make_contact(maya, "Hoai Nguyen")
    groups = found(maya, "to hoai")
    assert list(groups) == ["People", "Do or open"]
    assert groups["People"] == ["Tô Hoài"]
    assert sorted(set(groups["Do or open"])) == sorted(groups["Do or open"])


def test_who_is_let_be_is_found_but_not_suggested(maya, now):
    ana = make_contact(maya, "Ana Lima")
    make_touch(maya, ana, date(2026, 6, 1))
    with acting_as(maya):
        ana.let_be(now=now)
    assert "Last in touch with" not in found(maya, "")
    for query in ("ana", "lima"):
        assert found(maya, query)["Do or open"][:2] == ["Log Ana Lima", "Write to Ana Lima"]
        assert "Introduce Ana Lima to somebody" not in found(maya, query)["Do or open"]
    assert found(maya, "introduce ana").get("People") == ["Ana Lima"]


def test_an_errand_named_word_for_word_stands_before_people_found_in_notes(maya):
    make_contact(maya, "Ana Lima", notes="The review went well")
    assert list(found(maya, "review")) == ["Do or open", "People"]
    assert list(found(maya, "rev")) == ["People", "Do or open"]


def test_nobody_found_offers_to_add_them_and_the_page_fills_the_name_in(maya, client_of):
    answer = client_of(maya).get(reverse("search"), {"q": "Zebedee"})
    assert "Nothing in your book is found by" in answer.content.decode()
    link = reverse("contacts:new") + "?name=Zebedee"
    assert f'href="{link}"' in answer.content.decode()
    assert "Zebedee" in client_of(maya).get(link).content.decode()


def test_nothing_typed_shows_what_belongs_to_the_page_and_whom_one_saw_last(maya, book):
    make_touch(maya, book, date(2026, 6, 1))
    today, goals = found(maya, "", "/"), found(maya, "", "/goals/7/")
    assert today["Last in touch with"] == ["Ana Lima"]
    assert "Ask for an introduction" in today["Do or open"]
    assert "Say a new goal" in goals["Do or open"]
    assert found(maya, "", "//evil.example/")["Do or open"] == today["Do or open"]


def test_names_come_before_towns_and_beginnings_before_what_follows(maya):
    for number in range(8):
        make_contact(maya, f"Bea {number}", city="Lisbon")
    make_contact(maya, "Zoe Lister")
    make_contact(maya, "Lisa Zander")
    assert found(maya, "lis")["People"][:3] == ["Lisa Zander", "Zoe Lister", "Bea 0"]
    assert found(maya, "lisa z")["People"] == ["Lisa Zander"]


def test_namesakes_are_told_apart_by_where_they_are(maya, book):
    """By what is remembered of them; of whom there is nothing, by an organisation they have not left."""
    now, before = make_contact(maya, "Ana Limar"), make_contact(maya, "Ana Limas")
    with acting_as(maya):
        bank = Organisation.objects.get()
        Affiliation.objects.create(owner=maya, contact=now, organisation=bank)
        Affiliation.objects.create(owner=maya, contact=before, organisation=bank, until_on=date(2020, 1, 1))
        people = next(group for group in palette.find(maya, "ana", "/").groups if group.name == "People")
    lines = {line.name: str(line.line) for line in people.lines}
    assert "Graça" in lines["Ana Lima"]
    assert (lines["Ana Limar"], lines["Ana Limas"]) == ("Harbour Food Bank", "")


def test_more_than_five_people_lead_to_the_list_of_all(maya):
    for number in range(7):
        make_contact(maya, f"Ana {number}")
    people = found(maya, "ana")["People"]
    assert people == [*(f"Ana {number}" for number in range(5)), "All people found by “ana”"]


def test_a_stranger_finds_nothing_of_it(stranger, book):
    for query in ("ana", "harbour", "gear", "graca", "log ana"):
        assert set(found(stranger, query)) == {"Do or open"}
        assert not any("Ana" in name for name in found(stranger, query)["Do or open"] if "Add" not in name)


HOSTILE = [
    "x" * 10_000,
    "ana " * 2_500,
    "a\0b",
    "\0",
    "\u202eamil ana\u202c",
    "أنا ليما",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "   ",
    "%",
    "_",
    "%_%",
    "\\",
    "'; drop table contacts_contact; --",
    "{name} {0} {name.__class__}",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "😀",
    "+351 912 345 678",
    "ana@example.org",
    "\x7fana",
]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_hostile_words_get_a_calm_answer(maya, book, client_of, query, headers):
    answer = client_of(maya).get("/search/?" + urlencode({"q": query, "at": query}), headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in page and "<img src=x" not in page and "\0" not in page
    assert len(page) < 60_000


def test_names_that_are_hostile_are_shown_as_they_are(maya, client_of):
    make_contact(maya, "Ana <b>{name}</b> %s {0.__class__}")
    page = client_of(maya).get("/search/", {"q": "ana"}).content.decode()
    assert "Log Ana &lt;b&gt;{name}&lt;/b&gt; %s {0.__class__}" in page


def test_the_palette_gets_options_and_the_page_links_with_headings(maya, book, client_of):
    whole = client_of(maya).get("/search/", {"q": "ana"}).content.decode()
    part = client_of(maya).get("/search/", {"q": "ana"}, headers={"HX-Request": "true"}).content.decode()
    assert "<h2" in whole and "<html" in whole and 'role="option"' not in whole
    assert 'role="option"' in part and "<html" not in part and 'data-typed="ana"' in part
    assert f'href="{reverse("contacts:person", args=[book.pk])}"' in whole


@pytest.mark.parametrize("query", ["ana", "log person", "", "nobodyatall"])
def test_it_costs_seven_queries_however_many_there_are(maya, stranger, client_of, query):
    costs = []
    for member, count in ((maya, 3), (stranger, 30)):
        for number in range(count):
            make_touch(member, make_contact(member, f"Person {number}"), date(2026, 1, 1))
            with acting_as(member):
                Organisation.objects.create(owner=member, name=f"Person {number}", folded=f"person {number}")
                Place.objects.create(owner=member, name=f"Person {number}", folded=f"person {number}")
            make_goal(member, f"Person {number}")
        answer, queries = counted(member, "/search/?" + urlencode({"q": query}))
        assert answer.status_code == 200
        costs.append(queries)
    assert costs[1] <= costs[0] <= 5  # with five of that name no other is looked for


def test_rows_come_from_indexes_that_begin_with_the_owner(maya):
    """Of each kind so many that Postgres does not rather read the table."""
    with acting_as(maya):
        names = [f"person {number}" for number in range(300)]
        for model in (Organisation, Place):
            model.objects.bulk_create(model(owner=maya, name=name, folded=name) for name in names)
    for number in range(20):
        make_touch(maya, make_contact(maya, f"Person {number}"), date(2026, 1, 1) + timedelta(days=number))
    for words in ("person", ""):
        with acting_as(maya), CaptureQueriesContext(connection) as asked:
            palette.find(maya, words, "/")
        plans = "\n".join(plan_of(each["sql"]) for each in asked if "union all" in each["sql"] or not words)
        assert "Seq Scan" not in plans, plans
        assert ("contact_by_name" if words else "interaction_newest") in plans, plans


def plan_of(statement: str) -> str:
    """How it would be answered where sorting and reading everything were dear, as for many rows they are."""
    with acting_as(Member.objects.get(email="maya@example.org")), connection.cursor() as cursor:
        if not statement.lower().startswith(("select", "\nselect")):
            return ""
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"set local enable_{way} = off")
        cursor.execute(f"explain (costs off) {statement}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_every_errand_leads_somewhere(maya, client_of):
    client = client_of(maya)
    for errand in findings.errands:
        assert client.get(reverse(errand.url_name)).status_code in (200, 302), errand.name
