"""A card in the making: what its properties have said so far, and the card they come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from apps.contacts.imports.card import Address, Card, CardKind, DatedLabel, Labelled, PartialDate, Post
from apps.contacts.imports.limits import NOTE_BYTES, REMARKS, VALUE_CHARACTERS
from apps.contacts.imports.naming import joined_name
from apps.contacts.imports.partial_dates import UnreadableDate, full_day, last_day, read_date
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.vcard.lines import Head
from apps.contacts.imports.vcard.values import without_urn

_DETAIL = 120


class Entry(NamedTuple):
    """A value, its own label, its rank by PREF (0 none), and the group whose X-ABLabel may rename it."""

    value: str
    label: str = ""
    rank: int = 0
    group: str = ""


class Draft:
    """Collects; `card()` decides. Handlers in `properties` fill the lists."""

    def __init__(self) -> None:
        self.version = ""
        self.kind: CardKind = "person"
        self.full_name = self.uid = self.rev = self.met = self.met_on = self.died = ""
        # Family, given, additional, prefix, suffix (RFC 6350 section 6.2.2).
        self.names: list[str] = []
        self.nicknames: list[str] = []
        self.emails: list[Entry] = []
        self.phones: list[Entry] = []
        self.urls: list[Entry] = []
        self.messengers: list[Entry] = []
        self.related: list[Entry] = []
        self.addresses: list[tuple[Address, str]] = []
        self.written_addresses: list[Entry] = []
        # Group, organisation, department; group, title.
        self.organisations: list[tuple[str, str, str]] = []
        self.titles: list[tuple[str, str]] = []
        self.roles: list[str] = []
        self.birthdays: list[tuple[str, str]] = []
        # Text, omitted year, label, group.
        self.days: list[tuple[str, str, str, str]] = []
        self.notes: list[str] = []
        self.circles: list[str] = []
        self.members: list[str] = []
        self.photo: bytes | None = None
        self.labels: dict[str, str] = {}
        self.interests: list[str] = []
        # What only Kith writes: by field; by group and property.
        self.of_kith: dict[str, str] = {}
        self.spans: dict[tuple[str, str], str] = {}
        self.extras: list[tuple[str, str]] = []
        self.remarks: dict[Remark, None] = {}

    def say(self, code: str, detail: str = "") -> None:
        if len(detail) > _DETAIL:
            detail = detail[:_DETAIL] + "…"
        if len(self.remarks) < REMARKS:
            self.remarks[Remark(code, detail)] = None

    def cut(self, value: str, head: Head) -> str:
        """The value within its limit."""
        if len(value) <= VALUE_CHARACTERS:
            return value
        self.say("value_cut", head.name)
        return value[:VALUE_CHARACTERS].rstrip()

    def card(self) -> Card | None:
        """The card, or None where nothing in it could serve as a name."""
        name = self.full_name or self._joined_name() or self._stand_in()
        return self._named(name) if name else None

    def _named(self, name: str) -> Card:
        family, given = self.names[:2] or ("", "")
        # The remarks come last, after all that may add to them.
        return Card(
            kind=self.kind,
            name=name[:VALUE_CHARACTERS],
            given=given,
            family=family,
            nickname=", ".join(dict.fromkeys(self.nicknames))[:VALUE_CHARACTERS],
            emails=self._labelled(self.emails),
            phones=self._labelled(self.phones),
            urls=self._labelled(self.urls),
            messengers=self._labelled(self.messengers),
            addresses=self._addresses(),
            posts=self._posts(name),
            birthday=self._birthday(),
            dates=self._dates(),
            notes=self._notes(),
            circles=tuple(dict.fromkeys(self.circles)),
            related=self._labelled(self.related),
            uid=self.uid,
            rev=self.rev,
            photo=self.photo,
            members=tuple(dict.fromkeys(self.members)) if self.kind == "group" else (),
            met=self.met,
            met_on=self._met_on(),
            died_on=self._died_on(),
            city=self.of_kith.get("city", ""),
            relation=self.of_kith.get("relation", ""),
            introduced_by=without_urn(self.of_kith.get("introduced_by", "")),
            rhythm_days=self._rhythm(),
            interests=", ".join(self.interests)[:VALUE_CHARACTERS],
            extras=self._extras(),
            remarks=tuple(self.remarks),
        )

    def _joined_name(self) -> str:
        if not self.names:
            return ""
        family, given, additional, prefix, suffix = self.names
        return joined_name(prefix=prefix, given=given, additional=additional, family=family, suffix=suffix)

    def _stand_in(self) -> str:
        """What a nameless card is called: organisation, nickname, first e-mail, first phone."""
        organisation = next((name for _, name, _ in self.organisations if name), "")
        nickname = next(iter(self.nicknames), "")
        address = next((entry.value for entry in (*self.emails, *self.phones)), "")
        for stand_in, code in ((organisation, "organisation"), (nickname, "nickname"), (address, "address")):
            if stand_in:
                self.say(f"named_by_{code}")
                return stand_in
        return ""

    def _labelled(self, entries: list[Entry]) -> tuple[Labelled, ...]:
        """Without repetitions; preferred is the one with the best PREF, the first of equals."""
        if not entries:
            return ()
        best = min((entry.rank for entry in entries if entry.rank), default=0)
        first = next((entry for entry in entries if entry.rank == best), None) if best else None
        found: dict[tuple[str, str], Labelled] = {}
        for entry in entries:
            label = self.labels.get(entry.group, entry.label) if entry.group else entry.label
            found.setdefault((entry.value, label), Labelled(entry.value, label, entry is first))
        return tuple(found.values())

    def _addresses(self) -> tuple[Address, ...]:
        """ADR; LABEL, its printed form, only where there is no ADR."""
        if not self.addresses:
            written = self._labelled(self.written_addresses)
            return tuple(Address(street=entry.value, label=entry.label) for entry in written)
        found: dict[Address, None] = {}
        for address, group in self.addresses:
            label = self.labels.get(group, address.label) if group else address.label
            parts = (address.street, address.city, address.region, address.postcode, address.country)
            found[Address(*parts, label)] = None
        return tuple(found)

    def _posts(self, name: str) -> tuple[Post, ...]:
        """ORG and TITLE by their group, the others in their order: the second with the second."""
        titles = self.titles or [("", role) for role in self.roles]
        if not self.organisations and not titles:
            return ()
        grouped = {group: title for group, title in titles if group}
        groups = {group for group, _, _ in self.organisations if group}
        loose = iter([title for group, title in titles if group not in groups])
        posts = []
        for group, organisation, department in self.organisations:
            title = grouped[group] if group in grouped else next(loose, "")
            posts.append(Post(organisation, department, title, *self._span(group)))
        posts += [Post("", "", title) for title in loose if title]
        if self.kind == "organisation":
            posts = [post for post in posts if post != Post(name)]
        return tuple(dict.fromkeys(posts))

    def _span(self, group: str) -> Iterator[date | None]:
        """From when and until when, as X-KITH-FROM and X-KITH-UNTIL of that group say."""
        for name in ("X-KITH-FROM", "X-KITH-UNTIL"):
            text = self.spans.get((group, name), "") if group else ""
            try:
                yield date.fromisoformat(text) if text else None
            except ValueError:
                self.say("date_unreadable", text)
                yield None

    def _rhythm(self) -> int | None:
        days = self.of_kith.get("rhythm", "")
        return int(days) if days.isascii() and days.isdigit() and len(days) < 6 else None

    def _birthday(self) -> PartialDate | None:
        """The first BDAY that is a day; remarks only where none is."""
        failed: list[tuple[str, str]] = []
        for text, omitted in self.birthdays:
            try:
                if day := read_date(text, omitted):
                    return day
            except UnreadableDate as problem:
                failed.append((problem.code, text))
        for code, text in failed:
            self.say(code, text)
        return None

    def _dates(self) -> tuple[DatedLabel, ...]:
        if not self.days:
            return ()
        found: dict[DatedLabel, None] = {}
        for text, omitted, label, group in self.days:
            try:
                if day := read_date(text, omitted):
                    found[DatedLabel(day, self.labels.get(group, label) if group else label)] = None
            except UnreadableDate as problem:
                self.say(problem.code, text)
        return tuple(found)

    def _met_on(self) -> date | None:
        try:
            return date.fromisoformat(self.met_on) if self.met_on else None
        except ValueError:
            self.say("date_unreadable", self.met_on)
            return None

    def _died_on(self) -> date | None:
        """The day of DEATHDATE; where it tells no day, the last one it could mean, and a remark."""
        if not self.died:
            return None
        found = full_day(self.died)
        if found is None:
            found = last_day(self.died)
            self.say("died_day_unknown", found.isoformat())
        return found

    def _extras(self) -> tuple[tuple[str, str], ...]:
        """What has no field: parts of the name, ROLE beside a TITLE, unknown properties."""
        kept: dict[tuple[str, str], None] = {}
        if self.names and any(self.names[2:]):
            parts = {"prefix": self.names[3], "additional": self.names[2], "suffix": self.names[4]}
            kept |= dict.fromkeys((key, part) for key, part in parts.items() if part)
        if self.titles:
            kept |= dict.fromkeys(("role", role) for role in self.roles)
        return tuple(kept | dict.fromkeys(self.extras))

    def _notes(self) -> str:
        if not self.notes:
            return ""
        notes = "\n\n".join(dict.fromkeys(note for note in self.notes if note))
        if len(notes) * 4 > NOTE_BYTES and len(raw := notes.encode("utf-8", "replace")) > NOTE_BYTES:
            self.say("note_cut")
            return raw[:NOTE_BYTES].decode("utf-8", "ignore").rstrip()
        return notes
