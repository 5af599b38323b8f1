"""What I keep about Ana: whatever any model holds of a person stands on the page, or this fails."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import models

from apps.contacts.keeping.sections import OPENED, pointing
from apps.contacts.keeping.words import COLUMNS, TITLES
from apps.contacts.models import Contact, Interaction, Period
from apps.contacts.models.searching import IN_NOTES
from apps.core.acts import act
from apps.core.due import Rest
from apps.core.scope import Owned, OwnedForeignKey, acting_as
from tests.architecture.test_pages import visible
from tests.contacts.counting import counted
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXTS = (models.CharField, models.TextField, models.JSONField)
CANARY = "zk"
SHORTEST = len("zk000")
EXCLUDED = {"handed_back_on"}
"""Days that another day of the row excludes."""


class Aviary:
    """Rows of any model with a canary in each column that holds text; remembers which sits where."""

    def __init__(self, member) -> None:
        self.member, self.sits, self.numbers = member, {}, itertools.count(100)

    def fill(self, row: models.Model) -> None:
        """A canary into every text column of this row."""
        for column in row._meta.local_concrete_fields:
            if not holds_text(column):
                continue
            canary = f"{CANARY}{next(self.numbers)}"
            self.sits[canary] = f"{row._meta.label}.{column.name}"
            setattr(row, column.attname, [canary] if isinstance(column, models.JSONField) else canary)
        row.save()

    def plant(self, model: type[Owned], key: str, person: Contact, nest: Nest) -> None:
        """A row of this model that points at the person by this key."""
        row = model(owner=self.member)
        for column in model._meta.local_concrete_fields:
            if column.name in {"id", "owner", key, *EXCLUDED}:
                continue
            if isinstance(column, OwnedForeignKey):
                if not column.null:
                    setattr(row, column.name, nest.row(column.related_model, column.name))
            elif not column.null or isinstance(column, models.DateField):
                setattr(row, column.attname, something(column))
        setattr(row, key, person)
        self.fill(row)


def holds_text(column: models.Field) -> bool:
    free = isinstance(column, TEXTS) and not column.choices
    return free and (column.max_length is None or column.max_length >= SHORTEST)


def something(column: models.Field) -> Any:
    """A value that this column takes."""
    if column.choices:
        return column.choices[0][0]
    if isinstance(column, models.DateTimeField):
        return NOW
    if isinstance(column, models.DateField):
        return date(2026, 11, 1)
    if isinstance(column, models.BinaryField):
        return b"0" * 32
    if isinstance(column, models.UUIDField):
        return column.get_default()
    if isinstance(column, models.BooleanField):
        return False
    return 1 if isinstance(column, models.IntegerField) else column.get_default()


def models_with_a_key_to_a_person() -> Iterator[tuple[type[Owned], str]]:
    """By another way than the page's own: every foreign key of every model of every app."""
    from django.apps import apps

    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, models.ForeignKey) and column.related_model is Contact:
                yield model, column.name


class Nest:
    """Rows that others point to, made when first asked for."""

    def __init__(self, aviary: Aviary, before: Contact, after: Contact) -> None:
        self.aviary, self.before, self.after, self.made = aviary, before, after, {}

    def row(self, model: type[Owned], name: str) -> Owned:
        """A row of this model; of a pair of people the smaller key stands first."""
        if model is Contact:
            return self.before if name == "contact" else self.after
        if model not in self.made:
            self.made[model] = self._new(model)
        return self.made[model]

    def _new(self, model: type[Owned]) -> Owned:
        row = model(owner=self.aviary.member)
        for column in model._meta.local_concrete_fields:
            is_key = column.primary_key or isinstance(column, models.ForeignKey)
            if not is_key and not column.null and not column.has_default():
                setattr(row, column.attname, something(column))
        row.save()
        if model in (Interaction, Period):
            self.aviary.fill(row)
        return row


