// Calendars and timelines. Days are counted in UTC, so that no clock change moves them.
import { button, link, make } from "./notion_dom.js";
import { card } from "./notion_cards.js";

const DAY = 86_400_000;
const shifted = new Map();
const at = (text) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
const iso = (time) => new Date(time).toISOString().slice(0, 10);

function spans(one) {
  return one.rows.filter((row) => row.from).map((row) => ({ row, from: at(row.from), to: Math.max(at(row.from), at(row.to ?? row.from)) }));
}

export function calendar(page, one) {
  const language = document.documentElement.lang, today = at(page.drawing.today);
  const here = new Date(today), first = Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + (shifted.get(one.view.id) ?? 0), 1);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY, month = new Date(first).getUTCMonth();
  const turn = (by) => () => { shifted.set(one.view.id, (shifted.get(one.view.id) ?? 0) + by); page.redraw(); };
  const found = spans(one), days = [];
  const small = { ...one, columns: [] };
  for (let day = start; day < start + 42 * DAY && (days.length % 7 || new Date(day).getUTCMonth() === month || day < first); day += DAY) {
    const rows = found.filter(({ from, to }) => from <= day && day <= to).map(({ row }) => card(page, small, row));
    days.push(make("div", { class: `day${new Date(day).getUTCMonth() === month ? "" : " off"}${day === today ? " today" : ""}`, data: { day: iso(day) } }, make("span", { text: String(new Date(day).getUTCDate()) }), ...rows));
  }
  const weekdays = Array.from({ length: 7 }, (_, n) => make("div", { class: "weekday", text: format(language, { weekday: "short" }, start + n * DAY) }));
  return make("div", {},
    make("div", { class: "turn" }, make("b", { text: format(language, { month: "long", year: "numeric" }, first) }), button("‹", turn(-1), { "aria-label": page.words.earlier }), button(page.words.today, () => { shifted.delete(one.view.id); page.redraw(); }), button("›", turn(1), { "aria-label": page.words.later })),
    make("div", { class: "scroll", data: { scroll: one.view.id } }, make("div", { class: "month" }, weekdays, days)));
}

const format = (language, options, time) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(time);

// Bars from the first to the last day of each row, over months.
export function timeline(page, one) {
  const found = spans(one), language = document.documentElement.lang;
  const bare = one.rows.filter((row) => !row.from);
  const undated = bare.length ? make("p", { class: "undated", text: `${page.words.undated}: ${bare.map((row) => row.title || page.words.untitled).join(", ")}` }) : null;
  if (!found.length) return make("div", {}, undated ?? make("p", { class: "none", text: page.words.no_rows }));
  const today = at(page.drawing.today), low = new Date(Math.min(today, ...found.map((span) => span.from))), high = new Date(Math.max(today, ...found.map((span) => span.to)));
  const from = Date.UTC(low.getUTCFullYear(), low.getUTCMonth(), 1), to = Date.UTC(high.getUTCFullYear(), high.getUTCMonth() + 1, 1);
  const scale = Math.max(3, Math.min(14, (document.getElementById("main").clientWidth - 280) / ((to - from) / DAY))), left = (time) => `${((time - from) / DAY) * scale}px`;
  const ticks = [];
  for (let month = from; month < to;) {
    ticks.push(make("span", { class: "tick", style: { left: left(month) }, text: format(language, { month: "long", year: "numeric" }, month) }));
    const next = new Date(month);
    month = Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1);
  }
  const strips = found.map(({ row, from: begin, to: end }) => {
    const bar = link(page, row.address, "", row.title || page.words.untitled);
    Object.assign(bar.style, { left: left(begin), width: `${((end - begin) / DAY + 1) * scale}px` });
    bar.title = [row.title, row.from, row.to].filter(Boolean).join("\n");
    return make("div", { class: "strip" }, bar);
  });
  const width = `${((to - from) / DAY) * scale}px`;
  return make("div", {}, make("div", { class: "scroll", data: { scroll: one.view.id } }, make("div", { class: "span", style: { width } }, ticks, make("span", { class: "now", style: { left: left(today) } }), strips)), undated);
}
