"""Holds a generated Python module, parsed again, against the model."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from docschema.rendering.wrong import WrongError, same

_IMPORTS = {
    "collections.abc": {"Mapping", "Sequence"},
    "enum": {"StrEnum"},
    "types": {"MappingProxyType"},
    "typing": set("Annotated Final Literal NamedTuple Required TypeAlias TypedDict overload".split()),
}
_CALLS = frozenset(
    (
        *("Delivery", "MappingProxyType", "Match", "TypedDict", "ValueError"),
        *("compile", "dict", "frozenset", "fullmatch", "get", "groups", "items", "len", "zip"),
    )
)
_DEFINED = (
    *("__all__", "Kind", "Locale", "Action", "Delivery", "Region", "Match", "parse", *["event_region"] * 3),
    *("ACTION_PATTERNS", "AVAILABILITY", "RENAMED", "ROUTES", "_ACTIONS", "_REGIONS"),
    *("_DEPRECATED", "_DESCRIPTIONS", "_GROUPS", "_KINDS", "_RENAMED_TO"),
)
_SOMETIMES = ("_ANSWERS", "_MATCHERS")
_METHODS = ["kind", "group", "deprecated", "renamed_to", "description"]
_NODES = (
    *(
        ast.Module,
        ast.Import,
        ast.ImportFrom,
        ast.alias,
        ast.keyword,
        ast.For,
        ast.Set,
        ast.ClassDef,
        ast.FunctionDef,
        ast.arguments,
        ast.arg,
        ast.Return,
        ast.If,
    ),
    *(ast.Raise, ast.Assign, ast.AnnAssign, ast.Expr, ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple),
    *(ast.List, ast.Dict, ast.DictComp, ast.comprehension, ast.Call, ast.Compare, ast.IfExp, ast.BoolOp, ast.BinOp),
    *(ast.expr_context, ast.operator, ast.boolop, ast.cmpop),
)


def check_module(tree: ast.Module, context: Mapping[str, Any]) -> None:
    """Raise WrongError where a generated module holds what it should not, or not what the model says."""
    service = context["service"]
    _check_nodes(tree)
    _check_skeleton(tree, [entry["name"] for entry in service["event_types"]])
    classes = {node.name: _members(node) for node in tree.body if isinstance(node, ast.ClassDef)}
    actions, places, deliveries = service["actions"], service["locations"], service["deliveries"]
    members = [(a["name"], a["id"], _documented(a)) for a in actions]
    removed = [(a["name"], a["id"], _note("No longer documented", a)) for a in service["removed"]]
    same("the actions", classes["Action"], [*members, *removed])
    regions = [(p["member"], p["key"], p["name"] if p["name"] != p["key"] else "") for p in places]
    same("the regions", classes["Region"], regions)
    same("the deliveries", classes["Delivery"], [(d["member"], d["key"], d["heading"]) for d in deliveries])
    texts = {action["name"]: action["descriptions"] for action in actions}
    same("the texts", _literal(tree, "_DESCRIPTIONS"), texts)
    same("the patterns", _literal(tree, "ACTION_PATTERNS"), {a["id"]: a["pattern"] for a in service["patterns"]})
    _check_facts(tree, service)
    same("the events", _events(tree), {entry["name"]: _fields(entry) for entry in service["event_types"]})
    routes = {d["member"]: _moves(d) for d in deliveries if d["moves"]}
    same("the routes", _literal(tree, "ROUTES"), routes)
    available = {d["member"]: _available(d) for d in deliveries if d["availability"]}
    same("the availability", _literal(tree, "AVAILABILITY"), available)


def _documented(action: Any) -> str:
    note = _note("Deprecated", action) if action["deprecated"] else ""
    return " ".join(filter(None, (note, action["description"])))


def _note(start: str, action: Any) -> str:
    return f"{start}; renamed to {action['renamed_to']}." if action["renamed_to"] else f"{start}."


def _check_facts(tree: ast.Module, service: Any) -> None:
    """What the properties of actions and the function `parse` look up."""
    actions, removed, patterns = service["actions"], service["removed"], service["patterns"]
    same("the kinds", _literal(tree, "_KINDS"), {a["name"]: a["kind"] for a in actions if a["kind"]})
    same("the groups", _literal(tree, "_GROUPS"), {a["name"]: a["group"] for a in actions if a["group"]})
    deprecated = [a["name"] for a in (*(a for a in actions if a["deprecated"]), *removed)]
    same("the deprecated actions", _literal(tree, "_DEPRECATED"), deprecated)
    renamed = {a["name"]: a["successor"] for a in (*actions, *removed) if a["successor"]}
    same("the renamed actions", _literal(tree, "_RENAMED_TO"), renamed)
    same("the old ids", _literal(tree, "RENAMED"), {pair["old"]: pair["name"] for pair in service["old_ids"]})
    if patterns:
        wanted = {a["id"]: [a["matcher"], list(a["captures"])] for a in patterns}
        same("the placeholders", _literal(tree, "_MATCHERS"), wanted)


def _fields(entry: Any) -> list[tuple[str, str]]:
    own = (field for field in entry["fields"] if not (entry["base"] and field["role"]))
    return [(field["name"], field["description"]) for field in own]


def _events(tree: ast.Module) -> dict[str, list[tuple[object, object]]]:
    """The typed dicts: name -> names and texts of their fields."""
    found: dict[str, list[tuple[object, object]]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and [keyword.arg for keyword in node.keywords] == ["total"]:
            found[node.name] = _annotated(node)
        elif (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and _called(node.value.func) == "TypedDict"
        ):
            name, fields = node.value.args
            same("the names of types", ast.literal_eval(name), ast.unparse(node.targets[0]))
            if isinstance(fields, ast.Dict):
                pairs = zip(fields.keys, fields.values, strict=True)
                found[ast.literal_eval(name)] = [(_plain(key), _metadata(value)) for key, value in pairs]
    return found


def _annotated(node: ast.ClassDef) -> list[tuple[object, object]]:
    """The fields of a class, and the texts under them."""
    return [
        (ast.unparse(statement.target), _text_of(following))
        for statement, following in zip(node.body, [*node.body[1:], None], strict=True)
        if isinstance(statement, ast.AnnAssign)
    ]


def _metadata(annotation: ast.expr) -> object:
    """The text of `Annotated[type, text]`, "" for another annotation."""
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Annotated":
        return ast.literal_eval(annotation.slice.elts[-1]) if isinstance(annotation.slice, ast.Tuple) else None
    return ""


def _moves(delivery: Any) -> dict[str, str]:
    return {move["source"]["member"]: move["target"]["member"] for move in delivery["moves"]}


def _available(delivery: Any) -> dict[str, bool]:
    return {entry["location"]["member"]: entry["available"] for entry in delivery["availability"]}


def _check_nodes(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise WrongError(f"{type(node).__name__} has no place in generated code")
        if isinstance(node, ast.ImportFrom) and not {a.name for a in node.names} <= _IMPORTS.get(
            node.module or "", set()
        ):
            raise WrongError(f"{node.module} has no place among the imports")
        if isinstance(node, ast.Import) and [alias.name for alias in node.names] != ["re"]:
            raise WrongError(f"{ast.unparse(node)} has no place among the imports")
        if isinstance(node, ast.Call) and _called(node.func) not in _CALLS:
            raise WrongError(f"{ast.unparse(node.func)} is called")


def _check_skeleton(tree: ast.Module, types: Sequence[str]) -> None:
    """The module defines what its template defines, each name once, and nothing runs but these definitions."""
    names = [
        _defined(node) for node in tree.body if not _is_text(node) and not isinstance(node, ast.Import | ast.ImportFrom)
    ]
    wanted = Counter((*_DEFINED, *types))
    if (lacking := wanted - Counter(names)) or (strange := Counter(names) - wanted - Counter(_SOMETIMES)):
        raise WrongError(f"{next(iter(lacking or strange))} is defined too often, or not at all")
    for node in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        methods = [inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)]
        if methods != (_METHODS if node.name == "Action" else []):
            raise WrongError(f"{node.name} has other methods than it should")
        kinds = (ast.FunctionDef, ast.Assign, ast.AnnAssign)
        if not all(_is_text(inner) or isinstance(inner, kinds) for inner in node.body):
            raise WrongError(f"something stands in {node.name} that has no place there")


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _defined(node: ast.stmt) -> str:
    """The name that a statement of a module defines; WrongError for one that defines none, or several."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return node.name
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    if len(targets) != 1 or not isinstance(targets[0], ast.Name):
        raise WrongError(f"{type(node).__name__} has no place in a module")
    return targets[0].id


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _members(node: ast.ClassDef) -> list[tuple[str, object, object]]:
    """The members of an enum: name, value, docstring ("" without one)."""
    members: list[tuple[str, object, object]] = []
    for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            members.append((statement.targets[0].id, ast.literal_eval(statement.value), _text_of(following)))
    return members


def _text_of(statement: ast.stmt | None) -> object:
    """The text that a statement consists of, "" for any other."""
    doc = statement.value if isinstance(statement, ast.Expr) else None
    return doc.value if isinstance(doc, ast.Constant) else ""


def _literal(tree: ast.Module, name: str) -> object:
    """The value of a constant of the module, members of enums as their names."""
    values = (node.value for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name)
    value = next(values, None)
    if value is None:
        raise WrongError(f"{name} is missing")
    return _plain(value)


def _plain(node: ast.expr | None) -> object:
    if isinstance(node, ast.Call):
        return _plain(node.args[0]) if node.args else []
    if isinstance(node, ast.Tuple | ast.Set):
        return [_plain(element) for element in node.elts]
    if isinstance(node, ast.Dict):
        if len({repr(_plain(key)) for key in node.keys}) != len(node.keys):
            raise WrongError("a key stands there twice")
        return {_plain(key): _plain(value) for key, value in zip(node.keys, node.values, strict=True)}
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.value if isinstance(node, ast.Constant) else WrongError
