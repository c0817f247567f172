// The date filter: a slider with two ends under bars of how many articles there are.

const DAY = 86400000;

function toDay(date) {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

function toDate(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

// The dates of all articles in the page, sorted.
function articleDates() {
  const dates = new Map();
  for (const edge of model.edges.values()) for (const e of edge.evidence) dates.set(`${e.title}|${e.date}`, e.date);
  return [...dates.values()].filter(date => Number.isFinite(toDay(date))).sort();
}

function dateSlider() {
  const dates = articleDates();
  if (!dates.length || dates[0] === dates[dates.length - 1]) return null;
  const low = toDay(dates[0]);
  const high = toDay(dates[dates.length - 1]);
  const bars = histogram(dates, low, high);
  const make = (label, id) => el("input", {type: "range", id, min: low, max: high, "aria-label": label});
  const since = make(t("from"), "since");
  const until = make(t("to"), "until");
  const text = el("output", {class: "range"});
  const show = () => {
    const [a, b] = [Number(since.value), Number(until.value)];
    const within = dates.filter(date => toDay(date) >= a && toDay(date) <= b).length;
    text.textContent = `${toDate(a)} – ${toDate(b)} · ${t("reports", count(within))}`;
    since.setAttribute("aria-valuetext", toDate(a));
    until.setAttribute("aria-valuetext", toDate(b));
    for (const bar of bars.children) bar.classList.toggle("out", bar.dataset.to < a || bar.dataset.from > b);
  };
  const set = () => {
    since.value = state.since ? toDay((state.since + "-01-01").slice(0, 10)) : low;
    until.value = state.until ? toDay(lastDay(state.until)) : high;
    show();
  };
  const move = changedEnd => {
    if (Number(since.value) > Number(until.value)) {
      if (changedEnd === since) since.value = until.value;
      else until.value = since.value;
    }
    show();
    change({
      since: Number(since.value) === low ? "" : toDate(Number(since.value)),
      until: Number(until.value) === high ? "" : toDate(Number(until.value)),
    });
  };
  since.addEventListener("input", () => move(since));
  until.addEventListener("input", () => move(until));
  set();
  return {element: el("div", {class: "dates"}, bars, el("div", {class: "two"}, since, until), text), set};
}

// The last day that a date or its beginning (2026, 2026-01) means.
function lastDay(date) {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function histogram(dates, low, high) {
  const bins = 36;
  const step = (high - low + 1) / bins;
  const counts = new Array(bins).fill(0);
  for (const date of dates) counts[Math.min(bins - 1, Math.floor((toDay(date) - low) / step))] += 1;
  const most = Math.max(...counts);
  return svg("svg", {class: "bars", viewBox: `0 0 ${bins} 10`, preserveAspectRatio: "none", "aria-hidden": "true"},
    counts.map((n, i) => svg("rect", {
      x: i + .1, y: 10 - 10 * n / most, width: .8, height: 10 * n / most,
      "data-from": Math.floor(low + i * step), "data-to": Math.ceil(low + (i + 1) * step) - 1,
    })));
}
