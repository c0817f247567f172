// The picture as a file: SVG from the same lines and names as the screen, PNG from that SVG.

function sceneForFile() {
  const body = graph.network.body.nodes;
  const points = graph.shown.nodes.size ? [...graph.shown.nodes].map(id => body[id]) : [{x: 0, y: 0}];
  const xs = points.map(p => p.x);
  const ys = points.map(p => p.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [w, h] = [Math.max(...xs) - left, Math.max(...ys) - top];
  // About what is seen on the screen, yet neither a stamp nor a wall.
  const scale = Math.min(Math.max(graph.network.getScale(), 900 / Math.max(w, h, 1)), 3600 / Math.max(w, h, 1), 2);
  const margin = 90;
  const ctx = document.createElement("canvas").getContext("2d");
  return {
    shown: graph.shown, bend: graph.bend, strong: graph.strong, hovered: "", scale,
    width: Math.max(560, Math.round(w * scale + 2 * margin)), height: Math.round(h * scale + 2 * margin),
    place: id => ({x: (body[id].x - left) * scale + margin, y: (body[id].y - top) * scale + margin}),
    measure: (text, size, bold) => measure(ctx, text, size, bold),
  };
}

function pictureSvg() {
  const scene = sceneForFile();
  const lines = layLines(scene);
  const {names, rooms} = layNames(scene);
  const words = layWords(scene, lines, rooms);
  const foot = 64;
  const box = {width: scene.width, height: scene.height + foot};
  return svg("svg", {xmlns: SVG, ...box, viewBox: `0 0 ${box.width} ${box.height}`, "font-family": FONT},
    svg("rect", {...box, fill: inks.paper}),
    lines.map(svgLine),
    [...graph.shown.nodes].map(id => svgNode(id, scene)),
    [...words, ...names].map(svgName),
    svg("text", {x: 24, y: scene.height + 20, "font-size": 15, "font-weight": 600, fill: inks.ink}, pageTitle()),
    svg("text", {x: 24, y: scene.height + 40, "font-size": 11, fill: inks.soft}, shownText(), " · ", corpusText()),
    svgLegend(scene.height + 54),
  );
}

function svgLine(l) {
  const d = `M${n1(l.x1)},${n1(l.y1)}Q${n1(l.cx)},${n1(l.cy)} ${n1(l.x2 - l.ux * l.head * .7)},${n1(l.y2 - l.uy * l.head * .7)}`;
  return [
    svg("path", {d, fill: "none", stroke: l.colour, "stroke-width": n1(l.width), "stroke-opacity": l.alpha,
      "stroke-dasharray": l.dash.join(" ") || null}),
    l.head ? svg("path", {d: `M${arrow(l, l.head).map(p => p.map(n1).join(",")).join("L")}Z`, fill: l.colour,
      "fill-opacity": l.alpha}) : null,
  ];
}

function svgNode(id, scene) {
  const node = model.nodes.get(id);
  const style = typeStyle(node.type);
  const {x, y} = scene.place(id);
  const r = radius(node, scene.scale);
  const colour = colourOf(node);
  const dim = scene.strong && !scene.strong.nodes.has(id);
  return svg("path", {
    d: OUTLINES[style.outline], transform: `translate(${n1(x)} ${n1(y)}) scale(${n1(style.hollow ? r * .84 : r)})`,
    fill: style.hollow ? inks.paper : colour, stroke: style.hollow ? colour : inks.paper,
    "stroke-width": style.hollow ? .38 : (1.2 / r).toFixed(3), opacity: dim ? .22 : 1,
  }, svg("title", {}, node.name));
}

function svgName(name) {
  return svg("text", {
    x: n1(name.left), y: n1(name.top + name.h * .78), "font-size": n1(name.size), "font-weight": name.bold ? 600 : 400,
    fill: name.colour || inks.ink, stroke: inks.paper, "stroke-width": 3.2, "stroke-linejoin": "round",
    "paint-order": "stroke",
  }, name.text);
}

function svgLegend(y) {
  let x = 30;
  return Object.keys(TYPES).filter(type => graph.shown.types.has(type) && !state.noTypes.includes(type)).map(type => {
    const style = typeStyle(type);
    const colour = style[isDark() ? "dark" : "light"];
    const item = svg("g", {}, svg("path", {d: OUTLINES[style.outline], transform: `translate(${x} ${y - 4}) scale(4.4)`,
      fill: style.hollow ? "none" : colour, stroke: colour, "stroke-width": style.hollow ? .4 : 0}),
    svg("text", {x: x + 9, y, "font-size": 11, fill: inks.soft}, t(type)));
    x += 26 + [...t(type)].length * (state.lang === "zh" ? 11 : 6.4);
    return item;
  });
}

function n1(value) {
  return Math.round(value * 10) / 10;
}

function svgBlob() {
  return new Blob([new XMLSerializer().serializeToString(pictureSvg())], {type: "image/svg+xml"});
}

async function pngBlob() {
  const address = URL.createObjectURL(svgBlob());
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const ratio = Math.min(2, 8000 / Math.max(image.naturalWidth, image.naturalHeight));
    const sheet = el("canvas", {width: image.naturalWidth * ratio, height: image.naturalHeight * ratio});
    sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
    return await new Promise(done => sheet.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
