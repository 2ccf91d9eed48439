"use strict";
// The filters: a fold-out part for each facet, with as many values as it takes, each with what it would leave.

const MANY = 12; // values from which on a facet has a field to find one

/** What people read for each value of a facet: text, or nodes with a language of their own. */
const valueLabels = {
  service: (value) => [serviceLabel(core.services[value])],
  kind: (value) => [t(core.kinds[value] ? `kind_${core.kinds[value]}` : "kind_unstated")],
  group: (value) => groupLabel(value),
  verb: (value) => [code(core.verbs[value])],
  location: (value) => placeParts(places[value].service, places[value]),
  deprecated: (value) => [t(value ? "deprecated_only" : "deprecated_without")],
};

function groupLabel(value) {
  const [number, key, headings] = core.sections[value];
  const service = core.services[number];
  const heading = pick(headings, [spoken.locale, service.source]);
  const name = heading ? said(heading) : h("span", {}, key || t("actions"));
  return core.services.length > 1 ? [name, " ", h("span", { class: "quiet" }, serviceLabel(service))] : [name];
}

/**
 * @param {HTMLElement} box
 * @param {() => Map<string, Set<number>>} chosen what is chosen at the moment
 * @param {(chosen: Map<string, Set<number>>) => void} onChange gets what is chosen from now on
 */
function makeFilters(box, chosen, onChange) {
  const parts = facets.map((facet, at) => (
    { facet, at, options: new Map(), body: null, details: null, badge: null, find: "" }
  ));
  let counts = /** @type {Int32Array[]} */ ([]);
  let built = ""; // the language of what stands there

  function build() {
    const open = new Set(parts.filter((part) => part.details?.open).map((part) => part.at));
    const shown = parts.filter((part) => usable(part.facet));
    if (!built) for (const part of shown.slice(0, 2)) open.add(part.at);
    box.replaceChildren(...shown.map((part) => facetPart(part, open.has(part.at))));
    built = spoken.locale;
  }

  function facetPart(part, open) {
    part.options.clear();
    part.find = "";
    part.body = h("div", { class: "values" });
    part.badge = h("span", { class: "badge" });
    const label = t(part.facet.name);
    part.details = h("details", { open, ontoggle: () => { if (part.details.open) fill(part); } },
      h("summary", {}, label, " ", part.badge),
      part.facet.keys.length > MANY && finder(part, label),
      h("fieldset", {}, h("legend", { class: "hidden" }, label), part.body));
    return part.details;
  }

  const finder = (part, label) => h("input", {
    type: "text", class: "find", autocomplete: "off", spellcheck: "false",
    "aria-label": t("filter_find", { filter: label }), placeholder: t("filter_find", { filter: label }),
    oninput: (event) => { part.find = event.target.value; refresh(part); },
  });

  function fill(part) {
    if (!part.options.size) {
      const first = chosen().get(part.facet.name); // what a link has chosen is in sight
      const values = part.facet.single ? [-1, ...part.facet.keys.keys()] : order(part);
      if (!part.facet.single) values.sort((a, b) => first.has(b) - first.has(a));
      for (const value of values) part.options.set(value, option(part, value));
      part.body.replaceChildren(...[...part.options.values()].map((each) => each.element));
    }
    refresh(part);
  }

  function option(part, value) {
    const { facet } = part;
    const count = h("span", { class: "count" });
    const input = h("input", {
      type: facet.single ? "radio" : "checkbox", name: facet.name,
      onchange: () => choose(facet, value, input.checked),
    });
    const label = value < 0 ? [t("deprecated_all")] : valueLabels[facet.name](value);
    const element = h("label", { class: "value" }, input, h("span", { class: "label" }, label), " ", count);
    return { element, input, count, text: `${fold(facet.keys[value] ?? "")} ${fold(element.textContent)}` };
  }

  function choose(facet, value, on) {
    const values = new Set(facet.single ? [] : chosen().get(facet.name));
    if (on && value >= 0) values.add(value);
    if (!on) values.delete(value);
    onChange(new Map(chosen()).set(facet.name, values));
  }

  function refresh(part) {
    const values = chosen().get(part.facet.name);
    const wanted = words(part.find);
    for (const [value, { element, input, count, text }] of part.options) {
      const on = value < 0 ? !values.size : values.has(value);
      const number = value < 0 ? null : counts[part.at]?.[value] ?? 0;
      if (input.checked !== on) input.checked = on;
      const shown = number === null ? "" : shownNumber(number);
      if (count.textContent !== shown) count.textContent = shown;
      const hidden = !on && !part.facet.single && (number === 0 || !wanted.every((word) => text.includes(word)));
      if (element.hidden !== hidden) element.hidden = hidden;
    }
  }

  /** Show what is chosen, with new counts; parts that are folded in are left for later. */
  function update(newCounts) {
    counts = newCounts;
    if (built !== spoken.locale) build();
    for (const part of parts) {
      if (!part.details) continue;
      const { size } = chosen().get(part.facet.name);
      part.badge.textContent = size ? shownNumber(size) : "";
      if (part.details.open) fill(part);
    }
  }

  return { update };
}

/** Whether a facet tells actions apart. */
function usable({ keys, column, single }) {
  return keys.length > 1 && !(single && column.every((value) => value === column[0]));
}

/** Values in the order in which people look for them: those that many actions have first, or by name. */
function order({ facet }) {
  const values = [...facet.keys.keys()].filter((value) => facet.name !== "verb" || facet.keys[value]);
  if (facet.name !== "verb") return values;
  const totals = new Int32Array(facet.keys.length);
  for (const value of facet.column) totals[value]++;
  return values.sort((a, b) => totals[b] - totals[a] || (facet.keys[a] < facet.keys[b] ? -1 : 1));
}
