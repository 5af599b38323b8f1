"""What the columns of a table are: asked once, remembered, and to be changed."""

from __future__ import annotations

import io
import time

import pytest
from django.urls import reverse

from apps.contacts.models import ColumnMap, Contact, ImportBatch
from apps.core.scope import acting_as
from tests.contacts.imports.bringing import counts, work

pytestmark = pytest.mark.django_db

TABLE = """Who,Where to write,Band,Besides
Ana Lima,ana@example.org,Tidewater,x
Ben Carter,ben@example.org,Fjord,y
"""


def upload(client, text, filename="list.csv"):
    file = io.BytesIO(text.encode())
    file.name = filename
    return client.post(reverse("contacts:bring"), {"file": file}, follow=True)


def columns(*values):
    return {"titles": "on"} | {f"column{number}": value for number, value in enumerate(values)}


def test_columns_are_asked_with_their_first_values_and_then_looked_at(client_of, maya):
    client = client_of(maya)
    shown = upload(client, TABLE)
    batch = ImportBatch.objects.get()
    assert shown.redirect_chain[-1][0] == reverse("contacts:batch_columns", args=[batch.pk])
    assert "Who · Ana Lima · Ben Carter" in shown.content.decode()
    where = reverse("contacts:batch_columns", args=[batch.pk])
    preview = client.post(where, columns("name", "email", "organisation", "ignore"), follow=True)
    assert "Ana Lima" in preview.content.decode() and "Change the columns" in preview.content.decode()
    client.post(
        reverse("contacts:batch_start", args=[batch.pk]), {"act": "6f2d4bb2-0000-4000-8000-000000000005"}
    )
    batch.refresh_from_db()
    work(batch, batch.started_at)
    assert counts(batch) == {"created": 2}
    with acting_as(maya):
        ana = Contact.objects.get(name="Ana Lima")
        assert ana.points.get().value == "ana@example.org"
        assert ana.affiliations.get().organisation.name == "Tidewater"


def test_next_table_of_these_titles_is_not_asked_about(client_of, maya):
    client = client_of(maya)
    upload(client, TABLE)
    first = ImportBatch.objects.get()
    chosen = columns("name", "email", "organisation", "ignore")
    client.post(reverse("contacts:batch_columns", args=[first.pk]), chosen)
    again = upload(client, TABLE.replace("Ana", "Eva"))
    assert "Eva Lima" in again.content.decode() and "What is in it" in again.content.decode()
    second = ImportBatch.objects.latest("pk")
    form = client.get(reverse("contacts:batch_columns", args=[second.pk])).context["form"]
    assert [form[name].initial for name in form.fields] == list(chosen.values())[1:]  # titles are known now
    client.post(reverse("contacts:batch_columns", args=[second.pk]), chosen | {"column2": "text"})
    assert ColumnMap.objects.get().columns == ["name", "email", "", "ignore"]


def test_table_without_titles_begins_with_its_first_row(client_of, maya):
    client = client_of(maya)
    upload(client, TABLE.partition("\n")[2])
    where = reverse("contacts:batch_columns", args=[ImportBatch.objects.get().pk])
    assert client.get(where).context["form"].fields["titles"].initial is False
    client.post(where, columns("name", "email", "organisation", "text") | {"titles": ""})
    assert counts(ImportBatch.objects.get()) == {"created": 2}
    assert not ColumnMap.objects.exists()


def test_columns_that_name_nobody_get_a_sentence_and_stay_as_chosen(client_of, maya):
    client = client_of(maya)
    upload(client, TABLE)
    where = reverse("contacts:batch_columns", args=[ImportBatch.objects.get().pk])
    answer = client.post(where, columns("notes", "text", "city", "ignore"))
    assert answer.status_code == 422
    assert "tells who it is" in answer.content.decode()
    assert answer.context["form"]["column0"].value() == "notes"
    assert not ColumnMap.objects.exists()


def test_column_of_a_kind_that_is_none_is_refused(client_of, maya):
    client = client_of(maya)
    upload(client, TABLE)
    where = reverse("contacts:batch_columns", args=[ImportBatch.objects.get().pk])
    assert client.post(where, columns("name", "password", "text", "text")).status_code == 422


def test_file_of_another_kind_has_no_columns_to_choose(client_of, maya):
    client = client_of(maya)
    upload(client, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n", "a.vcf")
    batch = ImportBatch.objects.get()
    answer = client.get(reverse("contacts:batch_columns", args=[batch.pk]))
    assert answer.headers["Location"] == reverse("contacts:batch", args=[batch.pk])


@pytest.mark.parametrize(
    ("text", "filename", "says"),
    [
        ("Name\nAna\nBen\n", "a.csv", "single column"),
        (" , ,\n,,\n", "a.csv", "empty"),
        ("", "a.csv", "nothing"),
    ],
)
def test_tables_that_hold_nobody_get_a_sentence(client_of, maya, text, filename, says):
    answer = upload(client_of(maya), text, filename)
    assert answer.status_code == 422 and says in answer.content.decode()
    with acting_as(maya):
        assert not ImportBatch.objects.exists()


def test_titles_in_the_first_row_need_not_be_known_ones(client_of, maya):
    own_words = ["Name", "E-mail", *(f"Our field {number}" for number in range(40))]
    rows = [own_words, ["Ana Lima", "ana@example.org", *("x" * 40)]]
    asked = upload(client_of(maya), "\n".join(",".join(row) for row in rows)).content.decode()
    assert "Our field 39" in asked and "The first row holds titles" not in asked
    assert asked.count('<option value="name" selected>') == 1


def test_table_of_hundreds_of_columns_is_asked_about_in_time(client_of, maya):
    titles = ["Name", *(f"Our field {number}" for number in range(999))]
    text = "\n".join(",".join(row) for row in (titles, ["Ana Lima", *("x" * 999)]))
    upload(client_of(maya), text)
    where = reverse("contacts:batch_columns", args=[ImportBatch.objects.get().pk])
    client = client_of(maya)
    begun = time.process_time()
    assert client.get(where).status_code == 200
    assert time.process_time() - begun < 2
