"use strict";
// The page itself: its frame, what happens when somebody types, clicks or goes back, and the languages that come in later.

const narrow = matchMedia("(max-width: 47.99rem)");
let state = read(location.hash.slice(1), firstLanguage());
let result = /** @type {number[]} */ ([]); // the actions in the list
let shownWords = /** @type {string[]} */ ([]);

// ------------------------------------------------------------------------------------------- the frame

const labels = []; // what is written anew in another language
const label = (element, key, attribute) => (labels.push({ element, key, attribute }), element);
const button = (key, attributes) => label(h("button", { type: "button", ...attributes }), key);
const option = (value, key) => label(h("option", { value }), key);

const box = label(h("div", { id: "list", role: "listbox", tabindex: "0" }), "actions", "aria-label");
const input = h("input", {
  id: "search", type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": "list",
  inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
});
const languageChoice = label(h("select", { id: "language" }), "language", "aria-label");
const themeChoice = label(h("select", { id: "theme" }), "theme", "aria-label");
const count = h("p", { class: "results-count" });
const clear = button("filters_clear", { class: "small", onclick: () => go({ chosen: only() }, true) });
const toggle = h("button", {
  type: "button", class: "small", id: "filters-toggle", "aria-expanded": "false", onclick: () => showFilters(),
});
const filterBox = h("div", { class: "facets" });
const nothing = h("div", { class: "nothing", hidden: true });
const pane = h("div", { class: "pane-content" });
const back = button("back", { class: "small back", onclick: () => close() });
const done = h("button", { type: "button", class: "primary done", onclick: () => showFilters(false) });
const status = h("div", { id: "status", role: "status", class: "hidden" });

function frame() {
  for (const locale of languages) languageChoice.append(h("option", { value: locale, lang: locale }, languageName(locale)));
  for (const value of ["system", "light", "dark"]) themeChoice.append(option(value, `theme_${value}`));
  label(input, "search", "aria-label");
  label(input, "search_hint", "placeholder");
  document.body.append(
    h("header", {}, label(h("h1", {}), "index_title"), h("div", { class: "search", role: "search" }, input),
      h("div", { class: "choices" }, languageChoice, themeChoice)),
    h("main", {},
      label(h("section", { class: "filters" }, label(h("h2", {}), "filters"), filterBox, done), "filters", "aria-label"),
      label(h("section", { class: "results" },
        h("div", { class: "bar" }, count, clear, toggle, button("overview", { class: "small", onclick: () => openAbout("") })),
        box, nothing), "actions", "aria-label"),
      h("section", { class: "pane", "aria-labelledby": "pane-title" }, h("div", { class: "bar" }, back), pane)),
    status,
    h("div", { id: "toast", role: "status" }));
}

function relabel() {
  for (const { element, key, attribute } of labels) {
    if (attribute) element.setAttribute(attribute, t(key));
    else element.textContent = t(key);
  }
  languageChoice.value = state.lang;
}

// ------------------------------------------------------------------------------------------- what is shown

/** @returns {Node[]} what a row of the list shows */
function rowContent(action) {
  const shown = description(action, spoken.locale);
  const hit = shownWords.length ? reason(action, shown, shownWords) : null;
  const service = serviceOf(action);
  return [
    h("code", { class: "row-id", translate: "no", dir: "ltr" }, highlighted(core.ids[action], shownWords)),
    h("span", { class: "row-chips" }, chips(action)),
    h("span", { class: "row-text" }, hit ? rowText(hit, "found_in") : shown ? rowText(shown, "shown_in") : t("no_description")),
    core.services.length > 1 && h("span", { class: "row-service" }, serviceLabel(service)),
  ];
}

function rowText({ text: plain, locale }, why) {
  const text = h("span", { lang: locale !== spoken.words && locale, dir: "auto" }, highlighted(plain, shownWords));
  return locale === spoken.locale ? [text] : [languageMark(locale, why), " ", text];
}

const list = makeList(box, rowContent, (action, byKey) => openAction(action, byKey));
list.controls.push(input);
const filters = makeFilters(filterBox, () => state.chosen, (chosen) => go({ chosen }, true));

/** Search and filter anew. */
function showResults({ keep = false } = {}) {
  shownWords = words(state.q);
  const found = search(state.q);
  result = filtered(found, state.chosen);
  list.show(result, keep ? result.indexOf(list.items[list.active]) : -1);
  nothing.hidden = result.length > 0;
  nothing.replaceChildren(...(nothing.hidden ? [] : nothingFound()));
  showCount();
  const active = [...state.chosen.values()].reduce((sum, values) => sum + values.size, 0);
  clear.hidden = !active;
  toggle.textContent = active ? t("filters_active", { count: active }) : t("filters");
  soon(() => {
    learnNumbers();
    showCount();
    filters.update(counted(found, state.chosen));
    status.textContent = count.textContent;
  });
}

function showCount() {
  const all = result.length === actionCount;
  count.textContent = t(all ? "results" : "results_of", { count: result.length, total: actionCount });
  done.textContent = t("show_results", { count: result.length });
}

const nothingFound = () => [
  h("p", {}, t("no_results")),
  h("button", { type: "button", onclick: () => { go({ q: "", chosen: only() }, true); input.focus(); } }, t("start_over")),
];

/** What may wait until nobody types for a moment. */
function soon(action) {
  clearTimeout(soon.timer);
  soon.timer = setTimeout(action, 150);
}

