"""Every word on a screen or in a mail can be translated, and none is a forbidden one."""

from __future__ import annotations

import ast
import html
import re

from django.template.base import Lexer, TokenType

from tests.architecture.test_pages import EXCLAIMING, FORBIDDEN
from tests.architecture.test_source import ROOT, code, tracked

MARKED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
ATTRIBUTES = re.compile(r"""\b(?:alt|title|aria-label|aria-description|placeholder|label)\s*=\s*"([^"]*)\"""")
# Names need no translation; the people are those of the sample note.
NAMES = {"Kith", "WhatsApp", "Tom", "Reyes", "Ana", "Lima", "Mr", "Okafor", "Ben", "Carter"}
PIECE_OF_A_TAG = re.compile(r"[?&]?[a-z-]+=?|[?&][a-z-]+=\w+")
"""A class, attribute or query key between two template tags: one lower-case word without a space."""
QUOTED = re.compile(r"""(?:translate|_\()\s*["']([^"']+)["']""")


def said_in_templates() -> list[tuple[str, str, bool]]:
    """(file, words, whether they are marked for translation) of every template."""
    found = []
    for path in tracked(".html", ".txt"):
        where = path.relative_to(ROOT).as_posix()
        if not where.startswith("templates/"):
            continue
        marked = False
        for token in Lexer(path.read_text()).tokenize():
            if token.token_type is TokenType.BLOCK:
                marked = (
                    marked or token.contents.startswith("blocktrans")
                ) and not token.contents.startswith("endblocktrans")
                found += [(where, text, True) for text in QUOTED.findall(token.contents)]
            elif token.token_type is TokenType.TEXT:
                found += [(where, text, marked) for text in words_of(token.contents)]
    return found


def words_of(text: str) -> list[str]:
    """What a reader sees of a piece of template: text between tags, and spoken attributes."""
    spoken = ATTRIBUTES.findall(text)
    text = re.sub(r"<style.*?</style>|<!--.*?-->", " ", text, flags=re.DOTALL)
    # a tag may be cut by template tags: what stands before the first > or after the last < is inside one
    text = re.sub(r"<[^>]*>|<[^>]*$", " ", text, flags=re.DOTALL)
    if ">" in text:
        text = text.rpartition(">")[2]
    elif re.search(r'=\s*"[^"]*$|^[^<]*"\s*$|^\s*[\w-]+=', text):
        text = ""
    pieces = (html.unescape(text).strip(), *spoken)
    return [p for p in pieces if re.search(r"[^\W\d_]{2}", p) and not PIECE_OF_A_TAG.fullmatch(p)]


def said_in_python() -> list[tuple[str, str]]:
    """(file, words) of every string handed to gettext."""
    found = []
    for path in code():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED:
                found += [
                    (path.relative_to(ROOT).as_posix(), arg.value)
                    for arg in node.args
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                ]
    return found


def test_no_forbidden_word_is_said():
    said = [(where, text) for where, text, _ in said_in_templates()] + said_in_python()
    assert [(where, text) for where, text in said if FORBIDDEN.search(text)] == []
    assert [(where, text) for where, text in said if EXCLAIMING.search(text)] == []


def test_every_word_of_a_template_is_marked():
    loose = [
        (where, text)
        for where, text, marked in said_in_templates()
        if not marked and not all(word in NAMES for word in re.findall(r"[^\W\d_]{2,}", text))
    ]
    assert loose == []
