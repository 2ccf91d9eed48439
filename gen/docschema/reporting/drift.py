"""How the artifacts on disk differ from what the docs say, as text and as JSON."""

from __future__ import annotations

from docschema.report import count
from docschema.sync import Drift, State, diff
from docschema.terminal import safe

_LONGEST_DIFF = 200  # lines that `check` shows without being asked for more
_STATES = {
    State.STALE: "stale",
    State.MISSING: "missing",
    State.ORPHANED: "orphaned",
    State.FOREIGN: "in the way",
}


def drift_text(drift: Drift, repair: str, *, whole: bool = False) -> str:
    """The files that differ, each with what is the matter with it, the difference, and the command that repairs it."""
    said = [_numbers(drift), *_files(drift), *_difference(drift, whole=whole)]
    due = drift.of(State.STALE, State.MISSING, State.ORPHANED)
    return "\n".join([*said, f"to repair {'this file' if len(due) == 1 else 'these files'}: {repair}"] if due else said)


def _numbers(drift: Drift) -> str:
    counts = ((len(drift.of(state)), word) for state, word in _STATES.items())
    said = [f"{number} {word}" for number, word in counts if number]
    return (
        f"{count(len(drift.changes), 'artifact')}: {', '.join([*said, f'{len(drift.of(State.UNCHANGED))} up to date'])}"
    )


def _files(drift: Drift) -> list[str]:
    changes = (change for state in _STATES for change in drift.of(state))
    return [f"  {_STATES[change.state]:<10} {safe(change.file.as_posix())}" for change in changes]


def _difference(drift: Drift, *, whole: bool) -> list[str]:
    text = diff_text(drift, None if whole else _LONGEST_DIFF)
    return [text] if text else []


def diff_text(drift: Drift, longest: int | None = None) -> str:
    """The difference between disk and docs, safe for a terminal; beyond `longest` lines only their number."""
    lines = ["\t".join(map(safe, line.split("\t"))) for line in diff(drift).split("\n")[:-1]]
    if longest is not None and len(lines) > longest:
        lines = [*lines[:longest], f"... {count(len(lines) - longest, 'more line')}: docschema check --diff shows all"]
    return "\n".join(lines)


def artifacts_json(drift: Drift | None) -> list[dict[str, str]] | None:
    """Each artifact with its state before the run; null where artifacts were not compared."""
    if drift is None:
        return None
    return [{"path": change.path, "state": change.state.value} for change in drift.changes]
