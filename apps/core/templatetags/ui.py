"""Template tags and filters of the visual system: monograms, lines of ink, dates in words, notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from apps.core import dates
from apps.core.fold import hue, initials
from apps.core.keys import GROUPS
from apps.core.notes import as_html
from apps.core.panels import panels_of
from apps.core.stylesheet import stylesheet_url as url_of_stylesheet

register = template.Library()

register.simple_tag(url_of_stylesheet, name="stylesheet_url")

MONOGRAM_KINDS = {"": "", "small": " monogram-small", "large": " monogram-large"}
GHOSTS = {"ghost": " monogram-ghost", "large ghost": " monogram-large monogram-ghost"}


@register.simple_tag
def monogram(name: object, pk: int, kind: str = "") -> SafeString:
    """A square with initials, coloured by the person's key. `kind`: small, large, or ghost and large
    ghost (somebody to meet).

    Hidden from screen readers: the name always stands beside it.
    """
    look = GHOSTS.get(kind) or f"{MONOGRAM_KINDS[kind]} hue-{hue(pk)}"
    return _monogram(look, initials(str(name)))


@lru_cache(maxsize=8192)
def _monogram(look: str, letters: str) -> SafeString:
    """Two letters in one of a few looks: a site draws the same squares over and over."""
    return format_html('<span class="monogram{}" aria-hidden="true">{}</span>', look, letters)


@register.simple_tag
def year_line(cells: Iterable[object] | None) -> SafeString:
    """Twelve cells of ink, oldest month first: solid where in touch. Nothing at all for None or no cells.

    Cells are anything true or false, or a text such as "010011000111".
    """
    return _year_line(tuple(bool(cell) and cell != "0" for cell in cells or ()), get_language())


@lru_cache(maxsize=8192)
def _year_line(cells: tuple[bool, ...], language: str | None) -> SafeString:
    """At most 4,096 of them per language, and a list draws fifty: so each is drawn once."""
    if not cells:
        return SafeString("")
    count = sum(cells)
    title = ngettext(
        "in touch in %(count)d of the last 12 months", "in touch in %(count)d of the last 12 months", count
    )
    return format_html(
        '<svg class="year-line" viewBox="0 0 120 8" role="img"><title>{}</title>'
        '<path class="ink" d="{}"/><path class="ink-hoped" d="{}"/></svg>',
        title % {"count": count},
        _dashes(cells, solid=True),
        _dashes(cells, solid=False),
    )


def _dashes(cells: tuple[bool, ...], *, solid: bool) -> str:
    """A stroke for each run of months alike; the style sheet parts the months of a run."""
    strokes, begin = [], 0
    for cell, run in groupby(cells):
        months = len(list(run))
        if cell is solid:
            strokes.append(f"M{begin * 10 + 1} 4h{months * 10 - 2}")
        begin += months
    return "".join(strokes)


@register.simple_tag
def chain(*names: str, solid: int = 1) -> SafeString:
    """People joined by ink: the first `solid` links have happened, the others are hoped for.

    The words between the names are for screen readers, which cannot see the line.
    """
    parts = [format_html("<span>{}</span>", names[0])]
    for index, name in enumerate(names[1:]):
        look, words = (
            ("", gettext("with")) if index < solid else (" chain-hoped", gettext("and, it is hoped,"))
        )
        unseen = format_html('<span class="visually-hidden"> {} </span>', words)
        parts.append(format_html('<span class="chain-ink{}">{}</span><span>{}</span>', look, unseen, name))
    return format_html('<p class="chain">{}</p>', format_html_join("", "{}", ((part,) for part in parts)))


@register.simple_tag
def since(on: date | None, today: date) -> SafeString:
    """A day as distance ("5 weeks ago"); the day itself on hover and for screen readers. Empty for None."""
    return _time(on, today, True, get_language()) if on else SafeString("")


@register.simple_tag
def day(on: date | None, today: date) -> SafeString:
    """A day in words ("18 July", in another year "18 July 2014"), exact on hover. Empty for None."""
    return _time(on, today, False, get_language()) if on else SafeString("")


@lru_cache(maxsize=8192)
def _time(on: date, today: date, spoken: bool, language: str | None) -> SafeString:
    """A page says the same few days over and over: each is put into words once a day and language."""
    words = dates.ago(on, today) if spoken else dates.day_and_month(on, today)
    whole = dates.exact_date(on)
    aside = format_html('<span class="visually-hidden">, {}</span>', whole) if spoken else ""
    return format_html('<time datetime="{}" title="{}">{}</time>{}', on.isoformat(), whole, words, aside)


@register.simple_tag(takes_context=True)
def panels(context: template.Context, page: str, subject: object) -> SafeString:
    """What higher apps add at this place of a page, drawn in the order they were wired; often nothing."""
    request = context["request"]
    drawn = (
        (render_to_string(panel.template, {"panel": facts}, request),)
        for panel in panels_of(page)
        if (facts := panel.facts(request, subject)) is not None
    )
    return format_html_join("", "{}", drawn)


@register.simple_tag
def keyboard_map() -> SafeString:
    """The sheet of keys: every page has it, and it is drawn once in each language."""
    return _keyboard_map(get_language())


@lru_cache(maxsize=16)
def _keyboard_map(language: str | None) -> SafeString:
    return render_to_string("_keys.html", {"groups": GROUPS})


@register.filter
def ago(on: date | None, today: date) -> str:
    """Plain words for the distance of a day, for titles and mail."""
    return dates.ago(on, today) if on else ""


@register.filter
def day_and_month(on: date | None, today: date) -> str:
    """Plain words for a day, for titles and mail."""
    return dates.day_and_month(on, today) if on else ""


@register.filter
def notes(text: str | None) -> SafeString:
    """A member's note as HTML: Markdown without raw HTML, images or headings."""
    return as_html(text or "")


class Tab(NamedTuple):
    """One tab of the thumb index: the letters on it, and the letter it leads to, or none."""

    letters: str
    leads_to: str


@register.inclusion_tag("_thumb.html")
def thumb_index(letters: Collection[str], url: str, current: str = "") -> dict[str, object]:
    """The address book's cut tabs. `letters`: initials that have people; `url` gets `?letter=X` appended."""
    alphabet = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    have = {letter.upper() for letter in letters}
    pairs = ["".join(alphabet[index : index + 2]) for index in range(0, len(alphabet), 2)]
    return {
        "singles": [_tab(letter, have) for letter in alphabet],
        "pairs": [_tab(pair, have) for pair in pairs],
        "url": url,
        "current": current.upper(),
    }


def _tab(letters: str, have: set[str]) -> Tab:
    return Tab(letters, next((letter for letter in letters if letter in have), ""))
