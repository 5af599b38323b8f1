"""Steps of the walk through one's life, as a browser without scripts takes them."""

from __future__ import annotations

import re

from apps.contacts.models import Contact
from apps.core.scope import acting_as


def begin(client, stage="school", **said) -> int:
    answer = client.post("/contacts/walk/begin/", {"stage": stage, **said})
    assert answer.status_code == 302, answer.content.decode()
    return int(answer.headers["Location"].split("/")[-2])


def look(client, pk, names, **more):
    return client.post(f"/contacts/walk/{pk}/recall/", {"names": names, **more})


def shown(answer) -> dict[str, str]:
    """The fields of the page as they stand: what a press of Save sends."""
    page = answer.content.decode()
    fields = {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1]}
    for found in re.finditer(r'<input type="radio" name="(who_\d+)" value="([^"]+)"[^>]*checked', page):
        fields[found[1]] = found[2]
    return fields


def save(client, pk, names, **chosen):
    return look(client, pk, names, **shown(look(client, pk, names)) | chosen)


def people(maya) -> list[str]:
    with acting_as(maya):
        return list(Contact.objects.order_by("pk").values_list("name", flat=True))
