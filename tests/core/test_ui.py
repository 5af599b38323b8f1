"""Tags and filters of the visual system, forms as they are drawn, and the joined style sheets."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client

from apps.core import stylesheet
from apps.core.fold import HUES, hue
from apps.core.stylesheet import stylesheet_url

TODAY = date(2026, 11, 23)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context({"today": TODAY, **context}))


class Person(forms.Form):
    name = forms.CharField(label="Name", help_text="As you would greet them.")
    email = forms.EmailField(
        label="E-mail", required=False, widget=forms.EmailInput(attrs={"placeholder": "E-mail address"})
    )
    town = forms.CharField(
        label="Town", required=False, widget=forms.TextInput(attrs={"placeholder": "Lisbon"})
    )
    rhythm = forms.ChoiceField(
        label="How often", choices=[("30", "every month"), ("91", "each season")], widget=forms.RadioSelect
    )
    origin = forms.CharField(widget=forms.HiddenInput, required=False)


# Monograms


def test_monogram_shows_initials_in_the_persons_own_hue():
    drawn = render('{% monogram "Ana Lima" 7 %}')
    assert f"hue-{hue(7)}" in drawn
    assert ">AL<" in drawn
    assert 'aria-hidden="true"' in drawn


def test_monogram_of_every_key_has_one_of_the_hues_that_exist():
    assert {hue(pk) for pk in range(200)} == set(range(HUES))


def test_monogram_of_somebody_to_meet_has_no_hue():
    drawn = render('{% monogram "Eve Lindqvist" 7 "ghost" %}')
    assert "monogram-ghost" in drawn
    assert "hue-" not in drawn


def test_monogram_escapes_what_a_member_typed():
    assert "<b>" not in render("{% monogram name 1 %}", name="<b> <i>")


# Lines of ink


def test_year_line_says_in_words_how_many_months():
    drawn = render("{% year_line cells %}", cells=[1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0])
    assert "<title>in touch in 5 of the last 12 months</title>" in drawn
    assert "M1 4h8M21 4h8M61 4h18M101 4h8" in drawn
    assert "style=" not in drawn


def test_year_line_reads_a_text_of_noughts_and_ones():
    cells = [True, *[False] * 10, True]
    assert render('{% year_line "100000000001" %}') == render("{% year_line cells %}", cells=cells)


@pytest.mark.parametrize("cells", [None, []])
def test_year_line_of_people_who_rest_is_not_drawn(cells: list[int] | None):
    assert render("{% year_line cells %}", cells=cells) == ""


def test_year_line_is_small_enough_for_a_list_of_fifty():
    assert len(render('{% year_line "101010101010" %}')) <= 330


def test_chain_dashes_what_is_hoped_for():
    drawn = render('{% chain "Maya" "you" "Eve" solid=1 %}')
    assert drawn.index('"chain-ink"') < drawn.index("you") < drawn.index("chain-hoped") < drawn.index("Eve")


def test_chain_escapes_names():
    assert "<script" not in render('{% chain "Maya" name %}', name="<script>")


# Dates


def test_since_tells_distance_and_keeps_the_day_for_those_who_ask():
    drawn = render("{% since on today %}", on=date(2026, 10, 18))
    assert 'datetime="2026-10-18"' in drawn
    assert ">5 weeks ago<" in drawn
    assert "Sunday 18 October 2026" in drawn


def test_day_is_written_in_words():
    assert ">18 July<" in render("{% day on today %}", on=date(2026, 7, 18))
    assert ">18 July 2014<" in render("{% day on today %}", on=date(2014, 7, 18))


@pytest.mark.parametrize(
    "source",
    ["{% since on today %}", "{% day on today %}", "{{ on|ago:today }}", "{{ on|day_and_month:today }}"],
)
def test_no_day_is_no_words(source: str):
    assert render(source, on=None) == ""


# Notes


def test_notes_keep_emphasis_lists_and_line_ends():
    drawn = render("{{ text|notes }}", text="Likes *figs*\nand **ferries**\n\n- one\n- two")
    assert "<em>figs</em>" in drawn
    assert "<br>" in drawn
    assert drawn.count("<li>") == 2


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/pixel.gif)",
        "[x](javascript:alert(1))",
        "# A title",
        "A title\n=======",
        '<a href="https://example.org" onclick="x()">x</a>',
        "[x](data:text/html,hello)",
    ],
)
def test_notes_never_carry_html_pictures_titles_or_scripts(text: str):
    drawn = render("{{ text|notes }}", text=text)
    for forbidden in (
        "<script",
        "<img",
        "<h1",
        'href="javascript',
        'href="data',
        '<a href="https://example.org" on',
    ):
        assert forbidden not in drawn


def test_links_in_notes_tell_the_other_site_nothing():
    assert 'rel="noopener noreferrer nofollow"' in render(
        "{{ text|notes }}", text="[her choir](https://choir.example)"
    )


# Thumb index


def test_thumb_index_has_tabs_only_where_there_are_people():
    drawn = render('{% thumb_index letters "/contacts/" "l" %}', letters={"a", "L"})
    assert 'href="/contacts/?letter=A" data-letter="A">A</a>' in drawn
    assert "<span>B</span>" in drawn
    assert 'data-letter="L" aria-current="true"' in drawn
    assert '<a href="/contacts/?letter=L" aria-current="true">KL</a>' in drawn


# Forms


def test_form_names_the_fields_that_need_another_look():
    drawn = str(Person({"email": "ana"}))
    assert '<a href="#id_name">Name</a>' in drawn
    assert '<a href="#id_email">E-mail</a>' in drawn
    assert '<a href="#id_town">' not in drawn
    assert 'value="ana"' in drawn


def test_form_without_faults_has_no_summary():
    assert "form-errors" not in str(Person())


def test_field_is_tied_to_its_help_and_its_error():
    drawn = str(Person({})["name"].as_field_group())
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_choices_are_a_group_with_a_legend():
    drawn = str(Person()["rhythm"].as_field_group())
    assert "<legend>How often" in drawn
    assert drawn.count('type="radio"') == 2


def test_placeholder_that_repeats_the_label_is_left_out():
    assert "placeholder" not in str(Person()["email"])
    assert 'placeholder="Lisbon"' in str(Person()["town"])


# Style sheets


@pytest.mark.parametrize("name", stylesheet.NAMES)
def test_style_sheet_is_one_file_for_good(client: Client, name: str):
    response = client.get(stylesheet_url(name))
    text = response.content.decode()
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "@import" not in text
    assert text.index("@layer reset, tokens, base") < text.index("@layer tokens{")
    assert text.count("{") == text.count("}")


def test_style_sheet_of_yesterday_is_answered_with_todays(client: Client):
    response = client.get(stylesheet_url("app").replace(stylesheet.load("app").digest, "000000000000"))
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"


def test_unknown_style_sheet_is_not_found(client: Client):
    assert client.get(stylesheet_url("app").replace("app", "tokens")).status_code == 404


def test_style_sheet_of_a_letter_is_small_on_the_wire(client: Client):
    response = client.get(stylesheet_url("letter"), headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 8 * 1024
