"""What the catalogue page looks things up in: all services as one set of columns and tables, no text twice.

An action is a number, its place in every column. What many actions share (service, section, kind, verb, path) stands in
a table once, and columns hold numbers of rows of that table. What few actions have (other names, tags) is a mapping by
number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Data = dict[str, Any]

_NO_NAME = re.compile(r"[^A-Z0-9]+")


def catalogue(services: Sequence[Data], language: str | None = None, common: Sequence[Data] = ()) -> Data:
    """`language`, the one that a page opens in; `core`, all but texts; `texts`, language -> a text per action or "".

    `common` are the fields that all events have.
    """
    actions = [action for service in services for action in service["all_actions"]]
    first = _language(services, language)
    locales = sorted({locale for service in services for locale in service["locales"]})
    return {
        "language": first,
        "core": {
            "language": first,
            "locales": locales,
            **_core(services, actions),
            "common": [_field(field, {}) for field in common],
        },
        "texts": {
            locale: [action["descriptions"].get(locale, "") for action in actions]
            for locale in sorted(locales, key=lambda locale: (locale != first, locale))
        },
    }


def _language(services: Sequence[Data], wanted: str | None) -> str:
    """The language asked for where there is any, else the one that decides for most actions."""
    if any(wanted in service["locales"] for service in services):
        return wanted or ""
    actions: Counter[str] = Counter()
    for service in services:
        actions[service["source_locale"]] += len(service["all_actions"])
    return min(actions, key=lambda locale: (-actions[locale], locale))


def _core(services: Sequence[Data], actions: Sequence[Data]) -> Data:
    kinds, verbs = _table(action["kind"] or "" for action in actions), _table(action["verb"] for action in actions)
    sources = _table(action["source"] for action in actions)
    sections = [(number, section) for number, service in enumerate(services) for section in service["sections"]]
    places = {(number, section["key"]): at for at, (number, section) in enumerate(sections)}
    starts = _starts(services)
    return {
        "services": [_service(service, starts[number], places, number) for number, service in enumerate(services)],
        "sections": [[number, section["key"], section["headings"]] for number, section in sections],
        "kinds": list(kinds),
        "verbs": list(verbs),
        "sources": list(sources),
        "ids": [action["id"] for action in actions],
        "section": [
            places[number, action["section"]]
            for number, service in enumerate(services)
            for action in service["all_actions"]
        ],
        "kind": [kinds[action["kind"] or ""] for action in actions],
        "verb": [verbs[action["verb"]] for action in actions],
        "source": [sources[action["source"]] for action in actions],
        "deprecated": [at for at, action in enumerate(actions) if action["deprecated"]],
        "names": _few(actions, _uncommon_name),
        "patterns": _few(actions, lambda action: action["pattern"]),
        "tags": _few(actions, lambda action: action["tags"]),
        "renamed_from": _few(actions, lambda action: action["renamed_from"]),
        "renamed_to": _few(actions, lambda action: action["renamed_to"]),
    }


def _table(values: Iterable[str]) -> dict[str, int]:
    """Each value, sorted, with its place in the table."""
    return {value: at for at, value in enumerate(sorted(set(values)))}


def _starts(services: Iterable[Data]) -> list[int]:
    """The number of each service's first action."""
    starts = [0]
    for service in services:
        starts.append(starts[-1] + len(service["all_actions"]))
    return starts


def _few(actions: Sequence[Data], value: Callable[[Data], object]) -> dict[str, object]:
    return {str(at): found for at, action in enumerate(actions) if (found := value(action))}


# ------------------------------------------------------------------------------------------- actions


def _uncommon_name(action: Data) -> str:
    """The name in code where it is not the id in capitals, its other characters underscores."""
    name: str = action["name"]
    return "" if action["id"].isascii() and name == _NO_NAME.sub("_", action["id"].upper()).strip("_") else name


# ------------------------------------------------------------------------------------------- services


def _service(service: Data, start: int, sections: Mapping[tuple[int, str], int], number: int) -> Data:
    places = {place["key"]: at for at, place in enumerate(service["locations"])}
    numbers = {action["id"]: start + at for at, action in enumerate(service["all_actions"])}
    return {
        **{key: service[key] for key in ("name", "title", "folder", "module", "locales")},
        "source": service["source_locale"],
        "titles": service["titles"],
        "actions": [start, start + len(numbers)],
        "places": [{key: place[key] for key in ("key", "code", "names")} for place in service["locations"]],
        "deliveries": [
            {"section": sections[number, delivery["key"]], **_delivery(delivery, places)}
            for delivery in service["deliveries"]
        ],
        "fields": [_field(field, numbers) for field in service["fields"]],
        "completeness": service["completeness"],
    }


def _delivery(delivery: Data, places: Mapping[str, int]) -> Data:
    """Region rules with places as numbers; `moves` is what the rules say of each place whose events go elsewhere."""
    return {
        "same_region": delivery["same_region"],
        "domain": delivery["domain"],
        "exceptions": [places[place["key"]] for place in delivery["exceptions"]],
        "routes": [_pair(route, places) for route in delivery["routes"]],
        "moves": [
            [places[move["source"]["key"]], places[key]] for move in delivery["moves"] for key in move["targets"]
        ],
        "fixed": [[fixed["scope"], places[fixed["location"]["key"]]] for fixed in delivery["fixed"]],
        "availability": [[places[entry["location"]["key"]], entry["available"]] for entry in delivery["availability"]],
    }


def _pair(route: Data, places: Mapping[str, int]) -> list[int]:
    return [places[route["source"]["key"]], places[route["target"]["key"]]]


def _field(field: Data, numbers: Mapping[str, int]) -> Data:
    """A field; without `actions` it is one of all actions."""
    named = [numbers[action] for action in field["actions"] if action in numbers]
    kept = {key: field[key] for key in ("name", "type", "descriptions")}
    return {**kept, "values": field["values"], "actions": named, "general": not field["actions"]}
