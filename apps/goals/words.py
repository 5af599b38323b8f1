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
    "add_target": _("Added {name} to the people to meet"),
    "add_targets": _("Added {count} people to meet"),
    "edit_target": _("Changed who {name} is there"),
    "remove_target": _("Took {name} out of the people to meet"),
    "still_target": _("Still somebody to meet: {name}"),
    "question_later": _("The question about {name} rests until {until}"),
    "call_friend": _("Would call {name} a friend"),
    "call_friend_back": _("Would not call {name} a friend any more"),
    "add_fact": _("Added what is public of {name}"),
    "edit_fact": _("Changed what is public of {name}"),
    "delete_fact": _("Removed what is public of {name}"),
    # places and gatherings
    "add_places": _("Put {name} with the places of {goal}"),
    "add_places_several": _("Put {name} and {others} with the places of {goal}"),
    "add_places_again": _("Looked at the places of {goal}; nothing was new"),
    "edit_place": _("Changed what you keep about {name}"),
    "delete_place": _("Deleted the place {name}; its gatherings stay"),
    "why_of_place": _("Said why people of {goal} gather at {name}"),
    "take_place": _("Took {name} from the places of {goal}"),
    "see": _("Wrote down that {name} was seen at {place}"),
    "see_several": _("Wrote down that {name} and {others} were seen at {place}"),
    "see_nobody": _("Wrote down that people of the field were seen at {place}"),
    "edit_evidence": _("Corrected who was seen at {place}"),
    "delete_evidence": _("Struck out what was seen at {place}"),
    "plan_gathering": _("Wrote down the gathering {name}"),
    "edit_gathering": _("Changed the gathering {name}"),
    "cancel_gathering": _("Noted that {name} does not take place"),
    "stay_away": _("Will not go to {name}"),
    "go_to_gathering": _("Will go to {name} after all"),
    "delete_gathering": _("Deleted the gathering {name}; whom you met stays"),
    "meet": _("Met {name} at {gathering}"),
    "meet_several": _("Met {name} and {others} at {gathering}"),
    "meet_nobody": _("Nobody this time at {gathering}"),
    # what came of it
    "add_opportunity": _("Wrote down what came of it: {name}"),
    "edit_opportunity": _("Corrected what came of it: {name}"),
    "delete_opportunity": _("Struck out what came of it: {name}"),
}
