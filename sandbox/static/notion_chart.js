// Charts: columns, bars, a line, a ring or one number, drawn as SVG.
import { draw, make } from "./notion_dom.js";

const COLORS = { default: "#9b9a97", gray: "#9b9a97", brown: "#a27763", orange: "#d9863d", yellow: "#cb9a3c", green: "#6c9b7d", blue: "#5b97bd", purple: "#a78bbd", pink: "#c47a9d", red: "#cd5c58", teal: "#4f9a94" };
const CYCLE = ["blue", "green", "orange", "purple", "yellow", "pink", "teal", "red", "brown", "gray"];

export function chart(page, one) {
  const { chart: plan } = one;
  if (plan.kind === "number") return make("p", { class: "sum", text: plan.total });
  const series = plan.series.filter((each) => each.points.length);
  if (!series.length) return make("p", { class: "none", text: page.words.no_rows });
  const drawn = { bar: bars, donut: ring, line: lines }[plan.kind] ?? columns;
  return make("div", { class: "scroll" }, drawn(plan, plan.labels, series));
}

const ink = (color, n) => COLORS[color] ?? COLORS[CYCLE[n % CYCLE.length]];
const label = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
const text = (x, y, content, more = {}) => draw("text", { x, y, text: content, "text-anchor": "middle", ...more });
const canvas = (width, height, ...parts) => draw("svg", { class: "graph", viewBox: `0 0 ${width} ${height}`, role: "img" }, ...parts);

function scale(series) {
  const values = series.flatMap((each) => each.points.map((point) => point.value)).filter((value) => value !== null);
  return [Math.min(0, ...values), Math.max(0, ...values) || 1];
}

function columns(plan, labels, series) {
  const [low, high] = scale(series), wide = 740 / labels.length, thin = Math.min(64, (wide * 0.7) / series.length);
  const y = (value) => 250 - ((value - low) / (high - low)) * 220;
  return canvas(760, 290, draw("line", { x1: 10, x2: 750, y1: y(0), y2: y(0) }), labels.map((name, n) => {
    const middle = 10 + wide * (n + 0.5), first = middle - (thin * series.length) / 2;
    return [text(middle, 272, label(name.text, Math.max(4, Math.floor(wide / 7)))), series.map((each, s) => {
      const point = each.points[n], x = first + thin * s;
      if (point.value === null) return null;
      const top = Math.min(y(point.value), y(0));
      return [draw("rect", { x: x + 1, y: top, width: thin - 2, height: Math.max(1, Math.abs(y(point.value) - y(0))), rx: 3, fill: ink(series.length > 1 ? each.color : name.color, series.length > 1 ? s : n) }), text(x + thin / 2, top - 6, point.text, { class: "value" })];
    })];
  }), legend(series, 286));
}

function bars(plan, labels, series) {
  const [low, high] = scale(series), high_ = 26 * series.length + 8, x = (value) => 200 + ((value - low) / (high - low)) * 480;
  return canvas(760, labels.length * high_ + 24, labels.map((name, n) => [
    text(190, n * high_ + high_ / 2 + 6, label(name.text, 26), { "text-anchor": "end" }),
    series.map((each, s) => {
      const point = each.points[n], top = n * high_ + 5 + s * 26;
      if (point.value === null) return null;
      return [draw("rect", { x: Math.min(x(0), x(point.value)), y: top, width: Math.max(1, Math.abs(x(point.value) - x(0))), height: 22, rx: 3, fill: ink(series.length > 1 ? each.color : name.color, series.length > 1 ? s : n) }), text(Math.max(x(0), x(point.value)) + 6, top + 15, point.text, { class: "value", "text-anchor": "start" })];
    })]), legend(series, labels.length * high_ + 18));
}

function lines(plan, labels, series) {
  const [low, high] = scale(series), wide = 740 / labels.length;
  const place = (point, n) => [10 + wide * (n + 0.5), 250 - ((point.value - low) / (high - low)) * 220];
  return canvas(760, 290, draw("line", { x1: 10, x2: 750, y1: 250, y2: 250 }),
    labels.map((name, n) => text(10 + wide * (n + 0.5), 272, label(name.text, Math.max(4, Math.floor(wide / 7))))),
    series.map((each, s) => {
      const found = each.points.map((point, n) => [point, n]).filter(([point]) => point.value !== null), color = ink(each.color, s);
      return [draw("polyline", { points: found.map(([point, n]) => place(point, n).join()).join(" "), fill: "none", stroke: color, "stroke-width": 2.5 }), found.map(([point, n]) => {
        const [x, y] = place(point, n);
        return [draw("circle", { cx: x, cy: y, r: 4, fill: color }), text(x, y - 9, point.text, { class: "value" })];
      })];
    }), legend(series, 286));
}

function ring(plan, labels, series) {
  const points = series[0].points, whole = points.reduce((sum, point) => sum + Math.max(0, point.value ?? 0), 0) || 1;
  let done = 0;
  const arcs = points.map((point, n) => {
    const share = Math.max(0, point.value ?? 0) / whole, start = done;
    done += share;
    return draw("circle", { cx: 140, cy: 140, r: 90, fill: "none", stroke: ink(labels[n].color, n), "stroke-width": 40, pathLength: 100, "stroke-dasharray": `${share * 100} 100`, "stroke-dashoffset": -start * 100, transform: "rotate(-90 140 140)" });
  });
  return canvas(760, Math.max(280, 40 + labels.length * 24), arcs, text(140, 152, plan.total, { class: "value", "font-size": 28 }), labels.map((name, n) => [
    draw("rect", { x: 300, y: 30 + n * 24, width: 12, height: 12, rx: 2, fill: ink(name.color, n) }),
    text(320, 41 + n * 24, `${label(name.text, 44)} · ${points[n].text}`, { "text-anchor": "start" }),
  ]));
}

function legend(series, y) {
  if (series.length < 2) return null;
  return series.map((each, n) => [draw("rect", { x: 10 + n * 150, y: y - 9, width: 10, height: 10, rx: 2, fill: ink(each.color, n) }), text(26 + n * 150, y, label(each.name, 18), { "text-anchor": "start" })]);
}
