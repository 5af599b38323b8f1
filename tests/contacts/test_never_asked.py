"""Never asked: whom else should I know? Family first, one tap each, quiet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from apps.contacts.models import Ask, Contact
from apps.contacts.never_asked import never_asked
from apps.core.acts import Act
from apps.core.due import Rest
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def names(member) -> list[str]:
    with acting_as(member):
        return [person.name for person in never_asked(member, TODAY)]


def known(member, name: str, touches: int = 1, **more) -> Contact:
    person = make_contact(member, name, **more)
    for number in range(touches):
        make_touch(member, person, TODAY - timedelta(days=10 * number + 5))
    return person


def test_family_first_then_those_most_in_touch(maya):
    known(maya, "Once")
    known(maya, "Often", 5)
    make_contact(maya, "Cousin Tom", relation="cousin")
    aunt = known(maya, "Marisol", 2)
    with acting_as(maya):
        aunt.join("family")
    make_contact(maya, "Never met")
    assert names(maya) == ["Marisol", "Cousin Tom", "Often", "Once"]


def test_who_was_asked_or_opened_a_door_or_rests_is_left_out(maya, now):
    for name in ("Asked", "Opener", "Let be", "Dead", "Not this one", "Open"):
        known(maya, name)
    with acting_as(maya):
        people = {person.name: person for person in Contact.objects.all()}
        made = {"owner": maya, "contact": people["Asked"], "what": "x", "happened_on": TODAY}
        Ask.objects.create(**made, kind="whom_else")
        Ask.objects.create(**made | {"contact": people["Open"]})
        people["Let be"].let_be(now=now)
        people["Dead"].has_died(TODAY, now=now)
        Rest.until(maya, f"whom_else:{people['Not this one'].pk}", TODAY + timedelta(days=1))
    make_contact(maya, "Opened", introduced_by=people["Opener"])
    assert names(maya) == ["Open"]


def test_one_tap_writes_the_ask_and_can_be_taken_back(maya, client_of):
    ana, client = known(maya, "Ana Lima"), client_of(maya)
    assert "Ana Lima" in client.get("/contacts/never-asked/").content.decode()
    folded = client.post(f"/contacts/{ana.pk}/asked-whom-else/", headers={"hx-request": "true"})
    assert "asked today" in folded.content.decode()
    with acting_as(maya):
        ask = Ask.objects.get()
    assert (ask.kind, ask.happened_on, ask.contact) == ("whom_else", TODAY, ana)
    assert "Ana Lima" not in client.get("/contacts/never-asked/").content.decode()
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert names(maya) == ["Ana Lima"]


def test_not_this_one_rests_for_a_year_without_scripts_too(maya, client_of):
    ana, client = known(maya, "Ana Lima"), client_of(maya)
    answer = client.post(f"/contacts/{ana.pk}/not-this-one/", follow=True)
    assert answer.redirect_chain == [("/contacts/never-asked/", 302)]
    assert names(maya) == []
    with acting_as(maya):
        assert Rest.objects.get().until_on == TODAY + timedelta(days=365)
        assert not Ask.objects.exists()


def test_second_press_of_the_same_button_asks_once(maya, client_of):
    ana, client = known(maya, "Ana Lima"), client_of(maya)
    form = {"act": "0b0c1e8c-4a1f-4d6f-9a53-0b7f3b1f2c11"}
    for _ in range(2):
        client.post(f"/contacts/{ana.pk}/asked-whom-else/", form)
    with acting_as(maya):
        assert Ask.objects.count() == 1


def test_list_costs_the_same_for_many(maya):
    known(maya, "One")
    few = counted(maya, "/contacts/never-asked/")[1]
    for number in range(30):
        known(maya, f"Person {number}")
    assert counted(maya, "/contacts/never-asked/")[1] == few
