// What the reader has chosen. It changes only by change(), which tells whoever listens.

const START = Object.freeze({
  lang: /^zh\b/i.test(navigator.language) ? "zh" : "en",
  theme: "", // "", "light" or "dark": as the system has it
  colour: "type", // or "group"
  selected: "", // an entity's id
  link: "", // an edge's key
  noTypes: [], // filtered out
  noRelations: [],
  since: "",
  until: "",
  sure: 0,
  only: [], // "hide others": these and their neighbours
  opened: [], // expanded
  path: [], // from, to; only the first while the other end is being chosen
  camera: null, // [x, y, scale] once the reader has moved it
});

let state = START;
const listeners = [];

function change(patch) {
  const before = state;
  state = Object.freeze({...state, ...patch});
  for (const listener of listeners) listener(state, before);
}

function onChange(listener) {
  listeners.push(listener);
}

function changed(before, ...names) {
  return names.some(name => state[name] !== before[name]);
}
