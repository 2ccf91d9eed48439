"""Templates, as `docschema templates` prints them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docschema.report import to_json
from docschema.terminal import safe

if TYPE_CHECKING:
    from docschema.rendering.templating import Template


def list_text(templates: Iterable[Template]) -> str:
    """A line per template that makes something: name, loop, where it writes, what it makes; then parts, by name."""
    found = tuple(templates)
    made = [_row(template) for template in found if template.each]
    widths = [max((len(row[column]) for row in made), default=0) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3]]).rstrip()
        for row in made
    ]
    parts = [safe(template.name) for template in found if not template.each]
    return "\n".join([*lines, *([f"parts that others include: {', '.join(parts)}"] if parts else [])])


def _row(template: Template) -> tuple[str, str, str, str]:
    own = "" if template.builtin else " (yours)"
    where = template.path or "a fragment, for pages written by hand"
    about = f"{template.about}{own}" if template.about else own.strip()
    return safe(template.name), template.each, safe(where), safe(about)


def list_json(templates: Iterable[Template]) -> str:
    """Templates as one JSON object."""
    return to_json({"templates": [_data(template) for template in templates]}, ())


def show_text(template: Template) -> str:
    """The text of a template, as it is in its file."""
    return template.text.removesuffix("\n")


def show_json(template: Template, given: Mapping[str, object]) -> str:
    """One template with its text, its parameters with their defaults, and what the configuration gives for them."""
    return to_json({**_data(template), "given": dict(given), "text": template.text}, ())


def _data(template: Template) -> dict[str, object]:
    return {
        "name": template.name,
        "about": template.about,
        "each": template.each or None,
        "path": template.path or None,
        "parameters": dict(template.parameters),
        "builtin": template.builtin,
    }


def unknown_text(name: str, templates: Mapping[str, Template]) -> str:
    """What to say of a name that no template has."""
    near = difflib.get_close_matches(name, templates, 3)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; see docschema templates list"
    return f"no template is called {name!r}{hint}"
