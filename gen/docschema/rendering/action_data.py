"""Actions, as templates see them: those of the docs, and those that left them."""

from __future__ import annotations

from typing import Any

from docschema.model import Action, ActionRow, Section
from docschema.rendering.public_names import removed
from docschema.rendering.shown import has_placeholder, id_expression, id_parts, id_pattern, shown_path
from docschema.rendering.view import View

Data = dict[str, Any]


def action_data(view: View, action: Action, section: Section) -> Data:
    """An action; its section says under which heading it stands."""
    sources = _action_sources(view, action)
    literals, captures = id_parts(action.id)
    return {
        "id": action.id,
        "verb": "" if has_placeholder(segment := action.id.rpartition(".")[2]) else segment,
        "name": view.names["Action"].get(action.id, ""),
        "section": action.section,
        "group": view.first(section.headings),
        "kind": action.kind,
        "deprecated": action.deprecated,
        "tags": action.tags,
        "placeholders": action.placeholders,
        "pattern": id_pattern(action.id) if has_placeholder(action.id) else "",
        "matcher": id_expression(literals, groups=True) if captures else "",
        "literals": literals,
        "captures": captures,
        "max_length": view.longest_id,
        "fields": view.fields_of.get(action.id, ()),
        "renamed_to": view.renamed_to.get(action.id, ""),
        "successor": view.successors.get(action.id, ""),
        "renamed_from": tuple(dict.fromkeys((*action.renamed_from, *view.renamed_from.get(action.id, ())))),
        "description": view.first(action.descriptions),
        "descriptions": view.texts(action.descriptions),
        "source": sources.get(view.service.source_locale) or next(iter(sources.values()), ""),
        "sources": sources,
    }


def _action_sources(view: View, action: Action) -> dict[str, str]:
    """Locale -> path and section of the row that the artifacts take: the first with the id alone, else the first."""
    rows: dict[str, ActionRow] = {}
    for row in action.rows:
        if row.locale not in rows or (row.alone and not rows[row.locale].alone):
            rows[row.locale] = row
    found: dict[str, str] = {}
    for locale in view.service.locales:
        if locale in rows:
            path = shown_path(rows[locale].span.path, view.options.root)
            found[locale] = f"{path}#{action.section}" if action.section else path
    return found


def removed_data(view: View) -> tuple[Data, ...]:
    """Actions that have a name in code from earlier builds and are no longer in the docs, unless they are dropped."""
    known = [action.id for action in view.service.actions]
    gone = removed(view.names["Action"], known, view.options.drop_actions)
    return tuple(
        {
            "id": value,
            "name": name,
            "renamed_to": view.renamed_to.get(value, ""),
            "successor": view.successors.get(value, ""),
            "deprecated": True,
            "kind": None,
            "group": "",
            "description": "",
            "descriptions": {},
        }
        for value, name in gone.items()
    )
