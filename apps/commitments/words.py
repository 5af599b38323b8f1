"""What members' acts on their commitments are called in History and in notices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    # commitments
    "new_commitment": _("Took on {name}"),
    "edit_commitment": _("Wrote {name} down anew"),
    "approve_commitment": _("Recorded who approved {name}"),
    "keep_giving": _("Will go on giving {name} for nothing"),
    "start_charging": _("Charges for {name} from now on"),
    "finish_commitment": _("Finished {name}"),
    "take_up_commitment": _("Took up {name} again"),
    "delete_commitment": _("Deleted {name}; its gatherings and people stay"),
    "worth_commitment": _("It is worth its evenings: {name}"),
    "round_commitment": _("Went through whom to keep of {name}"),
    "add_steps": _("Planned steps towards {name}"),
    "do_step": _("Took a step: {name}"),
    "reopen_step": _("Still to do: {name}"),
    "delete_step": _("Struck out a step: {name}"),
    "add_near": _("Put people beside {name}"),
    "delete_near": _("Took {name} away from {commitment}"),
    # gatherings within one, and hours
    "plan_session": _("Wrote down the gathering {name} of {commitment}"),
    "plan_series": _("Wrote down when {commitment} gathers: {name}"),
    "edit_onward": _("Changed {name} from {day} on"),
    "stop_series": _("Ended {name} before {day}"),
    "give_hours": _("Gave {hours} at {name}"),
    "give_as_planned": _("Gave the hours planned at {name}"),
    "join_commitment": _("Put {name} with {commitment}"),
    "leave_commitment": _("Took {name} out of {commitment}"),
    # promises
    "give_promise": _("Promised: {name}"),
    "edit_promise": _("Changed a promise: {name}"),
    "on_track_promise": _("On track: {name}"),
    "more_time_promise": _("Took more time for {name}"),
    "keep_promise": _("Kept a promise: {name}"),
    "hand_back_promise": _("Handed back: {name}"),
    "take_up_promise": _("Took a promise up again: {name}"),
    "delete_promise": _("Deleted a promise: {name}"),
    # offers
    "make_offer": _("Offers {name}"),
    "edit_offer": _("Changed the offer {name}"),
    "fulfil_offer": _("Helped {name}: {what}"),
    "withdraw_offer": _("Offers {name} no more"),
    "renew_offer": _("Offers {name} again"),
    "delete_offer": _("Deleted the offer {name}; whom it helped stays"),
    "delete_fulfilment": _("Struck out that {name} was taken up"),
    # calendar feeds
}
