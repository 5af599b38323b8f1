"""What a reader has to say about a row or a file: a code for the program, a sentence for the member."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Remark:
    """`code` is a key of CODES; `detail` fills its `%(detail)s`, and is text from the file or a number."""

    code: str
    detail: str = ""


# Why a row gave no card.
REFUSALS = {
    "nameless": _("No name, organisation, e-mail or phone here, so there was nobody to add."),
    "hidden_member": _("This LinkedIn member hides their name, so there was nobody to add."),
    "outside": _("This text stands outside any card."),
    "too_big": _(
        "This card is larger than 8 MB, most likely because of its photo. Bring it without the photo."
    ),
    "row_too_big": _("This row is too long to be a person."),
    "too_many_rows": _(
        "The file holds more than 20,000 entries. From here on nothing was read: %(detail)s more."
    ),
    "file_too_big": _("The file is larger than 128 MB. From here on nothing was read."),
    "unreadable": _("This entry could not be read."),
    "entry_too_big": _("This entry is larger than 2 MB, so it was left out."),
    "damaged": _("This entry is damaged and could not be read."),
    "about_nobody": _("Left out, because it belongs to no one person: %(detail)s."),
}

# What a row with a card lost or left open.
NOTICES = {
    "cut_off": _("The file ends in the middle of this card. What was there has been read."),
    "not_closed": _("The end of this card is missing. What was there has been read."),
    "too_many_properties": _("More than 500 lines in one card; the others were left out."),
    "too_long": _("This card has too many lines; the last ones were left out."),
    "too_deep": _("Cards within cards, more than eight deep, were left out."),
    "note_cut": _("The note is longer than 64 KB and was cut."),
    "value_cut": _("A value longer than 2,000 characters was cut: %(detail)s."),
    "photo_too_big": _("The photo is larger than 2 MB and was left out."),
    "photo_unreadable": _("The photo could not be read and was left out."),
    "photo_link": _("The photo is only a link, and Kith does not follow links in files: %(detail)s"),
    "date_impossible": _("There is no such day, so the date was left out: %(detail)s"),
    "date_unreadable": _("This date could not be read and was left out: %(detail)s"),
    "date_ambiguous": _(
        "This could be two days, and no other row says whether the day or the month comes first, so it was "
        "kept as text: %(detail)s"
    ),
    "rhythm_unreadable": _("A rhythm is from 1 to 3,650 days; this was kept as text: %(detail)s"),
    "date_partial": _("This date has no day or no month and was left out: %(detail)s"),
    "email_unreadable": _("This is not an e-mail address, so it was kept as text: %(detail)s"),
    "url_refused": _(
        "Only web, mail and phone links are kept as links; this one was kept as text: %(detail)s"
    ),
    "line_unreadable": _("A line could not be read and was left out: %(detail)s"),
    "encoding_guessed": _("The file does not say how its letters are written. Please check the accents."),
    "characters_lost": _("Some letters could not be read and show as �."),
    "named_by_organisation": _("There was no name, so the organisation stands in its place."),
    "named_by_nickname": _("There was no name, so the nickname stands in its place."),
    "named_by_address": _("There was no name, so the e-mail or phone stands in its place."),
    "kind_unknown": _("The card calls itself “%(detail)s”; it was read as a person."),
    "ragged": _("This row has more cells than the header; the last ones were kept as text."),
    "touch_without_day": _("This has no day that could be read, so it was kept as text: %(detail)s"),
    "reference_lost": _("The file refers to something it does not hold: %(detail)s"),
    "photos_left": _("Kith keeps one photo of a person; others were left out: %(detail)s"),
    "document_left": _("Kith keeps no documents; this one was left out: %(detail)s"),
    "partial_there": _("In Monica this person was only mentioned with somebody else."),
    "died_day_unknown": _(
        "This person has died; the file does not say when, so the last day it knows of stands there: "
        "%(detail)s"
    ),
    "archived_there": _("This person was in Monica’s archive, so no rhythm was taken over."),
    "rhythm_unusable": _("A rhythm is between 1 and 3,650 days; this one was left out: %(detail)s"),
    "quote_open": _(
        "A quotation mark in this row is never closed; the row was read as far as its line goes."
    ),
}

CODES = {**REFUSALS, **NOTICES}

# What a file is that cannot be brought, and what to bring instead. Keys are the values of sniff.Kind.
KINDS = {
    "empty": _("There is nothing to read in this file. Please export it once more, or choose another one."),
    "vcard_empty": _(
        "This file is named like a vCard but holds no card. Please export the contacts once more: on a "
        "phone, choose all contacts and share them as a .vcf file."
    ),
    "linkedin_messages": _(
        "These are your LinkedIn messages. Kith leaves messages alone; please bring Connections.csv from "
        "the same archive, or the whole archive as it came."
    ),
    "linkedin_invitations": _(
        "These are your LinkedIn invitations. Please bring Connections.csv from the same archive, or the "
        "whole archive as it came."
    ),
    "linkedin_other": _(
        "This file comes from a LinkedIn archive, but it is not the list of your connections. Please bring "
        "Connections.csv, or the whole archive as it came."
    ),
    "linkedin_zip_without_connections": _(
        "This is a LinkedIn archive without Connections.csv. When you ask LinkedIn for your data, tick "
        "“Connections”; the file comes by e-mail within minutes."
    ),
    "csv_one_column": _(
        "This table has a single column, which is not enough to tell who is who. To add names alone, write "
        "or paste them under Add people, one on each line."
    ),
    "csv_empty": _("The cells of this table are all empty. Please export the contacts once more."),
    "csv_prose": _(
        "This file is named like a table but reads like a letter. Please bring a table with a row for each "
        "person, or a vCard (.vcf) file."
    ),
    "zip_without_contacts": _(
        "This archive holds no contacts that Kith can read. Please bring the archive from LinkedIn, or one "
        "with vCard (.vcf) files in it."
    ),
    "zip_encrypted": _("This archive is locked with a password. Please unpack it and bring the file inside."),
    "zip_broken": _("This archive is damaged, perhaps a download that stopped early. Please fetch it again."),
    "zip_unreadable": _(
        "This archive is packed in a way Kith cannot open. Please unpack it and bring the file inside."
    ),
    "zip_too_big": _("This archive unpacks to more than 128 MB. Please unpack it and bring the file inside."),
    "ics": _("This is a calendar. Please export the contacts instead, as a vCard (.vcf) file."),
    "xlsx": _(
        "This is a spreadsheet document. Please save it as CSV, one row for each person, and bring that."
    ),
    "office": _("This is a text document. Please bring the contacts as a vCard (.vcf) file."),
    "image": _("This is a picture. Please bring the contacts as a vCard (.vcf) file."),
    "pdf": _("This is a PDF. Please bring the contacts as a vCard (.vcf) file."),
    "json": _("This JSON file is no export of Monica’s. Please bring the contacts as a vCard (.vcf) file."),
    "json_broken": _(
        "This Monica export is damaged, perhaps a download that stopped early. Please export it once more."
    ),
    "json_too_big": _(
        "This Monica export is larger than 64 MB, most likely because of its photos. Please bring the "
        "contacts as a vCard (.vcf) file."
    ),
    "html": _("This is a web page. Please bring the contacts as a vCard (.vcf) file."),
    "xml": _("This is an XML file. Please bring the contacts as a vCard (.vcf) file."),
    "ldif": _(
        "This is an LDIF address book. Please export it as vCard (.vcf) instead; the same menu offers both."
    ),
    "outlook_data": _(
        "This is Outlook’s own data file. In Outlook, select the contacts, forward them as business cards, "
        "and bring the .vcf files."
    ),
    "archive_other": _("This kind of archive cannot be opened here. Please bring the file inside, or a ZIP."),
    "unknown": _(
        "Kith does not know this kind of file. Please bring the contacts as a vCard (.vcf) file or as a "
        "table (.csv)."
    ),
}
