"""What a column holds is told by its title in five languages, else by its cells; a table is known again."""

from __future__ import annotations

import json

import pytest

from apps.contacts.imports.card import Position
from apps.contacts.imports.table.columns import FIELDS, OF_KITH, TableLayout, digest, guess
from apps.contacts.imports.table.titles import meaning


@pytest.mark.parametrize(
    ("titles", "columns"),
    [
        (
            "last_name,first_name,title,org,phone,email,p_code,country",
            "family given role organisation phone email postcode country",
        ),
        ("Name;Vorname;Straße;PLZ;Ort;Geburtsdatum", "family given street postcode city birthday"),
        ("Name;Telefon;E-Mail", "name phone email"),
        ("Nom;Prénom;Courriel;Société;Anniversaire", "family given email organisation birthday"),
        ("Nombre;Apellidos;Correo electrónico;Ciudad", "given family email city"),
        ("Nome;Sobrenome;Telemóvel;Endereço de e-mail", "given family phone email"),
        ("Nome completo;Aniversário natalício;Observações", "name birthday notes"),
        ("Title;Job Title;FIRSTNAME", "prefix role given"),
        ("Mail1;Address2;Home Street 3;Groups;Member since", "email address street circles -"),
        ("how we met;Referred By;Hobby;Skype", "how_we_met introduced_by interests messenger"),
    ],
)
def test_titles_in_five_languages(titles, columns):
    delimiter = ";" if ";" in titles else ","
    assert guess(titles.split(delimiter)) == ["" if each == "-" else each for each in columns.split()]


@pytest.mark.parametrize(
    ("title", "label", "group"),
    [
        ("Home Street 2", "home", "home"),
        ("Fax (geschäftlich)", "work fax", ""),
        ("Company Main Phone", "work main", ""),
        ("Address 1 - City", "", "address 1"),
        ("E-mail 2 - Label", "", "e mail 2"),
        ("Children", "child", ""),
    ],
)
def test_titles_say_where_a_value_belongs(title, label, group):
    found = meaning(title)
    assert (found.label, found.group) == (label, group)


def test_cells_tell_only_where_there_are_no_titles():
    rows = [
        ["Ana", "Lima", "ana@example.org", "+351 912 555 010", "www.example.org", "1980-05-04", "7"],
        ["Ben", "Reyes", "", "(510) 555-0123", "", "1979-12-31", "8"],
    ]
    guessed = ["given", "family", "email", "phone", "url", "birthday", ""]
    assert guess([""] * 7, rows) == guessed
    assert guess(["", "Telefon"], [["Ana Lima", "1"], ["Ben Reyes", "2"]]) == ["name", "phone"]
    assert guess(["", "", ""], [["1", "", "3"], ["4", "5", "6"]]) == ["", "", ""]
    assert guess(["Member since"], [["a@example.org"]]) == [""], (
        "a title nobody knows keeps its cells as text"
    )


def test_table_is_known_again_by_its_titles():
    assert digest(["E-Mail", "Straße"]) == digest([" e mail", "STRASSE"])
    assert digest(["a", "b"]) != digest(["a b"])
    assert len(digest([])) == 32


def test_layout_is_kept_as_json():
    layout = TableLayout(",", ["name", ""], ["Name", "Since"], Position(10, 2), "google_csv", ["", "dmy"])
    assert TableLayout.from_json(json.loads(json.dumps(layout.to_json()))) == layout
    other = layout.with_columns(["email", "no such field", "phone"])
    assert (list(other.columns), other.start) == (["email", ""], layout.start)
    assert list(layout.with_columns([]).columns) == ["", ""]


def test_every_guess_can_be_chosen():
    from apps.contacts.imports.table.words import TITLES, WHOLE

    assert guess(["UID", "Name", "Introduced by UID"]) == ["", "name", ""]
    fields = {line.partition(":")[0] for line in TITLES.strip().splitlines()}
    assert fields | {field for field, _label in WHOLE.values()} <= {*FIELDS, *OF_KITH}
