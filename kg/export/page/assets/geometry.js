// Where lines run, in the pixels of the picture; the same for canvas and SVG.

// How large a node is drawn: it grows more slowly than the space between nodes, so that zooming in
// pulls things apart.
function radius(node, scale) {
  return node.r * Math.min(2.2, Math.max(.3, Math.sqrt(scale)));
}

// Gives each edge its bend: facts are slightly curved, several between two entities fan out.
function bends(edges) {
  const pairs = new Map();
  for (const edge of edges) {
    if (!edge.fact) continue;
    const key = edge.from < edge.to ? `${edge.from}|${edge.to}` : `${edge.to}|${edge.from}`;
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge);
  }
  const found = new Map();
  for (const group of pairs.values()) {
    group.forEach((edge, n) => {
      const turn = edge.from < edge.to ? 1 : -1; // the same side whichever way it points
      found.set(edge.key, turn * (group.length === 1 ? .09 : (n - (group.length - 1) / 2) * .24));
    });
  }
  return found;
}

// The curve from border to border: start, control point, end, the tip's direction and the middle.
function curve(a, b, bend) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy);
  if (length < a.r + b.r + 2) return null; // they touch: there is nothing to draw
  const cx = (a.x + b.x) / 2 - dy * bend;
  const cy = (a.y + b.y) / 2 + dx * bend;
  const start = towards(a, cx, cy, a.r + 1);
  const end = towards(b, cx, cy, b.r + 2.5);
  return {
    x1: start.x, y1: start.y, cx, cy, x2: end.x, y2: end.y, ux: -end.ux, uy: -end.uy,
    mx: (start.x + 2 * cx + end.x) / 4, my: (start.y + 2 * cy + end.y) / 4,
  };
}

function towards(from, x, y, distance) {
  const dx = x - from.x;
  const dy = y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  return {x: from.x + dx / length * distance, y: from.y + dy / length * distance, ux: dx / length, uy: dy / length};
}

// The three corners of an arrow's head.
function arrow(line, size) {
  const bx = line.x2 - line.ux * size;
  const by = line.y2 - line.uy * size;
  const half = size * .42;
  return [[line.x2, line.y2], [bx - line.uy * half, by + line.ux * half], [bx + line.uy * half, by - line.ux * half]];
}

// How far a point is from the curve.
function distanceTo(line, x, y) {
  let best = Infinity;
  for (let n = 0; n <= 12; n++) {
    const f = n / 12;
    const g = 1 - f;
    const px = g * g * line.x1 + 2 * g * f * line.cx + f * f * line.x2;
    const py = g * g * line.y1 + 2 * g * f * line.cy + f * f * line.y2;
    best = Math.min(best, Math.hypot(px - x, py - y));
  }
  return best;
}

// How a line looks; widths and dashes in pixels. From afar lines are finer, and arrows without tips.
function lineStyle(edge, scale) {
  const fine = Math.min(1, Math.max(.5, scale * 2.2));
  if (!edge.fact) return {width: Math.min(2.2, .7 + .25 * Math.log2(edge.support)) * fine, dash: [], head: 0};
  const width = Math.min(3, 1.2 + .35 * Math.log2(edge.support)) * fine;
  const dash = edge.modality === "planned" ? [6, 4] : edge.modality === "negated" ? [1.5, 4] : [];
  return {width, dash, head: scale < .3 ? 0 : (6 + width) * fine};
}
