"""Asking: what Kith says before one asks somebody hardly met, or whom one has not yet been of use to.

It never forbids. What was given to an organisation counts for nobody in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from apps.contacts.models import Contact, Give, Interaction
from apps.contacts.timeline import Moment, Sort

if TYPE_CHECKING:
    from apps.accounts.models import Member

ENOUGH_MEETINGS = 2
HAPPENED = "participations__interaction__happened_on"
KIND = "participations__interaction__kind"


@dataclass(frozen=True, slots=True)
class Guard:
    """Why one may wait with asking somebody: too little met, or nothing given yet."""

    name: str
    meetings: int
    """Days on which they met."""
    spoken: int
    """Days on which they met or talked."""
    has_given: bool

    @property
    def sentence(self) -> str:
        """The reasons, and the one question that matters."""
        name = {"name": self.name}
        if self.meetings >= ENOUGH_MEETINGS:
            reason = _("You have not yet been of use to %(name)s.") % name
        elif self.has_given:
            reason = _("%(so_far)s.") % {"so_far": self._so_far()}
        else:
            said = _("%(so_far)s, and you have not yet been of use to them.")
            reason = said % {"so_far": self._so_far()}
        question = _("You may still ask. Would you be glad to see them if they say no?")
        return f"{reason} {question}"

    def _so_far(self) -> str:
        if self.spoken == 0:
            said = _("You and %(name)s have not spoken yet")
        elif self.spoken == 1:
            said = _("You and %(name)s have spoken once")
        elif self.meetings == 0:
            said = _("You and %(name)s have not met yet")
        else:
            said = _("You and %(name)s have met once")
        return said % {"name": self.name}


def guard(member: Member, person: Contact, on: date) -> Guard | None:
    """What to think of before asking this person on that day; None where nothing is to be said. One query."""
    until = Q(**{f"{HAPPENED}__lte": on})
    days = Count(HAPPENED, filter=until & Q(**{KIND: Interaction.Kind.MET}), distinct=True)
    spoken = Count(HAPPENED, filter=until & ~Q(**{KIND: Interaction.Kind.WROTE}), distinct=True)
    gives = Give.objects.filter(owner=OuterRef("owner"), contact=OuterRef("pk"), happened_on__lte=on)
    rows = (
        Contact.objects.of(member)
        .filter(pk=person.pk)
        .annotate(met_days=days, spoken_days=spoken, has_given=Exists(gives))
    )
    meetings, spoken_days, has_given = rows.values_list("met_days", "spoken_days", "has_given").get()
    return guard_of(person, meetings, spoken_days, has_given=has_given)


def guard_from(person: Contact, moments: Iterable[Moment], *, has_given: bool) -> Guard | None:
    """The same from moments read already: fifty of them say enough of how well two know each other."""
    met, wrote = (str(kind.label) for kind in (Interaction.Kind.MET, Interaction.Kind.WROTE))
    touches = [moment for moment in moments if moment.sort == Sort.TOUCH]
    meetings = {moment.on for moment in touches if moment.how == met}
    spoken = {moment.on for moment in touches if moment.how != wrote}
    return guard_of(person, len(meetings), len(spoken), has_given=has_given)


def guard_of(person: Contact, meetings: int, spoken: int, *, has_given: bool) -> Guard | None:
    """What these days come to."""
    if meetings >= ENOUGH_MEETINGS and has_given:
        return None
    return Guard(person.first_name, meetings, spoken, has_given)
