"""Reindexing: what the search finds people by, written anew from their own rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from apps.contacts.addresses import TOKEN_LENGTH, search_keys
from apps.contacts.models.searching import IN_NOTES, in_notes
from apps.core.fold import letter, sort_key, tokens

A_BATCH = 2000
"""People reindexed at a time, so that memory stays flat in an import."""
MOST_OF_NOTES = 200
"""Words of what is noted about a person that find them; and half as many of their newest touches."""

TEXTS = """
select c.id, c.name, c.sort_key, c.letter,
    concat_ws(' ', c.name, c.given_name, c.family_name, c.nickname, c.relation, c.city, c.interests, c.family,
        (select string_agg(concat_ws(' ', o.name, a.role), ' ') from contacts_affiliation a
         join contacts_organisation o on o.owner_id = a.owner_id and o.id = a.organisation_id
         where a.owner_id = c.owner_id and a.contact_id = c.id),
        (select string_agg(k.name, ' ') from contacts_membership m
         join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
         where m.owner_id = c.owner_id and m.contact_id = c.id),
        (select string_agg(u.name, ' ') from contacts_cause u
         where u.owner_id = c.owner_id and u.contact_id = c.id)),
    concat_ws(' ', c.remember, c.ask_next, c.how_we_met, left(c.notes, 16384)),
    (select string_agg(left(t.note, 1000), ' ') from (
        select i.note from contacts_participation p
        join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id
        where p.owner_id = c.owner_id and p.contact_id = c.id and i.note <> ''
        order by i.happened_on desc, i.id desc limit 40) t),
    array(select array[p.kind, p.value, p.match_key] from contacts_contactpoint p
          where p.owner_id = c.owner_id and p.contact_id = c.id and p.kind in ('email', 'phone', 'messenger'))
from contacts_contact c where c.id = any(%s)
"""
KEYS = """
update contacts_contact c set sort_key = n.sort_key, letter = n.letter
from unnest(%s::bigint[], %s::text[], %s::text[]) as n (id, sort_key, letter) where c.id = n.id
"""
# a token's person is named twice: a new site's tables have no statistics that would tell the planner
TOKENS = """
with wanted as (
    select c.owner_id, c.id as contact_id, w.token, c.sort_key
    from json_each(%s::json) as p (pk, words)
    join contacts_contact c on c.id = p.pk::bigint
    cross join json_array_elements_text(p.words) as w (token)),
gone as (
    delete from contacts_searchtoken t using contacts_contact c
    where c.id = any(%s) and t.owner_id = c.owner_id and t.contact_id = c.id
    and t.contact_id = any(%s) and not exists (
        select 1 from wanted w where w.contact_id = t.contact_id and w.token = t.token))
insert into contacts_searchtoken (owner_id, contact_id, token, sort_key)
select owner_id, contact_id, token, sort_key from wanted order by owner_id, token, contact_id
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
        found = {pk: list(words_of(*texts)) for pk, _, _, _, *texts in people}
        cursor.execute(TOKENS, [json.dumps(found, ensure_ascii=False), pks, pks])


def _stale_keys(people: list[Any]) -> Iterator[tuple[int, str, str]]:
    for pk, name, old_key, old_letter, *_ in people:
        keys = sort_key(name)[:200], letter(name)
        if keys != (old_key, old_letter):
            yield pk, *keys


def words_of(text: str, noted: str, spoken: str | None, points: Iterable[tuple[str, str, str]]) -> set[str]:
    """The tokens of one person: words of `text`, and of each (kind, value, match key); behind
    IN_NOTES those of what is `noted` about them, and of what was `spoken` of, that are not among these.
    """
    words = set(tokens(text))
    for kind, value, key in points:
        words |= search_keys(kind, value, key)
    of_notes = {*_of_notes(noted, MOST_OF_NOTES), *_of_notes(spoken or "", MOST_OF_NOTES // 2)}
    return words | {IN_NOTES + word for word in of_notes - words}


def _of_notes(text: str, most: int) -> list[str]:
    return [word[: TOKEN_LENGTH - 1] for word in tokens(text) if in_notes(word)][:most]
