"""Search tokens: one row per word of what a person is found by, owner first.

A prefix is a range (`>=`, `<`) on a C-collated column: the only text comparison an index
still serves under row security. `docs/decisions/0003-search.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import connection, models

from apps.contacts.addresses import TOKEN_LENGTH, digits_asked, search_keys
from apps.contacts.cursors import beyond
from apps.contacts.models.contact import Contact
from apps.core.fold import letter, prefix_bounds, search_words, sort_key, tokens
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_WORDS = 6
"""Of a query; what follows narrows nothing that matters."""
A_BATCH = 2000
"""People reindexed at a time, so that memory stays flat in an import."""


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


def matching(member: Member, query: str) -> models.Q:
    """People of this member who carry, for every word asked, a token that begins with it.

    Words may come in any order and without accents; a telephone number counts as one word however it
    is grouped. Nothing asked, or nothing but signs: everybody.
    """
    found = models.Q()
    for word in _asked(query):
        found &= models.Q(pk__in=_carrying(member, word).values("contact_id"))
    return found


def first_matching(member: Member, query: str, count: int, after: tuple[str, int] | None = None) -> models.Q:
    """The first `count` of them by name, after one that sorts by that key and pk; something is asked.

    For a list that nothing else narrows: they are chosen before anybody's own row is read.
    """
    longest, *others = sorted(_asked(query), key=len, reverse=True) or [""]
    found = _carrying(member, longest)
    for word in others:
        found = found.filter(contact_id__in=_carrying(member, word).values("contact_id"))
    if after:
        found = found.filter(beyond(("sort_key", "contact_id"), after))
    each = found.values("contact_id").annotate(key=models.Min("sort_key")).order_by("key", "contact_id")
    return models.Q(pk__in=each.values("contact_id")[:count])


def _carrying(member: Member, word: str) -> models.QuerySet[Any]:
    lowest, below = prefix_bounds(word)
    return SearchToken.objects.of(member).filter(token__gte=lowest, token__lt=below)


def asks_nothing(query: str) -> bool:
    """Whether a query holds no word to search by."""
    return not _asked(query)


def _asked(query: str) -> list[str]:
    query = query.replace("\0", " ").strip()
    if digits := digits_asked(query):
        return [digits[:TOKEN_LENGTH]]
    words: list[str] = []
    for part in query.split():
        local, at, _ = part.partition("@")
        words += [part.lower()[:TOKEN_LENGTH]] if local and at else search_words(part)
    return list(dict.fromkeys(words))[:MOST_WORDS]


TEXTS = """
select c.id, c.name, c.sort_key, c.letter,
    concat_ws(' ', c.name, c.given_name, c.family_name, c.nickname, c.relation, c.city,
        (select string_agg(concat_ws(' ', o.name, a.role), ' ') from contacts_affiliation a
         join contacts_organisation o on o.owner_id = a.owner_id and o.id = a.organisation_id
         where a.owner_id = c.owner_id and a.contact_id = c.id),
        (select string_agg(k.name, ' ') from contacts_membership m
         join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
         where m.owner_id = c.owner_id and m.contact_id = c.id)),
    array(select array[p.kind, p.value, p.match_key] from contacts_contactpoint p
          where p.owner_id = c.owner_id and p.contact_id = c.id and p.kind in ('email', 'phone', 'messenger'))
from contacts_contact c where c.id = any(%s)
"""
KEYS = """
update contacts_contact c set sort_key = n.sort_key, letter = n.letter
from unnest(%s::bigint[], %s::text[], %s::text[]) as n (id, sort_key, letter) where c.id = n.id
"""
TOKENS = """
with wanted as (
    select c.owner_id, c.id as contact_id, w.token, c.sort_key
    from unnest(%s::bigint[], %s::text[]) as w (contact_id, token)
    join contacts_contact c on c.id = w.contact_id),
gone as (
    delete from contacts_searchtoken t using contacts_contact c
    where c.id = any(%s) and t.owner_id = c.owner_id and t.contact_id = c.id and not exists (
        select 1 from wanted w where w.contact_id = t.contact_id and w.token = t.token))
insert into contacts_searchtoken (owner_id, contact_id, token, sort_key)
select owner_id, contact_id, token, sort_key from wanted
on conflict (owner_id, token, contact_id) do update set sort_key = excluded.sort_key
where contacts_searchtoken.sort_key <> excluded.sort_key
"""


def reindex(pks: list[int]) -> None:
    """Write sort key, letter and tokens of these people anew: three statements for each 2,000 of them."""
    for start in range(0, len(pks), A_BATCH):
        _reindex(pks[start : start + A_BATCH])


def _reindex(pks: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [pks])
        people = cursor.fetchall()
        stale = list(_stale_keys(people))
        if stale:
            cursor.execute(KEYS, [list(column) for column in zip(*stale, strict=True)])
        found = [(pk, token) for pk, _, _, _, text, points in people for token in words_of(text, points)]
        cursor.execute(TOKENS, [[pk for pk, _ in found], [token for _, token in found], pks])


def _stale_keys(people: list[Any]) -> Iterator[tuple[int, str, str]]:
    for pk, name, old_key, old_letter, _, _ in people:
        keys = sort_key(name)[:200], letter(name)
        if keys != (old_key, old_letter):
            yield pk, *keys


def words_of(text: str, points: Iterable[tuple[str, str, str]]) -> set[str]:
    """The tokens of one person: words of `text`, and of each (kind, value, match key)."""
    words = set(tokens(text))
    for kind, value, key in points:
        words |= search_keys(kind, value, key)
    return words
