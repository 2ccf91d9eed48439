"""Faults of region rules: two statements of one section that send the events of a place to different ones."""

from __future__ import annotations

from collections.abc import Iterator

from docschema.extractors import Reading
from docschema.extractors.routes import same_place
from docschema.faults import finder
from docschema.model import Document, Observation, Place, RouteFact


@finder
def contradictions(reading: Reading, document: Document) -> Iterator[Observation]:
    """A route that another one of its section contradicts, at the first of them."""
    first: dict[tuple[object, str], RouteFact] = {}
    told: set[RouteFact] = set()
    for route in document.routes:
        for name in _names(route.source):
            known = first.setdefault((route.delivery, name), route)
            if known not in told and not same_place(known.target, route.target) and _comparable(known, route):
                told.add(known)
                text, other = (f"{name} -> {found.target.key}" for found in (known, route))
                yield Observation("route-contradicts", known.span, text, other)


def _names(place: Place) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.casefold() for name in (place.code, place.name) if name))


def _comparable(one: RouteFact, other: RouteFact) -> bool:
    """Whether both targets are printed in the same way: a bare name says nothing about a bare code."""
    left, right = one.target, other.target
    return bool(left.code and right.code) or bool(left.name and right.name)
