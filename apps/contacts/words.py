"""What members' acts on their people are called in History and in notices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "add_person": _("Added {name}"),
    "add_people": _("Added {count} people"),
    "edit_person": _("Changed what you keep about {name}"),
    "delete_person": _("Deleted {name}"),
    "log": _("Was in touch with {name}"),
    "log_several": _("Was in touch with {name} and {others}"),
    "correct_touch": _("Corrected when you were in touch with {name}"),
    "strike": _("Struck out a day in touch with {name}"),
    "choose_rhythm": _("Chose a rhythm for {name}"),
    "no_rhythm": _("Chose no rhythm for {name}"),
    "just_remember": _("Will just remember {name}"),
    "from_before": _("Put {name} with the people from before"),
    "let_be": _("Let {name} be"),
    "bring_back": _("Brought {name} back"),
    "died": _("Noted that {name} has died"),
    "add_point": _("Added a way to reach {name}"),
    "edit_point": _("Changed a way to reach {name}"),
    "delete_point": _("Removed a way to reach {name}"),
    "add_date": _("Added a day for {name}"),
    "edit_date": _("Changed a day for {name}"),
    "delete_date": _("Removed a day for {name}"),
    "add_affiliation": _("Added where {name} is"),
    "edit_affiliation": _("Changed where {name} is"),
    "delete_affiliation": _("Removed where {name} was"),
    "delete_photo": _("Removed the photo of {name}"),
    "join": _("Put {name} into {circle}"),
    "leave": _("Took {name} out of {circle}"),
    "new_circle": _("Made the circle {circle}"),
    "rename_circle": _("Renamed the circle {before} to {circle}"),
    "circle_rhythm": _("Chose a rhythm for the circle {circle}"),
    "keep_private": _("Keeps the circle {circle} private"),
    "keep_open": _("Keeps the circle {circle} private no longer"),
    "delete_circle": _("Dissolved the circle {circle}"),
}
