"""One contact of a Monica export, as a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from apps.contacts.imports.card import Card, DatedLabel, PartialDate, Post, Touch
from apps.contacts.imports.limits import LISTED, VALUE_CHARACTERS
from apps.contacts.imports.monica import kept, touches, ways
from apps.contacts.imports.monica.names import full_name
from apps.contacts.imports.monica.survey import Survey
from apps.contacts.imports.monica.values import Sayings, line, mapping, properties, several, text, uuid_in
from apps.contacts.imports.partial_dates import UNKNOWN_DAY
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.vcard.values import read_picture

LONGEST_RHYTHM = 3650
# Read below, or bookkeeping of Monica's own (who looked when, which picture, what a server called it).
_READ = {"first_name", "middle_name", "last_name", "nickname", "description", "is_starred", "is_partial"}
_READ |= {"is_active", "is_dead", "job", "company", "food_preferences", "last_talked_to", "tags", "gender"}
_READ |= {"stay_in_touch_frequency", "birthdate", "deceased_date", "first_met_date", "first_met_through"}
_READ |= {"last_consulted_at", "number_of_views", "stay_in_touch_trigger_date", "vcard", "distant_etag"}
_READ |= {"avatar", "deceased_reminder", "first_met_reminder"}


class Reading:
    """A contact being read; `card()` is what it comes to."""

    def __init__(self, value: Any, found: Survey) -> None:
        self.found, self.uuid, self.told = found, uuid_in(value), properties(value)
        self.sayings, self.ways = Sayings(), ways.Ways()
        self.notes: list[str] = [text(self.told.get("description"))]
        self.days: list[DatedLabel] = []
        self.touches: dict[str, Touch] = {}
        self.photos: list[str] = []
        self.written_on = line(mapping(value).get("updated_at"))
        self.specials = self._specials()
        for part in several(mapping(value).get("data")):
            self._collection(part)

    def _specials(self) -> dict[str, PartialDate | None]:
        about = {"birthdate": "born about", "deceased_date": "died about", "first_met_date": "met about"}
        return {name: self.sayings.special(self.told.get(name), label) for name, label in about.items()}

    def _collection(self, part: Any) -> None:
        """`{count, type, values}`, or uuids of what is shared with others."""
        if isinstance(part, dict):
            kind = line(part.get("type"))
            for value in several(part.get("values")):
                self._thing(kind, value)
            return
        for each in part if isinstance(part, list) else [part]:
            self._shared(uuid_in(each))

    def _thing(self, kind: str, value: Any) -> None:
        types, sayings = self.found.types, self.sayings
        if isinstance(value, str) or kind in ("activity", "photo", "document"):
            self._shared(uuid_in(value))
        elif kind == "contact_field":
            ways.contact_field(self.ways, value, types, sayings)
        elif kind == "address":
            ways.address(self.ways, value, sayings)
        elif kind == "note":
            self.notes.append(text(properties(value).get("body")))
        elif kind == "reminder":
            self._reminder(properties(value))
        elif kind in ("call", "conversation"):
            self._touch(
                touches.call(value, sayings) if kind == "call" else touches.conversation(value, sayings)
            )
        elif kind == "life_event":
            kept.life_event(value, types, sayings)
        elif keep := {"gift": kept.gift, "debt": kept.debt, "task": kept.task, "pet": kept.pet}.get(kind):
            keep(value, sayings)
        else:
            kept.unknown(kind, value, sayings)

    def _shared(self, uuid: str) -> None:
        if uuid in self.found.touches:
            self._touch(self.found.touches[uuid])
        elif uuid in self.found.undated:
            touches.keep_undated(touches.MET, self.found.undated[uuid], self.sayings)
        elif uuid in self.found.photos:
            self.photos.append(uuid)
        elif uuid in self.found.documents:
            kept.document(uuid, self.found.documents, self.sayings)
        elif uuid:
            self.sayings.say("reference_lost", uuid)

    def _touch(self, touch: Touch | None) -> None:
        if touch is None:  # kept as text
            return
        if len(self.touches) >= LISTED:
            self.sayings.say("value_cut", touch.kind)
        self.touches.setdefault(touch.uid or str(len(self.touches)), touch)

    def _reminder(self, told: dict[str, Any]) -> None:
        """A day with its words, but for those Monica sets by itself beside a birthday and the like."""
        on = self.sayings.partial(line(told.get("initial_date"))[:10])
        title = line(told.get("title"))
        more = line(told.get("description"))
        if on is None:
            self.sayings.keep("reminder", title, more)
            return
        days = {(day.month, day.day) for day in self.specials.values() if day}
        if told.get("delible") is False and (on.month, on.day) in days:
            return
        self.days.append(DatedLabel(on, title[:100]))
        if more or len(title) > 100 or line(told.get("frequency_type")) in ("week", "month"):
            every = (told.get("frequency_number"), told.get("frequency_type"))
            self.sayings.keep("reminder", title, more, " ".join(filter(None, map(line, every))))

    def card(self) -> tuple[Card | None, Remark | None]:
        """The card, or the reason why there is none."""
        name = full_name(self.told) or self._stand_in()
        if not name:
            return None, Remark("nameless")
        self._keep_the_rest()
        told, sayings = self.told, self.sayings
        rhythm, met_on = self._rhythm(), self._met_on()
        card = replace(
            self._who(name),
            posts=self._posts(),
            birthday=self.specials["birthdate"],
            dates=tuple(self.days),
            notes=sayings.cut_note("\n\n".join(dict.fromkeys(filter(None, self.notes)))),
            circles=self._circles(),
            related=tuple(self.found.related.get(self.uuid, ())[:LISTED]),
            photo=self._picture(),
            met_on=met_on,
            introduced_by=line(told.get("first_met_through"))[:100],
            rhythm_days=rhythm,
            died_on=self._died_on(),
            touches=self._all_touches(),
        )
        # last, after all that may add to them
        return replace(card, extras=tuple(sayings.extras), remarks=tuple(sayings.remarks)), None

    def _who(self, name: str) -> Card:
        """Their names and where to reach them."""
        given, family, nickname = (
            line(self.told.get(part))[:VALUE_CHARACTERS] for part in ("first_name", "last_name", "nickname")
        )
        return Card(
            name=name,
            given=given,
            family=family,
            nickname=nickname,
            emails=tuple(self.ways.emails),
            phones=tuple(self.ways.phones),
            urls=tuple(self.ways.urls),
            messengers=tuple(self.ways.messengers),
            addresses=tuple(self.ways.addresses),
            uid=self.uuid,
        )

    def _stand_in(self) -> str:
        """What a nameless contact is called: nickname, else first e-mail or telephone number."""
        nickname = line(self.told.get("nickname"))
        address = next((one.value for one in (*self.ways.emails, *self.ways.phones)), "")
        if nickname or address:
            self.sayings.say("named_by_nickname" if nickname else "named_by_address")
        return (nickname or address)[:VALUE_CHARACTERS]

    def _posts(self) -> tuple[Post, ...]:
        company = self.sayings.cut(line(self.told.get("company")), "company")
        job = self.sayings.cut(line(self.told.get("job")), "job")
        return (Post(company, "", job),) if company or job else ()

    def _circles(self) -> tuple[str, ...]:
        tags = (self.sayings.cut(line(tag), "tags") for tag in several(self.told.get("tags"))[:LISTED])
        return tuple(dict.fromkeys(filter(None, tags)))

    def _picture(self) -> bytes | None:
        """The one Monica shows of them, else the first; Kith keeps one."""
        shown = line(mapping(self.told.get("avatar")).get("avatar_photo"))
        known = list(dict.fromkeys(uuid for uuid in (shown, *self.photos) if uuid in self.found.photos))
        if len(known) > 1:
            self.sayings.say("photos_left", str(len(known) - 1))
        try:
            return read_picture(self.found.picture(known[0])) if known else None
        except OverflowError:
            self.sayings.say("photo_too_big")
        except ValueError:
            self.sayings.say("photo_unreadable")
        return None

    def _died_on(self) -> date | None:
        """The day they died; where Monica knows that they died but not when, the day it was last written."""
        on = self.specials["deceased_date"]
        if on and on.year:
            return date(on.year, on.month, on.day)
        if self.told.get("is_dead") is not True:
            return None
        if on:
            self.sayings.keep("died", f"--{on.month:02}-{on.day:02}")
        known = self.sayings.day(self.written_on) or self.sayings.day(self.found.exported_on) or UNKNOWN_DAY
        self.sayings.say("died_day_unknown", known.isoformat())
        return known

    def _rhythm(self) -> int | None:
        """Days between two touches, as wished for there; none for whom Monica keeps in its archive."""
        days = self.told.get("stay_in_touch_frequency")
        if not isinstance(days, int) or isinstance(days, bool) or not days:
            return None
        if self.told.get("is_active") is False:
            self.sayings.say("archived_there")
            return None
        if 1 <= days <= LONGEST_RHYTHM:
            return days
        self.sayings.say("rhythm_unusable", line(days)[:20])
        return None

    def _met_on(self) -> date | None:
        """The day they met; one whose year is not known becomes a date with that label."""
        on = self.specials["first_met_date"]
        if on is None:
            return None
        if on.year is None:
            self.days.append(DatedLabel(on, "first met"))
            return None
        return date(on.year, on.month, on.day)

    def _all_touches(self) -> tuple[Touch, ...]:
        """With the day they last spoke, where Monica knows it from nothing else."""
        found = list(self.touches.values())[:LISTED]
        last = self.sayings.day(self.told.get("last_talked_to"))
        if last and all(touch.on < last for touch in found):
            found.append(Touch(touches.TALKED, last, "", f"{self.uuid} last talked to"))
        return tuple(found)

    def _keep_the_rest(self) -> None:
        """Facts without a field of their own, and whatever a later version may add."""
        told, sayings = self.told, self.sayings
        sayings.keep("additional", told.get("middle_name"))
        if told.get("is_starred") is True:
            sayings.keep("starred", "Monica")
        if told.get("is_active") is False:
            sayings.keep("archived", "Monica")
        if told.get("is_partial") is True:
            sayings.say("partial_there")
        gender = self.found.types.get(uuid_in(told.get("gender")), {})
        sayings.keep("gender", gender.get("name"))
        sayings.keep("food", told.get("food_preferences"))
        for key, value in told.items():
            if key not in _READ:
                sayings.keep(line(key)[:60].replace("_", " ") or "monica", value)
