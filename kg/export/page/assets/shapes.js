// One shape and colour for each type; the same outline for canvas, SVG and the legend.

// Outlines in a circle of radius 1, of about equal area.
const OUTLINES = {
  circle: "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z",
  square: "M-.88,-.88H.88V.88H-.88Z",
  hexagon: "M1.08,0L.54,.935L-.54,.935L-1.08,0L-.54,-.935L.54,-.935Z",
  triangle: "M0,-1.15L1.1,.8L-1.1,.8Z",
  wedge: "M0,1.15L1.1,-.8L-1.1,-.8Z",
  diamond: "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
  star: "M0,-1.25L.36,-.44L1.19,-.39L.55,.17L.76,1.02L0,.55L-.76,1.02L-.55,.17L-1.19,-.39L-.36,-.44Z",
  page: "M-.8,-1.05H.4L.8,-.65V1.05H-.8Z",
};

// Okabe and Ito's colours, which the colour-blind can tell apart, darkened or lightened for the ground;
// the shape says it again.
const TYPES = {
  Company: {outline: "circle", light: "#0b69a3", dark: "#5bb1ec"},
  Organization: {outline: "square", light: "#d07f00", dark: "#f2b33d"},
  District: {outline: "hexagon", light: "#00805c", dark: "#35c79b"},
  Place: {outline: "circle", hollow: true, light: "#5f7f17", dark: "#a8c957"},
  Park: {outline: "triangle", light: "#2a94c4", dark: "#8fd3f4"},
  Person: {outline: "diamond", light: "#c2410c", dark: "#ff8a57"},
  Industry: {outline: "star", light: "#b0508f", dark: "#eba0cf"},
  Policy: {outline: "page", light: "#5b53a6", dark: "#aca3f0"},
  Event: {outline: "wedge", light: "#8f6c00", dark: "#dcb93f"},
};
const OTHER_TYPE = {outline: "circle", light: "#6b6b6b", dark: "#a0a0a0"};

const GROUP_COLOURS = {
  light: ["#0b69a3", "#c2410c", "#00805c", "#b0508f", "#d07f00", "#5b53a6", "#2a94c4", "#8f6c00"],
  dark: ["#5bb1ec", "#ff8a57", "#35c79b", "#eba0cf", "#f2b33d", "#aca3f0", "#8fd3f4", "#dcb93f"],
};

function isDark() {
  return state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function typeStyle(type) {
  return Object.hasOwn(TYPES, type) ? TYPES[type] : OTHER_TYPE;
}

function colourOf(node) {
  const theme = isDark() ? "dark" : "light";
  if (state.colour === "type") return typeStyle(node.type)[theme];
  return groupColour(node.group ?? -1);
}

function groupColour(n) {
  const colours = GROUP_COLOURS[isDark() ? "dark" : "light"];
  return n >= 0 && n < colours.length ? colours[n] : isDark() ? "#77746e" : "#a8a39a";
}

// The symbol of a type as a small picture for legend, list and panel.
function symbol(type, colour) {
  const style = typeStyle(type);
  const paint = colour || style[isDark() ? "dark" : "light"];
  return svg("svg", {class: "symbol", viewBox: "-1.5 -1.5 3 3", "aria-hidden": "true"},
    svg("path", {
      d: OUTLINES[style.outline], fill: style.hollow ? "none" : paint,
      stroke: paint, "stroke-width": style.hollow ? .42 : 0, transform: style.hollow ? "scale(.82)" : "",
    }));
}
