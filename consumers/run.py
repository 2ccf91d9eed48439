"""Try generated schemas and code with the programs that people use: `python consumers/run.py`, or `make consumers`.

Every event made from a schema has to be valid, and every one with a mistake invalid, for jsonschema, ajv and
check-jsonschema alike; json-schema-to-typescript has to read the schemas, and tsc what it writes; the tests that
compile generated code have to run, none skipped. What was tried is written to benchmarks/consumers.json. `--if-changed`
does nothing where nothing changed that schemas and code come from.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "gen"), str(ROOT / "tests")]

from jsonschema import Draft202012Validator  # noqa: E402

import event_samples  # noqa: E402
from artifacts import Schemas, everything  # noqa: E402
from digest import digest  # noqa: E402
from tools import CACHE, HERE, NODE_MODULES, PYTHON, MissingError, install, run, versions  # noqa: E402

RECORD = ROOT / "benchmarks" / "consumers.json"
COMPILE_TESTS = (
    "tests/test_generated_typescript.py",
    "tests/test_generated_java.py",
    "tests/test_generated_go.py",
    "tests/test_pages.py::test_mermaid_shows_any_name_as_it_is",
)
BATCH = 1000
MOST = 120  # events for one schema, spread over all that there are

Labelled = tuple[str, bool | None, Any]  # what it is, whether it has to be valid (None: either), the event


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 where all is well, 1 where a consumer disagrees, 2 where a program is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--if-changed", action="store_true", help="do nothing where nothing changed")
    found = digest(ROOT)
    if parser.parse_args(arguments).if_changed and found == recorded():
        print("consumers: nothing changed since they were asked")
        return 0
    try:
        install()
        with tempfile.TemporaryDirectory() as folder:
            counts, complaints = tried(Path(folder))
        complaints += compiled(counts)
        used = versions()
    except MissingError as error:
        print(error, file=sys.stderr)
        return 2
    for name, count in sorted(counts.items()):
        print(f"{count:>8}  {name}")
    for complaint in complaints[:50]:
        print(f"FAILED {complaint}", file=sys.stderr)
    if complaints:
        return 1
    data = {"counts": dict(counts), "digest": found, "versions": used}
    RECORD.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")
    return 0


def recorded() -> str | None:
    """The digest of the run on record."""
    return json.loads(RECORD.read_text("utf-8"))["digest"] if RECORD.is_file() else None


# ------------------------------------------------------------------------------------------- validators


def tried(folder: Path) -> tuple[Counter[str], list[str]]:
    """What was tried, and what went wrong."""
    for script in HERE.glob("*.mjs"):
        shutil.copyfile(script, CACHE / script.name)
    counts: Counter[str] = Counter()
    complaints: list[str] = []
    types = folder / "types"
    types.mkdir()
    for schemas in everything(folder):
        print(f"trying {schemas.name} ...", flush=True)
        complaints += _judged(schemas, counts)
        complaints += _typed(schemas, types / schemas.name, counts)
    tsc = NODE_MODULES / "typescript" / "bin" / "tsc"
    flags = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022"]
    run(["node", tsc, *flags, *sorted(types.glob("*/*.ts"))], cwd=CACHE)
    return counts, complaints


def _judged(schemas: Schemas, counts: Counter[str]) -> list[str]:
    """Hold the verdicts of all validators on all events against each other and against what is wanted."""
    cases = {file: _instances(file, schemas) for file in schemas.files()}
    verdicts = {"ajv": _by_ajv(cases, schemas.folder), "jsonschema": _by_jsonschema(cases)}
    verdicts["check-jsonschema"] = _by_check_jsonschema(cases, schemas.folder)
    complaints = []
    for n, (file, instances) in enumerate(cases.items()):
        counts["schemas"] += 1
        for m, (label, wanted, _) in enumerate(instances):
            found = {name: verdict[n][m] for name, verdict in verdicts.items()}
            counts["verdicts compared"] += len(found)
            counts["events" if wanted else "mutated events" if wanted is False else "events of either kind"] += 1
            if len(set(found.values())) > 1 or (wanted is not None and set(found.values()) != {wanted}):
                complaints.append(f"{schemas.name}/{file.parent.name}/{file.name}: {label}: {found}, wanted: {wanted}")
    return complaints


def _instances(file: Path, schemas: Schemas) -> list[Labelled]:
    """The events for a schema; for one of ids, their ids; for those of the catalogue, what all services have."""
    catalogue = file.parent.name == "catalogue"
    files = schemas.files("*/event.schema.json") if catalogue else [file.parent / "event.schema.json"]
    found: list[Labelled] = []
    for source in files:
        if source.parent.name != "catalogue":
            schema = json.loads(source.read_text("utf-8"))
            wrong = None if catalogue else False  # what is wrong for one service may be right for another
            found += [(label, True, event) for label, event in event_samples.valid(schema, schemas.shape)]
            found += [(label, wrong, event) for label, event in event_samples.mutated(schema, schemas.shape)]
    if len(found) > MOST:
        found = found[:: 1 + len(found) // MOST]
    if file.name == "event.schema.json":
        return found
    ids = [(what, wanted, event.get(schemas.shape.action)) for what, wanted, event in found]
    return [(what, wanted, value) for what, wanted, value in ids if wanted or "action" in what.split(" of ")[0]
            or what == "capitals"]  # fmt: skip


def _by_jsonschema(cases: dict[Path, list[Labelled]]) -> list[list[bool]]:
    verdicts = []
    for file, instances in cases.items():
        schema = json.loads(file.read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        checker = Draft202012Validator(schema)
        verdicts.append([checker.is_valid(event) for _, _, event in instances])
    return verdicts


def _by_ajv(cases: dict[Path, list[Labelled]], folder: Path) -> list[list[bool]]:
    listed = []
    for n, (file, instances) in enumerate(cases.items()):
        events = folder / f"events{n}.json"
        events.write_text(json.dumps([event for _, _, event in instances]), "utf-8")
        listed.append({"schema": str(file), "events": str(events)})
    (folder / "cases.json").write_text(json.dumps(listed), "utf-8")
    found: list[list[bool]] = json.loads(run(["node", CACHE / "ajv.mjs", folder / "cases.json"], cwd=CACHE).stdout)
    return found


def _by_check_jsonschema(cases: dict[Path, list[Labelled]], folder: Path) -> list[list[bool]]:
    verdicts = []
    for n, (file, instances) in enumerate(cases.items()):
        place = folder / f"instances{n}"
        place.mkdir()
        files = [place / f"{m}.json" for m in range(len(instances))]
        for path, (_, _, event) in zip(files, instances, strict=True):
            path.write_text(json.dumps(event), "utf-8")
        refused: set[str] = set()
        for start in range(0, len(files), BATCH):
            refused |= _refused(file, files[start : start + BATCH])
        verdicts.append([str(path) not in refused for path in files])
    return verdicts


def _refused(schema: Path, files: Sequence[Path]) -> set[str]:
    call = [PYTHON, "-m", "check_jsonschema", "--output-format", "JSON", "--schemafile", schema, *files]
    done = subprocess.run([str(part) for part in call], capture_output=True, encoding="utf-8", check=False)
    try:
        result = json.loads(done.stdout)
    except ValueError as error:
        raise MissingError(f"check-jsonschema failed:\n{(done.stdout + done.stderr)[-3000:]}") from error
    if result.get("parse_errors"):
        raise MissingError(f"check-jsonschema could not read {result['parse_errors'][:3]}")
    return {error["filename"] for error in result["errors"]}


# ------------------------------------------------------------------------------------------- code


def _typed(schemas: Schemas, place: Path, counts: Counter[str]) -> list[str]:
    """Write types from the schemas of services, and the schemas' own examples as constants of those types."""
    place.mkdir()
    files = [file for file in schemas.files("*/event.schema.json") if file.parent.name != "catalogue"]
    run(["node", CACHE / "types.mjs", place, *files], cwd=CACHE)
    for n, file in enumerate(files):
        path = place / f"schema{n}.ts"
        text = path.read_text("utf-8")
        name = re.findall(r"^export (?:interface|type) (\w+)", text, re.MULTILINE)
        title = re.sub(r"[^A-Za-z0-9]", "", json.loads(file.read_text("utf-8"))["title"]).lower()
        event = next((one for one in name if one.lower() == title), None)
        examples = json.loads(file.read_text("utf-8")).get("examples", [])
        if event is None and examples:
            return [f"{schemas.name}/{file.parent.name}: no type for the event among {name}"]
        lines = [f"export const example{m}: {event} = {json.dumps(one)};\n" for m, one in enumerate(examples)]
        path.write_text(text + "".join(lines), "utf-8")
        counts["examples as typed constants"] += len(lines)
    counts["schemas as types"] += len(files)
    return []


def compiled(counts: Counter[str]) -> list[str]:
    """Run the tests that compile generated code; one that is skipped, or not there, has not been tried."""
    tests = [test for test in COMPILE_TESTS if (ROOT / test.partition("::")[0]).is_file()]
    if not tests:
        return [f"{test} is missing" for test in COMPILE_TESTS]
    paths = [str(ROOT / "gen"), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = os.environ | {"DOCSCHEMA_NODE_MODULES": str(NODE_MODULES), "PYTHONPATH": os.pathsep.join(paths)}
    call = [sys.executable, "-m", "pytest", "-q", "-rs", "-m", "slow or not slow", *tests]
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)
    summary = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr[-500:]
    tally = {what: int(count) for count, what in re.findall(r"(\d+) (passed|skipped|failed|error)", summary)}
    counts["tests that compile generated code"] += tally.get("passed", 0)
    if done.returncode or tally.get("skipped"):
        return [f"tests that compile generated code: {done.stdout[-3000:]}"]
    return [f"{test} is missing" for test in COMPILE_TESTS if test not in tests]


if __name__ == "__main__":
    sys.exit(main())
