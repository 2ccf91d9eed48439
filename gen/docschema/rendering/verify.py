"""Generated code, JSON and pages are read again, and held against the model, before they count as rendered.

What users' own templates write has to parse; what the built-in ones write has to say what the model says.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from docschema.rendering.page import Page
from docschema.rendering.templating import Template, TemplateError
from docschema.rendering.verify_code import check_go, check_java, check_typescript
from docschema.rendering.verify_python import check_module
from docschema.rendering.verify_schema import as_made, check_actions, check_event, each_service
from docschema.rendering.wrong import WrongError, plain, same

Context = Mapping[str, Any]

_FAILURES = (ArithmeticError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError, ValueError)


class OutputError(TemplateError):
    """One of our own templates wrote what does not say what the model says: a bug in docschema."""


def verify(template: Template, path: str, text: str, context: Context) -> None:
    """Raise where a text does not parse or does not say what is meant, naming the template and the file.

    OutputError for one of our own templates, TemplateError for a user's.
    """
    check = _CHECKS.get(template.name, _nothing) if template.builtin else _nothing
    try:
        if path.endswith(".json"):
            data = _parsed_json(text)
            if path.endswith(".schema.json"):
                _follows_its_meta_schema(data)
            check(data, context)
        elif path.endswith(".py"):
            check(ast.parse(text), context)
        elif path.endswith((".ts", ".java", ".go", ".html")):
            check(text, context)
    except (WrongError, *_FAILURES) as error:
        kind = OutputError if template.builtin else TemplateError
        raise kind(template.file, None, f"what it writes to {path!r} is wrong: {error}") from error


def _follows_its_meta_schema(data: Any) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(data)
    except SchemaError as error:
        place = "/".join(map(str, error.absolute_path)) or "the whole"
        raise WrongError(f"no valid JSON Schema: {place}: {error.message}") from error


def _nothing(_data: Any, _context: Context) -> None:
    """Check nothing."""


# ------------------------------------------------------------------------------------------- JSON


def _parsed_json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) != len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise WrongError(f"the key {twice!r} stands there twice")
    return dict(pairs)


def _no_constant(name: str) -> object:
    raise WrongError(f"{name} is no JSON")


def _check_model(data: Any, context: Context) -> None:
    service = context["service"]
    for key, wanted in _model(service).items():
        found = data[key] if not isinstance(data[key], list) else [_part(entry, wanted) for entry in data[key]]
        same(f"the {key}", found, plain(wanted))
    routes = [(r["from"], r["to"]) for delivery in data["deliveries"] for r in delivery["routes"]]
    wanted = [(r["source"]["key"], r["target"]["key"]) for d in service["deliveries"] for r in d["routes"]]
    same("the routes", routes, wanted)


def _part(entry: Any, wanted: Any) -> Any:
    """Of an entry what is compared."""
    return {key: entry[key] for key in wanted[0]} if wanted and isinstance(entry, dict) else entry


def _model(service: Any) -> dict[str, Any]:
    """What a model says of a service, under the keys of its JSON."""
    of_action = ("id", "section", "kind", "deprecated", "tags", "renamed_from", "descriptions", "sources")
    return {
        "service": service["name"],
        **{key: service[key] for key in ("titles", "source_locale", "locales", "sources", "fields")},
        "sections": [{key: section[key] for key in ("key", "headings")} for section in service["sections"]],
        "actions": [{key: action[key] for key in of_action} for action in service["all_actions"]],
        "locations": [{key: place[key] for key in ("key", "code", "names")} for place in service["locations"]],
        "deliveries": [{key: entry[key] for key in ("key", "headings")} for entry in service["deliveries"]],
        "removed": [{key: action[key] for key in ("id", "name")} for action in service["removed"]],
        "renamed": [{"from": pair["old"], "to": pair["new"]} for pair in service["renamed"]],
    }


# ------------------------------------------------------------------------------------------- pages


def _check_catalogue(text: str, context: Context) -> None:
    """The page holds the ids and texts of all services, and nothing runs or styles it but what its policy names."""
    page = Page(text)
    if page.policy is None or set(page.hashes) != set(re.findall(r"'sha256-[^']*'", page.policy)):
        raise WrongError("its policy does not name its scripts and styles")
    if page.strange:
        raise WrongError(f"{page.strange[0]} has no place in it")
    actions = [action for service in context["services"] for action in service["all_actions"]]
    core = page.data["core"]
    same("the ids", core["ids"], [action["id"] for action in actions])
    keys = [core["sections"][section][1] for section in core["section"]]
    same("the sections", keys, [action["section"] for action in actions])
    same("the kinds", [core["kinds"][kind] or None for kind in core["kind"]], [action["kind"] for action in actions])
    same("the languages", sorted(page.texts), list(context["locales"]))
    for locale, texts in page.texts.items():
        same("the texts", texts, [action["descriptions"].get(locale, "") for action in actions])


_CHECKS: Mapping[str, Callable[[Any, Context], None]] = {
    "model.json": _check_model,
    "actions.schema.json": as_made(check_actions, "action"),
    "event.schema.json": as_made(check_event, "event"),
    "service.py": check_module,
    "service.ts": check_typescript,
    "service.java": check_java,
    "service.go": check_go,
    "catalogue.html": _check_catalogue,
    "catalogue-actions.schema.json": each_service(check_actions, "action"),
    "catalogue-event.schema.json": each_service(check_event, "event"),
}
