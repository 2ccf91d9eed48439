"""The generated TypeScript: its form always; what tsc and node make of it where they are.

DOCSCHEMA_NODE_MODULES names a folder `node_modules` in which typescript is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import code_samples
import sample_model as sample
from docschema.render import TemplateError
from test_emit import HOSTILE

TSC = Path(os.environ.get("DOCSCHEMA_NODE_MODULES", "node_modules")) / "typescript" / "bin" / "tsc"
NODE = shutil.which("node")
needs_tsc = pytest.mark.skipif(not (NODE and TSC.is_file()), reason="DOCSCHEMA_NODE_MODULES has no typescript")
OPTIONS = {
    "strict": True,
    "noUncheckedIndexedAccess": True,
    "exactOptionalPropertyTypes": True,
    "noImplicitReturns": True,
    "noPropertyAccessFromIndexSignature": True,
    "noUnusedLocals": True,
    "isolatedModules": True,
    "isolatedDeclarations": True,
    "declaration": True,
    "erasableSyntaxOnly": True,
    "verbatimModuleSyntax": True,
    "target": "es2022",
    "lib": ["es2022"],
    "module": "es2022",
    "moduleResolution": "bundler",
    "types": [],
    "outDir": "out",
    "rootDir": ".",
}
USE = """
import * as full from "./registry/registry.js";
import * as advisor from "./advisor/advisor.js";
import * as hostile from "./hostile/hostile.js";
import * as collected from "./collected/collected.js";

declare const console: { log(text: string): void };

const pull: full.Action = full.Action.REGISTRY_IMAGE_PULL;
const literal: "registry.image.pull" = full.Action.REGISTRY_IMAGE_PULL;
const moved: full.Region = full.eventRegion(full.Region.AP_NORTH);
const told: advisor.Region = advisor.eventRegion("us-south", advisor.Delivery.SCAN);
const backup: full.ActionPattern = "my-db.backup.create";
const event: full.Event = { action: backup, outcome: "success", reason: { reasonCode: 200 }, tags: [1], "2fa": true };
const pulled: full.RegistryImagePullEvent = { action: literal, responseData: { digest: "x" } };
const base: full.Event = pulled;
const found = full.parseAction("my-db.backup.create");
const name: string | undefined = found?.placeholders["service_id"];
const unknown: unknown = "registry.plan.set";
const known: full.Action | undefined = full.isAction(unknown) ? unknown : undefined;
const heading: string = full.ACTIONS[pull].group;

function thrown(call: () => unknown): string {
  try {
    return String(call());
  } catch (error) {
    return String(error);
  }
}

