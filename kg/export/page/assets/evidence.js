// A sentence with its two ends marked, and where it stands.

// Returns the pieces of the sentence: text, or marks around the first of the names found for each end.
function marked(text, ends) {
  const spans = [];
  for (const names of ends) {
    const found = names.filter(Boolean).sort((a, b) => b.length - a.length)
      .map(name => [text.indexOf(name), name.length])
      .find(([at, length]) => at >= 0 && !spans.some(s => at < s[1] && s[0] < at + length));
    if (found) spans.push([found[0], found[0] + found[1]]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  const pieces = [];
  let at = 0;
  for (const [start, end] of spans) {
    pieces.push(text.slice(at, start), el("mark", {}, text.slice(start, end)));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

function names(id) {
  const node = model.nodes.get(id);
  return [node.name, ...node.aliases];
}

function quotation(edge, e) {
  const ends = e.head ? [[e.head], [e.tail]] : [names(edge.from), names(edge.to)];
  return el("figure", {class: "evidence"},
    el("blockquote", {}, marked(e.text, ends)),
    e.attributes.length ? el("p", {class: "values"}, e.attributes.map(valueText).join(" · ")) : null,
    el("figcaption", {}, webLink(e.url, e.title), " ", el("span", {class: "source"},
      [e.account, e.date].filter(Boolean).join(" · "))),
  );
}

function valueText(attribute) {
  const number = Number(attribute.value);
  const value = attribute.value !== "" && Number.isFinite(number) ? count(number) : attribute.value;
  return `${t(attribute.name)} ${value}${attribute.unit ? ` ${attribute.unit}` : ""}`;
}

// The sentences of a link: the first open, the others folded.
function sentences(edge) {
  const [first, ...rest] = edge.evidence;
  if (!first) return [];
  const unseen = edge.assertions - edge.evidence.length;
  return [
    quotation(edge, first),
    rest.length ? el("details", {}, el("summary", {}, t("more", count(rest.length))), rest.map(e => quotation(edge, e)))
      : null,
    unseen > 0 && edge.fact ? el("p", {class: "unseen-count"}, t("more", count(unseen)), " (kg show)") : null,
  ];
}
