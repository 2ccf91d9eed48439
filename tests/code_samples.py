"""Services for the tests of generated code: one with all that code can have, and one whose texts are hostile."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

import sample_model as sample
from docschema.model import Delivery, EventField, Location, Model, Route, Section, Service
from docschema.render import RenderOptions, render
from docschema.rendering.event_shape import tree
from docschema.rendering.namelock import Lock
from test_emit import HOSTILE

GONE, FETCH = "registry.image.gone", "registry.image.fetch"
LOCK = Lock({"registry": {"Action": {GONE: "REGISTRY_IMAGE_GONE", FETCH: "REGISTRY_IMAGE_FETCH"}}})
FIELDS = (
    EventField("outcome", "String", {"en": "How it ended."}, ("success", "failure")),
    EventField("requestData.requestURI", "String", {"en": "What was asked for."}),
    EventField("requestData.owners[].id", "String", {}),
    EventField("2fa", "Boolean", {"en": "Whether there was a second factor."}),
    EventField("reason.reasonCode", "Integer", {}),
    EventField("tags", "Array", {}),
    EventField("responseData.digest", "String", {"en": "Of the image."}, actions=(sample.PULL, sample.PUSH)),
    EventField("requestData.plan", "String", {}, actions=(sample.PLAN,)),
    EventField("backup.id", "String", {}, actions=(sample.BACKUP,)),
)
FULL = replace(
    sample.SERVICE,
    fields=FIELDS,
    renamed=((FETCH, "registry.image.get"), ("registry.image.get", sample.PULL), ("a.b", "c.d"), ("e.f", "e.f")),
)
ALIKE = replace(sample.TWO_DELIVERIES, name="alike", deliveries=(sample.UI, replace(sample.UI, key="scan")))
SERVICES = (
    FULL,
    replace(sample.TWO_DELIVERIES, name="advisor"),
    replace(sample.COLLECTED, name="collected"),
    sample.BARE,
    ALIKE,
)


def hostile(texts: Sequence[str] = HOSTILE) -> Service:
    """A service whose descriptions, headings, places, old ids, fields and values are such texts."""
    return replace(
        sample.SERVICE,
        name="hostile",
        sections=tuple(Section(f"s{n}", {"en": text, "fr": text}) for n, text in enumerate(texts)),
        actions=tuple(
            sample.action(f"a.t{n}", {"en": text, "fr": f"{text} "}, section=f"s{n}") for n, text in enumerate(texts)
        ),
        locations=tuple(Location(text, None, {"en": f"{text}!"}) for text in sorted(texts)),
        deliveries=(Delivery("s0", routes=(Route(texts[0], texts[1]),)),),
        fields=tuple(EventField(text, "String", {"en": text}, (text, "other")) for text in texts),
        renamed=tuple((f"old {text}", "a.t0") for text in texts),
    )


def files(target: str, *services: Service, **options: object) -> dict[str, str]:
    """What a template writes for services: path -> text."""
    given: dict[str, object] = {"keywords": sample.KEYWORDS, "lock": LOCK, "targets": (target,), **options}
    made = render(Model(tuple(sorted(services, key=lambda s: s.name))), RenderOptions(**given))  # type: ignore[arg-type]
    return {artifact.path: artifact.text for artifact in made if not artifact.path.endswith(".lock")}


def field_names(texts: Sequence[str]) -> set[str]:
    """What the fields of `hostile(texts)` are called at the top of an event."""
    return {
        node["name"]
        for node in tree(
            {"name": text, "type": None, "values": (), "description": "", "descriptions": {}} for text in texts
        )
    }
