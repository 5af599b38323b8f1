"""Who said yes by e-mail stands in the book: once, under a clean name, introduced by the friend."""

from __future__ import annotations

import pytest

from apps.contacts.models import ContactPoint
from apps.core.scope import acting_as
from apps.introductions import consent
from apps.introductions.models import IntroductionRequest
from tests.conftest import NOW
from tests.introductions.making import make_passed_on
from tests.making import make_contact

pytestmark = pytest.mark.django_db
EVE = "eve@example.net"


def introduced(door, **more):
    """Whom the request is about, afterwards."""
    with acting_as(door.owner):
        consent.introduce(door.target_link, EVE, now=NOW, **more)
        request = IntroductionRequest.objects.select_related("contact__introduced_by").get(pk=door.request_id)
    return request.contact


def test_somebody_asked_for_by_what_they_do_has_the_name_they_gave(maya):
    person = introduced(make_passed_on(maya, whom="someone who buys for outdoor shops"), name="Eve Lindqvist")
    assert (person.name, person.origin, person.introduced_by.name) == (
        "Eve Lindqvist",
        "introduction",
        "Ben Silva",
    )


def test_without_a_name_they_are_called_as_they_were_asked_for(maya):
    assert (
        introduced(make_passed_on(maya, whom="a buyer for outdoor shops")).name == "a buyer for outdoor shops"
    )


def test_who_is_in_the_book_with_that_address_is_not_doubled(maya):
    known = make_contact(maya, "Eva L.", email=EVE)
    person = introduced(make_passed_on(maya, whom="a buyer for outdoor shops"))
    assert (person, person.origin, person.introduced_by.name) == (known, "typed", "Ben Silva")
    with acting_as(maya):
        assert ContactPoint.objects.filter(contact=known).count() == 1


def test_two_introducing_each_other_is_left_open(maya):
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    ben = make_contact(maya, "Ben Silva", introduced_by=eve)
    assert introduced(make_passed_on(maya, ben, contact=eve)).introduced_by is None
