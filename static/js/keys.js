// Single keys: "/" find, "n" write down, "?" help, "'" + letter for the thumb index, digits for [data-key].
// They can be switched off in the help sheet, and never fire while somebody types (WCAG 2.1.4).

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

function find() {
  const people = document.querySelector("[data-find]");
  if (people) location.assign(`${people.href}#q`); // a page that opens at its search field focuses it
  return people !== null;
}

function answer(digit) {
  const here = document.activeElement?.closest("[data-keys]") ?? document.querySelector("[data-keys]");
  return here ? press(`[data-key="${digit}"]`, here) : false;
}

function letter(key) {
  letterNext = false;
  return /^[a-z]$/i.test(key) && press(`[data-letter="${key.toUpperCase()}"]`);
}

function act(key) {
  if (letterNext) return letter(key);
  if (/^[1-9]$/.test(key)) return answer(key);
  switch (key) {
    case "/":
      return press("[data-search]") || find();
    case "n":
      return press("[data-new]");
    case "?":
      document.getElementById("keys")?.togglePopover?.();
      return true;
    case "'":
      letterNext = document.querySelector("[data-letter]") !== null;
      return letterNext;
  }
  return false;
}

export function isHeard(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isOn()) return false;
  return !event.target.closest?.(TYPING) && event.key !== "Shift";
}

document.addEventListener("keydown", (event) => {
  if (isHeard(event) && act(event.key)) event.preventDefault();
});

const control = document.querySelector("[data-keys-switch]");
const box = control?.querySelector("input");
if (box) {
  control.hidden = false;
  box.checked = isOn();
  box.addEventListener("change", () => localStorage.setItem(SETTING, box.checked ? "on" : "off"));
}
