// Single keys of the list of people: "j" and "k" (or arrows, once one is in the list) move, "x" picks, Enter
// opens as on any link, Esc leaves. keys.js says when keys are heard at all.
import { isHeard, meant } from "./keys.js";
import { isPicking, pick, tick } from "./picking.js";

const ROWS = "[data-pickable] a.person-name, [data-pickable] a.more";

const rowOf = (element) => element?.closest?.(".person, .entry:has(> .what > .more)");
const here = (rows) => rows.indexOf(rowOf(document.activeElement)?.querySelector("a.person-name, a.more"));

function move(step) {
  const rows = [...document.querySelectorAll(ROWS)];
  if (!rows.length) return false;
  const at = here(rows);
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function leave() {
  if (isPicking()) pick(false);
  else if (rowOf(document.activeElement)) document.activeElement.blur();
  else return false;
  return true;
}

const inList = () => document.activeElement?.closest("[data-pickable]") != null;
const does = {
  down: (key) => (key === "j" || inList()) && move(1),
  up: (key) => (key === "k" || inList()) && move(-1),
  pick() {
    tick(document.activeElement?.closest(".person"));
    return true;
  },
  leave,
};

document.addEventListener("keydown", (event) => {
  if (!document.querySelector("[data-pickable]") || !isHeard(event)) return;
  if (does[meant(event.key, "list")]?.(event.key)) event.preventDefault();
});

// Esc leaves the search field, so that the other keys are heard again.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches?.("[data-search]")) event.target.blur();
});
