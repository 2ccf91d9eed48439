"""The generated Java: its form always; what javac and java make of it where they are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import code_samples
import sample_model as sample
from docschema.model import Service
from docschema.render import TemplateError
from docschema.rendering import words
from docschema.rendering.skeleton import skeleton, tokens
from test_emit import HOSTILE

needs_javac = pytest.mark.skipif(not (shutil.which("javac") and shutil.which("java")), reason="there is no javac")
AWKWARD = ("action", "object", "optional", "record", "string", "switch", "1st")
MAIN = r"""
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import com.example.audit.advisor.Advisor;
import com.example.audit.collected.Collected;
import com.example.audit.hostile.Hostile;
import com.example.audit.registry.Registry;
import com.example.audit.registry.Registry.Action;
import com.example.audit.registry.Registry.Region;

final class Main {
    @SuppressWarnings("deprecation")
    public static void main(String[] arguments) {
        Action pull = Action.REGISTRY_IMAGE_PULL;
        Region moved = Registry.eventRegion(Region.AP_NORTH);
        Optional<Registry.Match> backup = Registry.parse("my-db.backup.create");
        put("action", List.of(pull.id(), pull.toString(), pull.group(), pull.kind().orElseThrow().name()));
        put("kinds", List.of(Action.REGISTRY_PLAN_SET.kind().toString(), Action.REGISTRY_IMAGE_GONE.kind().toString()));
        put("texts", List.of(pull.description(), pull.description("fr"), pull.description(Locale.CANADA_FRENCH),
                pull.description(Locale.FRENCH), pull.description(Locale.JAPANESE), pull.description("xx"),
                Action.REGISTRY_IMAGE_PUSH.description("fr"), Action.REGISTRY_IMAGE_GONE.description()));
        put("deprecated", Arrays.stream(Action.values()).filter(Action::isDeprecated).map(Action::id).toList());
        put("annotated", Arrays.stream(Action.values()).filter(Main::isAnnotated).map(Action::id).toList());
        put("renamed", List.of(Action.REGISTRY_IMAGE_FETCH.renamedTo().toString(), pull.renamedTo().toString()));
        put("of", List.of(Action.of("registry.plan.set").toString(), Action.of("x").toString(),
                Action.of("registry.image.fetch").toString(), Region.of("eu-de").toString()));
        put("parsed", List.of("registry.image.pull", "registry.image.fetch", "x", "a.b.backup.create",
                "y".repeat(300) + ".backup.create").stream()
                .map(id -> Registry.parse(id).flatMap(Registry.Match::action).map(Action::id).orElse("")).toList());
        put("pattern", List.of(backup.orElseThrow().pattern().orElseThrow(),
                backup.orElseThrow().placeholders().toString()));
        put("regions", List.of(moved.code(), Registry.eventRegion("ap-north"), Registry.eventRegion("mars"),
                Advisor.eventRegion("us-south", Advisor.Delivery.SCAN),
                Advisor.eventRegion(Advisor.Region.AP_NORTH, Advisor.Delivery.SCAN).code(),
                Collected.eventRegion("us-south"), Collected.eventRegion("mars")));
        put("maps", List.of(Registry.ROUTES.toString(),
                Registry.AVAILABILITY.get(Registry.Delivery.UI).get(Region.US_SOUTH).toString()));
        put("hostile", Arrays.stream(Hostile.Action.values())
                .flatMap(action -> List.of(action.group(), action.description(), action.description("fr")).stream())
                .toList());
        put("places", Arrays.stream(Hostile.Region.values()).map(Hostile.Region::code).toList());
        put("old", Hostile.RENAMED.keySet().stream().sorted().toList());
    }

    private static boolean isAnnotated(Action action) {
        try {
            return Action.class.getField(action.name()).isAnnotationPresent(Deprecated.class);
        } catch (NoSuchFieldException error) {
            throw new IllegalStateException(error);
        }
    }

    private static void put(String name, List<String> values) {
        System.out.println(
                "{\"" + name + "\": [" + values.stream().map(Main::quoted).collect(Collectors.joining(", ")) + "]}");
    }

