// How values look, in a table, on a card and beside the name of a property.
import { address, link, make, runs, sign } from "./notion_dom.js";

export function pill(option, className = "") {
  return make("span", { class: `pill is-${option.color ?? "default"} ${className}`, text: option.name, title: option.description });
}

export function face(user) {
  return make("span", { class: "chip" }, make("span", { class: "face", "aria-hidden": "true", text: user.kind === "bot" ? "⚙" : [...user.name][0] ?? "?" }), make("span", { text: user.name }));
}

// The elements of one value; none for an empty one.
export function shown(page, cell, { links = true } = {}) {
  switch (cell.kind) {
    case "runs": return links ? runs(page, cell.runs) : [cell.text];
    case "pills": return cell.options.map((option) => pill(option, cell.type === "status" ? "status" : ""));
    case "people": return cell.people.map(face);
    case "pages": return cell.pages.map((one) => chip(page, one, links));
    case "check": return [make("input", { type: "checkbox", class: "box", checked: cell.checked, tabindex: "-1", "aria-label": page.words[cell.checked ? "yes" : "no"] })];
    case "link": return links && address(cell.href) ? [make("a", { class: "rich-link", href: cell.href, target: "_blank", rel: "noopener noreferrer", text: cell.text })] : [cell.text];
    case "files": return cell.files.map((file) => make("span", { class: "chip" }, sign("files"), file.href && address(file.href) && links ? make("a", { class: "rich-link", href: file.href, target: "_blank", rel: "noopener noreferrer", text: file.name }) : make("span", { text: file.name })));
    case "number": return [cell.text, cell.share === undefined ? null : bar(cell.share)];
    case "many": return cell.cells.flatMap((one, n) => [n && one.kind !== "pages" ? ", " : null, ...shown(page, one, { links })]);
    default: return cell.text ? [cell.text] : [];
  }
}

// A related row; where values are edited, links to the rows stand in the editor.
export function chip(page, one, links) {
  const inside = [make("span", { class: "icon" }, sign("page")), make("span", { text: one.title || page.words.untitled, class: one.title ? undefined : "empty" })];
  return links ? link(page, one.address, "chip page", ...inside) : make("span", { class: "chip page" }, ...inside);
}

function bar(share) {
  return make("span", { class: "bar", "aria-hidden": "true" }, make("i", { style: { width: `${Math.max(0, Math.min(100, share * 100))}%` } }));
}

// Puts a value into its place and lets people change it there.
export function fit(element, page, row, column, cell, edit) {
  element.dataset.key = `${row.id}/${column.id}`;
  element.dataset.type = column.type;
  const can = column.editable && !row.locked && page.drawing.me;
  element.append(...shown(page, cell, { links: !can || cell.kind !== "pages" }).filter((part) => part !== null && part !== ""));
  if (cell.text?.length > 30) element.title = cell.text;
  if (!can) return element;
  element.classList.add("can");
  element.addEventListener("click", (event) => {
    if (event.target.closest("a, button, .opens") || getSelection().toString()) return;
    edit(page, element, row, column, cell);
  });
  element.addEventListener("keydown", (event) => {
    if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === "F2" || (event.key === " " && column.type === "checkbox")) {
      event.preventDefault();
      edit(page, element, row, column, cell);
    } else if ((event.key === "Delete" || event.key === "Backspace") && column.type !== "title") {
      event.preventDefault();
      page.act("set", { page: row.id, property: column.id, value: null });
    } else if (event.key.length === 1 && TYPED.includes(column.type)) {
      event.preventDefault();
      edit(page, element, row, column, cell, event.key);
    }
  });
  return element;
}

const TYPED = ["title", "rich_text", "number", "url", "email", "phone_number"];
