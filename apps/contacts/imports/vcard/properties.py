"""What each vCard property adds to a card: one small function per meaning.

Read through `names`, which knows them by their property names.
"""

from __future__ import annotations

from collections.abc import Callable

from apps.contacts.imports.card import Address
from apps.contacts.imports.limits import LISTED, VALUE_CHARACTERS
from apps.contacts.imports.vcard.draft import Draft, Entry
from apps.contacts.imports.vcard.lines import Head
from apps.contacts.imports.vcard.values import (
    is_inline_picture,
    is_link,
    read_email,
    read_label,
    read_phone,
    read_picture,
    scheme_of,
    split,
    tidy,
    unescape,
    without_urn,
)

Handler = Callable[[Draft, Head, str], None]

# Groups that every export of a phone puts everybody into.
_SYSTEM_CIRCLES = {"my contacts", "mycontacts", "* mycontacts", "all contacts"}
# URI schemes of messengers that say the service by another name.
_SERVICES = {"ymsgr": "yahoo", "msnim": "msn", "jabber": "xmpp", "goim": "aim", "skype-username": "skype"}
_SERVICES |= {"googletalk": "gtalk", "google-talk": "gtalk", "google talk": "gtalk", "ms-imaddress": "im"}
_SERVICES |= {"imaddress": "im"}


def version(draft: Draft, head: Head, value: str) -> None:
    draft.version = value.strip()


def full_name(draft: Draft, head: Head, value: str) -> None:
    draft.full_name = draft.full_name or draft.cut(tidy(value), head)


def names(draft: Draft, head: Head, value: str) -> None:
    """N: family; given; additional; prefix; suffix. In 2.1 a comma means itself, later it parts a list."""
    parts = split(value, ";")[:5]
    if "," in value and draft.version != "2.1":
        parts = [" ".join(split(part, ",")) for part in parts]
    names = [draft.cut(tidy(part), head) for part in parts]
    if any(names) and not draft.names:
        draft.names = names + [""] * (5 - len(names))


def nickname(draft: Draft, head: Head, value: str) -> None:
    _add_list(draft, head, draft.nicknames, split(value, ","))


def email(draft: Draft, head: Head, value: str) -> None:
    text = draft.cut(tidy(value), head)
    address = read_email(text)
    if address:
        draft.emails.append(Entry(address, head.label, head.rank, head.group))
    elif text:
        draft.say("email_unreadable", text)
        draft.extras.append(("email", text))


def phone(draft: Draft, head: Head, value: str) -> None:
    if number := read_phone(draft.cut(tidy(value), head)):
        draft.phones.append(Entry(number, head.label, head.rank, head.group))


def url(draft: Draft, head: Head, value: str) -> None:
    text = draft.cut(tidy(value), head)
    if not text:
        return
    if is_link(text):
        draft.urls.append(Entry(text, head.label, head.rank, head.group))
    else:
        draft.say("url_refused", text)
        draft.extras.append(("url", text))


def profile(draft: Draft, head: Head, value: str) -> None:
    """X-SOCIALPROFILE (Apple) and SOCIALPROFILE (RFC 9554): a page, or a name at a service."""
    text = draft.cut(tidy(value), head)
    service = head.params.get("SERVICE-TYPE", "").lower() or head.label
    if scheme_of(text) in ("http", "https"):
        draft.urls.append(Entry(text, service, head.rank, head.group))
    elif name := text.rpartition(":")[2] or head.params.get("X-USER", ""):
        draft.messengers.append(Entry(name, service, head.rank, head.group))


def messenger(draft: Draft, head: Head, value: str) -> None:
    """IMPP (RFC 4770) and the older X-AIM, X-SKYPE …: label says the service, value the name there."""
    text = draft.cut(tidy(value), head)
    scheme = scheme_of(text)
    if scheme in ("http", "https"):
        draft.urls.append(Entry(text, head.label, head.rank, head.group))
        return
    service = head.params.get("X-SERVICE-TYPE", "") or head.params.get("SERVICE-TYPE", "")
    if head.name != "IMPP":
        service = head.name.removeprefix("X-").removeprefix("KADDRESSBOOK-X-")
    service = (service or scheme or "im").lower()[:100]
    if name := text.partition(":")[2] if scheme else text:
        draft.messengers.append(Entry(name, _SERVICES.get(service, service), head.rank, head.group))


def postal_address(draft: Draft, head: Head, value: str) -> None:
    """ADR: post office box, extended, street, city, region, postcode, country; the first three are lines."""
    parts = [_lines(part) for part in split(value, ";")[:7]]
    parts += [""] * (7 - len(parts))
    street = "\n".join(part for part in (parts[1], parts[2], parts[0]) if part)
    rest = [" ".join(part.split()) for part in parts[3:]]
    street, city, region, postcode, country = (draft.cut(part, head) for part in (street, *rest))
    if street or city or region or postcode or country:
        address = Address(street, city, region, postcode, country, head.label)
        draft.addresses.append((address, head.group))
    elif label := _lines(head.params.get("LABEL", "")):
        draft.addresses.append((Address(street=draft.cut(label, head), label=head.label), head.group))


def written_address(draft: Draft, head: Head, value: str) -> None:
    if text := draft.cut(_lines(value), head):
        draft.written_addresses.append(Entry(text, head.label, 0, head.group))


def organisation(draft: Draft, head: Head, value: str) -> None:
    names = [draft.cut(tidy(part), head) for part in split(value, ";")[:20]]
    if any(names):
        department = draft.cut(", ".join(name for name in names[1:] if name), head)
        draft.organisations.append((head.group, names[0], department))


