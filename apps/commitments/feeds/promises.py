"""The calendar of promises: a whole day each, until it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.commitments.feeds import rows
from apps.commitments.feeds.gatherings import addressing, uid
from apps.commitments.feeds.rows import Asked, PromiseRow
from apps.core.calendars.writing import Event
from apps.core.revising import sequence


class Promises:
    """What is still promised, and what was handed back, marked so."""

    title = gettext_lazy("Promises")

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def fingerprint(self) -> str:
        """Another one whenever anything in the calendar is; one query."""
        return rows.of_promises(self._asked)

    def events(self) -> Iterator[Event]:
        """All of them; one query."""
        page = addressing("commitments:promise")
        return (_event(row, page(row.pk)) for row in rows.promises(self._asked))


def _event(row: PromiseRow, url: str) -> Event:
    about = [row.commitment] if row.commitment else []
    if row.person:
        about.append(_("Promised to %(name)s") % {"name": row.person})
    return Event(
        uid=uid("promise", row.pk),
        when=row.due_on,
        summary=row.what,
        description="\n".join(about),
        is_cancelled=row.is_off,
        url=url,
        created_at=row.created_at,
        changed_at=row.changed_at or row.created_at,
        sequence=sequence(row.created_at, row.changed_at),
    )
