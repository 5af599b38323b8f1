"""The form of a commitment: each of the six kinds asks only what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.commitments.forms.knowing import KnowingForm
from apps.commitments.forms.steps import StepsField
from apps.commitments.kinds import ALL
from apps.commitments.models import Commitment, Offer
from apps.contacts.forms.fields import DayField, LineField, TextField, cleaned_line
from apps.contacts.models import Organisation
from apps.goals.forms.place import PLAIN, named_with_letters
from apps.goals.models import EmployerProfile, Goal
from apps.goals.room import organisation_named

if TYPE_CHECKING:
    from apps.accounts.models import Member

LATEST_YEARS = 10
COLUMNS = (
    *("title", "about", "teaches", "begins_on", "ends_on", "free_until_on"),
    *("approver", "approved_on", "approval_words", "coordinator"),
)
APPROVAL = ("approver", "approved_on", "approval_words")


class CommitmentForm(KnowingForm):
    """What a commitment of this kind is; goals, organisation and coordinator come from the member's own."""

    hides_optional = True

    title = LineField(label=_("What it is called"), max_length=200, widget=forms.TextInput(attrs=PLAIN))
    organisation = LineField(
        required=False, max_length=200, widget=forms.TextInput(attrs=PLAIN | {"list": "organisations"})
    )
    about = TextField(
        label=_("What you do there"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    teaches = TextField(
        label=_("What it will teach you"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    steps = StepsField(required=False)
    free_until_on = DayField(
        label=_("Free until"),
        required=False,
        help_text=_("On that day you choose again: keep giving, finish, or start charging."),
    )
    approver = LineField(
        label=_("Who approved it"),
        required=False,
        max_length=200,
    )
    approved_on = DayField(label=_("On which day"), required=False)
    approval_words = TextField(
        label=_("In which words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    goals = forms.ModelMultipleChoiceField(
        label=_("Which goals it serves"),
        queryset=Goal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
        error_messages={
            "invalid_choice": _("That goal is not among yours. Choose from those below."),
            "invalid_pk_value": _("That goal is not among yours. Choose from those below."),
        },
    )
    begins_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(required=False)

    def __init__(
        self,
        member: Member,
        kind: str,
        data: QueryDict | None = None,
        *,
        today: date,
        own: Commitment | None = None,
        asked: Mapping[str, Any] | None = None,
    ) -> None:
        known = written(own) if own else dict(asked or {})
        super().__init__(member, data, initial=known, known=own.coordinator if own else None)
        self.kind, self.today, self.own, asking = kind, today, own, ALL[kind]
        self.fields["title"].help_text = str(asking.example)
        for name, label in (("organisation", asking.where), ("ends_on", asking.until)):
            self.fields[name].label = str(label)
        self.fields["goals"].queryset = _goals(member, own)  # type: ignore[attr-defined]
        self._ask_only((*asking.fields, *(("which", "newcomer") if "coordinator" in asking.fields else ())))
        if own:
            self.fields.pop("steps", None)
            if own.organisation_gone:
                self.fields["organisation"].help_text = _(
                    "It is not among your organisations any more. As it stands here it is made again; "
                    "left empty, it is forgotten."
                )
        if not self.fields["goals"].choices:  # type: ignore[attr-defined]
            del self.fields["goals"]

    def _ask_only(self, names: tuple[str, ...]) -> None:
        self.fields = {name: self.fields[name] for name in names}

    def clean_title(self) -> str:
        """A name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["title"])

    def clean_organisation(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["organisation"])

    def clean_approved_on(self) -> date | None:
        """A day that has come, or none."""
        on: date | None = self.cleaned_data["approved_on"]
        if on and on > self.today:
            raise forms.ValidationError(
                _("That day is still to come. An approval counts from the day it was given.")
            )
        return on

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, within ten years; an approval has a name and a day."""
        cleaned = super().clean() or {}
        for name in ("begins_on", "ends_on", "free_until_on"):
            if (on := cleaned.get(name)) and on.year > self.today.year + LATEST_YEARS:
                self.add_error(name, _("That is more than ten years ahead. Please look at the year again."))
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("That lies before its first day."))
        self._clean_approval(cleaned)
        return cleaned

    def _clean_approval(self, cleaned: dict[str, Any]) -> None:
        if any(name in self.errors for name in APPROVAL) or not any(cleaned.get(name) for name in APPROVAL):
            return
        if not cleaned["approver"]:
            self.add_error("approver", _("Who said so? An approval has a name and a day."))
        if not cleaned["approved_on"]:
            self.add_error("approved_on", _("When was it? An approval has a name and a day."))

    def columns(self, *, now: datetime) -> dict[str, Any]:
        """What the row holds; its organisation is found or made by name, and so is its coordinator."""
        said = {name: self.cleaned_data[name] for name in COLUMNS if name in self.fields}
        if "coordinator" in said:
            said["coordinator"] = self.person(now=now)
        return said | {"organisation": organisation_named(self.member, self.cleaned_data["organisation"])}

    @property
    def served(self) -> list[Goal]:
        """The goals that were ticked."""
        return list(self.cleaned_data.get("goals") or ())

    @property
    def planned(self) -> list[str]:
        """The steps towards a leading role."""
        return list(self.cleaned_data.get("steps") or ())


def written(own: Commitment) -> dict[str, Any]:
    """What the form holds of a commitment that is there; organisation and coordinator are read along."""
    columns = {name: getattr(own, name) for name in COLUMNS}
    return columns | {
        "organisation": own.organisation.name if own.organisation else own.organisation_gone,
        "coordinator": own.coordinator.name if own.coordinator else "",
        "goals": [row.goal_id for row in own.serves.all()],
    }


def offer_of(member: Member, query: QueryDict) -> Offer | None:
    """The offer an address names, where it is the member's own and still stands."""
    offer: Offer | None = _of_key(Offer, member, query.get("offer", ""))
    return offer if offer and offer.withdrawn_on is None else None


def asked_of(member: Member, kind: str, query: QueryDict, offer: Offer | None) -> dict[str, Any]:
    """What an address says beforehand; `organisation` by key or name, of a project at work the employer's."""
    title = query.get("title", "") or (offer.what if offer else "")
    about = query.get("about", "") or (offer.about if offer else "")
    organisation = cleaned_line(query.get("organisation", ""))
    if found := _of_key(Organisation, member, organisation):
        organisation = found.name
    elif not organisation and kind == Commitment.Kind.PROJECT:
        employer = EmployerProfile.of_member(member)
        organisation = employer.name if employer else ""
    goal = _of_key(Goal, member, query.get("goal", ""))
    return {
        "title": cleaned_line(title)[:200],
        "about": about[:4000],
        "organisation": organisation[:200],
        "goals": [goal.pk] if goal else [],
    }


def _of_key(model: Any, member: Member, typed: str) -> Any:
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 19
    return model.objects.of(member).filter(pk=int(typed)).first() if is_key else None


def _goals(member: Member, own: Commitment | None) -> Any:
    open_ones = Q(reached_at=None, let_go_at=None)
    chosen = open_ones | Q(served_by__commitment=own) if own else open_ones
    return Goal.objects.of(member).filter(chosen).distinct().order_by("-created_at", "-pk")
