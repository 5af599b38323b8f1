"""The form for something that came of it: what, when, through whom, and where it began."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.contacts.company import meaning
from apps.contacts.forms.fields import DayField, LineField
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.core.dates import day_and_month
from apps.goals.models import Gathering, Opportunity, Place

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_CHOICES = 100
"""Of places and of gatherings; the one that is chosen already always stands among them."""


class OpportunityForm(forms.ModelForm):
    """Its instance carries owner and goal; person, place and gathering come from the member's own rows."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Opportunity.Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    through = LineField(
        label=_("Through whom"),
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
    where = forms.ChoiceField(
        label=_("Where it began"),
        help_text=_("Left open, it is where you met the first of them, as far as that is known."),
        required=False,
    )

    class Meta:
        model = Opportunity
        fields = ("kind", "what", "happened_on")
        field_classes = {"what": LineField, "happened_on": DayField}
        labels = {"what": _("What came of it")}
        help_texts = {"what": _("A line you will still understand in five years.")}

    field_order = ("kind", "what", "happened_on", "through", "which", "where")

    def __init__(self, member: Member, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.today = member, today
        self.initial["happened_on"] = self.initial.get("happened_on") or today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.was_through = self.instance.contact.name if self.instance.contact_id else ""
        self.initial["through"] = self.was_through
        self.fields["which"].queryset = Contact.objects.of(member)  # type: ignore[attr-defined]
        self.fields["which"].widget.choices = []  # type: ignore[attr-defined]
        self.asks_which = False
        self.fields["where"].choices = _places_to_choose(member, self.instance, today)  # type: ignore[attr-defined]
        self.initial["where"] = _said(self.instance)

    def clean_happened_on(self) -> date:
        """A day up to the member's today."""
        on: date = self.cleaned_data["happened_on"]
        if on > self.today:
            raise forms.ValidationError(_("That day is still to come. Write it down once it has happened."))
        return on

    def clean(self) -> dict[str, Any]:
        """Finds the person by name; where several go by it, offers them."""
        cleaned = super().clean() or {}
        name, chosen = cleaned.get("through", ""), cleaned.get("which")
        if name and not chosen:
            chosen = self.instance.contact if name == self.was_through else self._found(name)
        cleaned["contact"] = chosen if name else None
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Keep it, with its person and where it began."""
        sort, _colon, pk = self.cleaned_data["where"].partition(":")
        self.instance.contact = self.cleaned_data["contact"]
        self.instance.place_id = int(pk) if sort == "place" else None
        self.instance.gathering_id = int(pk) if sort == "gathering" else None
        return super().save(commit)

    def _found(self, name: str) -> Contact | None:
        meant = meaning(self.member, name)
        if len(meant) == 1:
            return meant[0]
        if not meant:
            self.add_error("through", _("Nobody among your people goes by that name."))
            return None
        self.fields["which"].widget.choices = [(person.pk, who(person)) for person in meant]  # type: ignore[attr-defined]
        self.asks_which = True
        self.fields["which"].required = True  # as it is drawn now: this question wants an answer
        self.add_error("through", _("More than one person goes by that name. Choose below."))
        return None


def _said(row: Opportunity) -> str:
    """Its place or gathering as the value of a choice."""
    if row.gathering_id:
        return f"gathering:{row.gathering_id}"
    return f"place:{row.place_id}" if row.place_id else ""


def _places_to_choose(member: Member, row: Opportunity, today: date) -> list[Any]:
    """The member's gatherings, newest first, and places by name; two queries."""
    gatherings = {each.pk: each for each in [row.gathering] if each}
    places = {each.pk: each for each in [row.place] if each}
    mine = Gathering.objects.of(member).order_by("-starts_at")
    gatherings |= {each.pk: each for each in mine[:MOST_CHOICES]}
    places |= {each.pk: each for each in Place.objects.of(member).order_by("folded")[:MOST_CHOICES]}
    evenings = [(f"gathering:{pk}", _called(each, today)) for pk, each in gatherings.items()]
    spots = [(f"place:{pk}", each.name) for pk, each in places.items()]
    groups = ((_("gatherings"), evenings), (_("places"), spots))
    return [("", "–"), *((name, group) for name, group in groups if group)]


def _called(gathering: Gathering, today: date) -> str:
    """Its title and day: one title comes back week after week."""
    on = gathering.starts_at.astimezone(gathering.zone).date()
    return f"{gathering.title} · {day_and_month(on, today)}"
