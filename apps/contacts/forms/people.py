"""Forms for people themselves: typing names, editing one, how often, the day somebody died."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.contacts.company import meaning
from apps.contacts.forms.fields import RHYTHMS, DayField, LineField, RhythmField, TextField, cleaned_line
from apps.contacts.forms.touches import who
from apps.contacts.models import Circle, Contact
from apps.core.fold import sort_key

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_LINES = 200
LONGEST_NAME = 200


class NamesForm(forms.Form):
    """Names, one per line, each perhaps with an e-mail address: "Ana Lima <ana@example.org>"."""

    names = TextField(
        label=_("Names, one on each line"),
        help_text=_("An e-mail address may stand behind a name: Ana Lima <ana@example.org>"),
        max_length=MOST_LINES * (LONGEST_NAME + 100),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={"required": _("One name is enough.")},
    )
    circle = forms.ChoiceField(
        label=_("All of them belong to"), required=False, widget=forms.RadioSelect(attrs={"class": "chips"})
    )
    rhythm = forms.ChoiceField(
        label=_("How often feels right"),
        choices=[*RHYTHMS[:3], ("", _("later"))],
        initial="",
        required=False,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    namesakes = forms.BooleanField(label=_("They are other people of the same name"), required=False)

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        circles = Circle.objects.of(member).order_by("folded").values_list("name", flat=True)[:30]
        self.fields["circle"].choices = [("", _("no circle yet")), *((name, name) for name in circles)]  # type: ignore[attr-defined]
        self.fields["circle"].initial = ""
        self.asks_namesakes = False

    def clean_names(self) -> list[tuple[str, str]]:
        """(name, e-mail address or "") of each line."""
        lines = [line for raw in self.cleaned_data["names"].splitlines() if (line := cleaned_line(raw))]
        if not lines:
            raise ValidationError(_("One name is enough."))
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most 200 lines at a time, please. A longer list can come in a file."))
        return [self._read(number, line) for number, line in enumerate(lines, 1)]

    def _read(self, number: int, line: str) -> tuple[str, str]:
        name, _bracket, rest = line.partition("<")
        address = rest.rstrip("> ").strip()
        name = name.strip(' ,;"') or address.partition("@")[0]
        if not name or len(name) > LONGEST_NAME:
            raise ValidationError(
                _("Line %(number)d: a name has between 1 and 200 characters."), params={"number": number}
            )
        if rest:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("Line %(number)d: what stands in brackets is no e-mail address."),
                    params={"number": number},
                ) from None
        return name, address

    def clean(self) -> dict[str, Any]:
        """Asks where a name is in the book already."""
        cleaned = super().clean() or {}
        keys = [sort_key(name)[:200] for name, _address in cleaned.get("names") or ()]
        known = Contact.objects.of(self.member).filter(sort_key__in=keys).values_list("name", flat=True)[:5]
        if known and not cleaned.get("namesakes"):
            self.asks_namesakes = True
            said = ngettext(
                "%(names)s is among your people already. Leave the name out, or tick the box below.",
                "%(names)s are among your people already. Leave the names out, or tick the box below.",
                len(known),
            )
            self.add_error("names", said % {"names": ", ".join(known)})
        return cleaned


class PersonForm(forms.ModelForm):
    """Everything of a person that is written, not computed."""

    hides_optional = True

    introducer = LineField(
        label=_("Who introduced us"),
        help_text=_("The name of one of your people."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    which = forms.ModelChoiceField(
        label=_("Which of them"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )

    class Meta:
        model = Contact
        fields = (
            *("name", "given_name", "family_name", "nickname", "relation", "city", "remember", "ask_next"),
            *("opener", "family", "interests", "how_we_met", "met_on", "died_on", "notes"),
        )
        field_classes = {
            **dict.fromkeys(("name", "given_name", "family_name", "nickname", "relation", "city"), LineField),
            **dict.fromkeys(
                ("remember", "ask_next", "opener", "how_we_met", "family", "interests"), LineField
            ),
            **{"met_on": DayField, "died_on": DayField, "notes": TextField},
        }
        help_texts = {
            "given_name": _("How a first line addresses them; the first word of the name if left empty."),
            "opener": _("It stands in the morning note, and in the message you begin from here."),
            "ask_next": _("“whether the flat worked out”, “about the new job”. The note reminds you."),
            "family": _("Names, and who they are. For what they would tell anybody at the table."),
            "interests": _("What they do when nobody asks them to."),
        }
        widgets = {
            "met_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "died_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "notes": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, member: Member, *args: Any, introducer: str = "", today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.today, self.was_introduced_by = member, today, introducer
        self.fields["introducer"].initial = introducer
        self.fields["which"].queryset = Contact.objects.of(member).exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        self.fields["which"].widget.choices = []  # type: ignore[attr-defined]
        self.asks_which = False
        self.fields["notes"].help_text = _(
            "Write it so that %(name)s could read it. *Stars* and lists work."
        ) % {"name": self.instance.first_name or _("they")}
        if not self.instance.died_on:
            del self.fields["died_on"]

    def clean_died_on(self) -> Any:
        """A day up to today; empty where it was a mistake."""
        return not_to_come(self.cleaned_data["died_on"], self.today)

    def clean_met_on(self) -> Any:
        """A day up to today."""
        return not_to_come(self.cleaned_data["met_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Finds the introducer by name; where several go by it, offers them."""
        cleaned = super().clean() or {}
        name, chosen = cleaned.get("introducer", ""), cleaned.get("which")
        if name == self.was_introduced_by:
            chosen = chosen or self.instance.introduced_by
        elif name and not chosen:
            chosen = self._found(name)
        cleaned["introduced_by"] = chosen if name else None
        return cleaned

    def columns(self) -> list[str]:
        """The columns this form fills, the introducer's among them, set on its instance."""
        self.instance.introduced_by = self.cleaned_data["introduced_by"]
        return [name for name in self.Meta.fields if name in self.fields] + ["introduced_by"]

    def _found(self, name: str) -> Contact | None:
        meant = [person for person in meaning(self.member, name) if person.pk != self.instance.pk]
        if len(meant) == 1:
            return meant[0]
        if not meant:
            self.add_error("introducer", _("Nobody among your people goes by that name."))
            return None
        self.fields["which"].widget.choices = [(person.pk, who(person)) for person in meant]  # type: ignore[attr-defined]
        self.asks_which = True
        self.fields["which"].required = True  # as it is drawn now: this question wants an answer
        self.add_error("introducer", _("More than one person goes by that name. Choose below."))
        return None


class OwnRhythmForm(forms.Form):
    """A rhythm in days, of the member's own or one of the usual ones."""

    days = RhythmField(label=_("A number of days of your own"))


class DiedForm(forms.Form):
    """The day, as far as it is known."""

    died_on = DayField(label=_("On which day"), help_text=_("Roughly is enough."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["died_on"].initial = today

    def clean_died_on(self) -> Any:
        """A day up to today."""
        return not_to_come(self.cleaned_data["died_on"], self.today)


def not_to_come(on: date | None, today: date) -> date | None:
    """The day itself; a sentence where it is still to come."""
    if on is not None and on > today:
        raise ValidationError(_("That day is still to come."))
    return on
