// Walking through what the palette found, with the focus in its field (the combobox of ARIA 1.2).
import { meant } from "./keys.js";

const sheet = document.getElementById("palette");
const field = sheet.querySelector("[role=combobox]");
const found = document.getElementById("palette-found");
const told = sheet.querySelector("[role=status]");
let goes = false; // Enter was pressed before the answer to what was typed had come

const options = () => [...found.querySelectorAll("[role=option]")];
const chosen = () => found.querySelector("[aria-selected=true]");
const isAnswered = () => found.querySelector("[role=listbox]")?.dataset.typed === field.value;

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

function step(by) {
  const all = options();
  const at = all.indexOf(chosen());
  choose(all.at(at < 0 && by < 0 ? -1 : (at + by) % all.length));
}

function go() {
  goes = !isAnswered();
  if (!goes) chosen()?.click();
}

const does = {
  next: () => step(1),
  previous: () => step(-1),
  first: () => choose(options()[0]),
  last: () => choose(options().at(-1)),
  follow: go,
};

field.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const doing = does[meant(event.key, "palette")];
  if (!doing || (doing !== go && !options().length)) return;
  event.preventDefault();
  doing();
});

function renew() {
  const all = options();
  field.setAttribute("aria-expanded", String(all.length > 0));
  choose(field.value.trim() ? all[0] : null);
  told.textContent = found.querySelector("[role=listbox]")?.dataset.said ?? "";
  if (goes && isAnswered()) go();
}

found.addEventListener("htmx:afterSwap", renew);
for (const failed of ["htmx:sendError", "htmx:responseError"]) {
  field.addEventListener(failed, () => goes && field.form.submit());
}

// Signed out meanwhile, what comes is another page: it is opened, not put into this sheet.
found.addEventListener("htmx:beforeSwap", (event) => {
  if (new URL(event.detail.xhr.responseURL).pathname === new URL(field.form.action).pathname) return;
  event.detail.shouldSwap = false;
  location.reload();
});
sheet.addEventListener("close", () => {
  goes = false;
  found.replaceChildren();
  renew();
});
renew();
