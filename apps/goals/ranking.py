"""The places of a goal, ranked by how many of its people to meet are seen there.

Each person counts once, by the freshest day they were seen at the place or met at a gathering there:
whole for 365 days, half in the year before that, a quarter in the one before, and so on. People of the
field in general, nobody in particular, count a quarter of a person, by their freshest day alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import dates
from apps.core.dates.words import IN_MONTH
from apps.goals.models import Goal, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

A_YEAR = 365
NOBODY_IN_PARTICULAR = 0.25
NAMED = 5
GLIMPSES = 3
"""Of each place so many of its newest pieces of evidence are read along."""
# Days in the future count for nothing; who has died is not to be met there any more.
RANKED = """
with seen as (
    select gp.place_id, e.contact_id, e.seen_on
    from goals_goalplace gp
    join goals_evidence e on e.owner_id = gp.owner_id and e.place_id = gp.place_id
    where gp.owner_id = %(owner)s and gp.goal_id = %(goal)s
    union all
    select gp.place_id, p.contact_id, i.happened_on
    from goals_goalplace gp
    join goals_gathering g on g.owner_id = gp.owner_id and g.place_id = gp.place_id
    join goals_metat m on m.owner_id = g.owner_id and m.gathering_id = g.id
    join contacts_interaction i on i.owner_id = m.owner_id and i.id = m.interaction_id and i.kind = 'met'
    join contacts_participation p on p.owner_id = i.owner_id and p.interaction_id = i.id
    where gp.owner_id = %(owner)s and gp.goal_id = %(goal)s),
freshest as (
    select s.place_id, s.contact_id, c.name, c.sort_key, max(s.seen_on) as seen_on,
        case when s.contact_id is null then %(general)s else 1.0 end
            * power(0.5, greatest(0, (%(on)s - max(s.seen_on) - 1) / %(year)s)) as weight
    from seen s
    left join goals_target t
        on t.owner_id = %(owner)s and t.goal_id = %(goal)s and t.contact_id = s.contact_id
    left join contacts_contact c on c.owner_id = t.owner_id and c.id = t.contact_id and c.died_on is null
    where s.seen_on <= %(on)s and (s.contact_id is null or c.id is not null)
    group by s.place_id, s.contact_id, c.name, c.sort_key),
ranks as (
    select pl.id, pl.name, pl.kind, pl.city, gp.why, coalesce(sum(f.weight), 0)::float8 as weight,
        coalesce(array_agg(f.contact_id order by f.seen_on desc, f.sort_key, f.contact_id)
            filter (where f.contact_id is not null), '{}') as people,
        coalesce(array_agg(f.name order by f.seen_on desc, f.sort_key, f.contact_id)
            filter (where f.contact_id is not null), '{}') as names,
        coalesce(array_agg(f.seen_on order by f.seen_on desc, f.sort_key, f.contact_id)
            filter (where f.contact_id is not null), '{}') as days,
        max(f.seen_on) filter (where f.contact_id is null) as general_on,
        row_number() over (order by coalesce(sum(f.weight), 0)::float8 desc, max(f.seen_on) desc nulls last,
            pl.folded, pl.id) as rank
    from goals_goalplace gp
    join goals_place pl on pl.owner_id = gp.owner_id and pl.id = gp.place_id
    left join freshest f on f.place_id = gp.place_id
    where gp.owner_id = %(owner)s and gp.goal_id = %(goal)s
    group by pl.owner_id, pl.id, gp.owner_id, gp.id
    order by rank limit %(most)s)
select r.id, r.name, r.kind, r.city, r.why, r.weight, r.people, r.names, r.days, r.general_on,
    n.people, n.names, n.whats, n.sources, n.days
from ranks r
cross join lateral (
    select array_agg(e.contact_id order by e.nth) as people, array_agg(c.name order by e.nth) as names,
        array_agg(e.what order by e.nth) as whats, array_agg(e.source order by e.nth) as sources,
        array_agg(e.seen_on order by e.nth) as days
    from (
        select *, row_number() over (order by seen_on desc, id desc) as nth from goals_evidence
        where owner_id = %(owner)s and place_id = r.id order by nth limit %(newest)s) e
    left join contacts_contact c on c.owner_id = %(owner)s and c.id = e.contact_id) n
order by r.rank
"""


class Seen(NamedTuple):
    """One of the goal's people, and the freshest day they were seen at the place."""

    pk: int
    name: str
    on: date


