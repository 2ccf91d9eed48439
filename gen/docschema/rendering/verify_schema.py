"""Generated JSON Schemas, read again, say what the model says: ids, patterns, old ids, fields, rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from docschema.rendering.wrong import plain, same

Context = Mapping[str, Any]


def check_actions(data: Any, context: Context) -> None:
    """WrongError where a schema of action ids differs from the service of a turn's context."""
    service = context["service"]
    known = data.get("if", data)
    parts = known.get("anyOf", [known])
    listed = [entry for part in parts for entry in part.get("oneOf", ())]
    patterns = [part["pattern"] for part in parts if "pattern" in part and "x-renamed-to" not in part]
    own = {action["id"] for action in service["all_actions"]}
    documented = [(entry["const"], entry.get("description", "")) for entry in listed if entry["const"] in own]
    same("the actions", documented, [(action["id"], action["description"]) for action in service["actions"]])
    same("the patterns", patterns, [action["pattern"] for action in service["patterns"]])
    renamed = {entry["const"]: entry["x-renamed-to"] for entry in listed if entry["const"] not in own}
    wanted = {pair["old"]: pair["new"] for pair in reversed(service["renamed"]) if pair["old"] not in own}
    same("the old ids", renamed, {old: new for old, new in wanted.items() if "<" not in old})
    same("the list of ids", _closed_list(data, listed, context), [entry["const"] for entry in listed])


def _closed_list(data: Any, listed: Any, context: Context) -> object:
    """The ids where nothing else is accepted; where something is, or nothing is listed, there must be no such list."""
    parts = [data, data.get("else", {}), *data.get("anyOf", ())]
    found = next((part["enum"] for part in parts if "enum" in part), None)
    if context["options"]["unknown_actions"] == "accept" or not listed:
        return [entry["const"] for entry in listed] if found is None else found
    return found


def check_event(data: Any, context: Context) -> None:
    """WrongError where a schema of events differs from the service of a turn's context."""
    service, names = context["service"], context["options"]
    check_actions(data["$defs"]["action"], context)
    own = {names["action_property"], names["region_property"], names["event_region_property"]}
    fields = own | {node["name"] for node in service["event"]}
    same("the fields", set(data["properties"]), fields)
    sections = data.get("anyOf", [data])
    found = [condition["if"]["properties"] for condition in data.get("allOf", ())]
    special = [_printed_ids(part[names["action_property"]]) for part in found if names["action_property"] in part]
    wanted = [p for p in service["payloads"] if any(node["name"] not in own for node in p["fields"])]
    same("the actions with fields of their own", special, [_matched(payload["actions"]) for payload in wanted])
    rulings = service["rulings"] if service["ambiguous"] else service["rulings"][:1]
    answers = [[(a["source"]["key"], tuple(a["targets"])) for a in delivery["answers"]] for delivery in rulings]
    same("the rules", [_answers(section, names) for section in sections][: len(rulings)], answers)


def as_made(check: Callable[[Any, Context], None], name: str) -> Callable[[Any, Context], None]:
    """A check, and before it: all keywords of the schema are those of the data that the template lays out.

    `name` is "action" or "event".
    """

    def check_all(data: Any, context: Context) -> None:
        service = context["service"]
        _check_head(data, service["ids"], name, {"title": service["title"] or service["name"]})
        _check_keywords(data, service[f"{name}_schema"], "title")
        check(data, context)

    return check_all


def each_service(check: Callable[[Any, Context], None], name: str) -> Callable[[Any, Context], None]:
    """The check of a schema that holds those of all services."""

    def check_all(data: Any, context: Context) -> None:
        _check_head(data, context["ids"], name, {})
        _check_keywords(data, context["joint"][f"{name}_schema"], "$defs")
        same("the services", list(data["$defs"]), [service["folder"] for service in context["services"]])
        for service in context["services"]:
            as_made(check, name)(data["$defs"][service["folder"]], {**context, "service": service})

    return check_all


def _check_head(data: Any, ids: Any, name: str, wanted: Mapping[str, str]) -> None:
    found = {key: data[key] for key in ("$id", *wanted)}
    same("the names", found, {"$id": ids["actions" if name == "action" else name], **wanted})


def _check_keywords(data: Any, schema: Any, *own: str) -> None:
    found = {key: value for key, value in data.items() if key not in ("$schema", "$id", "$comment", *own)}
    same("the keywords", found, plain(schema))


def _printed_ids(condition: Any) -> set[str]:
    """The ids and patterns that a condition on the action lists."""
    first = condition["allOf"][0] if "allOf" in condition else condition
    parts = first.get("anyOf", [first])
    constants = [value for part in parts for value in part.get("enum", [part["const"]] if "const" in part else [])]
    return {*constants, *(part["pattern"] for part in parts if "pattern" in part)}


def _matched(actions: Any) -> set[str]:
    return {action["pattern"] or action["id"] for action in actions}


def _answers(section: Any, names: Any) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for condition in section.get("allOf", ()):
        asked = condition["if"]["properties"].get(names["region_property"])
        if asked is not None:
            target = condition["then"]["properties"][names["event_region_property"]]
            found.append((asked["const"], tuple(target.get("enum", [target.get("const")]))))
    return found
