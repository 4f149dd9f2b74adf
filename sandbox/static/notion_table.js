// A database: its tabs, what its view filters and sorts by, and the table itself.
import { button, icon, link, make, sign } from "./notion_dom.js";
import { fit, shown } from "./notion_cells.js";
import { addColumn, columnMenu } from "./notion_columns.js";
import { edit } from "./notion_editors.js";
import { close, pop } from "./notion_pop.js";
import { board, gallery, lines } from "./notion_cards.js";
import { calendar, timeline } from "./notion_days.js";
import { chart } from "./notion_chart.js";

const VIEWS = { table, board, gallery, list: lines, calendar, timeline, chart, dashboard };
const folded = new Set();

// `inside` is whether the database stands on another page, under its own name.
export function base(page, one, inside) {
  const words = page.words, head = inside ? make("h2", {}, link(page, one.address, "", icon({ ...one, kind: "database" }), " ", one.title || words.untitled)) : null;
  const tabs = make("div", { class: "tabs", role: "tablist", data: { scroll: `tabs/${one.id}` } }, one.views.map((view) => {
    const tab = button("", () => page.show(one.id, view.id), { role: "tab", "aria-selected": String(view.id === one.view?.id) });
    tab.append(sign(view.type), ` ${view.name || words[view.type] || view.type}`);
    return tab;
  }));
  const fresh = one.source && page.drawing.me && !one.shut ? button(words.new, () => page.add(one, {}), { class: "primary" }) : null;
  const section = make("section", { class: "base", data: { base: one.id }, "aria-label": one.title }, head, make("div", { class: "views" }, tabs, fresh));
  if (!one.source) section.append(make("p", { class: "none", text: words.no_source }));
  else section.append(...looked(page, one));
  return section;
}

function looked(page, one) {
  const rules = one.rules.length ? make("p", { class: "rules" }, one.rules.map((rule) => make("span", { text: rule }))) : null;
  const body = (VIEWS[one.view?.type] ?? table)(page, one);
  const rest = one.more ? button(`${page.words.more} (${one.more})`, () => page.more(one.id), { class: "more" }) : null;
  return [rules, body, rest].filter(Boolean);
}

function dashboard(page, one) {
  return make("div", { class: "cards" }, one.widgets.map((widget) => make("div", {}, make("h3", { text: widget.view.name }), ...looked(page, widget))));
}

export function table(page, one) {
  const narrow = innerWidth <= 700, words = page.words;
  const columns = one.columns.map((column) => (narrow ? { ...column, width: Math.min(column.width, 190) } : column));
  const whole = columns.reduce((sum, column) => sum + column.width, 84);
  const body = make("tbody");
  const grid = make("table", { class: `rows${one.wrap ? " wrap" : ""}`, style: { width: `${whole}px` }, role: "grid" },
    make("colgroup", {}, columns.map((column) => make("col", { style: { width: `${column.width}px` } })), make("col", { style: { width: "36px" } }), make("col")),
    make("thead", {}, make("tr", {}, columns.map((column) => header(page, one, column)),
      make("th", { class: "menu" }, page.drawing.me && !one.locked ? button("+", (event) => addColumn(page, one, event.currentTarget), { "aria-label": words.add_column, title: words.add_column }) : null), make("th"))), body);
  const row = (found) => line(page, one, found, columns);
  if (one.groups) for (const group of one.groups) grouped(page, one, group, body, row);
  else body.append(...one.rows.map(row));
  const scroll = make("div", { class: "scroll", data: { scroll: one.view?.id ?? one.id } }, grid);
  if (!one.rows.length) scroll.append(make("p", { class: "none", text: words.no_rows }));
  const more = page.drawing.me && !one.shut ? button(`+ ${words.new_row}`, () => page.add(one, {}), { class: "more" }) : null;
  return make("div", {}, scroll, more);
}

function grouped(page, one, group, body, row) {
  const key = `${one.view.id}/${group.key}`, open = !folded.has(key), rows = one.rows.filter((found) => group.rows.includes(found.id));
  const fold = button(open ? "▾" : "▸", () => { if (open) folded.add(key); else folded.delete(key); page.redraw(); }, { class: "fold", "aria-expanded": String(open), "aria-label": page.words.group });
  body.append(make("tr", { class: "group" }, make("td", { colspan: String(one.columns.length + 2) }, fold, ...groupName(page, group), make("span", { class: "count", text: String(group.rows.length) }))));
  if (open) body.append(...rows.map(row));
}

