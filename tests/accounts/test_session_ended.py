"""A form sent, or htmx asking, after the session ended: the way back leads to the page it came from."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
SENT_TO = "/today/birthday/7/not-today/"
HERE = {"Host": "localhost"}


def where(answer) -> str:
    return answer.headers.get("HX-Redirect") or answer.headers["Location"]


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://localhost/contacts/?q=ana", "/accounts/login/?next=/contacts/%3Fq%3Dana"),
        ("http://elsewhere.example/contacts/", "/accounts/login/?next=/"),
        ("//elsewhere.example/", "/accounts/login/?next=/"),
        ("", "/accounts/login/?next=/"),
    ],
)
def test_the_way_back_is_the_page_it_was_sent_from(page, back):
    assert where(Client(headers=HERE | {"Referer": page}).post(SENT_TO)) == back


def test_htmx_leaves_for_the_page_to_sign_in_instead_of_showing_it_in_a_part_of_another():
    asked = HERE | {"HX-Request": "true", "HX-Current-URL": "http://localhost/contacts/"}
    for answer in (Client(headers=asked).post(SENT_TO), Client(headers=asked).get("/contacts/?q=ana")):
        assert answer.status_code == 200 and answer.content == b""
        assert where(answer) == "/accounts/login/?next=/contacts/"


def test_a_page_asked_for_is_where_one_comes_back_to():
    assert where(Client(headers=HERE).get("/contacts/?q=ana")) == "/accounts/login/?next=/contacts/%3Fq%3Dana"
