"use strict";
// The page of one spreadsheet: draws the grid the sandbox sends and sends back what a person does.
const id = document.body.dataset.id;
const root = `/_page/google/${encodeURIComponent(id)}`;
const grid = document.getElementById("grid"), entry = document.getElementById("entry");
const state = document.getElementById("state"), place = document.getElementById("place");
let sheet = null, chosen = [0, 0], showGroups = false, editing = false, more = 0, shown = new Map();

const letters = n => n < 26 ? String.fromCharCode(65 + n) : letters(Math.floor(n / 26) - 1) + String.fromCharCode(65 + n % 26);
const at = (row, column) => sheet && sheet.cells[`${row},${column}`];

function say(text, bad = false) { state.textContent = text; state.classList.toggle("bad", bad); }

async function ask(path, body) {
  const answer = await fetch(root + path, body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message || "The sandbox did not answer.");
  return said;
}

async function load(tab) {
  const wanted = tab ?? (sheet ? sheet.tab.id : document.body.dataset.tab);
  const before = sheet && String(sheet.tab.id) === String(wanted) ? shown : null;
  sheet = await ask(`/grid?tab=${wanted}&more=${more}`);
  draw(before);
}

async function act(what, fields = {}) {
  try {
    await ask("/act", { do: what, tab: sheet.tab.id, row: chosen[0], column: chosen[1], ...fields });
    say("");
  } catch (error) { say(error.message, true); }
  await load();
}

function hidden(column) { const c = sheet.tab.columns[column]; return c.hidden && !(c.grouped && showGroups); }

function draw(before) {
  document.getElementById("title").textContent = sheet.title;
  document.title = `${sheet.title} · sandbox sheet`;
  const { columns, rows, frozen } = sheet.tab;
  const visible = columns.map((_, n) => n).filter(n => !hidden(n));
  const table = document.createElement("table");
  table.classList.toggle("plain", sheet.tab.plain);
  const widths = document.createElement("colgroup");
  widths.append(sized(44), ...visible.map(n => sized(columns[n].width)));
  const head = document.createElement("thead"), line = head.insertRow();
  line.append(Object.assign(document.createElement("th"), { scope: "col" }), ...visible.map(n => Object.assign(document.createElement("th"), { textContent: letters(n), scope: "col" })));
  const body = document.createElement("tbody");
  const covered = new Set(), lefts = new Map();
  let left = 44;
  for (const n of visible) { lefts.set(n, left); left += columns[n].width; }
  let top = 19;
  shown = new Map();
  for (let row = 0; row < rows.length; row += 1) {
    if (rows[row].hidden) continue;
    const drawn = body.insertRow();
    drawn.style.height = `${rows[row].height}px`;
    drawn.append(Object.assign(document.createElement("th"), { textContent: row + 1, scope: "row" }));
    if (row + 1 === frozen.rows) drawn.classList.add("edge");
    for (const column of visible) {
      if (covered.has(`${row},${column}`)) continue;
      drawn.append(cell(row, column, { before, covered, lefts, top, frozen, visible }));
    }
    top += rows[row].height;
  }
  table.append(widths, head, body);
  const charts = document.createElement("div");
  charts.className = "charts";
  for (const one of sheet.tab.charts) {
    const box = document.createElement("div");
    box.className = "chart";
    box.innerHTML = one.svg;
    Object.assign(box.style, { left: `${44 + one.x}px`, top: `${19 + one.y}px`, width: `${one.width}px`, height: `${one.height}px` });
    charts.append(box);
  }
  grid.replaceChildren(table, charts);
  if (sheet.tab.more) grid.append(moreButton());
  document.getElementById("tabs").replaceChildren(...sheet.tabs.map(tabButton));
  choose(...chosen);
}

function sized(width) { const c = document.createElement("col"); c.style.width = `${width}px`; return c; }

