"""Break modules in hundreds of small ways, one at a time, and list those that no test notices: `make mutants`.

mutmut makes the mutants and runs the tests, each in a process of its own. `fuzz/mutants.toml` says which tests have to
notice a change of which module; benchmarks/mutants.json gets what became of the mutants: for each module the counts,
the score (percent noticed; a test that no longer ends notices too), and every survivor with the reason why it may live.
Reasons are written there by hand and stay as long as their survivor does. The exit code is 1 where a score is too low
or a survivor has no reason.

    python fuzz/mutants.py                    all modules, from scratch
    python fuzz/mutants.py sync.py link.py    these, from scratch
    python fuzz/mutants.py --again sync.py    survivors of the last run, and functions changed since, once more
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".mutants" / "work"
RECORD = ROOT / "benchmarks" / "mutants.json"
MUTMUT = Path(sys.executable).with_name("mutmut")
LINKED = ("tests", "templates", "docs", "schemas", "docschema.lock", "docschema.toml")
NOTICED = {1: "killed", 3: "killed", 36: "timeout", 24: "timeout", -24: "timeout", 152: "timeout", 255: "timeout"}

# Hypothesis without chance, with few examples, content with the first failure; tests/conftest.py takes it by its name.
FEW_EXAMPLES = """\
from hypothesis import Phase, settings

phases = [Phase.explicit, Phase.generate]
few = settings(derandomize=True, max_examples=30, database=None, deadline=None, phases=phases)
settings.register_profile("few", few)
"""
CACHES = ("lru_cache", "cache")  # but not cached_property, which belongs to one object
OPTIONS = ("-p", "few_examples", "-p", "no:cacheprovider", "-m", "not slow")
SETTINGS = """\
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["src/docschema/{module}"]
also_copy = {copied}
pytest_add_cli_args = {options}
pytest_add_cli_args_test_selection = {tests}
timeout_multiplier = 5
use_git_change_detection = false

[tool.pytest.ini_options]
pythonpath = ["tests/watched"]
markers = ["slow"]
filterwarnings = ["error"]
xfail_strict = true
"""

Entry = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 where all is well, 1 where a survivor has no reason or a score is too low."""
    config = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(config["modules"]))
    parser.add_argument("--again", action="store_true", help="only what survived last time, and changed functions")
    options = parser.parse_args(arguments)
    amiss: list[str] = []
    for module in options.modules or config["modules"]:
        entry = tried(module, config["modules"][module], config["left_out"], again=options.again)
        known: dict[str, Entry] = json.loads(RECORD.read_text("utf-8"))["modules"] if RECORD.exists() else {}
        explain(entry["survivors"], known.get(module, {}).get("survivors", []))
        amiss += complaints(module, entry, config["least_score"])
        print(f"{module}: {entry['mutants']} mutants, {entry['survived']} survived, score {entry['score']}", flush=True)
        keep({name: entry if name == module else known.get(name) for name in config["modules"]})
    print(*amiss, sep="\n")
    return 1 if amiss else 0


def tried(module: str, tests: Sequence[str], left_out: Sequence[str], *, again: bool) -> Entry:
    """What became of the mutants of one module."""
    folder = WORK / module.removesuffix(".py").replace("/", "-")
    if not again:
        shutil.rmtree(folder, ignore_errors=True)
    prepare(folder, module, [f"tests/{test}" for test in tests], [f"tests/{test}" for test in left_out])
    once_more = [name for name, code in codes(folder, module).items() if code not in NOTICED] if again else []
    run(folder, [])  # makes mutants, and tries those that are new
    if once_more:
        run(folder, [name for name in once_more if name in codes(folder, module)])
    found = codes(folder, module)
    counts = Counter(NOTICED.get(code, "survived") if code is not None else "untried" for code in found.values())
    if counts["untried"]:
        sys.exit(f"{module}: mutmut left {counts['untried']} mutants untried")
    survivors = sorted(name for name, code in found.items() if code not in NOTICED)
    noticed = counts["killed"] + counts["timeout"]
    return {
        "mutants": len(found), "killed": counts["killed"], "timeout": counts["timeout"],
        "survived": counts["survived"], "score": round(100 * noticed / len(found), 1),
        "survivors": list(shown(folder, module, survivors)),
    }  # fmt: skip


