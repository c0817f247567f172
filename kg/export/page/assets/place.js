// Where entities go that the layout has not placed: on rings around what they hang on, in free spots.

const RING = 70;

const TALLEST = 2.8;

// By how much the picture is drawn out downwards on a screen that is taller than wide.
function tallness(nodes, width, height) {
  if (!nodes.length || height <= width) return 1;
  const span = values => Math.max(...values) - Math.min(...values) || 1;
  const shape = span(nodes.map(n => n.x)) / span(nodes.map(n => n.y));
  return Math.max(1, Math.min(TALLEST, shape * height / width));
}

// anchor: {x, y}; others: positions taken; returns count positions.
function freeSpots(anchor, count, others) {
  const found = [];
  const near = others.filter(p => Math.hypot(p.x - anchor.x, p.y - anchor.y) < RING * 8);
  const free = (x, y) => [...near, ...found].every(p => Math.hypot(p.x - x, p.y - y) > RING * .62);
  for (let ring = 1; found.length < count; ring++) {
    const steps = 8 * ring;
    for (let n = 0; n < steps && found.length < count; n++) {
      // Names are wider than high: the rings are ellipses.
      const angle = (n + (ring % 2) / 2) / steps * 2 * Math.PI - Math.PI / 2;
      const x = anchor.x + Math.cos(angle) * RING * ring * 1.3;
      const y = anchor.y + Math.sin(angle) * RING * ring;
      if (ring > 12 || free(x, y)) found.push({x: Math.round(x), y: Math.round(y)});
    }
  }
  return found;
}

// Where nothing is in the way: for what hangs on nothing that is shown.
function below(taken) {
  if (!taken.length) return {x: 0, y: 0};
  const xs = taken.map(p => p.x);
  return {x: (Math.min(...xs) + Math.max(...xs)) / 2, y: Math.max(...taken.map(p => p.y)) + 2 * RING};
}

// Positions for the entities that have none yet; placed: Map of id to {x, y}.
function placeNew(ids, placed, opened) {
  const waiting = ids.filter(id => !placed.has(id));
  const anchors = new Map();
  for (const id of waiting) {
    const ends = (model.links.get(id) || []).map(edge => otherEnd(edge, id)).filter(other => placed.has(other));
    const anchor = ends.find(other => opened.includes(other)) || ends[0] || "";
    if (!anchors.has(anchor)) anchors.set(anchor, []);
    anchors.get(anchor).push(id);
  }
  const found = new Map();
  const taken = [...placed.values()];
  for (const [anchor, group] of anchors) {
    const spots = freeSpots(placed.get(anchor) || below(taken), group.length, taken);
    taken.push(...spots);
    group.forEach((id, n) => found.set(id, spots[n]));
  }
  return found;
}
