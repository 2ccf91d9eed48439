"use strict";
// Pictures: the region map of a service, and how complete translations are. Neither knows anything of geography.

const NODE = { height: 40, gap: 10, most: 190 };
const BAR = { height: 18, gap: 10, label: 120 };

/** A picture that is drawn anew when its width changes. `draw` gets the width and gives an SVG element. */
function picture(draw, className) {
  const box = h("div", { class: `picture ${className}` });
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.floor(box.clientWidth);
    if (!width || width === drawn) return;
    drawn = width;
    box.replaceChildren(draw(width));
  }).observe(box);
  return box;
}

let pictureCount = 0;

/** An SVG image with a name and a description for those who do not see it. */
function image(width, height, title, text, ...children) {
  const number = ++pictureCount;
  return svg("svg", {
    role: "img", width, height, viewBox: `0 0 ${width} ${height}`,
    "aria-labelledby": `picture-${number}`, "aria-describedby": `picture-${number}-text`,
  }, svg("title", { id: `picture-${number}` }, title), svg("desc", { id: `picture-${number}-text` }, text), children);
}

/** The text, cut where it would not fit; `size` is the width of a letter. */
function cut(text, width, size) {
  const wide = [...text].map((letter) => (letter.codePointAt(0) > 0x2e80 ? 1.8 * size : size));
  let used = 0;
  const end = wide.findIndex((letter) => (used += letter) > width);
  return end < 0 ? text : `${[...text].slice(0, Math.max(1, end - 1)).join("")}…`;
}

// ------------------------------------------------------------------------------------------- the map

/**
 * Places in columns: events leave those on the left and arrive at those on the right; a place that does both stands between
 * them. Places without routes follow below.
 * @param {number[][]} moves pairs of places
 */
function columnsOf(count, moves) {
  const from = new Set(moves.map(([source]) => source));
  const to = new Set(moves.map(([, target]) => target));
  const all = [...Array(count).keys()];
  return {
    columns: [
      all.filter((place) => from.has(place) && !to.has(place)),
      all.filter((place) => from.has(place) && to.has(place)),
      all.filter((place) => !from.has(place) && to.has(place)),
    ].filter((column) => column.length),
    rest: all.filter((place) => !from.has(place) && !to.has(place)),
  };
}

/** Where each place stands: place -> [x, y], and the size of it all. */
function layout(count, moves, width) {
  const { columns, rest } = columnsOf(count, moves);
  const step = NODE.height + NODE.gap;
  const across = Math.max(columns.length, 2);
  const space = columns.length > 1 ? 44 : NODE.gap;
  const size = Math.min(NODE.most, Math.floor((width - (across - 1) * space - 2) / across));
  const rows = Math.max(0, ...columns.map((column) => column.length));
  const at = new Map();
  columns.forEach((column, number) => {
    const x = columns.length > 1 ? 1 + (number * (width - size - 2)) / (columns.length - 1) : 1;
    const top = ((rows - column.length) * step) / 2;
    column.forEach((place, row) => at.set(place, [x, 1 + top + row * step]));
  });
  const fit = Math.max(1, Math.floor((width + NODE.gap) / (size + NODE.gap)));
  const below = rows ? rows * step + 12 : 0;
  rest.forEach((place, n) => at.set(place, [1 + (n % fit) * (size + NODE.gap), 1 + below + Math.floor(n / fit) * step]));
  return { at, size, height: below + Math.ceil(rest.length / fit) * step + 2 };
}

function regionMap(service, delivery) {
  const states = new Map(delivery.availability);
  const used = [...service.places.keys()];
  const title = t("map_of", { service: serviceLabel(service) });
  return picture((width) => {
    const { at, size, height } = layout(used.length, delivery.moves, width);
    return image(width, height, title, mapText(service, delivery, states),
      delivery.moves.map(([from, to]) => arrow(at.get(from), at.get(to), size)),
      used.map((place) => node(service, service.places[place], at.get(place), size, states.get(place))));
  }, "map");
}

function mapText(service, delivery, states) {
  const name = (place) => nameText(service, service.places[place]);
  const moves = delivery.moves.map(([from, to]) => `${name(from)} → ${name(to)}`);
  const list = (available) => [...states].filter(([, is]) => is === available).map(([place]) => name(place));
  const parts = [[t("route_target"), moves], [t("available"), list(true)], [t("unavailable"), list(false)]];
  const told = parts.filter(([, names]) => names.length);
  return told.map(([label, names]) => `${label}: ${names.join(t("list_separator"))}`).join(". ");
}

