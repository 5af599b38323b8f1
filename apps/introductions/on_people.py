"""Introductions on a person's page: what is asked for them, and asking them or for them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.contacts.models import Contact
from apps.core.panels import Panel
from apps.introductions.models import OPEN, IntroductionRequest, Pairing, State
from apps.introductions.pairings import sides_beside

MOST = 5
A_REQUEST, A_PAIRING = "request", "pairing"


class UnderWay(NamedTuple):
    """A request about somebody or through them, or whom they are introduced to."""

    sort: str
    pk: int
    name: str
    state: str
    contact_pk: int | None

    @property
    def url(self) -> str:
        """Its page."""
        return reverse(f"introductions:{self.sort}", args=[self.pk])

    @property
    def words(self) -> str:
        """Whom it is about."""
        return self.name if self.sort == A_REQUEST else _("with %(name)s") % {"name": self.name}

    @property
    def stands(self) -> str:
        """How far it has come."""
        return str((State if self.sort == A_REQUEST else Pairing.State)(self.state).label)


def asked_with(request: HttpRequest, person: Contact) -> dict[str, Any] | None:
    """What is under way about this person or through them, and whom they are introduced to; one query.

    None for somebody who died or is let be, where nothing is under way.
    """
    found = _under_way(request.user, person)
    requests = [each for each in found if each.sort == A_REQUEST][:MOST]
    others = [each for each in found if each.sort == A_PAIRING]
    is_reached = not (person.died_on or person.let_be_at)
    if not found and not is_reached:
        return None
    is_asked_for = any(each.contact_pk == person.pk for each in requests)
    return {"under_way": [*requests, *others], "is_reached": is_reached, "is_asked_for": is_asked_for}


def _under_way(member: Any, person: Contact) -> list[UnderWay]:
    about = Q(contact=person) | Q(pk__in=person.doors.filter(ended_at=None).values("request"))
    requests = IntroductionRequest.objects.of(member).filter(about, state__in=OPEN)
    sides = sides_beside(member, person)
    asked = _as_rows(requests, A_REQUEST, F("pk"), F("whom"), F("state"))
    paired = _as_rows(
        sides, A_PAIRING, F("pairing"), Coalesce("contact__name", "called"), F("pairing__state")
    )
    rows = asked.union(paired, all=True).order_by("sort", "-key")
    return [UnderWay(*row) for row in rows]


def _as_rows(rows: Any, sort: str, key: Any, name: Any, state: Any) -> Any:
    columns = {"sort": Value(sort, output_field=CharField()), "key": key, "named": name, "stood": state}
    return rows.order_by().annotate(**columns).values_list(*columns, "contact_id")


PERSON = Panel("person", "introductions/_on_person.html", asked_with)
