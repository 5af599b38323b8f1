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
    # letters received
    "put_aside_received": _("Put a letter aside: {name}"),
    # introduce two
    # the card
}
