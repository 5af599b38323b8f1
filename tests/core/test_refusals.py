"""Production does not start unsafe: default secret, no mail server, a login above the fence."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from apps.core.refusals import refuse_what_is_unsafe, stands_above_the_fence

pytestmark = pytest.mark.django_db


@pytest.fixture
def production(settings):
    settings.PRODUCTION, settings.DEBUG = True, False
    settings.SECRET_KEY = "a random text of fifty characters, or so one hopes"
    settings.EMAIL_URL = "smtp://mail.example:25"
    return settings


def test_trial_machine_starts_with_the_owners_login(settings):
    settings.PRODUCTION = False
    refuse_what_is_unsafe()


def test_owners_login_is_refused(production):
    with pytest.raises(ImproperlyConfigured, match="kith_web"):
        refuse_what_is_unsafe()


def test_only_the_webs_own_login_stands_behind_the_fence(db):
    assert not stands_above_the_fence("kith_web")
    assert stands_above_the_fence("kith_owner")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("DEBUG", True, "DEBUG"),
        ("EMAIL_URL", "", "EMAIL_URL"),
    ],
)
def test_what_is_left_from_a_trial_is_refused(production, name, value, says):
    setattr(production, name, value)
    with pytest.raises(ImproperlyConfigured, match=says):
        refuse_what_is_unsafe()
