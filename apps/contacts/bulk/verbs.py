"""What can be done to many people at once, and how each is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Circle
from apps.contacts.models.contact import ContactQuerySet

if TYPE_CHECKING:
    from apps.accounts.models import Member

VERBS: dict[str, str | Promise] = {
    "join": _("Put into a circle"),
    "leave": _("Take out of a circle"),
    "choose_rhythm": _("Choose a rhythm"),
    "just_remember": _("Just remember"),
    "let_be": _("Let be"),
    "bring_back": _("Bring back"),
    "delete": _("Delete"),
}
ASKING = ("join", "leave", "choose_rhythm")
"""Those that need a word more: which circle, how often."""
OF_ONE = {"delete": "delete_person"}
"""Where the act on one person is called otherwise than the verb."""
ACTS: dict[str, str | Promise] = {
    "join_many": _("Put {count} people into {circle}"),
    "leave_many": _("Took {count} people out of {circle}"),
    "choose_rhythm_many": _("Chose a rhythm for {count} people"),
    "no_rhythm_many": _("Chose no rhythm for {count} people"),
    "just_remember_many": _("Will just remember {count} people"),
    "let_be_many": _("Let {count} people be"),
    "bring_back_many": _("Brought {count} people back"),
    "delete_many": _("Deleted {count} people"),
}


def change(
    member: Member, people: ContactQuerySet, verb: str, asked: dict[str, Any], *, today: date, now: datetime
) -> None:
    """Do it to all of them. `asked` holds the circle's name to join, its pk to leave, or the days."""
    match verb:
        case "join":
            people.join(Circle.named(member, asked["circle"]), today=today)
        case "leave":
            people.leave(asked["circle_pk"])
        case "choose_rhythm":
            people.choose_rhythm(asked["days"], today=today, now=now)
        case "just_remember":
            people.just_remember(today=today, now=now)
        case "let_be":
            people.let_be(now=now)
        case "bring_back":
            people.bring_back(now=now)
        case "delete":
            people.delete()


def act_of(verb: str, asked: dict[str, Any], names: list[str], count: int) -> tuple[str, dict[str, Any]]:
    """The act's verb and the facts its sentence needs: of one person by name, of more by number."""
    verb = "no_rhythm" if verb == "choose_rhythm" and not asked.get("days") else verb
    circle = {"circle": asked["circle"]} if "circle" in asked else {}
    if count == 1 and names:
        return OF_ONE.get(verb, verb), {"name": names[0], **circle}
    return f"{verb}_many", {"count": count, **circle}
