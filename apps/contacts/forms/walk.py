"""Forms of the walk through one's life: a period, and the names that come to mind in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.forms.fields import LineField
from apps.contacts.forms.naming import NamingForm
from apps.contacts.forms.touches import who
from apps.contacts.memories import Stage
from apps.contacts.models import Contact, Period
from apps.contacts.naming import NEW, SAME, Asked, Named

if TYPE_CHECKING:
    from apps.accounts.models import Member

EARLIEST_YEAR = 1900
MOST_OFFERED = 6


class YearField(forms.IntegerField):
    """A year of the member's life, or none."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "size": 4}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.error_messages["invalid"] = gettext_lazy("A year has four digits, such as 1987.")


class PeriodForm(forms.Form):
    """A stretch of life: its name and years, as far as the member likes to say them."""

    name = LineField(max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    from_year = YearField(label=gettext_lazy("From which year"))
    until_year = YearField(label=gettext_lazy("Until which year"))

    def __init__(self, stage: Stage, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year
        self.fields["name"].label = str(stage.name)
        if not stage.name:
            self.fields.clear()

    def clean_from_year(self) -> Any:
        """A year of four digits up to this one."""
        return self._year("from_year")

    def clean_until_year(self) -> Any:
        """A year of four digits up to this one."""
        return self._year("until_year")

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the beginning."""
        cleaned = super().clean() or {}
        since, until = self.years_of(cleaned)
        if since and until and until < since:
            self.add_error("until_year", _("That lies before the beginning."))
        return cleaned

    @property
    def said(self) -> tuple[str, tuple[int | None, int | None]]:
        """The name, and the years."""
        return str(self.cleaned_data.get("name") or ""), self.years_of(self.cleaned_data)

    @staticmethod
    def years_of(cleaned: dict[str, Any]) -> tuple[int | None, int | None]:
        """From and until, as far as they are known."""
        return cleaned.get("from_year"), cleaned.get("until_year")

    def _year(self, name: str) -> int | None:
        year: int | None = self.cleaned_data[name]
        if year is None:
            return None
        if not EARLIEST_YEAR <= year <= 9999:
            raise forms.ValidationError(_("A year has four digits, such as 1987."))
        if year > self.this_year:
            raise forms.ValidationError(_("That year is still to come."))
        return year


class RecallForm(NamingForm):
    """The names that came to mind in a period."""

    def __init__(self, member: Member, period: Period, data: QueryDict | None = None) -> None:
        self.period = period
        super().__init__(member, data)
        names = self.fields["names"]
        names.label = gettext_lazy("Who comes to mind")
        names.help_text = gettext_lazy(
            "One on each line, or with commas between. Brackets keep a note: Pete (drives the van)"
        )
        names.widget.attrs |= {"rows": 5, "autocomplete": "off"}

    def offer(self, names: Sequence[Named]) -> list[Asked]:
        """Those of equal names: who was recalled here already, else the only one of a full name."""
        known, here = self._of_equal_names(names)
        typed = Counter(named.key for named in names)
        earlier: dict[str, Named] = {}
        asked = []
        for named in names:
            people = known[named.key][:MOST_OFFERED]
            meant = self._meant(named, people, here, typed)
            asked.append(_asked(named, people, meant, here, earlier.get(named.key)))
            earlier.setdefault(named.key, named)
        return asked

    def _of_equal_names(self, names: Sequence[Named]) -> tuple[dict[str, list[Contact]], set[int]]:
        known: dict[str, list[Contact]] = defaultdict(list)
        keys = {named.key for named in names}
        people = Contact.objects.of(self.member).filter(sort_key__in=keys).order_by("pk")
        for person in people[: MOST_OFFERED * len(keys)]:
            known[person.sort_key].append(person)
        found = [person.pk for same in known.values() for person in same]
        here = self.period.recollections.filter(owner=self.member, contact__in=found)
        return known, set(here.values_list("contact_id", flat=True))

    def _meant(self, named: Named, people: list[Contact], here: set[int], typed: Counter[str]) -> str:
        recalled = [person for person in people if person.pk in here]
        if len(recalled) == 1:
            return str(recalled[0].pk)
        if not people or not named.is_full:
            return NEW
        is_certain = len(people) == 1 and typed[named.key] == 1 and not self._contradicts(people[0])
        return str(people[0].pk) if is_certain else ""

    def _contradicts(self, person: Contact) -> bool:
        began = self.period.from_year
        return bool(began and person.died_on and person.died_on.year < began)


def _asked(named: Named, people: list[Contact], meant: str, here: set[int], above: Named | None) -> Asked:
    choices = [(str(person.pk), _known(person, person.pk in here)) for person in people]
    if above:
        choices.append((SAME, _("the same as above")))
        meant = SAME if above.note == named.note else NEW
    if choices:
        choices.append((NEW, _("someone else of that name")))
    return Asked(named, people, choices, meant)


def _known(person: Contact, is_here: bool) -> str:
    return _("%(who)s, here already") % {"who": who(person)} if is_here else who(person)
