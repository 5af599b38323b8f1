"""A no that cannot be read: it is put where the web may write and not read, and goes on the closing day.

`keep` and `forget` are for the web and return nothing; `let_go` and the tidier run as owner of the tables.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Q

from apps.core.models import Link
from apps.introductions.models import AskLimit, Letter, TargetAnswer

NOT_NOW, NEVER = "not_now", "never"


def keep(link: Link, answer: str, *, now: datetime, fingerprint: bytes | None = None) -> None:
    """Write the answer down; nothing that anybody can read changes.

    With the `fingerprint` of an address: no member is to ask there, from the closing day on. Were it from
    today on, whoever knows that address could read the answer from it.
    """
    row = TargetAnswer(link=link, answer=answer, fingerprint=fingerprint, answered_at=now)
    TargetAnswer.objects.bulk_create(
        [row], ignore_conflicts=True
    )  # without it Django would read the key back


def forget(link: Link) -> None:
    """The reader deletes what they answered, if they did."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_forget_answers(%s)", [link.pk])


def let_go(links: Collection[int], *, now: datetime) -> None:
    """The time of these letters is over: who is to be left alone is from now on, and the answers go."""
    answers = TargetAnswer.objects.filter(link__in=links)
    alone = [row.fingerprint for row in answers.filter(fingerprint__isnull=False)]
    rows = [AskLimit(fingerprint=each, created_at=now) for each in alone]
    AskLimit.objects.bulk_create(rows, ignore_conflicts=True)
    AskLimit.objects.filter(fingerprint__in=alone).update(days=None)
    answers.delete()


def let_go_of_ended(now: datetime) -> None:
    """What letters kept that were withdrawn or taken back, once their day is over, or answered with a yes.

    Closing lets go of the rest. Never sooner: from a letter taken back a no can be read as little.
    """
    answered = Letter.objects.filter(shown__stands__in=("yes", "introduced")).values("link")
    answers = TargetAnswer.objects.filter(Q(link__ends_at__lte=now) | Q(link__in=answered))
    let_go(set(answers.values_list("link", flat=True)), now=now)
