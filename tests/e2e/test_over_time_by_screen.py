"""Scenario 18 by screen: eight weeks of meetings, counted; and the pace of people met, solid and dashed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.looking import WIDTHS, meet
from tests.e2e.reading_plots import legible_everywhere

pytestmark = pytest.mark.xdist_group("site")
NAMES = (
    *("Ada Berg", "Ben Moss", "Cleo Hart", "Dan Okoye", "Elsa Lind", "Finn Brooks", "Gina Ross", "Hal Stone"),
    *("Iris Vale", "Jon Pike", "Kira Dunn", "Leo Marsh", "Mina Holt", "Nils Falk", "Olga Reed", "Paul Nash"),
    *("Quin Abbot", "Rosa Finch", "Sven Dahl", "Tara Wells", "Umar Said", "Vera Kent", "Will Croft"),
    *(
        "Xena Lowe",
        "Yann Petit",
        "Zara Quill",
        "Abel Frost",
        "Bea Sharp",
        "Carl Noon",
        "Dora Peel",
        "Emil Rask",
    ),
)
NEW = (5, 4, 4, 4, 5, 4, 5)
AGAIN = (0, 2, 2, 2, 2, 2, 2)
"""How many are met for the first and the second time, week by week up to the last one."""
CHANCE = "From ten first meetings on, Kith says how many were met again; with fewer it would be chance."
RATES = "To a hundred first meetings there were 39 second ones, and 6 things that came of it."


def test_scenario_18_counts_and_rates_over_time(walked: Page):
    page, today = walked, datetime.now(UTC).date()
    goal, known = say_a_goal(page), list[str]()
    for week, (new, again) in enumerate(zip(NEW, AGAIN, strict=True)):
        names = [*NAMES[len(known) : len(known) + new], *NAMES[2 * (week - 1) : 2 * (week - 1) + again]]
        stand_beside(page, names, today - timedelta(weeks=len(NEW) - week))
        known += names[:new]
        if len(known) == 9:
            over_time(page, "9 first meetings, 2 second meetings, 0 things that came of it", CHANCE)
            expect(page.get_by_role("main")).not_to_contain_text("To a hundred")
            meet(page, "over-time-few")
    assert known == list(NAMES)
    say_what_came(page, goal, "The spring catalogue", "A bench in the workshop")

    over_time(page, "31 first meetings, 12 second meetings, 2 things that came of it", RATES)
    expect(page.get_by_role("main")).not_to_contain_text(CHANCE)
    assert numbers(opened(page, "Met, and met again, as a table")) == [31, 12, 2]
    assert numbers(opened(page, "Whom you could call, as a table"))[0] > 0
    meet(page, "over-time")
    legible_everywhere(page, 3)
    page.set_viewport_size(WIDTHS["wide"])
    page.get_by_role("link", name="52 weeks").click()
    expect(weekly(page)).to_contain_text("In the last 52 weeks: 31 first meetings")
    legible_everywhere(page, 3)


def test_the_pace_is_solid_to_today_and_dashed_to_the_day_wished_for(demo: Page):
    page = demo
    page.goto("/goals/")
    page.get_by_role("link", name="To be at home among people who make outdoor gear").first.click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        re.compile(r"^If the day came tomorrow, you could call \w+ people\.")
    )
    happened, hoped = ends(page, ".ink"), ends(page, ".ink-hoped")
    today_at, by_at = marks(page)
    assert happened[1] == hoped[0], "dashes begin where the ink ends"
    assert happened[1][0] == pytest.approx(today_at, abs=0.2)
    assert hoped[1][0] == pytest.approx(by_at, abs=0.2)
    dashes = page.locator(".plot-wide .ink-hoped").evaluate("line => getComputedStyle(line).strokeDasharray")
    assert dashes != "none"
    assert (
        page.locator(".plot-wide .ink").evaluate("line => getComputedStyle(line).strokeDasharray") == "none"
    )
    met = opened(page, "Whom you met, and when")
    steps = page.locator(".plot-wide .plot-face > title").all_text_contents()
    assert set(steps) <= set(met.get_by_role("rowheader").all_text_contents())
    for width in ("wide", "phone"):
        page.set_viewport_size(WIDTHS[width])
        meet(page, "pace")
    legible_everywhere(page, 1)


def test_without_a_day_there_is_no_line_only_the_people(demo: Page):
    page = demo
    page.goto("/goals/")
    page.get_by_role("link", name="To run a press room that people like to come back to").click()
    expect(page.get_by_role("heading", level=2).filter(has_text="If the day came tomorrow")).to_be_visible()
    expect(page.locator("figure.plot")).to_have_count(0)
    expect(opened(page, "Whom you met, and when").get_by_role("row")).not_to_have_count(0)


def stand_beside(page: Page, names: list[str], on: date) -> None:
    """An evening of that day, written down afterwards, with whom one met there."""
    page.goto("/goals/gatherings/new/")
    page.get_by_label("What it is").fill("Evening of the guild")
    page.get_by_label("Day", exact=True).fill(on.isoformat())
    page.get_by_label("From", exact=True).fill("18:00")
    page.get_by_label("Until", exact=True).fill("20:00")
    page.get_by_role("combobox", name=re.compile("^Place")).fill("The guild")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_label("Whom did you meet?").fill(", ".join(names))
    page.get_by_role("button", name="Write it down").click()
    for name in names:
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True).first).to_be_visible()


def say_a_goal(page: Page) -> str:
    """A goal; the address of its page."""
    page.goto("/goals/new/")
    page.get_by_label("In a sentence").fill("To be at home among people who make outdoor gear")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("outdoor gear")
    return page.url


def say_what_came(page: Page, goal: str, *things: str) -> None:
    """On the goal's page: these came of it."""
    for thing in things:
        page.goto(goal)
        page.get_by_role("link", name="Something came of it").click()
        page.get_by_text("a client", exact=True).click()
        page.get_by_label("What came of it").fill(thing)
        page.get_by_role("button", name="Save", exact=True).click()


