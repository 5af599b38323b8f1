"""Forms of two people who should know each other: who they are, and the words to both and to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.contacts.company import meaning
from apps.contacts.forms.fields import LineField, TextField
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.core.fold import fold
from apps.introductions.cleaning import clean_name
from apps.introductions.models import Card, IntroductionRequest, Pairing, Side

if TYPE_CHECKING:
    from apps.accounts.models import Member


class WhoForm(forms.Form):
    """One of the member's people by name; where several go by it, it asks which. Nobody is added."""

    name = LineField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("A name, please.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    which = forms.ModelChoiceField(
        label=_("Which of them"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )

    def __init__(
        self, member: Member, data: QueryDict | None = None, *, but: Contact | None, initial: str = ""
    ) -> None:
        super().__init__(data, initial={"name": initial})
        self.member, self.but, self.asks_which = member, but, False
        self.fields["which"].queryset = Contact.objects.of(member)  # type: ignore[attr-defined]
        self.fields["which"].widget.choices = []  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Finds the person."""
        cleaned = super().clean() or {}
        name = cleaned.get("name", "")
        person = (cleaned.get("which") or self._found(name)) if name else None
        if person and self.but and person.pk == self.but.pk:
            self.add_error("name", _("That is the same person."))
        cleaned["person"] = person
        return cleaned

    def _found(self, name: str) -> Contact | None:
        meant = meaning(self.member, name) if fold(name) else []
        if len(meant) == 1:
            return meant[0]
        if not meant:
            self.add_error("name", _("Nobody among your people goes by that name."))
            return None
        self.fields["which"].widget.choices = [(person.pk, who(person)) for person in meant]  # type: ignore[attr-defined]
        self.asks_which = True
        self.add_error("name", _("More than one person goes by that name. Choose below."))
        return None


class PairingForm(forms.Form):
    """Why the two should know each other, which both read; a few words to each, which only they read."""

    why = TextField(
        label=_("Why they should know each other"),
        max_length=1000,
        help_text=_(
            "Both read it. What one has that the other may like; keep back what is not yours to tell."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to_first = TextField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    to_other = TextField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    signed = LineField(label=_("Your name, as they will read it"), max_length=80)

    def __init__(
        self,
        member: Member,
        names: tuple[str, str],
        data: QueryDict | None = None,
        *,
        own: Pairing | None = None,
        sides: list[Side] | None = None,
    ) -> None:
        notes = [*(side.note for side in sides or []), "", ""]
        first = {"signed": own.signed if own else signature(member), "why": own.why if own else ""}
        super().__init__(data, initial=first | {"to_first": notes[0], "to_other": notes[1]})
        for field, name in zip(("to_first", "to_other"), names, strict=True):
            self.fields[field].label = _("A line to %(name)s alone") % {"name": name}

    def clean_signed(self) -> str:
        """Letters only: it stands in the head of a letter and in a mail."""
        signed = clean_name(self.cleaned_data["signed"])
        if not signed:
            raise forms.ValidationError(_("Write your name in letters."))
        return signed

    @property
    def columns(self) -> dict[str, Any]:
        """What the pairing keeps."""
        return {name: self.cleaned_data[name] for name in ("why", "signed")}

    @property
    def notes(self) -> tuple[str, str]:
        """The words to each, in their order."""
        return self.cleaned_data["to_first"], self.cleaned_data["to_other"]


def signature(member: Member) -> str:
    """How the member signed the last time, or what they are called."""
    card = Card.objects.of(member).only("name").first()
    said = IntroductionRequest.objects.of(member).exclude(signed="").order_by("-pk")
    last = said.values_list("signed", flat=True).first()
    return last or clean_name(member.name or (card.name if card else ""))
