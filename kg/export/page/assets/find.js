// Finding entities by what is typed: name, alias, pinyin, initials.

// How a name is compared: width, case and spaces do not matter.
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

function searchKeys(record) {
  const spelled = record.spelling.map(text => text.split(" "));
  return {
    names: [record.name, ...record.aliases].map(plain),
    pinyin: spelled.map(syllables => syllables.join("")),
    initials: spelled.map(syllables => syllables.map(s => s[0]).join("")),
  };
}

// 0 is best; Infinity does not match. Pinyin counts from the start of a name or inside it, initials too.
function rank(keys, typed) {
  let best = Infinity;
  const look = (texts, whole, start, inside) => {
    for (const text of texts) {
      const at = text.indexOf(typed);
      if (at < 0) continue;
      best = Math.min(best, text === typed ? whole : at === 0 ? start : inside);
    }
  };
  look(keys.names, 0, 2, 4);
  if (/^[a-z0-9]+$/.test(typed)) {
    look(keys.initials, 1, 3, 7);
    if (typed.length > 1) look(keys.pinyin, 1, 3, 6);
  }
  return best;
}

const HITS = 12; // shown at most

function find(text) {
  const typed = plain(text);
  if (!typed) return [];
  const found = [];
  for (const node of model.nodes.values()) {
    const value = rank(node.find, typed);
    if (value < Infinity) found.push({node, value});
  }
  found.sort((a, b) => a.value - b.value || b.node.weight - a.node.weight || (a.node.id < b.node.id ? -1 : 1));
  return found.slice(0, HITS).map(hit => hit.node);
}
