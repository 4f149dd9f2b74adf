// The content of a page, block by block.
import { icon, link, make, runs } from "./notion_dom.js";
import { base } from "./notion_table.js";

export function blocks(page, list) {
  let number = 0;
  return list.map((block, n) => {
    number = block.type !== "numbered_list_item" ? 0 : list[n - 1]?.type === "numbered_list_item" ? number + 1 : 1;
    return one(page, block, number);
  });
}

const folded = new Map();
const HEADINGS = { heading_1: "h2", heading_2: "h3", heading_3: "h4", heading_4: "h4" };

function one(page, block, number) {
  const words = () => runs(page, block.runs ?? []), children = () => blocks(page, block.children ?? []);
  const ink = block.color && block.color !== "default" ? ` ink-${block.color}` : "";
  switch (block.type) {
    case "heading_1": case "heading_2": case "heading_3": case "heading_4": {
      const heading = make(HEADINGS[block.type], { class: `block${ink}` }, words());
      return block.children?.length ? toggle(block, heading, children()) : heading;
    }
    case "toggle": return toggle(block, make("span", { class: ink.trim() }, words()), children());
    case "bulleted_list_item": return item(make("span", { text: "•" }), words(), children(), ink);
    case "numbered_list_item": return item(make("span", { text: `${number}.` }), words(), children(), ink);
    case "to_do": {
      const box = make("input", { type: "checkbox", class: "box", checked: block.checked, disabled: !page.drawing.me, on: { change: () => page.act("check", { id: block.id }) } });
      box.ariaLabel = (block.runs ?? []).map((run) => run.text).join("");
      const made = item(box, words(), children(), ink);
      made.classList.toggle("done", Boolean(block.checked));
      return made;
    }
    case "quote": return make("blockquote", { class: `block${ink}` }, words(), children());
    case "callout": return make("div", { class: `callout${ink}` }, icon({ icon: block.icon, kind: "note" }), make("div", {}, make("div", { class: "words" }, words()), children()));
    case "divider": return make("hr");
    case "code": return make("pre", { class: "block" }, words());
    case "equation": return make("pre", { class: "block", text: block.text });
    case "table": return make("div", { class: "grid-scroll" }, make("table", { class: "grid" }, make("tbody", {}, (block.rows ?? []).map((row, n) => make("tr", {}, row.map((cell, m) => make((block.head && n === 0) || (block.side && m === 0) ? "th" : "td", {}, runs(page, cell))))))));
    case "column_list": return make("div", { class: "beside-columns" }, children());
    case "column": case "synced_block": case "tab": return make("div", {}, words(), children());
    case "child_page": case "link_to_page": return block.page ? link(page, block.page.address, "child", icon(block.page), make("b", { text: block.page.title || page.words.untitled })) : nothing(page);
    case "child_database": return block.base ? base(page, page.drawing.bases[block.base], true) : block.page ? link(page, block.page.address, "child", icon(block.page), make("b", { text: block.page.title || page.words.untitled })) : nothing(page);
    case "bookmark": case "embed": case "image": case "file": case "pdf": case "video": case "audio":
      return make("div", { class: "block" }, runs(page, [{ text: block.text || block.href || page.words.nothing_there, href: block.href }]), block.runs?.length ? ["  ", make("span", { class: "quiet" }, words())] : null);
    case "paragraph": return make("div", { class: `block${ink}` }, words(), block.children?.length ? make("div", { class: "block in" }, children()) : null);
    default: return make("div", { class: "block unknown", text: `[${block.type}]` });
  }
}

const nothing = (page) => make("div", { class: "block unknown", text: page.words.nothing_there });

function item(dot, words, children, ink) {
  return make("div", { class: `item${ink}` }, make("div", { class: "dot" }, dot), make("div", {}, make("div", { class: "words" }, words), children));
}

function toggle(block, head, children) {
  const made = make("details", { class: "block", open: folded.get(block.id) ?? false }, make("summary", {}, head), make("div", {}, children));
  head.style.display = "inline";
  made.addEventListener("toggle", () => folded.set(block.id, made.open));
  return made;
}
