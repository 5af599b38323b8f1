"""The third layer of the demo life: one goal in full, a quieter one, and one that was reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from apps.accounts.models import Member
from apps.contacts.models import (
    Affiliation,
    Cause,
    Contact,
    ContactPoint,
    Give,
    Interaction,
    Organisation,
)
from apps.core import dates
from apps.core.fold import fold
from apps.dashboard.demo.evenings import CLUB, EVENINGS, GUILD, ROOMS, Evening, Room
from apps.dashboard.demo.gear import AIMS, CIRCLE, Aim
from apps.goals.evidence import see
from apps.goals.meeting import meet
from apps.goals.models import (
    EmployerProfile,
    Gathering,
    Goal,
    Opportunity,
    Place,
    PublicFact,
    Target,
)
from apps.goals.naming import names_in
from apps.goals.places import add_places
from apps.goals.targets import add_people

BEGAN, ENDS_IN_MONTHS = 243, 8
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Life:
    """Whose life it is, who is in it by name, and when it is written down."""

    member: Member
    people: dict[str, Contact]
    now: datetime

    @property
    def today(self) -> date:
        """The member's own day."""
        return self.member.day(self.now)

    def day(self, days_ago: int, weekday: int | None = None) -> date:
        """That many days ago, or the last such weekday until then."""
        on = self.today - days_ago * DAY
        return on if weekday is None else on - (on.weekday() - weekday) % 7 * DAY

    def then(self, days_ago: int) -> datetime:
        """The same hour that many days ago."""
        return self.now - days_ago * DAY


def add_goals(member: Member, people: dict[str, Contact], *, now: datetime) -> None:
    """Where she would like to be at home, with everything that came of it; `people` grows."""
    life = Life(member, people, now)
    EmployerProfile.rewrite(
        member,
        name="Harrow & Pine",
        domain="harrowpine.example",
        fields=["hotels", "wine-spirits", "book-publishing"],
        now=life.then(BEGAN),
    )
    _reached(life)
    _among_makers(life)
    _at_work(life)


def _among_makers(life: Life) -> None:
    goal = Goal.begin(
        life.member,
        now=life.then(BEGAN),
        sentence="To be at home among people who make outdoor gear",
        why="They make what lasts, and hardly anybody tells it well. I would like to be the one they ring.",
        purpose=Goal.Purpose.CLIENTS,
        field="outdoor-gear",
        by_on=dates.add_months(life.today, ENDS_IN_MONTHS).replace(day=1),
    )
    for aim in AIMS:
        _aim(life, goal, aim)
    for room in ROOMS:
        _room(life, goal, room)
    for evening in EVENINGS:
        _evening(life, evening)
    circle = goal.gather()
    for name in CIRCLE:
        life.people[name].join(circle.name)
    _came(life, goal)
    goal.looked(life.day(20))


def _aim(life: Life, goal: Goal, aim: Aim) -> None:
    """Somebody to meet, with what is public of them and what she learned since."""
    added = add_people(goal, f"{aim.name}, {aim.what}", now=life.then(aim.added))
    person = life.people.setdefault(aim.name, added.targets[0].contact)
    said = ("city", "how_we_met", "remember", "ask_next", "opener")
    told = {column: getattr(aim, column) for column in said if getattr(aim, column)}
    told |= {"introduced_by": life.people[aim.by]} if aim.by else {}
    for column, value in told.items():
        setattr(person, column, value)
    if told:
        person.rewrite(list(told), now=life.then(aim.added))
    if aim.is_met:
        _address(life.member, person)
    _about(life, person, aim)
    if aim.every:
        person.choose_rhythm(aim.every, today=life.today, now=life.now)
    if aim.friend:
        Target.call_friend(life.member, person, life.day(aim.friend))


def _address(member: Member, person: Contact) -> None:
    address = f"{fold(person.name).replace(' ', '.')}@example.org"
    ContactPoint.objects.create(
        owner=member, contact=person, kind=ContactPoint.Kind.EMAIL, value=address, match_key=address
    )


def _about(life: Life, person: Contact, aim: Aim) -> None:
    own = {"owner": life.member, "contact": person}
    for name, role, is_there in aim.at:
        place, until = Organisation.meant(life.member, name), None if is_there else life.day(900)
        Affiliation.objects.create(**own, organisation=place, role=role, until_on=until)
    for text, source, days_ago in aim.facts:
        PublicFact.objects.create(**own, text=text, source=source, seen_on=life.day(days_ago))
    for name, where in aim.causes:
        source = Cause.Source.PUBLIC if where else Cause.Source.TOLD
        Cause.objects.create(**own, name=name, folded=fold(name), source=source, where=where)
    for days_ago, what in aim.helped:
        Give.objects.create(**own, what=what, happened_on=life.day(days_ago))
    for days_ago, kind, note in aim.touches:
        Interaction.log(life.member, [person], kind=kind, on=life.day(days_ago), now=life.now, note=note)


