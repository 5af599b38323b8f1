"""`{% translate %}`: what is remembered is what Django would answer, in each language; sentences of acts."""

from __future__ import annotations

import pytest
from django.template import Context, Engine, Template
from django.utils import translation

from apps.core import words

TEXTS = (
    '{% translate "Yes" %}',
    "{% translate 'Yes' %} {% translate 'Yes' noop %}",
    '{% translate "May" context "alt. month" %}',
    '{% translate "May" context kind %}',
    '{% translate "Yes" as found %}<{{ found }}>',
    '{% translate "Yes"|upper %} {% trans "Yes" %}',
    "{% translate words %}",
    '{% translate "A & B <i> of 100%" %}',
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_tag_says_what_djangos_own_says(text):
    plain = Engine(builtins=["django.templatetags.i18n"]).from_string(text)
    ours = Template(text)
    for language in ("en", "de", "fr", "de", "en"):
        for facts in ({"words": "Yes", "kind": "month name"}, {"words": "<b>", "kind": "alt. month"}):
            with translation.override(language):
                assert ours.render(Context(facts)) == plain.render(Context(facts)), language


def test_words_are_told_apart_by_language():
    text = Template('{% translate "Yes" %}')
    said = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            said.append(text.render(Context()))
    assert said == ["Yes", "Ja", "Yes"]


def test_large_numbers_of_an_act_are_grouped_as_the_language_does(monkeypatch):
    monkeypatch.setitem(words.acts, "sent_many", "Sent to {count} people")
    with translation.override("en"):
        assert words.say("sent_many", {"count": 3}) == "Sent to 3 people"
        assert words.say("sent_many", {"count": 10_000}) == "Sent to 10,000 people"
    with translation.override("de"):
        assert words.say("sent_many", {"count": 10_000}) == "Sent to 10.000 people"
