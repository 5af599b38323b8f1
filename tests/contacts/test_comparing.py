"""Comparing in the worker: claimed once, written in one go, at most every few minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.contacts.adding import add_people
from apps.contacts.likeness import comparing
from apps.contacts.models import Comparison, Likeness
from apps.core.scope import acting_as
from tests.making import make_contact

pytestmark = pytest.mark.django_db
SHARED = {"phone": "+15105550100"}


def work(now) -> None:
    comparing.go_on(until=now + timedelta(seconds=1), clock=iter_clock(now))


def iter_clock(now):
    ticks = iter([now] * 50)
    return lambda: next(ticks)


def pairs(member) -> set[tuple[str, str]]:
    with acting_as(member):
        return set(Likeness.objects.of(member).values_list("contact__name", "other__name"))


def test_pairs_are_written_for_whoever_asked(maya, stranger, now):
    for member in (maya, stranger):
        make_contact(member, "Liz Moss", **SHARED)
        make_contact(member, "Elizabeth Moss", **SHARED)
    comparing.ask(maya, now=now)
    work(now)
    assert pairs(maya) == {("Liz Moss", "Elizabeth Moss")}
    assert pairs(stranger) == set()
    assert Comparison.objects.get(owner=maya).asked_at is None


def test_pairs_that_no_longer_hold_go(maya, now):
    make_contact(maya, "Liz Moss", **SHARED)
    other = make_contact(maya, "Elizabeth Moss", **SHARED)
    comparing.ask(maya, now=now)
    work(now)
    with acting_as(maya):
        other.points.all().delete()
        other.name = "Pedro Reis"
        other.rewrite(["name"], now=now)
    comparing.ask(maya, now=now)
    work(now + comparing.PAUSE + timedelta(seconds=1))
    assert pairs(maya) == set()


def test_once_in_a_few_minutes_and_what_was_asked_meanwhile_waits(maya, now):
    comparing.ask(maya, now=now)
    work(now)
    comparing.ask(maya, now=now + timedelta(seconds=5))
    assert comparing.claim(now=now + timedelta(seconds=6)) is None
    later = now + comparing.PAUSE + timedelta(seconds=1)
    asked = comparing.claim(now=later)
    assert asked is not None
    assert comparing.claim(now=later) is None
    comparing.ask(maya, now=later + timedelta(seconds=1))
    comparing.settle(asked, now=later + timedelta(seconds=2))
    assert Comparison.objects.get(owner=maya).asked_at == later + timedelta(seconds=1)


def test_worker_that_died_holds_it_for_one_lease(maya, now):
    comparing.ask(maya, now=now)
    assert comparing.claim(now=now)
    assert comparing.claim(now=now + comparing.LEASE + timedelta(seconds=1))


def test_adding_people_asks(maya, now):
    with acting_as(maya):
        add_people(maya, [("Ana Lima", "")], now=now)
    assert Comparison.objects.get(owner=maya).asked_at == now


def test_nobody_who_left_is_compared(maya, now):
    comparing.ask(maya, now=now)
    type(maya).objects.filter(pk=maya.pk).update(leaving_at=now)
    assert comparing.claim(now=now) is None
