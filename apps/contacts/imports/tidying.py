"""Files that were brought are dropped when their time to be taken back is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from apps.contacts.models import ImportBatch, ImportPart
from apps.core.acts import DAYS_TO_TAKE_BACK_AN_IMPORT

DAYS_UNSTARTED = 7


def drop_files(now: datetime) -> None:
    """Delete the parts of imports past taking back, and files that were only looked at a week ago.

    The report stays; what was never started goes whole. Runs as the owner of the tables.
    """
    over = now - timedelta(days=DAYS_TO_TAKE_BACK_AN_IMPORT)
    ImportPart.objects.filter(Q(batch__finished_at__lt=over) | Q(batch__stopped_at__lt=over)).delete()
    ImportBatch.objects.filter(started_at=None, uploaded_at__lt=now - timedelta(days=DAYS_UNSTARTED)).delete()