const links = {
  to: (changes) => ({
    href: `#${written({ ...state, ...changes })}`,
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      go(changes, true);
      document.getElementById("pane-title")?.focus();
    },
  }),
  absolute(action) {
    const fragment = written({ lang: state.lang, q: "", chosen: only(), action, about: null });
    return `${location.href.split("#")[0]}#${fragment}`;
  },
};

function showPane(fresh = false) {
  const service = core.services.find(({ name }) => name === state.about);
  const content = state.action >= 0 ? actionDetail(state.action, links)
    : service ? serviceDetail(service, links) : overview(links);
  pane.replaceChildren(...content.filter(Boolean));
  if (!fresh) pane.parentElement.scrollTop = 0;
  list.setCurrent(state.action);
  const open = state.action >= 0 || state.about !== null;
  back.hidden = !open;
  if (open) document.body.dataset.view = "pane";
  else if (document.body.dataset.view !== "filters") document.body.dataset.view = "list";
}

function showFilters(open = document.body.dataset.view !== "filters") {
  document.body.dataset.view = open ? "filters" : state.action >= 0 || state.about !== null ? "pane" : "list";
  toggle.setAttribute("aria-expanded", String(open));
  if (open) filterBox.querySelector("summary")?.focus();
  else toggle.focus();
}

// ------------------------------------------------------------------------------------------- going somewhere

/** Change the state, show it, and note it in the address: as a new entry of the history, or in place of this one. */
function go(changes, push) {
  const before = state;
  state = { ...state, ...changes };
  show(before);
  clearTimeout(go.timer);
  const note = () => history[push ? "pushState" : "replaceState"](null, "", `#${written(state)}`);
  if (push) note();
  else go.timer = setTimeout(note, 250); // browsers forbid pages to do this at every key
}

/** Show what differs from an earlier state; all without one. */
function show(before) {
  const spoke = !before || before.lang !== state.lang;
  if (spoke) {
    speak(state.lang);
    relabel();
  }
  if (input.value !== state.q) input.value = state.q;
  if (spoke || before.q !== state.q || before.chosen !== state.chosen) showResults({ keep: spoke });
  if (spoke || before.action !== state.action || before.about !== state.about) {
    if (before || state.action >= 0 || state.about !== null) showPane(!before);
    else requestAnimationFrame(() => setTimeout(showPane)); // the list comes first
  }
}

function openAction(action, byKey) {
  go({ action, about: null }, state.action !== action);
  if (byKey || narrow.matches) document.getElementById("pane-title").focus();
}

function openAbout(name) {
  go({ action: -1, about: name }, true);
  document.getElementById("pane-title").focus();
}

function close() {
  go({ action: -1, about: null }, true);
  document.body.dataset.view = "list";
  list.reveal();
  (list.items.length ? box : input).focus();
}

addEventListener("hashchange", () => {
  const before = state;
  clearTimeout(go.timer);
  state = read(location.hash.slice(1), state.lang);
  show(before);
});

// ------------------------------------------------------------------------------------------- keys and choices

input.addEventListener("input", () => go({ q: input.value }, false));
input.addEventListener("keydown", (event) => list.key(event, true));
box.addEventListener("keydown", (event) => list.key(event, false));
languageChoice.addEventListener("change", () => {
  kept.set("lang", languageChoice.value);
  go({ lang: languageChoice.value }, true);
});
themeChoice.addEventListener("change", () => {
  kept.set("theme", themeChoice.value);
  applyTheme(themeChoice.value);
});

function applyTheme(theme) {
  themeChoice.value = theme;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const typing = event.target.matches("input[type=text], select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.body.dataset.view = narrow.matches ? "list" : document.body.dataset.view;
    input.focus();
    input.select();
  } else if (event.key === "Escape") {
    escape(event.target);
  }
});

/** Clears what is being typed, else closes what is open. */
function escape(target) {
  if (target === input && state.q) go({ q: "" }, false);
  else if (target.matches(".find") && target.value) {
    target.value = "";
    target.dispatchEvent(new Event("input"));
  } else if (document.body.dataset.view === "filters") showFilters(false);
  else if (state.action >= 0 || state.about !== null) close();
}

// ------------------------------------------------------------------------------------------- the start

/** Read the languages behind this script, and search in them too. A step at a time, so that nobody waits for it. */
function* otherLanguages() {
  if (!index.rows.length) yield* addLanguages();
  while (takeTexts(1)) {
    if (state.lang !== core.language && [...texts.keys()].at(-1) === state.lang) refresh();
    yield;
  }
  if (texts.size > index.locales.size) {
    yield* addLanguages();
    refresh();
  }
  performance.mark("all-languages");
  document.documentElement.dataset.searched = "all-languages";
}

function refresh() {
  if (state.q) showResults({ keep: true });
  else list.show(list.items, list.active);
  if (state.action >= 0) showPane();
}

function whenIdle(steps) {
  const later = window.requestIdleCallback ?? ((run) => setTimeout(() => run({ timeRemaining: () => 0 }), 1));
  later(function run(deadline) {
    do {
      if (steps.next().done) return;
    } while (deadline.timeRemaining() > 8);
    later(run, { timeout: 300 });
  }, { timeout: 300 });
}

frame();
applyTheme(["light", "dark"].includes(kept.get("theme")) ? kept.get("theme") : "system");
takeTexts(1);
list.measure();
show(null);
performance.mark("first-rows");
if (state.action < 0 && state.about === null && matchMedia("(pointer: fine)").matches) input.focus();
if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => whenIdle(otherLanguages()));
else whenIdle(otherLanguages());
