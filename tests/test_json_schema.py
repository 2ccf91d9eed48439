"""Schemas as data: what fields become, and that everything made from them follows them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from msgspec.structs import replace

import event_samples
import sample_model as sample
from budget import one_in
from docschema.model import Envelope, EventField, Service
from docschema.render import RenderOptions, render
from docschema.rendering.event_shape import tree
from docschema.rendering.json_schema import Shape, field_schema

NAMES = st.one_of(
    st.sampled_from(["a", "a.b", "b[].c", "action", "$ref", "x y", "__proto__"]), st.text(min_size=1, max_size=6)
)
VALUES = st.lists(
    st.one_of(st.sampled_from(["true", "false", "1", "2.5", "<id>", "ok", "True"]), st.text(max_size=5)), max_size=3
)
TYPES = st.sampled_from([None, "string", "boolean", "numeric", "integer", "JSON", "array of strings", "what"])
ACTIONS: st.SearchStrategy[tuple[str, ...]] = st.sampled_from([(), (sample.PULL,)])
FIELDS = st.lists(st.builds(EventField, NAMES, TYPES, st.just({}), VALUES.map(tuple), ACTIONS), max_size=5)


def made(*services: Service, envelope: Envelope | None = None, **options: Any) -> dict[str, Any]:
    chosen = RenderOptions(keywords=sample.KEYWORDS, **options)
    artifacts = render(sample.model_of(*services, envelope=envelope), chosen)
    return {a.path: json.loads(a.text) for a in artifacts if a.path.endswith(".schema.json")}


def field(name: str, kind: str | None = None, values: tuple[str, ...] = (), *, is_open: bool = False) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": name,
        "type": kind,
        "description": "",
        "descriptions": {},
        "values": values,
        "actions": (),
    }
    return field_schema(tree((row,))[0], is_open=is_open)


@pytest.mark.parametrize(
    ("kind", "values", "wanted"),
    [
        ("string", ("a", "b"), {"type": "string", "enum": ["a", "b"]}),
        ("string", ("a",), {"type": "string", "examples": ["a"]}),
        ("string", ("a", "<id>"), {"type": "string", "examples": ["a"]}),
        ("string", ("true", "false"), {"type": "string", "enum": ["true", "false"]}),
        (None, ("true", "false"), {"enum": [True, "true", False, "false"]}),
        (None, ("1", "2"), {"enum": [1, "1", 2, "2"]}),
        ("boolean", ("true", "false"), {"type": "boolean"}),
        ("integer", ("1", "2"), {"type": "integer", "enum": [1, 2]}),
        ("number", ("1.5", "2"), {"type": "number", "enum": [1.5, 2]}),
        ("integer", ("1", "many"), {"examples": ["1", "many"]}),
        ("object", ("a", "b"), {"type": "object"}),
        ("array", (), {"type": "array"}),
        (None, (), {}),
    ],
)
def test_values_and_types(kind: str | None, values: tuple[str, ...], wanted: dict[str, Any]) -> None:
    assert field("f", kind, values) == wanted


def test_in_an_open_schema_values_are_examples() -> None:
    assert field("f", "string", ("a", "b"), is_open=True) == {"type": "string", "examples": ["a", "b"]}


def test_brackets_make_a_list_and_dots_an_object() -> None:
    inner = {"type": "object", "properties": {"id": {"type": "string"}}}
    assert field("f[].id", "string") == {"type": "array", "items": inner}
    assert field("f.id", "string") == inner


def test_the_event_has_the_fields_of_the_envelope_and_of_its_action() -> None:
    schema = made(sample.WITH_FIELDS, envelope=sample.ENVELOPE)["registry/event.schema.json"]
    assert schema["properties"]["action"] == {"description": "What happened.", "$ref": "#/$defs/action"}
    assert schema["properties"]["outcome"]["enum"] == ["success", "pending", "failure"]
    assert schema["properties"]["reason"] == {
        "type": "object",
        "properties": {"reasonCode": {"description": "What the service answered."}},  # some actions have another type
    }
    checker = Draft202012Validator(schema)
    assert checker.is_valid({"action": sample.PULL, "requestData": {"image": {"tags": ["x"]}, "more": 1}})
    assert not checker.is_valid({"action": sample.PULL, "requestData": {"image": {"tags": "x"}}})
    assert checker.is_valid({"action": sample.PLAN, "requestData": {"image": {"tags": "x"}}})
    assert not checker.is_valid({"action": sample.PLAN, "requestData": {"plan": "gold"}})
    assert checker.is_valid({"action": sample.PULL, "requestData": {"plan": "gold"}})
    assert not checker.is_valid({"action": "my-db.backup.create", "responseData": {"size": "big"}})
    assert checker.is_valid({"action": "registry.image.fetch"})


def test_an_unknown_action_is_one_error() -> None:
    for path, schema in made(sample.WITH_FIELDS, sample.BARE, envelope=sample.ENVELOPE).items():
        value = {"action": "x.y.z"} if path.endswith("event.schema.json") else "x.y.z"
        errors = list(Draft202012Validator(schema).iter_errors(value))
        if path in ("registry/actions.schema.json", "bare/actions.schema.json"):
            assert errors  # a list for people: which of its keywords complains is no matter
            continue
        assert len(errors) == 1, path
        if not path.startswith("bare"):
            assert best_match(errors).message.startswith("'x.y.z' is not one of ['registry."), path


@pytest.mark.parametrize("mode", ["accept", "reject"])
@pytest.mark.parametrize(
    "service", [sample.WITH_FIELDS, sample.TWO_DELIVERIES, sample.COLLECTED, sample.SERVICE, sample.BARE]
)
def test_events_made_from_a_schema_follow_it_and_events_with_a_mistake_do_not(service: Service, mode: str) -> None:
    shape = Shape(is_open=mode == "accept")
    for path, schema in made(service, envelope=sample.ENVELOPE, unknown_actions=mode).items():
        if path == f"{service.name}/event.schema.json":
            checker = Draft202012Validator(schema)
            assert [label for label, event in event_samples.valid(schema, shape) if not checker.is_valid(event)] == []
            assert [label for label, event in event_samples.mutated(schema, shape) if checker.is_valid(event)] == []
            assert bool(schema.get("examples")) == bool(service.actions)


def test_an_event_is_valid_for_a_service_that_documents_its_action() -> None:
    other = replace(sample.SERVICE, name="other", deliveries=(sample.SCAN,), actions=sample.ACTIONS[1:])
    schema = made(sample.SERVICE, other)["catalogue/event.schema.json"]
    checker = Draft202012Validator(schema)
    assert [checker.is_valid(example) for example in schema["examples"]] == [True, True]
    moved = {"region": "ap-north", "eventRegion": "eu-de"}
    assert not checker.is_valid({"action": sample.PULL, **moved})  # only one service has it
    assert checker.is_valid({"action": sample.PUSH, **moved})  # the other one has no rule for that place
    assert checker.is_valid({"action": "a.backup.create", **moved})
    assert not checker.is_valid({"action": sample.PUSH, "region": "us-south", "eventRegion": "nowhere"})
    assert not checker.is_valid({"action": "a.b.c"})
    opened = made(sample.SERVICE, other, unknown_actions="accept")["catalogue/event.schema.json"]
    assert Draft202012Validator(opened).is_valid({"action": "a.b.c", **moved})
    assert not Draft202012Validator(opened).is_valid({"action": sample.PULL, **moved})


def test_a_service_of_that_name_does_not_get_in_the_way_of_the_catalogue() -> None:
    found = made(replace(sample.SERVICE, name="Catalogue"))
    assert sorted(path.split("/")[0] for path in found) == ["%43atalogue", "%43atalogue", "catalogue", "catalogue"]


@settings(one_in(2), phases=[Phase.explicit, Phase.generate])
@given(FIELDS)
def test_whatever_the_docs_say_the_schema_is_one_and_its_examples_follow_it(fields: list[EventField]) -> None:
    common = tuple(f for f in fields if not f.actions)
    service = replace(sample.SERVICE, fields=tuple(f for f in fields if f.actions))
    schema = made(service, envelope=Envelope("en", ("en",), common), targets=("event.schema.json",))
    event_schema = schema["registry/event.schema.json"]
    Draft202012Validator.check_schema(event_schema)
    assert event_schema["examples"]
    for event in event_schema["examples"]:
        Draft202012Validator(event_schema).validate(event)


def test_services_that_share_ids_by_a_placeholder_share_the_verdict() -> None:
    """An id in full that fits another service's pattern, and patterns that overlap."""
    full = sample.action("parcels.backup.create", {"en": "Full."})
    wide = sample.action("parcels.<kind>.create", {"en": "Wide."}, placeholders=("kind",))
    one = replace(sample.SERVICE, name="one", actions=(full,), renamed=())
    two = replace(sample.SERVICE, name="two", actions=(sample.ACTIONS[3],), deliveries=(), renamed=())
    three = replace(sample.SERVICE, name="three", actions=(wide,), deliveries=(sample.SCAN,), renamed=())
    moved = {"region": "us-south", "eventRegion": "ap-north"}
    alone = Draft202012Validator(made(one, three)["catalogue/event.schema.json"])
    assert not alone.is_valid({"action": "parcels.backup.create", **moved})
    assert not alone.is_valid({"action": "parcels.label.create", **moved})
    assert not alone.is_valid({"action": "letters.label.create"})
    for services in ((one, two), (two, three), (one, two, three)):
        checker = Draft202012Validator(made(*services)["catalogue/event.schema.json"])
        assert checker.is_valid({"action": "parcels.backup.create", **moved})  # "two" has no rule
        assert checker.is_valid({"action": "letters.backup.create", **moved})
        assert not checker.is_valid({"action": "letters.backup.create\n"})
