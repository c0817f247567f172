// Putting it together: what each act does to the state, and what each change of state redraws.

function notice(text) {
  byId("hint").textContent = text;
  byId("hint").hidden = false;
  say(text);
}

async function choose(id, stay = false) {
  const answered = model.nodes.has(id) || await bring({...START, selected: id});
  if (!model.nodes.has(id)) return void notice(t(answered ? "noHits" : "unreachable"));
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
  const bottom = narrow() ? box.height * .46 : box.height - 40; // the panel covers the rest
  return x > 40 && y > 40 && x < box.width - 40 && y < bottom;
}

function deselect() {
  if (state.path.length || state.link || state.selected) change({path: [], link: "", selected: ""});
}

function expand(id) {
  const more = unseen(id) > 0;
  change({opened: more ? [...state.opened, id] : state.opened, selected: id, link: "", path: []});
}

// How many neighbours "expand" could still bring: of those that the page or its server holds.
function unseen(id) {
  const seen = [...neighbours(id)].filter(other => graph.shown.base.has(other)).length;
  return source.endpoint ? Math.max(0, model.nodes.get(id).links - seen) : waiting(id, graph.shown.base).length;
}

// Brings what the state names and the page lacks, and shows it.
async function supply(s) {
  if (!source.endpoint) return;
  const before = model.nodes.size + model.edges.size;
  const answered = await bring(s);
  if (model.nodes.size + model.edges.size > before) {
    buildFilters();
    draw(state);
    if (state.path.length === 2 && s.path === state.path) fitPath();
  }
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
  draw(s);
  const from = s.path.length === 1 && model.nodes.get(s.path[0]);
  byId("hint").textContent = from ? t("pathFrom", from.name) : t("hint");
  byId("hint").hidden = !from && Boolean(before);
  byId("search").placeholder = t(from ? "searchPath" : "search");
  byId("search").setAttribute("aria-label", t("search"));
  return writeLink();
}

// The picture, the counts and the panel as the state has them.
function draw(s) {
  showGraph(s);
  updateFilters(s, graph.shown);
  showPanel(s);
  byId("shown").textContent = `${shownText()} · ${corpusText()}`;
}

function goTo(s) {
  const [x, y, scale] = s.camera || [];
  if (s.camera) graph.network.moveTo({position: {x, y: y * model.tall}, scale, animation: false});
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

// Draws the picture out on a tall screen, and back when the screen is turned.
function reshape() {
  const box = byId("graph").getBoundingClientRect();
  const drawn = [...model.nodes.values()].filter(node => node.drawn);
  const tall = tallness(drawn.map(({x, y}) => ({x, y: y / model.tall})), box.width, box.height);
  const ratio = tall / model.tall;
  if (Math.abs(ratio - 1) < .2) return false;
  model.tall = tall;
  for (const node of drawn) node.y *= ratio;
  for (const id of graph.set?.getIds() || []) {
    const {x, y} = graph.network.body.nodes[id];
    graph.network.moveNode(id, x, y * ratio);
  }
  return true;
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
  reshape();
  startGraph(byId("graph"));
  render(state, null);
  // The words are in place now: what they leave is the picture's size. A later change would rescale it.
  graph.network.setSize("100%", "100%");
  goTo(state);
  onChange(render);
  onChange((s, before) => changed(before, "selected", "link", "only", "opened", "path") && supply(s));
  startSearch(id => choose(id));
  startPointer();
  startKeys();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    dress(state);
    updateFilters(state, graph.shown);
    showPanel(state);
    redraw();
  });
  addEventListener("resize", () => reshape() && goTo(state));
  addEventListener("hashchange", () => {
    readLink();
    goTo(state);
  });
  document.addEventListener("pointerdown", event => {
    const menu = byId("save");
    if (!menu.contains(event.target)) menu.open = false;
  });
  supply(state).then(() => state.camera || goTo(state));
  // For scripts around the page: what is shown, and where on the screen.
  globalThis.kg = Object.freeze({
    shown: () => [...graph.shown.nodes],
    links: () => graph.shown.edges.map(edge => edge.key),
    where: id => graph.network.canvasToDOM(graph.network.body.nodes[id]),
    state: () => state,
  });
}

start();
