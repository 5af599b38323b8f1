"""Commitments on a person's page: what is given beside them, what was promised, what one could do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.commitments.models import Commitment, Near
from apps.contacts.models import Contact
from apps.core.panels import Panel

# A promise made to nobody by name is one to whoever coordinates what it is part of.
WITH = """
select 'coordinator', c.id, c.title, c.kind, null::date from commitments_commitment c
where c.owner_id = %(owner)s and c.coordinator_id = %(contact)s and c.finished_on is null
union all
select n.what, c.id, c.title, c.kind, null from commitments_near n
join commitments_commitment c on c.owner_id = n.owner_id and c.id = n.commitment_id and c.finished_on is null
where n.owner_id = %(owner)s and n.contact_id = %(contact)s
union all
select 'promise', p.id, p.what, null, p.due_on from commitments_promise p
left join commitments_commitment c on c.owner_id = p.owner_id and c.id = p.commitment_id
where p.owner_id = %(owner)s and coalesce(p.contact_id, c.coordinator_id) = %(contact)s
    and p.kept_on is null and p.handed_back_on is null
union all
(select 'offer', f.id, f.what, null, null from commitments_offer f
 where f.owner_id = %(owner)s and f.withdrawn_on is null limit 1)
order by 5, 2, 1
"""
SAID: dict[str, str | Promise] = {
    "coordinator": _("whom you tell when something cannot be kept"),
    Near.As.NEAR: _("it brings you near each other"),
    Near.As.VOUCHES: _("can vouch for you there"),
}


@dataclass(slots=True)
class Beside:
    """A commitment under way that has to do with the person, its kind, and how, in words."""

    kind: str
    title: str
    url: str
    how: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise to the person that stands open."""

    what: str
    url: str
    due_on: date


def given_with(request: HttpRequest, person: Contact) -> dict[str, Any] | None:
    """Commitments beside this person, open promises to them, the way to what one offers; one query.

    None where there is nothing of it; nothing is offered to somebody who died or is let be.
    """
    with connection.cursor() as cursor:
        cursor.execute(WITH, {"owner": request.user.pk, "contact": person.pk})
        rows = cursor.fetchall()
    beside: dict[int, Beside] = {}
    for sort, pk, title, kind, _due_on in rows:
        if sort in SAID:
            url = reverse("commitments:commitment", args=[pk])
            said = str(Commitment.Kind(kind).label)
            beside.setdefault(pk, Beside(said, title, url)).how.append(str(SAID[sort]))
    promised = [
        Promised(what, reverse("commitments:promise", args=[pk]), due_on)
        for sort, pk, what, _kind, due_on in rows
        if sort == "promise"
    ]
    is_reached = not (person.died_on or person.let_be_at)
    offers = is_reached and any(sort == "offer" for sort, *_rest in rows)
    if not (beside or promised or offers):
        return None
    return {"beside": list(beside.values()), "promised": promised, "offers": offers, "is_reached": is_reached}


PERSON = Panel("person", "commitments/_given_with.html", given_with)
