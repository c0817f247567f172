// What of the graph is shown: a pure function of model and state.

// Entities before the filters: those drawn, or what "hide others", "expand", a path and a choice bring in.
function candidates(s) {
  const found = new Set();
  const only = s.only.filter(id => model.nodes.has(id));
  if (!only.length) for (const node of model.nodes.values()) if (node.drawn) found.add(node.id);
  for (const id of [...only, ...s.opened]) addAround(id, found);
  for (const id of [s.selected, ...s.path]) if (model.nodes.has(id)) found.add(id);
  const link = model.edges.get(s.link);
  if (link) found.add(link.from).add(link.to);
  return found;
}

// An entity and its strongest neighbours that are not there yet: what stands in "opened" twice, twice as many.
function addAround(id, found) {
  if (!model.nodes.has(id)) return;
  found.add(id);
  for (const other of waiting(id, found).slice(0, EXPAND)) found.add(other);
}

// The neighbours that the page holds and that are not among those found.
function waiting(id, found) {
  return [...neighbours(id)].filter(other => !found.has(other));
}

function inDates(first, last, s) {
  return !(s.since && last < s.since) && !(s.until && first.slice(0, s.until.length) > s.until);
}

function passes(edge, s) {
  return inDates(edge.first, edge.last, s) && (!edge.fact || edge.confidence >= s.sure);
}

// Returns {base: Set, nodes: Set, edges: [], types: Map, relations: Map}: what there is before the filters, what
// they leave, and for each filter box how many it would show with the other filters as they are.
function visible(s, way) {
  const base = candidates(s);
  for (const id of way.nodes) base.add(id);
  const noTypes = new Set(s.noTypes);
  const noRelations = new Set(s.noRelations);
  const kept = new Set([s.selected, ...s.path, ...way.nodes]);
  const wide = new Set([...s.opened, ...s.only, s.selected]);
  const types = new Map();
  const nodes = new Set();
  for (const id of base) {
    const node = model.nodes.get(id);
    if (!inDates(node.first, node.last, s)) continue;
    types.set(node.type, (types.get(node.type) || 0) + 1);
    if (!noTypes.has(node.type) || kept.has(id)) nodes.add(id);
  }
  const relations = new Map();
  const edges = [];
  const linked = new Set();
  for (const edge of model.edges.values()) {
    if (!nodes.has(edge.from) || !nodes.has(edge.to)) continue;
    const shown = edge.drawn || wide.has(edge.from) || wide.has(edge.to) || way.edges.has(edge.key)
      || edge.key === s.link;
    if (!shown || !passes(edge, s)) continue;
    relations.set(edge.relation, (relations.get(edge.relation) || 0) + 1);
    if (noRelations.has(edge.relation) && !way.edges.has(edge.key)) continue;
    edges.push(edge);
    linked.add(edge.from).add(edge.to);
  }
  // An entity all of whose links are filtered out would float about alone.
  if (s.noRelations.length || s.noTypes.length || s.sure || s.since || s.until) {
    for (const id of nodes) {
      if (!linked.has(id) && !kept.has(id) && model.links.get(id).length) nodes.delete(id);
    }
  }
  return {base, nodes, edges, types, relations};
}