export function groupName(page, group) {
  const parts = group.cell ? shown(page, group.cell) : [];
  return parts.some((part) => part !== null && part !== "") ? parts : [make("span", { class: "quiet", text: group.name || page.words.no_value })];
}

function header(page, one, column) {
  const name = button("", (event) => columnMenu(page, one, column, event.currentTarget), { title: column.description ? `${column.name}\n${column.description}` : column.name });
  name.append(sign(column.type), make("span", { text: column.name }));
  return make("th", { scope: "col", class: column.type === "title" && column.id === one.columns[0].id ? "still" : undefined, data: { column: column.id } }, name);
}

function line(page, one, row, columns) {
  const cells = columns.map((column, n) => {
    const cell = row.cells[column.id], td = make("td", { tabindex: "-1", role: "gridcell" });
    if (column.type === "number") td.classList.add("number");
    fit(td, page, row, column, cell, edit);
    if (column.type !== "title") return td;
    td.classList.add("named");
    if (n === 0) td.classList.add("still");
    if (row.icon) td.prepend(icon(row), " ");
    if (!cell.text) td.append(make("span", { class: "empty", text: page.words.untitled }));
    if (row.comments) td.append(make("span", { class: "remarks", title: page.words.comments }, sign("comment"), String(row.comments)));
    td.append(make("span", { class: "opens" }, rowButtons(page, one, row)));
    return td;
  });
  const line = make("tr", { data: { row: row.id } }, ...cells, make("td"), make("td"));
  if (page.drawing.me && !one.shut) line.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a") || !event.target.closest("td[data-key]")) return;
    event.preventDefault();
    rowMenu(page, one, row, event.target.closest("td"));
  });
  return line;
}

function rowButtons(page, one, row) {
  const open = link(page, row.address, "", sign("open")), menu = button("", () => rowMenu(page, one, row, menu), { "aria-label": page.words.row_menu, title: page.words.row_menu });
  open.title = open.ariaLabel = page.words.open;
  menu.append(sign("more"));
  return page.drawing.me && !one.shut ? [menu, open] : [open];
}

export function rowMenu(page, one, row, anchor) {
  const words = page.words, entry = (name, text, act, className) => {
    const made = button("", () => { close(); act(); }, { class: className });
    made.append(sign(name), text);
    return made;
  };
  pop(anchor, "list", [
    entry("open", words.open, () => page.go(row.address)),
    entry("plus", words.duplicate, () => page.act("duplicate", { id: row.id })),
    entry("relation", words.move, () => moveMenu(page, row, anchor)),
    entry("trash", words.trash_it, () => page.act("trash", { id: row.id }), "danger"),
  ]);
}

// Where a row or a page may go: to other databases, and under pages.
export async function moveMenu(page, node, anchor) {
  const { places } = await page.ask(`/places/${node.id}`);
  pop(anchor, "list", [make("p", { class: "quiet", text: page.words.move_to }), ...places.map((place) => {
    const made = button("", () => { close(); page.act("move", { id: node.id, to: place.id }); });
    made.append(icon(place), place.title || page.words.untitled);
    return made;
  }), places.length ? null : make("p", { class: "none", text: page.words.nowhere })].filter(Boolean));
}

// The cell that many rows or columns away has the keyboard next.
export function step(key, [down, right]) {
  const cells = [...document.querySelectorAll("#main td[data-key]")], here = cells.find((cell) => cell.dataset.key === key);
  if (!here) return;
  const row = here.parentElement, line = [...row.querySelectorAll("td[data-key]")];
  const grid = [...here.closest("table").querySelectorAll("tr[data-row]")];
  const across = Math.max(0, Math.min(line.indexOf(here) + right, line.length - 1));
  const under = grid[Math.max(0, Math.min(grid.indexOf(row) + down, grid.length - 1))];
  const next = under.querySelectorAll("td[data-key]")[across];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}
