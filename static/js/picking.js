// Picking several people: the key "x" (or a [data-pick] button) shows a box in the place of each monogram.

function toggle() {
  const list = document.querySelector("[data-pickable]");
  if (!list) return;
  const on = list.classList.toggle("picking");
  if (on) list.querySelector(".person-pick input")?.focus();
}

document.addEventListener("kith:pick", toggle);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-pick]");
  if (!button) return;
  event.preventDefault(); // without this script it is a link to ?pick=1
  toggle();
});
