// Which names are written, and where: the weightiest first, none over another.

const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
const CELL = 48;
const LESSER = .45;

// A set of rectangles that answers whether another would touch one of them.
function room() {
  const cells = new Map();
  const each = (box, visit) => {
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x++) {
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y++) {
        if (visit(x * 100003 + y)) return true;
      }
    }
    return false;
  };
  const touch = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return {
    add(box) {
      each(box, key => {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      });
    },
    free(box, but = "", least = 0) {
      const bars = b => b.owner !== but && b.weight >= least && touch(box, b);
      return !each(box, key => (cells.get(key) || []).some(bars));
    },
  };
}

function shorten(name, most) {
  const chars = [...name];
  return chars.length > most ? chars.slice(0, most - 1).join("") + "…" : name;
}

// items: {id, x, y, r, text, size, bold, must}, most important first. Returns those that have room, with
// where their text begins. scene: {width, height, measure}; taken and symbols: room()s with the names and
// the symbols that are there. Only a weighty name may stand on a lesser symbol, where there is no other way.
function placeLabels(items, scene, {taken, symbols}, limit, pad) {
  const inside = (x, y, w, h) => x > 2 && y > 2 && x + w < scene.width - 2 && y + h < scene.height - 2;
  const placed = [];
  for (const item of items) {
    if (placed.length >= limit && !item.must) continue;
    const w = scene.measure(item.text, item.size, item.bold);
    const h = item.size * 1.2;
    const spots = [
      [item.x - w / 2, item.y + item.r + 2],
      [item.x + item.r + 4, item.y - h / 2],
      [item.x - item.r - 4 - w, item.y - h / 2],
      [item.x - w / 2, item.y - item.r - 2 - h],
      [item.x + item.r * .7 + 2, item.y + item.r * .7],
      [item.x - item.r * .7 - 2 - w, item.y + item.r * .7],
      [item.x + item.r * .7 + 2, item.y - item.r * .7 - h],
      [item.x - item.r * .7 - 2 - w, item.y - item.r * .7 - h],
    ];
    const free = (x, y) => inside(x, y, w, h)
      && taken.free({x: x - pad, y: y - pad / 2, w: w + 2 * pad, h: h + pad});
    const spot = spots.find(([x, y]) => free(x, y) && symbols.free({x: x - 1, y, w: w + 2, h}, item.id))
      || (item.bold && spots.find(([x, y]) => free(x, y) && symbols.free({x, y, w, h}, item.id, LESSER)))
      || (item.must ? spots[0] : null);
    if (!spot) continue;
    taken.add({x: spot[0], y: spot[1], w, h, owner: null, weight: 1});
    placed.push({...item, left: spot[0], top: spot[1], w, h});
  }
  return placed;
}
