"""What members' acts on their goals are called in History and in notices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    # goals
    "new_goal": _("Said a goal: {name}"),
    "edit_goal": _("Changed the goal {name}"),
    "delete_goal": _("Deleted the goal {name}"),
    "pause_goal": _("Paused the goal {name}"),
    "go_on_goal": _("Went on with the goal {name}"),
    "reach_goal": _("Reached the goal {name}"),
    "let_go_goal": _("Let the goal {name} go"),
    "take_up_goal": _("Took the goal {name} up again"),
    "look_goal": _("Looked at the goal {name}: still it"),
    "gather_goal": _("Made a circle for the goal {name}"),
    "approve_goal": _("Recorded an approval of the goal {name}"),
    "edit_employer": _("Changed what you said of your employer"),
    "forget_employer": _("Forgot your employer"),
    # people to meet
    # places and gatherings
    # what came of it
}
