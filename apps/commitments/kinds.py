"""The six kinds of commitment: what each is, and what its form asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.commitments.models import Commitment

Kind = Commitment.Kind


@dataclass(frozen=True, slots=True)
class Asking:
    """A kind in a sentence, an example of a title, what its organisation is to it, and the fields it asks."""

    kind: str
    sentence: str | Promise
    example: str | Promise
    where: str | Promise
    until: str | Promise
    fields: tuple[str, ...]

    @property
    def name(self) -> str | Promise:
        """What it is called on the screen."""
        return Kind(self.kind).label


SEASON = _("Last day, if it has one")
ALL: dict[str, Asking] = {
    asking.kind: asking
    for asking in (
        Asking(
            Kind.VOLUNTEERING,
            _("A shift, a stand, an evening given away."),
            _("“Saturday shift at the food bank”"),
            _("Where"),
            SEASON,
            ("title", "organisation", "about", "goals", "begins_on", "ends_on", "coordinator"),
        ),
        Asking(
            Kind.SERVICE,
            _("What you are good at, for nothing, at least at first."),
            _("“The newsletter of the trail club”"),
            _("For whom"),
            SEASON,
            ("title", "organisation", "about", "free_until_on", "goals", "begins_on", "coordinator"),
        ),
        Asking(
            Kind.PROJECT,
            _("Something your employer lets you do beside your own desk."),
            _("“The spring catalogue, one day a week”"),
            _("Your employer"),
            SEASON,
            (
                *("title", "organisation", "about", "teaches", "approver", "approved_on", "approval_words"),
                *("goals", "begins_on", "ends_on", "coordinator"),
            ),
        ),
        Asking(
            Kind.ROLE,
            _("A board, a committee, a table that somebody must lead. Also one you are still on the way to."),
            _("“Chair of the programme committee”"),
            _("Where"),
            SEASON,
            ("title", "organisation", "about", "steps", "goals", "begins_on", "ends_on", "coordinator"),
        ),
        Asking(
            Kind.ALUMNI,
            _("Your old school, and those who left it before and after you."),
            _("“Alumni evenings of Laney College”"),
            _("Of which school"),
            SEASON,
            ("title", "organisation", "about", "goals", "begins_on", "coordinator"),
        ),
        Asking(
            Kind.CLASS,
            _("An evening class that meets more than once."),
            _("“Pattern making, Tuesdays”"),
            _("At which school"),
            _("Last day of the term"),
            ("title", "organisation", "teaches", "begins_on", "ends_on", "goals"),
        ),
    )
}
