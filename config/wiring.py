"""Who contributes to whose page, on one screen. Read once, when the site starts."""

from __future__ import annotations

from importlib import import_module
from operator import attrgetter
from typing import Any

PLACES = (
    ("apps.dashboard.places", "TODAY"),
    ("apps.contacts.places", "PEOPLE"),
    ("apps.goals.house", "GOALS"),
    ("apps.commitments.house", "COMMITMENTS"),
    ("apps.introductions.house", "INTRODUCTIONS"),
    ("apps.dashboard.places", "REVIEW"),
)
DUE_SOURCES = (
    ("apps.contacts.due", "RHYTHM"),
    ("apps.contacts.due", "FROM_BEFORE"),
    ("apps.goals.due", "GATHERING"),
    ("apps.goals.due", "WHOM_MET"),
    ("apps.goals.due", "GOAL_LOOK"),
    ("apps.goals.due", "TO_MEET_QUIET"),
    ("apps.commitments.due", "PROMISE"),
    ("apps.commitments.due", "SEASON"),
    ("apps.commitments.due", "APPROVAL"),
    ("apps.commitments.due", "FREE_UNTIL"),
    ("apps.introductions.due", "ANSWER"),
    ("apps.introductions.due", "ASK_NEXT"),
    ("apps.introductions.due", "YES"),
    ("apps.introductions.due", "ENDED"),
    ("apps.introductions.due", "THANK"),
    ("apps.introductions.due", "MEET"),
    ("apps.introductions.due", "TELL"),
    ("apps.introductions.visits_due", "VISIT"),
    ("apps.introductions.pairings_due", "PAIRED"),
)
PANELS: tuple[tuple[str, str], ...] = (
    ("apps.contacts.bcc.on_settings", "NOTE"),
    ("apps.goals.mailbox", "ADDRESS"),
    ("apps.goals.belonging", "PERSON"),
    ("apps.commitments.on_people", "PERSON"),
    ("apps.commitments.on_goals", "GOAL"),
    ("apps.commitments.on_goals", "GOAL_CAUSES"),
    ("apps.commitments.on_gatherings", "GATHERING"),
    ("apps.commitments.on_calendars", "FILE"),
    ("apps.commitments.on_gatherings", "WEEK"),
    ("apps.introductions.on_people", "PERSON"),
)
FINDERS = (
    ("apps.contacts.in_palette", "PEOPLE"),
    ("apps.contacts.in_palette", "ORGANISATIONS"),
    ("apps.goals.in_palette", "GOALS"),
    ("apps.goals.in_palette", "PLACES"),
)
ERRANDS = (
    ("apps.contacts.in_palette", "ERRANDS"),
    ("apps.goals.in_palette", "ERRANDS"),
    ("apps.introductions.in_palette", "ERRANDS"),
    ("apps.commitments.in_palette", "ERRANDS"),
    ("apps.dashboard.in_palette", "ERRANDS"),
    ("apps.accounts.in_palette", "ERRANDS"),
)
ERRANDS_WITH = (
    ("apps.contacts.in_palette", "WITH_PEOPLE"),
    ("apps.introductions.in_palette", "WITH_PEOPLE"),
)
PEOPLE_FILTERS = (("apps.goals.belonging", "TO_MEET"),)
FILLERS: tuple[tuple[str, str, str], ...] = (
    ("ways_in", "apps.commitments.on_goals", "ways_in"),
    ("way_begins", "apps.commitments.on_goals", "way_begins"),
    ("trail_labels", "apps.commitments.on_goals", "trail_labels"),
    ("ask_way", "apps.introductions.on_goals", "ask_way"),
    ("gathering_lines", "apps.commitments.on_evenings", "gathering_lines"),
    ("gathering_warnings", "apps.commitments.warnings", "of_gathering"),
    ("next_gathering", "apps.commitments.on_gatherings", "of_the_same_commitment"),
)
"""(slot, module, name): see goals' trail.py, ways_in.py and evenings.py."""
ACT_WORDS = (
    ("apps.accounts.words", "ACTS"),
    ("apps.contacts.words", "ACTS"),
    ("apps.contacts.bulk.verbs", "ACTS"),
    ("apps.contacts.imports.words", "ACTS"),
    ("apps.goals.words", "ACTS"),
    ("apps.commitments.words", "ACTS"),
    ("apps.introductions.words", "ACTS"),
    ("apps.nudges.words", "ACTS"),
    ("apps.dashboard.words", "ACTS"),
)
MAIL = (
    ("apps.accounts.mails", "KINDS"),
    ("apps.introductions.consent_mails", "KINDS"),
    ("apps.introductions.mails", "KINDS"),
    ("apps.introductions.pairing_mails", "KINDS"),
    ("apps.nudges.mails", "KINDS"),
)
AFTER_TAKING_BACK = (
    ("apps.core.revising", "revise_touched"),
    ("apps.contacts.after", "refresh"),
    ("apps.contacts.merging.merge", "put_back_moved"),
    ("apps.goals.competing", "settle_again"),
    ("apps.goals.meeting", "told_still"),
    ("apps.introductions.card", "show_again"),
    ("apps.introductions.following", "tell_letters"),
)
AFTER_JOINING = (("apps.contacts.models", "Circle.make_starters"),)
SUBJECTS = (
    ("contact", "contacts.Contact"),
    ("before", "contacts.Contact"),
    ("whom_else", "contacts.Contact"),
    ("target", "goals.Target"),
    ("gathering", "goals.Gathering"),
    ("met", "goals.Gathering"),
    ("goal", "goals.Goal"),
    ("promise", "commitments.Promise"),
    ("season", "commitments.Commitment"),
    ("approval", "commitments.Commitment"),
    ("free_until", "commitments.Commitment"),
    ("evenings", "commitments.Commitment"),
    ("answer", "introductions.Door"),
    ("ask_next", "introductions.Door"),
    ("yes", "introductions.IntroductionRequest"),
    ("ended", "introductions.IntroductionRequest"),
    ("thank", "introductions.IntroductionRequest"),
    ("meet", "introductions.IntroductionRequest"),
    ("tell", "introductions.IntroductionRequest"),
    ("visit", "introductions.Visit"),
    ("paired", "introductions.Pairing"),
    ("anyway", "contacts.Contact"),
)
TIDIERS = (
    ("apps.accounts.tidying", "forget_unconfirmed"),
    ("apps.contacts.imports.tidying", "drop_files"),
    ("apps.introductions.kept", "let_go_of_ended"),
    ("apps.introductions.copies", "wipe_ended"),
    ("apps.introductions.address_codes", "forget_old"),
    ("apps.introductions.visits", "forget_old"),
    ("apps.dashboard.archive.keeping", "drop_old"),
)


