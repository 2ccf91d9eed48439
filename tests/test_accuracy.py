"""Accuracy on real docs with hand-made labels, where there are any: never less than `benchmarks/accuracy.json` says.

`DOCSCHEMA_UPDATE=1` records what is measured. A figure that falls is a regression: say why before you record it.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT.parent / "shared" / "tools"
RECORD = ROOT / "benchmarks" / "accuracy.json"
KINDS = [
    "action-column-last", "commented-and-fenced", "decoy-fields", "decoy-old-ids", "header-of-no-language",
    "html-to-pipe", "in-list-item", "no-outer-pipes", "rows-run-together", "several-at-once", "tr-lost",
]  # fmt: skip
UPDATE = bool(os.environ.get("DOCSCHEMA_UPDATE"))


def measured(tool: str, *arguments: str) -> dict[str, Any]:
    """The JSON object that a measuring tool prints about this checkout."""
    if not (TOOLS / tool).is_file():
        pytest.skip("no labelled docs beside this checkout")
    command = f"{shlex.quote(sys.executable)} -m docschema"
    paths = [str(ROOT / "gen"), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, str(TOOLS / tool), *arguments, "--command", command, "--json"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr[-2000:]
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def recorded(part: str, found: dict[str, Any]) -> dict[str, Any]:
    """What is on record, after it was renewed where that is wished."""
    record: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    if UPDATE:
        record[part] = found
        RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8", newline="\n")
    kept: dict[str, Any] = record[part]
    return kept


def rounded(figures: dict[str, float | None]) -> dict[str, float | None]:
    return {fact: figure if figure is None else round(figure, 2) for fact, figure in figures.items()}


def fallen(found: dict[str, float | None], wanted: dict[str, float | None]) -> dict[str, tuple[float | None, float]]:
    """Facts whose figure is less than on record: what it is and what it was."""
    pairs = ((fact, found.get(fact), figure) for fact, figure in wanted.items())
    return {fact: (now, was) for fact, now, was in pairs if was is not None and (now is None or now < was)}


@pytest.mark.slow
def test_labelled_docs_are_read_as_well_as_before() -> None:
    result = measured("score.py")
    assert not result["absent"]
    assert not result["complaints"]
    found = rounded(result["figures"]["all"])
    alarms = round(result["alarms_per_1000_lines"], 2)
    wanted = recorded("labels", {"documents": result["documents"], "figures": found, "alarms_per_1000_lines": alarms})
    assert result["documents"] >= wanted["documents"]
    assert not fallen(found, wanted["figures"])
    assert alarms <= wanted["alarms_per_1000_lines"]


@pytest.mark.slow
def test_damaged_docs_are_read_as_well_as_before() -> None:
    result = measured("damage.py", "read", "--kinds", ",".join(KINDS))
    facts = ("actions", "descriptions", "ledger")
    assert not [figures["error"] for figures in result["kinds"].values() if figures["error"]]
    found = {
        kind: rounded({fact: figures[fact] for fact in facts}) for kind, figures in sorted(result["kinds"].items())
    }
    wanted = recorded("damaged", found)
    assert set(found) == set(KINDS)
    assert not {kind: low for kind, figures in wanted.items() if (low := fallen(found[kind], figures))}
