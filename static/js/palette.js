// "/", or Find in the rail: the palette opens over the page one is on, and its field is there at once.
// How one walks through what was found comes a moment later. Without scripts Find leads to a page of the same.

const sheet = document.getElementById("palette");
const field = sheet?.querySelector("[role=combobox]");

function open() {
  field.value = "";
  sheet.showModal();
  field.focus();
  window.htmx.trigger(field, "opened");
  import("./palette-list.js");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-palette]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !sheet?.showModal || !window.htmx) return;
  event.preventDefault();
  if (!sheet.open) open();
});

// Closed by its button, beside it, and by whatever one follows; Esc does so by itself.
sheet?.addEventListener("click", (event) => {
  if (event.target === sheet || event.target.closest("[data-close], a[href]")) sheet.close();
});

// "Write to Ana" leads to a sheet on her page: it opens when one comes there.
function unfold() {
  const named = location.hash.startsWith("#write-") && document.getElementById(location.hash.slice(1));
  if (named && named.matches("[popover]:not(:popover-open)")) named.showPopover();
}

window.addEventListener("hashchange", unfold);
unfold();
