// What part of the picture is seen: a square given by its middle and its side, in units of the drawing.

const CLOSEST = 4; // pixels to a unit
const NAMES_FROM = 0.55; // below that many pixels to a unit first names would lie on each other
const ALL_NAMES_FROM = 2.4;
const CIRCLE_NAMES = [11, 20]; // pixels, at least and at most
const NAMES = [9.5, 14];
const LETTER = 0.56; // the width of a letter, in units of its height
const between = (value, [least, most]) => Math.min(most, Math.max(least, value));
const TOOK = 160; // milliseconds
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Lens {
  constructor(svg) {
    this.svg = svg;
    const [x, y, side] = svg.getAttribute("viewBox").split(" ").map(Number);
    this.all = { x: x + side / 2, y: y + side / 2, side };
    this.seen = { ...this.all };
    this.names = svg.querySelector(".circle-names");
    this.letter = Number(this.names.getAttribute("font-size"));
    svg.classList.add("is-live");
    new ResizeObserver(() => this.show(this.seen)).observe(svg);
  }

  get pixels() {
    const box = this.svg.getBoundingClientRect();
    return Math.min(box.width, box.height) / this.seen.side;
  }

  // Where a pointer is, in units of the drawing.
  at(event) {
    const box = this.svg.getBoundingClientRect();
    const x = this.seen.x + (event.clientX - box.x - box.width / 2) / this.pixels;
    return { x, y: this.seen.y + (event.clientY - box.y - box.height / 2) / this.pixels };
  }

  show({ x, y, side }) {
    const box = this.svg.getBoundingClientRect();
    const least = Math.min(box.width, box.height) / CLOSEST;
    side = Math.min(this.all.side, Math.max(Math.min(least, this.all.side), side));
    const free = (this.all.side - side) / 2;
    const within = (value, middle) => Math.min(middle + free, Math.max(middle - free, value));
    this.seen = { x: within(x, this.all.x), y: within(y, this.all.y), side };
    const [left, top] = [this.seen.x - side / 2, this.seen.y - side / 2].map((each) => each.toFixed(2));
    this.svg.setAttribute("viewBox", `${left} ${top} ${side.toFixed(2)} ${side.toFixed(2)}`);
    this.dress();
  }

  // Names keep a readable size; those of people come with nearness.
  dress() {
    const { pixels } = this;
    this.nameCircles(between(this.letter * pixels, CIRCLE_NAMES) / pixels);
    this.svg.style.setProperty("--name-size", `${between(11 * pixels, NAMES) / pixels}px`);
    this.svg.classList.toggle("is-near", this.seen.side < this.all.side * 0.995);
    this.svg.classList.toggle("shows-names", pixels >= NAMES_FROM);
    this.svg.classList.toggle("shows-all-names", pixels >= ALL_NAMES_FROM);
    if (pixels >= ALL_NAMES_FROM) this.nameTheFar();
  }

  // As much of each name as fits over its circle.
  nameCircles(size) {
    if (Math.abs(size - this.size) < 0.05) return;
    this.size = size;
    this.names.setAttribute("font-size", size.toFixed(2));
    for (const link of this.names.querySelectorAll("a")) {
      const name = link.querySelector("title").textContent;
      const fits = Math.max(3, Math.floor((Math.PI * link.previousElementSibling.dataset.radius) / (size * LETTER)));
      link.querySelector("textPath").textContent = name.length > fits ? `${name.slice(0, fits - 1).trim()}…` : name;
    }
  }

  // Names of those farther away are written when somebody first comes that near.
  nameTheFar() {
    if (this.named) return;
    this.named = true;
    for (const each of this.svg.querySelectorAll(".far, .specks a")) {
      const box = each.lastElementChild.getBBox();
      const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
      const size = each.matches(".far") ? 5 : 2.6;
      text.setAttribute("class", "full-name");
      text.setAttribute("x", box.x + box.width / 2);
      text.setAttribute("y", box.y + box.height / 2 + (size > 3 ? 14 : 6.2));
      text.setAttribute("font-size", size);
      text.textContent = each.querySelector("title").textContent.split(" ")[0].slice(0, 9);
      each.append(text);
    }
  }

  zoomAt(event, factor) {
    const before = this.seen.side;
    const { x, y } = this.at(event);
    const side = before / factor;
    this.show({ x: x + ((this.seen.x - x) * side) / before, y: y + ((this.seen.y - y) * side) / before, side });
    return this.seen.side !== before;
  }

  drag(before, after) {
    const { x, y, side } = this.seen;
    const moved = { x: (after.clientX - before.clientX) / this.pixels, y: (after.clientY - before.clientY) / this.pixels };
    this.show({ x: x - moved.x, y: y - moved.y, side });
  }

  // One finger rests, another moved.
  pinch(rest, before, after) {
    const apart = (finger) => Math.hypot(finger.clientX - rest.clientX, finger.clientY - rest.clientY) || 1;
    this.zoomAt(rest, apart(after) / apart(before));
  }

  zoom(factor) {
    this.go({ ...this.seen, side: this.seen.side / factor });
  }

  glide(x, y) {
    const { side } = this.seen;
    this.go({ x: this.seen.x + x * side, y: this.seen.y + y * side, side });
  }

  whole() {
    this.go(this.all);
  }

  // Somebody into the middle, near enough to read who it is.
  to(node) {
    const box = node.querySelector("rect, path").getBBox();
    const near = (this.pixels * this.seen.side) / (node.matches(".near") ? 1.3 : ALL_NAMES_FROM);
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    this.go({ ...middle, side: Math.min(this.seen.side, near) });
  }

  go(wanted) {
    const from = { ...this.seen };
    const start = performance.now();
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const step = (now) => {
      if (turn !== this.turn) return;
      const part = still.matches ? 1 : Math.min(1, Math.max(0, (now - start) / TOOK));
      const eased = part * (2 - part);
      const on = (name) => from[name] + (wanted[name] - from[name]) * eased;
      this.show({ x: on("x"), y: on("y"), side: on("side") });
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }
}
