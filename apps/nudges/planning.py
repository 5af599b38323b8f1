"""Planning: whose note is due, what stands in it, and when the next one comes.

Members are claimed in batches, with locks that others skip; notes, lines, one mail each and the
next instant are written in the claim's transaction. So two planners, or one that died and came
back, make one note a day. Runs as owner; the cost follows the members due and nothing else.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction

from apps.accounts.models import Member
from apps.core import dates
from apps.core.acts import Act
from apps.core.due import DueItem, gather
from apps.core.outbox import Outbox, put_all
from apps.nudges.models import Digest, write_lines
from apps.nudges.pace import pick, spent

logger = logging.getLogger(__name__)

NOTE, NOTE_NOW = "note", "note_now"
BATCH = 200
ON_TIME = timedelta(minutes=5)  # a tick and a breath: later than that, quiet and working hours win
STALE = timedelta(hours=18)
AWAY = timedelta(days=10)
WEEK_DAYS = 7
AFTER_A_FAILURE = timedelta(hours=1)
ANYBODY = "select exists (select from accounts_member where next_digest_at <= %s)"


@dataclass(slots=True)
class Round:
    """One round of planning: how many notes, and whether nobody is left."""

    planned: int = 0
    is_done: bool = False


def plan(*, now: datetime, seconds: float | None = None) -> Round:
    """Plan every note that is due at `now`; stops after so many seconds, if given."""
    until = time.monotonic() + seconds if seconds else None
    done = Round()
    while not done.is_done and (until is None or time.monotonic() < until):
        done.is_done = not _is_anybody_due(now) or not _batch(now, done)
    return done


@dataclass(slots=True)
class Due:
    """One member whose note is due: for which day, and whether they have been away."""

    member: Member
    on: date
    is_away: bool = False


def _is_anybody_due(now: datetime) -> bool:
    """The whole cost of a tick on which nobody is due."""
    with connection.cursor() as cursor:
        cursor.execute(ANYBODY, [now])
        return bool(cursor.fetchone()[0])


def _batch(now: datetime, done: Round) -> bool:
    """Plan one batch; False when other planners hold everybody who is left."""
    claimed: list[Member] = []
    try:
        with transaction.atomic():
            claimed = _claim(now)
            planned = _plan(claimed, now)
        done.planned += planned
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("a batch of notes could not be planned; going on one by one")
        for member in claimed:
            done.planned += _alone(member.pk, now)
    return bool(claimed)


def _alone(pk: int, now: datetime) -> int:
    """Plan one member's note; whoever's fails waits an hour and holds up nobody."""
    try:
        with transaction.atomic():
            return _plan(_claim(now, pk=pk), now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("the note of member %s could not be planned", pk)
        Member.objects.filter(pk=pk).update(next_digest_at=now + AFTER_A_FAILURE)
        return 0


def _claim(now: datetime, **only: int) -> list[Member]:
    due = Member.objects.filter(next_digest_at__lte=now, **only).order_by("next_digest_at", "pk")
    return list(due.select_for_update(skip_locked=True, no_key=True)[:BATCH])


def _plan(claimed: list[Member], now: datetime) -> int:
    dues = [due for member in claimed if (due := _due(member, now))]
    _look_for_presence(dues, now)
    noted = _noted(dues)
    waiting = [due for due in dues if (due.member.pk, due.on) not in noted and not _waits_for_its_week(due)]
    members = [due.member for due in waiting]
    items, used = gather(members, now=now), spent(members, now=now)
    picked = ((due, pick(due.member, items[due.member.pk], used[due.member.pk])) for due in waiting)
    planned = _put([(due, lines) for due, lines in picked if lines], now)
    for due in dues:
        due.member.plan_next_note(after=now)
    Member.objects.bulk_update(claimed, ["next_digest_at", "last_note_on", "weekly_since_on"])
    return planned


def _due(member: Member, now: datetime) -> Due | None:
    """For which day this member's note is due; None where it has to wait, with its new instant set."""
    planned_at = member.next_digest_at or now
    if not member.wants_note or not member.is_active or member.leaving_at:
        member.next_digest_at = None
        return None
    if now - planned_at > ON_TIME:
        free_at = dates.free_from(member.note_hours, member.zone, now)
        if free_at > now:
            member.next_digest_at = free_at
            return None
    on = dates.note_day(planned_at, now, member.zone)
    has_had_it = member.last_note_on is not None and member.last_note_on >= on
    if has_had_it or on.weekday() not in member.note_hours.note_days:
        member.plan_next_note(after=now)
        return None
    return Due(member, on)


def _look_for_presence(dues: list[Due], now: datetime) -> None:
    """Who did nothing for ten days is away; whoever did something gets the daily note back."""
    pks = [due.member.pk for due in dues]
    here = set(Act.objects.filter(owner_id__in=pks, at__gt=now - AWAY).values_list("owner_id", flat=True))
    for due in dues:
        due.is_away = due.member.pk not in here and _has_been_away(due.member, now)
        if not due.is_away:
            due.member.weekly_since_on = None


def _has_been_away(member: Member, now: datetime) -> bool:
    """Joining, the first session and asking for the note count as acts."""
    lately = (member.joined_at, member.onboarded_at, member.wants_note)
    return all(at is None or now - at >= AWAY for at in lately)


def _noted(dues: list[Due]) -> set[tuple[int, date]]:
    """Member and day of the notes that are there already: somebody asked for theirs earlier."""
    of_them = Digest.objects.filter(
        owner_id__in=[due.member.pk for due in dues], on__in={due.on for due in dues}
    )
    return set(of_them.values_list("owner_id", "on"))


def _waits_for_its_week(due: Due) -> bool:
    last_on, is_weekly = due.member.last_note_on, due.member.weekly_since_on is not None
    return is_weekly and last_on is not None and due.on < last_on + timedelta(days=WEEK_DAYS)


def _put(notes: list[tuple[Due, list[DueItem]]], now: datetime) -> int:
    """Write the notes, their lines, and one mail each; the first weekly note says what it is."""
    digests = Digest.objects.bulk_create(
        Digest(owner=due.member, on=due.on, is_weekly=due.is_away, planned_at=now) for due, _lines in notes
    )
    planned = list(zip(digests, notes, strict=True))
    write_lines((digest, lines) for digest, (_due, lines) in planned)
    if planned:
        put_all([_mail(digest, due, now) for digest, (due, _lines) in planned])
    return len(planned)


def _mail(digest: Digest, due: Due, now: datetime) -> Outbox:
    member, says_weekly = due.member, due.is_away and due.member.weekly_since_on is None
    member.last_note_on = due.on
    if says_weekly:
        member.weekly_since_on = due.on
    return Outbox(
        key=f"digest:{member.pk}:{due.on.isoformat()}",
        kind=NOTE,
        recipient=member.email,
        member=member,
        facts={"digest": digest.pk, "on": due.on.isoformat(), "says_weekly": says_weekly},
        due_at=now,
        stale_at=now + STALE,
        created_at=now,
    )