def title(draft: Draft, head: Head, value: str) -> None:
    title = draft.cut(tidy(value), head)
    if title or head.group:
        draft.titles.append((head.group, title))


def role(draft: Draft, head: Head, value: str) -> None:
    if role := draft.cut(tidy(value), head):
        draft.roles.append(role)


def birthday(draft: Draft, head: Head, value: str) -> None:
    draft.birthdays.append((draft.cut(tidy(value), head), head.params.get("X-APPLE-OMIT-YEAR", "")))


def day(draft: Draft, head: Head, value: str) -> None:
    """X-ABDATE with its label; ANNIVERSARY and its like by their name."""
    label = "" if head.name == "X-ABDATE" else "anniversary"
    omitted = head.params.get("X-APPLE-OMIT-YEAR", "")
    draft.days.append((draft.cut(tidy(value), head), omitted, label, head.group))


def death(draft: Draft, head: Head, value: str) -> None:
    """DEATHDATE (RFC 6474)."""
    draft.died = draft.died or tidy(value)[:100]


def note(draft: Draft, head: Head, value: str) -> None:
    draft.notes.append(unescape(value).strip())


def circles(draft: Draft, head: Head, value: str) -> None:
    parts = [part for piece in split(value, ",") for part in split(piece, ";")]
    _add_list(
        draft, head, draft.circles, [part for part in parts if tidy(part).lower() not in _SYSTEM_CIRCLES]
    )


def related(draft: Draft, head: Head, value: str) -> None:
    if text := without_urn(draft.cut(tidy(value), head)):
        draft.related.append(Entry(text, head.label, 0, head.group))


def relation(label: str) -> Handler:
    """X-SPOUSE, X-MS-MANAGER and their like, whose name says the relation."""

    def handler(draft: Draft, head: Head, value: str) -> None:
        if text := draft.cut(tidy(value), head):
            draft.related.append(Entry(text, label))

    return handler


def agent(draft: Draft, head: Head, value: str) -> None:
    """AGENT: somebody who acts for this person. A whole card in the value gives its name, nothing else."""
    if "BEGIN:VCARD" not in value.upper():
        names = [] if scheme_of(value.strip()) else [value]
    else:
        names = [line[3:] for line in unescape(value).split("\n") if line[:3].upper() == "FN:"]
    if name := draft.cut(tidy(names[0]), head) if names else "":
        draft.related.append(Entry(name, "agent"))


def kind(draft: Draft, head: Head, value: str) -> None:
    kind = tidy(value).lower()
    if kind in ("org", "organization", "organisation", "company"):
        draft.kind = "organisation"
    elif kind == "group":
        draft.kind = "group"
    elif kind not in ("individual", "person", ""):
        draft.say("kind_unknown", kind)


def shown_as(draft: Draft, head: Head, value: str) -> None:
    """X-ABShowAs:COMPANY is how Apple says KIND:org in 3.0."""
    if tidy(value).lower() == "company":
        draft.kind = "organisation"


def member(draft: Draft, head: Head, value: str) -> None:
    if member := without_urn(draft.cut(tidy(value), head)):
        draft.members.append(member)


def uid(draft: Draft, head: Head, value: str) -> None:
    draft.uid = draft.uid or without_urn(draft.cut(tidy(value), head))


def revision(draft: Draft, head: Head, value: str) -> None:
    draft.rev = draft.rev or tidy(value)[:100]


def photo(draft: Draft, head: Head, value: str) -> None:
    """PHOTO as base64 or data: URI. One that is a link is never fetched."""
    value = value.strip()
    if not value or draft.photo is not None:
        return
    if scheme_of(value[:20]) in ("http", "https", "ftp", "file", "cid", "content"):
        draft.say("photo_link", tidy(value[:VALUE_CHARACTERS]))
        return
    try:
        if head.encoding != "b" and not is_inline_picture(value):
            raise ValueError("neither a picture nor a link")
        draft.photo = read_picture(value)
    except OverflowError:
        draft.say("photo_too_big")
    except ValueError:
        draft.say("photo_unreadable")


def group_label(draft: Draft, head: Head, value: str) -> None:
    if head.group and (label := read_label(value)):
        draft.labels[head.group] = label


def met(draft: Draft, head: Head, value: str) -> None:
    draft.met = draft.cut(tidy(value), head)


def met_on(draft: Draft, head: Head, value: str) -> None:
    draft.met_on = tidy(value)[:40]


def unknown(draft: Draft, head: Head, value: str) -> None:
    if text := draft.cut(unescape(value).strip(), head):
        key = head.name.lower()
        if head.name == "X-KITH-EXTRA":
            key = head.params.get("X-NAME", "")
        draft.extras.append((key, text))


def _add_list(draft: Draft, head: Head, found: list[str], parts: list[str]) -> None:
    """Adds what a list holds; one without end is cut."""
    found += [draft.cut(text, head) for part in parts[:LISTED] if (text := tidy(part))]
    if len(parts) > LISTED or len(found) > LISTED:
        draft.say("value_cut", head.name)
        del found[LISTED:]


def _lines(value: str) -> str:
    """Unescaped; each line tidied, empty ones left out."""
    if "\\" not in value and "\n" not in value:
        return " ".join(value.split())
    lines = [" ".join(line.split()) for line in unescape(value).split("\n")]
    return "\n".join(line for line in lines if line)
