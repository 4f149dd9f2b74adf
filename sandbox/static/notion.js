// The page of the Notion sandbox: draws what the sandbox sends, sends back what a person does, and
// draws anew when somebody else has changed something.
import { button, icon, link, make, sign } from "./notion_dom.js";
import { fit } from "./notion_cells.js";
import { blocks } from "./notion_blocks.js";
import { columnMenu } from "./notion_columns.js";
import { edit } from "./notion_editors.js";
import { close, isOpen } from "./notion_pop.js";
import { side, talk, top } from "./notion_sides.js";
import { base, step } from "./notion_table.js";

const ROOT = document.body.dataset.root, EVERY = 700, LANGUAGE = new URL(location.href).searchParams.get("lang");
const main = document.getElementById("main"), said = document.getElementById("said");
const words = JSON.parse(document.getElementById("words").textContent);
const page = { drawing: null, words, act, add, ask, become, go, more, redraw, say, show, step };
let id = document.body.dataset.id, me = remembered(), turn = 0, silent = false, waiting = 0, queue = Promise.resolve();
const views = new Map(), more_ = new Map();

function remembered() { try { return localStorage.getItem("notion-me") ?? ""; } catch { return ""; } }

function say(text) { said.textContent = text; said.hidden = !text; }

async function ask(path, body) {
  const post = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try { answer = await fetch(`${ROOT}_${path}${path.includes("?") ? "&" : "?"}lang=${document.documentElement.lang}`, post); } catch { throw Object.assign(new Error(words.silent), { silent: true }); }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.message || words.silent);
  return told;
}

// Answers may overtake one another; only the newest is drawn.
async function load() {
  const mine = (turn += 1), asked = new URLSearchParams({ as: me });
  for (const [database, view] of views) asked.append("v", `${database}:${view}`);
  for (const [database, rows] of more_) asked.append("more", `${database}:${rows}`);
  const found = await ask(`/node/${id}?${asked}`);
  if (mine !== turn) return;
  const before = page.drawing;
  page.drawing = found;
  redraw(before);
}

function redraw(before = null) {
  const { drawing } = page, marks = kept();
  if (drawing.me) me = drawing.me;
  side(page);
  top(page);
  const node = drawing.node, title = node ? node.title || words.untitled : drawing.workspace;
  document.title = title;
  main.replaceChildren(node ? sheet(node) : start());
  grow(main.querySelector(".title"));
  put(marks);
  if (before?.node?.id === node?.id) mark(before, drawing);
  const first = main.querySelector("table.rows td[data-key]");
  if (first && !main.querySelector('td[tabindex="0"]')) first.tabIndex = 0;
}

function start() {
  const { drawing } = page;
  return make("div", { class: "sheet" }, make("h1", { class: "title", text: drawing.workspace }), make("p", { class: "about", text: words.hint }),
    drawing.tree.length ? drawing.tree.map((node) => link(page, node.address, "child", icon(node), make("b", { text: node.title || words.untitled }))) : make("p", { class: "none", text: words.none }));
}

function sheet(node) {
  const { drawing } = page, wide = node.kind === "database", early = drawing.facts || drawing.talk.length;
  const content = make("div", { class: "content" }, blocks(page, drawing.content));
  return make("div", { class: `sheet${wide ? " wide" : ""}` }, node.in_trash ? bin(node) : null, emblem(node), title(node),
    node.about ? make("p", { class: "about", text: node.about }) : null,
    drawing.facts ? facts(node) : null,
    wide ? base(page, drawing.bases[node.id], false) : early ? [talk(page), content] : [content, talk(page)]);
}

// The icon of a page, large; none where this machine has no picture of it.
function emblem(node) {
  const found = node.icon ? icon(node) : null;
  return found?.querySelector("svg") === null ? make("div", { class: "big" }, found) : null;
}

function bin(node) {
  return make("div", { class: "said-bin" }, make("span", { text: words.in_trash }), page.drawing.me ? button(words.restore, () => act("restore", { id: node.id })) : null);
}

function title(node) {
  const area = make("textarea", { class: "title", rows: "1", placeholder: words.untitled, "aria-label": words.title, readonly: !page.drawing.me || node.in_trash, set: { value: node.title }, data: { key: `title/${node.id}` } });
  area.addEventListener("input", () => grow(area));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); area.blur(); }
    if (event.key === "Escape") { area.value = node.title; area.blur(); }
  });
  area.addEventListener("blur", () => { const text = area.value.replaceAll("\n", " ").trim(); if (text !== node.title) act("title", { id: node.id, text }); });
  return area;
}

function grow(area) {
  if (area?.tagName !== "TEXTAREA") return;
  area.style.height = "0";
  area.style.height = `${area.scrollHeight}px`;
}

function facts(node) {
  const { columns, cells, table } = page.drawing.facts, row = { id: node.id, locked: node.in_trash || node.locked };
  return make("div", { class: "facts" }, columns.flatMap((column) => {
    const name = make("button", { type: "button", class: "name", title: column.description ? `${column.name}\n${column.description}` : column.name, on: { click: (event) => columnMenu(page, table, column, event.currentTarget) } }, sign(column.type), make("span", { text: column.name }));
    const cell = fit(make("div", { class: "cell", tabindex: "0", role: "group", "aria-label": column.name }), page, row, column, cells[column.id], edit);
    if (!cell.childNodes.length) cell.append(make("span", { class: "empty", text: words.empty }));
    return [name, cell];
  }));
}