@pytest.fixture
def page(maya, client_of) -> tuple[Aviary, str]:
    """Ana with a canary everywhere, and her page of everything."""
    aviary = Aviary(maya)
    with acting_as(maya):
        before = Contact.objects.add(maya, "Anouk Before", now=NOW)
        ana = Contact.objects.add(maya, "Ana Lima", now=NOW)
        nest = Nest(aviary, before, Contact.objects.add(maya, "Zoe After", now=NOW))
        aviary.fill(ana)
        for model, key in pointing():
            if model is not Contact:
                aviary.plant(model, key, ana, nest)
    answer = client_of(maya).get(f"/contacts/{ana.pk}/keep/")
    assert answer.status_code == 200
    return aviary, visible(answer.content.decode())


def test_every_column_of_every_model_stands_on_the_page(page):
    aviary, said = page
    assert len(aviary.sits) > 30
    missing = [where for canary, where in aviary.sits.items() if canary not in said]
    assert missing == []


def test_no_model_with_a_key_to_a_person_is_forgotten():
    assert set(models_with_a_key_to_a_person()) == set(pointing())


def test_each_model_and_column_has_words():
    for model, _key in pointing():
        name = OPENED if model is Contact else model._meta.model_name
        assert name in TITLES, f"{name} needs a title in keeping/words.py"
        for column in model._meta.local_concrete_fields:
            is_key = column.primary_key or isinstance(column, models.ForeignKey | models.UUIDField)
            named = column.name in COLUMNS or not isinstance(column.verbose_name, str)
            assert is_key or named, f"{model.__name__}.{column.name} needs words in keeping/words.py"


def test_no_raw_key_is_shown(maya, client_of):
    ana = make_contact(maya, id=987654321)
    with acting_as(maya):
        Rest.until(maya, f"contact:{ana.pk}", date(2027, 1, 1))
    said = visible(client_of(maya).get(f"/contacts/{ana.pk}/keep/").content.decode())
    assert "987654321" not in said
    assert str(ana.uid) not in said
    assert "Friday 1 January 2027" in said


def test_words_removed_lately_are_shown_while_they_can_be_taken_back(maya, client_of):
    ana = make_contact(maya, "Ana Lima", notes="an old secret")
    touch = make_touch(maya, ana, date(2026, 11, 1), note="a struck word")
    with acting_as(maya):
        with act(maya, "edit_person", facts={"name": "Ana Lima"}, now=NOW):
            ana.notes = "a new note"
            ana.rewrite(["notes"], now=NOW)
        with act(maya, "strike", facts={"name": "Ana Lima"}, now=NOW):
            touch.strike()
    said = visible(client_of(maya).get(f"/contacts/{ana.pk}/keep/").content.decode())
    assert "an old secret" in said
    assert "a struck word" in said
    assert "Changed what you keep about Ana Lima" in said


def test_nothing_of_somebody_else_is_on_it(maya, client_of):
    ana = make_contact(maya, "Ana Lima")
    make_contact(maya, "Ben Carter", notes="about Ben")
    said = visible(client_of(maya).get(f"/contacts/{ana.pk}/keep/").content.decode())
    assert "Ben" not in said


def test_page_costs_the_same_for_much(maya):
    ana = make_contact(maya, "Ana Lima", email="a@example.org")
    asked = []
    for count in (3, 30):
        for number in range(count):
            make_touch(maya, ana, date(2026, 1, 1) + timedelta(days=number), note="x")
        asked.append(counted(maya, f"/contacts/{ana.pk}/keep/")[1])
    assert asked[0] == asked[1] <= 40


def test_words_of_notes_stand_there_without_the_sign_the_search_puts_before_them(maya, client_of):
    ana = make_contact(maya, "Ana Lima", remember="rowing before breakfast")
    with acting_as(maya):
        Contact.objects.reindex([ana.pk])
    page = client_of(maya).get(f"/contacts/{ana.pk}/keep/").content.decode()
    assert "breakfast" in page.split("By which I find them")[1] and IN_NOTES not in page
