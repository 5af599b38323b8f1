"""Introductions as a place: whole in the rail, short in a phone's bar, which has no room for Commitments."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


def test_a_phone_finds_every_place_in_its_bar_or_in_the_menu(client_of, maya):
    page = client_of(maya).get("/introductions/").content.decode()
    bar, menu = page.split('<ul class="rail-places">')[1].split("</ul>")[0], page.split("rail-me")[1]

    assert (
        'aria-current="page"><span class="rail-wide">Introductions</span><span class="rail-narrow">Intros'
        in bar
    )
    assert re.search(r'<li class="rail-wide"><a [^>]*href="/commitments/"', bar)
    assert re.search(r'<li class="rail-narrow"><a [^>]*href="/commitments/"', menu)
