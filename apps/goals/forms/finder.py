"""Finding a field by everyday words: typed, then chosen among those found. Complete without a script.

`field_asked` and `serves_asked` carry the words for which the choice was shown: where they were changed
since, the choice is shown anew, with the likeliest ticked, and nothing is saved yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.forms.fields import LineField, cleaned_line
from apps.core.fold import fold
from apps.goals import fields
from apps.goals.finding import NONE_OF_THEM, Finding, choices
from apps.goals.models import Speciality

if TYPE_CHECKING:
    from apps.accounts.models import Member

LONGEST_WORDS = 100


def words_field(label: Any, into: str, help_text: Any = "") -> LineField:
    """The line one types into; htmx asks for what is found while somebody types, and puts it into `into`."""
    finds = {
        "autocomplete": "off",
        "hx-get": reverse_lazy("goals:fields"),
        "hx-trigger": "input changed delay:200ms",
        "hx-include": "closest .finder",
        "hx-target": into,
        "hx-sync": "this:replace",
    }
    return LineField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs=finds),
    )


class FieldFinder(forms.Form):
    """One field, or the member's own below one; afterwards `field`, `own` and `among` are known."""

    hides_optional = True

    field_words = words_field(gettext_lazy("Field"), "#found-field")
    field_asked = forms.CharField(required=False, widget=forms.HiddenInput)
    field = forms.ChoiceField(
        label=gettext_lazy("Which of these is it?"),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    field_own = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None = None, *, member: Member, **kwargs: Any) -> None:
        super().__init__(data.copy() if data is not None else None, **kwargs)
        self.member = member
        self.finding = Finding.of(self._typed("field_words"))
        self.is_asked_anew = False
        if self.is_bound:
            self._answer()
        self._offer()

    @property
    def own(self) -> str:
        """The member's own name for what stands below the field chosen; "" where Kith's is meant."""
        says_own = self.cleaned_data.get("field_own") or not self.finding.found
        return self.finding.words if self.key and says_own and fold(self.finding.words) else ""

    @property
    def key(self) -> str:
        """The key of the field chosen, "" for none."""
        key = str(self.cleaned_data.get("field") or "")
        return key if self.finding.words and key != NONE_OF_THEM else ""

    @property
    def among(self) -> str:
        """The words, where no field was chosen for them: for the sentence of the goal."""
        return "" if self.key else self.finding.words

    def clean(self) -> dict[str, Any]:
        """Words that may mean several fields, or none, are asked about once, with the likeliest ticked."""
        cleaned = super().clean() or {}
        if self.is_asked_anew and not self.finding.meant:
            said = _("Several fields go by “%(words)s”. Is it the one chosen below?")
            several = said % {"words": self.finding.words}
            self.add_error("field_words", several if self.finding.found else self.not_found)
        return cleaned

    @property
    def not_found(self) -> str:
        """What is said where no field goes by the words; "" where some do, or nothing was typed."""
        if self.finding.found or not self.finding.words:
            return ""
        said = _(
            "Kith knows no field called “%(words)s”. Choose one it stands below, and it is kept as "
            "your own; or leave it open, and it stays in your own words."
        )
        return said % {"words": self.finding.words}

    def _typed(self, name: str) -> str:
        value = self.data.get(name, "") if self.is_bound else self.initial.get(name, "")
        return cleaned_line(str(value or ""))[:LONGEST_WORDS]

    def _answer(self) -> None:
        words = self.finding.words
        self.is_asked_anew = bool(words) and self._typed("field_asked") != words
        answered: Any = self.data
        answered["field_asked"] = words
        if self.is_asked_anew:
            answered["field"] = self.finding.likeliest
            answered.pop("field_own", None)
        if self.is_asked_anew and self.finding.meant is None:
            self._remember(answered)

    def _remember(self, answered: Any) -> None:
        """What the member called their own once is meant again."""
        mine: Any = Speciality.objects.of(self.member).filter(folded=fold(self.finding.words))
        if fold(self.finding.words) and (own := mine.order_by("pk").first()):
            answered["field"], answered["field_own"] = own.field, "on"
            self.is_asked_anew = False

    def _offer(self) -> None:
        chosen = self.data.get("field") if self.is_bound else self.initial.get("field")
        known: Any = self.fields["field"]
        known.choices = [
            *choices(self.finding.offered if self.finding.words else (), [str(chosen or "")]),
            (NONE_OF_THEM, _("none of these")),
        ]
        if self.finding.words and not self.finding.found:
            known.label = _("Below which of these does it stand?")
        self.fields["field_own"].label = _("Keep “%(words)s” as my own field below it") % {
            "words": self.finding.words
        }

    def offers_own(self) -> bool:
        """Whether to ask if the words are a field of the member's own: Kith knows some, not exactly this."""
        return bool(self.finding.found) and not fields.called(self.finding.words)


