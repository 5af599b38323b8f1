// The picture: pan, zoom and find. Without this script the whole of it is shown, and the list stands below.
import { meant } from "./keys.js";
import { Lens } from "./picture-lens.js";
import { finding } from "./picture-finding.js";

const STEP = 1.5;
const svg = document.querySelector("[data-picture] svg");
const tools = document.querySelector("[data-picture] form");

if (svg) {
  const lens = new Lens(svg);
  svg.tabIndex = 0;
  tools.hidden = false;
  finding(tools, svg, lens);
  byButtons(lens);
  byKeys(lens);
  byWheel(lens);
  byPointers(lens);
  showOpenings();
}

function byButtons(lens) {
  tools.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (wanted === "whole") lens.whole();
    else if (wanted) lens.zoom(wanted === "closer" ? STEP : 1 / STEP);
  });
}

function byKeys(lens) {
  const does = {
    closer: () => lens.zoom(STEP),
    farther: () => lens.zoom(1 / STEP),
    whole: () => lens.whole(),
    left: () => lens.glide(-0.2, 0),
    right: () => lens.glide(0.2, 0),
    upwards: () => lens.glide(0, -0.2),
    downwards: () => lens.glide(0, 0.2),
  };
  svg.addEventListener("keydown", (event) => {
    const doing = !event.ctrlKey && !event.metaKey && !event.altKey && does[meant(event.key, "picture")];
    if (!doing) return;
    event.preventDefault();
    doing();
  });
}

function byWheel(lens) {
  svg.addEventListener(
    "wheel",
    (event) => {
      const factor = Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018));
      if (lens.zoomAt(event, factor)) event.preventDefault(); // at the end of its way the page scrolls
    },
    { passive: false },
  );
}

function byPointers(lens) {
  const down = new Map();
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (event.isPrimary) {
      down.clear(); // a hand begins anew, wherever the last one was lifted
      moved = false;
    }
    down.set(event.pointerId, event);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const far = Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
    if (!moved && down.size < 2 && far < 5) return;
    if (!moved) svg.setPointerCapture(event.pointerId);
    moved = true;
    svg.classList.add("is-moving");
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) lens.pinch(other, before, event);
    else lens.drag(before, event);
    down.set(event.pointerId, event);
  });
  const up = (event) => {
    down.delete(event.pointerId);
    if (!down.size) svg.classList.remove("is-moving");
  };
  for (const kind of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(kind, up);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => moved && event.detail && event.preventDefault(), true);
}

// Whoever is pointed at shows the strokes of ink to and from them.
function showOpenings() {
  const show = (event) => {
    const pk = event.target.closest?.("a[href]")?.getAttribute("href").match(/\/(\d+)\/$/)?.[1];
    for (const line of svg.querySelectorAll(".is-theirs")) line.classList.remove("is-theirs");
    if (!pk) return;
    const theirs = svg.querySelectorAll(`[data-by="${pk}"], [data-to="${pk}"]`);
    for (const line of theirs) line.classList.add("is-theirs");
  };
  svg.addEventListener("pointerover", show);
  svg.addEventListener("focusin", show);
}