def connect() -> None:
    """Hand everything listed above to core."""
    from apps.core import due, findings, joining, mail, panels, places, showing, taking_back, tidying, words

    due.subjects.update(SUBJECTS)
    places.all_places[:] = _all(PLACES)
    due.sources[:] = _all(DUE_SOURCES)
    panels.panels[:] = _all(PANELS)
    panels.fillers[:] = [(slot, *_all(((module, name),))) for slot, module, name in FILLERS]
    findings.finders[:] = _all(FINDERS)
    findings.errands[:] = [errand for errands in _all(ERRANDS) for errand in errands]
    findings.errands_with[:] = [errand for errands in _all(ERRANDS_WITH) for errand in errands]
    taking_back.after_taking_back[:] = _all(AFTER_TAKING_BACK)
    joining.after_joining[:] = _all(AFTER_JOINING)
    tidying.tidiers.extend(_all(TIDIERS))
    showing.showings.update((each.key, each) for each in _all(PEOPLE_FILTERS))
    for acts in _all(ACT_WORDS):
        words.acts.update(acts)
    for kinds in _all(MAIL):
        mail.kinds.update(kinds)


def _all(named: tuple[tuple[str, str], ...]) -> list[Any]:
    return [attrgetter(name)(import_module(module)) for module, name in named]
