from __future__ import annotations

from typing import Any

import pytest

from docschema.rendering.event_shape import is_closed, json_type, payloads, tree


def row(
    name: str, type_: str | None = None, text: str = "", values: tuple[str, ...] = (), **other: Any
) -> dict[str, Any]:
    texts = {"en": text} if text else {}
    return {
        "name": name,
        "type": type_,
        "description": text,
        "descriptions": texts,
        "values": values,
        "actions": (),
        **other,
    }


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("String", "string"),
        ("string", "string"),
        ("numeric", "number"),
        ("Boolean", "boolean"),
        ("JSON", "object"),
        ("JSON string", "string"),
        ("Array of strings", "array"),
        ("chaîne", "string"),
        ("文字列", "string"),
        ("Zeichenfolge", "string"),
        ("timestamp", None),
        ("", None),
        (None, None),
    ],
)
def test_types_are_words(printed: str | None, wanted: str | None) -> None:
    assert json_type(printed) == wanted


def test_dots_make_a_tree() -> None:
    nodes = tree((row("action", "string", "What."), row("target.host.address", "String"), row("target.id", "String")))
    assert [node["path"] for node in nodes] == ["action", "target"]
    target = nodes[1]
    assert target["type"] == "object"
    assert [(node["name"], node["path"], node["type"]) for node in target["children"]] == [
        ("host", "target.host", "object"),
        ("id", "target.id", "string"),
    ]


def test_rows_of_one_field_are_one_node() -> None:
    first, second = row("a.b", None, "First.", ("x",)), row("a.b", "String", "Second.", ("y", "x"))
    (node,) = tree((first, second))[0]["children"]
    assert (node["type"], node["description"], node["values"]) == ("string", "First.", ("x", "y"))


def test_types_that_contradict_each_other_are_none() -> None:
    assert tree((row("a", "String"), row("a", "Boolean")))[0]["type"] is None
    assert tree((row("a", "String"), row("a.b")))[0]["type"] is None
    assert tree((row("a", "JSON"), row("a.b")))[0]["type"] == "object"


def test_brackets_mean_many() -> None:
    (owners,) = tree((row("owners[].id"), row("owners[0].name")))
    assert (owners["name"], owners["path"], owners["many"]) == ("owners", "owners", True)
    assert [node["path"] for node in owners["children"]] == ["owners.id", "owners.name"]
    assert not tree((row("owners.id"),))[0]["many"]


@pytest.mark.parametrize(
    ("values", "closed"),
    [
        (("success", "failure"), True),
        (("success",), False),
        (("success", "success"), False),
        (("a", "<id>"), False),
        (("a", "xxxx-xx"), False),
        (("a", "b..."), False),
        (("axxx", "b"), True),
        ((), False),
    ],
)
def test_values_that_are_all_there_are(values: tuple[str, ...], closed: bool) -> None:
    assert is_closed(values) is closed


def test_actions_with_the_same_fields_share_a_payload() -> None:
    actions = [{"id": f"a.{name}", "name": name.upper()} for name in ("x", "y", "z", "none")]
    both = row("requestData.p", actions=("a.x", "a.y", "gone.id"))
    one = row("requestData.q", actions=("a.z",))
    found = payloads(actions, (row("all"), both, one))
    assert [[action["id"] for action in entry["actions"]] for entry in found] == [["a.x", "a.y"], ["a.z"]]
    assert [entry["name"] for entry in found] == ["X", "Z"]
    assert [entry["fields"][0]["children"][0]["name"] for entry in found] == ["p", "q"]
