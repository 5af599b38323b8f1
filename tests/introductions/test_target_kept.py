"""A no is where the web may write and not read; it goes on the closing day, and no sooner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.scope import acting_as
from apps.core.suppression import fingerprint
from apps.introductions import kept, verbs
from apps.introductions.models import AskLimit, TargetAnswer
from tests.conftest import NOW
from tests.introductions.making import make_passed_on

pytestmark = pytest.mark.django_db
SEEN = (
    "select answer from introductions_targetanswer",
    "select count(*) from introductions_targetanswer",
    "select 1 from introductions_targetanswer limit 1",
    "insert into introductions_targetanswer (link_id, answer, answered_at) "
    "values ({link}, 'never', now()) returning id",
    "delete from introductions_targetanswer",
    "delete from introductions_targetanswer where link_id = {link}",
    "update introductions_targetanswer set answer = 'not_now'",
    "truncate introductions_targetanswer",
    "copy introductions_targetanswer to stdout",
    "select last_value from introductions_targetanswer_id_seq",
    "select nextval('introductions_targetanswer_id_seq')",
    "lock table introductions_targetanswer in share mode",
)


@pytest.mark.parametrize("sql", SEEN)
@pytest.mark.parametrize("who", ["nobody", "member"])
def test_the_web_cannot_tell_whether_there_is_an_answer(maya, sql, who):
    link = make_passed_on(maya).target_link
    with acting_as(None):
        kept.keep(link, kept.NEVER, now=NOW)
    with acting_as(maya if who == "member" else None), connection.cursor() as cursor:
        assert one(cursor, "select current_user") == "kith_web"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(sql.format(link=link.pk))


def test_an_answer_is_kept_and_can_be_forgotten(maya):
    link = make_passed_on(maya).target_link
    with acting_as(None):
        kept.keep(link, kept.NOT_NOW, now=NOW)
        kept.keep(link, kept.NEVER, now=NOW, fingerprint=fingerprint("eve@example.org"))
    assert TargetAnswer.objects.count() == 2
    with acting_as(None):
        kept.forget(link)
    [left] = TargetAnswer.objects.all()
    assert left.fingerprint is not None


def test_closing_lets_go_of_answers_and_only_then_an_address_is_left_alone(maya):
    door = make_passed_on(maya)
    with acting_as(None):
        kept.keep(door.target_link, kept.NEVER, now=NOW, fingerprint=fingerprint("eve@example.org"))
    kept.let_go_of_ended(NOW + timedelta(days=10))
    assert not AskLimit.objects.exists()
    verbs.close(door.request, now=NOW + timedelta(days=11))
    [limit] = AskLimit.objects.all()
    assert (bytes(limit.fingerprint), limit.days) == (fingerprint("eve@example.org"), None)
    assert not TargetAnswer.objects.exists()


@pytest.mark.parametrize("ends", ["taken back", "withdrawn"])
def test_what_a_letter_kept_that_was_taken_back_goes_on_its_day(maya, ends):
    door = make_passed_on(maya)
    with acting_as(None):
        kept.keep(door.target_link, kept.NEVER, now=NOW, fingerprint=fingerprint("eve@example.org"))
    with acting_as(maya):
        if ends == "withdrawn":
            verbs.withdraw(door.request, now=NOW)
        else:
            verbs.friend_takes_back(door, now=NOW)
    kept.let_go_of_ended(NOW + timedelta(days=9))
    assert TargetAnswer.objects.exists()
    kept.let_go_of_ended(NOW + timedelta(days=11))
    assert not TargetAnswer.objects.exists()
    assert AskLimit.objects.exists()


def one(cursor, sql):
    cursor.execute(sql)
    return cursor.fetchone()[0]
