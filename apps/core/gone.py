"""What an act was about may have been deleted since: then that is taken back first, or both would be lost.

Taken back while all its rows are away, an act would find nothing to do and count as taken back; the rows
would come back with the deletion's taking back, and stay.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from apps.core.acts import Act, ActRow
from apps.core.taking_back import owned_tables

if TYPE_CHECKING:
    from apps.accounts.models import Member


def deleted_since(member: Member, act: Act, *, now: datetime) -> Act | None:
    """The latest act that deleted what this one made or changed, while that can be taken back itself.

    None where anything of it is still there.
    """
    tables = owned_tables()
    written = ActRow.objects.of(member).filter(act=act, after__isnull=False)
    rows = written.values_list("table_name").annotate(pks=ArrayAgg("row_id", distinct=True))
    gone = Q(pk__in=[])
    for table, pks in rows:
        if table in tables and tables[table]._default_manager.filter(owner_id=member.pk, pk__in=pks).exists():
            return None
        gone |= Q(table_name=table, row_id__in=pks)
    later = ActRow.objects.of(member).filter(
        gone, after__isnull=True, act_id__gt=act.pk, act__taken_back_at=None, act__expires_at__gt=now
    )
    deletion = later.select_related("act").order_by("-act_id").first()
    return deletion.act if deletion else None
