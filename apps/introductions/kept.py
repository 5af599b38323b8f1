"""Answers that cannot be read: put where the web may write and not read, and gone on the closing day.

A no to a letter passed on, and the yes of one of two until the other agrees. `keep` and `forget` are for the
web and return nothing; so is `agree`, which tells only that both have; `let_go` and the tidier run as owner
of the tables.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Q

from apps.core.models import Link
from apps.introductions.models import AskLimit, Letter, SideAnswer, TargetAnswer

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
    """The reader deletes what they answered, a no or a yes, if they did."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_forget_answers(%s)", [link.pk])


def agree(link: Link, address: str, *, now: datetime) -> str:
    """One of two agrees, with an address confirmed by code: where the other is reached, if they agreed too.

    "" says that they have not, whatever else they did.
    """
    with connection.cursor() as cursor:
        cursor.execute("select kith_agree(%s, %s, %s)", [link.pk, address, now])
        (other,) = cursor.fetchone()
    return other or ""


def let_go(links: Collection[int], *, now: datetime) -> None:
    """The time of these letters is over: who is to be left alone is from now on, and the answers go."""
    answers = TargetAnswer.objects.filter(link__in=links)
    alone = [row.fingerprint for row in answers.filter(fingerprint__isnull=False)]
    rows = [AskLimit(fingerprint=each, created_at=now) for each in alone]
    AskLimit.objects.bulk_create(rows, ignore_conflicts=True)
    AskLimit.objects.filter(fingerprint__in=alone).update(days=None)
    answers.delete()
    SideAnswer.objects.filter(link__in=links).delete()


def let_go_of_ended(now: datetime) -> None:
    """What letters kept that were withdrawn or taken back, once their day is over, or answered with a yes.

    Closing lets go of the rest. Never sooner: from a letter taken back a no can be read as little.
    """
    answered = Letter.objects.filter(shown__stands__in=("yes", "introduced")).values("link")
    over = Q(link__ends_at__lte=now) | Q(link__in=answered)
    answers = TargetAnswer.objects.filter(over).values_list("link", flat=True)
    sides = SideAnswer.objects.filter(over | Q(link__revoked_at__isnull=False)).values_list("link", flat=True)
    let_go({*answers, *sides}, now=now)
