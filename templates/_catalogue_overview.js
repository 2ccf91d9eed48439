"use strict";
// What the pane shows when no action is open: one service, or all of them.

/** @returns {Node[]} */
function serviceDetail(service, links) {
  const title = pick(service.titles, [spoken.locale, service.source]);
  const its = { q: "", action: -1, about: null, chosen: only("service", core.services.indexOf(service)) };
  const [first, last] = service.actions;
  return [
    h("h2", { id: "pane-title", tabindex: "-1" }, serviceLabel(service)),
    title && h("p", { class: "lead" }, marked(title)),
    h("p", {}, h("a", { ...links.to(its), class: "button small" }, t("show_results", { count: last - first }))),
    completenessPart(service.completeness, serviceLabel(service)),
    regionsPart(service),
    fieldsPart(t("fields"), service.fields),
  ];
}

function completenessPart(entries, name) {
  if (!entries.length) return null;
  return h("section", {}, h("h3", {}, t("translations")), completenessPicture(entries, name), barLegend(),
    foldOut(t("completeness_table"), completenessTable(entries, t("completeness_of", { service: name }))));
}

/** The completeness of all services together, by language. */
function totals() {
  const sums = new Map();
  for (const entry of core.services.flatMap((service) => service.completeness)) {
    const sum = sums.get(entry.locale) ?? { locale: entry.locale, rows: 0, there: 0, translated: 0, deviating: 0 };
    for (const key of ["rows", "there", "translated", "deviating"]) sum[key] += entry[key];
    sums.set(entry.locale, sum);
  }
  return [...sums.values()].sort((a, b) => (a.locale < b.locale ? -1 : 1));
}

/** @returns {Node[]} */
function overview(links) {
  return [
    h("h2", { id: "pane-title", tabindex: "-1" }, t("overview")),
    h("ul", { class: "services" }, core.services.map((service) => h("li", {},
      h("a", links.to({ action: -1, about: service.name }), serviceLabel(service)), " ",
      h("span", { class: "quiet" }, t("results", { count: service.actions[1] - service.actions[0] }))))),
    completenessPart(totals(), t("index_title")),
    keysPart(),
  ];
}

function keysPart() {
  const keys = [[["/"], "key_search"], [["↑", "↓"], "key_move"], [["Enter"], "key_open"], [["Esc"], "key_close"]];
  return h("section", { class: "keys" }, h("h3", {}, t("keyboard")), h("dl", {}, keys.map(([names, text]) =>
    h("div", {}, h("dt", {}, names.map((name) => h("kbd", {}, name))), h("dd", {}, t(text))))));
}
