"""What else bears on a person: rests, and what acts remember of them while they can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from apps.contacts.keeping.sections import Line, Row, Section, pointing
from apps.contacts.keeping.values import leaves
from apps.contacts.models import Contact, Interaction, Participation
from apps.contacts.never_asked import ABOUT
from apps.core import dates
from apps.core.acts import Act, ActRow
from apps.core.due import Rest, sources
from apps.core.fence import owned_models
from apps.core.words import say

if TYPE_CHECKING:
    from apps.accounts.models import Member

TEXTS = (models.CharField, models.TextField, models.JSONField)


def rests_of(member: Member, person: Contact) -> Section:
    """Until when this person is not brought up, by what."""
    abouts = {source.about for source in sources} | {"contact", ABOUT}
    subjects = [f"{about}:{person.pk}" for about in sorted(abouts)]
    found = Rest.objects.of(member).filter(subject__in=subjects).order_by("until_on")
    rows = [Row([Line(_("not brought up until"), dates.exact_date(rest.until_on))]) for rest in found]
    return Section(_("Rests"), "rests", rows)


def acts_of(member: Member, person: Contact, said: set[str], today: date) -> Section:
    """What was done about this person, and words changed or removed since; `said` stands there already."""
    images = list(_images(member, person))
    acts = Act.objects.of(member).filter(pk__in={image.act_id for image in images}).order_by("-pk")
    rows = [
        Row([Line("", say(act.verb, act.facts), "what")], dates.day_and_month(member.day(act.at), today))
        for act in acts
    ]
    earlier = [text for text in dict.fromkeys(_texts(images)) if text.casefold() not in said]
    if earlier:
        rows.append(Row([Line("", "\n".join(earlier), "what")], _("words changed or removed since")))
    return Section(_("What was done lately, and can be taken back"), "acts", rows)


def _images(member: Member, person: Contact) -> Iterable[ActRow]:
    """Images of the person's own row, of rows that point at them, and of what they took part in."""
    own = Q(table_name=Contact._meta.db_table, row_id=person.pk)
    for model, key in pointing():
        if model is not Contact:
            held = Q(**{f"before__{key}_id": person.pk}) | Q(**{f"after__{key}_id": person.pk})
            own |= Q(table_name=model._meta.db_table) & held
    found = list(ActRow.objects.of(member).filter(own).order_by("pk"))
    touches = {
        int((image.before or image.after or {})["interaction_id"])
        for image in found
        if image.table_name == Participation._meta.db_table
    }
    touches |= set(person.participations.values_list("interaction_id", flat=True))
    of_touches = Q(table_name=Interaction._meta.db_table, row_id__in=touches)
    return [*found, *ActRow.objects.of(member).filter(of_touches).order_by("pk")]


def _texts(images: Iterable[Any]) -> Iterator[str]:
    """The free words in these images."""
    tables = {model._meta.db_table: model for model in owned_models()}
    for image in images:
        columns = tables[image.table_name]._meta.local_concrete_fields
        derived = tables[image.table_name].derived
        words = [c.name for c in columns if isinstance(c, TEXTS) and not c.choices and c.name not in derived]
        for row in (image.before, image.after):
            for name in words:
                yield from leaves((row or {}).get(name))
