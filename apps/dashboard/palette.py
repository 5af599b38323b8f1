"""What a query finds anywhere in the house: rows of each kind, and things to do or to open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core import findings, places
from apps.core.addresses import address
from apps.core.findings import MOST, Errand, ErrandWith, Finding, Words
from apps.core.fold import fold, search_words, tokens

if TYPE_CHECKING:
    from apps.accounts.models import Member

LONGEST = 200
LEAST_OF_AN_ERRAND = 2
"""Letters: one alone would bring half of all there is to do."""
LEAST_OF_A_NAME = 3
"""Letters of a whole word by which an errand is meant rather than the Toms and Anas."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    name: str | Promise
    lines: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: its groups, and whether nothing was found by its words."""

    query: str
    groups: list[Group]
    is_nothing: bool = False

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(group.lines) for group in self.groups)


def plain(typed: str) -> str:
    """A query as it is looked for: one line, of a length that names have."""
    return " ".join(typed[: 4 * LONGEST].replace("\0", " ").split())[:LONGEST].rstrip()


def find(member: Member, query: str, at: str) -> Found:
    """All that `query` finds; before anything is typed what is near, on the page with the path `at`."""
    if not query:
        return Found(query, _near(member, at))
    words = search_words(query)
    behind = _behind_a_verb(words)
    asked = [finder for finder in findings.finders if words and finder.kind not in behind]
    rows = findings.ask(member, query, asked)
    called = _called(member, behind)
    errands, beside = _errands(words), _with_somebody(behind, called, rows)
    rows |= {kind: _named_so(words, called[kind]) or _left(beside, called[kind]) for kind in called}
    is_named = _is_named(words, errands)
    doing = [*errands, *beside] if is_named else [*beside, *errands]
    groups = list(_rows(query, rows))
    if doing:
        groups.insert(0 if is_named or not groups else len(groups), Group(_("Do or open"), doing))
    if groups:
        return Found(query, groups)
    asked_for = [*(_as_typed(query, name) for _meant, name in behind.values()), query]
    instead = [
        finder.instead(each)
        for finder in findings.finders
        if finder.instead and words
        for each in (asked_for if finder.kind in behind else [query])
    ]
    offered = [Group(_("Do or open"), [*instead, *_offered(at)])]
    return Found(query, offered, is_nothing=True)


def _near(member: Member, at: str) -> list[Group]:
    asked = [finder for finder in findings.finders if finder.lately]
    lately = findings.lately(member, asked)
    rows = (Group(finder.lately_name, lately[finder.kind]) for finder in asked)
    return [Group(_("Do or open"), _offered(at)), *(group for group in rows if group.lines)]


def _offered(at: str) -> list[Finding]:
    """The handful that belongs to this place of the house, else to Today."""
    for path in (at, "/"):
        here = [each for each in findings.errands if any(_is_at(path, begin) for begin in each.at)]
        if here:
            return [_line(each) for each in here[:MOST]]
    return []


def _is_at(path: str, begin: str) -> bool:
    return path == "/" if begin == "/" else path.startswith(begin)


def _rows(query: str, rows: Rows) -> Iterator[Group]:
    for finder in findings.finders:
        if found := rows.get(finder.kind, []):
            more = [finder.more(query)] if finder.more and len(found) >= MOST else []
            yield Group(finder.name, [*found[:MOST], *more])


def _errands(words: list[str]) -> list[Finding]:
    """Those of whose words each begins with one that was typed; named so before spoken of so."""
    if not words or len(words[0]) < LEAST_OF_AN_ERRAND:
        return []
    found = [
        (not _are_in(words, named), errand)
        for errand, named, spoken in _known(get_language())
        if _are_in(words, spoken)
    ]
    return [_line(errand) for _later, errand in sorted(found, key=lambda each: each[0])[:MOST]]


@lru_cache(maxsize=16)
def _known(language: str | None) -> list[tuple[Errand, str, str]]:
    """Every errand with the words of its name, and these with all it is found by, in this language."""
    pages = [Errand(place.name, place.url_name) for place in places.all_places]
    return [
        (each, _spaced(each.name), _spaced(f"{each.name} {each.words}"))
        for each in (*pages, *findings.errands)
    ]


def _spaced(said: Words) -> str:
    """Its words, each with a space before it, so that beginnings are found at once."""
    return "".join(f" {word}" for word in tokens(str(said)))


def _are_in(words: list[str], known: str) -> bool:
    return all(f" {word}" in known for word in words)


def _line(errand: Errand) -> Finding:
    return Finding(errand.name, address(errand.url_name), is_ours=True)


Rows = dict[str, Sequence[Finding]]
Verbs = dict[str, tuple[list[ErrandWith], str]]
"""Kind → what was typed before a name, and the name."""


def _behind_a_verb(words: list[str]) -> Verbs:
    """The kinds of whose errands a verb was typed: "log ana" asks for nobody called Log."""
    found: Verbs = {}
    for errand in findings.errands_with:
        name = " ".join(_rest(words, errand))
        if name and found.get(errand.kind, ([], name))[1] == name:
            found.setdefault(errand.kind, ([], name))[0].append(errand)
    return found


def _called(member: Member, behind: Verbs) -> Rows:
    """Kind → who goes by the name behind a verb."""
    found: Rows = {}
    for kind, (_meant, name) in behind.items():
        found |= findings.ask(member, name, [finder for finder in findings.finders if finder.kind == kind])
    return found


def _as_typed(query: str, name: str) -> str:
    """The name behind a verb, with the capitals it was typed with."""
    last = " ".join(query.split()[-len(name.split()) :])
    return last if fold(last) == name else name


def _named_so(words: list[str], rows: Sequence[Finding]) -> list[Finding]:
    """Those for whom the verb is part of the name: See Wei, Tô Hoài."""
    named = [row for row in rows if _are_in(words, _spaced(row.name))]
    return named[: MOST - 1]  # fewer than lead to a page of all that are found by these words


def _left(done: list[Finding], rows: Sequence[Finding]) -> list[Finding]:
    """Where nothing can be done with any of that name, they themselves: somebody who died has a page."""
    return [] if done else list(rows)[: MOST - 1]


def _with_somebody(behind: Verbs, called: Rows, rows: Rows) -> list[Finding]:
    """Behind a verb, that verb with each of that name; else what can be done with the first who was found."""
    found: list[Finding] = []
    for kind, (meant, _name) in behind.items():
        found += _done(meant, called[kind])[:MOST]
    for errand in findings.errands_with:
        found += _done([errand], rows.get(errand.kind, [])[:1])
    return found


def _done(errands: Sequence[ErrandWith], rows: Sequence[Finding]) -> list[Finding]:
    """Each of these with each row that was found by its name."""
    return [
        Finding(str(errand.name).format(name=row.name), errand.url(row.pk or 0), is_ours=True)
        for errand in errands
        for row in rows
        if not row.is_aside and not (errand.suggests and row.is_let_be)
    ]


def _rest(words: list[str], errand: ErrandWith) -> list[str]:
    """What follows the words of such an errand: the name; [] where none of them was typed."""
    verbs = _verbs(errand, get_language())
    behind = 0
    while behind < len(words) and words[behind] in verbs:
        behind += 1
    return words[behind:] if behind else []


@lru_cache(maxsize=256)
def _verbs(errand: ErrandWith, language: str | None) -> frozenset[str]:
    return frozenset(tokens(str(errand.words)))


def _is_named(words: list[str], errands: list[Finding]) -> bool:
    """Whether the first errand is named word for word: then it stands before all rows."""
    named = tokens(str(errands[0].name)) if errands else []
    return bool(words) and all(word in named and len(word) >= LEAST_OF_A_NAME for word in words)
