"""A person at the keyboard alone: Tab until it is there, and see where one is."""

from __future__ import annotations

from playwright.sync_api import Page

# What has the focus: its name, and what stands in the way of seeing that it has it.
HERE = """() => {
  const here = document.activeElement;
  if (!here || here.matches('body, main')) return {name: '', wrong: ''};
  const label = here.labels?.[0] ?? here;
  const name = (here.getAttribute('aria-label') || label.innerText || here.value || '').trim();
  const ringed = [here, label].some(each => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = (here.matches('[type=radio], [type=checkbox]') ? label : here).getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap(x => [0.2, 0.8].map(y => [x, y]));
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return top && (here.contains(top) || label.contains(top) || top.contains(here));
  });
  return {name, wrong: !ringed ? 'no ring' : !seen ? 'hidden behind something, or off the screen' : ''};
}"""


class Keyboard:
    """Presses keys on one page; every stop on the way must be seen to have the focus."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        """One key after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.page.keyboard.type(text)

    def here(self) -> str:
        """The name of what has the focus; fails when one could not see that it has."""
        found = self.page.evaluate(HERE)
        assert not found["wrong"], f"{self.page.url}: {found['wrong']}: {found['name']!r}"
        return str(found["name"])

    def tab_to(self, name: str, *, most: int = 80) -> None:
        """Reach a control by Tab, if one is not there; fails naming what was met instead."""
        met = [str(self.page.evaluate(HERE)["name"])]  # a sheet that was opened here may cover it
        while not met[-1].startswith(name) and len(met) <= most:
            self.press("Tab")
            met.append(self.here())
        if met[-1].startswith(name):
            return
        raise AssertionError(f"{name!r} was not reached on {self.page.url}; met {met}")

    def enter(self, name: str) -> None:
        """Reach it and press Enter."""
        self.tab_to(name)
        self.press("Enter")
