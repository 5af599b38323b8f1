"""The settings: each page saves what it shows, names what it cannot take, and plans the note anew."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import EVERY_DAY, NOTE_LIST, WEEKDAYS, LeapDay, Member
from apps.core.suppression import fingerprint
from apps.core.unsubscribing import choose, has_unsubscribed
from tests.making import make_member

pytestmark = pytest.mark.django_db
PAGES = ["/settings/", "/settings/note/", "/settings/hours/", "/settings/security/", "/settings/leaving/"]
PROFILE = {"name": "Maya", "language": "en", "country": "PT", "time_zone": "Europe/Lisbon"}
NOTE = {
    "is_wanted": "on",
    "note_at": "08:15",
    "note_days": ["0", "2", "6"],
    "pace": "2",
    "from_before_a_week": "0",
    "leap_day": "mar1",
}
HOURS = {
    "quiet_from": "22:00",
    "quiet_until": "06:30",
    "works_days": ["0", "1"],
    "works_from": "10:00",
    "works_until": "18:00",
    "outside_hours_cap": "6",
}


@pytest.fixture
def noted(maya, now) -> Member:
    """Maya, who wants the note every day at 7:30 and was never sent one."""
    maya.arrange(now=now, wants_note=now, note_days=EVERY_DAY)
    return maya


def saved(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def errors_of(answer: HttpResponse) -> list[str]:
    assert answer.status_code == 422
    return list(answer.context["form"].errors)


@pytest.mark.parametrize("path", PAGES)
def test_page_shows_for_a_member_and_asks_visitors_to_sign_in(client, client_of, maya, path):
    assert client_of(maya).get(path).status_code == 200
    assert client_of(maya).get(path, HTTP_HX_REQUEST="true").status_code == 200
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
    assert client.post(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("path", "form"), [("/settings/", PROFILE), ("/settings/note/", NOTE), ("/settings/hours/", HOURS)]
)
def test_saving_touches_nobody_else(client_of, maya, stranger, path, form):
    before = Member.objects.filter(pk=stranger.pk).values().get()
    answer = client_of(maya).post(path, form | {"pk": stranger.pk, "owner": stranger.pk})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert Member.objects.filter(pk=stranger.pk).values().get() == before


def test_profile_is_saved_and_says_so(client_of, maya):
    answer = client_of(maya).post("/settings/", PROFILE, follow=True)
    assert "Saved." in answer.content.decode()
    member = saved(maya)
    assert (member.name, member.language, member.country, member.time_zone) == tuple(PROFILE.values())


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("europe/lisbon", "Europe/Lisbon"),
        (" Lisbon ", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_zone_is_understood_as_people_type_it(client_of, maya, typed, zone):
    client_of(maya).post("/settings/", PROFILE | {"time_zone": typed})
    assert saved(maya).time_zone == zone


@pytest.mark.parametrize(
    "typed", ["Mars/Olympus", "", "../../etc/passwd", "\x00", "x" * 5000, "Indiana", "localtime"]
)
def test_unknown_zone_is_named_and_kept_as_typed(client_of, maya, typed):
    answer = client_of(maya).post("/settings/", PROFILE | {"time_zone": typed, "name": "Other"})
    assert errors_of(answer) == ["time_zone"]
    assert answer.context["form"]["time_zone"].value() == typed
    assert 'value="Other"' in answer.content.decode()
    assert saved(maya).time_zone == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("field", "value"), [("language", "tlh"), ("language", ""), ("country", "Atlantis"), ("name", "x" * 81)]
)
def test_profile_names_the_field_it_cannot_take(client_of, maya, field, value):
    assert errors_of(client_of(maya).post("/settings/", PROFILE | {field: value})) == [field]


def test_member_with_a_zone_and_language_of_nowhere_still_gets_pages(client_of, maya):
    Member.objects.filter(pk=maya.pk).update(time_zone="Mars/Olympus", language="tlh\x01")
    answer = client_of(maya).get("/settings/")
    assert answer.status_code == 200
    assert answer["Content-Language"] == "en"


def test_note_is_saved_and_planned(client_of, maya, time_machine, now):
    time_machine.move_to(now, tick=False)  # Monday 9:00 in Lisbon
    answer = client_of(maya).post("/settings/note/", NOTE, follow=True)
    member = saved(maya)
    assert (member.note_at, member.pace, member.from_before_a_week) == (time(8, 15), 2, 0)
    assert (member.note_days, member.leap_day) == (0b1000101, LeapDay.MARCH)
    assert member.wants_note == now
    assert member.next_digest_at == datetime(2026, 11, 25, 8, 15, tzinfo=UTC)
    assert "Wednesday 25 November, 8:15" in answer.content.decode()


def test_note_switched_off_is_planned_no_more(client_of, noted):
    form = {name: value for name, value in NOTE.items() if name != "is_wanted"}
    answer = client_of(noted).post("/settings/note/", form, follow=True)
    member = saved(noted)
    assert (member.wants_note, member.next_digest_at) == (None, None)
    assert "No note is planned." in answer.content.decode()


def test_note_asked_for_keeps_its_first_date(client_of, noted, now):
    client_of(noted).post("/settings/note/", NOTE)
    assert saved(noted).wants_note == now


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("note_at", "25:00"),
        ("note_at", ""),
        ("note_at", "half past"),
        ("pace", "0"),
        ("pace", "6"),
        ("pace", str(2**63)),
        ("from_before_a_week", "8"),
        ("from_before_a_week", "-1"),
        ("note_days", []),
        ("note_days", ["7"]),
        ("leap_day", "30"),
    ],
)
def test_note_names_the_field_it_cannot_take(client_of, noted, field, value):
    answer = client_of(noted).post("/settings/note/", NOTE | {field: value})
    assert errors_of(answer) == [field]
    if isinstance(value, str) and value and field == "note_at":
        assert f'value="{value}"' in answer.content.decode()
    assert saved(noted).note_days == EVERY_DAY


def test_no_day_is_needed_where_no_note_is_wanted(client_of, maya):
    form = {name: value for name, value in NOTE.items() if name not in ("is_wanted", "note_days")}
    assert client_of(maya).post("/settings/note/", form).status_code == 302


def test_hours_are_saved(client_of, maya):
    client_of(maya).post("/settings/hours/", HOURS)
    member = saved(maya)
    assert (member.quiet_from, member.quiet_until) == (time(22), time(6, 30))
    assert (member.works_from, member.works_until, member.works_days) == (time(10), time(18), 0b11)
    assert member.outside_hours_cap == 6


def test_hours_may_all_be_empty(client_of, maya):
    assert client_of(maya).post("/settings/hours/", {}).status_code == 302
    member = saved(maya)
    assert (member.quiet_from, member.works_until, member.works_days) == (None, None, 0)
    assert member.outside_hours_cap is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"quiet_from": ""}, "quiet_from"),
        ({"works_until": ""}, "works_until"),
        ({"quiet_until": "24:00"}, "quiet_until"),
        ({"works_from": "\x00"}, "works_from"),
        ({"works_days": ["9"]}, "works_days"),
        ({"outside_hours_cap": "81"}, "outside_hours_cap"),
        ({"outside_hours_cap": "-1"}, "outside_hours_cap"),
        ({"outside_hours_cap": "many"}, "outside_hours_cap"),
    ],
)
def test_hours_name_the_field_they_cannot_take(client_of, maya, change, named):
    assert errors_of(client_of(maya).post("/settings/hours/", HOURS | change)) == [named]


@pytest.mark.parametrize("path", ["/settings/note/", "/settings/hours/"])
def test_hour_inside_working_hours_says_where_it_moves(client_of, noted, now, path):
    noted.arrange(now=now, note_at=time(9, 30), note_days=WEEKDAYS | 1 << 5)
    text = client_of(noted).get(path).content.decode()
    assert "Monday, Tuesday, Wednesday, Thursday, Friday: 9:30 lies inside" in text
    assert "the note comes at 17:00" in text


def test_hour_that_stands_says_nothing(client_of, noted):
    assert "lies inside" not in client_of(noted).get("/settings/note/").content.decode()


def test_working_hours_that_cover_the_note_move_it(client_of, noted, time_machine, now):
    time_machine.move_to(now)
    client_of(noted).post("/settings/hours/", HOURS | {"works_from": "07:00", "works_until": "12:00"})
    assert saved(noted).next_digest_at == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_moving_to_another_zone_sends_no_second_note_today(client_of, noted, time_machine, now):
    """Maya's note of Monday went at 7:30 in Lisbon; in New York it is 4:00 and 7:30 still to come."""
    time_machine.move_to(now)
    Member.objects.filter(pk=noted.pk).update(last_note_on=noted.day(now))
    client_of(noted).post("/settings/", PROFILE | {"time_zone": "America/New_York"})
    assert saved(noted).next_digest_at == datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


