// Boards, galleries and lists.
import { button, icon, link, make } from "./notion_dom.js";
import { shown } from "./notion_cells.js";
import { groupName } from "./notion_table.js";

const filled = (page, one, row) => one.columns.filter((column) => column.type !== "title").map((column) => [column, row.cells[column.id]])
  .map(([column, cell]) => [column, shown(page, cell, { links: false }).filter((part) => part !== null && part !== "")])
  .filter(([, parts]) => parts.length);

export function card(page, one, row) {
  return link(page, row.address, "card", make("b", {}, row.icon ? icon(row) : null, row.title || page.words.untitled),
    ...filled(page, one, row).map(([column, parts]) => make("div", { title: column.name }, ...parts)));
}

// Cards are dragged from one lane to another, which sets what the lanes stand for.
export function board(page, one) {
  const by = one.grouped;
  const lanes = (one.groups ?? []).map((group) => {
    const cards = one.rows.filter((row) => group.rows.includes(row.id)).map((row) => {
      const made = card(page, one, row);
      made.draggable = Boolean(by?.editable && page.drawing.me);
      made.dataset.row = row.id;
      made.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/row", row.id));
      return made;
    });
    const lane = make("div", { class: "lane", data: { group: group.key } }, make("h3", {}, ...groupName(page, group), make("span", { class: "count", text: String(cards.length) })), ...cards);
    if (by?.editable && page.drawing.me && !one.shut) {
      lane.append(button(`+ ${page.words.new_row}`, () => page.add(one, { [by.id]: group.value }), { class: "more" }));
      lane.addEventListener("dragover", (event) => { event.preventDefault(); lane.classList.add("over"); });
      lane.addEventListener("dragleave", () => lane.classList.remove("over"));
      lane.addEventListener("drop", (event) => {
        event.preventDefault();
        lane.classList.remove("over");
        const row = event.dataTransfer.getData("text/row");
        if (row && !group.rows.includes(row)) page.act("set", { page: row, property: by.id, value: group.value });
      });
    }
    return lane;
  });
  return make("div", { class: "scroll", data: { scroll: one.view.id } }, make("div", { class: "columns" }, lanes));
}

export function gallery(page, one) {
  return make("div", { class: "cards" }, one.rows.map((row) => card(page, one, row)), one.rows.length ? null : make("p", { class: "none", text: page.words.no_rows }));
}

export function lines(page, one) {
  return make("div", { class: "lines" }, one.rows.map((row) => link(page, row.address, "", icon(row), make("span", { class: "named", text: row.title || page.words.untitled }),
    make("span", { class: "beside" }, ...filled(page, one, row).map(([column, parts]) => make("span", { title: column.name }, ...parts))))),
  one.rows.length ? null : make("p", { class: "none", text: page.words.no_rows }));
}
