"""Words for what the page of everything shows: each model that points at a person, each of its columns."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, str | Promise] = {
    "contact": _("What I wrote"),
    "contactpoint": _("How to reach them"),
    "importantdate": _("Days"),
    "photo": _("A photo"),
    "affiliation": _("Where they are and were"),
    "membership": _("Circles"),
    "cause": _("What they care for"),
    "recollection": _("From which time of my life"),
    "participation": _("In touch"),
    "give": _("How I helped"),
    "ask": _("What I asked"),
    "opened": _("Whom they introduced me to"),
    "target": _("For which of my goals they are somebody to meet"),
    "publicfact": _("What is public"),
    "evidence": _("Where they were seen"),
    "opportunity": _("What came of it"),
    "commitment": _("Where they are the one I tell"),
    "near": _("What brings us near each other"),
    "promise": _("What I promised them"),
    "introductionrequest": _("What I asked others so as to meet them"),
    "door": _("What I asked them for"),
    "side": _("Whom I would introduce them to"),
    "visit": _("What they left on my card"),
    "nudge": _("When Kith brought them up"),
    "importrow": _("As they stood in a file I brought"),
    "fingerprint": _("By which Kith knows that card again"),
    "twopeople": _("Not the same person as"),
    "likeness": _("Perhaps the same person as"),
    "searchtoken": _("By which I find them"),
}
"""By model, in the order of the page; a model without a word here fails a test."""

COLUMNS: dict[str, str | Promise] = {
    "accepted_at": _("put into my book on"),
    "acted_at": _("answered on"),
    "added_at": _("since"),
    "answer": _("my answer"),
    "answered_at": _("answered on"),
    "by_mail": _("asked by Kith’s own text"),
    "called": _("called"),
    "called_friend_on": _("I would call them a friend since"),
    "changed_at": _("last changed"),
    "charging_since_on": _("no longer for free since"),
    "circle": _("circle"),
    "closed_on": _("closed on"),
    "closes_on": _("open until"),
    "created_at": _("in my book since"),
    "day": _("day"),
    "declined_at": _("not kept since"),
    "department": _("department"),
    "died_on": _("died on"),
    "differences": _("where the file says otherwise"),
    "digest": _("fingerprint"),
    "due_on": _("comes round on"),
    "end": _("how it ended"),
    "ended_at": _("ended on"),
    "extras": _("more, from a card"),
    "facts": _("more"),
    "filename": _("file"),
    "finished_on": _("finished on"),
    "first_due_on": _("first day of the rhythm"),
    "folded": _("found by"),
    "from_before_on": _("with those from before since"),
    "from_on": _("since"),
    "from_year": _("from"),
    "handed_back_on": _("handed back on"),
    "happened_on": _("on"),
    "image": _("picture"),
    "introduced_by": _("introduced by"),
    "introduced_on": _("introduced on"),
    "just_remember_on": _("just remembered since"),
    "kept_on": _("kept on"),
    "kind": _("kind"),
    "label": _("called"),
    "last_touch_on": _("last in touch"),
    "left_at": _("left on"),
    "let_be_at": _("let be since"),
    "letter": _("under the letter"),
    "line": _("line of the file"),
    "link": _("address"),
    "match_key": _("found by"),
    "met_on": _("met on"),
    "month": _("month"),
    "name": _("name"),
    "note": _("what we spoke of"),
    "number": _("number in the file"),
    "on": _("in the note of"),
    "on_track_on": _("on track on"),
    "opened_at": _("asked on"),
    "organisation": _("organisation"),
    "organisation_said": _("organisation, as it was called"),
    "origin": _("how they came into my book"),
    "other": _("the other"),
    "outcome": _("what became of it"),
    "parts": _("in parts"),
    "position": _("place in the order"),
    "promised_on": _("promised on"),
    "reasons": _("because of"),
    "remarks": _("remarks"),
    "role": _("as what"),
    "rounded_on": _("round of its end on"),
    "sort_key": _("in the order of names as"),
    "state": _("how far it has come"),
    "subject": _("about"),
    "text": _("as it stood there"),
    "thanked_on": _("thanked on"),
    "token": _("words"),
    "told_on": _("told on"),
    "tried_on": _("Kith last tried on"),
    "until_on": _("until"),
    "until_year": _("until"),
    "uploaded_at": _("brought on"),
    "value": _("address or number"),
    "weight": _("how likely"),
    "year": _("year"),
}
"""By column; others go by the name their model gives them in words."""

SHOWN_OF: dict[str, tuple[str, ...]] = {
    "organisation": ("name",),
    "circle": ("name",),
    "interaction": ("happened_on", "kind", "note"),
    "period": ("kind", "name", "from_year", "until_year"),
    "importbatch": ("filename", "uploaded_at"),
    "digest": ("on",),
    "contact": ("name",),
    "act": (),
    "goal": ("sentence",),
    "place": ("name",),
    "gathering": ("title",),
    "commitment": ("title",),
    "introductionrequest": ("whom",),
    "pairing": ("why",),
    "link": (),
}
"""What a row tells of another that it points to; everything of one that is not named here."""


HEADS: dict[str, str] = {
    "contactpoint": "kind",
    "importantdate": "kind",
    "affiliation": "organisation",
    "cause": "source",
    "recollection": "kind",
    "participation": "happened_on",
    "give": "happened_on",
    "ask": "happened_on",
    "nudge": "on",
    "target": "sentence",
    "publicfact": "seen_on",
    "evidence": "seen_on",
    "opportunity": "happened_on",
    "near": "commitment",
    "promise": "promised_on",
}
"""What a row of this model stands under; the rows of others are told column by column."""

UNNAMED = ("value", "what", "text", "name", "note", "kind", "label", "role", "department", "year_day", "with")
"""Columns that say by themselves what they are, beside such a head."""

IN_ORDER = ("position",)
"""Columns that only keep rows in order, and say nothing of the person."""


def word_for(field: Field[Any, Any]) -> str:
    """A column in words."""
    return str(COLUMNS.get(field.name, field.verbose_name))


def title_of(model: type[Model]) -> str:
    """A model in words."""
    return str(TITLES.get(model._meta.model_name or "", model._meta.verbose_name_plural or ""))
