"""`{% url %}`: what is remembered is what Django would answer."""

from __future__ import annotations

import pytest
from django.template import Context, Engine, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from apps.core.addresses import address


def drawn(text: str, **facts: object) -> str:
    return Template(text).render(Context(facts))


def test_addresses_of_rows_are_those_of_django():
    for name, keys in (
        ("today", []),
        ("goals:list", []),
        ("goals:place", [7]),
        ("goals:why_of_place", [7, 12]),
        ("contacts:person", [10**12]),
    ):
        assert address(name, *keys) == address(name, *keys) == reverse(name, args=keys)


def test_the_tag_says_what_djangos_own_says():
    plain = Engine(builtins=["django.templatetags.i18n"])
    for text in (
        "{% url 'goals:place' pk %}",
        "{% url 'goals:place' pk=pk %}",
        "{% url 'goals:why_of_place' pk other %}",
        "{% url 'goals:place' pk as there %}<{{ there }}>",
        "{% url 'goals:nothing' pk as there %}<{{ there }}>",
        "{% url 'goals:place' gone as there %}<{{ there }}>",
        "{% url 'stylesheet' 'app' 'abc' %}",
    ):
        facts = {"pk": 5, "other": 8}
        assert drawn(text, **facts) == plain.from_string(text).render(Context(facts)), text


def test_an_address_that_is_not_there_is_an_error():
    for text in ("{% url 'goals:nothing' 5 %}", "{% url 'goals:place' gone %}", "{% url 'goals:place' -5 %}"):
        with pytest.raises(NoReverseMatch):
            drawn(text)


def test_a_site_below_a_path_has_its_addresses_there():
    assert address("goals:place", 7) == "/goals/places/7/"
    set_script_prefix("/kith/")
    try:
        assert address("goals:place", 7) == "/kith/goals/places/7/"
    finally:
        set_script_prefix("/")
