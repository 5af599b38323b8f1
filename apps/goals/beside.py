"""What a goal's page says of the member's own world, read along with the goal itself: no query more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Count, F, JSONField, Subquery, Value, When
from django.db.models.functions import JSONObject

from apps.contacts.models import Contact, Organisation, Origin
from apps.goals.models import EmployerProfile, Goal
from apps.goals.ways_in import names_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

ASKED = 3
LISTS = ("served", "people", "organisations")
NAMES = ("employer", "place", "school")


@dataclass(frozen=True, slots=True)
class Beside:
    """Fields the employer serves; for a goal nothing is known of, whom to ask and where to look; what the
    four ways in are made of (`ways_in.names_of`), None where it was not read.

    People and organisations come as {"pk": …, "name": …}: three people last in touch, and the three
    organisations most of one's people are or were at.
    """

    served: tuple[str, ...] = ()
    people: tuple[dict[str, Any], ...] = ()
    organisations: tuple[dict[str, Any], ...] = ()
    names: tuple[str, ...] | None = None

    @classmethod
    def of(cls, goal: Goal) -> Beside:
        """What `with_beside` read along with this goal."""
        read = goal.__dict__["beside"]
        served, people, organisations = (tuple(read[name] or ()) for name in LISTS)
        return cls(served, people, organisations, tuple(read[name] or "" for name in NAMES))


def with_beside(goals: Any, member: Member) -> Any:
    """These goals, each with what its page says beside it."""
    served = EmployerProfile.objects.of(member).values("fields")[:1]
    whole = JSONObject(
        served=Subquery(served),
        people=_where_unknown(_lately(member)),
        organisations=_where_unknown(_crowded(member)),
        **names_of(member),
    )
    return goals.annotate(beside=whole)


def _where_unknown(rows: Any) -> Case:
    """Read only for a goal of which neither field nor role was said."""
    named = rows.values(named=JSONObject(pk="pk", name="name"))
    kind = ArrayField(JSONField())
    return Case(
        When(field="", role="", then=ArraySubquery(named)),
        default=Value(None, output_field=kind),
        output_field=kind,
    )


def _lately(member: Member) -> Any:
    mine: Any = Contact.objects.of(member).filter(let_be_at=None, died_on=None)
    known = mine.exclude(origin=Origin.TO_MEET)
    return known.order_by(F("last_touch_on").desc(nulls_last=True), "pk")[:ASKED]


def _crowded(member: Member) -> Any:
    mine: Any = Organisation.objects.of(member)
    there = mine.annotate(known=Count("affiliations__contact", distinct=True)).filter(known__gt=0)
    return there.order_by("-known", "folded")[:ASKED]
