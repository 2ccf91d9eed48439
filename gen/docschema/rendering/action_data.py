"""Actions, as templates see them: those of the docs, and those that left them."""

from __future__ import annotations

from typing import Any

from docschema.model import Action, Section, Service
from docschema.rendering.public_names import removed
from docschema.rendering.shown import has_placeholder, id_expression, id_parts, id_pattern, shown_path
from docschema.rendering.successors import successor
from docschema.rendering.view import View

Data = dict[str, Any]


def action_data(view: View, action: Action, section: Section) -> Data:
    """An action; its section says under which heading it stands."""
    sources = _action_sources(view, action)
    renamed = (old for old, new in view.service.renamed if new == action.id)
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
        "fields": tuple(dict.fromkeys(f.name for f in view.service.fields if action.id in f.actions)),
        "renamed_to": _renamed_to(view.service, action.id),
        "successor": successor(action.id, view.renames, view.documented),
        "renamed_from": tuple(dict.fromkeys((*action.renamed_from, *renamed))),
        "description": view.first(action.descriptions),
        "descriptions": view.texts(action.descriptions),
        "source": sources.get(view.service.source_locale) or next(iter(sources.values()), ""),
        "sources": sources,
    }


def _action_sources(view: View, action: Action) -> dict[str, str]:
    """Locale -> path and section of the row that the artifacts take: the first with the id alone, else the first."""
    found: dict[str, str] = {}
    for locale in view.service.locales:
        rows = [row for row in action.rows if row.locale == locale]
        row = next((row for row in rows if row.alone), rows[0] if rows else None)
        if row is not None:
            path = shown_path(row.span.path, view.options.root)
            found[locale] = f"{path}#{action.section}" if action.section else path
    return found


def _renamed_to(service: Service, action_id: str) -> str:
    """The id that took the place of this one, "" without one."""
    return next((new for old, new in service.renamed if old == action_id), "")


def removed_data(view: View) -> tuple[Data, ...]:
    """Actions that have a name in code from earlier builds and are no longer in the docs, unless they are dropped."""
    known = [action.id for action in view.service.actions]
    gone = removed(view.names["Action"], known, view.options.drop_actions)
    return tuple(
        {
            "id": value,
            "name": name,
            "renamed_to": _renamed_to(view.service, value),
            "successor": successor(value, view.renames, view.documented),
            "deprecated": True,
            "kind": None,
            "group": "",
            "description": "",
            "descriptions": {},
        }
        for value, name in gone.items()
    )
