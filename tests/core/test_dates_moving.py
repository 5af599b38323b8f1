"""A member who changes zone and hours while notes go out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.dates import NoteHours, instant_of, next_note, note_day
from tests.core.zone_changes import Clock

WEEKDAYS = frozenset(range(5))
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ZONES = ("Pacific/Apia", "Pacific/Pago_Pago", "Europe/Berlin", "America/Nuuk", "Australia/Lord_Howe", "UTC")


@dataclass
class Member:
    """A member whose notes are sent on the minute, and who may change zone and hours at any time."""

    zone: ZoneInfo
    hours: NoteHours
    now: datetime
    last_on: date | None = None
    sent: list[tuple[date, datetime]] = field(default_factory=list)

    def live_until(self, until: datetime) -> None:
        while (note := next_note(self.hours, self.zone, self.now, last_on=self.last_on)) and note[1] <= until:
            planned_on, self.now = note
            assert note_day(self.now, self.now + timedelta(seconds=59), self.zone) == planned_on
            self.sent.append(note)
            self.last_on = planned_on
        self.now = until


@cache
def clock(name: str) -> Clock:
    return Clock(ZoneInfo(name), 2009, 2028, 86_400)


edits = st.lists(
    st.tuples(
        st.timedeltas(timedelta(), timedelta(days=4)),
        st.sampled_from(ZONES),
        st.sampled_from((time(23, 30), time(0, 30), time(7, 30), time(2, 15))),
        st.sampled_from((frozenset(range(7)), WEEKDAYS, frozenset({4}))),
    ),
    min_size=1,
    max_size=12,
)
# Apia leaves a date out; Nuuk leaves out the end of an evening; Berlin shows an hour twice.
starts = st.sampled_from((date(2011, 12, 26), date(2024, 3, 27), date(2025, 10, 22)))


@settings(max_examples=300, deadline=None)
@given(starts, edits)
def test_moving_about_never_doubles_or_skips_a_date(
    start: date, changes: list[tuple[timedelta, str, time, frozenset[int]]]
):
    member = Member(ZoneInfo("UTC"), NoteHours(time(7, 30)), datetime.combine(start, time(), UTC))
    for wait, name, at, days in changes:
        member.zone, member.hours = ZoneInfo(name), NoteHours(at, days)
        begun, before, known = member.now, member.last_on, len(member.sent)

        member.live_until(begun + wait)

        wanted = notes_between(clock(name), member.hours, begun, begun + wait)
        assert member.sent[known:] == [note for note in wanted if before is None or note[0] > before]
    dates = [on for on, _ in member.sent]
    assert dates == sorted(set(dates))


def notes_between(
    clock: Clock, hours: NoteHours, begun: datetime, until: datetime
) -> list[tuple[date, datetime]]:
    span = range((until.date() - begun.date()).days + 5)
    dates = (begun.date() + (n - 2) * DAY for n in span)
    notes = ((on, clock.expected_note(on, hours.note_at)) for on in dates if on.weekday() in hours.note_days)
    return [(on, instant) for on, instant in notes if instant is not None and begun < instant <= until]


def test_flying_between_apia_and_pago_pago_at_half_past_eleven():
    apia, pago = ZoneInfo("Pacific/Apia"), ZoneInfo("Pacific/Pago_Pago")
    hours = NoteHours(time(23, 30))
    member = Member(apia, hours, instant_of(MONDAY, time(23, 29), apia))
    for zone in (pago, apia, pago, apia):
        member.live_until(member.now + timedelta(minutes=1))
        member.zone = zone
        member.live_until(member.now + timedelta(hours=30))

    dates = [on for on, _ in member.sent]
    assert len(dates) >= 4
    assert dates == sorted(set(dates))
