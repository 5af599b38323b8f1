"""Whatever happens, in whatever order: at most one note a local date, and none twice (D2)."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core.due import Rest
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.nudges.asking import AskedJustNow, send_one_now
from apps.nudges.models import Digest, Nudge
from apps.nudges.planning import plan
from tests.nudges.noting import asks_for_note, make_due

pytestmark = pytest.mark.django_db
ZONES = ("Europe/Lisbon", "Pacific/Apia", "Pacific/Pago_Pago", "America/New_York", "Asia/Kathmandu")
hours = st.integers(0, 23).flatmap(lambda hour: st.builds(time, st.just(hour), st.sampled_from((0, 30, 59))))
steps = st.one_of(
    st.tuples(st.just("plan"), st.none()),
    st.tuples(st.just("fly"), st.sampled_from(ZONES)),
    st.tuples(st.just("hour"), hours),
    st.tuples(st.just("days"), st.integers(0, 127)),
    st.tuples(st.just("rest"), st.integers(0, 3)),
    st.tuples(st.just("now"), st.none()),
    st.tuples(st.just("stale"), st.none()),
)


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    # the night clocks go back in Europe, or forward in New York
    start=st.sampled_from([datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2027, 3, 13, 12, tzinfo=UTC)]),
    walk=st.lists(st.tuples(st.integers(0, 30), steps), min_size=5, max_size=40),
)
def test_at_most_one_note_a_local_date(maya, start, walk):
    forget_everything(maya)
    people = make_due(maya, "Ana", on=start.date() - timedelta(days=3))
    moment = start
    asks_for_note(maya, since=moment)
    for pause, (what, which) in walk:
        moment += timedelta(hours=pause, minutes=7)
        happen(what, which, maya, people, moment)
        plan(now=moment)
    notes = Counter(Digest.objects.values_list("on", flat=True))
    assert all(count == 1 for count in notes.values())
    mails = Outbox.objects.filter(kind="note").values_list("facts__on", flat=True)
    assert len(mails) == len(set(mails)) <= len(notes)
    assert list(mails) == sorted(mails), "and never an earlier day after a later one"


def happen(what, which, maya, people, moment):
    maya.refresh_from_db()
    if what == "fly":
        maya.time_zone = which
    elif what == "hour":
        maya.note_at = which
    elif what == "days":
        maya.note_days = which
    elif what == "rest":
        Rest.until(maya, f"contact:{people[0].pk}", maya.day(moment) + timedelta(days=which))
    elif what == "now":
        ask(maya, moment)
    elif what == "stale":  # an instant left over from before, as a crash or a restored backup may leave it
        Member.objects.filter(pk=maya.pk).update(next_digest_at=moment - timedelta(days=1))
        return
    if what in ("fly", "hour", "days"):
        maya.plan_next_note(after=moment)
        maya.save()


def ask(member, moment):
    with acting_as(member), suppress(AskedJustNow):
        send_one_now(member, now=moment)


def forget_everything(member):
    for model in (Nudge, Digest, Outbox, Rest, Contact):
        model.objects.all().delete()
    Member.objects.filter(pk=member.pk).update(
        time_zone="Europe/Lisbon",
        last_note_on=None,
        weekly_since_on=None,
        wants_note=None,
        next_digest_at=None,
    )
    member.refresh_from_db()
