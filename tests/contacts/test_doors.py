"""Doors: the sentence on somebody's page, and introductions that never go in a circle."""

from __future__ import annotations

import re

import pytest

from apps.contacts.doors import Circular, doors_opened, hold_straight, would_circle
from apps.contacts.models import Contact
from apps.core.acts import act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.architecture.test_pages import visible
from tests.contacts.counting import counted
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(maya) -> dict[str, Contact]:
    """Ben introduced Cara, Cara introduced Dev."""
    ben = make_contact(maya, "Ben Carter")
    cara = make_contact(maya, "Cara", introduced_by=ben)
    return {"ben": ben, "cara": cara, "dev": make_contact(maya, "Dev", introduced_by=cara)}


def said(client, person) -> str:
    """All the page says, with the space that a link's end leaves taken out."""
    return re.sub(r" ([,;.])", r"\1", visible(client.get(f"/contacts/{person.pk}/").content.decode()))


def test_doors_stand_in_one_sentence(maya, chain, client_of):
    """Scenario 9, without a pronoun."""
    assert "Ben opened two doors for you: Cara, and through Cara, Dev." in said(client_of(maya), chain["ben"])
    assert "Cara opened a door for you: Dev." in said(client_of(maya), chain["cara"])
    assert "opened" not in said(client_of(maya), chain["dev"])


def test_wide_and_deep_doors_are_named_through_whom(maya, chain, client_of):
    make_contact(maya, "Finn", introduced_by=chain["dev"])
    make_contact(maya, "Dan", introduced_by=chain["ben"])
    make_contact(maya, "Eve", introduced_by=chain["cara"])
    assert (
        "Ben opened five doors for you: Cara and Dan; and through Cara, Dev and Eve; and through Dev, Finn."
        in said(client_of(maya), chain["ben"])
    )


def test_page_costs_the_same_however_many_doors(maya, chain, client_of):
    ben = chain["ben"]
    few = counted(maya, f"/contacts/{ben.pk}/")[1]
    for number in range(60):
        make_contact(maya, f"Door {number}", introduced_by=chain["dev"])
    page, many = counted(maya, f"/contacts/{ben.pk}/")
    assert few == many <= 8
    assert "opened 62 doors for you" in page.content.decode()
    assert "others" in page.content.decode()


def test_circle_is_refused_with_the_loop_named_and_nothing_changed(maya, chain, client_of):
    ben = chain["ben"]
    answer = client_of(maya).post(f"/contacts/{ben.pk}/edit/", {"name": "Ben C", "introducer": "Dev"})
    assert answer.status_code == 422
    assert (
        "Dev was introduced by Cara, and Cara by Ben Carter; "
        "so Ben Carter cannot have been introduced by Dev." in answer.content.decode()
    )
    ben.refresh_from_db()
    assert (ben.name, ben.introduced_by) == ("Ben Carter", None)


def test_oneself_is_refused(maya, chain):
    with acting_as(maya), pytest.raises(Circular, match="by themselves"):
        hold_straight(maya, chain["ben"].pk, chain["ben"].pk)


def test_would_circle_tells_the_loop_to_whoever_asks(maya, chain):
    ben, cara, dev = chain.values()
    with acting_as(maya):
        assert would_circle(maya, ben.pk, dev.pk) == ["Dev", "Cara", "Ben Carter"]
        assert would_circle(maya, cara.pk, dev.pk) == ["Dev", "Cara"]
        assert would_circle(maya, dev.pk, ben.pk) == []


def test_circle_that_stands_already_ends(maya, chain, client_of):
    ben, cara, dev = chain.values()
    Contact.objects.filter(pk=ben.pk).update(introduced_by=dev)
    with acting_as(maya):
        assert [len(door.people) for door in doors_opened(maya, ben)] == [1, 1]
        assert would_circle(maya, make_contact(maya, "Eve").pk, dev.pk) == []
    assert client_of(maya).get(f"/contacts/{cara.pk}/").status_code == 200


def test_circle_that_a_taking_back_would_close_is_left_open(maya, chain, now):
    ben, cara, dev = chain.values()
    with acting_as(maya):
        with act(maya, "edit_person", now=now) as first:
            cara.introduced_by = None
            cara.rewrite(["introduced_by"], now=now)
        ben.introduced_by = dev
        ben.rewrite(["introduced_by"], now=now)
        take_back(maya, first, now=now)
    cara.refresh_from_db()
    ben.refresh_from_db()
    assert (cara.introduced_by, ben.introduced_by) == (None, dev)


def test_doors_of_another_member_stay_shut(maya, stranger, chain):
    with acting_as(stranger):
        assert doors_opened(stranger, chain["ben"]) == []
        assert would_circle(stranger, chain["ben"].pk, chain["dev"].pk) == []
