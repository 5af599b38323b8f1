"""The style sheets hold together: every token is defined and used, every file stays readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from apps.core.stylesheet import NAMES

CSS = Path(settings.BASE_DIR) / "static" / "css"
FILES = sorted(CSS.glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FEATURES_WITHOUT_USE_YET: set[str] = set()
"""Tokens that look.md names and no sheet uses so far."""


def rules(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def defined() -> set[str]:
    return {name for path in FILES for name in re.findall(r"(--[\w-]+)\s*:", rules(path))}


def used() -> set[str]:
    return {name for path in FILES for name in re.findall(r"var\((--[\w-]+)", rules(path))}


def imports(name: str) -> list[str]:
    return re.findall(r'@import url\("([\w-]+\.css)"\)', (CSS / f"{name}.css").read_text())


def selectors(path: Path) -> list[str]:
    return [part.strip() for part in re.findall(r"([^{};]+)\{", rules(path))]


def depth_of_rules(text: str) -> int:
    """How deep style rules sit in style rules; blocks of @media and its kin do not count."""
    deepest, open_blocks = 0, []
    for head, brace in re.findall(r"([^{};]*)([{};])", text):
        if brace == "{":
            open_blocks.append(not head.strip().startswith("@"))
            deepest = max(deepest, sum(open_blocks))
        elif brace == "}":
            open_blocks.pop()
    return deepest


def test_every_token_used_is_defined():
    assert used() - defined() == set()


def test_every_token_defined_is_used():
    assert defined() - used() == FEATURES_WITHOUT_USE_YET


def test_every_sheet_is_served_by_some_page():
    served = {file for name in NAMES for file in [f"{name}.css", *imports(name)]}
    assert {path.name for path in FILES} == served


@pytest.mark.parametrize("name", NAMES)
def test_a_served_sheet_imports_each_file_once_and_only_into_named_layers(name: str):
    text = (CSS / f"{name}.css").read_text()
    order = re.search(r"@layer ([\w, ]+);", text)
    assert order is not None
    layers = set(order[1].split(", "))
    assert set(re.findall(r"layer\((\w+)\)", text)) <= layers
    assert len(imports(name)) == len(set(imports(name)))


@pytest.mark.parametrize("name", NAMES)
def test_tokens_of_a_served_sheet_come_with_it(name: str):
    text = "".join(rules(CSS / file) for file in imports(name))
    missing = set(re.findall(r"var\((--[\w-]+)\)", text)) - set(re.findall(r"(--[\w-]+)\s*:", text))
    assert missing == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_stays_readable(path: Path):
    text = rules(path)
    assert len(path.read_text().splitlines()) <= 200
    assert "!important" not in text
    assert depth_of_rules(text) <= 2
    assert [selector for selector in selectors(path) if "#" in selector] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_directions_are_logical(path: Path):
    side = "(?:left|right|top|bottom)"
    physical = rf"(?m)^\s*((?:(?:margin|padding|border)-)?{side}|(?:(?:min|max)-)?(?:width|height))\s*:"
    assert re.findall(physical, rules(path)) == []
