"""Forms for people to meet: several typed, one of the member's own people, who they are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import LineField, TextField
from apps.contacts.forms.naming import NamingForm
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.contacts.naming import NEW, Asked, Named, UnfitName
from apps.goals.models import Goal, Target
from apps.goals.targets import MOST_PEOPLE, namesakes, people_in

if TYPE_CHECKING:
    from apps.accounts.models import Member

UNFIT = _(
    "“%(line)s” cannot be kept like that. A name has between 1 and 200 letters; who they are there, behind "
    "the comma, at most 200."
)
TOO_MANY = _("At most 200 people at a time, please.")


class PeopleField(TextField):
    """Several people, one a line, who they are there behind the comma; its value fits `add_people`."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Who is good at it?"))
        more.setdefault(
            "help_text", _("One a line, and who they are: “Eve Lindqvist, buys for outdoor shops”.")
        )
        more.setdefault("max_length", MOST_PEOPLE * 500)
        more.setdefault("error_messages", {"max_length": TOO_MANY})
        super().__init__(**more)

    def clean(self, value: Any) -> str:
        """The text; ValidationError names the line that cannot be kept."""
        typed = str(super().clean(value))
        read(typed)
        return typed


def read(typed: str) -> list[Named]:
    """The people of these lines; ValidationError names the line that cannot be kept."""
    try:
        names = people_in(typed)
    except UnfitName as unfit:
        said = translated(str(UNFIT)) % {"line": shortened(unfit.entry)}
        raise forms.ValidationError(said) from None
    if len(names) > MOST_PEOPLE:
        raise forms.ValidationError(TOO_MANY)
    return names


def shortened(line: str) -> str:
    """As much of a line as a sentence can hold."""
    return line if len(line) <= 60 else f"{line[:59]}…"


class TargetsForm(NamingForm):
    """People to meet, one a line; asks only where several go by a name."""

    def __init__(self, member: Member, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(member, data, **kwargs)
        names = self.fields["names"]
        names.label, names.help_text = PeopleField().label, PeopleField().help_text
        names.widget.attrs |= {"rows": 5, "autocomplete": "off"}

    def read(self, typed: str) -> list[Named]:
        """One a line, who they are there behind the comma."""
        return people_in(typed)

    def clean_names(self) -> list[Named]:
        """The people one by one; a sentence where a line cannot be kept."""
        names = read(self.cleaned_data["names"])
        if not names:
            raise forms.ValidationError(_("One name is enough."))
        return names

    def offer(self, names: Sequence[Named]) -> list[Asked]:
        """Which of several people is meant; a name that stands twice is asked about once."""
        people, asked, earlier = namesakes(self.member, names), list[Asked](), set[str]()
        for named in names:
            same = people[named.key] if named.key not in earlier else []
            choices = [(str(person.pk), who(person)) for person in same]
            is_open = len(same) > 1
            asked.append(Asked(named, same, [*choices, (NEW, str(_("somebody new")))] if is_open else [], ""))
            earlier.add(named.key)
        return asked

    def is_settled(self) -> bool:
        """Whether it may be saved: nothing was asked, or it was answered as it was shown."""
        return self.is_valid() and (self.is_seen or not self.questions())

    def chosen(self) -> dict[str, Contact | None]:
        """Who is meant where it was asked, by the name's key; None for somebody new."""
        return {
            asked.named.key: next(
                (each for each in asked.candidates if str(each.pk) == self.cleaned_data[f"who_{number}"]),
                None,
            )
            for number, asked in enumerate(self.asked)
            if asked.choices
        }


class TargetForm(forms.ModelForm):
    """Who somebody is there."""

    class Meta:
        model = Target
        fields = ("what",)
        field_classes = {"what": LineField}
        widgets = {"what": forms.TextInput(attrs={"autocomplete": "off"})}
        help_texts = {"what": _("As in “buys for outdoor shops”.")}


class BelongForm(forms.Form):
    """For which goal somebody is to be met, and who they are there."""

    goal = forms.ModelChoiceField(
        label=_("For which goal"),
        queryset=Goal.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
        error_messages={"required": _("Choose a goal."), "invalid_choice": _("Choose a goal.")},
    )
    what = LineField(
        label=_("Who they are there"),
        help_text=_("As in “buys for outdoor shops”."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, member: Member, person: Contact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Target.objects.of(member).filter(contact=person)
        goals = Goal.objects.of(member).unfinished().exclude(pk__in=mine.values("goal"))
        self.fields["goal"].queryset = goals.order_by("-created_at", "-pk")  # type: ignore[attr-defined]
        self.has_goals = goals.exists()


class KnownForm(forms.Form):
    """Somebody of the member's own people, found by a name."""

    person = forms.ModelChoiceField(queryset=Contact.objects.none(), widget=forms.HiddenInput)
    what = LineField(max_length=200, required=False)

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Contact.objects.of(member)  # type: ignore[attr-defined]
