"""The calendar of gatherings: single ones, and series as repeating events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.commitments.feeds import rows
from apps.commitments.feeds.repeating import Said, Wording
from apps.commitments.feeds.repeating import events as repeating_events
from apps.commitments.feeds.rows import Asked, GatheringRow
from apps.commitments.models import Series
from apps.core.calendars.writing import Event, Hours
from apps.core.links import absolute
from apps.core.revising import sequence
from apps.goals.likely import likely_at
from apps.goals.models import Gathering
from apps.goals.ranking import listed


class Gatherings:
    """Everything the member goes to, and what is cancelled of it, marked so."""

    title = gettext_lazy("Gatherings")

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._page = addressing("goals:gathering")
        self._likely: dict[int, str] = {}
        """By gathering, who is likely there; only where people may be named."""

    def fingerprint(self) -> str:
        """Another one whenever anything in the calendar is; two queries where people are named, else one."""
        digest, soon = rows.of_gatherings(self._asked)
        self._likely = self._named(soon)
        return f"{digest}{self._likely or ''}"

    def events(self) -> Iterator[Event]:
        """All of them; two queries. Ask for the fingerprint first, it finds out who is likely there."""
        single: list[GatheringRow] = []
        of_series: defaultdict[int, list[GatheringRow]] = defaultdict(list)
        for row in rows.gatherings(self._asked):
            (single if row.series_pk is None else of_series[row.series_pk]).append(row)
        yield from map(self._alone, single)
        if of_series:
            page = addressing("commitments:commitment")
            for series in Series.objects.of(self._asked.member).filter(pk__in=of_series).order_by("pk"):
                whole = uid("series", series.pk), page(series.commitment_id)
                wording = Wording(*whole, self._said, self._alone)
                yield from repeating_events(series, of_series[series.pk], wording)

    def only(self, pk: int) -> Iterator[Event]:
        """That one by itself; one query."""
        yield from map(self._alone, rows.gatherings(self._asked, pk))

    def _named(self, pks: list[int]) -> dict[int, str]:
        member, now = self._asked.member, self._asked.now
        found = likely_at(member, [Gathering(pk=pk) for pk in pks], member.day(now))
        return {pk: listed([guest.name for guest in guests]) for pk, guests in found.items() if guests}

    def _alone(self, row: GatheringRow) -> Event:
        return Event(
            uid=uid("gathering", row.pk),
            when=Hours(row.starts_at, row.ends_at, row.zone),
            **self._said(row)._asdict(),
            url=self._page(row.pk),
            created_at=row.created_at,
            changed_at=row.changed_at or row.created_at,
            sequence=sequence(row.created_at, row.changed_at),
        )

    def _said(self, row: GatheringRow) -> Said:
        location = ", ".join(filter(None, (row.place, row.address))) or row.organisation
        about = [row.commitment] if row.commitment and row.commitment != row.title else []
        if row.organisation and row.organisation not in (row.title, location, row.commitment):
            about.append(row.organisation)
        if row.pk in self._likely:
            about.append(_("Likely there: %(names)s") % {"names": self._likely[row.pk]})
        if row.coordinator:
            about.append(_("Coordinator: %(name)s") % {"name": row.coordinator})
        if row.notes:
            about.append(row.notes)
        return Said(row.title, location, "\n".join(about), row.is_off)


def uid(noun: str, pk: int) -> str:
    """The UID of a row: the same for as long as it is there and the site keeps its name."""
    return f"{noun}-{pk}@{urlsplit(settings.PUBLIC_URL).hostname}"


def addressing(name: str) -> Callable[[int], str]:
    """The whole address of a row's page by its key; the pattern is looked up once for all of them."""
    before, _key, after = absolute(reverse(name, args=[0])).rpartition("0")
    return lambda pk: f"{before}{pk}{after}"
