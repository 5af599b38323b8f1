"""Never asked: whom else should I know? People who were not asked that yet, family first.

Everyone opens on to others. Left out are those who introduced somebody, were asked, are let be, have died,
or of whom the member said *not this one*.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.models import Ask, Contact, Membership, Participation, Period, Recollection
from apps.contacts.models.circle import STARTERS
from apps.core.due import Rest, resting
from apps.core.fold import fold

if TYPE_CHECKING:
    from apps.accounts.models import Member

ABOUT = "whom_else"
A_DOZEN = 12
IN_TOUCH_DAYS = 730
NOT_THIS_ONE_DAYS = 365
FAMILY = gettext_lazy(
    "mother father mum dad mama papa parent sister brother sibling daughter son child wife husband partner "
    "cousin aunt uncle niece nephew grandmother grandfather grandma grandpa grandson granddaughter godmother "
    "godfather goddaughter godson mother-in-law father-in-law sister-in-law brother-in-law stepmother "
    "stepfather stepsister stepbrother"
)
"""Words for what somebody is to the member, in the reader's language, with spaces between."""


def never_asked(member: Member, today: date) -> list[Contact]:
    """The first dozen, with `is_family`: family before others, then those most in touch. One query."""
    mine = {"owner": OuterRef("owner"), "contact": OuterRef("pk")}
    asked = Ask.objects.filter(**mine, kind=Ask.Kind.WHOM_ELSE)
    opened = Contact.objects.filter(owner=OuterRef("owner"), introduced_by=OuterRef("pk"))
    people = (
        Contact.objects.of(member)
        .filter(~Exists(asked), ~Exists(opened), ~resting(ABOUT, today), let_be_at=None, died_on=None)
        .annotate(is_family=_is_family(), touches=Coalesce(_touches(today), 0))
        .filter(Q(is_family=True) | Q(last_touch_on__isnull=False) | Q(rhythm_days__isnull=False))
    )
    latest = F("last_touch_on").desc(nulls_last=True)
    return list(people.order_by("-is_family", "-touches", latest, "sort_key", "pk")[:A_DOZEN])


def asked_whom_else(member: Member, person: Contact, on: date) -> Ask:
    """The member asked this person that day."""
    what = _("Whom else I should know")
    ask: Ask = Ask.objects.create(
        owner=member, contact=person, kind=Ask.Kind.WHOM_ELSE, what=what, happened_on=on
    )
    return ask


def not_this_one(member: Member, person: Contact, today: date) -> None:
    """Not to be thought of for this question for a year."""
    Rest.until(member, f"{ABOUT}:{person.pk}", today + timedelta(days=NOT_THIS_ONE_DAYS))


def _is_family() -> Any:
    mine = {"owner": OuterRef("owner"), "contact": OuterRef("pk")}
    names = {fold("Family"), fold(str(STARTERS[0]))}
    words = [word for each in str(FAMILY).split() for word in (each, each.capitalize())]
    circle = Membership.objects.filter(**mine, circle__folded__in=names)
    walked = Recollection.objects.filter(**mine, period__kind=Period.Kind.FAMILY)
    is_one = Q(Exists(circle)) | Q(Exists(walked)) | Q(relation__in=words)
    return Case(When(is_one, then=True), default=False, output_field=BooleanField())


def _touches(today: date) -> Subquery:
    """How often they were in touch within two years."""
    lately = Participation.objects.filter(
        owner=OuterRef("owner"),
        contact=OuterRef("pk"),
        interaction__happened_on__gt=today - timedelta(days=IN_TOUCH_DAYS),
    )
    counted = lately.order_by().values("contact").annotate(number=Count("pk"))
    return Subquery(counted.values("number"), output_field=IntegerField())
