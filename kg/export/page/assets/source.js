// More of the graph, from the server that gave the page. A page on its own holds all that it has.

const source = {endpoint: "", asked: new Map()};
const MOST = 500; // neighbours that the server sends at most

// Asks once for each address, again only where there was no answer; tells whether there was one.
function ask(path, values) {
  const address = `${source.endpoint}/${path}?${new URLSearchParams(values)}`;
  if (!source.asked.has(address)) source.asked.set(address, load(address));
  return source.asked.get(address);
}

async function load(address) {
  const reply = await answerOf(address);
  if (reply?.ok) addData(await reply.json());
  const known = Boolean(reply) && reply.status < 500; // an entity that is not there is an answer too
  if (!known) source.asked.delete(address);
  return known;
}

async function answerOf(address) {
  try {
    return await fetch(address);
  } catch (error) {
    if (error instanceof TypeError) return null; // that is how fetch says that there is no answer
    throw error;
  }
}

// Asks until so many neighbours are held beside those drawn at first: often the strongest are drawn already.
async function askForMore(id, wanted) {
  for (let limit = 2 * wanted; ; limit *= 2) {
    const answered = await ask("around", {id, limit: Math.min(MOST, limit)});
    const found = [...neighbours(id)];
    const enough = found.filter(other => !model.nodes.get(other).drawn).length >= wanted
      || found.length >= (model.nodes.get(id)?.links ?? 0);
    if (!answered || enough || limit >= MOST) return answered;
  }
}

// Brings what a state names: who is chosen, expanded, on a path. Tells whether the server answered.
async function bring(s) {
  if (!source.endpoint) return true;
  const link = s.link.split("|");
  const wanted = new Map();
  for (const id of [s.selected, ...s.only, ...s.path, link[0], link[2]]) if (id) wanted.set(id, EXPAND);
  for (const id of s.opened) wanted.delete(id);
  const asked = [...wanted].map(([id, limit]) => ask("around", {id, limit}));
  for (const id of new Set(s.opened)) asked.push(askForMore(id, EXPAND * s.opened.filter(x => x === id).length));
  if (s.path.length === 2) asked.push(ask("path", {from: s.path[0], to: s.path[1]}));
  return (await Promise.all(asked)).every(Boolean);
}

// Entities of the whole store that a text finds; none where the server does not answer.
async function searchStore(text) {
  if (!source.endpoint || !text.trim()) return [];
  const reply = await answerOf(`/api/search?${new URLSearchParams({q: text, kind: "entity", limit: HITS})}`);
  return reply?.ok ? reply.json() : [];
}
