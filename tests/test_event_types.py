from __future__ import annotations

from typing import Any

from docschema.rendering.event_shape import payloads
from docschema.rendering.event_types import event_types
from docschema.rendering.successors import successors

ROLES = {"action": "action", "region": "region", "eventRegion": "event_region"}


def row(name: str, *actions: str, **more: object) -> dict[str, Any]:
    return {"name": name, "type": None, "description": "", "descriptions": {}, "values": (), "actions": actions, **more}


def types(*rows: dict[str, Any], common: tuple[dict[str, Any], ...] = ()) -> dict[str, dict[str, Any]]:
    actions = [{"id": "a.b", "name": "A_B"}, {"id": "<x>.b", "name": ""}]
    made = event_types(common, rows, payloads(actions, rows), ROLES)
    assert len({entry["name"] for entry in made}) == len(made)
    return {entry["name"]: entry for entry in made}


def names(entry: dict[str, Any]) -> list[str]:
    return [field["name"] for field in entry["fields"]]


def test_an_event_has_what_is_known_without_docs() -> None:
    (entry,) = types().values()
    assert [(field["name"], field["role"]) for field in entry["fields"]] == list(ROLES.items())
    assert (entry["name"], entry["path"], entry["actions"], entry["base"], entry["plain"]) == (
        "Event",
        "",
        (),
        "",
        True,
    )


def test_a_field_of_that_name_gives_its_text() -> None:
    found = types(common=(row("region", description="Where."),))
    assert [field["description"] for field in found["Event"]["fields"]] == ["", "Where.", ""]


def test_fields_of_fields_are_types_before_those_that_name_them() -> None:
    found = types(row("requestData.ownerID.x"), row("requestData.y"))
    assert list(found) == ["EventRequestDataOwnerId", "EventRequestData", "Event"]
    assert [field["ref"] for field in found["EventRequestData"]["fields"]] == ["EventRequestDataOwnerId", ""]


def test_events_of_some_actions_extend_those_of_all() -> None:
    found = types(row("outcome"), row("own.x", "a.b"))
    assert (found["ABEvent"]["base"], names(found["ABEvent"])) == ("Event", ["action", "own"])
    assert [action["id"] for action in found["ABEvent"]["actions"]] == ["a.b"]


def test_where_the_two_overlap_they_have_all() -> None:
    found = types(row("data.x"), row("data.y", "a.b"), row("more.z"))
    assert (found["ABEvent"]["base"], names(found["ABEvent"])[-2:]) == ("", ["data", "more"])
    assert names(found["ABEventData"]) == ["x", "y"]
    assert [field["ref"] for field in found["ABEvent"]["fields"]][-1] == "EventMore"


def test_a_pattern_names_a_type_too() -> None:
    assert "XBEvent" in types(row("own", "<x>.b"))


def test_two_types_of_one_name_are_told_apart() -> None:
    found = types(row("a-b.c"), row("a_b.c"), row("a_b.d"))
    assert len(found) == 3
    assert sum(name.startswith("EventAB_") for name in found) == 1


def test_names_that_no_code_can_have() -> None:
    for name in ("2fa", "class", "a-b", "__x", "str", "Region", "EventX", "é"):
        assert not types(row(name))["Event"]["plain"]
    for name in ("type", "requestURI", "_x", "Name"):
        assert types(row(name))["Event"]["plain"]


def test_old_ids_lead_to_what_has_a_name_today() -> None:
    renames = {"a": "b", "b": "c", "x": "y", "r": "s", "s": "r", "c": "gone"}
    known = {"c": "C", "s": "S"}
    assert successors(renames, known) == {"a": "C", "b": "C", "x": "", "r": "S", "s": "", "c": ""}
