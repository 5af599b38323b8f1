"""The fourth layer of the demo life: what she gives, with the evenings it took, promises and offers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from apps.accounts.models import Member
from apps.commitments.models import Commitment, Near, Offer, Promise, Session
from apps.commitments.nearness import bring_near
from apps.commitments.series import set_up
from apps.commitments.taking_on import take_on
from apps.contacts.models import Contact, Organisation
from apps.contacts.naming import Named
from apps.core import dates
from apps.dashboard.demo.evenings import BANK
from apps.dashboard.demo.giving import GIFTS, OFFERS, PROMISES, SHIFT, THROUGH_VERA, Could, Gift, Rule, Said
from apps.dashboard.demo.goals import DAY, Life
from apps.goals.meeting import meet
from apps.goals.models import Gathering, Goal, Place
from apps.goals.naming import names_in

CAP = 6
CHOIR_IS_FREE_FOR = 20
MORNING = time(8)


def add_commitments(member: Member, people: dict[str, Contact], *, now: datetime) -> None:
    """Everything of `giving`; `people` grows."""
    life = Life(member, people, now)
    goals = {goal.purpose: goal for goal in Goal.objects.of(member).unfinished()}
    taken_on = {gift.title: _gift(life, gift, goals) for gift in GIFTS}
    for gift in GIFTS:
        _series(life, taken_on[gift.title], gift)
    for gathering in Gathering.objects.of(member).filter(place=Place.meant(member, BANK), sessions=None):
        Session.join(gathering, taken_on[SHIFT])
    for name, relation, days_ago in THROUGH_VERA:
        by = people["Vera Holm"]
        people[name] = Contact.objects.add(
            member, name, now=life.then(days_ago), relation=relation, introduced_by=by
        )
    for said in PROMISES:
        _promise(life, said, taken_on)
    for could in OFFERS:
        _offer(life, could)


def _gift(life: Life, gift: Gift, goals: dict[str, Goal]) -> Commitment:
    then = life.then(gift.days_ago)
    first_on, last_on = _span(life, gift.rule) if gift.rule else (None, None)
    columns = {
        "kind": gift.kind,
        "title": gift.title,
        "organisation": _organisation(life, gift),
        "coordinator": life.people.get(gift.coordinator),
        "about": gift.about,
        "teaches": gift.teaches,
        "begins_on": first_on if gift.is_term else life.day(gift.days_ago),
        "ends_on": last_on if gift.is_term else None,
        **gift.columns,
    }
    if gift.kind == Commitment.Kind.PROJECT:
        columns["approved_on"] = life.day(gift.days_ago - 4)
    if gift.kind == Commitment.Kind.SERVICE:
        columns["free_until_on"] = life.day(-CHOIR_IS_FREE_FOR)
    served = [goals[gift.goal]] if gift.goal else []
    own = take_on(
        life.member, columns, goals=served, steps=[what for what, _done in gift.steps], offer=None, now=then
    )
    for step, (_what, done) in zip(own.steps.order_by("pk"), gift.steps, strict=True):
        if done:
            step.do(life.day(done))
    _near(life, own, gift.near, Near.As.NEAR)
    _near(life, own, gift.vouches, Near.As.VOUCHES)
    for days_ago, title, at, minutes, met in gift.singles:
        begins = dates.instant_of(life.day(days_ago, gift.weekday), at, life.member.zone)
        _single(life, own, title, begins, minutes, met)
    return own


def _organisation(life: Life, gift: Gift) -> Organisation:
    whole = Organisation.meant(life.member, gift.organisation)
    if gift.organisation_kind and whole.kind != gift.organisation_kind:
        whole.rewrite(name=whole.name, kind=gift.organisation_kind, domain=whole.domain, notes=whole.notes)
    return whole


def _near(life: Life, own: Commitment, names: str, what: str) -> None:
    people = [life.people[named.name] for named in names_in(names)]
    bring_near(own, [], people, what, chosen={}, now=life.now)


def _span(life: Life, rule: Rule) -> tuple[date, date]:
    """The first and the last day of a rule: none on yesterday, today or tomorrow, whatever day it is."""
    taken = {(life.today + away * DAY).weekday() for away in (-1, 0, 1)}
    weekday = next(day for day in rule.weekdays if day not in taken)
    next_on = life.today + ((weekday - life.today.weekday()) % 7 or 7) * DAY
    return next_on - rule.weeks * 7 * DAY, next_on + (rule.ahead - 1) * 7 * DAY


def _series(life: Life, own: Commitment, gift: Gift) -> None:
    """Its gatherings, without those on evenings given away already, and the mornings after them."""
    rule = gift.rule
    if rule is None:
        return
    first_on, last_on = _span(life, rule)
    weekday, is_weekly = first_on.weekday(), rule.nth is None
    set_up(
        own,
        now=life.then(gift.days_ago),
        title=rule.title,
        unit=rule.unit,
        every=rule.every,
        weekdays=1 << weekday if is_weekly else 0,
        nth=rule.nth,
        weekday=None if is_weekly else weekday,
        begins=rule.begins,
        minutes=rule.minutes,
        time_zone=str(life.member.zone),
        from_on=first_on,
        until_on=last_on,
        place=Place.meant(life.member, rule.place) if rule.place else None,
    )
    its = Gathering.objects.of(life.member).filter(sessions__series__commitment=own)
    _stay_away(life, its)
    over = its.taking_place().filter(ends_at__lte=life.now).order_by("-starts_at")
    for gathering, met in zip_longest(over, gift.met):
        if gathering is not None:
            _tell(life, gathering, met or "")


def _single(life: Life, own: Commitment, title: str, begins: datetime, minutes: int, met: str) -> None:
    gathering = Gathering.plan(
        life.member,
        now=begins - 7 * DAY,
        title=title,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=minutes),
        time_zone=str(life.member.zone),
        organisation=own.organisation,
    )
    Session.join(gathering, own)
    _tell(life, gathering, met)


def _stay_away(life: Life, gatherings: Iterable[Gathering]) -> None:
    """Nobody is in two rooms at once."""
    others = Gathering.objects.of(life.member).taking_place()
    for gathering in gatherings:
        at_once = others.filter(starts_at__lt=gathering.ends_at, ends_at__gt=gathering.starts_at)
        if at_once.exclude(pk=gathering.pk).exists():
            gathering.stay_away(now=gathering.starts_at - DAY)


def _tell(life: Life, gathering: Gathering, met: str) -> None:
    """What she wrote the morning after."""
    morning = dates.instant_of(gathering.on + DAY, MORNING, life.member.zone)
    answers: list[tuple[Named, Contact | None]] = [
        (named, life.people.get(named.name)) for named in names_in(met)
    ]
    for person in meet(gathering, life.member, answers, now=morning):
        life.people.setdefault(person.name, person)


def _promise(life: Life, said: Said, taken_on: dict[str, Commitment]) -> None:
    promise = Promise.give(
        life.member,
        now=life.then(said.given),
        on=life.day(said.given),
        what=said.what,
        due_on=life.day(-said.due),
        contact=life.people.get(said.whom),
        commitment=taken_on.get(said.within),
    )
    if said.kept is not None:
        promise.keep(life.day(said.kept))
    if said.handed_back is not None:
        promise.hand_back(life.day(said.handed_back))


def _offer(life: Life, could: Could) -> None:
    offer = Offer.make(
        life.member, now=life.then(150), what=could.what, most=could.most, per=could.per, about=could.about
    )
    offer.be_for(could.causes)
    for days_ago, what, whom in could.done:
        served = life.people.get(whom) or Organisation.meant(life.member, whom)
        offer.fulfil(what, life.day(days_ago), whom=served)
