"""Rules: what becomes a finding. One file per rule, found by looking into this folder; there is no list to edit.

`d103_row_start_missing.py` is the rule D103, `row-start-missing`. The file holds

- a docstring, the documentation of the rule: a summary line, then `## What it finds`, `## Why it matters` and
  `## How to repair`, the last one with an example;
- `SEVERITY`, and `REPAIRS_ROW = True` where the finding says that a row was read in spite of its markup;
- `message(observation)` and `repair(observation)`, the two texts of a finding, without line numbers;
- what makes it fire: `OBSERVATION = "row-start-missing"`, the rule's own name (every observation of this kind is a
  finding), or nothing, where a later stage calls `problem("row-start-missing", ...)`.

A rule's file is loaded when the rule is wanted: most docs break none of most rules.

Families: D docs, T translations, R regions, A artifacts, C code, S configuration.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from msgspec import Struct

from docschema.model import Document, Observation
from docschema.problem import Fix, Problem, Severity, Span

_FILE_NAME = re.compile(r"([a-z]\d{3})_([a-z0-9_]+)")


class Rule(Struct, frozen=True):
    """One rule, as its file declares it."""

    code: str
    name: str
    severity: Severity
    documentation: str
    message: Callable[[Observation], str]
    repair: Callable[[Observation], str]
    repairs_row: bool = False
    observation: str | None = None

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.partition("\n")[0]

    def problem(self, observation: Observation, subject: str = "") -> Problem:
        """The finding that this rule makes of an observation."""
        message, repair = self.message(observation), self.repair(observation)
        told_apart_by = subject or observation.subject or observation.text or observation.other
        place = observation.fix_span or observation.span
        fix = Fix(place, observation.fix) if observation.fix is not None else None
        return Problem(self.code, self.severity, observation.span, message, repair, told_apart_by, fix)


def rules() -> tuple[Rule, ...]:
    """All rules, sorted by code."""
    return tuple(_rule(module) for module in sorted(set(_modules().values())))


@cache
def _modules() -> Mapping[str, str]:
    """The module of each rule, by the rule's code and by its name, in small letters."""
    names = sorted(file.stem for file in Path(__path__[0]).glob("*.py"))
    found = ((match, match[0]) for name in names if (match := _FILE_NAME.fullmatch(name)))
    return {key: module for match, module in found for key in (match[1], match[2].replace("_", "-"))}


@cache
def _rule(module: str) -> Rule:
    return rule_from(import_module(f"{__name__}.{module}"))


def is_rule(module_name: str) -> bool:
    """Whether a module of this folder is a rule, by its name."""
    return _FILE_NAME.fullmatch(module_name) is not None


def rule_from(module: ModuleType) -> Rule:
    """The rule that a module declares."""
    match = _FILE_NAME.fullmatch(module.__name__.rpartition(".")[2])
    if match is None:
        raise ValueError(f"{module.__name__} is not named as rules are, such as d103_row_start_missing")
    return Rule(
        code=match[1].upper(),
        name=match[2].replace("_", "-"),
        severity=module.SEVERITY,
        documentation=inspect.getdoc(module) or "",
        message=module.message,
        repair=module.repair,
        repairs_row=getattr(module, "REPAIRS_ROW", False),
        observation=getattr(module, "OBSERVATION", None),
    )


def find(code_or_name: str) -> Rule | None:
    """The rule of a code ("D103", in any case of letters) or a name ("row-start-missing")."""
    module = _modules().get(code_or_name.strip().casefold())
    return None if module is None else _rule(module)


def get(code_or_name: str) -> Rule:
    """The rule of a code or a name that is known to exist; LookupError for any other."""
    rule = find(code_or_name)
    if rule is None:
        raise LookupError(f"no rule is called {code_or_name}")
    return rule


def nearest(key: str) -> str | None:
    """The code or name that a misspelt one most likely means."""
    from difflib import get_close_matches

    near = get_close_matches(key.strip().casefold(), _modules(), 1)
    rule = get(near[0]) if near else None
    return None if rule is None else rule.code if rule.code.casefold() == near[0] else rule.name


def problem(code_or_name: str, span: Span, text: str = "", other: str = "", subject: str = "") -> Problem:
    """A finding of a rule, for stages that know for themselves when it fires.

    `text` is what stands there, `other` what was expected or what it goes with; `subject` tells findings of one rule
    in one file apart where `text` does not.
    """
    rule = get(code_or_name)
    return rule.problem(Observation(rule.name, span, text, other), subject)


def document_findings(document: Document) -> Iterator[Problem]:
    """What the rules find in one document, in no particular order."""
    for observation in document.observations:
        rule = find(observation.kind)
        if rule is not None and rule.observation == observation.kind:
            yield rule.problem(observation)