    private static String quoted(String text) {
        return "\"" + text.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining()) + "\"";
    }
}
"""


def text(service: Service = code_samples.FULL, package: str = "", **options: Any) -> str:
    parameters = {"service.java": {"package": package}}
    (found,) = code_samples.files("service.java", service, parameters=parameters, **options).values()
    return found


# ------------------------------------------------------------------------------------------- its form


def test_the_head_says_what_it_is() -> None:
    lines = text().splitlines()
    assert lines[0].startswith("// Generated by docschema from the template service.java.j2. Do not edit: ")
    assert lines[1:3] == ["// @generated", "package registry;"]
    assert '@Generated("docschema")\npublic final class Registry {' in text()


def test_the_package_is_below_the_one_that_is_asked_for() -> None:
    assert "\npackage com.example.audit.registry;\n" in text(package="com.example.audit")
    with pytest.raises(TemplateError, match="cannot be the name of a Java package"):
        text(package="com.class")
    with pytest.raises(TemplateError, match="cannot be the name of a Java package"):
        text(package="com; import x")


def test_members_are_documented() -> None:
    found = text()
    assert "        /** Pulls an image from Registry®. */\n        REGISTRY_IMAGE_PULL(" in found
    assert (
        "@deprecated The docs call it deprecated.\n         */\n        @Deprecated\n        REGISTRY_IMAGE_PUSH("
        in found
    )
    assert "/** @deprecated No longer documented. */\n        @Deprecated\n        REGISTRY_IMAGE_GONE(" in found
    assert found.count("@Deprecated\n") == found.count("@deprecated ") == 3


def test_no_backslash_stands_outside_of_strings() -> None:
    comments = [part for kind, part in tokens(text(code_samples.hostile())) if kind == "comment"]
    assert len(comments) > 2 * len(HOSTILE)
    assert not any("\\" in comment for comment in comments)
    assert "\\" not in skeleton(text(code_samples.hostile()))


def test_no_service_is_called_as_a_type_that_the_code_needs() -> None:
    used = set(re.findall(r"\b[A-Z][A-Z0-9]*[a-z]\w*", skeleton(text(replace(code_samples.FULL, name="x")))))
    assert used <= words.JAVA_TYPES
    assert "class ActionEvents {" in text(replace(sample.BARE, name="action"))
    assert "class Parcels {" in text(replace(sample.BARE, name="parcels"))


def test_what_is_written_is_held_against_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    from docschema.rendering import templating

    run = templating.run
    for old, new in (
        ('"registry.plan.set"', '"registry.plan.get"'),
        ('"Sets the plan."', '"Gets it."'),
        ("/** Tokyo", "/** \\u002a/"),
        ("final class", "final class é"),
        ("Map.of()", '"x"'),
    ):
        monkeypatch.setattr(templating, "run", lambda *given, o=old, n=new: run(*given).replace(o, n))
        with pytest.raises(TemplateError, match="is wrong"):
            text(replace(code_samples.FULL, renamed=()))


# ------------------------------------------------------------------------------------------- compiled


def compiled(folder: Path, services: Iterable[Service]) -> str:
    """What javac says about all of them and Main.java, warnings too."""
    parameters = {"service.java": {"package": "com.example.audit"}}
    for path, content in code_samples.files("service.java", *services, parameters=parameters).items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text(content, "utf-8")
    sources = sorted(map(str, folder.rglob("*.java")))
    call = ["javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", "-d", str(folder / "out"), *sources]
    return subprocess.run(call, capture_output=True, text=True, check=False, cwd=folder, timeout=300).stderr


@needs_javac
@pytest.mark.slow
def test_it_compiles_and_does_what_the_docs_say(tmp_path: Path) -> None:
    (tmp_path / "Main.java").write_text(MAIN, "utf-8")
    awkward = (replace(sample.BARE, name=name, actions=sample.ACTIONS[:1]) for name in AWKWARD)
    long = replace(sample.BARE, name="long", actions=(sample.action("a.b", {"en": "é" * 70_000}),))
    assert compiled(tmp_path, (*code_samples.SERVICES, code_samples.hostile(), *awkward, long)) == ""
    call = ["java", "-cp", str(tmp_path / "out"), "Main"]
    lines = subprocess.run(call, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    found = {name: values for line in lines for name, values in json.loads(line).items()}
    assert found["action"] == [sample.PULL, sample.PULL, "Actions that make events", "DATA"]
    assert found["kinds"] == ["Optional[MANAGEMENT]", "Optional.empty"]
    pull = ["Pulls an image from Registry®.", "Extrait une image."]
    assert found["texts"] == [
        *pull,
        pull[1],
        pull[1],
        pull[0],
        pull[0],
        "Pushes an image | or its tags, see [docs].",
        "",
    ]
    assert found["deprecated"] == found["annotated"] == [sample.PUSH, code_samples.FETCH, code_samples.GONE]
    assert found["renamed"] == [f"Optional[{sample.PULL}]", "Optional.empty"]
    assert found["of"] == [
        f"Optional[{sample.PLAN}]", "Optional.empty", f"Optional[{code_samples.FETCH}]", "Optional[eu-de]"
    ]  # fmt: skip
    assert found["parsed"] == [sample.PULL, sample.PULL, "", "", ""]
    assert found["pattern"] == [sample.BACKUP, "{service_id=my-db}"]
    assert found["regions"] == ["ap-south", "ap-south", "mars", "eu-de", "ap-north", "eu-de", "mars"]
    assert found["maps"] == ["{UI={ap-north=ap-south}}", "false"]
    assert found["hostile"] == [text for said in HOSTILE for text in (said, said, f"{said} ")]
    assert found["places"] == sorted(HOSTILE)
    assert sorted(found["old"]) == sorted(f"old {text}" for text in HOSTILE)


@needs_javac
@pytest.mark.slow
def test_a_large_service_fits_into_class_files(tmp_path: Path) -> None:
    languages = ("en", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW")
    actions = tuple(
        sample.action(f"big.thing{n}.update", {code: f"{code}: {n}" for code in languages}, deprecated=n % 2 == 0)
        for n in range(1500)
    )
    big = replace(sample.SERVICE, name="big", locales=languages, actions=actions)
    assert compiled(tmp_path, (big,)) == ""
