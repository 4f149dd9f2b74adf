// Draws a tab: a table whose first row and column are the letters and numbers, charts above it.
const NUMBERS = 44, LETTERS = 20, ROOM = 0.6;

export const letters = (n) =>
  n < 26 ? String.fromCharCode(65 + n) : letters(Math.floor(n / 26) - 1) + String.fromCharCode(65 + (n % 26));

const make = (name, fields = {}, ...children) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...children);
  return made;
};

// Where everything of a tab stands: which columns and rows show, what is merged, what is frozen.
export function layout(sheet, unfolded, width) {
  const { columns, rows, frozen } = sheet.tab;
  const seen = (column) => !column.hidden || (column.grouped && unfolded);
  const across = columns.map((_, n) => n).filter((n) => seen(columns[n]));
  const down = rows.map((_, n) => n).filter((n) => !rows[n].hidden);
  const anchors = new Map();
  for (const [at, cell] of Object.entries(sheet.cells)) {
    if (!cell.span) continue;
    const [top, left] = at.split(",").map(Number);
    for (let row = top; row < top + cell.span[0]; row += 1)
      for (let column = left; column < left + cell.span[1]; column += 1) anchors.set(`${row},${column}`, at);
  }
  const still = across.filter((n) => n < frozen.columns).reduce((sum, n) => sum + columns[n].width, NUMBERS);
  const narrow = still > width * ROOM;
  return { across, down, anchors, frozen: { rows: frozen.rows, columns: narrow ? 0 : frozen.columns } };
}

// The table of a tab. `before` has the texts of the last drawing: what differs lights up.
export function draw(sheet, plan, before) {
  const { columns, rows } = sheet.tab, { across, down, anchors, frozen } = plan;
  const table = make("table", { className: sheet.tab.plain ? "plain" : "" });
  const wide = (width) => { const col = make("col"); col.style.width = `${width}px`; return col; };
  const lefts = new Map();
  let left = NUMBERS, top = LETTERS;
  for (const n of across) { lefts.set(n, left); left += columns[n].width; }
  table.style.width = `${left}px`;
  table.append(make("colgroup", {}, wide(NUMBERS), ...across.map((n) => wide(columns[n].width))));
  const head = make("tr", {}, make("th"));
  for (const n of across) {
    const th = make("th", { textContent: letters(n), scope: "col" });
    th.dataset.column = n;
    if (n < frozen.columns) { th.classList.add("still"); th.style.left = `${lefts.get(n)}px`; }
    head.append(th);
  }
  table.append(make("thead", {}, head));
  const body = make("tbody");
  for (const row of down) {
    const line = make("tr");
    line.style.height = `${rows[row].height}px`;
    const number = make("th", { textContent: row + 1, scope: "row" });
    number.dataset.row = row;
    line.append(number);
    if (row < frozen.rows) { number.classList.add("still"); number.style.top = `${top}px`; }
    if (row + 1 === frozen.rows) line.classList.add("edge");
    for (const column of across) {
      const at = `${row},${column}`;
      if (anchors.has(at) && anchors.get(at) !== at) continue;
      const td = cell(sheet, at, across, before);
      const fixed = [row < frozen.rows, column < frozen.columns];
      if (fixed[0]) td.style.top = `${top}px`;
      if (fixed[1]) td.style.left = `${lefts.get(column)}px`;
      if (fixed[0] || fixed[1]) td.classList.add(fixed[0] && fixed[1] ? "corner" : "still");
      if (column + 1 === frozen.columns) td.classList.add("edge");
      line.append(td);
    }
    body.append(line);
    top += rows[row].height;
  }
  table.append(body);
  return table;
}

function cell(sheet, at, across, before) {
  const td = make("td"), found = sheet.cells[at];
  td.dataset.at = at;
  if (!found) return td;
  const text = found.text ?? "", column = Number(at.split(",")[1]);
  if (found.list !== undefined) td.append(make("i", { className: "arrow", ariaHidden: "true" }));
  if (found.flow) {
    const run = make("span", { className: "flow", textContent: text });
    const width = across.filter((n) => n >= column && n <= column + found.flow).reduce((sum, n) => sum + sheet.tab.columns[n].width, 0);
    run.style.width = `${width - 6}px`;
    td.append(run);
    td.classList.add("flows");
  } else td.append(text);
  if (found.style !== undefined) td.style.cssText = sheet.styles[found.style];
  if (found.note) { td.classList.add("note"); td.title = found.note; } else if (text.length > 12) td.title = text;
  if (found.span) {
    td.rowSpan = found.span[0];
    td.colSpan = across.filter((n) => n >= column && n < column + found.span[1]).length || 1;
  }
  if (before && (before[at]?.text ?? "") !== text) td.classList.add("fresh");
  return td;
}

// Charts hang on cells, so they are placed once the table stands on the page.
export function charts(sheet, table) {
  return sheet.tab.charts.map((one) => {
    const corner = table.querySelector(`td[data-at="${one.row},${one.column}"]`);
    const box = make("div", { className: "chart", innerHTML: one.svg });
    Object.assign(box.style, {
      left: `${(corner?.offsetLeft ?? 0) + one.right}px`, top: `${(corner?.offsetTop ?? 0) + one.down}px`,
      width: `${one.width}px`, height: `${one.height}px`,
    });
    return box;
  });
}
