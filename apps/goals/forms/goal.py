"""The forms of a goal: said anew or changed, its end with a word, the employer's approval."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import DayField, LineField, TextField
from apps.core.fold import fold
from apps.goals import fields
from apps.goals.forms.finder import FieldFinder
from apps.goals.forms.places import PlacesField
from apps.goals.forms.target import PeopleField
from apps.goals.models import Goal, Speciality
from apps.goals.sentences import LONGEST, field_name, sentence

if TYPE_CHECKING:
    from apps.accounts.models import Member

CHIPS = {"class": "chips"}
LONGEST_ROLE = 200


class GoalForm(FieldFinder):
    """What a goal is: field, role, what it is for, a sentence, why, a day. Each may stay empty."""

    role = LineField(
        label=_("Role"),
        required=False,
        max_length=LONGEST_ROLE,
        help_text=_("As you would say it: “a buyer for outdoor shops”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=Goal.Purpose.choices,
        initial=Goal.Purpose.BELONGING,
        widget=forms.RadioSelect(attrs=CHIPS),
    )
    sentence = LineField(
        label=_("In a sentence"),
        required=False,
        max_length=LONGEST,
        help_text=_("Left empty, Kith makes one. You can be wrong and change it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = TextField(label=_("Why"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    by_on = DayField(
        label=_("I'd like it to be there by"),
        required=False,
        help_text=_("No day, no line: only the people."),
    )

    def __init__(self, data: QueryDict | None = None, *, member: Member, **kwargs: Any) -> None:
        super().__init__(data, member=member, **kwargs)
        self.fields["field_words"].label = _("What field would you like to be at home in?")
        self.fields["field_words"].help_text = _("In your own words: outdoor shops, law, apps.")

    def clean(self) -> dict[str, Any]:
        """Something is said: a field, a role, a sentence."""
        cleaned = super().clean()
        if not self.errors and not (self.finding.words or cleaned.get("role") or cleaned.get("sentence")):
            self.add_error("field_words", self.nothing_said)
        return cleaned

    nothing_said: ClassVar[Any] = _("A field, a role or a sentence is enough.")

    def said(self) -> str:
        """The sentence, as typed or as Kith makes it."""
        field = fields.ALL.get(self.key)
        name = self.own or (str(field.name) if field else "")
        typed = str(self.cleaned_data["sentence"])
        return typed or sentence(name, self.cleaned_data["role"], self.among)

    def columns(self) -> dict[str, Any]:
        """What the form says, for `Goal.begin` and `rewrite`; a field of the member's own is made."""
        named = ("role", "purpose", "why", "by_on", "sentence")
        speciality = Speciality.named(self.member, self.key, self.own) if self.own else None
        said = {name: self.cleaned_data[name] for name in named}
        if said["sentence"] and fold(self.among) not in fold(said["sentence"]):
            # the member's own sentence has no room for them; else they would be lost
            said["role"] = ", ".join(filter(None, (said["role"], self.among)))[:LONGEST_ROLE]
        return said | {"field": self.key, "speciality": speciality, "among": self.among}


class NewGoalForm(GoalForm):
    """Asked as a mentor would: also who is good at it, and where they spend their evenings."""

    nothing_said = _("A field, a role or a sentence is enough. Or say that you don't know yet.")

    people = PeopleField(required=False, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}))
    places = PlacesField(required=False, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}))
    circle = forms.BooleanField(label=_("Make a circle for the people of this goal"), required=False)

    @property
    def is_unknown(self) -> bool:
        """Whether the answer is "I don't know yet"."""
        return self.is_bound and "unknown" in self.data

    def clean(self) -> dict[str, Any]:
        """ "I don't know yet" is an answer: no more is asked, and the words stay in the sentence."""
        cleaned = super().clean()
        if self.is_unknown:
            self.errors.pop("field_words", None)
            cleaned["field"] = cleaned["field_own"] = ""
            cleaned.setdefault("field_words", self.finding.words)
        return cleaned


class EditGoalForm(GoalForm):
    """The same of a goal that is there."""

    def __init__(self, goal: Goal, data: QueryDict | None = None, *, member: Member) -> None:
        named = ("role", "purpose", "sentence", "why", "by_on")
        words = field_name(goal)
        found = {"field_words": words, "field_asked": words, "field": goal.field}
        own = {"field_own": goal.speciality is not None}
        known = {name: getattr(goal, name) for name in named} | found | own
        super().__init__(data, member=member, initial=known)


class EndForm(forms.Form):
    """A word on what came of it, and whether its circle stays."""

    outcome = TextField(
        label=_("What came of it?"),
        required=False,
        max_length=4000,
        help_text=_("A word for yourself; it may stay empty."),
    )
    circle = forms.ChoiceField(
        choices=[("keep", _("keep the circle")), ("dissolve", _("dissolve it; its people stay"))],
        initial="keep",
        widget=forms.RadioSelect(attrs=CHIPS),
    )

    def __init__(self, goal: Goal, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"outcome": goal.outcome})
        if goal.circle is None:
            del self.fields["circle"]
        else:
            self.fields["circle"].label = _("Its circle, %(name)s") % {"name": goal.circle.name}

    @property
    def keeps_circle(self) -> bool:
        """Whether the circle stays; also where there is none."""
        return self.cleaned_data.get("circle", "keep") == "keep"


class ApprovalForm(forms.Form):
    """Who approved it, when, and in what words."""

    approver = LineField(label=_("Who approved it"), max_length=200)
    approved_on = DayField(label=_("On which day"))
    approval_words = TextField(
        label=_("In which words"), max_length=2000, help_text=_("As it was said or written to you.")
    )

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_approved_on(self) -> date:
        """A day that has come."""
        on: date = self.cleaned_data["approved_on"]
        if on > self.today:
            raise ValidationError(
                _("That day is still to come. An approval counts from the day it was given.")
            )
        return on
