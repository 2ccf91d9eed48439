"use strict";
// The pane that shows one action.

/** Show a message, and have it read out. */
function announce(text) {
  const toast = document.getElementById("toast");
  toast.textContent = "";
  toast.classList.add("shown");
  setTimeout(() => { toast.textContent = text; }, 30); // a change that screen readers notice
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => toast.classList.remove("shown"), 2500);
}

async function copy(text) {
  const done = await (navigator.clipboard?.writeText(text).then(() => true, () => false)) || copyBySelection(text);
  announce(t(done ? "copied" : "copy_failed"));
}

/** For browsers that give pages no clipboard. */
function copyBySelection(text) {
  const focused = document.activeElement;
  const area = h("textarea", { class: "hidden", readonly: true, "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}

const copyButton = (label, text, name) =>
  h("button", { type: "button", class: "small", "data-copy": name, onclick: () => copy(text()) }, label);

/** An action as code that uses the generated modules. */
function snippet(action, language) {
  const { module } = serviceOf(action);
  const name = memberName(action);
  const use = name ? `Action.${name}` : `ACTION_PATTERNS[${JSON.stringify(core.ids[action])}]`;
  const imported = name ? "Action" : "ACTION_PATTERNS";
  if (language === "python") return `from ${module} import ${imported}\n\n${use}\n`;
  return `import { ${imported} } from "./${module}";\n\n${use};\n`;
}

/** An action as an object. */
function actionObject(action) {
  const service = serviceOf(action);
  const [, section, headings] = core.sections[core.section[action]];
  return {
    id: core.ids[action],
    service: service.name,
    section,
    group: pick(headings, [service.source])?.text ?? null,
    kind: core.kinds[core.kind[action]] || null,
    deprecated: Boolean(deprecated[action]),
    tags: core.tags[action] ?? [],
    renamed_from: core.renamed_from[action] ?? [],
    renamed_to: core.renamed_to[action] ?? null,
    description: description(action, service.source)?.text ?? null,
    descriptions: descriptions(action),
    fields: fieldsOf(action).map((field) => field.name),
    source: core.sources[core.source[action]] || null,
  };
}

/** The fields that the docs give this action by name. */
const fieldsOf = (action) => serviceOf(action).fields.filter((field) => field.actions.includes(action));

const kindText = (action) => t(core.kinds[core.kind[action]] ? `kind_${core.kinds[core.kind[action]]}` : "kind_unstated");

/** Words beside an id: its kind, and whether it is deprecated. */
function chips(action) {
  const kind = core.kinds[core.kind[action]];
  return [
    kind && h("span", { class: `chip ${kind}` }, t(`kind_${kind}`)),
    deprecated[action] === 1 && h("span", { class: "chip deprecated" }, t("deprecated")),
  ];
}

/** @returns {Node[]} */
function actionDetail(action, links) {
  const service = serviceOf(action);
  const shown = description(action, spoken.locale);
  return [
    h("h2", { id: "pane-title", tabindex: "-1" }, idCode(core.ids[action])),
    h("p", { class: "chips" }, chips(action)),
    shown ? h("p", { class: "lead" }, marked(shown)) : h("p", { class: "lead quiet" }, t("no_description")),
    copyPart(action, links),
    factsPart(action, links),
    descriptionsPart(action),
    fieldsPart(t("fields_action"), fieldsOf(action)),
    fieldsPart(t("fields_service"), service.fields.filter((field) => field.general)),
    regionsPart(service),
    commonFieldsPart(),
  ];
}

function copyPart(action, links) {
  const as = (format, text, name) => copyButton(t("copy_as", { format }), text, name);
  return h("div", { class: "buttons", role: "group", "aria-label": t("copy") },
    copyButton(t("copy_id"), () => core.ids[action], "id"),
    copyButton(t("copy_link"), () => links.absolute(action), "link"),
    as("Python", () => snippet(action, "python"), "python"),
    memberName(action) && as("TypeScript", () => snippet(action, "typescript"), "typescript"),
    as("JSON", () => `${JSON.stringify(actionObject(action), null, 2)}\n`, "json"));
}

function factsPart(action, links) {
  const service = serviceOf(action);
  const heading = pick(core.sections[core.section[action]][2], [spoken.locale, service.source]);
  const source = core.sources[core.source[action]];
  const link = (id) => {
    const target = actionByKey(`${service.name}/${id}`);
    return target === undefined ? idCode(id) : h("a", links.to({ action: target, about: null }), idCode(id));
  };
  const facts = [
    [t("service"), h("a", links.to({ action: -1, about: service.name }), serviceLabel(service))],
    [t("group"), heading && marked(heading)],
    [t("kind"), kindText(action)],
    [t("deprecated"), t(deprecated[action] ? "yes" : "no")],
    [t("renamed_from"), core.renamed_from[action] && joined(core.renamed_from[action].map(link))],
    [t("renamed_to"), core.renamed_to[action] && link(core.renamed_to[action])],
    [t("pattern"), core.patterns[action] && code(core.patterns[action])],
    [t("source"), source && code(source, { class: "source" })],
  ];
  const known = facts.filter(([, value]) => value);
  return h("dl", { class: "facts" }, known.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function descriptionsPart(action) {
  const { locales } = serviceOf(action);
  const ordered = [...locales].sort((a, b) => (b === spoken.locale) - (a === spoken.locale));
  return h("section", {}, h("h3", {}, t("descriptions")), h("dl", { class: "descriptions" }, ordered.map((locale) => {
    const text = texts.get(locale)?.[action];
    return h("div", {}, h("dt", { lang: locale }, languageName(locale)),
      text ? said({ text, locale }, "dd") : h("dd", { class: "quiet" }, t("untranslated")));
  })));
}

function fieldsPart(heading, fields) {
  if (!fields.length) return null;
  return h("section", {}, h("h3", {}, heading), h("ul", { class: "fields" }, fields.map(fieldItem)));
}

/** What all events have is the same for all actions: there for who asks for it. */
function commonFieldsPart() {
  if (!core.common.length) return null;
  const fields = h("ul", { class: "fields" }, core.common.map(fieldItem));
  return h("section", {}, h("details", { class: "common" }, h("summary", {}, t("event_title")), fields));
}

function fieldItem(field) {
  const text = pick(field.descriptions, [spoken.locale, ...core.locales]);
  return h("li", {}, h("div", {}, idCode(field.name), " ", field.type && h("span", { class: "chip" }, field.type)),
    text && h("p", {}, marked(text)),
    field.values.length > 0 && h("p", { class: "quiet" }, t("values"), ": ", joined(field.values.map((value) => code(value)))));
}
