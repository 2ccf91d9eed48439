"""Findings as SARIF 2.1.0, the form in which code scanners take them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from docschema.judging.source_lines import located, relative
from docschema.problem import Fix, Problem, Related, Severity, Span
from docschema.reporting.text import fix_text
from docschema.rules import Rule, rules
from docschema.terminal import safe_json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "docschema/v1"
_BASE = "SRCROOT"
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")

Json = dict[str, object]


class Run(Struct, frozen=True):
    """What is told of the run itself."""

    command: str  # "check"
    version: str
    roots: Sequence[Path]  # where relative paths start; those of the log start at the first
    failed: bool
    severities: Mapping[str, Severity | None]  # what the configuration says, by code; None: off


def log(problems: Sequence[Problem], run: Run) -> str:
    """The findings of one run as one JSON object."""
    known = rules()
    places = {rule.code: index for index, rule in enumerate(known)}
    content: Json = {
        "tool": {"driver": _driver(known, run.version)},
        "automationDetails": {"id": f"docschema/{run.command}/"},
        "invocations": [_invocation(run, places)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder that the paths of findings start from."}}},
        "results": [_result(problem, places, run.roots) for problem in problems],
    }
    return safe_json(
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [content]}, ensure_ascii=False, indent=2)
    )


def _driver(known: Iterable[Rule], version: str) -> Json:
    return {"name": "docschema", "version": version, "language": "en", "rules": [_rule(rule) for rule in known]}


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _text(rule.summary),
        "fullDescription": _text(_prose(rule.documentation)),
        "help": {**_text(rule.documentation), "markdown": _escaped(rule.documentation)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _prose(documentation: str) -> str:
    """What a rule finds, without the heading."""
    found = documentation.partition("## What it finds")[2].partition("\n## ")[0]
    return " ".join((found or documentation).split())


def _invocation(run: Run, places: Mapping[str, int]) -> Json:
    """A run that ends with findings did succeed."""
    overrides = [
        {"descriptor": {"id": code, "index": places[code]}, "configuration": _configuration(severity)}
        for code, severity in sorted(run.severities.items())
    ]
    return {
        "executionSuccessful": True,
        "exitCode": int(run.failed),
        "exitCodeDescription": "findings or drift" if run.failed else "clean",
        **({"ruleConfigurationOverrides": overrides} if overrides else {}),
    }


def _configuration(severity: Severity | None) -> Json:
    return {"enabled": False} if severity is None else {"level": _LEVELS[severity]}


def _result(problem: Problem, places: Mapping[str, int], roots: Sequence[Path]) -> Json:
    message = f"{problem.message}. To repair it: {problem.help}" if problem.help else problem.message
    others = [_related(item, roots) for item in problem.related]
    related = [item for n, item in enumerate(others) if item not in others[:n]]  # the schema wants each of them once
    return {
        "ruleId": problem.code,
        **({"ruleIndex": places[problem.code]} if problem.code in places else {}),
        "level": _LEVELS[problem.severity],
        "message": _text(message),
        "locations": [{"physicalLocation": _physical(problem.span, roots)}],
        "partialFingerprints": {FINGERPRINT: problem.fingerprint},
        **({"relatedLocations": related} if related else {}),
        **({"fixes": [_fix(problem.fix, roots)]} if problem.fix else {}),
    }


def _related(related: Related, roots: Sequence[Path]) -> Json:
    return {"physicalLocation": _physical(related.span, roots), "message": _text(related.message)}


def _fix(fix: Fix, roots: Sequence[Path]) -> Json:
    replacement = {
        "deletedRegion": {**_region(fix.span), "endColumn": fix.span.column + fix.span.length},
        "insertedContent": {"text": fix.replacement},
    }
    change = {"artifactLocation": _artifact(fix.span.path, roots), "replacements": [replacement]}
    return {"description": _text(fix_text(fix)), "artifactChanges": [change]}


def _physical(span: Span, roots: Sequence[Path]) -> Json:
    return {"artifactLocation": _artifact(span.path, roots), "region": _region(span)}


def _region(span: Span) -> Json:
    region: Json = {"startLine": max(1, span.line), "startColumn": max(1, span.column)}
    return region | ({"endColumn": max(1, span.column) + span.length} if span.length > 0 else {})


def _artifact(path: str, roots: Sequence[Path]) -> Json:
    relative = uri(path, roots)
    return {"uri": relative} if relative.startswith("file:") else {"uri": relative, "uriBaseId": _BASE}


def uri(path: str, roots: Sequence[Path]) -> str:
    """A path as a reference relative to the first root, percent-encoded; as a file URI where it does not lie there."""
    shown = relative(path, roots, roots[0])
    outside = shown != "-" and (Path(shown).is_absolute() or shown.startswith("../"))
    shown = os.path.normpath(Path.cwd() / located(path, roots)).replace(os.sep, "/") if outside else shown
    encoded = quote(shown.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{'' if encoded.startswith('/') else '/'}{encoded}" if outside else encoded


def _text(text: str) -> Json:
    return {"text": _escaped(text)}


def _escaped(text: str) -> str:
    """A message as SARIF writes it: braces doubled, since single ones hold arguments; what would be a link is none."""
    return _LINK.sub(r"\\[\1\\]", text).replace("{", "{{").replace("}", "}}")
