// The menus of columns: their name, description, type and options; a new one; none at all.
import { button, make } from "./notion_dom.js";
import { close, pop } from "./notion_pop.js";

const COLORS = ["default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"];
const label = (text, part) => make("label", {}, make("span", { text }), part);
const choice = (options, value) => make("select", {}, options.map(([key, text]) => make("option", { value: key, text, selected: key === value })));

export function columnMenu(page, one, column, anchor) {
  const { words } = page, can = Boolean(page.drawing.me) && !one.locked, source = one.source;
  if (!can) return pop(anchor, "form", [make("b", { text: column.name }), make("p", { class: "quiet", text: column.description || words.types[column.type] || column.type })]);
  const name = make("input", { type: "text", set: { value: column.name } });
  const about = make("textarea", { rows: "2", set: { value: column.description ?? "" } });
  const types = page.drawing.types.includes(column.type) ? page.drawing.types : [column.type, ...page.drawing.types];
  const type = choice(types.map((key) => [key, words.types[key] ?? key]), column.type);
  type.disabled = column.type === "title";
  const rest = settings(page, one, column, type);
  const format = column.type === "number" ? choice(page.drawing.formats.map((key) => [key, key]), column.format) : null;
  const rows = column.options && column.type !== "status" ? optionRows(page, column) : [];
  const done = (keep) => {
    if (!keep) return;
    const send = (what, fields) => page.act(what, { source, property: column.id, ...fields });
    if (name.value.trim() && name.value.trim() !== column.name) send("rename_column", { name: name.value.trim() });
    if (about.value.trim() !== (column.description ?? "")) send("describe_column", { text: about.value.trim() });
    if (type.value !== column.type && !rest.incomplete()) send("retype_column", { type: type.value, ...rest.value() });
    else if (format && format.value !== column.format) send("format_column", { format: format.value });
    for (const row of rows) row.send(send);
  };
  return pop(anchor, "form", [
    label(words.name, name), label(words.description, about), label(words.type, type), rest.element,
    format && label(words.format, format), ...(rows.length ? [make("div", {}, make("span", { class: "quiet", text: words.options }), ...rows.map((row) => row.element))] : []),
    make("div", {}, button(words.done, () => close(), { class: "primary" }),
      column.type === "title" ? null : button(words.delete_column, () => { close(false); page.act("delete_column", { source, property: column.id }); }, { class: "danger" })),
  ].filter(Boolean), { done, focus: name });
}

function optionRows(page, column) {
  const row = (option) => {
    const name = make("input", { type: "text", "aria-label": page.words.name, set: { value: option?.name ?? "" }, placeholder: option ? undefined : page.words.new_option });
    const color = choice(COLORS.map((key) => [key, page.words.colors[key]]), option?.color ?? "default");
    color.ariaLabel = page.words.color;
    let gone = false;
    const element = make("div", { class: "option" }, name, color, option ? button("×", () => { gone = true; element.hidden = true; }, { "aria-label": `${page.words.remove}: ${option.name}` }) : null);
    const send = (act) => {
      const text = name.value.trim();
      if (gone) act("delete_option", { option: option.id });
      else if (!option && text) act("add_option", { name: text, color: color.value });
      else if (option && ((text && text !== option.name) || color.value !== (option.color ?? "default"))) act("change_option", { option: option.id, name: text || option.name, color: color.value });
    };
    return { element, send };
  };
  return [...column.options.map(row), row(null)];
}

// What a type needs beside its name: the database of a relation, the expression of a formula,
// what a rollup rolls up.
function settings(page, one, column, type) {
  const { words } = page, element = make("div", { class: "settings" });
  const target = choice(page.drawing.sources.map((source) => [source.id, source.title || words.untitled]), column?.target ?? one.source);
  const both = make("input", { type: "checkbox" });
  const expression = make("textarea", { rows: "3", placeholder: 'prop("Score") * 2', set: { value: column?.expression ?? "" } });
  const links = one.all.filter((each) => each.type === "relation");
  const via = choice(links.map((each) => [each.id, each.name]), column?.rollup?.relation ?? links[0]?.id);
  const counts = choice(page.drawing.functions.map((key) => [key, key]), column?.rollup?.function ?? "count");
  const what = make("select");
  const targets = () => what.replaceChildren(...(page.drawing.sources.find((source) => source.id === links.find((each) => each.id === via.value)?.target)?.columns ?? []).map((each) => make("option", { value: each.id, text: each.name, selected: each.id === column?.rollup?.property })));
  via.addEventListener("change", targets);
  targets();
  const parts = {
    relation: [label(words.related_to, target), make("label", { class: "row" }, both, words.both_sides)],
    formula: [label(words.formula, expression)],
    rollup: [label(words.relation, via), label(words.property, what), label(words.counted, counts)],
  };
  const show = () => element.replaceChildren(...(type.value !== column?.type ? parts[type.value] ?? [] : []));
  type.addEventListener("change", show);
  show();
  return {
    element,
    incomplete: () => (type.value === "formula" && !expression.value.trim()) || (type.value === "rollup" && (!via.value || !what.value)),
    value: () => ({ relation: { target: target.value, both: both.checked }, formula: { expression: expression.value.trim() }, rollup: { relation: via.value, rolled: what.value, function: counts.value } })[type.value] ?? {},
  };
}

export function addColumn(page, one, anchor) {
  const { words } = page, name = make("input", { type: "text", placeholder: words.name });
  const type = choice(page.drawing.types.map((key) => [key, words.types[key] ?? key]), "rich_text");
  const rest = settings(page, one, null, type);
  const form = make("form", { class: "form", on: { submit: (event) => {
    event.preventDefault();
    if (rest.incomplete()) return;
    close();
    page.act("add_column", { source: one.source, view: one.view?.id ?? "", name: name.value.trim() || words.types[type.value] || type.value, type: type.value, ...rest.value() });
  } } }, label(words.name, name), label(words.type, type), rest.element, make("button", { class: "primary", text: words.add_column }));
  pop(anchor, "", form, { focus: name });
}
