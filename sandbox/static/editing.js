// The chosen cell, and the field over it in which people type. It always has the keyboard, so that
// input methods and pasting work; it shows itself only while a cell is edited.
import { letters } from "./drawing.js";

const grid = document.getElementById("grid"), editor = document.getElementById("editor");
const entry = document.getElementById("entry"), place = document.getElementById("place");
const list = document.getElementById("choices");
const touched = () => matchMedia("(pointer: coarse)").matches;
const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

// `page` tells the sheet, its plan, and how to send an act.
export function editing(page) {
  let chosen = [0, 0], mode = "", active = -1;  // mode: "" | "type" (arrows leave) | "edit" (arrows stay)
  const found = (at = chosen) => page.sheet.cells[at.join(",")];
  const td = () => grid.querySelector(`td[data-at="${chosen}"]`);
  const content = () => found()?.entered ?? found()?.text ?? "";

  function choose(row, column) {
    const { across, down, anchors } = page.plan;
    const at = [row, column].join(",");
    if (anchors.has(at)) [row, column] = anchors.get(at).split(",").map(Number);
    if (!down.includes(row)) row = down.find((n) => n > row) ?? down[down.length - 1];
    if (!across.includes(column)) column = across.find((n) => n > column) ?? across[across.length - 1];
    chosen = [row, column];
    mark();
    reveal();
  }

  function mark() {
    grid.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
    td()?.classList.add("chosen");
    grid.querySelector(`th[data-column="${chosen[1]}"]`)?.classList.add("chosen");
    grid.querySelector(`th[data-row="${chosen[0]}"]`)?.classList.add("chosen");
    place.textContent = letters(chosen[1]) + (chosen[0] + 1);
    if (!mode) { entry.value = content(); editor.value = ""; }
    cover();
  }

  // Scrolls the chosen cell out from behind frozen rows and columns, and from beyond the edges.
  function reveal() {
    const cell = td(), box = grid.getBoundingClientRect();
    if (!cell || cell.classList.contains("corner")) return;
    const at = cell.getBoundingClientRect();
    const still = [...grid.querySelectorAll("thead th.still, thead th:first-child")].pop()?.getBoundingClientRect().right ?? box.left;
    const head = [...grid.querySelectorAll("tbody th.still")].pop()?.getBoundingClientRect().bottom ?? box.top + 20;
    if (cell.style.left === "") grid.scrollLeft += at.left < still ? at.left - still : Math.min(Math.max(0, at.right - box.left - grid.clientWidth), at.left - still);
    if (cell.style.top === "") grid.scrollTop += at.top < head ? at.top - head : Math.min(Math.max(0, at.bottom - box.top - grid.clientHeight), at.top - head);
    cover();
  }

  // Puts the field over the cell.
  function cover() {
    const cell = td();
    if (!cell) return;
    const at = cell.getBoundingClientRect(), box = grid.getBoundingClientRect();
    const look = getComputedStyle(cell);
    const width = Math.max(at.width, Math.min(mode ? 220 : 0, innerWidth - at.left - 4));
    Object.assign(editor.style, {
      left: `${Math.max(at.left, box.left)}px`, top: `${Math.min(Math.max(at.top, box.top), box.bottom - 24)}px`, width: `${width}px`,
      height: "0", minHeight: `${at.height}px`, font: look.font, textAlign: look.textAlign, paddingLeft: look.paddingLeft,
    });
    if (touched()) editor.style.fontSize = "16px";  // smaller ones make phones zoom in
    editor.style.height = `${editor.scrollHeight + 2}px`;
    editor.classList.toggle("open", Boolean(mode));
    if (!list.hidden) offer();
  }

  function begin(how, text, from = editor) {
    if (!mode) page.say("");
    mode = how;
    if (from !== editor) editor.value = text;
    if (from !== entry) entry.value = text;
    if (from === null) { editor.value = text; editor.inputMode = "text"; editor.focus({ preventScroll: true }); editor.setSelectionRange(text.length, text.length); }
    cover();
    if (found()?.list !== undefined) offer(how === "type" ? text : "");
  }

  function leave() {
    mode = "";
    list.hidden = true;
    editor.value = "";
    editor.inputMode = touched() ? "none" : "text";
    editor.classList.remove("open");
    entry.value = content();
    cover();
  }

  // Sends what was typed; the cell shows it at once.
  async function settle() {
    if (!mode) return;
    const text = document.activeElement === entry ? entry.value : editor.value;
    const changed = text !== content(), at = chosen, cell = td();
    leave();
    if (!changed) return;
    if (cell) { cell.textContent = text.startsWith("=") ? "…" : text; cell.classList.add("sent"); }
    await page.act("type", { row: at[0], column: at[1], text });
  }

  function step(down, right) {
    const { across, down: rows, anchors } = page.plan;
    const move = (line, from, by) => line[Math.max(0, Math.min(line.indexOf(from) + by, line.length - 1))];
    let [row, column] = chosen;
    const start = anchors.get(chosen.join(","));
    for (let tries = 0; tries < 200; tries += 1) {
      row = down ? move(rows, row, down) : row;
      column = right ? move(across, column, right) : column;
      if (!start || anchors.get(`${row},${column}`) !== start) break;
    }
    choose(row, column);
    hold();
  }

  const hold = () => editor.focus({ preventScroll: true });

  // The list of a cell, under it; typing makes it shorter.
  function offer(filter = "") {
    const all = page.sheet.lists[found()?.list] ?? [], wanted = filter.toLocaleLowerCase();
    const shown = all.filter((one) => one.toLocaleLowerCase().includes(wanted));
    list.hidden = !shown.length;
    active = filter ? 0 : -1;
    list.replaceChildren(...shown.map((text, n) => {
      const item = Object.assign(document.createElement("li"), { textContent: text, role: "option" });
      item.ariaSelected = String(n === active);
      item.classList.toggle("same", text === content());
      return item;
    }));
    const at = editor.getBoundingClientRect(), above = at.bottom + 180 > innerHeight && at.top > innerHeight / 2;
    Object.assign(list.style, {
      left: `${Math.max(4, Math.min(at.left, innerWidth - list.offsetWidth - 4))}px`, minWidth: `${at.width}px`,
      top: above ? "auto" : `${at.bottom + 2}px`, bottom: above ? `${innerHeight - at.top + 2}px` : "auto",
    });
  }

  function walk(by) {
    const items = [...list.children];
    active = (active + by + items.length) % items.length;
    items.forEach((item, n) => { item.ariaSelected = String(n === active); });
    items[active].scrollIntoView({ block: "nearest" });
  }

  async function pick(text) { editor.value = entry.value = text; hold(); await settle(); }

  function pressed(event) {
    const key = event.key, control = event.ctrlKey || event.metaKey, back = event.shiftKey ? -1 : 1;
    if (event.isComposing) return;
    const go = (down, right) => { event.preventDefault(); const done = settle(); step(down, right); return done; };
    if (mode && !list.hidden && (key === "ArrowDown" || key === "ArrowUp")) { event.preventDefault(); walk(key === "ArrowDown" ? 1 : -1); }
    else if (key === "Enter" && mode && !list.hidden && active >= 0) { event.preventDefault(); pick(list.children[active].textContent); }
    else if (key === "Enter" && event.altKey && mode && event.target === editor) { event.preventDefault(); editor.setRangeText("\n", editor.selectionStart, editor.selectionEnd, "end"); cover(); }
    else if (key === "Enter" && mode) go(back, 0);
    else if (key === "Tab" && (mode || event.target === editor)) go(0, back);
    else if (key === "Escape") { leave(); page.say(""); hold(); }
    else if (control && key.toLowerCase() === "z" && !mode) { event.preventDefault(); page.act("undo"); }
    else if (event.target === entry) return;
    else if (MOVES[key] && (!mode || (mode === "type" && !editor.value.startsWith("=")))) go(...MOVES[key]);
    else if (mode) return;
    else if (key === "Enter" || key === "F2") { event.preventDefault(); begin("edit", content(), null); }
    else if (key === "Delete" || key === "Backspace") { event.preventDefault(); if (content()) page.act("type", { text: "" }); }
    else if (key === "Home") { event.preventDefault(); choose(control ? 0 : chosen[0], 0); }
    else if (key === "PageDown" || key === "PageUp") { event.preventDefault(); step((key === "PageDown" ? 1 : -1) * Math.max(1, Math.floor(grid.clientHeight / 60)), 0); }
  }

  editor.addEventListener("keydown", pressed);
  entry.addEventListener("keydown", pressed);
  editor.addEventListener("input", () => begin(mode || "type", editor.value, editor));
  entry.addEventListener("focus", () => { if (!mode) begin("edit", content(), entry); });
  entry.addEventListener("input", () => begin("edit", entry.value, entry));
  editor.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (mode || !text) return;
    event.preventDefault();
    page.act("paste", { text });
  });
  editor.addEventListener("copy", (event) => {
    if (mode) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", found()?.text ?? "");
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) pick(item.textContent);
  });
  let finger = false;
  grid.addEventListener("pointerdown", (event) => { finger = event.pointerType === "touch"; });
  grid.addEventListener("mousedown", (event) => { if (event.target.closest("td, th")) event.preventDefault(); });
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    const again = cell === td(), at = cell.dataset.at.split(",").map(Number);
    settle();
    choose(...at);
    if (event.target.closest(".arrow") || (finger && again)) begin("edit", content(), null);
    else if (!finger) hold();
  });
  grid.addEventListener("dblclick", (event) => { if (event.target.closest("td")) begin("edit", content(), null); });
  grid.addEventListener("scroll", cover, { passive: true });
  addEventListener("resize", cover);
  leave();
  return { choose, settle, redrawn: mark, hold, home: () => { chosen = [0, 0]; }, get chosen() { return chosen; }, get busy() { return Boolean(mode); } };
}
