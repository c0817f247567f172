// The search field: a list of hits while typing; Enter or a click goes there.

const box = {hits: [], at: -1, waiting: 0};
const PAUSE = 150; // milliseconds without a key before the whole store is asked

function startSearch(choose) {
  const input = byId("search");
  const list = byId("hits");
  input.addEventListener("input", () => {
    showHits(input.value, find(input.value));
    clearTimeout(box.waiting);
    if (source.endpoint) box.waiting = setTimeout(() => searchMore(input.value), PAUSE);
  });
  input.addEventListener("focus", () => input.value && showHits(input.value, find(input.value)));
  input.addEventListener("blur", () => setTimeout(hideHits, 150));
  input.addEventListener("keydown", event => {
    if (event.isComposing) return; // Enter that ends an input method's choice
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) showHits(input.value, find(input.value));
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const hit = box.hits[Math.max(0, box.at)];
      if (hit) pick(hit.id);
    } else if (event.key === "Escape") {
      input.value = "";
      hideHits();
      input.blur();
      if (state.path.length === 1) change({path: []});
    }
  });
  list.addEventListener("mousedown", event => {
    event.preventDefault(); // the field keeps the focus until the click is done
    const item = event.target.closest("[data-id]");
    if (item) pick(item.dataset.id);
  });

  function pick(id) {
    input.value = "";
    hideHits();
    input.blur();
    choose(id);
  }
}

// What the whole store has under this text comes first, then what only the page found.
async function searchMore(text) {
  const rows = await searchStore(text);
  if (!rows.length || byId("search").value !== text || byId("search") !== document.activeElement) return;
  const found = rows.map(({id, name, type, matched}) => model.nodes.get(id) || {id, name, type, aliases: [matched]});
  const ids = new Set(rows.map(row => row.id));
  const pointed = box.hits[box.at]?.id;
  const moved = box.at > 0;
  showHits(text, [...found, ...box.hits.filter(hit => !ids.has(hit.id))].slice(0, HITS));
  if (moved) move(box.hits.findIndex(hit => hit.id === pointed));
}

function showHits(text, hits) {
  const list = byId("hits");
  box.hits = hits;
  box.at = box.hits.length ? 0 : -1;
  list.replaceChildren(...box.hits.map((node, n) => {
    const typed = plain(text);
    const alias = plain(node.name).includes(typed) ? "" : node.aliases.find(a => plain(a).includes(typed)) || "";
    return el("li", {id: `hit${n}`, role: "option", "data-id": node.id, "aria-selected": String(n === 0)},
      symbol(node.type), el("span", {class: "name"}, node.name), alias ? el("span", {class: "alias"}, alias) : null,
      el("span", {class: "kind"}, t(node.type)));
  }));
  if (!box.hits.length && text.trim()) list.append(el("li", {class: "none"}, t("noHits")));
  list.hidden = !text.trim();
  byId("search").setAttribute("aria-expanded", String(!list.hidden));
  point();
}

function hideHits() {
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function move(step) {
  if (!box.hits.length) return;
  box.at = (box.at + step + box.hits.length) % box.hits.length;
  point();
}

function point() {
  [...byId("hits").children].forEach((item, n) => item.setAttribute("aria-selected", String(n === box.at)));
  byId("search").setAttribute("aria-activedescendant", box.at >= 0 ? `hit${box.at}` : "");
  byId(`hit${box.at}`)?.scrollIntoView({block: "nearest"});
}
