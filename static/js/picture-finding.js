// Finding somebody in the picture: matches light up, the first comes into the middle, Enter goes on.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function finding(form, svg, lens) {
  const field = form.querySelector("input");
  const told = form.querySelector("output");
  const nodes = [...svg.querySelectorAll(".near, .far, .specks a")];
  const people = nodes.map((node) => ({ node, name: node.querySelector("title").textContent }));
  for (const person of people) person.words = plain(person.name).split(/[\s,.'-]+/);
  let found = [];
  let turn = 0;

  const matching = () => {
    const asked = plain(field.value).split(/\s+/).filter(Boolean);
    const has = (person) => asked.every((word) => person.words.some((own) => own.startsWith(word)));
    return asked.length ? people.filter(has) : [];
  };

  const go = () => {
    if (!found.length) return;
    const { node, name } = found[turn % found.length];
    lens.to(node);
    const link = document.createElement("a");
    link.href = node.getAttribute("href");
    link.textContent = name;
    told.replaceChildren(link);
  };

  field.addEventListener("input", () => {
    for (const { node } of found) node.classList.remove("is-found");
    [found, turn] = [matching(), 0];
    for (const { node } of found) node.classList.add("is-found");
    svg.classList.toggle("is-searching", found.length > 0);
    told.textContent = field.value.trim() && !found.length ? form.dataset.nobody : "";
    go();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    turn += 1;
    go();
  });
}
