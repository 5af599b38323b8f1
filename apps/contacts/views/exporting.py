"""Taking people along: the ones a link selects, as a file that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Literal

from django.http import FileResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest
from apps.contacts.cards import cards_of
from apps.contacts.exports import table, vcard
from apps.contacts.models import Contact
from apps.contacts.models.contact import ContactQuerySet
from apps.contacts.selection import Selection

Form = Literal["3.0", "4.0", "csv"]
IN_MEMORY = 4 * 1024 * 1024


@require_GET
def export(request: MemberRequest, form: Form) -> FileResponse:
    """The people the address selects, as cards (vCard 3.0 or 4.0) or as a table.

    Built in full before it is sent, for the rows are out of sight once the answer is on its way.
    """
    now = timezone.now()
    selection = replace(Selection.asked(request.GET), sort="name", letter="")
    people = selection.people(request.user, request.user.day(now))
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    file.writelines(_written(request.user, people, form, now))
    file.seek(0)
    ending, kind = ("csv", "text/csv") if form == "csv" else ("vcf", "text/vcard")
    return FileResponse(
        file, as_attachment=True, filename=f"people.{ending}", content_type=f"{kind}; charset=utf-8"
    )


def _written(member: Member, people: ContactQuerySet, form: Form, now: datetime) -> Iterator[bytes]:
    if form != "csv":
        return vcard.write(cards_of(member, people), form, now=now)
    introducers = Contact.objects.of(member).filter(opened__isnull=False).values_list("uid", "name")
    names = {str(uid): name for uid, name in introducers.distinct()}
    return table.write(cards_of(member, people, photos=False), names)