def test_moving_across_the_date_line_sends_no_second_note_for_a_date(client_of, noted, time_machine):
    """Tuesday's note came in Auckland; in Honolulu it is Monday again, and Tuesday comes once more."""
    noted.arrange(now=datetime(2026, 11, 23, 20, 0, tzinfo=UTC), time_zone="Pacific/Auckland")
    time_machine.move_to(datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    Member.objects.filter(pk=noted.pk).update(last_note_on="2026-11-24")
    client_of(noted).post("/settings/", PROFILE | {"time_zone": "Pacific/Honolulu"})
    assert saved(noted).next_digest_at == datetime(2026, 11, 25, 17, 30, tzinfo=UTC)


def test_saving_holds_the_row_so_that_a_planner_waits(client_of, maya):
    client = client_of(maya)
    with CaptureQueriesContext(connection) as asked:
        client.post("/settings/note/", NOTE)
    assert any("accounts_member" in each["sql"] and "FOR UPDATE" in each["sql"] for each in asked)


def test_saving_uses_what_the_planner_wrote_meanwhile(client_of, noted, time_machine, now):
    """The browser's page is old; the row is read anew before the next note is planned."""
    time_machine.move_to(now.replace(hour=7))
    client = client_of(noted)
    client.get("/settings/note/")
    Member.objects.filter(pk=noted.pk).update(last_note_on="2026-11-23")
    client.post("/settings/note/", NOTE | {"note_days": list("0123456"), "note_at": "07:45"})
    assert saved(noted).next_digest_at.date().isoformat() == "2026-11-24"


def test_weekly_note_is_explained(client_of, noted):
    assert "writes once a week" in client_of(noted).get("/settings/note/").content.decode()
    Member.objects.filter(pk=noted.pk).update(weekly_since_on="2026-11-20")
    assert "You have been away for a while" in client_of(noted).get("/settings/note/").content.decode()


def test_other_browsers_can_be_signed_out(client_of, maya, stranger):
    here, there, theirs = client_of(maya), client_of(maya), client_of(stranger)
    assert "in one other browser" in here.get("/settings/security/").content.decode()
    assert here.post("/settings/security/elsewhere/")["Location"] == "/settings/security/"
    assert "signed in only here" in here.get("/settings/security/").content.decode()
    assert there.get("/settings/security/").status_code == 302
    assert theirs.get("/settings/security/").status_code == 200


def test_signing_out_elsewhere_needs_a_post(client_of, maya):
    assert client_of(maya).get("/settings/security/elsewhere/").status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_page_asks_few_queries(client_of, path, django_assert_max_num_queries):
    client = client_of(make_member())
    client.get(path)
    with django_assert_max_num_queries(9):
        client.get(path)


def test_member_who_unsubscribed_is_told_and_may_ask_for_the_note_again(client_of, maya, now):
    choose(fingerprint(maya.email), NOTE_LIST, "list", now=now)
    client = client_of(maya)
    assert "asked for no more notes" in client.get("/settings/note/").content.decode()
    client.post("/settings/note/write-again/")
    assert not has_unsubscribed(maya.email, NOTE_LIST)
    assert "asked for no more notes" not in client.get("/settings/note/").content.decode()


def test_never_again_outlives_a_change_of_the_secret(maya, settings, now):
    choose(fingerprint(maya.email), NOTE_LIST, "all", now=now)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, fifty characters long or a little over"
    assert has_unsubscribed(maya.email, NOTE_LIST)
