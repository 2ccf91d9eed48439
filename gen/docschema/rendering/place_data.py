"""Places and what sections say about them, as templates see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docschema.model import Availability, Delivery, Fixed, Route, Section
from docschema.rendering import routing
from docschema.rendering.view import View

Data = dict[str, Any]


def place_data(view: View, key: str) -> Data:
    """A location. One that only a rule names has its key for a code."""
    location = view.locations.get(key)
    names = view.texts(location.names) if location else {}
    code = location.code if location else key
    name = names.get(view.language) or names.get(view.service.source_locale) or key  # not in any other language
    return {"key": key, "code": code, "names": names, "name": name, "member": view.names["Region"][key]}


def delivery_data(view: View, delivery: Delivery, section: Section, places: Mapping[str, Data]) -> Data:
    """A section with statements about regions."""
    found = routing.answers(view.location_keys, delivery)
    return {
        "key": delivery.key,
        "member": view.names["Delivery"][delivery.key],
        "heading": view.first(section.headings),
        "headings": view.texts(section.headings),
        "same_region": delivery.same_region,
        "domain": delivery.domain,
        "exceptions": tuple(places[key] for key in delivery.exceptions),
        "routes": tuple(_route(route, places) for route in delivery.routes),
        "moves": tuple(_move(key, targets, places) for key, targets in found if targets != (key,)),
        "answers": tuple(_move(key, targets, places) for key, targets in found),
        "fixed": tuple(_fixed(fixed, places) for fixed in delivery.fixed),
        "availability": tuple(_available(entry, places) for entry in _once(delivery.availability)),
        "has_rule": routing.has_rule(delivery),
    }


def _route(route: Route, places: Mapping[str, Data]) -> Data:
    return {"source": places[route.source], "target": places[route.target]}


def _move(key: str, targets: tuple[str, ...], places: Mapping[str, Data]) -> Data:
    return {"source": places[key], "target": places[targets[0]], "targets": targets}


def _fixed(fixed: Fixed, places: Mapping[str, Data]) -> Data:
    return {"scope": fixed.scope, "location": places[fixed.location]}


def _available(entry: Availability, places: Mapping[str, Data]) -> Data:
    return {"location": places[entry.location], "available": entry.available}


def _once(entries: Iterable[Availability]) -> Iterable[Availability]:
    """The first entry of each location."""
    first: dict[str, Availability] = {}
    for entry in entries:
        first.setdefault(entry.location, entry)
    return first.values()
