// The way between two entities: the fewest and best links, a fact counting half of a co-occurrence.

const NO_WAY = Object.freeze({nodes: [], edges: new Set(), steps: []});

function findPath(from, to, s) {
  if (!model.nodes.has(from) || !model.nodes.has(to)) return NO_WAY;
  const noTypes = new Set(s.noTypes);
  const noRelations = new Set(s.noRelations);
  const cost = new Map([[from, 0]]);
  const came = new Map();
  const done = new Set();
  const queue = [[0, from]];
  while (queue.length) {
    const [far, id] = popNearest(queue);
    if (done.has(id)) continue;
    done.add(id);
    if (id === to) break;
    for (const edge of model.links.get(id)) {
      const other = otherEnd(edge, id);
      const hidden = noTypes.has(model.nodes.get(other).type) && other !== to;
      if (done.has(other) || hidden || noRelations.has(edge.relation) || !passes(edge, s)) continue;
      const next = far + (edge.fact ? 1 : 2) + 1 / (1 + edge.weight) / 10;
      if (next < (cost.get(other) ?? Infinity)) {
        cost.set(other, next);
        came.set(other, edge);
        queue.push([next, other]);
      }
    }
  }
  if (from === to || !came.has(to)) return NO_WAY;
  const steps = [];
  for (let id = to; id !== from; id = otherEnd(came.get(id), id)) steps.unshift({edge: came.get(id), to: id});
  return {
    nodes: [from, ...steps.map(step => step.to)],
    edges: new Set(steps.map(step => step.edge.key)),
    steps,
  };
}

function popNearest(queue) {
  let best = 0;
  for (let n = 1; n < queue.length; n++) if (queue[n][0] < queue[best][0]) best = n;
  const found = queue[best];
  queue[best] = queue[queue.length - 1];
  queue.pop();
  return found;
}
