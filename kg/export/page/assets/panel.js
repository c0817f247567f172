// The panel of one entity, one link or one path.

const LONG = 20; // items shown of a list before the rest is folded

function nameButton(id) {
  const node = model.nodes.get(id);
  return el("button", {class: "entity", type: "button", "data-id": id, onclick: () => choose(id)},
    symbol(node.type), el("span", {}, node.name));
}

function closeButton() {
  return el("button", {class: "close", type: "button", "aria-label": t("close"), onclick: deselect}, "×");
}

function kicker(node) {
  return el("p", {class: "kicker"}, symbol(node.type), t(node.type), node.official ? ` · ${t("official")}` : "");
}

function entityPanel(id) {
  const node = model.nodes.get(id);
  const links = model.links.get(id);
  const fact = (word, value) => [el("dt", {}, word), el("dd", {}, value)];
  const facts = links.filter(edge => edge.fact);
  return [
    closeButton(),
    kicker(node),
    el("h2", {}, node.name),
    node.aliases.length ? el("p", {class: "aka"}, t("aka"), " ", node.aliases.join("、")) : null,
    el("dl", {class: "dates-of"}, fact(t("first"), node.first), fact(t("last"), node.last),
      fact(t("articles"), count(node.articles)), fact(t("mentions"), count(node.mentions))),
    actions(id),
    factGroups(id, facts),
    node.facts > facts.length ? el("p", {class: "unseen-count"}, t("moreFacts", count(node.facts - facts.length))) : null,
    links.length ? neighbourList(id, links) : null,
    links.length ? null : el("p", {}, t("noFacts")),
  ];
}

function actions(id) {
  const hidden = unseen(id);
  const word = hidden > EXPAND ? t("expandSome", EXPAND, count(hidden)) : hidden ? t("expand", count(hidden)) : t("expanded");
  const button = (name, text, run, off) =>
    el("button", {type: "button", "data-do": name, disabled: Boolean(off), onclick: run}, text);
  return el("div", {class: "actions"},
    button("expand", word, () => expand(id), !hidden),
    state.only.length ? button("everything", t("everything"), showEverything)
      : button("only", t("only"), () => hideOthers(id)),
    button("path", t("path"), () => startPath(id)),
    button("center", t("center"), () => flyTo(id)),
    button("copy", t("copy"), copyLink),
  );
}

// Facts by relation and direction, in the order in which the strongest of each stands.
function factGroups(id, facts) {
  const groups = new Map();
  for (const edge of facts) {
    const title = relationWord(edge.relation, edge.from === id);
    if (!groups.has(title)) groups.set(title, []);
    groups.get(title).push(edge);
  }
  return [...groups].map(([title, edges]) => el("section", {class: "facts"},
    el("h3", {}, title, el("span", {class: "n"}, count(edges.length))),
    folded(edges.map(edge => factItem(edge, otherEnd(edge, id))))));
}

// The first of a long list, the others on demand.
function folded(items) {
  const rest = items.slice(LONG);
  return [...items.slice(0, LONG),
    rest.length ? el("details", {class: "rest"}, el("summary", {}, t("moreOf", count(rest.length))), rest) : null];
}

function factItem(edge, shownEnd) {
  const roles = [...new Set(edge.evidence.map(e => e.role).filter(Boolean))];
  return el("article", {class: "fact"},
    el("div", {class: "head"}, nameButton(shownEnd), roles.length ? el("span", {class: "role"}, roles.join("、")) : null,
      edge.modality === "stated" ? null : el("span", {class: `badge ${edge.modality}`}, t(edge.modality)),
      el("span", {class: "sure", title: `${t("confidence")} ${Math.round(edge.confidence * 100)} %`},
        meter(edge.confidence))),
    sentences(edge));
}

function meter(share) {
  return el("span", {class: "meter", role: "img", "aria-label": `${t("confidence")} ${Math.round(share * 100)} %`},
    svg("svg", {viewBox: "0 0 30 4", "aria-hidden": "true"}, svg("rect", {class: "ground", width: 30, height: 4}),
      svg("rect", {class: "bar", width: (30 * Math.max(0, Math.min(1, share))).toFixed(1), height: 4})));
}

// Who is linked with it, strongest first: by which relations, or in how many sentences and one of them.
function neighbourList(id, links) {
  const near = new Map();
  for (const edge of links) {
    const other = otherEnd(edge, id);
    if (!near.has(other)) near.set(other, {other, weight: 0, edges: []});
    near.get(other).weight += edge.weight;
    near.get(other).edges.push(edge);
  }
  const rows = [...near.values()].sort((a, b) => b.weight - a.weight || (a.other < b.other ? -1 : 1));
  return el("section", {class: "near"}, el("h3", {}, t("neighbours"), el("span", {class: "n"}, count(rows.length))),
    folded(rows.map(row => neighbourItem(id, row, row.weight / rows[0].weight))));
}

function neighbourItem(id, {other, edges}, strength) {
  const bar = svg("svg", {class: "weight", viewBox: "0 0 40 6", "aria-hidden": "true"},
    svg("rect", {width: (40 * strength).toFixed(1), height: 6}));
  const facts = edges.filter(edge => edge.fact);
  if (!facts.length) {
    return el("details", {class: "pair"},
      el("summary", {}, nameButton(other), el("span", {class: "n"}, t("sentences", count(edges[0].support))), bar),
      edges[0].evidence.map(e => quotation(edges[0], e)));
  }
  const words = new Set(facts.map(edge => relationWord(edge.relation, edge.from === id)));
  return el("div", {class: "pair"}, nameButton(other), el("span", {class: "n"}, [...words].join(" · ")), bar);
}

function linkPanel(edge) {
  return [
    closeButton(),
    el("p", {class: "kicker"}, edge.fact ? t("relations") : t("coOccursWith")),
    el("h2", {class: "sentence"}, nameButton(edge.from), el("span", {class: "verb"}, relationWord(edge.relation)),
      nameButton(edge.to)),
    el("p", {class: "aka"}, edge.first === edge.last ? edge.first : `${edge.first} – ${edge.last}`, " · ",
      t(edge.fact ? "reports" : "sentences", count(edge.support))),
    factItem(edge, edge.to),
  ];
}

function pathPanel([from, to], way) {
  const end = id => model.nodes.get(id)?.name ?? id;
  return [
    closeButton(),
    el("p", {class: "kicker"}, t("path")),
    el("h2", {}, t("pathTitle", end(from), end(to))),
    way.steps.length ? null : el("p", {}, t("noPath")),
    el("ol", {class: "way"}, way.steps.map((step, n) => el("li", {},
      nameButton(way.nodes[n]), el("p", {class: "verb"},
        `${step.edge.from === way.nodes[n] ? "→" : "←"} ${relationWord(step.edge.relation)}`),
      nameButton(step.to), sentences(step.edge)))),
  ];
}
