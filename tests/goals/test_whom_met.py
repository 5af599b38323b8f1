"""Whom did you meet? The line, whom it means, what is written, what comes after: scenario 15."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from apps.contacts.models import Contact, Interaction, Organisation
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Gathering, MetAt
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.goals.rooms import make_evidence, make_gathering, make_goal, make_met, make_place
from tests.making import make_contact

pytestmark = pytest.mark.django_db
LAST_NIGHT = datetime(2026, 11, 22, 18, tzinfo=UTC)
LINE = "Joan, Pete (drives the van), Amira"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bank(maya) -> Organisation:
    with acting_as(maya):
        return Organisation.objects.create(
            owner=maya, name="Harbour Food Bank", folded="harbour food bank", kind="nonprofit"
        )


@pytest.fixture
def hall(maya):
    return make_place(maya, "The hall", make_goal(maya))


@pytest.fixture
def evening(maya, bank, hall) -> Gathering:
    return make_gathering(maya, "the food bank", starts_at=LAST_NIGHT, place=hall, organisation=bank)


def tell(client, gathering, names=LINE, **more):
    return client.post(f"/goals/gatherings/{gathering.pk}/met/", {"names": names, **more})


def met(gathering) -> list[tuple[str, str, date]]:
    rows = Interaction.objects.filter(met_at__gathering=gathering).order_by("pk")
    return [(row.participations.get().contact.name, row.note, row.happened_on) for row in rows]


def test_scenario_15_three_people_with_notes_tied_to_the_gathering(maya, evening, client_of):
    client = client_of(maya)
    asked = client.get(f"/goals/gatherings/{evening.pk}/").content.decode()
    assert "Who did you stand beside at the food bank?" in asked

    page = tell(client, evening).headers["Location"]
    answer = client.get(page).content.decode()

    on = date(2026, 11, 22)
    assert met(evening) == [("Joan", "", on), ("Pete", "drives the van", on), ("Amira", "", on)]
    people = list(
        Contact.objects.order_by("pk").values_list("name", "origin", "how_we_met", "met_on", "remember")
    )
    how = "the food bank, The hall"
    assert people == [
        ("Joan", "gathering", how, on, ""),
        ("Pete", "gathering", how, on, "drives the van"),
        ("Amira", "gathering", how, on, ""),
    ]
    assert set(Contact.objects.values_list("last_touch_on", flat=True)) == {on}
    evening.refresh_from_db()
    assert evening.told_on == NOW.date()
    assert "Met Joan, Pete and Amira at the food bank" in answer
    assert "drives the van" in answer
    assert set(Interaction.objects.values_list("kind", flat=True)) == {"met"}


def test_scenario_15_the_next_gathering_there_is_what_comes_after(maya, evening, hall, client_of):
    make_contact(maya, "Joan", email="joan@example.org")
    make_gathering(maya, "Soup evening", place=hall, starts_at=NOW + timedelta(days=8))
    make_gathering(maya, "Called off", place=hall, starts_at=NOW + timedelta(days=2), cancelled_at=NOW)
    client = client_of(maya)
    page = client.get(tell(client, evening).headers["Location"]).content.decode()

    assert "You may see them again:" in page and "Soup evening" in page
    assert "Called off" not in page
    assert "mailto:" not in page


def test_scenario_15_else_a_message_to_those_with_an_address_within_48_hours(maya, evening, client_of):
    make_contact(maya, "Joan", email="joan@example.org")
    client = client_of(maya)
    url = tell(client, evening).headers["Location"]
    page = client.get(url).content.decode()
    assert "until Tuesday 24 November" in page
    assert "mailto:joan@example.org" in page and page.count("mailto:") == 1

    with time_machine.travel(LAST_NIGHT + timedelta(hours=51), tick=False):
        assert "mailto:" not in client.get(url).content.decode()


def test_scenario_15_without_an_address_nothing_is_asked(maya, evening, client_of):
    client = client_of(maya)
    page = client.get(tell(client, evening).headers["Location"]).content.decode()
    assert "while it is fresh" not in page and "You may see them again" not in page


def test_all_of_it_is_one_act_that_can_be_taken_back(maya, evening, client_of):
    tell(client_of(maya), evening)
    with acting_as(maya):
        [act] = Act.objects.filter(verb="meet_several")
        take_back(maya, act, now=NOW)

    assert not Contact.objects.exists() and not Interaction.objects.exists() and not MetAt.objects.exists()
    evening.refresh_from_db()
    assert evening.told_on is None


def test_somebody_of_exactly_that_name_is_that_person(maya, evening, client_of):
    pete = make_contact(maya, "Pete Moss", how_we_met="at school")
    tell(client_of(maya), evening, "pete móss (drives the van)")

    assert met(evening) == [("Pete Moss", "drives the van", date(2026, 11, 22))]
    pete.refresh_from_db()
    assert (pete.how_we_met, pete.origin, pete.remember) == ("at school", "typed", "")
    assert pete.last_touch_on == date(2026, 11, 22)


def test_a_first_name_means_the_only_one_of_it_who_is_likely_there(maya, evening, hall, client_of):
    make_contact(maya, "Joan Elsewhere")
    make_evidence(hall, make_contact(maya, "Joan Ferrer"), date(2026, 9, 1))
    tell(client_of(maya), evening, "Joan")

    assert [name for name, _note, _on in met(evening)] == ["Joan Ferrer"]


def test_a_first_name_nobody_there_has_is_somebody_new(maya, evening, client_of):
    make_contact(maya, "Joan Elsewhere")
    tell(client_of(maya), evening, "Joan")

    assert [name for name, _note, _on in met(evening)] == ["Joan"]
    assert Contact.objects.count() == 2


def test_in_doubt_it_asks_before_anything_is_written(maya, evening, hall, client_of):
    one = make_contact(maya, "Joan Ferrer", city="Lisbon")
    two = make_contact(maya, "Joan Pike")
    for joan in (one, two):
        make_evidence(hall, joan, date(2026, 9, 1))
    client = client_of(maya)
    answer = tell(client, evening, "Joan (rows), Pete")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Who is Joan?" in page and "Joan Ferrer · Lisbon" in page and "somebody new" in page
    assert "Joan (rows), Pete" in page
    assert met(evening) == [] and Contact.objects.count() == 2

    question = page.split('name="meant_')[1].split('"')[0]
    tell(client, evening, "Joan (rows), Pete", **{f"meant_{question}": str(two.pk)})
    assert [(name, note) for name, note, _on in met(evening)] == [("Joan Pike", "rows"), ("Pete", "")]


def test_in_doubt_somebody_new_is_an_answer_and_anybody_else_is_none(
    maya, evening, hall, stranger, client_of
):
    for _ in range(2):
        make_contact(maya, "Joan Ferrer")
    theirs = make_contact(stranger, "Joan Ferrer")
    client = client_of(maya)
    question = tell(client, evening, "Joan Ferrer").content.decode().split('name="meant_')[1].split('"')[0]
    assert tell(client, evening, "Joan Ferrer", **{f"meant_{question}": str(theirs.pk)}).status_code == 422

    tell(client, evening, "Joan Ferrer", **{f"meant_{question}": "new"})
    assert Contact.objects.filter(owner=maya, name="Joan Ferrer").count() == 3
    assert len(met(evening)) == 1


def test_told_twice_adds_and_doubles_nobody(maya, evening, client_of):
    client = client_of(maya)
    tell(client, evening)
    tell(client, evening, "Joan (rows), Pete (drives the van), Bo")

    assert [(name, note) for name, note, _on in met(evening)] == [
        ("Joan", "rows"),
        ("Pete", "drives the van"),
        ("Amira", ""),
        ("Bo", ""),
    ]
    assert Contact.objects.count() == 4


def test_somebody_met_there_before_is_the_one_a_second_line_means(maya, evening, client_of):
    make_met(evening, make_contact(maya, "Joan Ferrer"), date(2026, 11, 22))
    tell(client_of(maya), evening, "Joan (rows)")

    assert met(evening) == [("Joan Ferrer", "rows", date(2026, 11, 22))]


def test_nobody_this_time_is_an_answer(maya, evening, client_of):
    client = client_of(maya)
    answer = client.post(f"/goals/gatherings/{evening.pk}/nobody/", {"next": "/"})

    assert answer.headers["Location"] == "/"
    evening.refresh_from_db()
    assert evening.told_on == NOW.date()
    assert "Nobody this time." in client.get(f"/goals/gatherings/{evening.pk}/").content.decode()
    with acting_as(maya):
        take_back(maya, Act.objects.get(verb="meet_nobody"), now=NOW)
    evening.refresh_from_db()
    assert evening.told_on is None


@pytest.mark.parametrize(
    "line", ["", "(a note)", "…", "x" * 201, ", ".join(f"Person {n}" for n in range(41))]
)
def test_a_line_that_names_nobody_or_too_many_is_refused_and_kept(maya, evening, client_of, line):
    answer = tell(client_of(maya), evening, line)

    assert answer.status_code == 422
    assert line in answer.content.decode()
    assert met(evening) == []


def test_before_it_begins_nobody_was_met(maya, hall, client_of):
    tomorrow = make_gathering(maya, place=hall)
    client = client_of(maya)
    answer = tell(client, tomorrow, "Joan")
    client.post(f"/goals/gatherings/{tomorrow.pk}/nobody/")

    assert answer.status_code == 422
    assert "It has not begun yet." in answer.content.decode()
    tomorrow.refresh_from_db()
    assert tomorrow.told_on is None and met(tomorrow) == []


def test_the_day_is_the_gatherings_own(maya, client_of):
    starts = datetime(2026, 11, 22, 20, tzinfo=UTC)  # Monday 9:00 in Auckland
    abroad = make_gathering(maya, starts_at=starts, time_zone="Pacific/Auckland")
    tell(client_of(maya), abroad, "Joan")

    assert met(abroad) == [("Joan", "", date(2026, 11, 23))]


def test_the_same_form_twice_writes_once(maya, evening, client_of):
    client, act = client_of(maya), "6f1b6a1e-2f6e-4a11-9d0a-0f6f3f4dca01"
    for _ in range(2):
        assert tell(client, evening, act=act).status_code == 302
    assert len(met(evening)) == 3


def test_without_a_nonprofit_it_asks_whom_one_met(maya, client_of):
    evening = make_gathering(maya, starts_at=LAST_NIGHT)
    page = client_of(maya).get(f"/goals/gatherings/{evening.pk}/").content.decode()
    assert "Whom did you meet?" in page and "stand beside" not in page


def test_forty_people_cost_few_statements(maya, evening):
    few = counted(maya, f"/goals/gatherings/{evening.pk}/")[1]
    for number in range(30):
        make_met(evening, make_contact(maya, f"Person {number}", email=f"{number}@example.org"))
    with acting_as(maya):
        evening.tell([], NOW.date())
    many = counted(maya, f"/goals/gatherings/{evening.pk}/")[1]
    assert many <= few + 3 <= 12
