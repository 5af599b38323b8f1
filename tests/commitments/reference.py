"""Hours in plain Python, beside the SQL of `apps/commitments/hours.py`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from apps.accounts.models import Member
from apps.commitments.models import Session
from apps.goals.models import Gathering

A_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def planned(gathering: Gathering) -> int:
    """Minutes on its own clock."""
    starts = gathering.starts.replace(tzinfo=None)
    ends = gathering.ends.replace(tzinfo=None)
    days = (ends.date() - starts.date()).days
    if days > 0 and (ends - starts >= A_DAY or ends.time() > time(12)):
        span = datetime.combine(starts.date(), ends.time()) - starts
        return (days + 1) * (span // MINUTE if span > timedelta() else 480)
    if ends > starts:
        return (ends - starts) // MINUTE
    return (gathering.ends_at - gathering.starts_at) // MINUTE


def takes(gathering: Gathering, session: Session | None, now: datetime) -> int:
    """Minutes given where it is over and they were said; else planned."""
    is_said = session is not None and session.given_minutes is not None and gathering.ends_at <= now
    return session.given_minutes if is_said else planned(gathering)


def week(
    member: Member, monday: date, rows: Iterable[tuple[Gathering, Session | None]], now: datetime
) -> int:
    """Minutes of the gatherings that begin in the member's week and are not the employer's."""
    return sum(
        takes(gathering, session, now)
        for gathering, session in rows
        if gathering.takes_place
        and not (session and session.commitment.is_work)
        and monday <= member.day(gathering.starts_at) < monday + 7 * A_DAY
    )
