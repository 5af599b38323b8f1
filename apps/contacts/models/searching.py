"""Search tokens: one row per word of what a person is found by, owner first.

A prefix is a range (`>=`, `<`) on a C-collated column: the only text comparison an index
still serves under row security. `docs/decisions/0003-search.md` has the figures.

Words of notes stand in a range of their own, behind a sign that begins no word of a name: who types
"an" finds the Anas, and no note is read for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.query import RawQuerySet

from apps.contacts.addresses import TOKEN_LENGTH, digits_asked
from apps.contacts.models.contact import Contact
from apps.core.fold import UNSPACED, prefix_bounds, search_words
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_WORDS = 6
"""Of a query; what follows narrows nothing that matters."""
IN_NOTES = "\x7f"
"""Before a word of a note; before the place of whoever is found by notes alone: after every name."""
LEAST_OF_A_NOTE = 3
"""Letters of a word looked for in notes: shorter ones are in everybody's."""


class SearchToken(Owned):
    """This person is found by this word; made again from their rows at any time.

    It carries the person's sort key, so that the first fifty of thousands found are chosen from
    the index alone.
    """

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    token = models.CharField(max_length=TOKEN_LENGTH, db_collation="C")
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="tokens", db_index=False)
    sort_key = models.CharField(max_length=200, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "token", "contact"], include=["sort_key"], name="token_once"
            ),
        ]
        indexes = [models.Index(fields=["owner", "contact"], name="token_of_contact")]


def matching(member: Member, query: str, *, notes: bool = False) -> Q:
    """People of this member who carry, for every word asked, a token that begins with it.

    Words may come in any order and without accents; a telephone number counts as one word however it
    is grouped. With `notes` a word may stand in what is noted about them instead. Nothing asked, or
    nothing but signs: everybody.
    """
    found = Q()
    for word in asked(query):
        carrying = _carrying(member, word)
        if notes and in_notes(word):
            carrying = carrying.union(_carrying(member, IN_NOTES + word), all=True)
        found &= Q(pk__in=carrying)
    return found


def _carrying(member: Member, word: str) -> models.QuerySet[Any, Any]:
    lowest, below = prefix_bounds(word)
    tokens = SearchToken.objects.of(member).filter(token__gte=lowest, token__lt=below)
    return tokens.values("contact_id")


def asks_nothing(query: str) -> bool:
    """Whether a query holds no word to search by."""
    return not asked(query)


def in_notes(word: str) -> bool:
    """Whether a word of this length is looked for, and kept, in notes."""
    return len(word) >= LEAST_OF_A_NOTE or UNSPACED.search(word) is not None


def asked(query: str) -> list[str]:
    """The words of a query; a telephone number is one, and so is an e-mail address."""
    query = query.replace("\0", " ").strip()
    if digits := digits_asked(query):
        return [digits[:TOKEN_LENGTH]]
    words: list[str] = []
    for part in query.replace(IN_NOTES, " ").split():
        local, at, _ = part.partition("@")
        words += [part.lower()[:TOKEN_LENGTH]] if local and at else search_words(part)
    return list(dict.fromkeys(words))[:MOST_WORDS]


# Two lists one after the other, and Postgres does not begin the second while the first fills the page.
FOUND = """
select {columns}, hit.place from (
    ({named}) union all ({noted}) limit %(count)s
) hit join contacts_contact c on c.owner_id = %(owner)s and c.id = hit.contact_id
order by hit.place, c.id
"""
HITS = """
select {place} as place, contact_id from ({carrying}) hits
where (sort_key, contact_id) > (%({after})s, %({after}_pk)s){others}
group by sort_key, contact_id order by sort_key, contact_id limit %(count)s
"""
CARRYING = (
    "select contact_id, sort_key from contacts_searchtoken "
    "where owner_id = %(owner)s and token >= %({low})s and token < %({below})s"
)
AND_CARRYING = " and contact_id in (select contact_id from ({carrying}) other)"
NOBODY = "select '' as place, 0::bigint as contact_id where false"


def first_found(
    member: Member, query: str, count: int, columns: Sequence[str], after: tuple[str, int] | None = None
) -> RawQuerySet[Any]:
    """The first `count` people found, each with a `place`; something is asked.

    Those found by their names (and what else stands about them) come first, by name; then, with
    IN_NOTES before their place, those for whom a word stands only in notes. `after` is a place and
    pk. They are chosen before anybody's own row is read.
    """
    words = sorted(asked(query), key=len, reverse=True)
    place, pk = after or ("", 0)
    among_notes = place.startswith(IN_NOTES)
    noted = _noted(words) if any(map(in_notes, words)) else NOBODY
    statement = FOUND.format(
        columns=", ".join(f"c.{column}" for column in ("id", *columns)),
        named=NOBODY if among_notes else _named(words),
        noted=noted,
    )
    behind = ("after_note", place.removeprefix(IN_NOTES)) if among_notes else ("after_name", place)
    bounds: dict[str, Any] = {"after_name": "", "after_note": "", "after_name_pk": 0, "after_note_pk": 0}
    bounds |= {behind[0]: behind[1], f"{behind[0]}_pk": pk, "owner": member.pk, "count": count}
    for number, word in enumerate(words):
        bounds[f"low{number}"], bounds[f"below{number}"] = prefix_bounds(word)
        bounds[f"note{number}"], bounds[f"below_note{number}"] = prefix_bounds(IN_NOTES + word)
    return Contact.objects.raw(statement, bounds)


def _named(words: list[str]) -> str:
    others = "".join(AND_CARRYING.format(carrying=_by_name(n)) for n in range(1, len(words)))
    return HITS.format(place="sort_key", carrying=_by_name(0), others=others, after="after_name")


def _noted(words: list[str]) -> str:
    """Every word in names or notes, and at least one in notes alone."""
    by_name = "select contact_id from ({}) named where true{}".format(
        _by_name(0), "".join(AND_CARRYING.format(carrying=_by_name(n)) for n in range(1, len(words)))
    )
    first = _by_note(0) if len(words) == 1 else _anywhere(0, words[0])
    others = "".join(
        AND_CARRYING.format(carrying=_anywhere(n, word)) for n, word in enumerate(words[1:], start=1)
    )
    return HITS.format(
        place=f"'{IN_NOTES}' || sort_key",
        carrying=first,
        others=f"{others} and contact_id not in ({by_name})",
        after="after_note",
    )


def _anywhere(number: int, word: str) -> str:
    by_name = _by_name(number)
    return f"{by_name} union all {_by_note(number)}" if in_notes(word) else by_name


def _by_name(number: int) -> str:
    return CARRYING.format(low=f"low{number}", below=f"below{number}")


def _by_note(number: int) -> str:
    return CARRYING.format(low=f"note{number}", below=f"below_note{number}")