class ServesFinder(forms.Form):
    """Several fields, those an employer serves; `served` afterwards holds their keys."""

    hides_optional = True

    serves_words = words_field(
        gettext_lazy("Whom does your employer serve?"),
        "#found-serves",
        gettext_lazy("Never shown to anyone. Several fields with commas between them."),
    )
    serves_asked = forms.CharField(required=False, widget=forms.HiddenInput)
    serves = forms.MultipleChoiceField(
        label=gettext_lazy("Fields they serve"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data.copy() if data is not None else None, **kwargs)
        typed = self.data.get("serves_words", "") if self.is_bound else ""
        parts = (cleaned_line(part) for part in str(typed)[:LONGEST_WORDS].split(","))
        self.findings = [Finding.of(part) for part in parts if part]
        self.serves_anew = False
        if self.is_bound:
            self._answer_served()
        known: Any = self.fields["serves"]
        known.choices = choices(self._offered(), self._chosen())

    @property
    def served(self) -> list[str]:
        """The keys of the fields chosen, in the order of the tree."""
        chosen = set(self.cleaned_data.get("serves") or ())
        return [key for key in fields.ALL if key in chosen]

    def clean(self) -> dict[str, Any]:
        """What was typed is one of the fields, or is asked about."""
        cleaned = super().clean() or {}
        chosen = set() if self.serves_anew else set(cleaned.get("serves") or ())
        if unknown := self._unknown(chosen):
            self.add_error("serves_words", self._not_found(unknown))
        elif self.serves_anew and not all(finding.meant for finding in self.findings):
            self.add_error("serves_words", _("Several fields go by that. Are those ticked below the ones?"))
        return cleaned

    @property
    def not_found(self) -> str:
        """What is said where no field goes by some of the words; "" where each finds one."""
        unknown = self._unknown(set())
        return self._not_found(unknown) if unknown else ""

    def _unknown(self, chosen: set[str]) -> str:
        """The first words that find nothing and for which nothing near by was chosen, or ""."""
        for finding in self.findings:
            if not (finding.found or chosen.intersection(field.key for field in finding.offered)):
                return finding.words
        return ""

    def _not_found(self, words: str) -> str:
        said = _("Kith knows no field called “%(words)s”. Choose the nearest, or leave the line empty.")
        return said % {"words": words}

    def _chosen(self) -> Sequence[str]:
        if isinstance(self.data, QueryDict):
            return self.data.getlist("serves")
        return list(self.initial.get("serves", ()))

    def _offered(self) -> list[fields.Field]:
        return list(dict.fromkeys(field for finding in self.findings for field in finding.offered))

    def _answer_served(self) -> None:
        typed = ", ".join(finding.words for finding in self.findings)
        self.serves_anew = bool(typed) and cleaned_line(self.data.get("serves_asked", "")) != typed
        answered: Any = self.data
        answered["serves_asked"] = typed
        if self.serves_anew:
            meant = [finding.likeliest for finding in self.findings if finding.found]
            answered.setlist("serves", list(dict.fromkeys([*answered.getlist("serves"), *meant])))
