"""What one of two answered is where the web can neither read nor write, but through two functions."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.contacts.merging.merge import merge
from apps.core.scope import acting_as
from apps.introductions import kept
from apps.introductions import pairing as verbs
from apps.introductions.models import SideAnswer
from apps.introductions.verbs import NotNow
from tests.conftest import NOW
from tests.introductions.making import make_paired

pytestmark = pytest.mark.django_db
TRIED = (
    "select address from introductions_sideanswer",
    "select count(*) from introductions_sideanswer",
    "insert into introductions_sideanswer (link_id, address, agreed_at) "
    "values ({link}, 'a@b.example', now())",
    "delete from introductions_sideanswer",
    "update introductions_sideanswer set address = 'a@b.example'",
    "truncate introductions_sideanswer",
    "copy introductions_sideanswer to stdout",
    "select last_value from introductions_sideanswer_id_seq",
    "select nextval('introductions_sideanswer_id_seq')",
    "lock table introductions_sideanswer in share mode",
)


@pytest.mark.parametrize("sql", TRIED)
@pytest.mark.parametrize("who", ["nobody", "member"])
def test_the_web_cannot_tell_whether_one_has_agreed(maya, sql, who):
    ana, _ben = make_paired(maya)
    with acting_as(maya):
        assert kept.agree(ana.link, "ana@example.net", now=NOW) == ""
    with acting_as(maya if who == "member" else None), connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("kith_web",)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(sql.format(link=ana.link_id))


def test_the_others_address_is_told_to_who_agreed_and_of_the_same_two_only(maya, stranger):
    ana, ben = make_paired(maya)
    carl, dora = make_paired(stranger, "Carl Roth", "Dora Nunes")
    with acting_as(maya):
        assert kept.agree(ana.link, "ana@example.net", now=NOW) == ""
    with acting_as(stranger):
        assert kept.agree(carl.link, "carl@example.net", now=NOW) == ""
        assert kept.agree(dora.link, "dora@example.net", now=NOW) == "carl@example.net"
    with acting_as(maya):
        assert kept.agree(ben.link, "ben@example.net", now=NOW) == "ana@example.net"
        kept.forget(ana.link)
        assert kept.agree(ben.link, "ben@example.net", now=NOW) == ""
    assert SideAnswer.objects.count() == 3


def test_two_who_turn_out_to_be_one_person_are_introduced_to_nobody(maya):
    both = make_paired(maya)
    with acting_as(maya):
        merge(maya, both[0].contact, both[1].contact, {}, NOW)
        [left] = verbs.sides_of(both[0].pairing)
        assert not verbs.agree(left.link, "ana@example.net", now=NOW)
        gone = next(side for side in both if side.pk != left.pk)
        with pytest.raises(NotNow):
            verbs.agree(gone.link, "ben@example.net", now=NOW)
