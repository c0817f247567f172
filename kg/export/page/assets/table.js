// What is shown as a table for a spreadsheet.

function cell(value) {
  let text = String(value ?? "");
  // A spreadsheet would take these for formulas; the apostrophe makes them text.
  if (/^[=+\-@\t\r]/.test(text) && typeof value !== "number") text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function tableCsv() {
  const rows = [t("columns")];
  for (const edge of graph.shown.edges) {
    const [from, to] = [model.nodes.get(edge.from), model.nodes.get(edge.to)];
    const e = edge.evidence[0] || {};
    rows.push([from.name, from.type, edge.relation, to.name, to.type, e.role, edge.modality, edge.support, edge.first,
      edge.last, edge.confidence, e.text, e.title, e.date, e.account, e.url]);
  }
  return rows.map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

// With a byte order mark, without which Excel does not read UTF-8.
function csvBlob() {
  return new Blob(["\ufeff", tableCsv()], {type: "text/csv;charset=utf-8"});
}
