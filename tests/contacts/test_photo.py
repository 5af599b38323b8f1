"""A photo by upload: small and bare, or a sentence and nothing changed; taken back like anything."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from apps.contacts.models import Photo
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(maya):
    return make_contact(maya, "Ana Lima")


def picture(colour="#842", size=(900, 700), kind="JPEG", **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


def send(client, person, raw: bytes, name="ana.jpg"):
    return client.post(f"/contacts/{person.pk}/photo/add/", {"photo": SimpleUploadedFile(name, raw)})


def test_picture_is_kept_small_and_without_what_the_camera_wrote(maya, ana, client_of):
    exif = Image.Exif()
    exif[0x010E] = "at the sea, 38.7 N"
    client = client_of(maya)
    assert send(client, ana, picture(exif=exif.tobytes())).status_code == 302
    with acting_as(maya):
        kept = bytes(Photo.objects.get().image)
    assert len(kept) <= 64 * 1024
    assert b"at the sea" not in kept
    with Image.open(io.BytesIO(kept)) as small:
        assert (small.format, max(small.size), dict(small.getexif())) == ("WEBP", 256, {})
    assert f'src="/contacts/{ana.pk}/photo/"' in client.get(f"/contacts/{ana.pk}/").content.decode()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "That file is empty."),
        (b"Dear Ana, this is a text.", "Kith could not read a picture"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "could not read a picture",
        ),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "could not read a picture"),
        (b"x" * (20 * 1024 * 1024 + 1), "more than 20 MB"),
    ],
)
def test_what_is_no_picture_is_told_and_changes_nothing(maya, ana, client_of, raw, sentence):
    client = client_of(maya)
    send(client, ana, picture())
    with acting_as(maya):
        before = Photo.objects.values().get()
    answer = send(client, ana, raw)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with acting_as(maya):
        assert Photo.objects.values().get() == before


def test_a_hundred_megapixels_are_refused_unread(maya, ana, client_of):
    answer = send(client_of(maya), ana, picture(size=(10_000, 10_000), kind="PNG"), "large.png")
    assert answer.status_code == 422
    assert "more than 25 million points" in answer.content.decode()


def test_no_file_at_all_is_told(maya, ana, client_of):
    answer = client_of(maya).post(f"/contacts/{ana.pk}/photo/add/", {"photo": "not a file"})
    assert (answer.status_code, b"Choose a picture first." in answer.content) == (422, True)


def test_replaced_photo_returns_when_that_is_taken_back(maya, ana, client_of):
    client = client_of(maya)
    send(client, ana, picture("#842"))
    first = client.get(f"/contacts/{ana.pk}/photo/").content
    send(client, ana, picture("#248"))
    second = client.get(f"/contacts/{ana.pk}/photo/").content
    assert first != second
    take_back(client)
    assert client.get(f"/contacts/{ana.pk}/photo/").content == first
    client.post(f"/contacts/{ana.pk}/photo/delete/")
    take_back(client)
    assert client.get(f"/contacts/{ana.pk}/photo/").content == first


def test_first_photo_taken_back_leaves_the_monogram(maya, ana, client_of):
    client = client_of(maya)
    send(client, ana, picture())
    take_back(client)
    assert client.get(f"/contacts/{ana.pk}/photo/").status_code == 404


def take_back(client):
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
