"""Pick who matters: people nobody decided about yet, the likely closest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.cursors import decode, encode
from apps.contacts.listing import line_of
from apps.contacts.models import Contact, ContactPoint, ImportantDate, ImportRow, Membership, Photo

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 25
# Each sign of closeness adds 32 and its own bit: the sum sorts by how many there are, and tells which.
A_SIGN = 32
SIGNS: tuple[tuple[int, str | Promise], ...] = (
    (16, _("a birthday")),
    (8, _("telephone and e-mail")),
    (4, _("notes")),
    (2, _("a photo")),
    (1, _("a circle")),
)


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody to decide about, and what speaks for being close."""

    person: Contact
    line: str
    signs: list[str | Promise]


@dataclass(frozen=True, slots=True)
class Picks:
    """A page of them, and the cursor of the next one or ""."""

    picks: list[Pick]
    after: str


def picks_of(member: Member, batch: int | None = None, after: str = "") -> Picks:
    """The page after this cursor, of everybody undecided or of those an import brought; one query."""
    people: Any = Contact.objects.of(member).undecided()
    if batch:
        created = ImportRow.objects.of(member).filter(batch=batch, outcome=ImportRow.Outcome.CREATED)
        people = people.filter(pk__in=created.values("contact"))
    people = people.annotate(closeness=_closeness())
    begin = decode(after, str) if after else None
    if begin and str(begin[0]).isdecimal():
        closeness = min(int(str(begin[0])[:4]), A_SIGN * 10)
        people = people.filter(Q(closeness__lt=closeness) | Q(closeness=closeness, pk__gt=begin[1]))
    columns = ("name", "city", "remember", "relation")
    found = list(people.order_by("-closeness", "pk").only(*columns)[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = encode(str(shown[-1].closeness), shown[-1].pk) if len(found) > A_PAGE else ""
    return Picks([Pick(person, line_of(person), _signs(person.closeness)) for person in shown], more)


def _signs(closeness: int) -> list[str | Promise]:
    return [words for bit, words in SIGNS if closeness & bit]


def _closeness() -> Any:
    mine = {"owner": OuterRef("owner"), "contact": OuterRef("pk")}
    email, phone = (Exists(ContactPoint.objects.filter(**mine, kind=kind)) for kind in ("email", "phone"))
    birthday = ImportantDate.objects.filter(**mine, kind=ImportantDate.Kind.BIRTHDAY)
    speaking = (
        Q(Exists(birthday)),
        Q(email) & Q(phone),
        ~Q(notes=""),
        Q(Exists(Photo.objects.filter(**mine))),
        Q(Exists(Membership.objects.filter(**mine))),
    )
    total: Any = Value(0)
    for (bit, _words), condition in zip(SIGNS, speaking, strict=True):
        total = total + Case(When(condition, then=A_SIGN + bit), default=0, output_field=IntegerField())
    return total
