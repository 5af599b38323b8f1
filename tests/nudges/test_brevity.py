"""At most 150 words, whatever people wrote; and no links out of names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from apps.contacts.occasions import Occasion, one_line
from apps.goals.evenings import Evening, Likely, Question
from apps.nudges.brevity import MOST_WORDS, clip, count, fit_for_mail, fitted, without_links
from apps.nudges.lines import words

AROUND = (
    "Good afternoon, Maximiliane. Five people. You have been elsewhere for a while, so this note comes "
    "once a week now. Anything you do here brings the daily one back. "
    "Nothing here is late. Whom you do not reach comes round again."
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
WORDS = [
    "her",
    "move",
    "to",
    "Lisbon",
    "was,",
    "in",
    "the",
    "end;",
    "good.",
    "Why?",
    "·",
    "–",
    "a/b",
    "e.g.x",
]
prose = st.lists(st.sampled_from(WORDS))
texts = (anything | prose.map(" ".join)).map(one_line)
occasions = st.builds(
    Occasion,
    kind=st.sampled_from(["rhythm", "birthday", "from_before"]),
    today=st.just(date(2026, 11, 23)),
    pk=st.integers(1),
    name=texts,
    called=texts,
    relation=texts,
    last_touch_on=st.none() | st.just(date(2014, 7, 18)),
    spoke_of=texts,
    ask_next=texts,
    remember=texts,
    line=texts,
    is_own_line=st.booleans(),
    turns=st.none() | st.integers(1, 110),
    points=st.just(()),
)


@settings(max_examples=250, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(occasions, min_size=1, max_size=5))
def test_any_note_has_at_most_150_words(people):
    fitting = fitted([fit_for_mail(person) for person in people], words, around=AROUND)
    said = "\n".join(words(person) for person in fitting)
    assert count(AROUND) + count(said) <= MOST_WORDS, said
    assert len(fitting) == len(people)


there = st.builds(Likely, pk=st.integers(1), name=texts, called=texts, ask=texts, asks_on=st.booleans())
evenings = st.builds(
    Evening,
    kind=st.sampled_from(["gathering", "whom_met"]),
    pk=st.integers(1),
    name=texts,
    when=st.sampled_from(["tonight", "tomorrow", "2 days ago"]),
    hours=st.sampled_from(["18:00–20:00", "18:00 – 3 January 2027, 20:00", "18:00–20:00 in Los Angeles"]),
    here=st.just("3:00–5:00"),
    place=texts,
    is_tonight=st.booleans(),
    is_evening=st.booleans(),
    stood_beside=st.booleans(),
    url=st.just("/goals/gatherings/1/"),
    likely=st.lists(there, max_size=6).map(tuple),
)
questions = st.builds(
    Question,
    kind=st.sampled_from(["goal_look", "to_meet_quiet"]),
    pk=st.integers(1),
    goal_pk=st.integers(1),
    name=texts,
    when=st.just("to meet"),
    since=st.just("eleven years"),
    url=st.just("/goals/1/"),
)


@settings(max_examples=250, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(occasions, max_size=5), st.lists(evenings, max_size=12), st.lists(questions, max_size=1))
def test_any_note_with_gatherings_has_at_most_150_words_and_leaves_nobody_out(people, ahead, asked):
    said = [fit_for_mail(about) for about in (*people, *ahead, *asked)]
    fitting = fitted(said, words, around=AROUND)
    text = "\n".join(words(about) for about in fitting if about)
    assert count(AROUND) + count(text) <= MOST_WORDS, text
    assert [about.kind for about in fitting if about] == [
        one.kind for one, about in zip(said, fitting, strict=True) if about
    ]
    assert None not in fitting[: len(people)], "nobody is left out"
    urgent = [number for number, about in enumerate(said) if not getattr(about, "can_wait", False)]
    assert None not in [fitting[number] for number in urgent[: len(people) + 1]], "the first one always fits"


def test_the_first_gathering_fits_beside_five_people_of_whom_much_is_said():
    much = " ".join(["e.g.x a/b"] * 40)
    said_of = ("name", "called", "relation", "spoke_of", "ask_next", "remember", "line")
    person = Occasion(
        kind="birthday", today=date(2026, 11, 23), pk=1, last_touch_on=date(2014, 7, 18), is_own_line=True,
        turns=79, points=(), **dict.fromkeys(said_of, much),
    )  # fmt: skip
    evening = Evening(
        kind="gathering", pk=1, name=much, when="tomorrow", hours="18:00 – 3 January 2027, 20:00",
        here="3:00–5:00", place=much, is_tonight=True, is_evening=False, stood_beside=True, url="/",
        likely=(),
    )  # fmt: skip
    said = [fit_for_mail(about) for about in (*[person] * 5, *[evening] * 3)]
    fitting = fitted(said, words, around=AROUND)
    assert None not in fitting[:6] and fitting[6:] == [None, None]
    assert count(AROUND) + sum(count(words(about)) for about in fitting[:6]) <= MOST_WORDS


@given(texts, st.integers(1, 10))
def test_clipped_text_has_at_most_so_many_words_and_begins_alike(text, most):
    short = clip(text, most)
    assert count(short.removesuffix("…")) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1].split(" ")[0]))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ana Lima", "Ana Lima"),
        ("J. R. R. Tolkien", "J. R. R. Tolkien"),
        ("J.R. Smith", "J.R. Smith"),
        ("Win http://evil.example/now", "Win http evil . example/now"),
        ("www.evil.example", "www . evil . example"),
        ("ana@evil.example", "ana @ evil . example"),
    ],
)
def test_names_make_no_links(name, said):
    assert without_links(name) == said
