"""The note as a mail: its words, its links, and what it never says."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import date, timedelta

import pytest

from apps.contacts.models import Contact, ContactPoint, ImportantDate
from apps.core import mail
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.nudges.brevity import MOST_WORDS, count
from apps.nudges.models import Nudge
from apps.nudges.planning import plan
from tests.making import make_contact, make_touch
from tests.nudges.noting import asks_for_note, at, make_due

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LABELS = ("Write:", "Call:", "Done:", "Not today:", "Not this person:", "Add a way to reach them:")


@pytest.fixture
def noted(maya):
    return asks_for_note(maya, since=at(22))


@pytest.fixture
def three(noted):
    """Maya's three of copy.md: Tom's birthday, Ana's rhythm, Mr. Okafor from before."""
    ana = make_contact(
        noted,
        "Ana Lima",
        email="ana@example.org",
        rhythm_days=91,
        ask_next="whether the flat in Graça worked out",
        opener="Ana, are there boxes left, or is it home by now?",
    )
    make_touch(noted, ana, date(2026, 7, 18), note="her move to Lisbon")
    tom = make_contact(noted, "Tom Reyes", phone="+15105550123", relation="cousin")
    ImportantDate.objects.create(owner=noted, contact=tom, kind="birthday", month=11, day=23)
    make_contact(
        noted, "Mr. Okafor", origin="walk", relation="taught me history", remember="ran the school paper"
    )
    return noted


def test_note_says_what_copy_says(three):
    text, _html, message = sent(three)
    assert message["Subject"] == "Your morning note, Monday 23 November"
    assert message["To"] == "maya@example.org"
    assert text.startswith("Good morning, Maya. Three people.\n")
    names = [text.index(name) for name in ("TOM REYES · cousin · birthday today", "ANA LIMA", "MR. OKAFOR")]
    assert names == sorted(names)
    assert "ANA LIMA · last in touch 18 July\nYou spoke about her move to Lisbon." in text
    assert "You meant to ask whether the flat in Graça worked out." in text
    assert (
        "  “Ana, are there boxes left, or is it home by now?”\nWrite: mailto:ana@example.org\nDone: http"
        in text
    )
    assert "\nCall: tel:+15105550123\nDone: " in text
    assert "Nothing here is late. Whom you do not reach comes round again.\n" in text
    assert "Quieter, please: http://localhost:8000/u/" in text
    assert "only you. http://localhost:8000/promises/" in text
    assert words_in(text) <= MOST_WORDS


def test_html_says_the_same(three):
    _text, html, _message = sent(three)
    assert re.search(r"<mark[^>]*>her move to Lisbon</mark>", html)
    assert "Ana, are there boxes left" in html
    assert 'href="mailto:ana@example.org?body=Ana%2C%20are%20there' in html
    assert html.count(">Done</a>") == html.count(">Not today</a>") == 3
    assert html.count(">Not this person</a>") == 1, "only for somebody from before"
    assert "Three people. Two minutes." in html


def test_subject_and_preheader_carry_no_private_facts(three):
    _text, html, message = sent(three)
    preheader = re.search(r'class="preheader"[^>]*>(.*?)</div>', html)[1]
    for fact in ("Ana", "Tom", "Okafor", "Lisbon", "birthday", "cousin"):
        assert fact not in message["Subject"] and fact not in preheader


def test_somebody_without_an_address_is_never_an_error(noted):
    [ruth] = make_due(noted, "Ruth")
    text, html, _ = sent(noted)
    assert "Write:" not in text and "Call:" not in text
    assert f"Add a way to reach them: http://localhost:8000/contacts/{ruth.pk}/" in text
    assert "Add a way to reach Ruth" in html
    assert "You have not said when you last spoke; it does not matter." in text


def test_facts_are_read_when_the_mail_goes_out(noted):
    [ana] = make_due(noted, "Ana")
    plan(now=at(23, 7, 30))
    Contact.objects.filter(pk=ana.pk).update(opener="Written after planning.")
    assert "Written after planning." in compose(noted)[0]


@pytest.mark.parametrize("since", ["answered", "touched", "let_be", "died", "deleted"])
def test_line_nobody_needs_any_more_is_left_out(noted, since):
    ana, ben = make_due(noted, "Ana", "Ben")
    plan(now=at(23, 7, 30))
    gone(noted, ana, since)
    text, _html, _message = compose(noted)
    assert "ANA" not in text and "BEN" in text and "One person." in text
    gone(noted, ben, since)
    assert compose(noted) is None, "a note with nothing to say is cancelled"


