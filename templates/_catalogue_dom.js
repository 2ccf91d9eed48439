"use strict";
// Elements and words. Texts become text nodes and nothing else.

/** The languages of the page: of descriptions, and of the interface's own words where it has none in that language. */
const spoken = { locale: core.language, words: "en" };

function speak(locale) {
  const language = locale.split("-")[0];
  spoken.locale = locale;
  spoken.words = [locale, language].find((code) => code in interfaces) ?? "en";
  document.documentElement.lang = spoken.words;
  document.title = t("index_title");
}

/** How numbers are written. It takes the browser a while to get to know this, so the first numbers come without it. */
const numbers = { format: String, words: "" };

function learnNumbers() {
  if (numbers.words === spoken.words) return;
  numbers.words = spoken.words;
  numbers.format = new Intl.NumberFormat(spoken.words).format;
}

const shownNumber = (number) => (number < 1000 ? String(number) : numbers.format(number));

/** One of the interface's texts, its `{slots}` filled with text or numbers. */
function t(key, slots = {}) {
  const filled = (_, slot) => (typeof slots[slot] === "number" ? shownNumber(slots[slot]) : slots[slot]);
  return interfaces[spoken.words][key].replace(/\{(\w+)\}/g, filled);
}

/** One of the interface's sentences with elements in its slots; what stands between `**` is strong. */
function sentence(key, slots) {
  const parts = interfaces[spoken.words][key].split(/(\{\w+\}|\*\*[^*]+\*\*)/);
  return parts.map((part) => {
    if (part.startsWith("{")) return slots[part.slice(1, -1)];
    return part.startsWith("**") ? h("strong", {}, part.slice(2, -2)) : part;
  }).flat();
}

/** Things with the language's separator between them. */
const joined = (things) => things.flatMap((thing, at) => (at ? [t("list_separator"), thing] : [thing]));

/**
 * An element. Functions are listeners (`onclick`), true is an attribute without a value, false and null are no attribute.
 * Attributes never come from the docs by name, nor by value where a value could run.
 */
function h(tag, attributes = {}, ...children) {
  return put(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return put(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function put(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** A text of the docs in its language. */
function said(found, tag = "span", attributes = {}) {
  const other = found.locale !== spoken.words;
  return h(tag, { lang: other && found.locale, dir: "auto", ...attributes }, found.text);
}

/** A text of the docs; where it is in another language than the one asked for, it is marked so. */
function marked(found, tag = "span", attributes = {}) {
  const element = said(found, tag, attributes);
  return found.locale === spoken.locale ? [element] : [element, " ", languageMark(found.locale)];
}

/** The code of a language, and why a text is shown in it: "shown_in" (there is no other), "found_in" (the search hit it). */
function languageMark(locale, why = "shown_in") {
  const text = t(why, { language: languageName(locale) });
  return h("span", { class: "mark", title: text },
    h("span", { "aria-hidden": "true" }, locale), h("span", { class: "hidden" }, text));
}

const code = (text, attributes = {}) => h("code", { translate: "no", dir: "ltr", ...attributes }, text);

/** An id that may break behind its dots. */
const idCode = (id) => h("code", { translate: "no", dir: "ltr" },
  id.split(/(?<=[._-])/).flatMap((part, at) => (at ? [h("wbr"), part] : [part])));

/** A place: its name and its code. */
function placeParts(service, place) {
  const name = placeName(service, place, spoken.locale);
  if (!name || name.text === place.code) return [code(place.code ?? place.key)];
  return place.code ? [said(name), " ", code(place.code)] : [said(name)];
}

const serviceLabel = (service) => service.title || service.name;

/** A text with the words of a query marked in it. */
function highlighted(text, wanted) {
  const parts = [];
  let end = 0;
  for (const [from, to] of wanted.length ? ranges(text, wanted) : []) {
    parts.push(text.slice(end, from), h("mark", {}, text.slice(from, to)));
    end = to;
  }
  return [...parts, text.slice(end)];
}

/** A fold-out part. */
const foldOut = (summary, ...children) => h("details", {}, h("summary", {}, summary), children);

/** A table, its first column the head of each row. */
function table(heads, rows, caption) {
  return h("div", { class: "table", tabindex: "0", role: "group", "aria-label": caption }, h("table", {},
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map(([first, ...rest]) =>
      h("tr", {}, h("th", { scope: "row" }, first), rest.map((cell) => h("td", {}, cell)))))));
}
