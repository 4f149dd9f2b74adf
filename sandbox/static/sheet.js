// The page of one spreadsheet: draws what the sandbox sends, sends back what a person does, and
// draws anew when somebody else has changed something.
import { charts, draw, layout } from "./drawing.js";
import { editing } from "./editing.js";

const root = `/_page/google/${encodeURIComponent(document.body.dataset.id)}`;
const words = JSON.parse(document.getElementById("words").textContent);
const grid = document.getElementById("grid"), tabs = document.getElementById("tabs");
const said = document.getElementById("said"), groups = document.querySelector("[data-do=groups]");
const EVERY = 700;
let unfolded = false, more = 0, turn = 0, silent = false;
const page = { sheet: null, plan: null, act, say };
let editor = null;

function say(text) {
  said.textContent = text;
  said.hidden = !text;
}

async function ask(path, body) {
  const post = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try { answer = await fetch(root + path, post); } catch { throw Object.assign(new Error(words.silent), { silent: true }); }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.message || words.silent);
  return told;
}

// Answers may overtake one another; only the newest is drawn.
async function load(tab = page.sheet?.tab.id ?? document.body.dataset.tab) {
  const mine = (turn += 1);
  const found = await ask(`/grid?tab=${tab}&more=${more}`);
  if (mine !== turn) return;
  const before = page.sheet?.tab.id === found.tab.id ? page.sheet.cells : null;
  page.sheet = found;
  redraw(before);
}

function redraw(before = null) {
  const { sheet } = page;
  page.plan = layout(sheet, unfolded, grid.clientWidth);
  document.title = document.getElementById("title").textContent = sheet.title;
  const table = draw(sheet, page.plan, before);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "more", textContent: words.more_rows });
  button.addEventListener("click", () => { more += 100; load(); });
  grid.replaceChildren(table, ...(sheet.tab.more ? [button] : []));
  grid.append(...charts(sheet, table));
  groups.hidden = !sheet.tab.columns.some((column) => column.hidden && column.grouped);
  tabs.replaceChildren(...sheet.tabs.map(tabButton));
  editor ??= editing(page);
  editor.redrawn();
}

async function act(what, fields = {}) {
  const [row, column] = editor.chosen;
  say("");
  try { await ask("/act", { do: what, tab: page.sheet.tab.id, row, column, ...fields }); } catch (error) { say(error.message); }
  await load().catch((error) => say(error.message));
}

function tabButton(tab) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: tab.title });
  const here = tab.id === page.sheet.tab.id;
  button.style.borderBottomColor = tab.color || "transparent";
  button.classList.toggle("hidden-tab", tab.hidden);
  if (tab.hidden) button.title = words.hidden_tab;
  if (here) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => open(tab.id));
  if (here) button.addEventListener("dblclick", rename);
  return button;
}

async function open(tab) {
  await editor.settle();
  if (tab === page.sheet.tab.id) return;
  editor.home();
  more = 0;
  say("");
  await load(tab).catch((error) => say(error.message));
  grid.scrollTo(0, 0);
  tabs.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  history.replaceState(null, "", `#gid=${tab}`);
}

async function rename() {
  const text = prompt(words.new_title, page.sheet.tabs.find((tab) => tab.id === page.sheet.tab.id).title);
  if (text) await act("rename_tab", { text });
}

document.querySelector(".bar").addEventListener("click", async (event) => {
  const what = event.target.dataset.do;
  if (!what || !page.sheet) return;
  await editor.settle();
  if (what === "groups") {
    unfolded = !unfolded;
    groups.setAttribute("aria-pressed", String(unfolded));
    groups.textContent = unfolded ? words.fold : words.unfold;
    redraw();
  } else if (what === "rename_tab") await rename();
  else await act(what);
  editor.hold();
});

async function watch() {
  try {
    const { version } = await ask("/version");
    if (silent) say("");
    silent = false;
    if (version !== page.sheet.version && !editor.busy) await load();
  } catch (error) {
    silent = error.silent ?? false;
    say(error.message);
  }
  setTimeout(watch, EVERY);
}

let width = innerWidth;
addEventListener("resize", () => { if (page.sheet && width !== innerWidth) { width = innerWidth; redraw(); } });
addEventListener("hashchange", () => { const named = /gid=(\d+)/.exec(location.hash); if (named) open(Number(named[1])); });
const named = /gid=(\d+)/.exec(location.hash);
load(named ? named[1] : undefined).then(() => { editor.hold(); watch(); }, (error) => say(error.message));
