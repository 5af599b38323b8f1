"""What a week held: whom the member was in touch with, where they were, what they kept, what came of it.

Only what happened stands here. What was planned and did not happen is nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from apps.commitments.models import Promise
from apps.contacts.models import Contact, Give
from apps.contacts.occasions import one_line
from apps.goals.models import Gathering, Opportunity
from apps.goals.ranking import listed

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.dashboard.review.week import Week

NAMED = 3
MOST = 24
"""So many faces are shown of a week; a week holds hardly more."""
A_GOOD_WEEK = 2
"""From so many things on a week was no quiet one."""
# Whoever was touched in these days, the last of it first, and whether nothing is known from before them.
TOUCHED = """
select c.id, c.name, c.given_name, max(i.happened_on), bool_or(i.kind = 'met'),
    not exists (
        select from contacts_participation q
        join contacts_interaction j on j.owner_id = q.owner_id and j.id = q.interaction_id
        where q.owner_id = c.owner_id and q.contact_id = c.id and j.happened_on < %(since)s)
from contacts_interaction i
join contacts_participation p on p.owner_id = i.owner_id and p.interaction_id = i.id
join contacts_contact c on c.owner_id = p.owner_id and c.id = p.contact_id
where i.owner_id = %(owner)s and i.happened_on between %(since)s and %(until)s
group by c.id
order by 4 desc, c.sort_key, c.id
"""


class Touched(NamedTuple):
    """Somebody the member was in touch with; `is_new`: for the first time that Kith knows of."""

    pk: int
    name: str
    given_name: str
    last_on: date
    was_met: bool
    is_new: bool

    @property
    def called(self) -> str:
        """By first name, on one line."""
        return one_line(Contact(name=self.name, given_name=self.given_name).first_name)


@dataclass(slots=True)
class Happened:
    """A week as it was."""

    people: list[Touched] = field(default_factory=list)
    rooms: list[Gathering] = field(default_factory=list)
    kept: list[Promise] = field(default_factory=list)
    helped: list[Give] = field(default_factory=list)
    came: list[Opportunity] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        """Whether hardly anything is known of it; that is said kindly."""
        things = len(self.people) + len(self.rooms) + len(self.kept) + len(self.helped) + len(self.came)
        return things < A_GOOD_WEEK

    @property
    def faces(self) -> list[Touched]:
        """Those shown by face."""
        return self.people[:MOST]

    @property
    def has_more(self) -> bool:
        """Whether there were others."""
        return len(self.people) > MOST

    @property
    def said(self) -> str:
        """ "You were in touch with Ana, Tom and others, and spent an evening at the Harbour Food Bank." """
        names = [person.called for person in self.people[:NAMED]]
        if len(self.people) > NAMED:
            names.append(_("others"))
        rooms = list(dict.fromkeys(one_line(room.title) for room in self.rooms))[:NAMED]
        facts = {"people": listed(names), "rooms": listed(rooms)}
        if names and rooms:
            return _("You were in touch with %(people)s, and you went to %(rooms)s.") % facts
        if names:
            return _("You were in touch with %(people)s.") % facts
        return _("You went to %(rooms)s.") % facts if rooms else ""


def happened(member: Member, week: Week) -> Happened:
    """Everything of that week until today; five queries."""
    since, until = week.monday, week.last_day
    days = (since, until)
    rooms = Gathering.objects.of(member).filter(
        starts_at__gte=week.begins_at(member),
        starts_at__lt=week.ends_at(member),
        ends_at__lte=week.now,
        cancelled_at=None,
        staying_away_at=None,
    )
    return Happened(
        people=_touched(member, since, until),
        rooms=list(rooms.select_related("place", "owner").order_by("starts_at", "pk")),
        kept=list(Promise.objects.of(member).filter(kept_on__range=days).select_related("contact")),
        helped=list(
            Give.objects.of(member).filter(happened_on__range=days).select_related("contact", "organisation")
        ),
        came=list(Opportunity.objects.of(member).filter(happened_on__range=days).order_by("happened_on")),
    )


def _touched(member: Member, since: date, until: date) -> list[Touched]:
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, {"owner": member.pk, "since": since, "until": until})
        return [Touched(*row) for row in cursor.fetchall()]
