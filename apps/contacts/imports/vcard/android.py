"""X-ANDROID-CUSTOM: nicknames, days and relations as Android's own export writes them.

The value is `vnd.android.cursor.item/<what>;<value>;<type>;<label>;…`; the numbers of the types are those of
Android's contacts provider, 0 stands for the label that follows.
"""

from __future__ import annotations

from apps.contacts.imports.vcard.draft import Draft, Entry
from apps.contacts.imports.vcard.lines import Head
from apps.contacts.imports.vcard.values import split, tidy

_PREFIX = "vnd.android.cursor.item/"
_EVENTS = {"1": "anniversary", "2": "other", "3": "birthday"}
_RELATED = ["assistant", "brother", "child", "domestic partner", "father", "friend", "manager", "mother"]
_RELATED += ["parent", "partner", "referred by", "relative", "sister", "spouse"]
_RELATIONS = {str(number): name for number, name in enumerate(_RELATED, 1)}


def android_custom(draft: Draft, head: Head, value: str) -> None:
    what, text, kind, label, *_ = [*(tidy(part) for part in split(value, ";")[:4]), "", "", "", ""]
    what, text = what.removeprefix(_PREFIX), draft.cut(text, head)
    if not text:
        return
    if what == "nickname":
        draft.nicknames.append(text)
    elif what == "contact_event" and kind == "3":
        draft.birthdays.append((text, ""))
    elif what == "contact_event":
        draft.days.append((text, "", _EVENTS.get(kind, label[:100]), ""))
    elif what == "relation":
        draft.related.append(Entry(text, _RELATIONS.get(kind, label[:100])))
    else:
        draft.extras.append((what[:100], text))
