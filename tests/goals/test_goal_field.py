"""The field of a goal by the form: found by everyday words, asked about once, never lost."""

from __future__ import annotations

import pytest
import time_machine

from apps.core.scope import acting_as
from apps.goals.models import Speciality
from tests.conftest import NOW
from tests.goals.test_goal_form import NEW, count, only_goal, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def test_a_word_that_means_one_field_is_enough(client, maya):
    answer = client.post(NEW, sent(field_words="Payments"))
    goal = only_goal(maya)
    assert (answer.status_code, answer.url) == (302, f"/goals/{goal.pk}/")
    assert (goal.field, goal.sentence, goal.speciality) == ("payments", "To be at home in payments", None)
    assert "To be at home in payments" in client.get(answer.url).content.decode()


def test_several_fields_are_offered_once_with_the_likeliest_chosen(client, maya):
    first = client.post(NEW, sent(field_words="teach", role="an adviser"))
    html = first.content.decode()
    assert first.status_code == 422 and count(maya) == 0
    assert "Several fields go by “teach”." in html
    assert 'value="an adviser"' in html and 'value="teach"' in html  # nothing lost
    assert '<input type="radio" name="field" value="education"' in html
    again = sent(field_words="teach", field_asked="teach", field="schools")
    assert client.post(NEW, again).status_code == 302
    assert only_goal(maya).field == "schools"


def test_changed_words_are_asked_about_anew(client, maya):
    answer = client.post(NEW, sent(field_words="teacher", field_asked="bank", field="banking"))
    assert answer.status_code == 422 and count(maya) == 0
    assert answer.context["form"].data["field"] == "schools"


def test_a_field_kith_does_not_know_becomes_ones_own_below_another(client, maya):
    first = client.post(NEW, sent(field_words="Trail running shoes"))
    assert first.status_code == 422
    assert "Kith knows no field called “Trail running shoes”." in first.content.decode()
    again = sent(field_words="Trail running shoes", field_asked="Trail running shoes", field="outdoor-shops")
    assert client.post(NEW, again).status_code == 302
    goal = only_goal(maya)
    assert (goal.field, goal.speciality.name) == ("outdoor-shops", "Trail running shoes")


def test_a_field_kith_does_not_know_may_be_left_open_and_stands_in_the_sentence(client, maya):
    words = "people who mend things"
    again = sent(field_words=words, field_asked=words, field="-")
    assert client.post(NEW, again).status_code == 302
    goal = only_goal(maya)
    assert (goal.field, goal.sentence) == ("", "To be at home among people who mend things")
    assert count(maya, Speciality) == 0


@pytest.mark.parametrize(
    ("role", "sentence", "kept"),
    [
        ("", "To fly", "zorbing"),
        ("a pilot", "To fly", "a pilot, zorbing"),
        ("", "To be good at Zorbing", ""),
    ],
)
def test_words_for_no_field_are_not_lost_beside_a_sentence_of_ones_own(client, maya, role, sentence, kept):
    form = sent(field_words="zorbing", field_asked="zorbing", field="-", role=role, sentence=sentence)
    assert client.post(NEW, form).status_code == 302
    goal = only_goal(maya)
    assert (goal.field, goal.role, goal.sentence) == ("", kept, sentence)


def test_ones_own_below_a_field_that_was_found(client, maya):
    more = sent(field_words="software", field_asked="software", field="software", field_own="on")
    more |= {"field_words": "software for choirs", "field_asked": "software for choirs"}
    client.post(NEW, more)
    assert only_goal(maya).speciality.name == "software for choirs"


def test_what_was_called_ones_own_once_is_meant_again(client, maya, stranger):
    with acting_as(maya):
        own = Speciality.named(maya, "outdoor-shops", "Trail running shoes")
    client.post(NEW, sent(field_words="trail RUNNING shoes"))
    assert only_goal(maya).speciality == own
    htmx = {"HX-Request": "true"}
    html = client.get("/goals/fields/?field_words=trail+running+shoes", headers=htmx).content.decode()
    assert 'value="outdoor-shops"' in html and "Kith knows no field" not in html


def test_anothers_own_is_not_known_to_me(client, maya, stranger):
    with acting_as(stranger):
        Speciality.named(stranger, "outdoor-shops", "Trail running shoes")
    assert client.post(NEW, sent(field_words="Trail running shoes")).status_code == 422


def test_a_key_that_is_not_in_the_tree_is_refused(client, maya):
    answer = client.post(NEW, sent(field_words="bank", field_asked="bank", field="no-such-field"))
    assert answer.status_code == 422 and count(maya) == 0


def test_fields_come_as_a_fragment_while_typing_and_as_a_page(client):
    htmx = {"HX-Request": "true"}
    one = client.get("/goals/fields/?field_words=outdoor+shops", headers=htmx).content.decode()
    assert 'value="outdoor-shops"' in one and "checked" in one and "<html" not in one
    none = client.get("/goals/fields/?field_words=", headers=htmx).content.decode()
    assert "radio" not in none
    many = client.get("/goals/fields/?serves_words=bank,+law&serves=baking", headers=htmx).content.decode()
    for key in ("banking", "law", "baking"):
        assert f'name="serves" value="{key}"' in many
    for name in ("field_words", "serves_words"):
        unknown = client.get(f"/goals/fields/?{name}=zzzz", headers=htmx).content.decode()
        assert "Kith knows no field called “zzzz”." in unknown
        assert "Kith knows" not in one + many + none
    page = client.get("/goals/fields/?words=law").content.decode()
    assert "<html" in page and "<mark>Law</mark>" in page and "Baking" not in page
    assert "Baking" in client.get("/goals/fields/").content.decode()
    assert "Kith knows no field called “zzzz”." in client.get("/goals/fields/?words=zzzz").content.decode()
