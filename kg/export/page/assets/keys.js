// The keyboard: the whole page can be used without a mouse.

const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

function startKeys() {
  document.addEventListener("keydown", event => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (typing || event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    const run = globalKey(event.key) || (event.target === byId("graph") ? graphKey(event.key) : null);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

function globalKey(key) {
  const chosen = state.selected;
  switch (key) {
    case "/": return () => byId("search").focus();
    case "?": return showHelp;
    case "Escape": return deselect;
    case "0": return fitView;
    case "+": case "=": return () => zoomBy(1.35);
    case "-": return () => zoomBy(1 / 1.35);
    case "x": return chosen && (() => expand(chosen));
    case "o": return chosen && (() => (state.only.length ? showEverything() : hideOthers(chosen)));
    case "p": return chosen && (() => startPath(chosen));
    default: return null;
  }
}

function graphKey(key) {
  if (key === "Enter") return () => byId("panel").focus();
  const way = ARROWS[key];
  return way ? () => step(way) : null;
}

// To the nearest entity in the direction of the arrow, those linked with this one first.
function step([dx, dy]) {
  const nodes = graph.network.body.nodes;
  const here = nodes[state.selected];
  if (!here || !graph.shown.nodes.has(state.selected)) {
    const all = [...graph.shown.nodes].sort((a, b) => model.nodes.get(b).weight - model.nodes.get(a).weight);
    if (all.length) choose(all[0]);
    return;
  }
  const linked = neighbours(state.selected);
  let best = "";
  let least = Infinity;
  for (const id of graph.shown.nodes) {
    const [x, y] = [nodes[id].x - here.x, nodes[id].y - here.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0 || aside > along * 1.6) continue;
    const far = (along + 1.5 * aside) * (linked.has(id) ? .5 : 1);
    if (far < least) [best, least] = [id, far];
  }
  if (best) choose(best, true);
}