console.log(JSON.stringify({
  moved, told, event, base, name, known, heading,
  info: full.ACTIONS[pull],
  push: full.ACTIONS[full.Action.REGISTRY_IMAGE_PUSH].deprecated,
  fetch: full.ACTIONS[full.Action.REGISTRY_IMAGE_FETCH],
  parsed: ["registry.image.pull", "registry.image.fetch", "x", "constructor", "__proto__", "a.b.backup.create",
    "y".repeat(300) + ".backup.create"].map((id) => full.parseAction(id)?.action ?? null),
  pattern: found?.pattern,
  texts: [full.description(pull), full.description(pull, "fr"),
    full.description(full.Action.REGISTRY_IMAGE_PUSH, "fr"), full.description(full.Action.REGISTRY_IMAGE_GONE)],
  regions: [full.eventRegion("mars"), full.eventRegion("constructor"), full.eventRegion("eu-de"),
    collected.eventRegion("us-south"), collected.eventRegion("mars")],
  throws: [thrown(() => (advisor.eventRegion as (region: string) => string)("us-south")),
    thrown(() => advisor.eventRegion("us-south", "x" as advisor.Delivery))],
  guards: [full.isRegion("eu-de"), full.isRegion("EU_DE"), full.isDelivery("ui"), full.isAction({})],
  routes: [...(full.ROUTES.get("ui") ?? [])],
  available: [...(full.AVAILABILITY.get("ui") ?? [])],
  hostile: {
    texts: Object.values(hostile.ACTIONS).map((info) => [info.group, info.descriptions.en, info.descriptions.fr]),
    regions: Object.values(hostile.Region),
    old: [...hostile.RENAMED.keys()],
  },
}));
"""
MISUSE = (
    'full.eventRegion("eu-de", "nothing");',
    "advisor.eventRegion(advisor.Region.AP_NORTH);",
    'full.description(full.Action.REGISTRY_PLAN_SET, "xx");',
    'export const a: full.Action = "registry.image.lose";',
    'export const e: full.Event = { outcome: "success" };',
    'export const o: full.Event = { action: full.Action.REGISTRY_PLAN_SET, outcome: "maybe" };',
    "export const p: full.RegistryImagePullEvent = { action: full.Action.REGISTRY_PLAN_SET };",
    "export const k: full.Event = { action: full.Action.REGISTRY_PLAN_SET, outcome: undefined };",
    "full.ROUTES.set(full.Delivery.UI, new Map());",
    "full.ACTIONS[full.Action.REGISTRY_PLAN_SET].group = 'x';",
)


def text(service: Any = code_samples.FULL, **options: Any) -> str:
    (found,) = code_samples.files("service.ts", service, **options).values()
    return found


# ------------------------------------------------------------------------------------------- its form


def test_the_head_says_what_it_is() -> None:
    lines = text().splitlines()
    assert lines[0].startswith("// Generated by docschema from the template service.ts.j2. Do not edit: ")
    assert lines[1:3] == ["// @generated", "/* eslint-disable */"]


def test_members_are_documented() -> None:
    assert '  /** Pulls an image from Registry®. */\n  REGISTRY_IMAGE_PULL: "registry.image.pull",\n' in text()
    assert "   *\n   * @deprecated The docs call it deprecated.\n   */\n  REGISTRY_IMAGE_PUSH: " in text()
    assert "/** @deprecated No longer documented; renamed to registry.image.get. */\n  REGISTRY_IMAGE_FETCH: " in text()
    assert "/** @deprecated No longer documented. */\n  REGISTRY_IMAGE_GONE: " in text()
    assert text().count("@deprecated") == 3


def test_a_service_without_anything() -> None:
    bare = text(sample.BARE)
    assert "export const Action = {} as const;\n" in bare
    assert "export type ActionPattern = never;\n" in bare


def test_events_are_open_where_the_configuration_says_so() -> None:
    assert "readonly action: Action | ActionPattern;" in text()
    assert "readonly action: Action | ActionPattern | (string & {});" in text(unknown_actions="accept")
    assert "readonly action: Action;" in text(sample.BARE)


def test_properties_are_called_as_configured() -> None:
    named = text(action_property="op", region_property="at-region", event_region_property="region")
    assert "  readonly op: Action | ActionPattern;\n" in named
    assert '  readonly "at-region"?: Region | (string & {});\n' in named


def test_what_the_template_of_a_user_writes_is_not_held_against_the_model(tmp_path: Path) -> None:
    head = '{#\neach = "service"\npath = "{service}/x.ts"\n#}\n'
    (tmp_path / "service.ts.j2").write_text(f"{head}export {{}};\n", "utf-8")
    assert text(template_folders=(tmp_path,)) == "export {};\n"


def test_what_ours_writes_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from docschema.rendering import templating

    run = templating.run
    for old, new in (("registry.plan.set", "registry.plan.get"), ("Sets the plan", "Gets it"), ("const", "const é")):
        monkeypatch.setattr(templating, "run", lambda *given, o=old, n=new: run(*given).replace(f"{o}", n))
        with pytest.raises(TemplateError, match="is wrong"):
            text()


# ------------------------------------------------------------------------------------------- compiled


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("typescript")
    found = code_samples.files("service.ts", *code_samples.SERVICES, code_samples.hostile())
    for path, content in found.items():
        (made / path).parent.mkdir(parents=True)
        (made / path).write_text(content, "utf-8")
    (made / "package.json").write_text('{"type": "module"}')
    (made / "use.ts").write_text(USE, "utf-8")
    return made


def compiled(folder: Path, **options: object) -> list[str]:
    """What tsc complains about: file and line."""
    config = {"compilerOptions": {**OPTIONS, **options}, "include": ["**/*.ts"], "exclude": ["out"]}
    (folder / "tsconfig.json").write_text(json.dumps(config))
    call = [str(NODE), str(TSC), "-p", str(folder), "--pretty", "false"]
    out = subprocess.run(call, capture_output=True, text=True, check=False, cwd=folder, timeout=120).stdout
    return re.findall(r"(?m)^(\S+\(\d+),\d+\): error", out) or out.splitlines()


@needs_tsc
def test_it_compiles_and_does_what_the_docs_say(folder: Path) -> None:
    assert compiled(folder) == []
    call = [str(NODE), str(folder / "out" / "use.js")]
    found = json.loads(subprocess.run(call, capture_output=True, check=True, cwd=folder, timeout=60).stdout)
    assert (found["moved"], found["told"], found["name"], found["known"]) == (
        "ap-south", "eu-de", "my-db", "registry.plan.set"
    )  # fmt: skip
    assert found["info"] == {
        "kind": "data",
        "group": "Actions that make events",
        "deprecated": False,
        "descriptions": {"en": "Pulls an image from Registry®.", "fr": "Extrait une image."},
    }
    assert found["push"] is True
    assert found["fetch"] == {"group": "", "deprecated": True, "renamedTo": sample.PULL, "descriptions": {}}
    assert found["parsed"] == [sample.PULL, sample.PULL, None, None, None, None, None]
    assert found["pattern"] == sample.BACKUP
    assert found["texts"] == [
        "Pulls an image from Registry®.", "Extrait une image.", "Pushes an image | or its tags, see [docs].", ""
    ]  # fmt: skip
    assert found["regions"] == ["mars", "constructor", "eu-de", "eu-de", "mars"]
    assert all("say which delivery" in error for error in found["throws"])
    assert found["guards"] == [True, False, True, False]
    assert found["routes"] == [["ap-north", "ap-south"]]
    assert found["available"] == [["eu-de", True], ["us-south", False]]
    assert found["hostile"] == {
        "texts": [[text, text, f"{text} "] for text in HOSTILE],
        "regions": sorted(HOSTILE),
        "old": [f"old {text}" for text in HOSTILE],
    }


@needs_tsc
def test_misuse_does_not_compile(folder: Path) -> None:
    head = 'import * as full from "./registry/registry.js";\nimport * as advisor from "./advisor/advisor.js";\n'
    (folder / "misuse.ts").write_text(head + "\n".join(MISUSE), "utf-8")
    try:
        found = compiled(folder, noEmit=True)
    finally:
        (folder / "misuse.ts").unlink()
    assert found == [f"misuse.ts({number}" for number in range(3, 3 + len(MISUSE))]
