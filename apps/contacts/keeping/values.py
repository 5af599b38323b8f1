"""A value of a column as text that somebody can read; raw keys are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.scope import OwnedForeignKey

UNSAID = (models.AutoField, models.UUIDField, models.ForeignKey)
SUBJECT = re.compile(r"[a-z_]+:\d+(:\d+)?")
KEYS = ("id", "pk", "contact_id")


def is_said(field: models.Field[Any, Any]) -> bool:
    """Whether a column holds something to read, not a key."""
    return not isinstance(field, UNSAID) or isinstance(field, OwnedForeignKey)


def text_of(field: models.Field[Any, Any], value: Any) -> str:
    """The value in words; "" where there is none."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BinaryField):
        count = len(bytes(value))
        return ngettext("%(count)d byte", "%(count)d bytes", count) % {"count": count}
    if isinstance(field, models.JSONField):
        return "; ".join(leaves(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.name == "rhythm_days":
        return ngettext("every day", "every %(count)d days", value) % {"count": value}
    return _plain(value)


def leaves(value: Any) -> Iterator[str]:
    """The texts and numbers of a JSON value, each with its name where it has one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in KEYS:
                yield from (f"{name}: {leaf}" for leaf in leaves(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value not in (None, ""):
        yield str(value)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, date):
        return format_date(value, pgettext("date format", "j F Y"))
    return "" if isinstance(value, str) and SUBJECT.fullmatch(value) else str(value)