def _room(life: Life, goal: Goal, room: Room) -> None:
    """A place of the goal, and who was seen there."""
    place = add_places(goal, f"{room.name}, {room.why}", now=life.then(BEGAN)).places[0]
    whole = None
    if room.whole:
        whole = Organisation.meant(life.member, room.name)
        whole.rewrite(name=whole.name, kind=room.whole, domain=whole.domain, notes=whole.notes)
    place.rewrite(name=room.name, kind=room.kind, city=room.city, site=room.site, organisation=whole)
    for who, days_ago, what, source in room.seen:
        see(place, [life.people[who]], on=life.day(days_ago, room.weekday), what=what, source=source)


def _evening(life: Life, evening: Evening) -> None:
    """One gathering, told the morning after where it was told."""
    on = life.day(evening.days_ago, evening.weekday)
    begins, zone = dates.instant_of(on, evening.begins, life.member.zone), life.member.zone
    if evening.days_ago == 0 and begins < life.now:  # tonight's has begun already: then tomorrow's
        on += DAY
        begins = dates.instant_of(on, evening.begins, zone)
    gathering = Gathering.plan(
        life.member,
        now=min(begins - 7 * DAY, life.now),
        title=evening.title,
        starts_at=begins,
        ends_at=dates.instant_of(on, evening.ends, zone),
        time_zone=str(zone),
        place=Place.meant(life.member, evening.place),
        notes=evening.notes,
    )
    if evening.met is None:
        return
    morning_after = dates.instant_of(on + DAY, time(8), zone)
    answers = [(named, life.people.get(named.name)) for named in names_in(evening.met)]
    for person in meet(gathering, life.member, answers, now=morning_after):
        life.people.setdefault(person.name, person)


def _came(life: Life, goal: Goal) -> None:
    """A client through three people, and advice from an evening."""
    common = {"owner": life.member, "goal": goal}
    Opportunity.objects.create(
        **common,
        kind=Opportunity.Kind.ADVICE,
        what="Send one page and a sample, never a folder",
        happened_on=life.day(99),
        contact=life.people["Ingrid Solheim"],
        place=Place.meant(life.member, GUILD),
    )
    Opportunity.objects.create(
        **common,
        kind=Opportunity.Kind.CLIENT,
        what="Words for the tents that Granite Outfitters sell under their own name",
        happened_on=life.day(26),
        contact=life.people["Dev Malhotra"],
        place=Place.meant(life.member, CLUB),
    )


def _at_work(life: Life) -> None:
    """The quieter one; a month has passed since she said that it is still it."""
    goal = Goal.begin(
        life.member,
        now=life.then(300),
        sentence="To run a press room that people like to come back to",
        why="Ours is about to need somebody. I would rather grow here than be new somewhere else.",
        purpose=Goal.Purpose.GROWING,
        field="public-relations",
        role="head of a small press room",
    )
    names = ("Ruth Adler, ran one for twenty years", "Femi Ade, left a large one for a small one")
    _small(life, goal, names, "Press Club, second Wednesdays: those who run one eat at the back table")
    press_club = Place.meant(life.member, "Press Club")
    press_club.rewrite(name=press_club.name, kind=Place.Kind.VENUE, city="San Francisco")
    see(
        press_club,
        [life.people["Ruth Adler"]],
        on=life.day(71),
        what="has the corner chair",
        source="her card",
    )
    goal.looked(life.day(32))


def _reached(life: Life) -> None:
    """The one of the year before, and what came of it."""
    goal = Goal.begin(
        life.member,
        now=life.then(640),
        sentence="To be at home among people who print by hand",
        why="I write for paper, and had never set a line of type.",
        purpose=Goal.Purpose.BELONGING,
        field="printing",
        looked_on=life.day(400),
    )
    names = ("Dana Kim, teaches print making", "Jun Park, prints on his grandfather's press")
    _small(life, goal, names, "City College print room, Thursdays, until the caretaker comes")
    friends = [life.people["Dana Kim"], life.people["Jun Park"]]
    see(
        Place.meant(life.member, "City College print room"),
        friends,
        on=life.day(150),
        what="",
        source="I was there",
    )
    for days_ago in (600, 410, 150):
        met = Interaction.Kind.MET
        Interaction.log(
            life.member, friends, kind=met, on=life.day(days_ago), now=life.now, note="the old press"
        )
    Opportunity.objects.create(
        owner=life.member,
        goal=goal,
        kind=Opportunity.Kind.FRIEND,
        what="Dana, and breakfast after every edition",
        happened_on=life.day(380),
        contact=life.people["Dana Kim"],
    )
    goal.reach(
        "I came for paper and found four people to eat with. Dana's class goes on, and twice a year Jun "
        "lets me at the old press.",
        now=life.then(338),
    )


def _small(life: Life, goal: Goal, people: Iterable[str], place: str) -> None:
    then = dates.instant_of(goal.began_on, time(20), life.member.zone)
    for target in add_people(goal, "\n".join(people), now=then).targets:
        life.people.setdefault(target.contact.name, target.contact)
    add_places(goal, place, now=then)
