// The view in the address: what follows # is the state where it differs from the start.

const LISTS = {noTypes: "hide", noRelations: "norel", only: "only", opened: "open", path: "path"};
const TEXTS = {lang: "lang", theme: "theme", colour: "by", selected: "at", link: "link", since: "from", until: "to"};

// Slashes and Chinese stay readable; whatever could separate does not.
function quote(text) {
  return encodeURIComponent(text).replace(/%2F/g, "/");
}

function toHash(s) {
  const parts = [];
  for (const [name, key] of Object.entries(TEXTS)) if (s[name] !== START[name]) parts.push([key, quote(s[name])]);
  for (const [name, key] of Object.entries(LISTS)) if (s[name].length) parts.push([key, s[name].map(quote).join(",")]);
  if (s.sure) parts.push(["sure", s.sure]);
  if (s.camera) parts.push(["view", s.camera.join(",")]);
  return parts.map(([key, value]) => `${key}=${value}`).join("&");
}

function unquote(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // cut off in the middle of a character: as if it were not there
  }
}

function fromHash(hash) {
  const given = new Map(hash.replace(/^#/, "").split("&").map(part => {
    const at = part.indexOf("=");
    return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
  }));
  const found = {...START};
  for (const [name, key] of Object.entries(TEXTS)) if (given.has(key)) found[name] = unquote(given.get(key));
  for (const [name, key] of Object.entries(LISTS)) {
    if (given.has(key)) found[name] = given.get(key).split(",").map(unquote).filter(Boolean);
  }
  if (!WORDS[found.lang]) found.lang = START.lang;
  if (!["light", "dark"].includes(found.theme)) found.theme = "";
  if (!["type", "group"].includes(found.colour)) found.colour = "type";
  found.path = found.path.slice(0, 2);
  const sure = Number(given.get("sure"));
  found.sure = sure > 0 && sure <= 1 ? sure : 0;
  const camera = (given.get("view") || "").split(",").map(Number);
  if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0) found.camera = camera;
  return found;
}

let written = "";

function writeLink() {
  const hash = toHash(state);
  if (hash === written) return;
  written = hash;
  history.replaceState(null, "", `#${hash}`);
}

function readLink() {
  const hash = location.hash.replace(/^#/, "");
  if (hash === written) return;
  written = hash;
  change(fromHash(hash));
}
