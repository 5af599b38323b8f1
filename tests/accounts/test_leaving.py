"""Leaving: at once nothing works, within the hour nothing is left (S16)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client

from apps.accounts import tasks
from apps.accounts.erasing import erase, erase_left, leaves_first
from apps.accounts.models import Member, Session
from apps.accounts.tidying import forget_unconfirmed
from apps.contacts.models import Contact
from apps.core import outbox
from apps.core.acts import act
from apps.core.fence import owned_models
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.core.suppression import Suppression
from tests.accounts.conftest import sign_up
from tests.accounts.planting import CANARY, plant_everywhere, tables_that_hold
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db
OLD = "a long enough password"
LONG = 1e12
"""Seconds on any machine's clock that have not come yet."""


def leave(client: Client, password: str = OLD) -> HttpResponse:
    return client.post("/settings/leaving/", {"password": password})


def test_leaving_needs_the_password(client_of, maya):
    client = client_of(maya)
    answer = leave(client, "something else")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["password"]
    maya.refresh_from_db()
    assert maya.leaving_at is None
    assert get_user(client) == maya


def test_leaving_says_what_happens(client_of, maya):
    text = client_of(maya).get("/settings/leaving/").content.decode()
    assert "signed out everywhere" in text
    assert "within the hour" in text
    assert "30 days" in text


def test_leaving_ends_everything_at_once(client_of, maya, now):
    maya.arrange(now=now, wants_note=now)
    epoch, here, there = maya.link_epoch, client_of(maya), client_of(maya)
    answer = leave(here)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/inactive/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert b"gone within the hour" in here.get(answer["Location"]).content
    maya.refresh_from_db()
    assert maya.leaving_at is not None
    assert maya.next_digest_at is None
    assert maya.link_epoch == epoch + 1
    assert not Session.objects.filter(member=maya).exists()
    for client in (here, there):
        assert client.get("/settings/").status_code == 302


def test_leaving_twice_is_leaving_once(client_of, maya):
    client = client_of(maya)
    leave(client)
    assert leave(client)["Location"].startswith("/accounts/login/")


def test_signing_in_after_leaving_fails_as_with_a_wrong_password(client_of, visitor, maya, stranger):
    leave(client_of(maya))
    known = visitor().post("/accounts/login/", {"login": maya.email, "password": OLD})
    wrong = visitor().post("/accounts/login/", {"login": stranger.email, "password": "wrong"})
    assert known.status_code == wrong.status_code == 422
    assert known.context["form"].errors == wrong.context["form"].errors


def test_no_code_brings_a_leaving_account_back(client_of, visitor, maya):
    leave(client_of(maya))
    visitor().post("/accounts/password/reset/", {"email": maya.email})
    assert not Outbox.objects.filter(kind="account:reset_code").exists()


def test_worker_erases_who_left_and_nobody_else(client_of, maya, stranger):
    for member in (maya, stranger):
        make_contact(member, "Ana Lima", email="ana@example.org")
    leave(client_of(maya))
    tasks.erase_left()
    assert not Member.objects.filter(pk=maya.pk).exists()
    assert Contact.objects.of(stranger).count() == 1
    assert not Contact.objects.of(maya).exists()


def test_erasing_leaves_no_trace_in_any_table(maya, stranger, now):
    planted = plant_everywhere(maya)
    assert {model._meta.label for model in owned_models()} <= planted
    assert tables_that_hold(CANARY) >= {
        "contacts_contact",
        "core_outbox",
        "accounts_session",
        "accounts_member",
    }
    maya.leave(now=now)
    assert erase(maya)
    assert tables_that_hold(CANARY) == set()
    assert tables_that_hold("stranger@example.org") == {"accounts_member", "account_emailaddress"}


def test_mail_to_the_address_goes_too_though_it_names_no_member(maya, now):
    outbox.put(key="1", kind="account:already_a_member", recipient=maya.email, now=now)
    outbox.put(key="2", kind="account:already_a_member", recipient="other@example.org", now=now)
    erase(maya)
    assert [row.key for row in Outbox.objects.all()] == ["2"]


def test_never_again_outlives_the_account(maya, now):
    Suppression.add(maya.email, now=now)
    erase(maya)
    assert Suppression.holds("maya@example.org")


def test_erasing_an_account_with_acts_and_imports_in_many_pieces(maya, now, monkeypatch):
    monkeypatch.setattr("apps.accounts.erasing.PIECE", 7)
    with acting_as(maya), act(maya, "first_five", now=now):
        for number in range(20):
            Contact.objects.add(maya, f"Person {number}", now=now, circles=("Family",))
    assert erase(maya)
    assert not Member.objects.filter(pk=maya.pk).exists()


def test_erasing_stops_when_its_time_is_over_and_goes_on_later(maya, now):
    make_contact(maya)
    maya.leave(now=now)
    assert not erase_left(until=0)
    assert Member.objects.filter(pk=maya.pk).exists()
    assert erase_left(until=LONG)
    assert not Member.objects.exists()


def test_one_who_cannot_be_erased_holds_up_nobody(maya, stranger, now, monkeypatch):
    maya.leave(now=now)
    stranger.leave(now=now + timedelta(seconds=1))
    real = Member.delete

    def refuse(self: Member, *args: object, **kwargs: object) -> object:
        if self.pk == maya.pk:
            raise RuntimeError("a table in the way")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Member, "delete", refuse)
    with transaction.atomic():
        assert erase_left(until=LONG)
    assert list(Member.objects.all()) == [maya]


def test_every_key_to_a_member_has_the_same_fate():
    """A new key that would keep a row, or stand in the way, fails here."""
    from django.apps import apps

    fates = {
        f"{model._meta.label}.{field.name}": field.remote_field.on_delete
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Member and field.concrete and not field.auto_created
    }
    assert len(fates) > 20
    assert {name for name, fate in fates.items() if fate is not models.CASCADE} == set()
    assert Member._meta.local_many_to_many == []


def test_tables_are_emptied_before_those_they_point_to():
    order = leaves_first()
    assert sorted(order, key=str) == sorted(owned_models(), key=str)
    for model in order:
        for field in model._meta.local_fields:
            if field.related_model in order and field.related_model is not model:
                assert order.index(model) < order.index(field.related_model), (model, field)


def test_sign_up_that_nobody_confirmed_is_gone_after_seven_days(visitor, time_machine, now):
    time_machine.move_to(now, tick=False)
    sign_up(visitor())
    forget_unconfirmed(now + timedelta(days=7))
    assert Member.objects.count() == 1
    forget_unconfirmed(now + timedelta(days=7, seconds=1))
    assert not Member.objects.exists()
    assert tables_that_hold("ruth@example.org") == set()
    assert not Session.objects.exists()


def test_confirmed_members_stay_however_old(now):
    make_member()
    forget_unconfirmed(now + timedelta(days=4000))
    assert Member.objects.count() == 1
