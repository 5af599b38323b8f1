"""Walk through your life: which stretch comes next, and writing down who came to mind in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from apps.contacts.memories import BY_KIND, STAGES, Stage
from apps.contacts.models import (
    Affiliation,
    Circle,
    Contact,
    Membership,
    Organisation,
    Origin,
    Period,
    Recollection,
)
from apps.contacts.naming import LONGEST_KEPT_SHORT, Named, note_down
from apps.core.due import Rest
from apps.core.fold import fold

if TYPE_CHECKING:
    from apps.accounts.models import Member

FACES = 8
FOR_EVER = date(9999, 12, 31)
Answers = Sequence[tuple[Named, Contact | None]]


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the member is: the open period or None, the stage to suggest or None, all other periods."""

    open: Any
    stage: Stage | None
    is_another: bool
    others: list[Any]


def walk_of(member: Member) -> Walk:
    """The walk as it stands; periods in the order of the years. Two queries."""
    periods = list(_periods(member).order_by("begun_at", "pk"))
    unfinished = [period for period in periods if period.walked_at is None]
    opened = unfinished[-1] if unfinished else None
    stage = _next_stage(member, {period.kind for period in periods})
    others = sorted(
        (period for period in periods if period is not opened), key=lambda each: each.from_year or 9999
    )
    return Walk(opened, stage, bool(stage) and any(each.kind == stage.kind for each in periods), others)  # type: ignore[union-attr]


def _periods(member: Member) -> Any:
    people = (
        Recollection.objects.filter(owner=OuterRef("owner"), period=OuterRef("pk"))
        .order_by("pk")
        .values(row=JSONObject(id="contact_id", name="contact__name"))
    )
    return Period.objects.of(member).annotate(
        faces=ArraySubquery(people[:FACES]), recalled=Count("recollections")
    )


def _next_stage(member: Member, walked: set[str]) -> Stage | None:
    passed = set(
        Rest.objects.of(member)
        .filter(subject__in=[_subject(stage) for stage in STAGES])
        .values_list("subject", flat=True)
    )
    for stage in STAGES:
        is_over = _subject(stage) in passed or (not stage.again and stage.kind in walked)
        if not is_over:
            return stage
    return None


def pass_by(member: Member, stage: Stage) -> None:
    """Suggest no period, or no further one, of this stage; it can still be begun."""
    Rest.until(member, _subject(stage), FOR_EVER)


def _subject(stage: Stage) -> str:
    return f"walk:{stage.kind}"


def remember(period: Period, answers: Answers, *, now: datetime) -> list[Contact]:
    """Write down who came to mind: new people *from before*, the known ones as they are.

    They join the period's circle, and its school, employer or club for its years. A note goes to
    what to remember about the person.
    """
    member, today = period.owner, period.owner.day(now)
    known = [(person, named.note) for named, person in answers if person]
    people = [person for person, _note in known]
    people += _newcomers(member, (named for named, person in answers if person is None), now)
    changed = note_down(known)
    for person in changed:
        person.changed_at = now
    Contact.objects.bulk_update(changed, ["remember", "notes", "changed_at"])
    pks = list(dict.fromkeys(person.pk for person in people))
    Contact.objects.of(member).undecided().filter(pk__in=pks).exclude(origin=Origin.WALK).update(
        from_before_on=today, changed_at=now
    )
    _belong(period, pks)
    Contact.objects.reindex(pks)
    Contact.objects.begin(pks, today=today)
    Contact.objects.recompute(pks)
    return people


def _newcomers(member: Member, names: Iterable[Named], now: datetime) -> list[Contact]:
    made = [
        Contact(
            owner=member,
            name=named.name,
            origin=Origin.WALK,
            remember=named.note if len(named.note) <= LONGEST_KEPT_SHORT else "",
            notes=named.note if len(named.note) > LONGEST_KEPT_SHORT else "",
            created_at=now,
            changed_at=now,
        )
        for named in names
    ]
    return list(Contact.objects.bulk_create(made))


def _belong(period: Period, pks: list[int]) -> None:
    own: dict[str, Any] = {"owner": period.owner}
    _settle(period)
    Recollection.objects.bulk_create(
        (Recollection(**own, period=period, contact_id=pk) for pk in pks), ignore_conflicts=True
    )
    Membership.objects.bulk_create(
        (Membership(**own, circle=period.circle, contact_id=pk) for pk in pks), ignore_conflicts=True
    )
    if period.organisation is None:
        return
    there = Affiliation.objects.of(period.owner).filter(organisation=period.organisation, contact__in=pks)
    missing = set(pks) - set(there.values_list("contact_id", flat=True))
    since, until = period.days
    Affiliation.objects.bulk_create(
        Affiliation(**own, organisation=period.organisation, contact_id=pk, from_on=since, until_on=until)
        for pk in sorted(missing)
    )


def _settle(period: Period) -> None:
    """Give the period its circle and its organisation, where it has none yet."""
    stage = BY_KIND[period.kind]
    if period.circle is None:
        period.circle = _circle(period, stage)
    if period.organisation is None and stage.place and fold(period.name):
        period.organisation = organisation(period.owner, period.name, stage.place)
    period.save(update_fields=["circle", "organisation"])


def _circle(period: Period, stage: Stage) -> Circle:
    """The circle of an earlier period of this kind, renamed or not; else the one of its usual name."""
    if not stage.circle:
        return Circle.named(period.owner, period.name if fold(period.name) else _("Clubs"))
    earlier = Period.objects.of(period.owner).filter(kind=period.kind, circle__isnull=False)
    last = earlier.select_related("circle").order_by("-begun_at", "-pk").first()
    return last.circle if last else Circle.named(period.owner, str(stage.circle))


def organisation(member: Member, name: str, kind: str) -> Organisation:
    """The member's organisation of that name, made of that kind where there is none."""
    place: Organisation = Organisation.objects.of(member).get_or_create(
        owner=member, folded=fold(name)[:200], defaults={"name": name, "kind": kind}
    )[0]
    return place


def restate(period: Period, name: str, years: tuple[int | None, int | None], *, now: datetime) -> None:
    """Another name or other years; who is there moves along, unless their own page says otherwise."""
    before, place = period.days, period.organisation
    period.name, (period.from_year, period.until_year) = name, years
    stage = BY_KIND[period.kind]
    period.organisation = organisation(period.owner, name, stage.place) if place and fold(name) else place
    period.save(update_fields=["name", "from_year", "until_year", "organisation"])
    if place is None:
        return
    recalled = Recollection.objects.of(period.owner).filter(period=period).values("contact")
    same = Affiliation.objects.of(period.owner).filter(
        organisation=place, contact__in=recalled, from_on=before[0], until_on=before[1]
    )
    people = list(same.values_list("contact_id", flat=True))
    since, until = period.days
    same.update(organisation=period.organisation, from_on=since, until_on=until)
    Contact.objects.reindex(people)
