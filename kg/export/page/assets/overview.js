// The panel when nothing is chosen: where to begin. It says in words what the picture shows.

function overviewPanel(shown) {
  const nodes = [...shown.nodes].map(id => model.nodes.get(id));
  nodes.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  return [
    el("h3", {}, t("ranking")),
    el("ol", {class: "ranking"}, nodes.slice(0, 15).map(node => el("li", {}, nameButton(node.id), weightBar(node)))),
    model.groups.length ? el("h3", {}, t("groups")) : null,
    el("ul", {class: "groups"}, model.groups.slice(0, 8).map((group, n) => el("li", {},
      el("span", {class: "swatch", style: `background:${groupColour(n)}`}), groupButton(n, group)))),
  ];
}

function weightBar(node) {
  const bar = svg("rect", {width: (40 * share(node)).toFixed(1), height: 6,
    fill: typeStyle(node.type)[isDark() ? "dark" : "light"]});
  return svg("svg", {class: "weight", viewBox: "0 0 40 6", "aria-hidden": "true"}, bar);
}

function groupButton(n, group) {
  return el("button", {class: "entity", type: "button", onclick: () => {
    change({colour: "group"});
    graph.network.fit({nodes: group.filter(id => graph.shown.nodes.has(id)), maxZoomLevel: 1.5,
      animation: still() ? false : {duration: 450, easingFunction: "easeInOutQuad"}});
  }}, el("span", {}, groupName(n)), el("span", {class: "n"}, count(group.length)));
}

let standing = ""; // what the panel is about

function showPanel(s) {
  const panel = byId("panel");
  const about = [s.selected, s.link, ...s.path].join("|");
  const inside = panel.contains(document.activeElement) && document.activeElement !== panel;
  const act = inside ? document.activeElement.dataset.do : "";
  const edge = model.edges.get(s.link);
  const chosen = model.nodes.has(s.selected);
  const content = s.path.length === 2 ? pathPanel(s.path, graph.way)
    : edge ? linkPanel(edge)
      : chosen ? entityPanel(s.selected) : overviewPanel(graph.shown);
  panel.replaceChildren(...content.flat(3).filter(Boolean));
  // The same thing drawn again stands where it stood; the keyboard stays in the panel.
  if (about !== standing) panel.scrollTop = 0;
  standing = about;
  if (inside) (panel.querySelector(`[data-do="${act}"]:enabled`) || panel).focus({preventScroll: true});
  panel.setAttribute("aria-label", chosen ? model.nodes.get(s.selected).name : t("ranking"));
  document.body.classList.toggle("reading", s.path.length === 2 || Boolean(edge) || chosen);
}