def prepare(folder: Path, module: str, tests: Sequence[str], left_out: Sequence[str]) -> None:
    """A folder as mutmut wants it: sources in src/, and everything that tests look for beside them."""
    source = folder / "src" / "docschema"
    for file in (ROOT / "gen" / "docschema").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            put(source / file.relative_to(ROOT / "gen" / "docschema"), file.read_bytes())
    put(source / module, undecorated((source / module).read_text("utf-8")).encode())
    for name in LINKED:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(ROOT / name)
    put(folder / "few_examples.py", FEW_EXAMPLES.encode())
    settings = SETTINGS.format(
        module=module,
        copied=json.dumps([*LINKED, "few_examples.py"]),
        options=json.dumps([*OPTIONS, *(f"--deselect={test}" for test in left_out)]),
        tests=json.dumps(tests),
    )
    put(folder / "pyproject.toml", settings.encode())


def put(file: Path, data: bytes) -> None:
    """Write a file unless it is there already: mutmut goes by dates."""
    if not file.exists() or file.read_bytes() != data:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def undecorated(source: str) -> str:
    """The source with decorators behind their functions, `name = property(name)`: mutmut passes decorated ones over.

    Without caches, which would answer for a mutant what the sound function said before.
    """
    lines = source.splitlines()
    functions = [node for scope in scopes(ast.parse(source)) for node in scope if isinstance(node, ast.FunctionDef)]
    for node in sorted(functions, key=lambda node: node.lineno, reverse=True):
        indent = " " * node.col_offset
        for decorator in map(ast.unparse, node.decorator_list):
            if decorator.partition("(")[0] not in CACHES:
                lines.insert(node.end_lineno or node.lineno, f"{indent}{node.name} = ({decorator})({node.name})")
        if node.decorator_list:
            del lines[node.decorator_list[0].lineno - 1 : node.lineno - 1]
    return "\n".join(lines) + "\n"


def scopes(tree: ast.Module) -> Iterator[Iterable[ast.stmt]]:
    """The statements of a module, and of each class in it."""
    yield tree.body
    yield from (node.body for node in tree.body if isinstance(node, ast.ClassDef))


def run(folder: Path, names: Sequence[str]) -> None:
    """Try the mutants of these names; without names, all that were not tried so far."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["HYPOTHESIS_PROFILE"] = "few"
    command = [str(MUTMUT), "run", "--max-children", os.environ.get("WORKERS", "2"), *names]
    with (folder / "log").open("ab") as log:
        if subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log, check=False).returncode:
            sys.exit(f"mutmut failed; see {folder / 'log'}")


def codes(folder: Path, module: str) -> Mapping[str, int | None]:
    """The exit code of the tests for each mutant; None: not tried."""
    meta = folder / "mutants" / "src" / "docschema" / f"{module}.meta"
    return dict(json.loads(meta.read_text("utf-8"))["exit_code_by_key"]) if meta.exists() else {}


def shown(folder: Path, module: str, names: Iterable[str]) -> Iterator[Entry]:
    """Mutants by what they change: the function, the lines before and after."""
    file = folder / "mutants" / "src" / "docschema" / module
    functions = {
        node.name: ast.unparse(node)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    for name in names:
        mutant = name.rpartition(".")[2]
        original = mutant.partition("__mutmut_")[0]
        before, after = (functions[key].replace(key, "").splitlines() for key in (f"{original}__mutmut_orig", mutant))
        changed = [line for line in difflib.ndiff(before, after) if line[0] in "-+"]
        yield {
            "in": original.removeprefix("x_").removeprefix("xǁ").replace("ǁ", "."),
            "from": " ".join(line[1:].strip() for line in changed if line[0] == "-"),
            "to": " ".join(line[1:].strip() for line in changed if line[0] == "+"),
            "why": "",
        }


def keep(entries: Mapping[str, Entry | None]) -> None:
    """Write the record, without modules that were never tried."""
    record = {"mutmut": version("mutmut"), "modules": {name: entry for name, entry in entries.items() if entry}}
    RECORD.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")


def explain(survivors: Iterable[Entry], known: Iterable[Entry]) -> None:
    """Take over the reasons that were written for the same changes."""
    reasons = {(old["in"], old["from"], old["to"]): old["why"] for old in known}
    for survivor in survivors:
        survivor["why"] = reasons.get((survivor["in"], survivor["from"], survivor["to"]), "")


def complaints(module: str, entry: Entry, least: float) -> Iterator[str]:
    """What is not good enough."""
    if entry["score"] < least:
        yield f"{module}: score {entry['score']} is below {least}"
    for survivor in entry["survivors"]:
        if not survivor["why"]:
            yield f"{module}: {survivor['in']}:\n  - {survivor['from']}\n  + {survivor['to']}"


if __name__ == "__main__":
    sys.exit(main())
