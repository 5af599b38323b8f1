"""Deleting somebody, or their photo: gone for good, and back as it was while it can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from apps.contacts.models import (
    Affiliation,
    Contact,
    ContactPoint,
    ImportantDate,
    Interaction,
    Organisation,
    Participation,
    Photo,
    SearchToken,
)
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya) -> Contact:
    make_contact(maya, "Ben Carter")
    person = make_contact(maya, "Ana Lima", nickname="Aninha", email="ana@example.org", notes="secret")
    with acting_as(maya):
        place = Organisation.objects.create(owner=maya, name="Harbour", folded="harbour")
        Affiliation.objects.create(owner=maya, contact=person, organisation=place)
        ImportantDate.objects.create(owner=maya, contact=person, kind="birthday", month=3, day=9)
    make_contact(maya, "Cara", introduced_by=person)
    return person


def everything(maya) -> dict[str, list[dict[str, Any]]]:
    with acting_as(maya):
        return {
            model.__name__: list(model.objects.order_by("pk").values())
            for model in (Contact, ContactPoint, ImportantDate, Affiliation, Interaction, Participation)
        }


def test_deleted_person_is_gone_with_what_was_only_theirs_and_returns_whole(maya, ana, client_of):
    alone = make_touch(maya, ana, TODAY, note="secret")
    with acting_as(maya):
        ben = Contact.objects.get(name="Ben Carter")
        both = Interaction.log(maya, [ana, ben], kind="met", on=TODAY, now=NOW)
    before = everything(maya)

    answer = client_of(maya).post(f"/contacts/{ana.pk}/delete/", follow=True)

    assert answer.redirect_chain == [("/contacts/", 302)]
    with acting_as(maya):
        assert not Contact.objects.filter(pk=ana.pk).exists()
        assert set(Interaction.objects.values_list("pk", flat=True)) == {both.pk}
        assert not SearchToken.objects.filter(token="aninha").exists()
    client_of(maya).post(f"/history/{Act.objects.get(verb='delete_person').pk}/take-back/")
    assert everything(maya) == before
    with acting_as(maya):
        assert Interaction.objects.filter(pk=alone.pk, note="secret").exists()
        assert SearchToken.objects.filter(token="aninha").exists()


def test_photo_is_shown_kept_by_the_browser_and_removed(maya, ana, client_of):
    with acting_as(maya):
        Photo.objects.create(owner=maya, contact=ana, image=b"RIFFwebp", digest=b"d" * 32)
    client = client_of(maya)
    assert f'src="/contacts/{ana.pk}/photo/"' in client.get(f"/contacts/{ana.pk}/").content.decode()

    picture = client.get(f"/contacts/{ana.pk}/photo/")
    assert (picture.content, picture.headers["Content-Type"]) == (b"RIFFwebp", "image/webp")
    again = client.get(f"/contacts/{ana.pk}/photo/", headers={"if-none-match": picture.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    client.post(f"/contacts/{ana.pk}/photo/delete/")
    assert client.get(f"/contacts/{ana.pk}/photo/").status_code == 404
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert client.get(f"/contacts/{ana.pk}/photo/").content == b"RIFFwebp"
