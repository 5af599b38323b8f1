"""A mail as it comes over the wire: its headers, its two parts, its one recipient."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.core.mail import message_id
from apps.core.outbox import Outbox, State
from tests.core.hostile import ADDRESSES, NAMES
from tests.core.posting import put_trial, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_kinds")]


def received(mail_server, now, **more):
    put_trial(now=now, **more)
    send(now)
    [one] = mail_server.received
    return one


def test_mail_carries_the_headers_of_a_list(mail_server, now, settings):
    settings.MAIL_DOMAIN = "kith.example"
    settings.DEFAULT_FROM_EMAIL = "Kith <kith@kith.example>"
    one = received(mail_server, now)
    head = one.message
    assert (one.sender, one.recipients) == ("kith@kith.example", ["reader1@example.org"])
    assert head["From"] == "Kith <kith@kith.example>"
    assert head["To"] == "reader1@example.org"
    assert head["Message-ID"] == message_id("trial:1")
    assert head["Message-ID"].endswith("@kith.example>")
    assert head["Date"].datetime == now
    assert head["Auto-Submitted"] == "auto-generated"
    assert head["List-Id"] == "Kith notes <notes.kith.example>"
    assert head["List-Unsubscribe"].startswith(f"<{settings.PUBLIC_URL}/u/")
    assert head["List-Unsubscribe-Post"] is None  # one click needs https
    assert all(value is None for value in (head["Cc"], head["Bcc"], head["Reply-To"]))


def test_one_click_is_offered_in_production(mail_server, now, settings):
    settings.PUBLIC_URL, settings.PRODUCTION = "https://kith.example", True
    head = received(mail_server, now).message
    assert head["List-Unsubscribe"].startswith("<https://kith.example/u/")
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_security_mail_belongs_to_no_list(mail_server, now):
    head = received(mail_server, now, kind="code").message
    assert [name for name in dict(head.items()) if name.startswith("List-")] == []


def test_date_is_that_of_the_first_try(mail_server, now):
    mail_server.answers["reader1@example.org"] = "rcpt 451 later"
    put_trial(now=now)
    send(now)
    mail_server.answers.clear()
    send(now + timedelta(hours=1))
    [one] = mail_server.received
    assert one.message["Date"].datetime == now


def test_text_and_html_say_the_same_and_only_html_is_escaped(mail_server, now):
    one = received(mail_server, now, facts={"name": "Ana & <Tom>"})
    plain, html = (part.get_content() for part in one.message.iter_parts())
    assert "Ana & <Tom> & co.\n\nDone: http" in plain.replace("\r\n", "\n")
    assert "Ana &amp; &lt;Tom&gt;" in html
    assert len(one.raw) < 100_000


def test_style_is_inlined_and_the_dark_rules_stay(mail_server, now):
    _, html = (part.get_content() for part in received(mail_server, now).message.iter_parts())
    assert 'class="name" style="' in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert "<img" not in html
    assert "<link" not in html


def test_every_link_leads_to_us(mail_server, now, settings):
    settings.PUBLIC_URL = "https://kith.example"
    one = received(mail_server, now)
    for part in one.message.iter_parts():
        for address in part.get_content().split("http")[1:]:
            assert address.startswith("s://kith.example/")


def test_mail_is_written_in_the_members_language(mail_server, now, maya, settings):
    from django.utils.translation import get_language

    from apps.core import mail

    spoken = []

    def listen(row, now):
        spoken.append(get_language())
        return {}

    settings.LANGUAGES = [("en", "English"), ("pt", "Português")]
    maya.language = "pt"
    maya.save()
    mail.kinds["trial"] = mail.MailKind("trial", "mail/trial/note", listen)
    received(mail_server, now, member_id=maya.pk)
    assert spoken == ["pt"]
    assert get_language() == "en"


def test_hostile_names_inject_nothing_and_hold_up_nobody(mail_server, now):
    fit = [name for name in NAMES if is_storable(name)]
    for number, name in enumerate(fit):
        put_trial(number, now=now, facts={"name": name})
    send(now)
    assert set(Outbox.objects.values_list("state", flat=True)) == {State.SENT}
    assert len(mail_server.received) == len(fit)
    first = mail_server.received[0].message.keys()
    for number, one in enumerate(mail_server.received):
        assert one.recipients == [f"reader{number}@example.org"]
        assert one.message.keys() == first


def test_hostile_addresses_fail_alone_and_reach_nobody(mail_server, now):
    writable = [address for address in ADDRESSES if is_storable(address) and len(address) <= 320]
    for number, address in enumerate(writable):
        put_trial(number, now=now, recipient=address)
    put_trial(99, now=now)
    send(now)
    assert [one.recipients for one in mail_server.received] == [["reader99@example.org"]]
    assert set(Outbox.objects.exclude(key="trial:99").values_list("state", flat=True)) == {State.FAILED}


def test_message_id_is_of_the_key_alone():
    assert message_id("a") == message_id("a") != message_id("b")
    assert "digest:7" not in message_id("digest:7:2026-11-23")


def is_storable(text: str) -> bool:
    """Postgres takes neither NUL nor half a character; `test_mail_format` has those too."""
    return "\x00" not in text and text.encode(errors="ignore").decode() == text
