"""The forms of the first session: five names, who they are, a goal, when Kith may write."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Member
from apps.contacts.forms.fields import LineField
from apps.contacts.models import Contact
from apps.contacts.models.circle import STARTERS
from apps.goals.forms.finder import FieldFinder, ServesFinder
from apps.goals.models import Goal
from apps.goals.sentences import sentence

HINTS: tuple[Promise, ...] = (
    _("a cousin"),
    _("someone from your first job"),
    _("a teacher"),
    _("a neighbour"),
    _("the one who moved away"),
)
RHYTHMS = (("30", _("every month")), ("91", _("each season")), ("182", _("twice a year")))
CIRCLES = tuple(zip(("family", "school", "work", "neighbours", "learning"), STARTERS, strict=True))
EACH_SEASON = "91"


class ActForm(forms.Form):
    """A form that is sent once: it carries the uuid of its act."""

    act = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class NamesForm(ActForm):
    """Up to five names, one line each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, hint in enumerate(HINTS, 1):
            self.fields[f"name_{number}"] = LineField(
                label=_("Name %(number)d") % {"number": number},
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": hint, "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        """At least one name; two equal lines are one person."""
        cleaned = super().clean() or {}
        if not self.errors and not self.names():
            self.add_error("name_1", _("One name is enough to begin with."))
        return cleaned

    def names(self) -> list[str]:
        """The names typed, in order, each once."""
        typed = (self.cleaned_data.get(f"name_{n}", "").strip() for n in range(1, 6))
        return list(dict.fromkeys(name for name in typed if name))


class WhoForm(ActForm):
    """For each of the first people: a circle, and how often feels right."""

    def __init__(self, people: list[Contact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            self.fields[f"circle_{person.pk}"] = forms.ChoiceField(
                label=_("Who is %(name)s to you?") % {"name": person.name},
                choices=CIRCLES,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "chips"}),
            )
            self.fields[f"rhythm_{person.pk}"] = forms.ChoiceField(
                label=_("How often feels right for %(name)s?") % {"name": person.name},
                choices=RHYTHMS,
                initial=EACH_SEASON,
                widget=forms.RadioSelect(attrs={"class": "chips"}),
            )

    def rows(self) -> Iterator[tuple[Contact, forms.BoundField, forms.BoundField]]:
        """Each person with their two questions, for the page."""
        for person in self.people:
            yield person, self[f"circle_{person.pk}"], self[f"rhythm_{person.pk}"]

    def answers(self) -> Iterator[tuple[Contact, str, int]]:
        """Each person with the circle's name ("" for none) and the rhythm in days."""
        names = {key: str(name) for key, name in CIRCLES}
        for person in self.people:
            circle = self.cleaned_data[f"circle_{person.pk}"]
            yield person, names.get(circle, ""), int(self.cleaned_data[f"rhythm_{person.pk}"])


class ReachedForm(ActForm):
    """ "Did you reach her?": the person, and that it happened."""

    person = forms.IntegerField(widget=forms.HiddenInput)


class FirstGoalForm(FieldFinder, ServesFinder, ActForm):
    """A first goal: among whom, what for; who wants clients also says whom their employer serves."""

    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=Goal.Purpose.choices,
        initial=Goal.Purpose.BELONGING,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )

    def __init__(self, data: QueryDict | None = None, *, member: Member) -> None:
        super().__init__(data, member=member)
        words: Any = self.fields["field_words"]
        words.label = _("I'd like to be at home among")
        words.help_text = _("As you would say it: people who make outdoor gear, lawyers, bakers.")
        if not self.finding.found:
            self.fields["field"].label = _("Which of these comes nearest?")

    @property
    def is_unknown(self) -> bool:
        """Whether the answer is "I don't know yet"."""
        return self.is_bound and "unknown" in self.data

    @property
    def wants_clients(self) -> bool:
        """Whether the goal is for clients of one's own."""
        return bool(self.cleaned_data.get("purpose") == Goal.Purpose.CLIENTS)

    def clean(self) -> dict[str, Any]:
        """Among whom, or that one does not know yet."""
        cleaned = super().clean()
        if self.is_unknown:
            self.errors.pop("field_words", None)
            cleaned["field"] = ""
        elif not self.errors and not self.finding.words:
            self.add_error("field_words", _("A few words are enough. Or say that you don't know yet."))
        if self.is_unknown or not self.wants_clients:
            self.errors.pop("serves_words", None)
        return cleaned

    def said(self) -> str:
        """The goal as a sentence: in the field that was named, else among those of whom was written."""
        meant = self.finding.meant if self.key else None
        return sentence(str(meant.name) if meant else "", "", self.finding.words)


class WhenForm(forms.Form):
    """The hour and days of the note, and whether it may come at all."""

    note_at = forms.TimeField(
        label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial="07:30"
    )
    days = forms.ChoiceField(
        label=_("Days"),
        choices=(("weekdays", _("Monday to Friday")), ("all", _("every day"))),
        initial="weekdays",
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
