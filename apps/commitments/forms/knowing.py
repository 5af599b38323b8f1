"""A form that names one of the member's people: found by name, asked where several go by it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.contacts.company import meaning
from apps.contacts.forms.fields import LineField
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.goals.forms.place import named_with_letters

if TYPE_CHECKING:
    from apps.accounts.models import Member


class KnowingForm(forms.Form):
    """Whom to tell; whoever is not in the book yet comes into it only where the box is ticked.

    A form with another field for the name says so in `named_in`, and sets `coordinator` to None.
    """

    named_in: ClassVar[str] = "coordinator"

    coordinator: LineField | None = LineField(
        label=_("Whom to tell when something cannot be kept"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    which = forms.ModelChoiceField(
        label=_("Which of them"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    newcomer = forms.BooleanField(label=_("Add them to my people"), required=False)

    def __init__(
        self, member: Member, data: QueryDict | None = None, *, known: Contact | None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.member, self.known = member, known
        self.asks_which = self.asks_newcomer = False
        self.fields["which"].queryset = Contact.objects.of(member)  # type: ignore[attr-defined]
        self.fields["which"].widget.choices = []  # type: ignore[attr-defined]

    def clean_coordinator(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["coordinator"])

    def clean(self) -> dict[str, Any]:
        """Finds the person by name; where several go by it, offers them."""
        cleaned = super().clean() or {}
        name, chosen = cleaned.get(self.named_in, ""), cleaned.get("which")
        if name and not chosen:
            chosen = self.known if self.known and name == self.known.name else self._found(name)
        cleaned["person"] = chosen if name else None
        return cleaned

    def person(self, *, now: datetime) -> Contact | None:
        """Who was named: found, or new in the book."""
        found: Contact | None = self.cleaned_data["person"]
        name = self.cleaned_data[self.named_in]
        return found or (Contact.objects.add(self.member, name, now=now) if name else None)

    def _found(self, name: str) -> Contact | None:
        meant = meaning(self.member, name)
        if len(meant) == 1:
            return meant[0]
        if not meant:
            self._ask_newcomer()
            return None
        self.fields["which"].widget.choices = [(person.pk, who(person)) for person in meant]  # type: ignore[attr-defined]
        self.asks_which = True
        self.fields["which"].required = True  # as it is drawn now: this question wants an answer
        self.add_error(self.named_in, _("More than one person goes by that name. Choose below."))
        return None

    def _ask_newcomer(self) -> None:
        self.asks_newcomer = True
        if not self.cleaned_data.get("newcomer"):
            said = _("Nobody among your people goes by that name. Tick the box below, or mend the name.")
            self.add_error(self.named_in, said)