function cell(row, column, { before, covered, lefts, top, frozen, visible }) {
  const td = document.createElement("td"), found = at(row, column);
  td.dataset.at = `${row},${column}`;
  if (row < frozen.rows || column < frozen.columns) {
    td.classList.add("frozen");
    if (row < frozen.rows) td.style.top = `${top}px`;
    if (column < frozen.columns) td.style.left = `${lefts.get(column)}px`;
    if (row < frozen.rows && column < frozen.columns) td.style.zIndex = 5;
  }
  if (column + 1 === frozen.columns) td.classList.add("edge");
  if (!found) return td;
  td.textContent = found.text;
  if (found.style !== undefined) td.style.cssText += sheet.styles[found.style];
  if (found.note) { td.classList.add("note"); td.title = found.note; } else if (found.text.length > 12) td.title = found.text;
  if (found.list !== undefined) td.classList.add("list");
  const span = found.span;
  if (span) {
    td.rowSpan = span[0];
    td.colSpan = visible.filter(n => n >= column && n < column + span[1]).length || 1;
    for (let r = row; r < row + span[0]; r += 1) for (let c = column; c < column + span[1]; c += 1) covered.add(`${r},${c}`);
  }
  shown.set(td.dataset.at, found.text);
  if (before && before.get(td.dataset.at) !== found.text && (before.has(td.dataset.at) || found.text)) td.classList.add("fresh");
  return td;
}

function moreButton() {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "more", textContent: "More rows" });
  button.addEventListener("click", () => { more += 100; load(); });
  return button;
}

function tabButton(tab) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = tab.title;
  button.style.borderBottomColor = tab.color || "transparent";
  button.classList.toggle("hidden-tab", tab.hidden);
  if (tab.hidden) button.title = "A hidden tab: people do not see it in Google Sheets";
  button.setAttribute("aria-current", String(tab.id === sheet.tab.id));
  button.addEventListener("click", () => { chosen = [0, 0]; more = 0; load(tab.id); history.replaceState(null, "", `#gid=${tab.id}`); });
  return button;
}

function choose(row, column) {
  grid.querySelector("td.chosen")?.classList.remove("chosen");
  chosen = [Math.max(0, Math.min(row, sheet.tab.rows.length - 1)), Math.max(0, Math.min(column, sheet.tab.columns.length - 1))];
  const td = grid.querySelector(`td[data-at="${chosen}"]`), found = at(...chosen);
  td?.classList.add("chosen");
  td?.scrollIntoView({ block: "nearest", inline: "nearest" });
  place.textContent = letters(chosen[1]) + (chosen[0] + 1);
  if (!editing) entry.value = found ? found.entered : "";
  document.getElementById("choices").replaceChildren(...(sheet.lists[found?.list] || []).map(value => Object.assign(document.createElement("option"), { value })));
}

async function finish(down, right) {
  editing = false;
  const text = entry.value, [row, column] = chosen;
  if (text !== (at(row, column)?.entered ?? "")) await act("type", { row, column, text });
  step(down, right);
  grid.focus();
}

function step(down, right) {
  let column = chosen[1] + right;
  while (sheet.tab.columns[column] && hidden(column)) column += right || 1;
  choose(chosen[0] + down, column);
}

grid.addEventListener("click", event => {
  const td = event.target.closest("td");
  if (!td) return;
  if (editing) finish(0, 0);
  choose(...td.dataset.at.split(",").map(Number));
  grid.focus({ preventScroll: true });
});
grid.addEventListener("dblclick", () => entry.focus());
grid.addEventListener("keydown", event => {
  const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Tab: [0, event.shiftKey ? -1 : 1] };
  if (moves[event.key]) { event.preventDefault(); step(...moves[event.key]); }
  else if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); entry.focus(); }
  else if (event.key === "Delete" || event.key === "Backspace") act("type", { text: "" });
  else if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); act("undo"); }
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) { entry.value = ""; entry.focus(); }
});
entry.addEventListener("focus", () => { editing = true; });
entry.addEventListener("keydown", event => {
  if (event.key === "Enter") { event.preventDefault(); finish(1, 0); }
  else if (event.key === "Tab") { event.preventDefault(); finish(0, 1); }
  else if (event.key === "Escape") { editing = false; choose(...chosen); grid.focus(); }
});
document.querySelector(".bar").addEventListener("click", event => {
  const what = event.target.dataset.do;
  if (!what) return;
  if (what === "groups") {
    showGroups = !showGroups;
    event.target.setAttribute("aria-pressed", String(showGroups));
    draw(shown);
  } else if (what === "rename_tab") {
    const title = prompt("New title of the tab", sheet.tab.title);
    if (title) act(what, { title });
  } else act(what);
});

async function watch() {
  try {
    const { version } = await ask("/version");
    if (sheet && version !== sheet.version && !editing) await load();
  } catch { say("The sandbox does not answer. Is it still running?", true); }
  setTimeout(watch, 1000);
}

const named = /gid=(\d+)/.exec(location.hash);
load(named ? named[1] : undefined).then(watch, error => say(error.message, true));
