// The column of filters, which is the legend too: types, relations, dates, confidence, each with counts.

const filters = {dates: null, sure: null, least: 0};

function buildFilters() {
  const order = Object.keys(TYPES);
  const rank = type => (order.includes(type) ? order.indexOf(type) : order.length);
  const types = [...new Set([...model.nodes.values()].map(n => n.type))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const known = Object.keys(WORDS.zh);
  const relations = [...new Set([...model.edges.values()].map(e => e.relation))]
    .sort((a, b) => known.indexOf(a) - known.indexOf(b) || (a < b ? -1 : 1));
  filters.dates = dateSlider();
  // The slider begins where the graph does: what a build has left out cannot be asked for.
  const lowest = Math.min(1, ...[...model.edges.values()].filter(e => e.fact).map(e => e.confidence));
  filters.least = Math.min(95, Math.floor(lowest * 20) * 5);
  filters.sure = el("input", {type: "range", id: "sure", min: filters.least, max: 100, step: 1, "aria-label": t("sure"),
    oninput: event => {
      const value = Number(event.target.value);
      change({sure: value > filters.least ? value / 100 : 0});
    }});
  byId("filters").setAttribute("aria-label", t("filters"));
  byId("filters").replaceChildren(
    el("button", {class: "close", type: "button", "aria-label": t("close"), onclick: () => toggleFilters(false)}, "×"),
    el("fieldset", {}, el("legend", {}, t("types")), types.map(type => check("noTypes", type, t(type), symbol(type)))),
    el("fieldset", {}, el("legend", {}, t("relations")),
      relations.map(r => check("noRelations", r, relationWord(r), lineSample(r)))),
    filters.dates ? el("fieldset", {}, el("legend", {}, t("dates")), filters.dates.element) : "",
    relations.some(r => r !== "coOccursWith")
      ? el("fieldset", {}, el("legend", {}, t("sure"), " ", el("output", {id: "surely"})), filters.sure) : "",
    el("button", {id: "reset", type: "button", onclick: resetFilters}, t("reset")),
  );
}

function check(list, value, text, sample) {
  const input = el("input", {type: "checkbox", "data-list": list, "data-value": value, onchange: event => {
    const rest = state[list].filter(x => x !== value);
    change({[list]: event.target.checked ? rest : [...rest, value]});
  }});
  return el("label", {class: "check"}, input, sample, el("span", {class: "name"}, text), el("output", {}));
}

function lineSample(relation) {
  const fact = relation !== "coOccursWith";
  return svg("svg", {class: fact ? "stroke arrow" : "stroke", viewBox: "0 0 18 10", "aria-hidden": "true"},
    svg("path", {d: fact ? "M0,5H13" : "M0,5H18"}), fact ? svg("path", {class: "tip", d: "M18,5l-6,-3v6z"}) : null);
}

// Brings boxes and counts up to what is shown.
function updateFilters(s, shown) {
  for (const input of byId("filters").querySelectorAll("[data-list]")) {
    const {list, value} = input.dataset;
    input.checked = !s[list].includes(value);
    const n = (list === "noTypes" ? shown.types : shown.relations).get(value) || 0;
    const label = input.parentElement;
    label.querySelector("output").textContent = count(n);
    label.classList.toggle("empty", n === 0);
  }
  filters.dates?.set();
  filters.sure.value = Math.max(filters.least, s.sure * 100);
  const surely = byId("surely");
  if (surely) {
    const stated = shown.edges.filter(edge => edge.fact).length;
    surely.textContent = `${s.sure ? `${Math.round(s.sure * 100)} %` : t("all")} · ${t("stated", count(stated))}`;
  }
  byId("reset").hidden = !(s.noTypes.length || s.noRelations.length || s.since || s.until || s.sure);
}

function resetFilters() {
  change({noTypes: [], noRelations: [], since: "", until: "", sure: 0});
}

function toggleFilters(open) {
  document.body.classList.toggle("filtering", open);
}
