// Picking several people: a box in the place of each monogram. "x" ticks the person one is at, or begins;
// a [data-pick] link begins and ends it. Without this script the link leads to ?pick=1 and back.

const list = () => document.querySelector("[data-pickable]");
const boxes = (within = list()) => within?.querySelectorAll("[name=person]") ?? [];

function addBoxes() {
  for (const row of list()?.querySelectorAll(".person:not(:has(.person-pick))") ?? []) {
    const name = row.querySelector("a.person-name");
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "person" });
    box.value = name.pathname.split("/").filter(Boolean).at(-1);
    box.setAttribute("aria-label", name.textContent);
    label.className = "person-pick";
    label.append(box);
    row.prepend(label);
  }
}

function tell() {
  const where = list()?.querySelector("[data-picked]");
  const count = [...boxes()].filter((box) => box.checked).length;
  if (where) where.textContent = count || "";
}

export const isPicking = () => list()?.classList.contains("picking") ?? false;

export function pick(on = !isPicking()) {
  if (!list()) return;
  addBoxes();
  list().classList.toggle("picking", on);
  if (!on) for (const box of list().querySelectorAll("[type=checkbox]")) box.checked = false;
  tell();
}

export function tick(row) {
  const began = isPicking();
  if (!began) pick(true);
  const box = row?.querySelector("[name=person]");
  if (box) box.click();
  else if (!began) boxes()[0]?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-pick]");
  if (!link || !list() || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const on = !isPicking();
  pick(on);
  if (on) boxes()[0]?.focus();
});
document.addEventListener("change", tell);
document.addEventListener("htmx:afterSettle", () => {
  if (isPicking()) addBoxes();
  tell();
});
