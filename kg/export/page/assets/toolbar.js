// The buttons at the top and beside the picture.

function tool(id, text, run, attributes) {
  return el("button", {id, type: "button", onclick: run, ...attributes}, text);
}

function buildTools() {
  byId("tools").replaceChildren(
    tool("filter-button", t("filters"), () => toggleFilters(!document.body.classList.contains("filtering"))),
    tool("colour", t(state.colour === "type" ? "byGroup" : "byType"),
      () => change({colour: state.colour === "type" ? "group" : "type"})),
    el("details", {class: "menu", id: "save", onclick: closeMenu}, el("summary", {}, t("save")), el("div", {class: "items"},
      tool("png", t("png"), async () => save("kg.png", await pngBlob())),
      tool("svg", t("svg"), () => save("kg.svg", svgBlob())),
      tool("csv", t("csv"), () => save("kg.csv", csvBlob())),
      tool("print", t("print"), () => print()))),
    tool("theme", "◐", () => change({theme: isDark() ? "light" : "dark"}), {"aria-label": t("theme"), title: t("theme")}),
    tool("language", t("language"), () => change({lang: state.lang === "zh" ? "en" : "zh"})),
    tool("help-button", "?", showHelp, {"aria-label": t("help"), title: t("help")}),
  );
  const corner = (id, text, word, run) => tool(id, text, run, {"aria-label": t(word), title: t(word)});
  byId("zoom").replaceChildren(
    corner("zoom-in", "+", "zoomIn", () => zoomBy(1.35)),
    corner("zoom-out", "−", "zoomOut", () => zoomBy(1 / 1.35)),
    corner("fit", "⤢", "fit", fitView),
    corner("move", graph.moving ? "❚❚" : "▶", graph.moving ? "pause" : "move", () => {
      spin(!graph.moving);
      buildTools();
    }),
  );
}

// A menu closes when something in it is chosen.
function closeMenu(event) {
  if (event.target.closest(".items")) event.currentTarget.open = false;
}

function zoomBy(factor) {
  graph.network.moveTo({scale: graph.network.getScale() * factor, animation: false});
  keepCamera();
}

function fitView() {
  fitAll();
  change({camera: null});
}

function keepCamera() {
  const {x, y} = graph.network.getViewPosition();
  // As on a screen that is wide: a link may be opened on another.
  change({camera: [n1(x), n1(y / model.tall), Number(graph.network.getScale().toFixed(4))]});
}

function showHelp() {
  const help = byId("help");
  help.setAttribute("aria-label", t("help"));
  help.replaceChildren(
    el("h2", {}, t("howTitle")), el("p", {}, t("howText")),
    el("h2", {}, t("keysTitle")),
    el("dl", {}, t("keys").map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
    el("form", {method: "dialog"}, el("button", {}, t("close"))),
  );
  if (!help.open) help.showModal();
}