class Glimpse(NamedTuple):
    """One time somebody was seen (None for nobody in particular): as what, known how, when."""

    contact_id: int | None
    name: str | None
    what: str
    source: str
    seen_on: date

    @property
    def told(self) -> str:
        """What is to be said of it behind the name: ": gave a talk (their own page)"."""
        what = f": {self.what}" if self.what else ""
        return f"{what} ({self.source})" if self.source else what


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place of a goal with why it is one, who is seen there, freshest first, and what that weighs.

    `in_general_on` is the freshest day on which people of the field were seen, nobody in particular;
    `newest` are its newest pieces of evidence, at most three.
    """

    pk: int
    name: str
    kind: str
    city: str
    why: str
    weight: float
    people: tuple[Seen, ...]
    in_general_on: date | None
    newest: tuple[Glimpse, ...]

    def lately(self, on: date) -> list[Seen]:
        """Who was seen here in the year until that day."""
        since = on - timedelta(days=A_YEAR)
        return [seen for seen in self.people if seen.on >= since]

    @property
    def what(self) -> str:
        """What kind of place it is and where, in a few words."""
        kind = "" if self.kind == Place.Kind.OTHER else str(Place.Kind(self.kind).label)
        return " · ".join(filter(None, (kind, self.city)))


def ranked(goal: Goal, on: date, *, most: int | None = None) -> list[Ranked]:
    """The places of this goal, first where most of its people are seen; one statement."""
    values: dict[str, Any] = {
        "owner": goal.owner_id,
        "goal": goal.pk,
        "on": on,
        "year": A_YEAR,
        "general": NOBODY_IN_PARTICULAR,
        "most": most,
        "newest": GLIMPSES,
    }
    with connection.cursor() as cursor:
        cursor.execute(RANKED, values)
        return [_ranked(*row) for row in cursor.fetchall()]


def _ranked(
    pk: int,
    name: str,
    kind: str,
    city: str,
    why: str,
    weight: float,
    people: list[int],
    names: list[str],
    days: list[date],
    general: date | None,
    *glimpses: list[Any] | None,
) -> Ranked:
    seen = tuple(map(Seen, people, names, days))
    newest = tuple(map(Glimpse, *(column or () for column in glimpses)))
    return Ranked(pk, name, kind, city, why, weight, seen, general, newest)


def weight_of(on: date, seen_on: date) -> float:
    """What having been seen on a day weighs on a later one: 1 for a year, halving with each year more."""
    return float(0.5 ** max(0, ((on - seen_on).days - 1) // A_YEAR))


def in_words(place: Ranked, total: int, on: date) -> str:
    """Why the place stands where it does, of `total` people to meet.

    "Five of your twelve people were seen here in the last year: Ana, Ben …, last in October."
    """
    lately = place.lately(on)
    if lately:
        return _lately(lately, total, on)
    if place.people:
        said = _("Seen here longer ago: %(names)s, last %(when)s.")
        names = listed([seen.name for seen in place.people])
        return said % {"names": names, "when": month_of(place.people[0].on, on)}
    if place.in_general_on:
        said = _("People of the field were seen here %(when)s, none of yours by name.")
        return said % {"when": month_of(place.in_general_on, on)}
    return _("Nobody has been seen here yet.")


def _lately(lately: Sequence[Seen], total: int, on: date) -> str:
    said = ngettext(
        "One of your %(total)s people was seen here in the last year: %(names)s, last %(when)s.",
        "%(count)s of your %(total)s people were seen here in the last year: %(names)s, last %(when)s.",
        len(lately),
    )
    if len(lately) >= total:
        said = _("All of your people were seen here in the last year: %(names)s, last %(when)s.")
    if total <= 1:
        said = _("%(names)s was seen here in the last year, last %(when)s.")
    words = said % {
        "count": dates.in_letters(len(lately)),
        "total": dates.in_letters(max(total, len(lately))),
        "names": listed([seen.name for seen in lately]),
        "when": month_of(lately[0].on, on),
    }
    return words[:1].upper() + words[1:]


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """ "Ana, Ben and Cara"; beyond `most`, "Ana, Ben and two others"."""
    if len(names) > most + 1:
        rest = len(names) - most
        others = _("%(count)s others") % {"count": dates.in_letters(rest)}
        names = [*names[:most], others]
    if len(names) < 2:
        return names[0] if names else ""
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def month_of(seen_on: date, on: date) -> str:
    """ "yesterday", "3 days ago", "last week"; else the month: "in October", "in March 2024"."""
    if (on - seen_on).days < 2 * dates.words.WEEK:
        return dates.ago(seen_on, on)
    in_month = str(IN_MONTH[seen_on.month - 1])
    if (on.year - seen_on.year) * 12 + on.month - seen_on.month < 12:
        return in_month
    return _("%(in_month)s %(year)d") % {"in_month": in_month, "year": seen_on.year}
