from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

import sample_model as sample
from docschema.model import Delivery, Route, Service
from docschema.render import RenderOptions, render

FULL = replace(sample.SERVICE, actions=sample.ACTIONS[:3])  # no placeholders
ONLY_PATTERN = replace(sample.SERVICE, actions=sample.ACTIONS[3:])
ALL = (sample.SERVICE, FULL, ONLY_PATTERN, sample.TWO_DELIVERIES, sample.COLLECTED, sample.BARE)


def schema(kind: str, service: Service = sample.SERVICE, **options: Any) -> Draft202012Validator:
    return Draft202012Validator(data(kind, service, **options))


def data(kind: str, service: Service = sample.SERVICE, **options: Any) -> dict[str, Any]:
    name = f"{kind}.schema.json"
    chosen = RenderOptions(keywords=sample.KEYWORDS, targets=(name,), **options)
    text = next(a.text for a in render(sample.model_of(service), chosen) if a.path.endswith(name))
    found: dict[str, Any] = json.loads(text)
    Draft202012Validator.check_schema(found)
    return found


def event(action: str = sample.PULL, region: str = "eu-de", appears: str | None = None) -> dict[str, str]:
    return {"action": action, "region": region, "eventRegion": region if appears is None else appears}


@pytest.mark.parametrize("service", ALL)
@pytest.mark.parametrize("kind", ["actions", "event"])
@pytest.mark.parametrize("mode", ["accept", "reject"])
def test_every_schema_passes_the_meta_schema(service: Service, kind: str, mode: str) -> None:
    assert data(kind, service, unknown_actions=mode)["$id"].startswith("https://")


def test_every_action_is_accepted_and_no_other() -> None:
    actions, events = schema("actions"), schema("event")
    for action in (sample.PULL, sample.PUSH, sample.PLAN, "my-db.backup.create"):
        assert actions.is_valid(action)
        assert events.is_valid(event(action))
    for action in ("registry.image.Pull", "registry.image.pull\n", "", "a.b.backup.create", "a b.backup.create", "x.y"):
        assert not actions.is_valid(action)
        assert not events.is_valid(event(action))
    assert not actions.is_valid(1)
    assert not actions.is_valid(f"{'x' * 300}.backup.create")
    assert not actions.is_valid("x.backup.create\n")


def test_a_schema_can_be_open() -> None:
    assert schema("actions", unknown_actions="accept").is_valid("something.else")
    assert schema("event", unknown_actions="accept").is_valid(event("something.else"))
    assert not schema("actions", unknown_actions="accept").is_valid(7)


def test_without_actions_nothing_is_known() -> None:
    assert not schema("actions", sample.BARE).is_valid("a.b.c")
    assert schema("actions", sample.BARE, unknown_actions="accept").is_valid("a.b.c")


def test_actions_in_full_are_one_list() -> None:
    found = data("actions", FULL)
    known = found["oneOf"]
    assert [entry["const"] for entry in known] == [sample.PULL, sample.PUSH, sample.PLAN, "registry.image.fetch"]
    assert found["enum"] == [entry["const"] for entry in known]
    assert known[3] == {
        "const": "registry.image.fetch",
        "title": "registry.image.fetch",
        "description": known[0]["description"],
        "deprecated": True,
        "x-renamed-to": sample.PULL,
    }
    assert known[1] == {
        "const": sample.PUSH,
        "title": sample.PUSH,
        "description": "Pushes an image | or its tags, see [docs].",
        "deprecated": True,
        "x-kind": "data",
        "x-group": "Actions that make events",
        "x-source": "docs/en/registry.md#at_actions",
    }


def test_descriptions_are_in_the_language_asked_for() -> None:
    described = data("actions", FULL, language="fr")["oneOf"]
    assert described[0]["description"] == "Extrait une image."
    assert described[1]["description"] == "Pushes an image | or its tags, see [docs]."


def test_regions() -> None:
    events = schema("event")
    assert events.is_valid(event(region="ap-north", appears="ap-south"))
    assert not events.is_valid(event(region="ap-north"))
    assert not events.is_valid(event(region="ap-north", appears="eu-de"))
    assert events.is_valid(event(region="eu-de"))
    assert not events.is_valid(event(region="eu-de", appears="us-south"))
    assert events.is_valid(event(region="mars", appears="venus"))
    assert events.is_valid({"action": sample.PULL})
    assert events.is_valid({"action": sample.PULL, "region": "ap-north"})
    assert not events.is_valid({"region": "eu-de"})


def test_an_event_follows_one_of_several_sections() -> None:
    events = schema("event", sample.TWO_DELIVERIES)
    assert events.is_valid(event(region="us-south", appears="eu-de"))
    assert events.is_valid(event(region="us-south", appears="us-south"))
    assert not events.is_valid(event(region="us-south", appears="ap-south"))


def test_other_rules() -> None:
    collected = schema("event", sample.COLLECTED)
    assert collected.is_valid(event(region="us-south", appears="eu-de"))
    assert not collected.is_valid(event(region="us-south"))
    routes = (Route("eu-de", "us-south"), Route("eu-de", "ap-south"))
    fork = schema("event", replace(sample.SERVICE, deliveries=(Delivery("ui", routes=routes),)))
    assert fork.is_valid(event(appears="us-south"))
    assert fork.is_valid(event(appears="ap-south"))
    assert not fork.is_valid(event(appears="eu-de"))
    excepted = Delivery("ui", same_region=True, exceptions=("eu-de",))
    left_open = schema("event", replace(sample.SERVICE, deliveries=(excepted,)))
    assert left_open.is_valid(event(appears="us-south"))


def test_properties_have_the_names_of_the_configuration() -> None:
    events = schema("event", action_property="op", region_property="from", event_region_property="at")
    assert events.is_valid({"op": sample.PULL, "from": "ap-north", "at": "ap-south"})
    assert not events.is_valid({"op": sample.PULL, "from": "ap-north", "at": "ap-north"})
    assert not events.is_valid({"action": sample.PULL})


def test_the_id_is_absolute_and_versioned() -> None:
    found = data("event", base_url="https://example.com/s/", version="2.1")
    assert found["$id"] == "https://example.com/s/2.1/registry/event.schema.json"
