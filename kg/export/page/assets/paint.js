// From what is visible to lines, symbols and names in pixels, and those onto a canvas.

const paths = new Map(Object.entries(OUTLINES).map(([name, outline]) => [name, new Path2D(outline)]));
const HEADLINES = 14; // so many names in bold
let inks = {};

// The page's colours as the style sheets have them now.
function readInks() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "soft", "thread", "line", "denied", "accent"];
  inks = Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// What stands out: null where nothing does.
function emphasis(s, shown, way) {
  if (way.edges.size) return {nodes: new Set(way.nodes), edges: way.edges};
  const link = model.edges.get(s.link);
  if (link) return {nodes: new Set([link.from, link.to]), edges: new Set([link.key])};
  if (!s.selected || !shown.nodes.has(s.selected)) return null;
  const near = shown.edges.filter(edge => edge.from === s.selected || edge.to === s.selected);
  return {
    nodes: new Set([s.selected, ...near.map(edge => otherEnd(edge, s.selected))]),
    edges: new Set(near.map(edge => edge.key)),
  };
}

// scene: {shown, bend, strong, hovered, place(id) -> {x, y}, scale, width, height, measure}.
function layLines(scene) {
  const spots = new Map();
  const spot = id => {
    if (!spots.has(id)) spots.set(id, {...scene.place(id), r: radius(model.nodes.get(id), scene.scale)});
    return spots.get(id);
  };
  const lines = [];
  for (const edge of scene.shown.edges) {
    const a = spot(edge.from);
    const b = spot(edge.to);
    if (Math.max(a.x, b.x) < 0 || Math.max(a.y, b.y) < 0) continue;
    if (Math.min(a.x, b.x) > scene.width || Math.min(a.y, b.y) > scene.height) continue;
    const line = curve(a, b, scene.bend.get(edge.key) || 0);
    if (line) lines.push({edge, ...line, ...lineStyle(edge, scene.scale), ...tone(edge, scene)});
  }
  // From the back to the front: co-occurrence, facts, what stands out.
  return lines.sort((a, b) => a.loud - b.loud || a.edge.fact - b.edge.fact);
}

function tone(edge, scene) {
  const {strong, hovered} = scene;
  const loud = strong ? strong.edges.has(edge.key) : hovered && (edge.from === hovered || edge.to === hovered);
  const colour = edge.modality === "negated" ? inks.denied : edge.fact || loud ? inks.line : inks.thread;
  // Of very many lines each is fainter, or they would be one dark spot.
  const faint = loud ? 1 : Math.max(.3, Math.min(1, 1000 / scene.shown.edges.length));
  return {colour, alpha: strong && !loud ? .16 * faint : faint, loud: Boolean(loud)};
}

function layNames(scene) {
  const {shown, strong, hovered, scale, width, height} = scene;
  const rooms = {taken: room(), symbols: room()};
  const items = [];
  for (const id of shown.nodes) {
    const {x, y} = scene.place(id);
    if (x < -80 || y < -30 || x > width + 80 || y > height + 30) continue;
    const node = model.nodes.get(id);
    const r = radius(node, scale);
    const part = share(node);
    const must = id === hovered || id === state.selected || state.path.includes(id);
    // In a dense crowd names may stand on symbols: else there would be none but at the rim.
    if (scale > .25) rooms.symbols.add({x: x - r, y: y - r, w: 2 * r, h: 2 * r, owner: id, weight: part});
    if (strong && !strong.nodes.has(id) && !must) continue;
    const size = 11 + 4.5 * part;
    const rise = (must ? 4 : 0) + (strong ? 2 : 0);
    items.push({
      id, x, y, r, must, size, bold: must, weight: rise + part,
      text: shorten(node.name, must ? 30 : scale > 1.3 ? 20 : 13),
    });
  }
  items.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  for (const item of items.slice(0, HEADLINES)) item.bold = item.weight > .4;
  // Fewer names from afar, more from near by.
  const limit = Math.max(12, width * height / 4200 * Math.min(1, Math.max(.3, scale)));
  const names = placeLabels(items, scene, rooms, limit, scale < .6 ? 5 : 2);
  return {names, rooms};
}

// What each arrow says, where there is room: always of what stands out, of all when near enough.
function layWords(scene, lines, rooms) {
  const items = lines.filter(l => l.edge.fact && (l.loud || (scene.scale > .85 && !scene.strong))).map(l => ({
    id: l.edge.key, x: l.mx, y: l.my - 7, r: -2, size: 10, bold: false, must: false, colour: l.colour,
    text: (l.edge.modality === "stated" ? "" : `${t(l.edge.modality)} `) + relationWord(l.edge.relation),
  }));
  return placeLabels(items, scene, rooms, 400, 2);
}

function drawLines(ctx, lines) {
  for (const l of lines) {
    ctx.globalAlpha = l.alpha;
    ctx.strokeStyle = ctx.fillStyle = l.colour;
    ctx.lineWidth = l.width + (l.loud ? .4 : 0);
    ctx.setLineDash(l.dash);
    ctx.beginPath();
    ctx.moveTo(l.x1, l.y1);
    // Not into the tip, which would be blunt.
    ctx.quadraticCurveTo(l.cx, l.cy, l.x2 - l.ux * l.head * .7, l.y2 - l.uy * l.head * .7);
    ctx.stroke();
    if (!l.head) continue;
    ctx.beginPath();
    for (const [x, y] of arrow(l, l.head)) ctx.lineTo(x, y);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function drawNode(ctx, node, x, y, r, look) {
  const style = typeStyle(node.type);
  const path = paths.get(style.outline);
  const colour = colourOf(node);
  ctx.translate(x, y);
  ctx.scale(r, r);
  // A rim in the colour of the paper parts it from lines and neighbours.
  ctx.strokeStyle = inks.paper;
  ctx.lineWidth = 2.4 / look.pixels;
  ctx.lineJoin = "round";
  ctx.stroke(path);
  ctx.globalAlpha = look.dim ? .22 : 1;
  ctx.fillStyle = style.hollow ? inks.paper : colour;
  ctx.fill(path);
  if (style.hollow) {
    ctx.scale(.84, .84);
    ctx.strokeStyle = colour;
    ctx.lineWidth = .38;
    ctx.stroke(path);
    ctx.scale(1 / .84, 1 / .84);
  }
  if (look.ring) {
    ctx.beginPath();
    ctx.arc(0, 0, 1.25 + 4 / look.pixels, 0, 7);
    ctx.strokeStyle = inks.ink;
    ctx.lineWidth = 2 / look.pixels;
    ctx.stroke();
  }
}

function font(size, bold) {
  return `${bold ? 600 : 400} ${size}px ${FONT}`;
}

function drawNames(ctx, names) {
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  for (const name of names) {
    ctx.font = font(name.size, name.bold);
    ctx.strokeStyle = inks.paper;
    ctx.lineWidth = 3.2;
    ctx.strokeText(name.text, name.left, name.top + name.h / 2);
    ctx.fillStyle = name.colour || inks.ink;
    ctx.fillText(name.text, name.left, name.top + name.h / 2);
  }
}
