"""Forms of a request: whom one would like to meet, why, what one gives; and which friends may pass it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.accounts.addresses import plain_address
from apps.commitments.forms.knowing import KnowingForm
from apps.contacts.company import meaning
from apps.contacts.forms.fields import LineField, TextField
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.core.fold import fold
from apps.goals.models import Goal
from apps.introductions.cleaning import clean_name
from apps.introductions.drafting import Asked, first_words
from apps.introductions.models import IntroductionRequest, State

if TYPE_CHECKING:
    from apps.accounts.models import Member

PLAIN = {"autocomplete": "off"}
NOBODY = "none"
COLUMNS = ("whom", "what", "why", "gives", "note", "signed", "about", "address", "goal", "by_itself")


class RequestForm(forms.Form):
    """Everything the letters say. A name that is in the book means that person, others are words."""

    whom = LineField(
        label=_("Whom you would like to meet"),
        max_length=200,
        help_text=_("A name, or a few words: somebody who buys for outdoor shops."),
        widget=forms.TextInput(attrs=PLAIN),
    )
    which = forms.CharField(
        label=_("Which of them"), required=False, widget=forms.RadioSelect(attrs={"class": "chips"})
    )
    what = LineField(
        label=_("Who they are"),
        required=False,
        max_length=200,
        help_text=_("So that your friend knows whom you mean: who buys for outdoor shops."),
        widget=forms.TextInput(attrs=PLAIN),
    )
    why = TextField(
        label=_("Why"),
        max_length=1000,
        help_text=_("Both will read it. What you would like to ask or learn, and how little time it takes."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    gives = TextField(
        label=_("What you give"),
        required=False,
        max_length=1000,
        help_text=_("Something of yours for them, whatever they answer."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = TextField(
        label=_("The note to pass on"),
        max_length=2000,
        help_text=_("A first draft for your friend, who changes it into words of their own."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    signed = LineField(label=_("Your name, as they will read it"), max_length=80)
    about = LineField(
        label=_("Who you are, in a line"),
        required=False,
        max_length=200,
        help_text=_("A publicist in Oakland."),
    )
    address = forms.EmailField(
        label=_("Where they may write to you"),
        max_length=254,
        help_text=_("Shown to the person you would like to meet once they have said yes, to nobody before."),
    )
    goal = forms.ModelChoiceField(
        label=_("For which goal"), queryset=Goal.objects.none(), required=False, empty_label="–"
    )
    by_itself = forms.BooleanField(
        label=_("Ask the next friend by itself"),
        required=False,
        help_text=_(
            "When one says no or does not answer, Kith sends its one text to the next, where it may write "
            "to them. Otherwise it tells you that you can."
        ),
    )

    def __init__(
        self,
        member: Member,
        data: QueryDict | None = None,
        *,
        asked: Asked | None = None,
        own: IntroductionRequest | None = None,
    ) -> None:
        self.member, self.asked, self.own = member, asked or Asked(), own
        super().__init__(data, initial=_said(own) if own else first_words(member, self.asked))
        self.known = own.contact if own else self.asked.contact
        self.asks_which = False
        self.fields["goal"].queryset = Goal.objects.of(member).order_by("-created_at", "pk")  # type: ignore[attr-defined]

    def clean_whom(self) -> str:
        """A name or a few words with at least one letter, and no web address."""
        whom: str = self.cleaned_data["whom"]
        if not fold(whom):
            raise ValidationError(_("A name has at least one letter."))
        if "://" in whom or "www." in whom.lower():
            raise ValidationError(_("Leave web addresses out here."))
        if self.own and self.own.state != State.DRAFT and whom != self.own.whom:
            raise ValidationError(_("A friend was asked about them already. Write another request instead."))
        return whom

    def clean_signed(self) -> str:
        """Letters only: it stands in the head of a letter and in a mail."""
        signed = clean_name(self.cleaned_data["signed"])
        if not signed:
            raise ValidationError(_("Write your name in letters."))
        return signed

    def clean_address(self) -> str:
        """An address every mail program can write to."""
        return plain_address(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        """Finds whom it is about; where several go by the name, asks which."""
        cleaned = super().clean() or {}
        whom = cleaned.get("whom", "")
        cleaned["contact"] = self._contact(whom) if whom else None
        if cleaned["contact"] and self.asked.friend == cleaned["contact"]:
            self.add_error("whom", _("That is the friend you would ask."))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """What the request keeps."""
        said = self.cleaned_data
        at = self.own.organisation if self.own else self.asked.organisation
        return {
            **{name: said[name] for name in COLUMNS},
            "contact": said["contact"],
            "organisation": at,
        }

    def _contact(self, whom: str) -> Contact | None:
        if self.known and whom == self.known.name:
            return self.known
        meant = [person for person in meaning(self.member, whom) if fold(person.name) == fold(whom)]
        if len(meant) < 2:
            return meant[0] if meant else None
        choices = {str(person.pk): person for person in meant}
        self.fields["which"].widget.choices = [  # type: ignore[attr-defined]
            *((pk, who(person)) for pk, person in choices.items()), (NOBODY, _("Somebody else"))
        ]  # fmt: skip
        self.asks_which = True
        chosen = self.data.get("which", "")
        if chosen not in choices and chosen != NOBODY:
            self.add_error("whom", _("More than one person goes by that name. Choose below."))
        return choices.get(chosen)


class FriendForm(KnowingForm):
    """One more friend who may pass it on, by name."""

    named_in: ClassVar[str] = "friend"

    coordinator = None
    friend = LineField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=PLAIN))

    field_order = ("friend", "which", "newcomer")

    def __init__(self, request: IntroductionRequest, data: QueryDict | None = None) -> None:
        super().__init__(request.owner, data, known=None)
        self.request = request

    def clean_friend(self) -> str:
        """A name with at least one letter or digit."""
        name: str = self.cleaned_data["friend"]
        if not fold(name):
            raise ValidationError(_("A name has at least one letter."))
        return name

    def clean(self) -> dict[str, Any]:
        """Nobody can be asked for themself."""
        cleaned = super().clean()
        person = cleaned.get("person")
        if person and person.pk == self.request.contact_id:
            self.add_error("friend", _("That is whom you would like to meet."))
        return cleaned


def _said(own: IntroductionRequest) -> dict[str, Any]:
    return {name: getattr(own, "goal_id" if name == "goal" else name) for name in COLUMNS}
