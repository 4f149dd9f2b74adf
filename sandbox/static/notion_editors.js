// The editors of values: one for each kind of property.
import { button, icon, make } from "./notion_dom.js";
import { chip, face, pill } from "./notion_cells.js";
import { close, pop } from "./notion_pop.js";

const FIELDS = ["title", "rich_text", "number", "url", "email", "phone_number"];
const KEYBOARDS = { number: "decimal", url: "url", email: "email", phone_number: "tel" };

// `typed` is the letter that opened a field.
export function edit(page, anchor, row, column, cell, typed) {
  const set = (value) => page.act("set", { page: row.id, property: column.id, value });
  const { type } = column;
  if (type === "checkbox") set(!cell.checked);
  else if (FIELDS.includes(type)) field(page, anchor, column, cell, typed, set);
  else if (type === "date") days(page, anchor, cell, set);
  else if (type === "select" || type === "status") options(page, anchor, column, cell, set, false);
  else if (type === "multi_select") options(page, anchor, column, cell, set, true);
  else if (type === "people") people(page, anchor, cell, set);
  else if (type === "relation") relation(page, anchor, column, cell, set);
}

function field(page, anchor, column, cell, typed, set) {
  const before = cell.entered ?? "", one = column.type !== "rich_text";
  const area = make(one && column.type !== "title" ? "input" : "textarea", {
    "aria-label": column.name, autocomplete: "off", rows: one ? undefined : "1", inputmode: KEYBOARDS[column.type], set: { value: typed ?? before },
  });
  const grow = () => { if (area.tagName === "TEXTAREA") { area.style.height = "0"; area.style.height = `${Math.min(320, area.scrollHeight + 2)}px`; } };
  const cut = column.type === "title" ? area.value.replaceAll("\n", " ") : area.value;
  area.value = cut;
  area.addEventListener("input", grow);
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.key === "Enter" && !(event.shiftKey && !one)) || event.key === "Tab") {
      event.preventDefault();
      close();
      page.step(anchor.dataset.key, event.key === "Tab" ? [0, event.shiftKey ? -1 : 1] : [1, 0]);
    }
  });
  pop(anchor, "field", area, { over: column.type === "rich_text" ? 380 : 240, done: (keep) => { if (keep && area.value !== before) set(area.value); } });
  grow();
  area.setSelectionRange?.(area.value.length, area.value.length);
}

// A list with a field above that narrows it. `items()` gives {key, draw, on}; `make` what to offer for a new name.
function chooser(page, anchor, { had, items, pick, create, label, said }) {
  const list = make("ul", { role: "listbox", "aria-label": label });
  const field = make("input", { type: "text", placeholder: page.words.search, "aria-label": label, autocomplete: "off" });
  const chips = make("div"), top = make("div", { class: "had" }, chips, field);
  let at = 0, shownItems = [];
  const redraw = async () => {
    chips.replaceChildren(...had(() => { redraw(); field.focus(); }));
    const wanted = field.value.trim(), asked = await items(wanted);
    if (field.value.trim() !== wanted) return;
    shownItems = create && wanted && !asked.some((one) => one.name.toLocaleLowerCase() === wanted.toLocaleLowerCase())
      ? [...asked, { name: wanted, made: true, draw: () => [make("span", { text: page.words.create }), pill({ name: wanted, color: "default" })] }] : asked;
    at = Math.max(0, Math.min(at, shownItems.length - 1));
    list.replaceChildren(...shownItems.map((one, n) => make("li", { role: "option", "aria-selected": String(Boolean(one.on)), class: n === at ? "at" : undefined, on: { click: () => take(one), pointerenter: () => mark(n) } },
      ...one.draw(), one.on ? make("span", { class: "tick", text: "✓", "aria-hidden": "true" }) : null)));
  };
  const mark = (n) => { at = n; [...list.children].forEach((child, i) => child.classList.toggle("at", i === at)); list.children[at]?.scrollIntoView({ block: "nearest" }); };
  const take = (one) => { field.value = ""; const stays = one.made ? create(one.name) : pick(one); if (stays) { redraw(); field.focus(); } else close(); };
  field.addEventListener("input", () => { at = 0; redraw(); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark((at + (event.key === "ArrowDown" ? 1 : -1) + shownItems.length) % Math.max(1, shownItems.length)); }
    else if (event.key === "Enter") { event.preventDefault(); if (shownItems[at]) take(shownItems[at]); else close(); }
    else if (event.key === "Tab") { event.preventDefault(); close(); page.step(anchor.dataset.key, [0, event.shiftKey ? -1 : 1]); }
  });
  pop(anchor, "choose", [top, make("p", { class: "said", text: said }), list], { focus: field });
  redraw();
}

const remover = (page, name, act) => button("×", act, { "aria-label": `${page.words.remove}: ${name}` });

