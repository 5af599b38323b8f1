"""When a row last changed, so that calendars can tell a newer one from an older one.

A model names the columns that count in `revised`; a trigger (`core/sql/functions.sql`) moves its `changed_at`
on with each change of them, on whatever way it is written. What an act took away and a taking back brings
again is newer too.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Coalesce, Greatest, Now, TruncSecond

from apps.core.scope import Owned

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.core.acts import Act

A_SECOND = timedelta(seconds=1)


def sequence(created_at: datetime, changed_at: datetime | None) -> int:
    """SEQUENCE of RFC 5545: higher with each change; the seconds between a row's making and its last one."""
    if changed_at is None or changed_at <= created_at:
        return 0
    return -((created_at - changed_at) // A_SECOND)


def revise_touched(member: Member, act: Act, touched: dict[type[Owned], set[int]]) -> None:
    """After an act was taken back: everything it touched is newer than anybody knows it."""
    for model, pks in touched.items():
        if model.revised:
            _revise(member, model, pks)
        if model.revises:
            key: Any = model._meta.get_field(model.revises)
            rows = model.objects.of(member).filter(pk__in=pks).exclude(**{key.attname: None})
            _revise(member, key.related_model, set(rows.values_list(key.attname, flat=True)))


def _revise(member: Member, model: type[Owned], pks: Collection[int]) -> None:
    rows: Any = model.objects.of(member).filter(pk__in=pks)
    rows.update(changed_at=Greatest(Coalesce("changed_at", "created_at") + A_SECOND, TruncSecond(Now())))
