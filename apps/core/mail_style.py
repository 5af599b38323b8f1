"""Style for mail readers that know no style sheets: each element gets its own `style`.

css-inline reads a whole document every time, 0.24 ms a mail, as long as all of its rendering. Our
sheet names elements and classes only, so what an element's style is depends on its name and class
alone: css-inline is asked once for each such pair, and its answer kept.
"""

from __future__ import annotations

import re
from functools import lru_cache

import css_inline

SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
AT_RULE = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
PLAIN = re.compile(r"[a-z][a-z0-9]*(\.[\w-]+)?|\.[\w-]+")
TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
CLASS = re.compile(r'\sclass="([^"]*)"')
ANSWER = re.compile(r'data-asked=""[^>]*\sstyle="([^"]*)"')
WITHIN = {"tr": "<table>{}", "td": "<table><tr>{}", "th": "<table><tr>{}", "body": "{}"}

inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


def inlined(html: str) -> str:
    """The document with its rules on the elements, and only its at-rules left in the sheet."""
    found = SHEET.search(html)
    sheet = _sheet(found[1]) if found else None
    if found is None or sheet is None or not sheet.is_plain:
        return inliner.inline(html)
    rest = TAG.sub(sheet.with_style, html[found.end() :])
    return f"{html[: found.start()]}<style>{sheet.at_rules}</style>{rest}"


class Sheet:
    """A style sheet, and the styles of the elements met so far."""

    def __init__(self, css: str) -> None:
        self.css = css
        self.at_rules = "\n".join(AT_RULE.findall(css))
        self.styles: dict[tuple[str, str], str] = {}
        selectors = ",".join(RULE.findall(AT_RULE.sub("", css))).split(",")
        self.is_plain = all(PLAIN.fullmatch(selector.strip()) for selector in selectors)

    def with_style(self, tag: re.Match[str]) -> str:
        """An opening tag, with the style that its name and classes earn it."""
        classes = CLASS.search(tag[2])
        key = (tag[1], classes[1] if classes else "")
        style = self.styles.get(key)
        if style is None:
            style = self.styles[key] = self._ask(*key)
        return f'<{tag[1]}{tag[2]} style="{style}">' if style else tag[0]

    def _ask(self, name: str, classes: str) -> str:
        element = f'<{name} class="{classes}" data-asked="">'
        page = WITHIN.get(name, "<body>{}").format(element)
        answer = ANSWER.search(inliner.inline(f"<html><head><style>{self.css}</style></head>{page}"))
        return answer[1] if answer else ""


@lru_cache(maxsize=16)
def _sheet(css: str) -> Sheet:
    return Sheet(css)