def over_time(page: Page, counts: str, says: str) -> None:
    """By the list of goals; these counts and these words stand there."""
    page.goto("/goals/")
    page.get_by_role("link", name="Over time").click()
    expect(weekly(page)).to_contain_text(f"In the last 8 weeks: {counts}.")
    expect(page.get_by_role("main")).to_contain_text(says)


def weekly(page: Page) -> Locator:
    """The plot of meetings; those whom one could call and the rooms have plots of their own beside it."""
    return page.locator("figure.plot").filter(has_text="first meetings")


def opened(page: Page, summary: str) -> Locator:
    """The table behind a plot, unfolded."""
    fold = page.locator("details", has=page.get_by_text(summary, exact=True))
    if not fold.get_by_role("table").is_visible():
        fold.get_by_text(summary, exact=True).click()
    expect(fold.get_by_role("table")).to_be_visible()
    return fold.get_by_role("table")


def numbers(table: Locator) -> list[int]:
    """Each column of numbers, summed."""
    rows = [row.locator("td").all_text_contents() for row in table.locator("tbody tr").all()]
    return [sum(map(int, column)) for column in zip(*rows, strict=True)]


def ends(page: Page, line: str) -> tuple[list[float], list[float]]:
    """Where a line of the wide plot begins and ends; `H` and `V` go along one axis only."""
    path = page.locator(f".plot-wide {line}").get_attribute("d") or ""
    corners: list[list[float]] = []
    for way, numbers in re.findall(r"([MLHV])([\d. -]+)", path):
        said = [float(each) for each in numbers.split()]
        x, y = corners[-1] if corners else (0.0, 0.0)
        corners.append({"H": [said[0], y], "V": [x, said[0]]}.get(way, said))
    return corners[0], corners[-1]


def marks(page: Page) -> list[float]:
    """Where the axis has its marks: today and the day wished for."""
    path = page.locator(".plot-wide .plot-axis").get_attribute("d") or ""
    return [float(x) for x in re.findall(r"M([\d.]+) [\d.]+v", path)]
