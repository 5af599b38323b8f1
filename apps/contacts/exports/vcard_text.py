"""How text goes into a vCard line: escapes, parameters; folds are those of all content lines."""

from __future__ import annotations

from collections.abc import Iterable

from apps.core.content_lines import escape, line

__all__ = ["components", "escape", "line", "link", "parameter"]


def components(parts: Iterable[str]) -> str:
    """A value of several components."""
    return ";".join(map(escape, parts))


def link(text: str) -> str:
    """A URI value: commas and semicolons stand for themselves, a backslash does not."""
    return text.replace("\\", "\\\\").replace("\n", " ")


def parameter(text: str, version: str) -> str:
    """A parameter value in quotes; what may not stand there is caret-escaped (RFC 6868), in 3.0 left out."""
    if version == "4.0":
        text = text.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return '"' + text.replace('"', "").replace("\n", " ") + '"'
