// The graph as it came: entities, links, and who is next to whom. It grows when more is fetched.

const EXPAND = 30; // neighbours that one "expand" adds

const model = {nodes: new Map(), edges: new Map(), links: new Map(), groups: [], meta: {}, heaviest: 1, tall: 1};

function edgeKey(record) {
  return `${record.from}|${record.relation}|${record.to}`;
}

// Takes in what the page holds, and in the same form what a server sends when a node is expanded.
function addData(data) {
  for (const record of data.nodes) {
    if (model.nodes.has(record.id)) continue;
    model.nodes.set(record.id, {...record, find: searchKeys(record)});
    model.links.set(record.id, []);
    model.heaviest = Math.max(model.heaviest, record.weight);
  }
  for (const record of data.edges) {
    const key = edgeKey(record);
    if (model.edges.has(key) || !model.nodes.has(record.from) || !model.nodes.has(record.to)) continue;
    const evidence = record.evidence.map(item => readEvidence(item, data));
    const edge = {...record, key, evidence, fact: record.relation !== "coOccursWith"};
    model.edges.set(key, edge);
    model.links.get(edge.from).push(edge);
    if (edge.to !== edge.from) model.links.get(edge.to).push(edge);
  }
  for (const links of model.links.values()) links.sort(byRank);
  for (const node of model.nodes.values()) {
    node.r = 4 + 14 * share(node);
    node.group ??= groupBeside(node.id);
  }
}

// How much an entity is linked beside the most linked one: as the area of its symbol shows it.
function share(node) {
  return Math.sqrt(Math.min(1, node.weight / model.heaviest));
}

// The community of what an entity is linked with most: what is not drawn at first is in none.
function groupBeside(id) {
  const edge = model.links.get(id).find(e => (model.nodes.get(otherEnd(e, id)).group ?? -1) >= 0);
  return edge && model.nodes.get(otherEnd(edge, id)).group;
}

function readEvidence([sentence, role, modality, confidence, head, tail, attributes], data) {
  const [text, article] = data.sentences[sentence];
  const [title, url, date, account] = data.articles[article];
  return {text, role, modality, confidence, head, tail, attributes: attributes || [], title, url, date, account};
}

// Facts first, then by weight.
function byRank(a, b) {
  return b.fact - a.fact || b.weight - a.weight || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

function otherEnd(edge, id) {
  return edge.from === id ? edge.to : edge.from;
}

// The neighbours of an entity that the page holds, strongest first, each once.
function neighbours(id) {
  const found = new Set();
  for (const edge of model.links.get(id) || []) if (otherEnd(edge, id) !== id) found.add(otherEnd(edge, id));
  return found;
}

function groupName(n) {
  return t("group", model.groups[n].slice(0, 2).map(id => model.nodes.get(id).name).join(" · "));
}