// Where one was: what had the keyboard, how far things were scrolled.
function kept() {
  const scrolls = new Map([...main.querySelectorAll("[data-scroll]")].map((one) => [one.dataset.scroll, one.scrollLeft]));
  return { key: main.contains(document.activeElement) ? document.activeElement.dataset.key : "", scrolls, top: main.scrollTop };
}

function put({ key, scrolls, top: down }) {
  for (const one of main.querySelectorAll("[data-scroll]")) one.scrollLeft = scrolls.get(one.dataset.scroll) ?? 0;
  main.scrollTop = down;
  const again = key ? [...main.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key) : null;
  again?.focus({ preventScroll: true });
}

// Cells that others changed shine for a moment.
function mark(before, now) {
  for (const [name, base_] of Object.entries(now.bases)) {
    const known = new Map((before.bases[name]?.rows ?? []).map((row) => [row.id, row.cells]));
    for (const row of base_.rows) for (const [column, cell] of Object.entries(row.cells)) {
      const old = known.get(row.id)?.[column];
      if (!old || JSON.stringify(old) === JSON.stringify(cell)) continue;
      for (const td of main.querySelectorAll("td[data-key]")) td.classList.toggle("fresh", td.classList.contains("fresh") || td.dataset.key === `${row.id}/${column}`);
    }
  }
}

// What people do is sent in the order in which they did it.
function act(what, fields = {}) {
  say("");
  waiting += 1;
  document.body.dataset.waiting = String(waiting);
  if (fields.page) [...main.querySelectorAll("td[data-key]")].find((td) => td.dataset.key === `${fields.page}/${fields.property}`)?.classList.add("sent");
  const doing = queue.then(async () => {
    let told = null;
    try { told = await ask("/act", { do: what, as: me, ...fields }); } catch (error) { say(error.message); }
    await load().catch((error) => say(error.message));
    return told;
  }).finally(() => { waiting -= 1; document.body.dataset.waiting = String(waiting); });
  queue = doing;
  return doing;
}

// A new row; its name is asked for at once where there is a table.
async function add(one, values) {
  const told = await act("add_row", { source: one.source, values, view: one.view?.id ?? "" });
  if (!told) return;
  const cell = [...main.querySelectorAll("td.named")].find((td) => td.parentElement.dataset.row === told.id);
  if (cell) { cell.scrollIntoView({ block: "nearest", inline: "nearest" }); cell.click(); } else go(told.address);
}

function become(person) {
  me = person;
  try { localStorage.setItem("notion-me", person); } catch { /* the choice lasts as long as the page */ }
  load().catch((error) => say(error.message));
}

function show(database, view) {
  views.set(database, view);
  more_.delete(database);
  if (database === page.drawing.node?.id) history.replaceState(null, "", spoken(new URL(`${location.pathname}?v=${view.replaceAll("-", "")}`, location.href)));
  load().catch((error) => say(error.message));
}

function more(database) {
  more_.set(database, (more_.get(database) ?? 0) + 100);
  load().catch((error) => say(error.message));
}

async function go(target, push = true) {
  const to = new URL(target, location.href), name = /([0-9a-f]{32})$/.exec(to.pathname.replaceAll("-", ""));
  if (to.origin !== location.origin || !to.pathname.startsWith(ROOT)) { location.href = target; return; }
  close();
  say("");
  document.body.classList.remove("unfolded");
  document.activeElement?.blur();
  if (push) history.pushState(null, "", spoken(to));
  id = name ? name[1] : "";
  views.clear();
  more_.clear();
  wanted(to);
  await load().then(() => main.scrollTo(0, 0), (error) => say(error.message));
}

// A language that was asked for stays.
function spoken(to) {
  if (LANGUAGE) to.searchParams.set("lang", LANGUAGE);
  return to;
}

function wanted(to) { const view = to.searchParams.get("v"); if (view && id) views.set(id, view); }

// While somebody types, the page stays as it is.
const busy = () => isOpen() || waiting > 0 || (document.activeElement?.matches("textarea.title") && document.activeElement.value !== page.drawing?.node?.title);

async function watch() {
  try {
    const { version } = await ask("/version");
    if (silent) say("");
    silent = false;
    if (version !== page.drawing?.version && !busy()) await load();
  } catch (error) {
    silent = error.silent ?? false;
    say(error.message);
  }
  setTimeout(watch, EVERY);
}

main.addEventListener("keydown", (event) => {
  const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  const cell = event.target.closest("td[data-key]");
  if (!cell || cell !== event.target || !moves[event.key] || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  step(cell.dataset.key, moves[event.key]);
});
document.addEventListener("pointerdown", (event) => { if (document.body.classList.contains("unfolded") && !event.target.closest("#side, #opener")) document.body.classList.remove("unfolded"); });
addEventListener("popstate", () => go(location.href, false));
wanted(new URL(location.href));
load().catch((error) => say(error.message)).then(watch);
