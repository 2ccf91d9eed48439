"use strict";
// What actions can be filtered by. A facet has values, which are numbers; every action has one of them, or, of places, some.

const KINDS = { "": "unstated" };
const serviceColumn = Int32Array.from(core.section, (section) => core.sections[section][0]);

/** All places that some service has, with the numbers of those services: where it is, or what its routes name. */
const places = (() => {
  const found = new Map();
  core.services.forEach((service, number) => {
    const used = new Set();
    for (const delivery of service.deliveries) {
      for (const [place, available] of delivery.availability) if (available) used.add(place);
      for (const place of delivery.routes.flat()) used.add(place);
    }
    for (const at of used) {
      const place = service.places[at];
      if (!found.has(place.key)) found.set(place.key, { ...place, service, services: [] });
      found.get(place.key).services.push(number);
    }
  });
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
})();

/**
 * `keys` are what links call the values; `column` has the value of each action, or where `members` are given a number that
 * those lists hold for each value.
 * @typedef {{name: string, keys: string[], column: ArrayLike<number>, members?: number[][], single?: boolean}} Facet
 */
/** @type {Facet[]} */
const facets = [
  { name: "service", keys: core.services.map((service) => service.name), column: serviceColumn },
  { name: "kind", keys: core.kinds.map((kind) => KINDS[kind] ?? kind), column: core.kind },
  { name: "group", keys: core.sections.map(([service, key]) => `${core.services[service].name}/${key}`), column: core.section },
  { name: "verb", keys: core.verbs, column: core.verb },
  { name: "location", keys: places.map((place) => place.key), column: serviceColumn, members: places.map((p) => p.services) },
  { name: "deprecated", keys: ["without", "only"], column: deprecated, single: true },
];

/** A choice of filters: none, or one value of one facet. */
const only = (name, value) => new Map(facets.map((facet) => [facet.name, new Set(facet.name === name ? [value] : [])]));

/** Which numbers of a facet's column pass; null where all do. */
function passing(facet, chosen) {
  if (!chosen.size) return null;
  const size = facet.members ? core.services.length : facet.keys.length;
  const passes = new Uint8Array(size);
  for (const value of chosen) for (const number of facet.members?.[value] ?? [value]) passes[number] = 1;
  return passes;
}

/**
 * The actions that pass all filters.
 * @param {Map<string, Set<number>>} chosen name of a facet -> its chosen values
 */
function filtered(actions, chosen) {
  const tests = facets.map((facet) => [facet.column, passing(facet, chosen.get(facet.name))]).filter(([, passes]) => passes);
  const isWanted = (action) => tests.every(([column, passes]) => passes[column[action]]);
  return Array.from(tests.length ? actions.filter(isWanted) : actions);
}

/** For each facet how many of the actions there would be of each of its values, with the filters of the other facets. */
function counted(actions, chosen) {
  const passes = facets.map((facet) => passing(facet, chosen.get(facet.name)));
  return facets.map((facet, at) => {
    const others = facets.map((other, n) => [other.column, passes[n]]).filter(([, passed], n) => passed && n !== at);
    const counts = new Int32Array(facet.members ? core.services.length : facet.keys.length);
    for (const action of actions) {
      if (others.every(([column, passed]) => passed[column[action]])) counts[facet.column[action]]++;
    }
    return spread(facet, counts);
  });
}

/** Counts by value, where they were taken by what values are made of. */
function spread(facet, counts) {
  if (!facet.members) return counts;
  return Int32Array.from(facet.members, (numbers) => numbers.reduce((sum, number) => sum + counts[number], 0));
}
