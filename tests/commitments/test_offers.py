"""Offers: limits, causes, taken up for somebody as help, or as something given regularly."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.models import Commitment, Fulfilment, Offer, OfferCause
from apps.commitments.offers import fitting
from apps.contacts.models import Contact, Give, Organisation
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.architecture.test_query_counts import queries
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.goals.test_causes import cares
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


@pytest.fixture
def newsletter(maya):
    return make_offer(maya)


def make_offer(member, what="A newsletter", causes=(), **columns):
    with acting_as(member):
        offer = Offer.make(member, what=what, now=NOW, **columns)
        offer.be_for(causes)
    return offer


def sent(**more):
    return {"act": str(uuid.uuid4())} | more


def page_of(offer, verb=""):
    return f"/commitments/offers/{offer.pk}/{verb}"


def read(client, url="/commitments/offers/"):
    return client.get(url).content.decode()


def fits(member, *causes, on=TODAY):
    with acting_as(member):
        return [offer.what for offer in fitting(member, causes, on)]


def test_offered_with_causes_and_a_limit(client, maya):
    answer = client.post(
        "/commitments/offers/new/",
        sent(what="Water tests", fits="Clean rivers, clean RIVERS; the orchestra", most="2", per="quarter"),
    )
    assert answer.url == "/commitments/offers/"
    html = read(client)
    assert "at most two times a quarter · for clean RIVERS, the orchestra" in html
    with acting_as(maya):
        assert sorted(OfferCause.objects.values_list("folded", flat=True)) == [
            "clean rivers",
            "the orchestra",
        ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"most": "0"}, "A whole number from 1 to 99"),
        ({"most": "many"}, "A whole number from 1 to 99"),
        ({"fits": "x" * 101}, "Did you mean a comma?"),
        ({"fits": ",".join(map(str, range(13)))}, "At most twelve causes."),
        ({"what": " \u200b "}, "This field is required."),
        ({"per": "year"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_lost(client, maya, wrong, said):
    answer = client.post(
        "/commitments/offers/new/",
        sent(**{"what": "Water tests", "about": "At dawn", "per": "month"} | wrong),
    )
    html = answer.content.decode()
    assert answer.status_code == 422 and said in html and "At dawn" in html
    with acting_as(maya):
        assert not Offer.objects.exists()


def test_changed_its_causes_are_those_that_stand_there(client, maya):
    offer = make_offer(maya, causes=["Rivers", "Cakes"])
    assert 'value="Rivers, Cakes"' in read(client, page_of(offer, "edit/"))
    client.post(page_of(offer, "edit/"), sent(what="Both", fits="RIVERS, Music", per="month"))
    with acting_as(maya):
        assert sorted(OfferCause.objects.values_list("name", flat=True)) == ["Music", "RIVERS"]
        assert Offer.objects.get().what == "Both"


def test_an_offer_without_a_cause_fits_any_and_stands_behind_those_made_for_it(maya):
    make_offer(maya, "Any")
    make_offer(maya, "Rivers", causes=["clean rivers"])
    make_offer(maya, "Cakes", causes=["cakes"])
    assert fits(maya, "clean rivers") == ["Rivers", "Any"]
    assert fits(maya, "") == ["Any"]


def test_full_it_stops_being_suggested_until_the_month_is_over(client, maya, newsletter):
    ana = make_contact(maya, "Ana Lima")
    client.post(page_of(newsletter, "edit/"), sent(what="A newsletter", most="1", per="month"))
    client.post(
        page_of(newsletter, "fulfil/"), sent(whom="Ana Lima", what="May issue", happened_on="2026-11-20")
    )
    assert fits(maya) == []
    assert fits(maya, on=date(2026, 12, 1)) == ["A newsletter"]
    html = read(client)
    assert "it comes up again from 1 December" in html
    assert "You wanted to do this" in read(client, page_of(newsletter, "fulfil/"))
    with acting_as(maya):
        Give.objects.update(happened_on=date(2026, 10, 31))  # as corrected on the person's page
    assert fits(maya) == ["A newsletter"] and ana
    assert "31 October" in read(client, page_of(newsletter))


def test_taken_up_it_stands_among_what_was_done_for_them(client, maya, newsletter):
    ana = make_contact(maya, "Ana Lima")
    assert 'value="Ana Lima"' in read(client, page_of(newsletter, f"fulfil/?contact={ana.pk}"))
    said = sent(whom="Ana Lima", what="The May issue", happened_on="2026-11-20")
    assert client.post(page_of(newsletter, "fulfil/"), said).url == page_of(newsletter)
    assert "The May issue" in read(client, f"/contacts/{ana.pk}/")
    html = read(client, page_of(newsletter))
    assert "Ana Lima" in html and "The May issue" in html


def test_taken_up_for_an_organisation(client, maya, newsletter):
    said = sent(organisation="River Trust", what="The May issue", happened_on="2026-11-20")
    client.post(page_of(newsletter, "fulfil/"), said)
    with acting_as(maya):
        trust = Organisation.objects.get()
        assert trust.gives.get().what == "The May issue"
    assert "River Trust" in read(client, page_of(newsletter))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"whom": ""}, "one of the two"),
        ({"organisation": "River Trust"}, "one of the two"),
        ({"whom": "Nobody Known"}, "Nobody among your people"),
        ({"happened_on": "2026-11-24"}, "still to come"),
    ],
)
def test_taken_up_without_sense_is_refused_and_nothing_lost(client, maya, newsletter, wrong, said):
    make_contact(maya, "Ana Lima")
    form = sent(**{"whom": "Ana Lima", "what": "The May issue", "happened_on": "2026-11-20"} | wrong)
    answer = client.post(page_of(newsletter, "fulfil/"), form)
    html = answer.content.decode()
    assert answer.status_code == 422 and said in html and "The May issue" in html
    with acting_as(maya):
        assert not Give.objects.exists() and not Organisation.objects.exists()


def test_struck_out_what_was_done_goes_and_a_commitment_stays(client, maya, newsletter):
    own = make_commitment(maya, "The club's newsletter", "service")
    with acting_as(maya):
        helped = newsletter.fulfil("x", TODAY, whom=make_contact(maya, "Ana"))
        became = newsletter.become(own, TODAY)
    for each in (helped, became):
        client.post(f"/commitments/offers/taken/{each.pk}/delete/", sent())
    with acting_as(maya):
        assert not Give.objects.exists() and not Fulfilment.objects.exists()
        assert Commitment.objects.get() == own
        act = Act.objects.order_by("pk").first()
    client.post(reverse("take_back", args=[act.pk]))
    with acting_as(maya):
        assert Fulfilment.objects.get().give.contact.name == "Ana"


def test_one_step_makes_it_something_regular(client, maya, newsletter):
    html = read(client, page_of(newsletter))
    assert f"/commitments/new/?kind=service&amp;offer={newsletter.pk}" in html


def test_withdrawn_it_is_suggested_no_more_and_stands_again(client, maya, newsletter):
    client.post(page_of(newsletter, "withdraw/"), sent())
    assert fits(maya) == [] and "You offer this no more." in read(client, page_of(newsletter))
    client.post(page_of(newsletter, "renew/"), sent())
    assert fits(maya) == ["A newsletter"]


def test_deleted_it_goes_and_what_was_done_stays(client, maya, newsletter):
    with acting_as(maya):
        newsletter.fulfil("x", TODAY, whom=make_contact(maya, "Ana"))
    assert client.post(page_of(newsletter, "delete/"), sent()).url == "/commitments/offers/"
    with acting_as(maya):
        assert Give.objects.exists() and not Offer.objects.exists()
        act = Act.objects.get()
    client.post(reverse("take_back", args=[act.pk]))
    with acting_as(maya):
        assert Fulfilment.objects.get().give.what == "x"


def test_somebody_deleted_takes_along_what_was_done_for_them(client, maya, newsletter):
    ana = make_contact(maya, "Ana Lima")
    with acting_as(maya):
        newsletter.fulfil("x", TODAY, whom=ana)
        Contact.objects.get(pk=ana.pk).delete()
        assert not Fulfilment.objects.exists()
    assert "Nobody yet." in read(client, page_of(newsletter))


def test_for_somebody_what_fits_comes_first(client, maya):
    ana = make_contact(maya, "Ana Lima")
    cares(ana, "Clean rivers")
    make_offer(maya, "Water tests", causes=["clean rivers"])
    make_offer(maya, "Baking", causes=["cakes"])
    html = read(client, f"/commitments/offers/?contact={ana.pk}")
    assert "What you could do for Ana" in html and "Ana cares for <mark>clean rivers</mark>" in html
    assert html.index("Water tests") < html.index("Baking")
    assert f"fulfil/?contact={ana.pk}" in html


@pytest.mark.parametrize("verb", ["", "edit", "fulfil", "withdraw", "renew", "delete"])
def test_anothers_offer_does_not_exist(client_of, stranger, newsletter, verb):
    url = page_of(newsletter, f"{verb}/" if verb else "")
    theirs = client_of(stranger)
    answers = {theirs.get(url).status_code, theirs.post(url, sent()).status_code}
    assert 404 in answers and answers <= {404, 405}


def test_every_act_has_words_in_history(client, newsletter, maya):
    make_contact(maya, "Ana Lima")
    client.post("/commitments/offers/new/", sent(what="Water tests", per="month"))
    client.post(page_of(newsletter, "edit/"), sent(what="A newsletter", per="month"))
    client.post(page_of(newsletter, "fulfil/"), sent(whom="Ana Lima", what="May", happened_on="2026-11-20"))
    for verb in ("withdraw", "renew", "delete"):
        client.post(page_of(newsletter, f"{verb}/"), sent())
    html = read(client, "/history/")
    assert "Changed something" not in html and "Helped Ana Lima: May" in html


def test_the_pages_cost_the_same_for_3_and_30(client_of, maya, stranger):
    counts = []
    for member, count in ((maya, 3), (stranger, 30)):
        ana = make_contact(member, "Ana")
        cares(ana, "rivers")
        offers = [make_offer(member, f"Offer {n}", causes=["rivers"], most=2) for n in range(count)]
        with acting_as(member):
            for _ in range(count):
                offers[0].fulfil("x", TODAY, whom=ana)
        client = client_of(member)
        urls = ("/commitments/offers/", f"/commitments/offers/?contact={ana.pk}", page_of(offers[0]))
        read(client)
        counts.append([len(queries(client, url)) for url in urls])
    assert counts[0] == counts[1] and max(counts[0]) <= 7
