"""Real translations against the source they were made from, and against a newer one. Skipped without those docs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docschema.extract import extract
from docschema.linking.agreement import agreement
from docschema.linking.alignment import align
from docschema.model import Document
from docschema.problem import Problem, Severity
from docschema.read import read
from docschema.rules import get

SHARED = Path(__file__).resolve().parents[2] / "shared"
PARITY = SHARED / "parity.json"
pytestmark = pytest.mark.skipif(not PARITY.is_file(), reason="the real docs are not here")


@cache
def doc(path: str) -> Document:
    return extract(read(path, (SHARED / "corpus" / path).read_bytes()))


@cache
def entries() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(PARITY.read_text(encoding="utf-8"))
    return found


def findings(source: str, translation: str) -> Iterator[Problem]:
    base, other = doc(source), doc(translation)
    yield from agreement(base, {other.locale: other}, {other.locale: align(base, other)}, source_decides=True)


def coded(found: list[Problem], *names: str) -> set[str]:
    codes = {get(name).code for name in names}
    return {problem.subject for problem in found if problem.code in codes}


@pytest.mark.slow
def test_translations_agree_with_the_source_they_were_made_from() -> None:
    """But for five region codes in one of them, which their own doc shows to be translated."""
    held, warnings = 0, []
    for entry in entries():
        source, translation = str(entry["source"]), str(entry["doc"])
        if source == translation or not (SHARED / "corpus" / source).is_file():
            continue
        held += 1
        found = [p for p in findings(source, translation) if p.severity is not Severity.INFO]
        untranslated = get("description-untranslated").code if entry["lang"] == "en" else None
        warnings += [p for p in found if p.code != untranslated]
    seen = [(o.span.path, o.span.line, o.text) for entry in entries() for o in doc(str(entry["doc"])).observations
            if o.kind == "code-translated"]  # fmt: skip
    expected = [(entry["doc"], code["line"], code["printed"]) for entry in entries()
                for code in entry.get("region_codes") or []]  # type: ignore[attr-defined]  # fmt: skip
    print(f"{held} translations, {len(warnings)} findings, {len(seen)} translated codes")
    assert held >= 77
    assert warnings == []
    assert seen == expected
    assert len(seen) == 5


@pytest.mark.slow
def test_translations_against_the_newer_source_of_their_snapshot() -> None:
    missing = extra = 0
    for entry in entries():
        newer = entry.get("against_newer_en_of_snapshot")
        if not isinstance(newer, dict):
            continue
        base, other = doc(newer["source"]), doc(str(entry["doc"]))
        pairs = align(base, other)
        changed = [p for p in pairs if p.source and p.translation and p.source.id != p.translation.id]
        gone = {p.source.id for p in pairs if p.source and not p.translation} | {
            p.source.id for p in changed if p.source
        }
        more = {p.translation.id for p in pairs if p.translation and not p.source}
        more |= {p.translation.id for p in changed if p.translation}
        found = list(findings(newer["source"], str(entry["doc"])))
        assert gone == set(newer["missing_ids"]), entry["doc"]
        assert more == set(newer["extra_ids"]), entry["doc"]
        sections = (p for p in found if p.code == get("section-missing-in-locale").code)
        named = {item.message.removeprefix("the row of ") for section in sections for item in section.related}
        named |= coded(found, "row-missing-in-locale") | {p.source.id for p in changed if p.source}
        assert named == set(newer["missing_ids"]), entry["doc"]
        told = {p.translation.id for p in pairs if p.translation and not p.source}
        assert coded(found, "row-extra-in-locale", "row-doubled-in-locale") == told
        missing, extra = missing + len(gone), extra + len(more)
    print(f"{missing} missing, {extra} extra")
    assert (missing, extra) == (1152, 568)