def test_note_that_comes_weekly_from_now_on_says_so_once(noted):
    make_due(noted, "Ana")
    Outbox.objects.all().delete()
    type(noted).objects.filter(pk=noted.pk).update(wants_note=at(1), joined_at=at(1))
    assert "once a week now" in sent(noted)[0]
    plan(now=at(30, 7, 30))
    assert "once a week" not in compose(noted)[0]


@pytest.mark.parametrize(
    "name",
    [
        "Ana\r\nBcc: victim@example.org",
        "Ana\nDone: https://evil.example/n/x",
        "\u202eanA\u2066",
        "Win http://evil.example/now",
        "evil.example",
        "evil.example.",
        "<script>alert(1)</script>",
        "A" * 200,
        "w " * 100,
        "\x00\x0b\x1b[31m",
        "{{ settings.SECRET_KEY }}",
        "=?utf-8?q?x?=",
    ],
)
def test_hostile_names_do_no_harm(noted, name):
    clean = name.replace("\x00", "")
    make_due(noted, clean, relation=clean[:100])
    text, html, message = sent(noted)
    assert message["Subject"] == "Your morning note, Monday 23 November"
    assert message.get_all("To") == ["maya@example.org"] and message["Bcc"] is None
    assert "evil.example" not in text.lower() and "evil.example" not in html
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0e-\x1f]", text + html)
    assert "<script>" not in html
    assert [line for line in text.splitlines() if line.startswith(("Done:", "Bcc:"))] == [done_line(text)]
    assert words_in(text) <= MOST_WORDS


def test_many_long_texts_share_the_room(noted):
    type(noted).objects.filter(pk=noted.pk).update(pace=5)
    long = "as long as it may be, and then a little longer still, " * 5
    for person in make_due(
        noted, *(f"Person {n} with a rather long name" for n in range(5)), opener=long[:300]
    ):
        make_touch(noted, person, date(2026, 5, 1), note=long)
        Contact.objects.filter(pk=person.pk).update(ask_next=long[:300], relation=long[:100])
    text, _html, _message = sent(noted)
    assert MOST_WORDS - 30 < words_in(text) <= MOST_WORDS
    assert text.count("…") >= 10


def test_short_notes_keep_every_word(noted):
    [ana] = make_due(noted, "Ana", opener="w " * 100)
    make_touch(noted, ana, date(2026, 5, 1), note="n " * 20)
    assert "w " * 79 in sent(noted)[0]


def test_short_texts_stay_whole(three):
    assert "…" not in sent(three)[0]


def gone(member, person, since):
    if since == "answered":
        Nudge.objects.filter(contact=person).update(acted_at=at(23, 7, 31), answer="done")
    elif since == "touched":
        make_touch(member, person, TODAY)
    elif since == "let_be":
        Contact.objects.filter(pk=person.pk).update(let_be_at=at(23, 7, 31))
    elif since == "died":
        Contact.objects.filter(pk=person.pk).update(died_on=TODAY)
    else:
        with acting_as(member):
            person.delete()


def sent(member):
    """(text, HTML, message) of the note planned on Monday."""
    assert plan(now=at(23, 7, 30)).planned == 1
    return compose(member)


def compose(member):
    row = Outbox.objects.filter(member=member).order_by("-pk").select_related("member").first()
    content = mail.compose(row, mail.kinds[row.kind], now=row.due_at + timedelta(seconds=20))
    if content is None:
        return None
    message = email.message_from_bytes(content, policy=email.policy.default)
    plain, html = message.iter_parts()
    return plain.get_content().replace("\r\n", "\n"), html.get_content(), message


def words_in(text: str) -> int:
    """Without addresses, link labels and the footer."""
    body = text.split("Quieter, please:")[0]
    return sum(count(line) for line in body.splitlines() if not line.startswith(LABELS))


def done_line(text):
    return next(line for line in text.splitlines() if line.startswith("Done: http://localhost:8000/n/"))


def test_points_of_others_never_show(three, stranger):
    theirs = make_contact(stranger, "Theirs", email="theirs@example.org")
    assert ContactPoint.objects.filter(contact=theirs).exists()
    assert "theirs@example.org" not in sent(three)[0]
