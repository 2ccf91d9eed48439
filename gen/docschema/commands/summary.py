"""What `build` and `check` did, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docschema.model import Model
from docschema.pipeline import Result
from docschema.problem import Problem
from docschema.report import balance, balance_text, count, left_out_text, severities_text, to_json
from docschema.reporting.completeness import completeness_json, completeness_text
from docschema.reporting.drift import artifacts_json
from docschema.reporting.scan import coverage_text, files_text, scan_json
from docschema.rules import get
from docschema.sync import State

CHECKED = "docs, translations and artifacts"


def facts_text(model: Model) -> str:
    """`22 actions, 10 locales`."""
    actions = sum(len(service.actions) for service in model.services)
    locales = len({locale for service in model.services for locale in service.locales})
    return f"{count(actions, 'action')}, {count(locales, 'locale')}"


def repaired(problems: Iterable[Problem]) -> int:
    """How many rows were read in spite of their markup."""
    return len({(found.span.path, found.span.line) for found in problems if get(found.code).repairs_row})


def build_text(result: Result) -> str:
    """The one line that `build` ends with."""
    parts = [facts_text(result.model)]
    if result.written is not None:
        parts.append(f"{count(len(result.written.written), 'file')} written")
        parts += [f"{len(result.written.removed)} removed"] if result.written.removed else []
        parts.append(f"{len(result.written.unchanged)} unchanged")
    elif result.drift is not None:
        parts.append(f"{count(len(result.drift.of(State.STALE, State.MISSING)), 'file')} to write")
        parts += [f"{number} to remove"] if (number := len(result.drift.of(State.ORPHANED))) else []
        parts.append(f"{len(result.drift.of(State.UNCHANGED))} unchanged")
    rows = repaired(result.problems)
    return ", ".join([*parts, count(rows, "repaired row")] if rows else parts)


def check_text(result: Result) -> str:
    """The one line that `check` ends with: what was compared, what was not, and the findings by number."""
    compared, left = _checked(drift=result.drift is not None, code=result.usage is not None)
    sources = count(len(result.reading.documents), "source")
    parts = [f"{sources}, {facts_text(result.model)}", f"checked: {compared}", *([left] if left else [])]
    return "; ".join([*parts, severities_text(result.problems)])


def _checked(*, drift: bool, code: bool) -> tuple[str, str]:
    """What `check` compared, and what not."""
    compared = CHECKED if drift else CHECKED.replace(" and artifacts", "").replace("docs,", "docs and")
    if code:
        compared = f"{compared.replace(' and artifacts', ', artifacts')} and code"
        compared = compared if drift else compared.replace("docs and", "docs,")
    left = [] if drift else ["artifacts were not compared"]
    return compared, ", ".join(left if code else [*left, "code was not looked at"])


def failures_text(result: Result, repair: str) -> str:
    """The files that could not be written or removed, with what the system said, and what to do."""
    places = {change.path: change.file.as_posix() for change in result.drift.changes} if result.drift else {}
    failed = result.written.failed if result.written else ()
    lines = [f"{places.get(path, path)}: {reason}" for path, reason in failed]
    return "\n".join([*lines, f"these files are as they were; mend that, then run {repair}"])


def balances_text(result: Result) -> list[str]:
    """What became of the rows, a line per source; how many pages were left out; what of it the code uses."""
    lines = [balance_text(document) for document in result.reading.documents]
    lines += [left_out_text(result.reading.left_out)] if result.reading.left_out else []
    if result.usage is not None:
        lines += [files_text(result.usage), *coverage_lines(result)]
    return lines


def run_json(result: Result, more: Mapping[str, object] | None = None) -> str:
    """A run as one JSON object, with more fields where there are."""
    documents = result.reading.documents
    fields: dict[str, object] = {
        "services": [service.name for service in result.model.services],
        "actions": sum(len(service.actions) for service in result.model.services),
        "locales": sorted({locale for service in result.model.services for locale in service.locales}),
        "balance": [{"path": document.path, **balance(document)} for document in documents],
        "left_out": result.reading.left_out,
        "completeness": completeness_json(result.model),
        "artifacts": artifacts_json(result.drift),
    }
    if result.usage is not None:
        fields |= {"code": scan_json(result.usage)}
    if result.written is not None:
        fields |= {"written": list(result.written.written), "removed": list(result.written.removed)}
    return to_json({**fields, **(more or {})}, result.problems)


def translations_text(result: Result) -> str:
    """How far the translations have come, a table for each service; "" where there are none."""
    return completeness_text(result.model)


def scan_run_json(result: Result) -> str:
    """A scan as one JSON object; without code that was looked at, there is no file and no coverage."""
    fields = scan_json(result.usage) if result.usage else {"files": 0, "passed_over": {}, "coverage": []}
    return to_json({"services": [service.name for service in result.model.services], **fields}, result.problems)


def scan_text(result: Result) -> str:
    """The one line that `scan` ends with: what was read, and the findings by number."""
    read = files_text(result.usage) if result.usage else "code was not looked at: errors stand in the docs"
    return f"{read}; {severities_text(result.problems)}"


def coverage_lines(result: Result) -> list[str]:
    """How much of each service the code uses."""
    return [coverage_text(coverage) for coverage in result.usage.coverage] if result.usage else []
