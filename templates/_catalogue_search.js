"use strict";
// Search over ids and descriptions of all languages: every word has to occur in the id or in one of the texts.

const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]+/g;

/** Without case, accents, and differences of width. */
function fold(text) {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(ACCENTS, "").toLowerCase().normalize("NFC");
}

/** All texts folded; in one go, which is much faster than one by one. */
function foldAll(list) {
  const folded = fold(list.join("\0")).split("\0");
  return folded.length === list.length ? folded : list.map(fold);
}

const words = (query) => fold(query).split(/\s+/).filter(Boolean);

/** What is searched: a string per action, its id and texts, line by line. Languages are added while nobody waits. */
const index = {
  ids: /** @type {string[]} */ ([]),
  locales: new Set(),
  rows: /** @type {string[]} */ ([]),
  found: new Map(), // words of earlier queries -> actions
  last: { words: /** @type {string[]} */ ([]), actions: /** @type {Int32Array | null} */ (null) },
};
const everyAction = new Int32Array(actionCount).map((_, action) => action);

/** Add the languages that are there by now to what is searched, a step at a time. */
function* addLanguages() {
  if (!index.ids.length) index.ids = foldAll(core.ids);
  const columns = [];
  const added = [...texts.keys()].filter((locale) => !index.locales.has(locale));
  for (const locale of added) {
    columns.push(foldAll(texts.get(locale)));
    yield;
  }
  const rows = index.rows.length ? index.rows : index.ids;
  const grown = new Array(actionCount);
  for (let action = 0; action < actionCount; action++) {
    let row = rows[action];
    for (const column of columns) if (column[action]) row += "\n" + column[action];
    grown[action] = row;
    row.includes("\0"); // makes one piece of the string now, and not while somebody types
    if (action % 500 === 499) yield;
  }
  index.rows = grown;
  for (const locale of added) index.locales.add(locale);
  index.found.clear();
  index.last = { words: [], actions: null };
}

/** Whether whatever matches the new words matches the old ones too. */
const narrows = (older, newer) => older.every((word) => newer.some((other) => other.includes(word)));

/** Whether a text holds all words; a loop, as it runs for every action at every key. */
function holds(text, wanted) {
  for (const word of wanted) if (!text.includes(word)) return false;
  return true;
}

/** The actions that match, in the order of the docs. */
function matching(wanted) {
  if (!wanted.length) return everyAction;
  const key = wanted.join(" ");
  let actions = index.found.get(key);
  if (!actions) {
    if (!index.rows.length) for (const step of addLanguages()) void step; // somebody was faster
    const { last } = index;
    const within = last.actions && narrows(last.words, wanted) ? last.actions : everyAction;
    actions = within.filter((action) => holds(index.rows[action], wanted));
    if (index.found.size >= 100) index.found.clear();
    index.found.set(key, actions);
  }
  index.last = { words: wanted, actions };
  return actions;
}

/** How well an id fits: it is the word, words are whole segments of it, it begins with one, it holds all, or (4) it does not. */
function rank(id, wanted, segments) {
  if (!holds(id, wanted)) return 4;
  if (wanted.length === 1 && id === wanted[0]) return 0;
  if (segments.every(([first, inner, last]) => id.startsWith(first) || id.includes(inner) || id.endsWith(last))) return 1;
  return id.startsWith(wanted[0]) ? 2 : 3;
}

/** The actions that match a query, those with the words in their ids first. */
function search(query) {
  const wanted = words(query);
  const actions = matching(wanted);
  if (!wanted.length) return actions;
  const segments = wanted.map((word) => [`${word}.`, `.${word}.`, `.${word}`]);
  const ranks = /** @type {number[][]} */ ([[], [], [], [], []]);
  for (const action of actions) ranks[rank(index.ids[action], wanted, segments)].push(action);
  return ranks.flat();
}

/** Ranges of a text that hold one of the words: [start, end], sorted, joined where they touch. */
function ranges(text, wanted) {
  const folded = fold(text);
  if (folded.length !== text.length) return []; // places in one are no places in the other
  const found = [];
  for (const word of wanted) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push([at, at + word.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  const joined = [];
  for (const range of found) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else joined.push(range);
  }
  return joined;
}

/** A text of an action that holds a word which neither id nor shown text has: why the action was found. */
function reason(action, shown, wanted) {
  const missing = wanted.filter((word) => !index.ids[action].includes(word) && !fold(shown?.text ?? "").includes(word));
  if (!missing.length) return null;
  for (const locale of serviceOf(action).locales) {
    const text = texts.get(locale)?.[action];
    if (text && missing.some((word) => fold(text).includes(word))) return { text, locale };
  }
  return null;
}
