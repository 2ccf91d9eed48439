"""Generated Python, JSON and pages are parsed again, and held against the model, before they count as rendered.

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

Context = Mapping[str, Any]

_IMPORTS = {
    "collections.abc": {"Mapping"},
    "enum": {"StrEnum"},
    "types": {"MappingProxyType"},
    "typing": {"Final", "Literal", "TypeAlias", "overload"},
}
_FAILURES = (ArithmeticError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError, ValueError)
_CALLS = frozenset(("MappingProxyType", "ValueError", "Delivery", "get"))
_NODES = (
    *(ast.Module, ast.ImportFrom, ast.alias, ast.ClassDef, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.If),
    *(ast.Raise, ast.Assign, ast.AnnAssign, ast.Expr, ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple),
    *(ast.List, ast.Dict, ast.DictComp, ast.comprehension, ast.Call, ast.Compare, ast.IfExp, ast.BoolOp, ast.BinOp),
    *(ast.expr_context, ast.operator, ast.boolop, ast.cmpop),
)


class OutputError(TemplateError):
    """One of our own templates wrote what does not say what the model says: a bug in docschema."""


class _WrongError(Exception):
    """What was written is not what was meant."""


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
        elif path.endswith(".html"):
            check(text, context)
    except (_WrongError, *_FAILURES) as error:
        kind = OutputError if template.builtin else TemplateError
        raise kind(template.file, None, f"what it writes to {path!r} is wrong: {error}") from error


def _follows_its_meta_schema(data: Any) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(data)
    except SchemaError as error:
        place = "/".join(map(str, error.absolute_path)) or "the whole"
        raise _WrongError(f"no valid JSON Schema: {place}: {error.message}") from error


def _nothing(_data: Any, _context: Context) -> None:
    """Check nothing."""


def _same(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise _WrongError(f"{what} differ from the model")


# ------------------------------------------------------------------------------------------- JSON


def _parsed_json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) != len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _WrongError(f"the key {twice!r} stands there twice")
    return dict(pairs)


def _no_constant(name: str) -> object:
    raise _WrongError(f"{name} is no JSON")


def _check_model(data: Any, context: Context) -> None:
    service = context["service"]
    _same("the texts", _texts(data["actions"]), _texts(service["all_actions"]))
    _same("the headings", [s["headings"] for s in data["sections"]], [s["headings"] for s in service["sections"]])
    _same("the places", [p["key"] for p in data["locations"]], [p["key"] for p in service["locations"]])
    routes = [(r["from"], r["to"]) for delivery in data["deliveries"] for r in delivery["routes"]]
    wanted = [(r["source"]["key"], r["target"]["key"]) for d in service["deliveries"] for r in d["routes"]]
    _same("the routes", routes, wanted)


def _texts(actions: Any) -> list[tuple[str, dict[str, str]]]:
    return [(action["id"], dict(action["descriptions"])) for action in actions]


def _check_actions(data: Any, context: Context) -> None:
    service = context["service"]
    alternatives = data.get("anyOf", [data])
    known: list[Any] = next(
        (entry["oneOf"] for entry in alternatives if isinstance(entry, dict) and "oneOf" in entry), []
    )
    wanted = [(action["id"], action["description"]) for action in service["actions"]]
    _same("the actions", [(entry["const"], entry.get("description", "")) for entry in known], wanted)
    patterns = [entry["pattern"] for entry in alternatives if isinstance(entry, dict) and "pattern" in entry]
    _same("the patterns", patterns, [action["pattern"] for action in service["patterns"]])


def _check_event(data: Any, context: Context) -> None:
    _check_actions(data["$defs"]["action"], context)


# ------------------------------------------------------------------------------------------- Python


def _check_module(tree: ast.Module, context: Context) -> None:
    service = context["service"]
    _check_nodes(tree)
    classes = {node.name: _members(node) for node in tree.body if isinstance(node, ast.ClassDef)}
    actions, places, deliveries = service["actions"], service["locations"], service["deliveries"]
    _same("the actions", classes["Action"], [(a["name"], a["id"], a["description"]) for a in actions])
    regions = [(p["member"], p["key"], p["name"] if p["name"] != p["key"] else "") for p in places]
    _same("the regions", classes["Region"], regions)
    _same("the deliveries", classes["Delivery"], [(d["member"], d["key"], d["heading"]) for d in deliveries])
    texts = {action["name"]: action["descriptions"] for action in actions}
    _same("the texts", _literal(tree, "_DESCRIPTIONS"), texts)
    _same("the patterns", _literal(tree, "ACTION_PATTERNS"), {a["id"]: a["pattern"] for a in service["patterns"]})
    routes = {d["member"]: _moves(d) for d in deliveries if d["moves"]}
    _same("the routes", _literal(tree, "ROUTES"), routes)
    available = {d["member"]: _available(d) for d in deliveries if d["availability"]}
    _same("the availability", _literal(tree, "AVAILABILITY"), available)


def _moves(delivery: Any) -> dict[str, str]:
    return {move["source"]["member"]: move["target"]["member"] for move in delivery["moves"]}


def _available(delivery: Any) -> dict[str, bool]:
    return {entry["location"]["member"]: entry["available"] for entry in delivery["availability"]}


def _check_nodes(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise _WrongError(f"{type(node).__name__} has no place in generated code")
        if isinstance(node, ast.ImportFrom) and not {a.name for a in node.names} <= _IMPORTS.get(
            node.module or "", set()
        ):
            raise _WrongError(f"{node.module} has no place among the imports")
        if isinstance(node, ast.Call) and _called(node.func) not in _CALLS:
            raise _WrongError(f"{ast.unparse(node.func)} is called")


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _members(node: ast.ClassDef) -> list[tuple[str, object, object]]:
    """The members of an enum: name, value, docstring ("" without one)."""
    members: list[tuple[str, object, object]] = []
    for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            doc = following.value if isinstance(following, ast.Expr) else None
            text = doc.value if isinstance(doc, ast.Constant) else ""
            members.append((statement.targets[0].id, ast.literal_eval(statement.value), text))
    return members


def _literal(tree: ast.Module, name: str) -> object:
    """The value of a constant of the module, members of enums as their names."""
    values = (node.value for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name)
    value = next(values, None)
    if value is None:
        raise _WrongError(f"{name} is missing")
    return _plain(value)


def _plain(node: ast.expr | None) -> object:
    if isinstance(node, ast.Call) and len(node.args) == 1:
        return _plain(node.args[0])
    if isinstance(node, ast.Dict):
        if len({repr(_plain(key)) for key in node.keys}) != len(node.keys):
            raise _WrongError("a key stands there twice")
        return {_plain(key): _plain(value) for key, value in zip(node.keys, node.values, strict=True)}
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.value if isinstance(node, ast.Constant) else _WrongError


# ------------------------------------------------------------------------------------------- pages


def _check_catalogue(text: str, context: Context) -> None:
    """The page holds the ids and texts of all services, and nothing runs or styles it but what its policy names."""
    page = Page(text)
    if page.policy is None or set(page.hashes) != set(re.findall(r"'sha256-[^']*'", page.policy)):
        raise _WrongError("its policy does not name its scripts and styles")
    if page.strange:
        raise _WrongError(f"{page.strange[0]} has no place in it")
    actions = [action for service in context["services"] for action in service["all_actions"]]
    core = page.data["core"]
    _same("the ids", core["ids"], [action["id"] for action in actions])
    keys = [core["sections"][section][1] for section in core["section"]]
    _same("the sections", keys, [action["section"] for action in actions])
    _same("the kinds", [core["kinds"][kind] or None for kind in core["kind"]], [action["kind"] for action in actions])
    _same("the languages", sorted(page.texts), list(context["locales"]))
    for locale, texts in page.texts.items():
        _same("the texts", texts, [action["descriptions"].get(locale, "") for action in actions])


_CHECKS: Mapping[str, Callable[[Any, Context], None]] = {
    "model.json": _check_model,
    "actions.schema.json": _check_actions,
    "event.schema.json": _check_event,
    "service.py": _check_module,
    "catalogue.html": _check_catalogue,
}