function options(page, anchor, column, cell, set, several) {
  const status = column.type === "status" ? "status" : "";
  let chosen = cell.options ?? [];
  const send = () => set(several ? chosen.map((one) => one.id ?? one.name) : chosen[0]?.id ?? chosen[0]?.name ?? null);
  const had = (redraw) => chosen.map((one) => {
    const drawn = pill(one, status);
    if (!status) drawn.append(remover(page, one.name, () => { chosen = chosen.filter((other) => other !== one); send(); redraw(); }));
    return drawn;
  });
  const pick = (one) => {
    const on = chosen.some((other) => other.id === one.option.id);
    if (several) chosen = on ? chosen.filter((other) => other.id !== one.option.id) : [...chosen, one.option];
    else chosen = on && !status ? [] : [one.option];
    send();
    return several;
  };
  const items = (wanted) => column.options.filter((option) => option.name.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()))
    .map((option) => ({ name: option.name, option, on: chosen.some((one) => one.id === option.id), draw: () => [pill(option, status)] }));
  const create = status ? null : (name) => { chosen = several ? [...chosen, { name }] : [{ name }]; send(); return several; };
  chooser(page, anchor, { had, items, pick, create, label: column.name, said: status ? page.words.choose : page.words.choose_or_create });
}

function people(page, anchor, cell, set) {
  let chosen = cell.people ?? [];
  const had = (redraw) => chosen.map((one) => {
    const drawn = face(one);
    drawn.append(remover(page, one.name, () => { chosen = chosen.filter((other) => other.id !== one.id); set(chosen.map((other) => other.id)); redraw(); }));
    return drawn;
  });
  const pick = ({ person }) => {
    const on = chosen.some((one) => one.id === person.id);
    chosen = on ? chosen.filter((one) => one.id !== person.id) : [...chosen, person];
    set(chosen.map((one) => one.id));
    return true;
  };
  const items = (wanted) => page.drawing.people.filter((one) => `${one.name} ${one.email}`.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()))
    .map((person) => ({ name: person.name, person, on: chosen.some((one) => one.id === person.id), draw: () => [face(person)] }));
  chooser(page, anchor, { had, items, pick, label: page.words.people, said: page.words.choose });
}

function relation(page, anchor, column, cell, set) {
  let chosen = cell.pages ?? [];
  const had = (redraw) => chosen.map((one) => {
    const drawn = make("span", {}, chip(page, one, true));
    drawn.append(remover(page, one.title, () => { chosen = chosen.filter((other) => other.id !== one.id); set(chosen.map((other) => other.id)); redraw(); }));
    return drawn;
  });
  const pick = ({ row }) => {
    const on = chosen.some((one) => one.id === row.id);
    chosen = on ? chosen.filter((one) => one.id !== row.id) : column.single ? [row] : [...chosen, row];
    set(chosen.map((one) => one.id));
    return !column.single;
  };
  const items = async (wanted) => (await page.ask(`/rows/${column.target}?q=${encodeURIComponent(wanted)}`)).rows
    .map((row) => ({ name: row.title, row, on: chosen.some((one) => one.id === row.id), draw: () => [icon(row), make("span", { text: row.title || page.words.untitled })] }));
  chooser(page, anchor, { had, items, pick, label: column.name, said: page.words.link_rows });
}

function days(page, anchor, cell, set) {
  const words = page.words, [start, end] = [cell.start ?? "", cell.end ?? ""];
  const clock = (text) => (text.length > 10 ? text.slice(11, 16) : "");
  const at = { first: start.slice(0, 10), last: end.slice(0, 10), from: clock(start), to: clock(end) };
  const inputs = Object.fromEntries(Object.entries(at).map(([name, value]) => [name, make("input", { type: name === "first" || name === "last" ? "date" : "time", set: { value } })]));
  const ends = make("input", { type: "checkbox", set: { checked: Boolean(end) } });
  const timed = make("input", { type: "checkbox", set: { checked: Boolean(at.from) } });
  const label = (text, ...parts) => make("label", {}, make("span", { text }), ...parts);
  const second = make("div", {}, label(words.end_date, inputs.last, inputs.to));
  const show = () => {
    second.hidden = !ends.checked;
    inputs.from.hidden = inputs.to.hidden = !timed.checked;
    if (timed.checked && !inputs.from.value) inputs.from.value = "09:00";
    if (ends.checked && !inputs.last.value) inputs.last.value = inputs.first.value;
    if (ends.checked && timed.checked && !inputs.to.value) inputs.to.value = inputs.from.value || "10:00";
  };
  ends.addEventListener("change", show);
  timed.addEventListener("change", show);
  const moment = (day, time, zone) => (timed.checked && time ? `${day}T${time}:00${zone}` : day);
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(start)?.[1] ?? "Z";
  const value = () => (inputs.first.value ? { start: moment(inputs.first.value, inputs.from.value, zone), end: ends.checked && inputs.last.value ? moment(inputs.last.value, inputs.to.value, zone) : null } : null);
  const before = JSON.stringify(value());
  const form = make("form", { class: "form", on: { submit: (event) => { event.preventDefault(); close(); } } },
    label(words.start_date, inputs.first, inputs.from), second,
    make("label", { class: "row" }, ends, words.with_end), make("label", { class: "row" }, timed, words.with_time),
    make("div", {}, make("button", { class: "primary", text: words.done }), button(words.clear, () => { inputs.first.value = ""; close(); })));
  show();
  pop(anchor, "", form, { focus: inputs.first, done: (keep) => { if (keep && JSON.stringify(value()) !== before) set(value()); } });
}
