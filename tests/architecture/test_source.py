"""What stands in the files: no forbidden calls, no registry hosts, no over-long files."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SQL_PLACES = {
    "apps/dashboard/archive/reading.py",
    "apps/core/scope.py",
    "apps/core/fence.py",
    "apps/core/acts.py",
    "apps/core/taking_back.py",
    "apps/core/restoring.py",
    "apps/core/created.py",
    "apps/core/health.py",
    "apps/core/refusals.py",
    "apps/core/sending.py",
    "apps/core/claiming.py",
    "apps/core/statements.py",
    "apps/core/findings.py",
    "apps/contacts/models/rhythm.py",
    "apps/contacts/doors.py",
    "apps/contacts/occasions.py",
    "apps/contacts/models/searching.py",
    "apps/contacts/models/tabs.py",
    "apps/contacts/models/indexing.py",
    "apps/contacts/imports/introducing.py",
    "apps/core/many.py",
    "apps/contacts/imports/statistics.py",
    "apps/nudges/planning.py",
    "apps/dashboard/ops.py",
    "apps/nudges/pace.py",
    "apps/goals/meetings.py",
    "apps/goals/ranking.py",
    "apps/goals/likely.py",
    "apps/goals/causes.py",
    "apps/commitments/offers.py",
    "apps/commitments/on_people.py",
    "apps/commitments/serving.py",
    "apps/goals/listed.py",
    "apps/goals/nearby.py",
    "apps/goals/beside.py",
    "apps/goals/ways.py",
    "apps/goals/whole.py",
    "apps/goals/calling.py",
    "apps/goals/weeks.py",
    "apps/goals/trail.py",
    "apps/goals/in_short.py",
    "apps/introductions/kept.py",
    "apps/commitments/hours.py",
    "apps/commitments/on_evenings.py",
    "apps/commitments/gave.py",
    "apps/commitments/evenings.py",
    "apps/commitments/feeds/rows.py",
    "apps/dashboard/review/happened.py",
    "apps/dashboard/review/anyway.py",
    "apps/dashboard/review/rooms.py",
    "apps/dashboard/review/thanks.py",
}
"""The only places that speak SQL; everything else goes through the models."""
REGISTRIES = "|".join(
    ("py" + r"pi\.org", "python" + r"hosted\.org", "registry\\.npm" + r"js\.org", "deb\\.deb" + r"ian\.org")
)
INDEX_OPTIONS = "|".join(("--index-" + "url", "--extra-index-" + "url", "--find-" + "links"))


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def code() -> list[Path]:
    return [
        p for p in tracked(".py") if "migrations" not in p.parts and p.relative_to(ROOT).parts[0] == "apps"
    ]


def where(paths: list[Path], pattern: str, flags: int = 0) -> list[str]:
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if re.search(pattern, line, flags):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:90]}")
    return found


def test_no_registry_is_named():
    assert where(tracked(), REGISTRIES, re.IGNORECASE) == []
    assert where([p for p in tracked() if p.name != "test_source.py"], INDEX_OPTIONS) == []


def test_sql_is_spoken_only_where_it_is_named():
    spoken = where(code(), r"\.raw\(|\.extra\(|RawSQL|connection\.cursor\(|cursor\.execute")
    assert {line.split(":")[0] for line in spoken} <= SQL_PLACES


def test_owned_text_is_never_compared_in_a_way_no_index_serves():
    lookups = r"__(i?contains|i?startswith|i?endswith|iexact|i?regex)\b"
    assert where(code(), lookups) == []


def test_nothing_is_marked_safe():
    assert where(code(), r"\bmark_safe\b") == [] or {
        line.split(":")[0] for line in where(code(), r"\bmark_safe\b")
    } <= {"apps/core/notes.py"}
    assert where(tracked(".html"), r"\|\s*safe\b|autoescape off") == []


def test_no_far_times_are_given_to_the_broker():
    assert where(code(), r"\b(eta|countdown)\s*=") == []


def test_mail_never_asks_the_request_where_it_is():
    assert where(code(), r"build_absolute_uri|get_current_site") == []


def test_no_inline_style_or_script():
    pages = [p for p in tracked(".html") if "mail" not in p.relative_to(ROOT).parts]
    assert where(pages, r"""\sstyle=|<style|\son[a-z]+=|javascript:""") == []
    assert where(pages, r"<script(?![^>]*\ssrc=)") == []


def test_the_clock_is_read_only_in_views_tasks_and_commands():
    readers = re.compile(
        r"(views|health|history|tasks|adapter|forms|commands|heartbeat|locale|onboarding|demo|today|unsubscrib|/ops)"
    )
    strays = [
        line
        for line in where(code(), r"timezone\.now\(\)|datetime\.now\(|date\.today\(")
        if not readers.search(line.split(":")[0])
    ]
    assert strays == []


@pytest.mark.parametrize(("suffix", "longest"), [(".py", 300), (".html", 120), (".css", 200), (".js", 200)])
def test_files_stay_short(suffix, longest):
    paths = [p for p in tracked(suffix) if "migrations" not in p.parts]
    assert [
        f"{p.relative_to(ROOT)}: {n}" for p in paths if (n := len(p.read_text().splitlines())) > longest
    ] == []


def test_functions_stay_short():
    long = []
    for path in code():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                size = node.end_lineno - node.lineno + 1
                if size > 45:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {size}")
    assert long == []


def test_nothing_is_left_unfinished():
    words = "|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "X" + "XX"))
    assert (
        where([p for p in tracked(".py", ".html", ".js", ".css") if p.name != "test_source.py"], words) == []
    )


def test_modules_are_named_by_nouns_of_the_house():
    vague = {"utils", "helpers", "common", "misc", "manager", "managers", "service", "services"}
    named = {p.stem for p in code()} | {p.parent.name for p in code()}
    assert named & vague == set()
