"""Names in generated code that others rely on: what is told when they collide, change, or lose their action."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docschema.rendering.public_names import NameChange, changes, collisions, removed
from test_cli import HEAD, PULL, Done, project, run

__all__ = ["project"]  # a fixture

TWINS = "| `zones.activation_check` | Checks a zone. |\n| `zones_activation.check` | Checks it again. |\n"


def codes(done: Done) -> list[str]:
    return [
        line.split()[2]
        for line in done.stdout.splitlines()
        if line.startswith(("docs/", "schemas/", "docschema.lock:"))
    ]


@pytest.fixture
def built(project: Path) -> Path:
    (project / "docschema.toml").write_text('docs = ["docs/en"]\n', encoding="utf-8")
    assert run(project, "build").returncode == 0
    return project


def test_ids_that_ask_for_one_name() -> None:
    assert collisions(["a.b", "a_b", "c.d"]) == (("a.b", "a_b"), ("a_b", "a.b"))
    assert collisions(["a.b", "a.c", "a.b"]) == ()


def test_ids_that_are_gone() -> None:
    names = {"a.b": "A_B", "a.c": "A_C", "b.d": "B_D"}
    assert removed(names, ["a.b"], ()) == {"a.c": "A_C", "b.d": "B_D"}
    assert removed(names, ["a.b"], ["a.*"]) == {"b.d": "B_D"}
    assert removed(names, names, ()) == {}


def model(**names: str) -> bytes:
    return json.dumps(
        {"actions": [{"id": k, "name": v} for k, v in names.items()], "locations": [], "deliveries": []}
    ).encode()


def test_names_that_changed() -> None:
    old = model(a="A", b="B", c="C")
    assert [*changes(old, old)] == []
    assert [*changes(old, model(a="A", d="D"))] == []
    assert [*changes(old, model(a="A2", b="B"))] == [NameChange("a", "A", "A2", is_meaning=False)]
    assert [*changes(old, model(a="B", b="B2"))] == [
        NameChange("a", "A", "B", is_meaning=False),
        NameChange("B", "b", "a", is_meaning=True),
    ]


@pytest.mark.parametrize("data", [b"", b"[", b"[]", b"{}", b'{"actions": 1}', b'{"actions": [1]}', b"[" * 100_000])
def test_what_is_no_model_has_no_names(data: bytes) -> None:
    assert [*changes(data, model(a="A"))] == [*changes(model(a="A"), data)] == []


def test_a_collision_is_told_at_both_rows(built: Path) -> None:
    page = built / "docs" / "en" / "events.md"
    page.write_text(HEAD + PULL + TWINS, encoding="utf-8")
    done = run(built, "build")
    assert done.returncode == 0
    assert "docs/en/events.md:9:4: info A107" in done.stderr
    assert "docs/en/events.md:10:4: info A107" in done.stderr
    assert "ask for one name in code; this one is called ZONES_ACTIVATION_CHECK_" in done.stderr


def test_an_action_that_left_the_docs_keeps_its_name_until_it_is_dropped(built: Path) -> None:
    module = built / "schemas" / "events" / "events.py"
    (built / "docs" / "en" / "events.md").write_text(HEAD + PULL, encoding="utf-8")
    done = run(built, "build")
    assert done.returncode == 0
    assert 'docschema.lock:1:1: info A110 no page documents "depot.image.push" any more' in done.stderr
    assert run(built, "check").returncode == 0
    model = json.loads((module.parent / "model.json").read_text("utf-8"))
    assert model["removed"] == [{"id": "depot.image.push", "name": "DEPOT_IMAGE_PUSH", "renamed_to": None}]

    (built / "docschema.toml").write_text('docs = ["docs/en"]\ndrop_actions = ["depot.image.p*"]\n', encoding="utf-8")
    done = run(built, "build")
    assert "A110" not in done.stderr
    assert json.loads((module.parent / "model.json").read_text("utf-8"))["removed"] == []
    assert "DEPOT_IMAGE_PULL" in module.read_text("utf-8"), "an action of the docs is not dropped"
    assert "DEPOT_IMAGE_PUSH" in (built / "docschema.lock").read_text("utf-8"), "its name stays its own"


def test_a_lock_that_was_edited_is_an_error(built: Path) -> None:
    lock = built / "docschema.lock"
    right = lock.read_text("utf-8")
    lock.write_text(right.replace("DEPOT_IMAGE_PULL", "FETCH"), encoding="utf-8")
    before = (built / "schemas" / "events" / "events.py").read_bytes()
    done = run(built, "build")
    assert done.returncode == 1
    assert "schemas/events/model.json:1:1: error A108" in done.stderr
    assert '"depot.image.pull" is called DEPOT_IMAGE_PULL in generated code and would be called FETCH' in done.stderr
    assert (built / "schemas" / "events" / "events.py").read_bytes() == before
    assert "A108" in codes(run(built, "check"))

    swapped = right.replace("PULL", "X").replace("PUSH", "PULL").replace("_X", "_PUSH")
    lock.write_text(swapped, encoding="utf-8")
    done = run(built, "build")
    assert done.returncode == 1
    assert 'error A109 the name DEPOT_IMAGE_PULL stands for "depot.image.pull" in generated code' in done.stderr
    lock.write_text(right, encoding="utf-8")
    assert run(built, "build").returncode == 0
    assert run(built, "check").returncode == 0
