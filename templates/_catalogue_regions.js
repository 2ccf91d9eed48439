"use strict";
// Where the events of a service appear: its region rules as sentences, as a map, and as a table.

function regionsPart(service) {
  const rules = service.deliveries.filter((delivery) => sentences(service, delivery).length || delivery.availability.length);
  return h("section", {}, h("h3", {}, t("regions")),
    rules.length ? rules.map((delivery) => deliveryPart(service, delivery)) : h("p", { class: "quiet" }, t("regions_none")));
}

function deliveryPart(service, delivery) {
  const heading = pick(core.sections[delivery.section][2], [spoken.locale, service.source]);
  const listed = sentences(service, delivery);
  const known = delivery.moves.length + delivery.availability.length > 0;
  return h("div", { class: "delivery" },
    heading && h("h4", {}, marked(heading)),
    listed.length > 0 && h("ul", { class: "sentences" }, listed.map((parts) => h("li", {}, parts))),
    known && [regionMap(service, delivery), mapLegend(delivery)],
    delivery.availability.length > 0 && foldOut(t("availability"), availabilityTable(service, delivery)));
}

/** What a section says about where events appear; each sentence as parts. */
function sentences(service, delivery) {
  const place = (at) => h("span", {}, placeParts(service, service.places[at]));
  const found = [];
  if (delivery.same_region) {
    const key = `same_region${delivery.domain === "account" ? "_account" : ""}${delivery.exceptions.length ? "_except" : ""}`;
    found.push(sentence(key, { regions: joined(delivery.exceptions.map(place)) }));
  }
  for (const [from, to] of delivery.routes) found.push(sentence("route", { source: place(from), target: place(to) }));
  for (const [scope, at] of delivery.fixed) found.push(sentence(`fixed_${scope ?? "all"}`, { location: place(at) }));
  return found;
}

function availabilityTable(service, delivery) {
  const rows = delivery.availability.map(([at, available]) => [
    placeParts(service, service.places[at]),
    h("span", { class: available ? "yes" : "no" }, t(available ? "yes" : "no")),
  ]);
  return table([t("location"), t("availability")], rows, t("availability"));
}
