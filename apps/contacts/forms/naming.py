"""A form of names that shows, before it saves, who is new and who is known already."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.forms.fields import TextField
from apps.contacts.models import Contact
from apps.contacts.naming import MOST_NAMES, NOBODY, SAME, Asked, Named, UnfitName, names_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

TOO_MANY = gettext_lazy(
    "At most 200 names at a time, please. Save some first; the others stay with you until then."
)


class NamingForm(forms.Form):
    """Names, and beside each that may mean somebody a question with its likeliest answer ticked.

    The questions belong to the names as they stood when they were shown (`seen`): where the names
    were changed since, they are asked anew and nothing may be saved yet.
    """

    hides_optional = True
    most: ClassVar[int] = MOST_NAMES
    too_many: ClassVar[Any] = TOO_MANY

    names = TextField(
        max_length=MOST_NAMES * 500,
        error_messages={"max_length": TOO_MANY, "required": gettext_lazy("One name is enough.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, member: Member, data: QueryDict | None = None, **kwargs: Any) -> None:
        self.member, self.asked, self.is_seen = member, list[Asked](), False
        super().__init__(data.copy() if data is not None else None, **kwargs)
        if data is not None:
            self._ask(str(data.get("names", "")))

    def offer(self, names: Sequence[Named]) -> list[Asked]:
        """Whom these names may mean; here nobody who is there already."""
        return [Asked(named) for named in names]

    def read(self, typed: str) -> list[Named]:
        """The names of a text. Raises UnfitName."""
        return names_of(typed)

    def clean_names(self) -> list[Named]:
        """The names one by one; a sentence where one of them is none."""
        try:
            names = self.read(self.cleaned_data["names"])
        except UnfitName as unfit:
            said = _("“%(entry)s” is no name: it has between 1 and 200 letters outside its brackets.")
            raise ValidationError(said % {"entry": _short(unfit.entry)}) from None
        if len(names) > self.most:
            raise ValidationError(self.too_many)
        if not names:
            raise ValidationError(_("One name is enough."))
        return names

    def answers(self) -> list[tuple[Named, Contact | None]]:
        """Each name with the person it means, or None for somebody new; the same twice comes once."""
        found: list[tuple[Named, Contact | None]] = []
        places: dict[str, int] = {}
        for number, asked in enumerate(self.asked):
            said = str(self.cleaned_data.get(f"who_{number}") or asked.meant)
            if said == SAME:
                _join(found, places[asked.named.key], asked.named)
            elif said != NOBODY:
                places[asked.named.key] = len(found)
                found.append((asked.named, _of(asked.candidates, said)))
        return found

    def questions(self) -> list[Any]:
        """The fields that ask whom a name means, in the order of the names."""
        return [self[f"who_{number}"] for number, asked in enumerate(self.asked) if asked.choices]

    def newcomers(self) -> list[Named]:
        """The names about which there is nothing to ask: somebody new."""
        return [asked.named for asked in self.asked if not asked.choices]

    def _ask(self, typed: str) -> None:
        field: Any = self.fields["names"]
        try:
            names = self.read(field.to_python(typed)[: field.max_length])
        except UnfitName:
            return
        if not 0 < len(names) <= self.most:
            return
        self.asked = self.offer(names)
        self.is_seen = self.data.get("seen") == (now := _mark(self.asked))
        self.data["seen"] = now  # type: ignore[index]
        for number, asked in enumerate(self.asked):
            self._question(f"who_{number}", asked)

    def _question(self, name: str, asked: Asked) -> None:
        if not asked.choices:
            return
        self.fields[name] = forms.ChoiceField(
            label=asked.named.name,
            help_text=asked.named.note,
            choices=asked.choices,
            required=self.is_seen,
            widget=forms.RadioSelect(attrs={"class": "chips"}),
            error_messages={"required": _("More than one person goes by that name. Say which.")},
        )
        if not self.is_seen:
            self.data[name] = asked.meant  # type: ignore[index]


def _mark(asked: list[Asked]) -> str:
    """Another one for other names or other people."""
    told = repr([(each.named.name, each.named.note, each.choices) for each in asked])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _join(found: list[tuple[Named, Contact | None]], place: int, again: Named) -> None:
    first, person = found[place]
    note = "; ".join(dict.fromkeys(filter(None, (first.note, again.note))))
    found[place] = Named(first.name, note), person


def _of(candidates: list[Contact], said: str) -> Contact | None:
    return next((person for person in candidates if str(person.pk) == said), None)


def _short(entry: str) -> str:
    return entry if len(entry) <= 60 else entry[:60] + "…"
