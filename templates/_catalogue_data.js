"use strict";
// The data of the page: columns and tables as docschema.rendering.catalogue lays them out. An action is a number.

/** @param {Element} element a data block of the page */
const parsed = (element) => JSON.parse(element.textContent);

const core = parsed(document.getElementById("core"));
const interfaces = parsed(document.getElementById("interface"));
const languageNames = parsed(document.getElementById("names"));

/** Language -> a text per action, "" where there is none. Blocks behind the scripts come in later. */
const texts = new Map();

const actionCount = core.ids.length;
const deprecated = new Uint8Array(actionCount);
for (const action of core.deprecated) deprecated[action] = 1;

/** Languages of the docs and of the interface, sorted. */
const languages = [...new Set([...core.locales, ...Object.keys(interfaces)])].sort();

const serviceNumber = (action) => core.sections[core.section[action]][0];
const serviceOf = (action) => core.services[serviceNumber(action)];
const languageName = (locale) => languageNames[locale] ?? interfaces[locale]?.language_name ?? locale;

/** The number of an action by "service/id", or undefined. */
const actionByKey = (() => {
  const numbers = new Map();
  return (key) => {
    if (!key) return undefined;
    if (!numbers.size) for (let action = 0; action < actionCount; action++) numbers.set(keyOf(action), action);
    return numbers.get(key);
  };
})();
const keyOf = (action) => `${serviceOf(action).name}/${core.ids[action]}`;

/** Take in the blocks of texts that have been read so far; whether there are new ones. */
function takeTexts(limit = Infinity) {
  let taken = 0;
  for (const element of document.querySelectorAll("script.texts")) {
    const { locale } = element.dataset;
    if (texts.has(locale) || taken >= limit) continue;
    texts.set(locale, parsed(element));
    element.remove(); // the strings are enough
    taken++;
  }
  return taken > 0;
}

/**
 * The text in the first of these languages that has one.
 * @returns {{text: string, locale: string} | null}
 */
function pick(byLocale, locales) {
  for (const locale of [...locales, ...Object.keys(byLocale)]) {
    if (byLocale[locale]) return { text: byLocale[locale], locale };
  }
  return null;
}

/** The description of an action in a language, else in the source language of its service, else in any. */
function description(action, locale) {
  const service = serviceOf(action);
  for (const candidate of [locale, service.source, ...service.locales]) {
    const text = texts.get(candidate)?.[action];
    if (text) return { text, locale: candidate };
  }
  return null;
}

/** All descriptions of an action: language -> text. */
function descriptions(action) {
  const found = serviceOf(action).locales.map((locale) => [locale, texts.get(locale)?.[action]]);
  return Object.fromEntries(found.filter(([, text]) => text));
}

/** The name of an action in generated code, "" for a pattern. */
function memberName(action) {
  if (core.patterns[action]) return "";
  return core.names[action] ?? core.ids[action].toUpperCase().replace(/[^A-Z0-9]+/g, "_").replace(/^_|_$/g, "");
}

/** The name of a place in a language: null where it has a code only. */
const placeName = (service, place, locale) => pick(place.names, [locale, service.source]);
