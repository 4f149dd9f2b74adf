// Elements of the Notion page. What people wrote goes in as text only, and addresses are checked.
const SVG = "http://www.w3.org/2000/svg";

export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (name === "set") Object.assign(element, value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Only addresses that a click may open.
export function address(href) {
  try { return ["http:", "https:", "mailto:", "tel:"].includes(new URL(href, location.href).protocol) ? href : ""; } catch { return ""; }
}

export function button(text, act, more = {}) {
  return make("button", { type: "button", text, ...more, on: { click: act } });
}

export function link(page, target, className, ...children) {
  return make("a", { class: className, href: target, on: { click: (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    page.go(target);
  } } }, ...children);
}

// Rich text: runs with their looks.
export function runs(page, list) {
  return list.map((run) => {
    const looks = ["bold", "italic", "strikethrough", "underline", "code"].filter((look) => run[look]);
    const color = run.color && run.color !== "default" ? ` ink-${run.color}` : "";
    const names = `${looks.map((look) => `rich-${look}`).join(" ")}${color}${run.mention ? " mention" : ""}`.trim();
    if (run.page) return link(page, run.page, `rich-link ${names}`, run.text);
    const href = run.href && address(run.href);
    if (href) return make("a", { class: `rich-link ${names}`, href, target: "_blank", rel: "noopener noreferrer", text: run.text });
    return names ? make("span", { class: names, text: run.text }) : document.createTextNode(run.text);
  });
}

const LINES = {
  title: "M2 12 5.5 4 9 12M3.2 9.5h4.6M14 8.2v3.8M14 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0",
  text: "M2 4h12M2 8h12M2 12h7",
  number: "M6 2 4.5 14M11.5 2 10 14M2.5 6h11.5M2 10h11.5",
  select: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M5.5 7 8 9.5 10.5 7",
  multi_select: "M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
  status: "M8 2v3M8 11v3M2 8h3M11 8h3M3.8 3.8l2.1 2.1M10.1 10.1l2.1 2.1M3.8 12.2l2.1-2.1M10.1 5.9l2.1-2.1",
  date: "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3",
  people: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c.5-3 3-4.2 5.5-4.2s5 1.2 5.5 4.2",
  relation: "M4 12 12 4M6 4h6v6",
  rollup: "M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8M10 10l4 4",
  checkbox: "M2.5 2.5h11v11h-11zM5 8l2.2 2.2L11.2 6",
  url: "M7 9.5a2.8 2.8 0 0 0 4 0l2-2a2.8 2.8 0 0 0-4-4l-.8.8M9 6.5a2.8 2.8 0 0 0-4 0l-2 2a2.8 2.8 0 0 0 4 4l.8-.8",
  email: "M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M10.5 5.5v3.7c0 2 3 2 3-.7A5.5 5.5 0 1 0 11 13",
  phone_number: "M4 2h2l1 3.5-1.5 1c.6 1.6 2.4 3.4 4 4l1-1.5L14 10v2.5c0 1-1 1.5-2 1.5C7 14 2 9 2 4c0-1 .8-2 2-2",
  files: "M11 5 6.5 9.5a1.2 1.2 0 0 0 1.8 1.8L13 6.5a2.8 2.8 0 0 0-4-4L4.2 7.3a4.2 4.2 0 0 0 6 6L13.5 10",
  formula: "M12 3H4l4.5 5L4 13h8",
  time: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3.5h3",
  button: "M3 3h10v10H3zM6 8h4",
  table: "M2 3h12v10H2zM2 6.5h12M6.5 6.5V13",
  board: "M2.5 3h3v10h-3zM7 3h3v7H7zM11.5 3h2v4h-2z",
  list: "M2 4h12M2 8h12M2 12h12",
  gallery: "M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5H9z",
  timeline: "M2 4h6M5 8h7M9 12h5",
  chart: "M3 13V8M8 13V3M13 13V6",
  page: "M4 1.8h5.5L12.5 5v9.2h-8.5zM9.2 2v3.2h3.2M6 8h4.5M6 10.5h4.5",
  note: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 7.5V11M8 5h.01",
  trash: "M3 4.5h10M6.5 4V2.5h3V4M4.2 4.5l.7 9h6.2l.7-9",
  open: "M6.5 3H3v10h10V9.5M9 2.5h4.5V7M13.2 2.8 7.5 8.5",
  comment: "M2.5 3h11v8h-6L4.5 13.5V11h-2z",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  plus: "M8 3v10M3 8h10",
  menu: "M2 4h12M2 8h12M2 12h12",
  home: "M2.5 8 8 3l5.5 5M4 7v6.5h8V7",
};
const ALIKE = {
  rich_text: "text", created_time: "time", last_edited_time: "time", created_by: "people", last_edited_by: "people",
  unique_id: "number", place: "home", verification: "status", calendar: "date", form: "list", map: "home", dashboard: "gallery",
};

// A small line drawing; none of its shapes comes from people.
export function sign(name) {
  const svg = draw("svg", { viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" });
  svg.append(draw("path", { d: LINES[ALIKE[name] ?? name] ?? LINES.page }));
  return svg;
}

// The icon of a page: its emoji where this machine can draw it, else a plain sheet.
export function icon(node) {
  const kind = node.kind === "database" ? "table" : node.kind === "note" ? "note" : "page";
  if (!node.icon || !drawable(node.icon)) return make("span", { class: "icon" }, sign(kind));
  return make("span", { class: "icon", text: node.icon, "aria-hidden": "true" });
}

const seen = new Map();
let canvas = null;

function drawable(text) {
  if (!seen.has(text)) seen.set(text, pixels(text) !== pixels("\u{10FFFD}"));
  return seen.get(text);
}

function pixels(text) {
  canvas ??= Object.assign(document.createElement("canvas"), { width: 24, height: 24 }).getContext("2d", { willReadFrequently: true });
  canvas.clearRect(0, 0, 24, 24);
  canvas.font = "16px sans-serif";
  canvas.fillText(text, 2, 18);
  return canvas.getImageData(0, 0, 24, 24).data.join();
}
