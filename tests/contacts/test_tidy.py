"""Tidy up: pairs shown with their reason, looked at side by side, merged, told apart."""

from __future__ import annotations

import uuid

import pytest
import time_machine

from apps.contacts.merging.pairs import in_order
from apps.contacts.models import Comparison, Contact, ImportantDate, Likeness, TwoPeople
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.making import make_contact

pytestmark = pytest.mark.django_db
REASONS = [["nickname", "Liz", "Elizabeth"], ["birthday"]]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def two(maya) -> tuple[Contact, Contact]:
    one = make_contact(maya, "Liz Moss", email="liz@example.org", city="Oakland")
    other = make_contact(maya, "Elizabeth Moss", phone="+15105550100", city="Berkeley", origin="file")
    like(maya, one, other)
    return one, other


def like(maya, one: Contact, other: Contact, weight: int = 90) -> None:
    first, second = in_order(one.pk, other.pk)
    with acting_as(maya):
        Likeness.objects.create(owner=maya, contact_id=first, other_id=second, weight=weight, reasons=REASONS)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_pair_stands_with_its_reason(maya, two, client_of):
    shown = text(client_of(maya).get("/contacts/tidy/"))
    assert "Liz and Elizabeth, the same birthday" in shown
    assert f"/contacts/{two[0].pk}/merge/{two[1].pk}/" in shown


def test_best_come_first_page_by_page(maya, client_of):
    for number in range(23):
        like(maya, make_contact(maya, f"A{number}"), make_contact(maya, f"B{number}"), 70 + number)
    client = client_of(maya)
    first = text(client.get("/contacts/tidy/"))
    assert first.index(">A22<") < first.index(">A21<") and ">A2<" not in first
    after = first.split("?after=")[1].split('"')[0]
    rest = text(client.get(f"/contacts/tidy/?after={after}"))
    assert ">A2<" in rest and ">A3<" not in rest
    assert client.get("/contacts/tidy/?after=nonsense").status_code == 200


def test_not_the_same_is_remembered_and_taken_back(maya, two, client_of):
    client = client_of(maya)
    client.post(f"/contacts/{two[0].pk}/not-the-same/{two[1].pk}/", {"next": "/contacts/tidy/"})
    assert "Elizabeth" not in text(client.get("/contacts/tidy/")).split('id="pairs"')[1]
    with acting_as(maya):
        assert TwoPeople.objects.count() == 1
    client.post(f"/history/{Act.objects.get(verb='not_the_same').pk}/take-back/")
    assert "Elizabeth" in text(client.get("/contacts/tidy/")).split('id="pairs"')[1]


def test_people_let_be_are_not_suggested(maya, two, client_of):
    with acting_as(maya):
        two[1].let_be(now=NOW)
    assert "Nobody stands in your book twice" in text(client_of(maya).get("/contacts/tidy/"))


def test_opening_the_page_asks_for_a_comparison_now_and_then(maya, client_of):
    client = client_of(maya)
    client.get("/contacts/tidy/")
    with acting_as(maya):
        assert Comparison.objects.get().asked_at == NOW
        Comparison.objects.update(asked_at=None, compared_at=NOW)
    client.get("/contacts/tidy/")
    with acting_as(maya):
        assert Comparison.objects.get().asked_at is None


def test_side_by_side_asks_only_where_they_differ(maya, two, client_of):
    shown = text(client_of(maya).get(f"/contacts/{two[0].pk}/merge/{two[1].pk}/"))
    assert 'name="name" value="into" checked' in shown
    assert 'name="city"' in shown and 'name="nickname"' not in shown
    assert "liz@example.org" in shown and "+15105550100" in shown


def test_merged_by_the_chosen_sides_and_taken_back_from_the_notice(maya, two, client_of):
    client, address = client_of(maya), f"/contacts/{two[0].pk}/merge/{two[1].pk}/"
    form = {"act": str(uuid.uuid4()), "name": "gone", "city": "into"}
    answer = client.post(address, form, follow=True)
    assert answer.redirect_chain == [(f"/contacts/{two[0].pk}/", 302)]
    assert "Made one person of Liz Moss and Elizabeth Moss" in text(answer)
    with acting_as(maya):
        only = Contact.objects.get()
        assert (only.name, only.city) == ("Elizabeth Moss", "Oakland")
    again = client.post(address, form)
    assert (again.status_code, again.headers["Location"]) == (302, f"/contacts/{two[0].pk}/")
    client.post(f"/history/{Act.objects.get(verb='merge').pk}/take-back/")
    with acting_as(maya):
        assert set(Contact.objects.values_list("name", flat=True)) == {"Liz Moss", "Elizabeth Moss"}


def test_merge_with_oneself_with_anothers_and_with_somebody_gone(maya, two, stranger, client_of):
    client, theirs = client_of(maya), make_contact(stranger, "Eve")
    oneself = client.post(f"/contacts/{two[0].pk}/merge/{two[0].pk}/")
    assert oneself.status_code == 422 and "Nothing was changed" in text(oneself)
    for pks in ((two[0].pk, theirs.pk), (theirs.pk, two[0].pk), (two[0].pk, 10**9)):
        for verb in ("merge", "not-the-same"):
            assert client.post(f"/contacts/{pks[0]}/{verb}/{pks[1]}/").status_code == 404
    with acting_as(maya):
        assert Contact.objects.count() == 2 and not Act.objects.exists()


@pytest.mark.parametrize("bad", [{"name": "neither"}, {"city": "both"}, {"seen_at": "yesterday"}])
def test_answer_that_was_not_offered_changes_nothing(maya, two, client_of, bad):
    answer = client_of(maya).post(f"/contacts/{two[0].pk}/merge/{two[1].pk}/", bad)
    assert answer.status_code == 422
    with acting_as(maya):
        assert Contact.objects.count() == 2


def test_anybody_is_merged_by_name_from_their_page(maya, two, client_of):
    client, address = client_of(maya), f"/contacts/{two[0].pk}/merge/"
    found = client.post(address, {"name": "elizabeth"})
    assert found.headers["Location"] == f"/contacts/{two[0].pk}/merge/{two[1].pk}/"
    for name, said in (
        ("", "Write the name"),
        ("Zoe", "Nobody among your people"),
        ("Liz Moss", "this entry itself"),
    ):
        refused = client.post(address, {"name": name})
        assert refused.status_code == 422 and said in text(refused)
    make_contact(maya, "Elizabeth Ray")
    several = client.post(address, {"name": "Elizabeth"})
    assert several.status_code == 422 and f"/merge/{two[1].pk}/" in text(several)


def test_birthday_question_shows_days_in_words(maya, two, client_of):
    with acting_as(maya):
        for day, person in enumerate(two, 1):
            ImportantDate.objects.create(
                owner=maya, contact=person, kind="birthday", month=2, day=28 + day - 1, year=1981
            )
    shown = text(client_of(maya).get(f"/contacts/{two[0].pk}/merge/{two[1].pk}/"))
    assert "29 February 1981" in shown


@pytest.mark.parametrize("count", [3, 30])
def test_page_costs_the_same_however_many_pairs(maya, count, client_of):
    for number in range(count):
        like(maya, make_contact(maya, f"A{number}"), make_contact(maya, f"B{number}"), 70 + number)
    with acting_as(maya):
        Comparison.objects.create(owner=maya, compared_at=NOW)
    assert counted(maya, "/contacts/tidy/")[1] <= 4
