"""Pressed twice, sent twice, typed by hand: what a browser or a curious hand may do."""

from __future__ import annotations

import base64
import json
import uuid

import pytest
from django.urls import reverse

from apps.contacts.models import Circle, Contact, Interaction
from apps.core.scope import acting_as
from tests.contacts.imports.bringing import bring
from tests.making import make_contact, make_touch
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db


def test_second_press_of_delete_leads_where_the_first_one_did(maya, client_of):
    ana, client = make_contact(maya, "Ana"), client_of(maya)
    where, form = reverse("contacts:delete", args=[ana.pk]), {"act": str(uuid.uuid4())}
    first, second = client.post(where, form), client.post(where, form)
    assert (second.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert client.post(where, {"act": str(uuid.uuid4())}).status_code == 404


def test_done_in_two_tabs_is_one_touch(maya, client_of, now):
    ana = make_contact(maya, "Ana", rhythm_days=30, first_due_on=now.date())
    client, where = client_of(maya), reverse("done", args=["rhythm", ana.pk])
    for _ in range(2):
        assert client.post(where, {"act": str(uuid.uuid4())}).status_code < 500
    with acting_as(maya):
        assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    "keys",
    [
        ["0001-01-01T00:00:00+14:00", 1],
        ["9999-12-31T23:59:59-23:59", 9],
        ["2026-01-01T00:00:00+00:00", 2**63],
        "[" * 2500,
        [None, 1],
    ],
)
@pytest.mark.parametrize("sort", ["name", "due", "newest"])
def test_cursor_made_by_hand_is_no_error(keys, sort, maya, client_of):
    plain = keys if isinstance(keys, str) else json.dumps(keys)
    cursor = base64.urlsafe_b64encode(plain.encode()).decode()
    ana = make_contact(maya, "Ana")
    for path in ("/contacts/", "/contacts/pick/", f"/contacts/{ana.pk}/"):
        answer = client_of(maya).get(path, {"sort": sort, "after": cursor, "before": cursor})
        assert answer.status_code < 500, path


def test_group_of_a_file_joins_a_circle_with_its_rhythm(maya, now):
    with acting_as(maya):
        Circle.named(maya, "RhyC")
        Circle.objects.update(rhythm_days=30)
    zelda = make_contact(maya, "Zelda Known")
    make_touch(maya, zelda, now.date().replace(day=1))
    text = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:RhyC\r\nMEMBER:Zelda Known\r\nEND:VCARD\r\n"
    bring(maya, text + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:New One\r\nCATEGORIES:RhyC\r\nEND:VCARD\r\n", now)
    with acting_as(maya):
        assert {c.name: c.due_on is not None for c in Contact.objects.all()} == {
            "Zelda Known": True,
            "New One": True,
        }
        assert_nothing_differs()


def test_first_names_are_cleaned_and_nobody_is_there_twice(maya, client_of):
    make_contact(maya, "Zora New")
    form = {
        "act": str(uuid.uuid4()),
        "name_1": "zora new",
        "name_2": "Ona\r\nBcc: x@y.org",
        "name_3": "\u202eabc",
    }
    assert client_of(maya).post(reverse("onboarding"), form).status_code == 302
    with acting_as(maya):
        names = set(Contact.objects.values_list("name", flat=True))
    assert len(names) == 3 and "abc" in names
    assert not any(sign in name for name in names for sign in "\r\n\u202e")


def test_stale_edit_is_told_and_loses_nothing(maya, client_of):
    ana, client = make_contact(maya, "Ana", city="Porto"), client_of(maya)
    where = reverse("contacts:edit", args=[ana.pk])
    stale = {"act": str(uuid.uuid4()), "name": "Ana", "notes": "typed", "seen_at": ana.changed_at.isoformat()}
    client.post(where, {"act": str(uuid.uuid4()), "name": "Ana", "city": "Lisbon"})
    told = client.post(where, stale)
    assert told.status_code == 422
    assert "changed elsewhere" in told.content.decode() and "typed" in told.content.decode()
    ana.refresh_from_db()
    assert (ana.city, ana.notes) == ("Lisbon", "")
