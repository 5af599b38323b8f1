"""The stages of a life and what brings its people back: questions, and small prompts that change.

None asks for a faith, and none reaches somebody through a child of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Organisation, Period

Words = str | Promise
SHOWN_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a life: what to ask, what its periods are called, where its people belong.

    `again` asks for another period of the kind and is "" where a life has one of it. `circle` is ""
    where the circle is called as the period.
    """

    kind: str
    title: Words
    first: Words
    again: Words
    no_more: Words
    name: Words
    circle: Words
    place: str
    prompts: tuple[Words, ...]

    def prompts_at(self, turn: int) -> list[Words]:
        """Three of its prompts; other ones with the next turn."""
        start = turn * SHOWN_AT_ONCE % len(self.prompts)
        return [*self.prompts[start:], *self.prompts[:start]][:SHOWN_AT_ONCE]


FAMILY = Stage(
    Period.Kind.FAMILY,
    title=_("Family"),
    first=_("Who is family to you, near and far?"),
    again="",
    no_more=_("Not now"),
    name="",
    circle=_("Family"),
    place="",
    prompts=(
        _("Who hosts, and who always comes late?"),
        _("Which cousin did you spend summers with?"),
        _("Who knows all the old stories?"),
        _("Who married in, and became dear to you?"),
        _("Who moved away?"),
        _("Whose kitchen can you still smell?"),
        _("Who sends a card without fail?"),
        _("Who is family without being related?"),
        _("Whom did you last see at a wedding?"),
    ),
)
NEIGHBOURS = Stage(
    Period.Kind.NEIGHBOURS,
    title=_("Neighbours"),
    first=_("Where did you live, and who lived around you?"),
    again=_("Where did you live next?"),
    no_more=_("No more streets"),
    name=_("Street or town"),
    circle=_("Neighbours"),
    place="",
    prompts=(
        _("Who lived across the landing, or over the road?"),
        _("Who had a spare key of yours?"),
        _("Whose dog did you know by name?"),
        _("Who lent you a ladder?"),
        _("Who was always at the window?"),
        _("Who took in your parcels?"),
        _("With whom did you share a wall, and its sounds?"),
        _("Who brought something over when you moved in?"),
        _("Who tended the best garden?"),
    ),
)
SCHOOL = Stage(
    Period.Kind.SCHOOL,
    title=_("School"),
    first=_("Where did you go to school first?"),
    again=_("Where did you go to school next?"),
    no_more=_("No more schools"),
    name=_("Which school"),
    circle=_("School"),
    place=Organisation.Kind.SCHOOL,
    prompts=(
        _("Who sat next to you?"),
        _("Who had the bike?"),
        _("Which teacher saw something in you?"),
        _("With whom did you walk home?"),
        _("Who could draw, and who could sing?"),
        _("Who was new in the middle of the year?"),
        _("Whose notes did you borrow?"),
        _("Who made the whole class laugh?"),
        _("Who kept the keys, the library or the canteen?"),
    ),
)
JOB = Stage(
    Period.Kind.JOB,
    title=_("Work"),
    first=_("What was your first job?"),
    again=_("Where did you work next?"),
    no_more=_("No more jobs"),
    name=_("With whom or where"),
    circle=_("Worked with"),
    place=Organisation.Kind.COMPANY,
    prompts=(
        _("Who showed you how things are done there?"),
        _("With whom did you have lunch?"),
        _("Who drove the van?"),
        _("Whose desk was nearest yours?"),
        _("Which customer or supplier was a pleasure?"),
        _("Who left before you, and where to?"),
        _("Who began on the same day?"),
        _("Who knew how to mend everything?"),
        _("Whom did you teach something?"),
    ),
)
CLUB = Stage(
    Period.Kind.CLUB,
    title=_("Choir, congregation, club"),
    first=_("Where did you spend your evenings with others: a choir, a congregation, a club, a team?"),
    again=_("And where else?"),
    no_more=_("No more of these"),
    name=_("What it is called"),
    circle="",
    place=Organisation.Kind.CLUB,
    prompts=(
        _("Who stood beside you?"),
        _("Who unlocked the door and made the coffee?"),
        _("Who gave you a lift home?"),
        _("Who asked you along the first time?"),
        _("Who has been there longest?"),
        _("Who brought the cake?"),
        _("Who kept the list, and the money?"),
        _("With whom did you stay and talk afterwards?"),
        _("Who moved on, and is missed?"),
    ),
)
SERVING = Stage(
    Period.Kind.SERVING,
    title=_("The people who serve you"),
    first=_("Who keeps your days going: the barber, the mail carrier, the one at the doctor's desk?"),
    again="",
    no_more=_("Not now"),
    name="",
    circle=_("On my round"),
    place="",
    prompts=(
        _("Who brings the mail?"),
        _("Who cuts your hair?"),
        _("Who picks up when you ring the doctor's?"),
        _("Who knows your order before you say it?"),
        _("Who mends your car, your bicycle, your shoes?"),
        _("Who sits at the front desk, or keeps the keys?"),
        _("From whom do you buy bread, fruit, the paper?"),
        _("Who looks after your teeth, your eyes, your back?"),
        _("Who drives the bus you take?"),
    ),
)
STAGES = (FAMILY, NEIGHBOURS, SCHOOL, JOB, CLUB, SERVING)
BY_KIND = {stage.kind: stage for stage in STAGES}
