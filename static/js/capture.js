// "n", or the + of the rail: on a wide screen the line opens as a sheet over the page one is on.
// Without this script, on a phone, or where the sheet cannot be fetched, it is a page of its own.

const sheet = document.getElementById("capture");
const wide = matchMedia("(width >= 40rem)");

async function fill(url) {
  if (!sheet.firstElementChild) await window.htmx.ajax("GET", url, { target: "#capture", swap: "innerHTML" });
  return sheet.querySelector("input[name=line]");
}

async function open(url) {
  const line = await fill(url);
  if (!line) return location.assign(url);
  sheet.showPopover();
  line.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-new]");
  const here = document.querySelector("main input[name=line]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !sheet?.showPopover || !window.htmx) return;
  if (!here && !wide.matches) return;
  event.preventDefault();
  if (here) here.focus();
  else open(link.href);
});
