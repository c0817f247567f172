// The drawing on the screen: vis-network holds the nodes, moves them and says what is pointed at; lines
// and names are drawn by paint.js, which is quicker and lets names make room for each other.

const BIG = 1200; // so many lines are not drawn while the picture is dragged

const graph = {
  network: null, set: null, threads: null, lines: [], hovered: "", dragging: false, moving: false,
  shown: {base: new Set(), nodes: new Set(), edges: [], types: new Map(), relations: new Map()}, way: NO_WAY, bend: new Map(),
  strong: null, widths: new Map(),
};

function startGraph(container) {
  graph.set = new vis.DataSet();
  graph.threads = new vis.DataSet(); // only for "let it move"
  graph.network = new vis.Network(container, {nodes: graph.set, edges: graph.threads}, {
    physics: {enabled: false, solver: "forceAtlas2Based", stabilization: false,
      forceAtlas2Based: {gravitationalConstant: -45, springLength: 70, avoidOverlap: .4}},
    layout: {improvedLayout: false},
    nodes: {shape: "custom", ctxRenderer: nodeRenderer},
    edges: {hidden: true, smooth: false},
    interaction: {hover: true, selectConnectedEdges: false, multiselect: false, zoomSpeed: .6,
      keyboard: {enabled: false}},
  });
  graph.network.on("beforeDrawing", ctx => onPixels(ctx, drawUnder));
  graph.network.on("afterDrawing", ctx => onPixels(ctx, drawOver));
}

// vis-network draws in the graph's own units: here in the screen's pixels.
function onPixels(ctx, draw) {
  const scale = graph.network.getScale();
  const m = ctx.getTransform();
  const ratio = m.a / scale;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw(ctx, {
    shown: graph.shown, bend: graph.bend, strong: graph.strong, hovered: graph.hovered, scale,
    width: ctx.canvas.width / ratio, height: ctx.canvas.height / ratio,
    place: id => {
      const node = graph.network.body.nodes[id];
      return {x: node.x * scale + m.e / ratio, y: node.y * scale + m.f / ratio};
    },
    measure: (text, size, bold) => measure(ctx, text, size, bold),
  });
  ctx.restore();
}

function drawUnder(ctx, scene) {
  graph.lines = layLines(scene);
  if (!(graph.dragging && graph.lines.length > BIG)) drawLines(ctx, graph.lines);
}

function drawOver(ctx, scene) {
  const {names, rooms} = layNames(scene);
  drawNames(ctx, layWords(scene, graph.lines, rooms));
  drawNames(ctx, names);
  // When the picture stood, for whoever waits for it.
  document.documentElement.dataset.drawn ??= String(Math.round(performance.now()));
}

function measure(ctx, text, size, bold) {
  const key = `${bold}${text}`;
  let width = graph.widths.get(key);
  if (width === undefined) {
    ctx.font = font(100, bold);
    width = ctx.measureText(text).width / 100;
    graph.widths.set(key, width);
  }
  return width * size;
}

function nodeRenderer({ctx, id, x, y}) {
  const node = model.nodes.get(id);
  const scale = graph.network ? graph.network.getScale() : 1;
  const pixels = radius(node, scale);
  const dim = graph.strong !== null && !graph.strong.nodes.has(id) && id !== graph.hovered;
  const size = 2 * pixels / scale;
  return {
    drawNode: () => drawNode(ctx, node, x, y, pixels / scale, {pixels, dim, ring: id === state.selected}),
    nodeDimensions: {width: size, height: size},
  };
}

// Shows what the state asks for; places what has no place yet.
function showGraph(s) {
  graph.way = s.path.length === 2 ? findPath(...s.path, s) : NO_WAY;
  graph.shown = visible(s, graph.way);
  graph.bend = bends(graph.shown.edges);
  graph.strong = emphasis(s, graph.shown, graph.way);
  const placed = new Map();
  for (const id of graph.set.getIds()) placed.set(id, graph.network.body.nodes[id]);
  for (const id of graph.shown.nodes) {
    const node = model.nodes.get(id);
    if (!placed.has(id) && node.drawn) placed.set(id, node);
  }
  const fresh = placeNew([...graph.shown.nodes], placed, [s.selected, ...s.opened, ...s.only, ...graph.way.nodes]);
  const added = [...graph.shown.nodes].filter(id => !graph.set.get(id));
  graph.set.add(added.map(id => {
    const {x, y} = fresh.get(id) || placed.get(id);
    return {id, x, y};
  }));
  const turned = graph.set.get().filter(n => Boolean(n.hidden) === graph.shown.nodes.has(n.id));
  graph.set.update(turned.map(n => ({id: n.id, hidden: !n.hidden, physics: Boolean(n.hidden)})));
  if (graph.moving) spin(true);
  redraw();
}

function redraw() {
  graph.network.redraw();
}

// Lets the forces work, or stops them; vis-network needs the lines only for this.
function spin(on) {
  graph.moving = on;
  graph.threads.clear();
  if (on) graph.threads.add(graph.shown.edges.map(e => ({id: e.key, from: e.from, to: e.to})));
  graph.network.setOptions({physics: {enabled: on}});
  if (on) graph.network.startSimulation();
}

function lineAt(x, y) {
  let best = null;
  let least = 7;
  for (const line of graph.lines) {
    const far = distanceTo(line, x, y) + (line.edge.fact ? 0 : 2);
    if (far < least) [best, least] = [line.edge, far];
  }
  return best;
}

function narrow() {
  return matchMedia("(max-width: 760px)").matches;
}

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function fitAll() {
  const nodes = [...graph.shown.nodes];
  if (nodes.length) graph.network.fit({nodes, maxZoomLevel: 1.5, animation: false});
}

// Flies to an entity; on a narrow screen above the panel, which covers the lower half.
function flyTo(id) {
  if (!graph.set.get(id)) return;
  graph.network.focus(id, {
    scale: Math.max(graph.network.getScale(), .9), offset: {x: 0, y: narrow() ? -innerHeight * .2 : 0},
    animation: still() ? false : {duration: 450, easingFunction: "easeInOutQuad"},
  });
}
