from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace
from mypy import api

import code_samples
import sample_model as sample
from docschema.model import Delivery, Route, Service
from docschema.render import TemplateError
from test_emit import HOSTILE

ALIKE = replace(sample.TWO_DELIVERIES, deliveries=(sample.UI, replace(sample.UI, key="scan")))
ONLY_PLACES = replace(
    sample.TWO_DELIVERIES, deliveries=(sample.UI, Delivery("scan", availability=sample.UI.availability))
)
SERVICES = {
    "one": sample.SERVICE,
    "two": sample.TWO_DELIVERIES,
    "collected": sample.COLLECTED,
    "bare": sample.BARE,
    "alike": ALIKE,
    "places": ONLY_PLACES,
    "full": code_samples.FULL,
    "hostile": code_samples.hostile(),
}


def module_text(service: Service, **options: Any) -> str:
    (text,) = code_samples.files("service.py", service, **options).values()
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("generated")
    for name, service in SERVICES.items():
        (made / f"generated_{name}.py").write_text(module_text(service), "utf-8")
    return made


@pytest.fixture(scope="module")
def modules(folder: Path) -> Iterator[dict[str, ModuleType]]:
    yield {name: imported(folder / f"generated_{name}.py") for name in SERVICES}
    for name in SERVICES:
        sys.modules.pop(f"generated_{name}", None)


