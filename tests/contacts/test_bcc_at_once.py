"""Two tabs that ask for an address for bcc at one moment: one is in use afterwards."""

from __future__ import annotations

import pytest

from apps.core.handed import Link
from tests.contacts.writing import DOMAIN
from tests.introductions.at_once import together


@pytest.mark.django_db(transaction=True)
def test_of_addresses_made_at_one_moment_one_is_in_use(maya, client_of, settings):
    settings.KITH_INTAKE_DOMAIN = DOMAIN
    tabs = [client_of(maya) for _ in range(6)]
    answers = together(*(lambda tab=tab: tab.post("/contacts/bcc/hand-out/").status_code for tab in tabs))
    assert answers == [302] * 6
    assert Link.objects.filter(member=maya, purpose="bcc").count() == 6
    assert Link.objects.filter(member=maya, purpose="bcc", revoked_at=None).count() == 1
