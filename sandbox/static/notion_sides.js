// What stands around a page: the tree of the workspace, the way to here, who one is, the talk.
import { button, icon, link, make, runs, sign } from "./notion_dom.js";
import { close, pop } from "./notion_pop.js";
import { moveMenu } from "./notion_table.js";

const open = new Set();

export function side(page) {
  const { drawing, words } = page;
  drawing.crumbs.forEach((crumb) => open.add(crumb.id));
  const bin = button("", async (event) => { const anchor = event.currentTarget; trash(page, anchor, (await page.ask("/trash")).found); });
  bin.append(sign("trash"), make("span", { text: words.trash }));
  const fresh = drawing.me ? button("", async () => { const made = await page.act("add_page", { parent: page.drawing.node?.kind === "page" && !page.drawing.facts ? page.drawing.node.id : "" }); if (made) { await page.go(made.address); document.querySelector("#main .title")?.focus(); } }) : null;
  fresh?.append(sign("plus"), make("span", { text: words.new_page }));
  document.getElementById("side").replaceChildren(
    link(page, drawing.root, "space", drawing.workspace), tree(page, drawing.tree, "tree"), ...(fresh ? [fresh] : []), bin, make("p", { class: "note", text: words.hint }));
}

function tree(page, nodes, className) {
  return make("ul", { class: className }, nodes.map((node) => {
    const inside = node.children.length > 0, unfolded = open.has(node.id);
    const fold = inside ? button(unfolded ? "▾" : "▸", () => { if (unfolded) open.delete(node.id); else open.add(node.id); side(page); }, { class: "fold", "aria-expanded": String(unfolded), "aria-label": node.title || page.words.untitled }) : make("span", { class: "fold" });
    const to = link(page, node.address, "", icon(node), make("span", { text: node.title || page.words.untitled }));
    if (node.id === page.drawing.node?.id) to.setAttribute("aria-current", "page");
    return make("li", {}, make("div", { class: "branch" }, fold, to), inside && unfolded ? tree(page, node.children) : null);
  }));
}

function trash(page, anchor, found) {
  const { words } = page;
  pop(anchor, "bin", found.length ? make("ul", {}, found.map((node) => make("li", {}, icon(node), make("b", { text: node.title || words.untitled, title: node.where }),
    page.drawing.me ? button(words.restore, () => { close(); page.act("restore", { id: node.id }); }, { class: "quiet" }) : null,
    link(page, node.address, "quiet", words.open)))) : make("p", { class: "none", text: words.trash_empty, tabindex: "-1" }));
}

export function top(page) {
  const { drawing, words } = page;
  const opener = button("", () => document.body.classList.toggle("unfolded"), { id: "opener", "aria-label": words.pages });
  opener.append(sign("menu"));
  const crumbs = make("nav", { class: "crumbs", "aria-label": words.way }, drawing.crumbs.flatMap((node, n) => [n ? make("i", { text: "/" }) : null, link(page, node.address, "", icon(node), make("span", { text: node.title || words.untitled }))]));
  const people = drawing.people.filter((one) => one.kind === "person");
  const chosen = make("select", { "aria-label": words.you_are, on: { change: () => page.become(chosen.value) } }, people.map((one) => make("option", { value: one.id, text: one.name, selected: one.id === drawing.me })));
  const who = make("label", { class: "who" }, make("span", { text: words.you_are }), people.length ? chosen : make("b", { text: words.nobody }));
  document.getElementById("top").replaceChildren(opener, crumbs, who, ...menu(page));
}

function menu(page) {
  const { drawing, words } = page, node = drawing.node;
  if (!node || !drawing.me) return [];
  const dots = button("", () => pop(dots, "list", [
    entry("relation", words.connections, () => connections(page, dots)),
    entry("plus", words.duplicate, () => page.act("duplicate", { id: node.id })),
    entry("open", words.move, () => moveMenu(page, node, dots)),
    node.in_trash ? null : entry("trash", words.trash_it, () => page.act("trash", { id: node.id }), "danger"),
  ].filter(Boolean)), { "aria-label": words.page_menu, title: words.page_menu });
  dots.append(sign("more"));
  return [dots];
}

// Which connections reach this page by the API.
function connections(page, anchor) {
  const { drawing, words } = page;
  pop(anchor, "form", [make("b", { text: words.connections }), make("p", { class: "quiet", text: drawing.connections.length ? words.connect : words.connect_none, tabindex: "-1" }),
    ...drawing.connections.map((one) => {
      const box = make("input", { type: "checkbox", set: { checked: one.on || one.above }, disabled: one.above, on: { change: () => page.act("connect", { id: drawing.node.id, connection: one.id, on: box.checked }) } });
      return make("label", { class: "row" }, box, one.name, one.above ? make("span", { class: "quiet", text: words.from_above }) : null);
    })]);
}

function entry(name, text, act, className) {
  const made = button("", () => { close(); act(); }, { class: className });
  made.append(sign(name), text);
  return made;
}

const drafts = new Map();
let all = false;

// The comments on a page: open discussions first, those resolved on demand.
export function talk(page) {
  const { drawing, words } = page, threads = drawing.talk, live = threads.filter((thread) => !thread.resolved), done = threads.filter((thread) => thread.resolved);
  if (!threads.length && !drawing.me) return null;
  return make("section", { class: "talk", "aria-label": words.comments }, make("h2", { text: words.comments }),
    live.map((thread) => discussion(page, thread)),
    done.length ? button(`${words.resolved} (${done.length})`, () => { all = !all; page.redraw(); }, { class: "quiet", "aria-expanded": String(all) }) : null,
    all ? done.map((thread) => discussion(page, thread)) : null,
    drawing.me && !live.length ? composer(page, drawing.node.id, words.comment, { page: drawing.node.id }) : null);
}

function discussion(page, thread) {
  const { words, drawing } = page;
  const remarks = thread.remarks.map((remark, n) => make("div", { class: "remark" }, make("span", { class: "face", text: [...remark.author][0] ?? "?", "aria-hidden": "true" }),
    make("span", {}, make("b", { text: remark.author }), make("time", { datetime: remark.at, text: remark.when })),
    n === 0 && drawing.me ? button(thread.resolved ? words.reopen : words.resolve, () => page.act(thread.resolved ? "reopen" : "resolve", { discussion: thread.id }), { class: "quiet" }) : make("span"),
    make("p", {}, runs(page, remark.runs))));
  return make("div", { class: `thread${thread.resolved ? " done" : ""}`, data: { discussion: thread.id } }, thread.about ? make("p", { class: "quiet", text: `“${thread.about}”` }) : null, remarks,
    drawing.me && !thread.resolved ? composer(page, thread.id, words.reply, { discussion: thread.id }) : null);
}

function composer(page, key, placeholder, where) {
  const area = make("textarea", { rows: "1", placeholder, "aria-label": placeholder, set: { value: drafts.get(key) ?? "" }, data: { key: `talk/${key}` }, on: { input: () => drafts.set(key, area.value) } });
  const send = () => { const text = area.value.trim(); if (text) { drafts.delete(key); area.value = ""; page.act("comment", { ...where, text }); } };
  area.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); } });
  return make("div", { class: "write" }, area, button(page.words.send, send, { class: "primary" }));
}