function nameText(service, place) {
  const name = placeName(service, place, spoken.locale)?.text;
  return name && place.code && name !== place.code ? `${name} (${place.code})` : name ?? place.key;
}

function node(service, place, [x, y], size, available) {
  const name = placeName(service, place, spoken.locale)?.text ?? place.key;
  const kind = available === undefined ? "unstated" : available ? "available" : "unavailable";
  const lines = place.code && place.code !== name ? [name, place.code] : [name];
  return svg("g", { class: `node ${kind}`, transform: `translate(${x} ${y})` },
    svg("title", {}, lines.join(" · ")),
    svg("rect", { width: size, height: NODE.height, rx: 8 }),
    lines.map((line, row) => svg("text", {
      x: 12, y: lines.length > 1 ? 17 + row * 15 : 25, class: row ? "code" : "name",
    }, cut(line, size - 22, row ? 6.4 : 6.9))));
}

function arrow([fromX, fromY], [toX, toY], size) {
  const [y1, y2] = [fromY + NODE.height / 2, toY + NODE.height / 2];
  const right = toX > fromX + 1;
  const [x1, x2] = right ? [fromX + size, toX - 2] : [fromX + size, toX + size + 2];
  const bend = right ? Math.max(18, (x2 - x1) / 2) : 30;
  const [c1, c2] = [x1 + bend, right ? x2 - bend : x2 + bend];
  const back = right ? -7 : 7;
  return svg("g", { class: "arrow" },
    svg("path", { class: "line", d: `M${x1} ${y1}C${c1} ${y1} ${c2} ${y2} ${x2} ${y2}` }),
    svg("path", { class: "tip", d: `M${x2} ${y2}l${back} -4v8z` }));
}

/** What the looks of places and arrows mean. */
function mapLegend(delivery) {
  const entries = [];
  if (delivery.availability.some(([, available]) => available)) entries.push(["available", t("available")]);
  if (delivery.availability.some(([, available]) => !available)) entries.push(["unavailable", t("unavailable")]);
  if (delivery.moves.length) entries.push(["moves", t("map_arrow")]);
  if (!entries.length) return null;
  return legend(entries);
}

/** Samples of looks, each with its meaning. */
const legend = (entries) => h("ul", { class: "legend" },
  entries.map(([look, text]) => h("li", {}, h("i", { class: look, "aria-hidden": "true" }), text)));

// ------------------------------------------------------------------------------------------- completeness

/** Parts of a translation's rows that do not overlap: translated, deviating, there without a translation, missing. */
function parts({ rows, there, translated, deviating }) {
  const wrong = Math.min(deviating, translated);
  return { translated: translated - wrong, deviating: wrong, there: there - translated, missing: rows - there };
}

const PARTS = ["translated", "deviating", "there", "missing"];

function completenessPicture(entries, service) {
  const title = t("completeness_of", { service });
  const share = ({ translated, rows }) => `${shownNumber(translated)} / ${shownNumber(rows)}`;
  const text = entries.map((entry) => `${languageName(entry.locale)}: ${share(entry)}`);
  return picture((width) => {
    const space = Math.max(10, width - BAR.label);
    const bars = entries.map((entry, row) => bar(entry, row * (BAR.height + BAR.gap), space));
    return image(width, entries.length * (BAR.height + BAR.gap), title, text.join(", "), bars);
  }, "bars");
}

function bar(entry, y, width) {
  const shares = parts(entry);
  let x = BAR.label;
  const name = languageName(entry.locale);
  return svg("g", {}, svg("text", { x: 0, y: y + 14, class: "name", lang: entry.locale }, cut(name, BAR.label - 8, 7.4)),
    PARTS.filter((part) => shares[part] > 0).map((part) => {
      const share = (width * shares[part]) / Math.max(1, entry.rows);
      const rect = svg("rect", { class: `part ${part}`, x, y, width: Math.max(0, share - 1), height: BAR.height, rx: 2 },
        svg("title", {}, `${name}, ${t(`part_${part}`)}: ${shownNumber(shares[part])}`));
      x += share;
      return rect;
    }));
}

const barLegend = () => legend(PARTS.map((part) => [`part ${part}`, t(`part_${part}`)]));

function completenessTable(entries, caption) {
  const heads = ["language", "rows_all", "there", "translated", "deviating"].map((key) => t(key));
  return table(heads, entries.map((entry) => [
    h("span", { lang: entry.locale }, languageName(entry.locale)),
    ...["rows", "there", "translated", "deviating"].map((key) => shownNumber(entry[key])),
  ]), caption);
}
