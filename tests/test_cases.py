"""Every form of doc that docschema reads, one folder each: the docs, and what a careful reader takes from them.

A case is a folder of `cases/` with `expected.json` and one or more docs, also in folders of their own where the path
has to name a language. `expected.json` has an object for each doc, by its path in the folder, and of its keys those
that are not empty: facts as lists that begin with their line, tables with the counts of their rows, findings by the
name of their rule. The locale stands there where the path does not name it and it is not English.

`DOCSCHEMA_UPDATE=1` writes `expected.json` anew. Hold every line of the difference against the doc before you keep it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from docschema.extract import extract
from docschema.lint import lint
from docschema.locales import locale_of_path
from docschema.model import Document, TableLedger
from docschema.read import read
from docschema.rules import find

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.rglob("expected.json"))
UPDATE = bool(os.environ.get("DOCSCHEMA_UPDATE"))

Seen = dict[str, Any]

# Docs that are read wrongly so far, and what is wrong; `expected.json` has what is right. Whoever mends one takes its
# line out: until then the test says that it passes against expectation.
NOT_YET = {
    "route-with-its-target-first/de/input.md": "the first place is taken for the source, wherever it stands",
}


def trimmed(*values: object) -> list[object]:
    """The values as a list, without empty ones at its end."""
    kept = [list(value) if isinstance(value, tuple) else value for value in values]
    while kept and kept[-1] in (None, [], ""):
        kept.pop()
    return kept


def table(ledger: TableLedger) -> Seen:
    counts = {"extracted": ledger.extracted, "ignored": dict(ledger.reasons), "reported": ledger.reported}
    return {"line": ledger.line, "form": ledger.form, "rows": ledger.rows} | {k: v for k, v in counts.items() if v}


def findings(document: Document) -> list[list[object]]:
    found = []
    for problem in lint([document]):
        rule = find(problem.code)
        assert rule is not None
        found.append([problem.span.line, rule.name])
    return found


def seen_in(path: str, data: bytes) -> Seen:
    """What docschema takes from a doc, in the form of `expected.json`."""
    document = extract(read(path, data))
    locale = document.locale if locale_of_path(path) is None and document.locale != "en" else None
    seen: Seen = {
        "locale": locale,
        "actions": [trimmed(a.span.line, a.id, a.description, a.kind, a.tags) for a in document.actions],
        "renamed": [[fact.span.line, fact.old, fact.new] for fact in document.renamed],
        "availability": [
            [fact.span.line, fact.place.code, fact.place.name, fact.available, fact.delivery.heading]
            for fact in document.availability
        ],
        "routes": [
            [fact.span.line, fact.source.key, fact.target.key, fact.delivery.heading] for fact in document.routes
        ],
        "fixed": [[fact.span.line, fact.scope, fact.place.code, fact.place.name] for fact in document.fixed],
        "default": [trimmed(fact.span.line, fact.exceptions, fact.domain) for fact in document.defaults],
        "fields": [
            trimmed(fact.span.line, fact.name, fact.type, fact.values, fact.actions) for fact in document.fields
        ],
        "ledger": [table(ledger) for ledger in document.ledger],
        "findings": findings(document),
    }
    return {key: value for key, value in seen.items() if value}


def docs_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def shown(results: dict[str, Seen]) -> str:
    """The results as JSON with one fact a line."""

    def lines(value: object, indent: str) -> str:
        if isinstance(value, dict) and any(isinstance(item, (dict, list)) for item in value.values()):
            inner = (f"{indent} {json.dumps(key)}: {lines(item, indent + ' ')}" for key, item in value.items())
            return "{\n" + ",\n".join(inner) + f"\n{indent}}}"
        if isinstance(value, list):
            return (
                "[\n"
                + ",\n".join(f"{indent} {json.dumps(item, ensure_ascii=False)}" for item in value)
                + f"\n{indent}]"
            )
        return json.dumps(value, ensure_ascii=False)

    return lines(results, "") + "\n"


def case_name(folder: Path) -> str:
    return folder.relative_to(CASES).as_posix()


def unbalanced(ledgers: Iterable[Seen]) -> list[Seen]:
    def accounted(entry: Seen) -> int:
        return int(entry.get("extracted", 0) + sum(entry.get("ignored", {}).values()) + entry.get("reported", 0))

    return [entry for entry in ledgers if entry["rows"] != accounted(entry)]


def renew(folder: Path, path: str, result: Seen) -> None:
    """Write what was found for one doc into `expected.json`."""
    file = folder / "expected.json"
    known = json.loads(file.read_text(encoding="utf-8")) | {path: result}
    file.write_text(shown({doc: known[doc] for doc in docs_of(folder)}), encoding="utf-8", newline="\n")


def each_doc() -> Iterator[Any]:
    for folder in FOLDERS:
        for path in docs_of(folder):
            name = f"{case_name(folder)}/{path}"
            marks = [pytest.mark.xfail(reason=NOT_YET[name])] if name in NOT_YET else []
            yield pytest.param(folder, path, id=name, marks=marks)


@pytest.mark.parametrize(("folder", "path"), list(each_doc()))
def test_a_doc_is_read_as_a_careful_reader_reads_it(folder: Path, path: str) -> None:
    result = seen_in(path, (folder / path).read_bytes())
    if UPDATE:
        renew(folder, path, result)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert result == expected[path]
    assert not unbalanced(result.get("ledger", []))


def test_every_folder_with_docs_is_a_case_and_every_doc_has_its_facts() -> None:
    assert {path.relative_to(CASES).parts[0] for path in CASES.rglob("*.md")} == set(map(case_name, FOLDERS))
    for folder in FOLDERS:
        assert sorted(json.loads((folder / "expected.json").read_text(encoding="utf-8"))) == docs_of(folder)


def test_what_is_not_read_yet_names_docs() -> None:
    assert not [name for name in NOT_YET if not (CASES / name).is_file()]
