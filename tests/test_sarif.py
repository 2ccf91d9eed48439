"""SARIF: valid against the published schema, and the same facts as every other format has."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft4Validator, FormatChecker

import hostile
from budget import one_in
from docschema.problem import Fix, Problem, Related, Severity, Span
from docschema.reporting.sarif import Run, log, uri
from docschema.rules import rules

SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json"
PLAIN = Run("check", "1.2.3", (Path(),), failed=False, severities={})
FOUND = Problem(
    "T103",
    Severity.WARNING,
    Span("docs/pt BR/é#1.md", 66, 3, 4),
    "the id {x} is [not](1) known",
    "write {y}",
    "a.b.c",
    Fix(Span("docs/pt BR/é#1.md", 66, 3, 4), "a.b"),
    (Related(Span("docs/en/a.md", 5, 2), "the source language has"),),
)


@cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=FormatChecker())


def run_of(*problems: Problem, run: Run = PLAIN) -> dict[str, Any]:
    text = log(problems, run)
    made = json.loads(text)
    assert not [error.message for error in validator().iter_errors(made)]
    assert (made["version"], len(made["runs"])) == ("2.1.0", 1)
    return dict(made["runs"][0])


def test_a_result() -> None:
    (result,) = run_of(FOUND)["results"]
    place = {"uri": "docs/pt%20BR/%C3%A9%231.md", "uriBaseId": "SRCROOT"}
    region = {"startLine": 66, "startColumn": 3, "endColumn": 7}
    assert result["ruleId"] == "T103"
    assert result["level"] == "warning"
    assert result["message"]["text"] == "the id {{x}} is \\[not\\](1) known. To repair it: write {{y}}"
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": place, "region": region}}]
    assert result["partialFingerprints"] == {"docschema/v1": FOUND.fingerprint}
    assert result["relatedLocations"][0]["message"] == {"text": "the source language has"}
    assert result["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 5, "startColumn": 2}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change == {
        "artifactLocation": place,
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "a.b"}}],
    }


def test_what_is_put_in_takes_nothing_out() -> None:
    found = Problem("D103", Severity.INFO, Span("a.md", 2, 3), "m", "", fix=Fix(Span("a.md", 2, 3), "<tr>"))
    (result,) = run_of(found)["results"]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 2, "startColumn": 3, "endColumn": 3}


def test_every_rule_is_described_and_found_by_its_index() -> None:
    run = run_of(FOUND)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("docschema", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in rules()]
    assert driver["rules"][run["results"][0]["ruleIndex"]]["id"] == "T103"
    for rule in driver["rules"]:
        assert {"name", "shortDescription", "fullDescription", "help", "defaultConfiguration"} <= rule.keys()
        assert rule["help"]["markdown"]
        assert not rule["fullDescription"]["text"].startswith("#")
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_a_run_says_how_it_ended_and_what_was_configured() -> None:
    severities = {"D304": None, "D305": Severity.ERROR}
    (invocation,) = run_of(run=Run("lint", "1", (Path(),), failed=True, severities=severities))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)
    overrides = invocation["ruleConfigurationOverrides"]
    assert [item["descriptor"]["id"] for item in overrides] == ["D304", "D305"]
    assert [item["configuration"] for item in overrides] == [{"enabled": False}, {"level": "error"}]
    (invocation,) = run_of()["invocations"]
    assert invocation["exitCode"] == 0
    assert run_of()["columnKind"] == "unicodeCodePoints"
    assert run_of()["results"] == []


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("docs/a.md", "docs/a.md"),
        ("./docs/a b.md", "docs/a%20b.md"),
        ("::error::.md", "%3A%3Aerror%3A%3A.md"),
        ("c:d.md", "c%3Ad.md"),
        ("a%b?c#d.md", "a%25b%3Fc%23d.md"),
        ("\udc80.md", "%80.md"),
        ("-", "-"),
    ],
)
def test_paths_are_percent_encoded(path: str, shown: str) -> None:
    assert uri(path, (Path(),)) == shown


def test_a_file_elsewhere_has_a_file_uri(tmp_path: Path) -> None:
    assert uri(str(tmp_path / "a b.md"), (Path(),)) == (tmp_path / "a b.md").as_uri()
    assert uri(str(tmp_path / "docs/a.md"), (tmp_path,)) == "docs/a.md"
    assert uri("../a.md", (tmp_path,)).startswith("file:///")


@one_in(5)
@given(hostile.problems)
def test_hostile_findings_stay_one_valid_result(problem: Problem) -> None:
    text = log([problem], PLAIN)
    made = json.loads(text)
    assert not list(validator().iter_errors(made))
    (result,) = made["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~/:%-]+", place)
    assert place.isascii()
    assert all(character.isprintable() or character in "\n\u3000" for character in text)
    assert not re.search(r"(?m)^\s*::|##\[|##vso\[", text)
