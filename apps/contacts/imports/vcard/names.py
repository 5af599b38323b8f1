"""Which property names mean what, and which mean nothing to an address book."""

from __future__ import annotations

from apps.contacts.imports.vcard import kith
from apps.contacts.imports.vcard import properties as add
from apps.contacts.imports.vcard.android import android_custom
from apps.contacts.imports.vcard.draft import Draft
from apps.contacts.imports.vcard.lines import Head
from apps.contacts.imports.vcard.properties import Handler

_SERVICES = ["AIM", "ICQ", "JABBER", "MSN", "YAHOO", "SKYPE", "SKYPE-USERNAME", "GTALK", "GOOGLE-TALK", "QQ"]
_SERVICES += [
    "GADUGADU",
    "GROUPWISE",
    "TELEGRAM",
    "SIGNAL",
    "WHATSAPP",
    "THREEMA",
    "MATRIX",
    "TWITTER",
    "SIP",
]
_SERVICES += ["MS-IMADDRESS", "KADDRESSBOOK-X-IMADDRESS"]
_VENDORS = ("X-", "X-MS-", "X-EVOLUTION-", "X-KADDRESSBOOK-X-")
_RELATIONS = ("SPOUSE", "MANAGER", "ASSISTANT", "CHILD")

# Bookkeeping of other programs, and sounds, keys and logos.
IGNORED = {"BEGIN", "END", "PRODID", "CLASS", "MAILER", "KEY", "SOUND", "LOGO", "SORT-STRING", "SOURCE"}
IGNORED |= {"NAME", "PROFILE", "XML", "CLIENTPIDMAP", "FBURL", "CALURI", "CALADRURI", "X-ABADR", "X-ABUID"}
IGNORED |= {"X-ETAG", "X-THUNDERBIRD-ETAG", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "X-CLASS", "X-REDUCTION"}
IGNORED |= {"X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-EVOLUTION-FILE-AS", "X-NO", "X-GN", "X-GNO", "X-IRMC-N"}
IGNORED |= {"X-IRMC-LUID", "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF"}

HANDLERS: dict[str, Handler] = {
    "VERSION": add.version,
    "FN": add.full_name,
    "N": add.names,
    "NICKNAME": add.nickname,
    "EMAIL": add.email,
    "TEL": add.phone,
    "URL": add.url,
    "X-SOCIALPROFILE": add.profile,
    "SOCIALPROFILE": add.profile,
    "ADR": add.postal_address,
    "LABEL": add.written_address,
    "ORG": add.organisation,
    "TITLE": add.title,
    "ROLE": add.role,
    "BDAY": add.birthday,
    "NOTE": add.note,
    "CATEGORIES": add.circles,
    "RELATED": add.related,
    "X-ABRELATEDNAMES": add.related,
    "AGENT": add.agent,
    "KIND": add.kind,
    "X-ADDRESSBOOKSERVER-KIND": add.kind,
    "X-ABSHOWAS": add.shown_as,
    "MEMBER": add.member,
    "X-ADDRESSBOOKSERVER-MEMBER": add.member,
    "UID": add.uid,
    "REV": add.revision,
    "PHOTO": add.photo,
    "X-ABLABEL": add.group_label,
    "X-ANDROID-CUSTOM": android_custom,
    "DEATHDATE": add.death,
    "X-KITH-MET": add.met,
    "X-KITH-MET-ON": add.met_on,
    "X-KITH-DIED-ON": add.death,
    "X-KITH-CITY": kith.of_kith("city"),
    "X-KITH-RELATION": kith.of_kith("relation"),
    "X-KITH-INTRODUCED-BY": kith.of_kith("introduced_by"),
    "X-KITH-RHYTHM": kith.of_kith("rhythm"),
    "X-KITH-FROM": kith.span,
    "X-KITH-UNTIL": kith.span,
    "X-KITH-INTERESTS": kith.interest,
    "INTEREST": kith.interest,
}
HANDLERS |= dict.fromkeys(("X-ABDATE", "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY"), add.day)
HANDLERS |= dict.fromkeys(("X-MS-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY"), add.day)
HANDLERS |= dict.fromkeys((f"X-{service}" for service in _SERVICES), add.messenger)
HANDLERS["IMPP"] = add.messenger
HANDLERS |= {f"{vendor}{word}": add.relation(word.lower()) for vendor in _VENDORS for word in _RELATIONS}
HANDLERS["X-KADDRESSBOOK-X-SPOUSESNAME"] = add.relation("spouse")


def read(draft: Draft, head: Head, value: str) -> None:
    """Adds one property to the card."""
    handler = HANDLERS.get(head.name)
    if handler is not None:
        handler(draft, head, value)
    elif head.name not in IGNORED and head.encoding != "b" and not head.name.startswith("X-COUCHDB"):
        add.unknown(draft, head, value)
