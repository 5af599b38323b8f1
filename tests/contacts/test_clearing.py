"""The yearly clearing: the never chosen and long untouched, all at once, as one act."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from apps.accounts.models import Member
from apps.contacts.clearing import is_asked_for, long_unchosen
from apps.contacts.models import Contact, Interaction, Origin, SearchToken
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
OLD = datetime(2023, 11, 1, tzinfo=UTC)
YOUNG = datetime(2023, 12, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def book(maya):
    """Four who are offered, and all the reasons not to be."""
    made = {"created_at": OLD, "origin": Origin.FILE}
    for name in ("Old A", "Old B", "Old C"):
        make_contact(maya, name, **made)
    make_contact(maya, "Old typed", created_at=OLD)
    make_contact(maya, "Young", origin=Origin.FILE, created_at=YOUNG)
    make_contact(maya, "Walked", origin=Origin.WALK, created_at=OLD)
    make_contact(maya, "First five", origin=Origin.FIRST_FIVE, created_at=OLD)
    make_contact(maya, "Chosen", rhythm_days=30, first_due_on=TODAY, **made)
    make_contact(maya, "Remembered", just_remember_on=TODAY, **made)
    make_contact(maya, "From before", from_before_on=TODAY, **made)
    make_contact(maya, "Let be", let_be_at=NOW, **made)
    make_contact(maya, "Dead", died_on=TODAY, **made)
    make_touch(maya, make_contact(maya, "Touched lately", **made), date(2023, 11, 24))
    make_touch(maya, Contact.objects.get(name="Old C"), date(2023, 11, 22))


def offered(member) -> list[str]:
    with acting_as(member):
        return [person.name for person in long_unchosen(member, TODAY).order_by("sort_key")]


def test_only_the_never_chosen_and_long_untouched_are_offered(maya, book):
    assert offered(maya) == ["Old A", "Old B", "Old C", "Old typed"]


def test_ticked_go_and_unticked_stay_remembered_as_one_act(maya, book, client_of):
    client = client_of(maya)
    facts = client.get("/contacts/clearing/").context
    assert str(facts["people"][0]) == "Old A"
    going = [person.pk for person in facts["people"] if person.name != "Old B"]
    client.post("/contacts/clearing/", {"shown": facts["shown"], "let_go": going})

    with acting_as(maya):
        names = set(Contact.objects.values_list("name", flat=True))
        assert not {"Old A", "Old C", "Old typed"} & names
        assert Contact.objects.get(name="Old B").just_remember_on == TODAY
        assert Interaction.objects.count() == 1
        assert not SearchToken.objects.filter(token="typed").exists()
    assert offered(maya) == []
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert offered(maya) == ["Old A", "Old B", "Old C", "Old typed"]
    with acting_as(maya):
        assert Interaction.objects.count() == 2
        assert SearchToken.objects.filter(token="typed").exists()


def test_days_with_somebody_who_stays_are_kept(maya, book, client_of, now):
    with acting_as(maya):
        old, chosen = Contact.objects.get(name="Old A"), Contact.objects.get(name="Chosen")
        Interaction.log(maya, [old, chosen], kind="met", on=date(2020, 1, 1), now=now)
    client_of(maya).post("/contacts/clearing/", {"shown": str(old.pk), "let_go": [old.pk]})
    chosen.refresh_from_db()
    assert chosen.last_touch_on == date(2020, 1, 1)


def test_somebody_else_in_the_form_is_left_alone(maya, stranger, book, client_of):
    chosen = Contact.objects.get(name="Chosen")
    theirs = make_contact(stranger, "Theirs", created_at=OLD, origin=Origin.FILE)
    sent = {"shown": f"{chosen.pk},{theirs.pk},x", "let_go": [chosen.pk, theirs.pk, "x", ""]}
    assert client_of(maya).post("/contacts/clearing/", sent).status_code == 302
    assert Contact.objects.filter(pk__in=[chosen.pk, theirs.pk]).count() == 2


def test_card_comes_once_a_year_and_only_for_somebody(maya, book, client_of):
    Member.objects.filter(pk=maya.pk).update(onboarded_at=OLD)
    client = client_of(maya)
    assert "The yearly clearing" in client.get("/").content.decode()
    client.post("/today/cards/clearing/put-aside/")
    assert "The yearly clearing" not in client.get("/").content.decode()
    with acting_as(maya):
        next_year = TODAY + timedelta(days=365)
        assert is_asked_for(maya, next_year)
        long_unchosen(maya, next_year).delete()
        assert not is_asked_for(maya, next_year)


def test_clearing_puts_its_card_aside(maya, book, client_of):
    Member.objects.filter(pk=maya.pk).update(onboarded_at=OLD)
    client = client_of(maya)
    client.post("/contacts/clearing/", {"shown": ""})
    assert "The yearly clearing" not in client.get("/").content.decode()