def imported(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def test_the_enums_hold_the_model(modules: dict[str, ModuleType]) -> None:
    module = modules["one"]
    members = [sample.PULL, sample.PUSH, sample.PLAN, code_samples.FETCH, code_samples.GONE]
    assert [action.value for action in module.Action] == members
    assert [region.value for region in module.Region] == ["ap-north", "ap-south", "eu-de", "us-south"]
    assert module.Action("registry.image.pull") is module.Action.REGISTRY_IMAGE_PULL
    assert sorted(module.__all__) == sorted(name for name in module.__all__ if hasattr(module, name))


def test_descriptions(modules: dict[str, ModuleType]) -> None:
    action = modules["one"].Action
    assert action.REGISTRY_IMAGE_PULL.description() == "Pulls an image from Registry®."
    assert action.REGISTRY_IMAGE_PULL.description("fr") == "Extrait une image."
    assert action.REGISTRY_IMAGE_PUSH.description("fr") == "Pushes an image | or its tags, see [docs]."


def test_the_language_asked_for_is_the_default() -> None:
    assert 'locale: Locale = "fr"' in module_text(sample.SERVICE, language="fr")
    assert '"""Extrait une image."""' in module_text(sample.SERVICE, language="fr")
    assert 'locale: Locale = "en"' in module_text(sample.SERVICE, language="ja")


def test_regions(modules: dict[str, ModuleType]) -> None:
    module = modules["one"]
    assert module.event_region(module.Region.AP_NORTH) is module.Region.AP_SOUTH
    assert module.event_region("ap-north") is module.Region.AP_SOUTH
    assert module.event_region(module.Region.EU_DE) is module.Region.EU_DE
    assert module.event_region("mars") == "mars"
    assert module.event_region("ap-north", module.Delivery.UI) is module.Region.AP_SOUTH


def test_several_answers_need_a_delivery(modules: dict[str, ModuleType]) -> None:
    module = modules["two"]
    with pytest.raises(ValueError, match="say which delivery"):
        module.event_region(module.Region.AP_NORTH)
    with pytest.raises(ValueError, match="nothing"):
        module.event_region(module.Region.AP_NORTH, "nothing")
    assert module.event_region(module.Region.AP_NORTH, module.Delivery.UI) is module.Region.AP_SOUTH
    assert module.event_region(module.Region.AP_NORTH, module.Delivery.SCAN) is module.Region.AP_NORTH
    assert module.event_region("us-south", module.Delivery.SCAN) is module.Region.EU_DE
    assert module.event_region("mars", module.Delivery.SCAN) == "mars"


def test_several_sections_that_answer_alike_need_none(modules: dict[str, ModuleType]) -> None:
    for name in ("alike", "places"):
        module = modules[name]
        assert module.event_region("ap-north") is module.Region.AP_SOUTH


def test_a_place_that_holds_all_events(modules: dict[str, ModuleType]) -> None:
    module = modules["collected"]
    assert module.event_region("us-south") is module.Region.EU_DE
    assert module.event_region("mars") == "mars"


def test_a_service_without_anything(modules: dict[str, ModuleType]) -> None:
    module = modules["bare"]
    assert list(module.Action) == list(module.Region) == list(module.Delivery) == []
    assert module.event_region("us-south") == "us-south"


def test_routes_and_availability(modules: dict[str, ModuleType]) -> None:
    module = modules["one"]
    region, delivery = module.Region, module.Delivery.UI
    assert {delivery: {region.AP_NORTH: region.AP_SOUTH}} == module.ROUTES
    assert {delivery: {region.EU_DE: True, region.US_SOUTH: False}} == module.AVAILABILITY
    with pytest.raises(TypeError):
        module.ROUTES[delivery][region.EU_DE] = region.US_SOUTH


def test_the_first_of_several_targets_is_the_answer(tmp_path: Path) -> None:
    routes = (Route("eu-de", "us-south"), Route("eu-de", "ap-south"))
    (tmp_path / "generated_fork.py").write_text(
        module_text(replace(sample.SERVICE, deliveries=(Delivery("ui", routes=routes),))), "utf-8"
    )
    module = imported(tmp_path / "generated_fork.py")
    assert module.event_region("eu-de") is module.Region.US_SOUTH


def test_placeholders_are_patterns(modules: dict[str, ModuleType]) -> None:
    patterns = modules["one"].ACTION_PATTERNS
    assert list(patterns) == [sample.BACKUP]
    assert re.fullmatch(patterns[sample.BACKUP], "my-db.backup.create")
    assert not re.fullmatch(patterns[sample.BACKUP], "my.db.backup.create")


def test_what_an_action_knows(modules: dict[str, ModuleType]) -> None:
    action = modules["full"].Action
    pull, push, plan = action.REGISTRY_IMAGE_PULL, action.REGISTRY_IMAGE_PUSH, action.REGISTRY_PLAN_SET
    fetch, gone = action.REGISTRY_IMAGE_FETCH, action.REGISTRY_IMAGE_GONE
    assert [each.kind for each in action] == ["data", "data", "management", None, None]
    assert [pull.group, gone.group] == ["Actions that make events", ""]
    assert [each for each in action if each.deprecated] == [push, fetch, gone]
    assert [each.renamed_to for each in (pull, fetch, gone, plan)] == [None, pull, None, None]
    assert [fetch.description(), gone.description("fr")] == ["", ""]


def test_docstrings_say_what_became_of_an_action() -> None:
    text = module_text(code_samples.FULL)
    assert '    """Deprecated. Pushes an image | or its tags, see [docs]."""' in text
    assert '    """No longer documented; renamed to registry.image.get."""' in text
    assert '    """No longer documented."""' in text
    renamed = replace(code_samples.FULL, renamed=((sample.PUSH, 'a"""b'),))
    assert '"""Deprecated; renamed to a\\"\\"\\"b. Pushes an image' in module_text(renamed)


def test_ids_are_parsed(modules: dict[str, ModuleType]) -> None:
    module = modules["full"]
    pull = module.Action.REGISTRY_IMAGE_PULL
    assert module.parse("registry.image.pull") == (pull, None, {})
    assert module.parse("registry.image.fetch").action is module.parse("registry.image.get").action is pull
    assert module.parse("my-db.backup.create") == (None, sample.BACKUP, {"service_id": "my-db"})
    assert [module.parse(text) for text in ("x", "", "a.b", "e.f", "a.b.backup.create", "a.backup.create\n")] == [
        None
    ] * 6
    assert module.parse("y" * 256 + ".backup.create") is None
    assert {"registry.image.fetch": pull, "registry.image.get": pull} == module.RENAMED
    assert modules["bare"].parse("x") is None


def test_placeholders_that_share_a_segment_or_a_name() -> None:
    action = sample.action("<a>.x.<b>-<c>.<a>", {})
    text = module_text(replace(sample.SERVICE, actions=(action,)))
    module: dict[str, Any] = {"__name__": "m"}
    exec(compile(text, "m", "exec"), module)
    found = module["parse"]("one.x.two-three.four")
    assert found.placeholders == {"a": "one", "<b>-<c>": "two-three", "a_2": "four"}
    assert list(module["ACTION_PATTERNS"].values()) == [action_pattern("<a>.x.<b>-<c>.<a>")]


def action_pattern(text: str) -> str:
    from docschema.rendering.shown import id_pattern

    return id_pattern(text)


def test_events_are_typed() -> None:
    text = module_text(code_samples.FULL)
    assert "class RegistryImagePullEvent(Event, total=False):" in text
    assert "RegistryPlanSetEvent = TypedDict(" in text  # it has fields of its own within one that all events have
    assert 'Event = TypedDict(\n    "Event",\n    {\n        "action": Required[Action | str],' in text
    assert "class EventRequestDataOwners(TypedDict, total=False):" in text
    assert "    owners: Sequence[EventRequestDataOwners]" in text
    assert '"outcome": Annotated[\n            Literal["success", "failure"],\n            "How it ended.",' in text


def test_hostile_texts_are_read_back(modules: dict[str, ModuleType]) -> None:
    module = modules["hostile"]
    assert [(each.group, each.description(), each.description("fr")) for each in module.Action] == [
        (text, text, f"{text} ") for text in HOSTILE
    ]
    assert [region.value for region in module.Region] == sorted(HOSTILE)
    assert list(module.RENAMED) == [f"old {text}" for text in HOSTILE]
    assert set(module.Event.__annotations__) == {"action", "region", "eventRegion", *code_samples.field_names(HOSTILE)}


def test_what_is_written_is_held_against_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    from docschema.rendering import templating

    run, right = templating.run, module_text(code_samples.FULL)
    for old, new in (
        ('_PLAN_SET: "management"', '_PLAN_SET: "data"'),
        ('"How it ended."', '"How"'),
        ("_FETCH: Action.REGISTRY_IMAGE_PULL", "_FETCH: Action.REGISTRY_IMAGE_PUSH"),
        ('"registry.image.get": Action.', '"registry.image.got": Action.'),
        ('("service_id",)', '("service",)'),
        ("No longer documented.", "Gone."),
        ("import re\n", "import os\n"),
        ("return None", "return eval(text)"),
        ("    owners: Seq", "    owner: Seq"),
    ):
        assert old in right
        with monkeypatch.context() as patched:
            patched.setattr(templating, "run", lambda *given, o=old, n=new: run(*given).replace(o, n))
            with pytest.raises(TemplateError, match="is wrong"):
                module_text(code_samples.FULL)


USE = """
from typing import assert_type
import generated_one as one
import generated_full as full
import generated_two as two

assert_type(one.event_region(one.Region.AP_NORTH), one.Region)
assert_type(one.event_region("x"), one.Region | str)
assert_type(two.event_region(two.Region.AP_NORTH, two.Delivery.UI), two.Region)
assert_type(one.Action.REGISTRY_PLAN_SET.description("fr"), str)
assert_type(one.Action.REGISTRY_PLAN_SET.renamed_to, one.Action | None)
assert_type(one.Action.REGISTRY_PLAN_SET.deprecated, bool)
if found := one.parse("x"):
    assert_type(found.placeholders["a"], str)
event: full.Event = {"action": full.Action.REGISTRY_PLAN_SET, "outcome": "success", "2fa": True}
plan: full.RegistryPlanSetEvent = {"action": "registry.plan.set", "requestData": {"plan": "free"}}
assert_type(plan["requestData"]["owners"][0]["id"], str)
"""
MISUSE = """
import generated_full as full
import generated_one as one
import generated_two as two

two.event_region(two.Region.AP_NORTH)
one.Action.REGISTRY_PLAN_SET.description("xx")
one.ROUTES[one.Delivery.UI][one.Region.EU_DE] = one.Region.EU_DE
event: full.Event = {"outcome": "success"}
event = {"action": "x", "outcome": "maybe"}
kind: str = one.Action.REGISTRY_PLAN_SET.kind
"""


@pytest.mark.slow
def test_types(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYPYPATH", str(folder))
    (folder / "use.py").write_text(USE, "utf-8")
    (folder / "misuse.py").write_text(MISUSE, "utf-8")
    files = sorted(map(str, folder.glob("*.py")))
    out, err, _ = api.run(["--strict", "--config-file=", f"--cache-dir={folder / 'cache'}", *files])
    assert err == ""
    errors = [line for line in out.splitlines() if ": error:" in line]
    assert [re.sub(r".*\[(.*)\]$", r"\1", line) for line in errors] == [
        *("call-overload", "arg-type", "index", "typeddict-item", "typeddict-item", "assignment"),
    ]
    assert all("misuse.py" in line for line in errors)
