"""What members' acts on introductions are called in History and in notices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    # requests
    "draft_request": _("Wrote down whom you would like to meet: {name}"),
    "edit_request": _("Changed what is asked about {name}"),
    "withdraw_request": _("Withdrew the request about {name}"),
    "delete_request": _("Deleted the request about {name}"),
    "add_friend": _("Put {name} among the friends to ask"),
    "first_friend": _("{name} is asked first"),
    "remove_friend": _("Took {name} from the friends to ask"),
    "ask_door": _("Asked {name}; the question stands for ten days"),
    "mail_door": _("Kith writes to {name}; the question stands for ten days"),
    "happened_request": _("In touch through a friend: {name}"),
    "met_request": _("Met through a friend: {name}"),
    "thank_request": _("Thanked {name}"),
    "tell_request": _("Told {name} how it went"),
    "note_answer": _("Noted: {name}"),
    # letters received
    "put_aside_received": _("Put a letter aside: {name}"),
    # introduce two
    "draft_pairing": _("Wrote down that {name} and {others} should know each other"),
    "edit_pairing": _("Changed the words to {name} and {others}"),
    "ask_pairing": _("Made a letter each for {name} and {others}; both can answer for ten days"),
    "withdraw_pairing": _("Withdrew the letters to {name} and {others}"),
    "delete_pairing": _("Deleted what was written to {name} and {others}"),
    # the card
    "make_card": _("Made your card"),
    "edit_card": _("Changed your card"),
    "renew_card": _("Gave your card another address; the old one opens nothing any more"),
    "switch_on_card": _("Switched your card on, with a new address"),
    "switch_off_card": _("Switched your card off; nobody reads it any more"),
    "accept_visit": _("Put {name} into your book"),
    "join_visit": _("Added what {name} left to their page"),
    "decline_visit": _("Did not keep what somebody left; it goes after thirty days"),
}
