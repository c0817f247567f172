// Putting it together: what each act does to the state, and what each change of state redraws.

// Where more comes from. A page on its own holds everything; a server that sends neighbours as
// addData() takes them gives their address in the data.
const source = {endpoint: ""};

async function fetchMore(id) {
  if (!source.endpoint) return true;
  let reply = null;
  try {
    reply = await fetch(`${source.endpoint}?id=${encodeURIComponent(id)}`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // that is how fetch says that there is no answer
  }
  if (reply?.ok) addData(await reply.json());
  return Boolean(reply?.ok);
}

function notice(text) {
  byId("hint").textContent = text;
  byId("hint").hidden = false;
  say(text);
}

function choose(id, stay = false) {
  if (!model.nodes.has(id)) return;
  if (state.path.length === 1 && state.path[0] !== id) {
    change({path: [state.path[0], id], selected: "", link: "", camera: null});
    fitPath();
    return;
  }
  change({selected: id, link: "", path: state.path.length === 1 ? state.path : []});
  say(`${model.nodes.get(id).name}, ${t(model.nodes.get(id).type)}`);
  if (!stay || !onScreen(id)) flyTo(id);
}

function onScreen(id) {
  const {x, y} = graph.network.canvasToDOM(graph.network.body.nodes[id]);
  const box = byId("graph").getBoundingClientRect();
  return x > 40 && y > 40 && x < box.width - 40 && y < box.height - 40;
}

function deselect() {
  if (state.path.length || state.link || state.selected) change({path: [], link: "", selected: ""});
}

async function expand(id) {
  const answered = await fetchMore(id);
  if (!state.opened.includes(id)) change({opened: [...state.opened, id], selected: id, link: "", path: []});
  if (!answered) notice(t("unreachable"));
}

function hideOthers(id) {
  change({only: [id], opened: [], selected: id, link: "", path: [], camera: null});
  fitAll();
}

function showEverything() {
  change({only: [], opened: [], camera: null});
  fitAll();
}

function startPath(id) {
  change({path: [id], selected: id, link: ""});
  byId("search").focus();
}

function fitPath() {
  if (graph.way.nodes.length) graph.network.fit({nodes: graph.way.nodes, maxZoomLevel: 1.2, animation: false});
}

async function copyLink() {
  const button = byId("panel").querySelector("[data-do=copy]");
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = t("copied");
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    prompt(t("copy"), location.href); // no clipboard for this page: the reader copies it
  }
}

function pageTitle() {
  return model.meta.names.length ? t("around", model.meta.names.join("、")) : t("title");
}

function shownText() {
  const links = graph.shown.edges.length;
  const less = graph.shown.nodes.size < model.meta.entities;
  return t(less && !model.meta.names.length ? "shownLess" : "shown", count(graph.shown.nodes.size),
    count(model.meta.entities), count(links));
}

function corpusText() {
  return t("corpus", count(model.meta.articles), model.meta.first, model.meta.last);
}

function dress(s) {
  document.documentElement.lang = s.lang === "zh" ? "zh-CN" : "en";
  if (s.theme) document.documentElement.dataset.theme = s.theme;
  else delete document.documentElement.dataset.theme;
  readInks();
  document.title = pageTitle();
  byId("title").textContent = pageTitle();
  byId("graph").setAttribute("aria-label", t("graph"));
  buildTools();
  buildFilters();
}

function render(s, before) {
  if (before && changed(before, "lang", "theme", "colour")) dress(s);
  if (before && !Object.keys(s).some(name => name !== "camera" && s[name] !== before[name])) return writeLink();
  showGraph(s);
  updateFilters(s, graph.shown);
  showPanel(s);
  byId("shown").textContent = `${shownText()} · ${corpusText()}`;
  const from = s.path.length === 1 && model.nodes.get(s.path[0]);
  byId("hint").textContent = from ? t("pathFrom", from.name) : t("hint");
  byId("hint").hidden = !from && Boolean(before);
  byId("search").placeholder = t(from ? "searchPath" : "search");
  byId("search").setAttribute("aria-label", t("search"));
  return writeLink();
}

function goTo(s) {
  if (s.camera) graph.network.moveTo({position: {x: s.camera[0], y: s.camera[1]}, scale: s.camera[2], animation: false});
  else if (s.path.length === 2 && graph.way.nodes.length) fitPath();
  else fitAll();
}

function startPointer() {
  graph.network.on("click", ({nodes, pointer}) => {
    const line = nodes.length ? null : lineAt(pointer.DOM.x, pointer.DOM.y);
    if (nodes.length) choose(nodes[0], true);
    else if (line) change({link: line.key, selected: "", path: []});
    else deselect();
  });
  graph.network.on("doubleClick", ({nodes}) => nodes.length && expand(nodes[0]));
  graph.network.on("hoverNode", ({node}) => hover(node));
  graph.network.on("blurNode", () => hover(""));
  graph.network.on("dragStart", () => { graph.dragging = true; });
  graph.network.on("dragEnd", ({nodes}) => {
    graph.dragging = false;
    if (nodes.length) redraw();
    else keepCamera();
  });
  let waiting = 0;
  graph.network.on("zoom", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keepCamera, 250);
  });
}

function hover(id) {
  graph.hovered = id;
  byId("graph").classList.toggle("pointing", Boolean(id));
  redraw();
}

function start() {
  const data = JSON.parse(byId("data").textContent);
  model.meta = data.meta;
  model.groups = data.groups;
  source.endpoint = model.meta.endpoint || "";
  addData(data);
  state = fromHash(location.hash);
  dress(state);
  startGraph(byId("graph"));
  render(state, null);
  // The words are in place now: what they leave is the picture's size. A later change would rescale it.
  graph.network.setSize("100%", "100%");
  goTo(state);
  onChange(render);
  startSearch(id => choose(id));
  startPointer();
  startKeys();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    dress(state);
    updateFilters(state, graph.shown);
    showPanel(state);
    redraw();
  });
  addEventListener("hashchange", () => {
    readLink();
    goTo(state);
  });
  document.addEventListener("pointerdown", event => {
    const menu = byId("save");
    if (!menu.contains(event.target)) menu.open = false;
  });
  // For scripts around the page: what is shown, and where on the screen.
  globalThis.kg = Object.freeze({
    shown: () => [...graph.shown.nodes],
    links: () => graph.shown.edges.map(edge => edge.key),
    where: id => graph.network.canvasToDOM(graph.network.body.nodes[id]),
    state: () => state,
  });
}

start();
