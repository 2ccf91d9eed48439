"""A small model made by hand, and variants of it, for the tests of what is generated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from docschema.model import (
    Action,
    ActionRow,
    Availability,
    Delivery,
    Envelope,
    EventField,
    Fixed,
    Location,
    Model,
    Route,
    Section,
    Service,
)
from docschema.problem import Span

PULL = "registry.image.pull"
PUSH = "registry.image.push"
PLAN = "registry.plan.set"
BACKUP = "<service_id>.backup.create"


def action(name: str, descriptions: Mapping[str, str], section: str = "at_actions", **other: object) -> Action:
    rows = tuple(
        ActionRow(locale, Span(f"docs/{locale}/registry.md", 9), text, True) for locale, text in descriptions.items()
    )
    return replace(Action(name, section, descriptions, rows=rows), **other)


ACTIONS = (
    action(
        PULL, {"en": "Pulls an image from {{site.data.keyword.registry}}.", "fr": "Extrait une image."}, kind="data"
    ),
    action(PUSH, {"en": "Pushes an image | or its tags, see [docs]."}, kind="data", deprecated=True),
    action(PLAN, {"en": "Sets the plan.", "fr": "Définit le plan « standard »."}, kind="management"),
    action(BACKUP, {"en": "A backup starts."}, placeholders=("service_id",)),
)
LOCATIONS = (
    Location("ap-north", "ap-north", {"en": "Tokyo"}),
    Location("ap-south", "ap-south", {"en": "Sydney"}),
    Location("eu-de", "eu-de", {"en": "Frankfurt", "fr": "Francfort"}),
    Location("us-south", "us-south", {}),
)
UI = Delivery(
    "ui",
    same_region=True,
    domain="account",
    exceptions=("ap-north",),
    routes=(Route("ap-north", "ap-south"),),
    availability=(Availability("eu-de", True), Availability("us-south", False)),
)
SERVICE = Service(
    name="registry",
    source_locale="en",
    locales=("en", "fr"),
    titles={"en": "Events", "fr": "Evénements"},
    sections=(
        Section("at_actions", {"en": "Actions that make events", "fr": "Actions"}),
        Section("ui", {"en": "Where to look for events", "fr": "Où rechercher les événements"}),
    ),
    actions=ACTIONS,
    locations=LOCATIONS,
    deliveries=(UI,),
    sources={"en": ("docs/en/registry.md",), "fr": ("docs/fr/registry.md",)},
    renamed=(("registry.image.fetch", PULL),),
)
MODEL = Model((SERVICE,))
KEYWORDS = {"registry": "Registry&reg;"}

# Two sections that answer differently: where an advisor's events are is another matter.
SCAN = Delivery("scan", routes=(Route("us-south", "eu-de"),), fixed=(Fixed("global", "eu-de"),))
TWO_DELIVERIES = replace(
    SERVICE,
    sections=(*SERVICE.sections, Section("scan", {"en": "Events of the advisor"})),
    deliveries=(UI, SCAN),
)
COLLECTED = replace(SERVICE, deliveries=(Delivery("ui", fixed=(Fixed(None, "eu-de"),)),))

# A page that defines the event, and fields that only some actions have.
ENVELOPE = Envelope(
    "en",
    ("en",),
    (
        EventField("action", "string", {"en": "What happened."}),
        EventField("outcome", "string", {"en": "How it went."}, ("success", "pending", "failure")),
        EventField("dataEvent", "boolean", {}),
        EventField("reason.reasonCode", "numeric", {"en": "What the service answered."}),
        EventField("observer.name", "string", {}, ("Watchtower",)),
        EventField("initiator.groups[].id", "string", {}),
        EventField("saved", None, {"en": "Whether a copy is kept."}, ("true", "false")),
        EventField("requestData", "JSON", {}),
    ),
)
FIELDS = (
    EventField("target.tier", "integer", {}, ("1", "2")),
    EventField("requestData.image.tags[]", "string", {"en": "Tags."}, actions=(PULL, PUSH)),
    EventField("requestData.plan", "string", {}, ("free", "standard"), (PLAN,)),
    EventField("reason.reasonCode", "string", {}, ("OK", "FULL"), (PLAN,)),  # contradicts what all events have
    EventField("responseData.size", "integer", {}, actions=(BACKUP,)),
)
WITH_FIELDS = replace(SERVICE, fields=FIELDS)
BARE = Service("bare", "en", ("en",), {}, (), (), (), ())


def with_texts(texts: Sequence[str]) -> Model:
    """A model whose actions have these descriptions, all kept as they are."""
    actions = tuple(action(f"registry.text.t{number}", {"en": text}) for number, text in enumerate(texts))
    return Model((replace(SERVICE, actions=actions),))


def model_of(*services: Service, envelope: Envelope | None = None) -> Model:
    return Model(tuple(sorted(services, key=lambda service: service.name)), envelope)
