// Keys. Which are heard stands in the sheet that "?" opens (core/keys.py), what they do here, in list.js, in
// palette-list.js and in picture.js. Single ones can be switched off in that sheet, and never fire while
// somebody types (WCAG 2.1.4).

const SETTING = "kith.keys";
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
let letterNext = false;

const isOn = () => localStorage.getItem(SETTING) !== "off";

function press(selector, within = document) {
  const found = within.querySelector(selector);
  if (!found) return false;
  if (found.matches("input")) found.focus();
  else found.click();
  return true;
}

const isBehindASheet = () => "showPopover" in document.body && !!document.querySelector(".sheet:popover-open");

function answer(digit) {
  if (isBehindASheet()) return false;
  const here = document.activeElement?.closest("[data-keys]") ?? document.querySelector("[data-keys]");
  return here ? press(`[data-key="${digit}"]`, here) : false;
}

function letter(key) {
  letterNext = false;
  return /^[a-z]$/i.test(key) && press(`[data-letter="${key.toUpperCase()}"]`);
}

const does = {
  find: () => press("[data-palette]"),
  write: () => press("[data-new]"),
  search: () => press("[data-search]"),
  letter: () => (letterNext = document.querySelector("[data-letter]") !== null),
  answer,
  help() {
    document.getElementById("keys").togglePopover?.();
    return true;
  },
};

const heard = {};
for (const row of document.querySelectorAll("#keys [data-does]")) {
  const there = (heard[row.parentElement.dataset.where] ??= {});
  for (const key of row.dataset.heard.split(" ")) there[key] = row.dataset.does;
}

// What a key does in that place; undefined where the sheet tells of none.
export const meant = (key, where) => heard[where]?.[key];

const act = (key) => (letterNext ? letter(key) : (does[meant(key, "anywhere")]?.(key) ?? false));

export function isHeard(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isOn()) return false;
  return !event.target.closest?.(TYPING) && event.key !== "Shift" && !document.querySelector("dialog[open]");
}

document.addEventListener("keydown", (event) => {
  if (!event.repeat && isHeard(event) && act(event.key)) event.preventDefault(); // held, it asks once
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches(TYPING)) letterNext = false; // who types meanwhile meant no letter of People
});

const control = document.querySelector("[data-keys-switch]");
const box = control?.querySelector("input");
if (box) {
  control.hidden = false;
  box.checked = isOn();
  box.addEventListener("change", () => localStorage.setItem(SETTING, box.checked ? "on" : "off"));
}
