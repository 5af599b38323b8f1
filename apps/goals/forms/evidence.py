"""The form for who was seen at a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.contacts.forms.fields import DayField, LineField
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.core.fold import fold
from apps.goals.forms.meeting import TOO_LONG
from apps.goals.models import Goal
from apps.goals.naming import meant_by, names_in, too_long

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_NAMES = 20
TO_COME = _("That day is still to come. Write it down once somebody was seen.")
TEXT = {"autocomplete": "off"}


class SeenForm(forms.Form):
    """Who was seen there, when, and how one knows; names nobody goes by are asked about, never dropped."""

    names = LineField(
        label=_("Who was seen there"),
        help_text=_("Names, with commas between. Empty where it is nobody in particular."),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs=TEXT | {"list": "to-meet"}),
    )
    others = forms.ModelMultipleChoiceField(
        label=_("Who is meant?"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
    )
    newcomers = forms.BooleanField(label=_("Add them as people to meet"), required=False)
    goal = forms.ModelChoiceField(label=_("For which goal?"), queryset=Goal.objects.none(), required=False)
    seen_on = DayField(label=_("When"))
    what = LineField(
        label=_("What was seen"),
        help_text=_("“gave a talk on dyeing”"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=TEXT),
    )
    source = LineField(
        label=_("How you know"),
        help_text=_("Their page, a programme, somebody told you. Write it so that they could read it."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=TEXT),
    )

    def __init__(
        self,
        member: Member,
        near: Sequence[Contact],
        goals: Sequence[Goal],
        *args: Any,
        today: date,
        alone: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.near, self.goals, self.today, self.alone = member, near, goals, today, alone
        self.people: list[Contact] = []
        self.unknown: list[str] = []
        self.asks_which = self.asks_newcomers = False
        seen_on, others, goal = (self.fields[name] for name in ("seen_on", "others", "goal"))
        seen_on.initial = seen_on.initial or today
        seen_on.widget.attrs["max"] = today.isoformat()
        others.queryset = Contact.objects.of(member)  # type: ignore[attr-defined]
        others.widget.choices = []  # type: ignore[attr-defined]
        goal.queryset = Goal.objects.of(member).filter(pk__in=[each.pk for each in goals])  # type: ignore[attr-defined]

    def clean_seen_on(self) -> Any:
        """A day up to the member's today."""
        on = self.cleaned_data["seen_on"]
        if on > self.today:
            raise forms.ValidationError(TO_COME)
        return on

    def clean_names(self) -> list[str]:
        """The names one by one; the whole line, where somebody of the place is called just so."""
        typed = self.cleaned_data["names"]
        if typed in {person.name for person in self.near}:
            return [typed]
        named = names_in(typed)
        names = [each.name for each in named]
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("At most 20 names at a time, please."))
        if self.alone and len(names) > 1:
            raise forms.ValidationError(_("One name here; write the others down as seen too."))
        if name := too_long(named):
            raise forms.ValidationError(TOO_LONG, params={"name": name})
        if any(each.note for each in named):
            raise forms.ValidationError(_("Names only, please; what was seen has a line of its own."))
        return names

    def clean(self) -> dict[str, Any]:
        """Says which names are not clear yet, and offers whom they may mean."""
        cleaned = super().clean() or {}
        chosen = list(cleaned.get("others") or ())
        meant = meant_by(self.member, cleaned.get("names") or (), self.near)
        unclear, offered = [], {person.pk: person for person in chosen}
        for name in cleaned.get("names") or ():
            people = meant[fold(name)]
            ticked = [person for person in people if person in chosen]
            if len(people) == 1 or ticked:
                self.people += ticked or people
            elif people:
                unclear.append(name)
                offered |= {person.pk: person for person in people}
            else:
                self.unknown.append(name)
        self.people = list(dict.fromkeys(self.people))
        self._ask_which(unclear, offered)
        self._ask_newcomers(bool(cleaned.get("newcomers")))
        return cleaned

    def _ask_which(self, unclear: list[str], offered: dict[int, Contact]) -> None:
        self.fields["others"].widget.choices = [(pk, who(person)) for pk, person in offered.items()]  # type: ignore[attr-defined]
        self.asks_which = bool(offered)
        if unclear:
            names = ", ".join(unclear)
            self.add_error("names", translated("More than one person goes by %(names)s.") % {"names": names})
            self.add_error("others", _("Tick who was there."))

    def _ask_newcomers(self, welcome: bool) -> None:
        self.asks_newcomers = bool(self.unknown)
        if self.unknown and not welcome:
            said = ngettext(
                "%(names)s is not among your people yet. Tick the box below to add them as somebody to "
                "meet, or mend the name.",
                "%(names)s are not among your people yet. Tick the box below to add them as people to "
                "meet, or mend the names.",
                len(self.unknown),
            )
            self.add_error("names", said % {"names": ", ".join(self.unknown)})

    @property
    def asks_goal(self) -> bool:
        """Whether it is not clear for which goal the new ones are."""
        return self.asks_newcomers and len(self.goals) > 1

    def goal_of_newcomers(self) -> Goal | None:
        """The goal chosen, else the only one of the place, else the newest."""
        chosen: Goal | None = self.cleaned_data["goal"]
        return chosen or (self.goals[0] if self.goals else None)
