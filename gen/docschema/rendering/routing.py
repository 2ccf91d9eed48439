"""What the region rules of a service answer: in which places the events of a place appear."""

from __future__ import annotations

from collections.abc import Iterable

from docschema.model import Delivery, Service

Answers = tuple[tuple[str, tuple[str, ...]], ...]  # Location.key -> the keys of the places where its events appear


def location_keys(service: Service) -> tuple[str, ...]:
    """The keys of all places that the service or one of its rules names, sorted."""
    keys = {location.key for location in service.locations}
    for delivery in service.deliveries:
        keys.update(delivery.exceptions)
        keys.update(key for route in delivery.routes for key in (route.source, route.target))
        keys.update(fixed.location for fixed in delivery.fixed)
        keys.update(available.location for available in delivery.availability)
    return tuple(sorted(keys))


def collector(delivery: Delivery) -> str | None:
    """The one place where all events are, unless the section also says that they stay where they are generated."""
    places = {fixed.location for fixed in delivery.fixed if fixed.scope is None}
    return places.pop() if len(places) == 1 and not delivery.same_region else None


def has_rule(delivery: Delivery) -> bool:
    """Whether a section says where events appear (and not only where a service is available)."""
    return delivery.same_region or bool(delivery.routes) or collector(delivery) is not None


def answers(keys: Iterable[str], delivery: Delivery) -> Answers:
    """The places where the events of each of these places appear, of those that a section does not leave open.

    A route decides; else the one place that holds all events; else the place itself where the section says so and does
    not except it.
    """
    targets: dict[str, dict[str, None]] = {}
    for route in delivery.routes:
        targets.setdefault(route.source, {})[route.target] = None
    everywhere, excepted = collector(delivery), frozenset(delivery.exceptions)

    def answer(key: str) -> tuple[str, ...]:
        if key in targets:
            return tuple(targets[key])
        if everywhere is not None:
            return (everywhere,)
        return (key,) if delivery.same_region and key not in excepted else ()

    found = ((key, answer(key)) for key in keys)
    return tuple((key, places) for key, places in found if places)


def rules(service: Service) -> tuple[Delivery, ...]:
    """The sections that say where events appear, in document order."""
    return tuple(delivery for delivery in service.deliveries if has_rule(delivery))


def ambiguous(service: Service) -> bool:
    """Whether two sections answer differently, so that a caller has to say which one is meant."""
    keys = location_keys(service)
    return len({answers(keys, delivery) for delivery in rules(service)}) > 1
