"""Let be, and has died: everything that brings people up respects both, and both can be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from apps.contacts.clearing import offered
from apps.contacts.models import Contact, ImportantDate
from apps.contacts.never_asked import never_asked
from apps.contacts.occasions import occasions
from apps.contacts.picking import picks_of
from apps.core.acts import Act
from apps.core.due import gather
from apps.core.scope import acting_as
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.contacts.imports.bringing import bring, card
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
CARD = card("Ana Lima", "EMAIL:ana@example.org", "TEL:+15105550100", "ROLE:pilot")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya) -> Contact:
    """Due, with a birthday today, touched once: every reason to be brought up."""
    person = make_contact(
        maya, "Ana Lima", rhythm_days=30, first_due_on=TODAY, email="ana@example.org", relation="cousin"
    )
    make_touch(maya, person, TODAY - timedelta(days=40))
    with acting_as(maya):
        ImportantDate.objects.create(owner=maya, contact=person, kind="birthday", month=11, day=23)
    return person


@pytest.fixture(params=["let_be", "died"])
def parted(request, maya, ana, client_of):
    client = client_of(maya)
    form = {"died_on": "2026-11-20"} if request.param == "died" else {}
    client.post(f"/contacts/{ana.pk}/{request.param.replace('_', '-')}/", form)
    return client


def brought_up(member) -> list[str]:
    """By whom Ana is brought up, of all that do so."""
    old = datetime(2020, 1, 1, tzinfo=UTC)
    found = []
    with acting_as(member):
        pk = Contact.objects.get(name="Ana Lima").pk
        found += ["due"] * bool(gather([member], now=NOW)[member.pk])
        found += ["words"] * bool(occasions(member, {pk: "birthday"}, today=TODAY))
        found += ["never asked"] * bool(never_asked(member, TODAY))
        # the others ask for people without a rhythm, and long untouched
        Contact.objects.filter(pk=pk).update(
            rhythm_days=None, due_on=None, last_touch_on=None, created_at=old, from_before_on=TODAY
        )
        found += ["from before"] * Contact.objects.dormant(TODAY).exists()
        Contact.objects.filter(pk=pk).update(from_before_on=None)
        found += ["pick"] * bool(picks_of(member).picks)
        found += ["clearing"] * bool(offered(member, TODAY))
    return found


def test_everything_brings_somebody_up_who_is_there(maya, ana):
    assert brought_up(maya) == ["due", "words", "never asked", "from before", "pick", "clearing"]


def test_nothing_brings_up_whom_one_lets_be_or_who_has_died(maya, parted):
    assert brought_up(maya) == []


def test_a_file_does_not_bring_them_back(maya, parted, now):
    with acting_as(maya):
        before = Contact.objects.values("let_be_at", "died_on", "rhythm_days", "due_on").get()
    bring(maya, CARD, now)
    with acting_as(maya):
        assert Contact.objects.values("let_be_at", "died_on", "rhythm_days", "due_on").get() == before
    assert brought_up(maya) == []


def test_taken_back_they_come_round_as_before(maya, ana, parted):
    parted.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    ana.refresh_from_db()
    assert (ana.let_be_at, ana.died_on) == (None, None)
    assert ana.due_on == TODAY - timedelta(days=10)


def test_page_of_somebody_who_died_is_kept_and_quiet(maya, ana, client_of):
    client = client_of(maya)
    client.post(f"/contacts/{ana.pk}/died/", {"died_on": "2026-11-20"})
    page = client.get(f"/contacts/{ana.pk}/").content.decode()
    said = visible(page)
    assert "Died on 20 November. The page is kept, and Kith brings nothing up." in said
    assert "ana@example.org" in said
    assert "11 23" not in said
    for asked in ("In touch today", 'popovertarget="write-', "How often", "Write down", "turns"):
        assert asked not in page[page.index("<main") : page.index("</main>")]


def test_day_of_a_death_that_was_a_mistake_is_taken_out(maya, ana, client_of):
    client = client_of(maya)
    client.post(f"/contacts/{ana.pk}/died/", {"died_on": "2026-11-20"})
    client.post(f"/contacts/{ana.pk}/edit/", {"name": "Ana Lima", "died_on": ""})
    ana.refresh_from_db()
    assert (ana.died_on, ana.due_on) == (None, TODAY - timedelta(days=10))


@pytest.mark.parametrize("on", ["2026-11-24", "1899-12-31", "30/2/2026", "2026-02-30"])
def test_wrong_day_of_a_death_says_so(maya, ana, client_of, on):
    answer = client_of(maya).post(f"/contacts/{ana.pk}/died/", {"died_on": on})
    assert answer.status_code == 422
    ana.refresh_from_db()
    assert ana.died_on is None
