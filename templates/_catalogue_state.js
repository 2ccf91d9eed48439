"use strict";
// What the page shows, as its address says it: #lang=fr&q=pull&service=registry&action=registry/registry.image.pull

/**
 * @typedef {{lang: string, q: string, chosen: Map<string, Set<number>>, action: number, about: string | null}} State
 * `action` is -1 where none is open; `about` is the name of a service, "" for all of them, null for neither.
 */

const SAFE = /%(2F|3A|2C|40)/g; // / : , @ mean nothing in a fragment and read better as they are

const encoded = (text) => encodeURIComponent(text.toWellFormed?.() ?? text).replace(SAFE, decodeURIComponent);

/** The fragment of a state, without the "#". */
function written({ lang, q, chosen, action, about }) {
  const pairs = [["lang", lang]];
  if (q.trim()) pairs.push(["q", q]);
  for (const facet of facets) {
    for (const value of [...chosen.get(facet.name)].sort((a, b) => a - b)) pairs.push([facet.name, facet.keys[value]]);
  }
  if (about !== null) pairs.push(["about", about]);
  if (action >= 0) pairs.push(["action", keyOf(action)]);
  return pairs.map(([key, value]) => `${key}=${encoded(value)}`).join("&");
}

/** The state that a fragment means; what it does not know is left out. */
function read(fragment, fallback) {
  const parameters = new URLSearchParams(fragment);
  const chosen = new Map(facets.map((facet) => {
    const numbers = parameters.getAll(facet.name).map((key) => facet.keys.indexOf(key)).filter((value) => value >= 0);
    return [facet.name, new Set(facet.single ? numbers.slice(0, 1) : numbers)];
  }));
  const about = parameters.get("about");
  return {
    lang: languages.includes(parameters.get("lang")) ? parameters.get("lang") : fallback,
    q: parameters.get("q") ?? "",
    chosen,
    action: actionByKey(parameters.get("action") ?? "") ?? -1,
    about: about === "" || core.services.some((service) => service.name === about) ? about : null,
  };
}

/** What the browser keeps of a choice between visits, where it lets pages keep anything. */
const kept = {
  get(key) {
    try { return localStorage.getItem(`docschema.${key}`); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(`docschema.${key}`, value); } catch { /* then the choice is for this visit */ }
  },
};

/** The language to begin with: the one chosen before, else one of the reader's, else that of the page. */
function firstLanguage() {
  const wanted = [kept.get("lang"), ...navigator.languages].filter(Boolean);
  for (const code of wanted) {
    const language = code.split("-")[0];
    const found = languages.find((locale) => locale === code) ?? languages.find((locale) => locale.split("-")[0] === language);
    if (found) return found;
  }
  return core.language;
}
