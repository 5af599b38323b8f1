"""What members' acts on their goals are called in History and in notices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    # goals
    "new_goal": _("Said a goal: {name}"),
    "edit_goal": _("Changed the goal {name}"),
    "delete_goal": _("Deleted the goal {name}"),
    # people to meet
    # places and gatherings
    # what came of it
}
