"""The facts of sources as flat rows, for those who load them elsewhere: CSV and JSON lines with the same columns."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from docschema.model import Document
from docschema.reporting.facts import document_json
from docschema.terminal import safe_json, safe_within

# Column of the row -> keys of the facts that it takes its value from, the first that is there.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "field"), "text": ("description",), "kind": ("kind",), "placeholders": ("placeholders",),
    "from": ("from",), "to": ("to",), "location": ("location",), "name": ("name",), "available": ("available",),
    "scope": ("scope",), "delivery": ("delivery",), "type": ("type",), "actions": ("actions",),
}  # fmt: skip
_LISTS = ("actions", "renamed", "availability", "routes", "fixed", "fields")
_NAMES = {"actions": "action", "routes": "route", "fields": "field"}
# What a spreadsheet takes for the start of a formula, also full-width, also behind blanks.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")


def rows(documents: Iterable[Document]) -> Iterator[dict[str, object]]:
    """One flat row for each fact: `fact`, `path`, `locale`, `line`, and the columns that such a fact fills."""
    for document in documents:
        found = document_json(document)
        head = {"path": document.path, "locale": document.locale}
        for key in _LISTS:
            facts = found[key]
            for fact in facts if isinstance(facts, list) else ():
                yield {"fact": _NAMES.get(key, key), **head, "line": fact["line"], **_values(fact)}
        if found["default_same_region"] is not None:
            yield {"fact": "default_same_region", **head, "line": found["default_same_region"]}


def _values(fact: Mapping[str, object]) -> dict[str, object]:
    named = ((column, next((key for key in keys if key in fact), None)) for column, keys in _COLUMNS.items())
    return {column: fact[key] for column, key in named if key is not None}


def jsonl(documents: Iterable[Document]) -> str:
    """One JSON object a line."""
    return "\n".join(safe_json(json.dumps(row, ensure_ascii=False)) for row in rows(documents))


def table(documents: Iterable[Document]) -> str:
    """CSV with a header line; lists are joined by blanks, and no cell begins as a formula would.

    CSV has no escapes of its own: what a terminal or a runner would obey stands there as its number.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, ["fact", "path", "locale", "line", *_COLUMNS], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _cell(value) for column, value in row.items()} for row in rows(documents))
    return out.getvalue().removesuffix("\n")


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    text = " ".join(map(str, value)) if isinstance(value, list) else value
    if not isinstance(text, str):
        return text
    shown = safe_within(text)
    return f"'{shown}" if _FORMULA.match(text) else shown
