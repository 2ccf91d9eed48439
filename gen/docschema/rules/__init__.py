"""Rules: what becomes a finding. One file per rule, found by looking into this folder; there is no list to edit.

`d103_row_start_missing.py` is the rule D103, `row-start-missing`. The file holds

- a docstring, the documentation of the rule: a summary line, then `## What it finds`, `## Why it matters` and
  `## How to repair`, the last one with an example;
- `SEVERITY`, and `REPAIRS_ROW = True` where the finding says that a row was read in spite of its markup;
- `message(observation)` and `repair(observation)`, the two texts of a finding, without line numbers;
- what makes it fire: `OBSERVATION = "kind"` (every observation of this kind is a finding), `check_document(document)`,
  `check_service(service, documents)`, or nothing, where a later stage calls `problem("row-start-missing", ...)`.

Families: D docs, T translations, R regions, A artifacts, C code, S configuration.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from docschema.model import Document, Observation, Service
from docschema.problem import Fix, Problem, Severity, Span

_FILE_NAME = re.compile(r"([a-z]\d{3})_([a-z0-9_]+)")

DocumentCheck = Callable[[Document], Iterator[Problem]]
ServiceCheck = Callable[[Service, Sequence[Document]], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """One rule, as its file declares it."""

    code: str
    name: str
    severity: Severity
    documentation: str
    message: Callable[[Observation], str]
    repair: Callable[[Observation], str]
    repairs_row: bool = False
    observation: str | None = None
    check_document: DocumentCheck | None = None
    check_service: ServiceCheck | None = None

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


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, sorted by code."""
    names = (info.name for info in pkgutil.iter_modules(__path__))
    return tuple(rule_from(importlib.import_module(f"{__name__}.{name}")) for name in sorted(names) if is_rule(name))


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
        check_document=getattr(module, "check_document", None),
        check_service=getattr(module, "check_service", None),
    )


def find(code_or_name: str) -> Rule | None:
    """The rule of a code ("D103", in any case of letters) or a name ("row-start-missing")."""
    wanted = code_or_name.strip().casefold()
    return _by_key().get(wanted)


@cache
def _by_key() -> dict[str, Rule]:
    return {key.casefold(): rule for rule in rules() for key in (rule.code, rule.name)}


def get(code_or_name: str) -> Rule:
    """The rule of a code or a name that is known to exist; LookupError for any other."""
    rule = find(code_or_name)
    if rule is None:
        raise LookupError(f"no rule is called {code_or_name}")
    return rule


def nearest(key: str) -> str | None:
    """The code or name that a misspelt one most likely means."""
    near = difflib.get_close_matches(key.strip().casefold(), _by_key(), 1)
    rule = _by_key()[near[0]] if near else None
    return None if rule is None else rule.code if rule.code.casefold() == near[0] else rule.name


def problem(code_or_name: str, span: Span, text: str = "", other: str = "", subject: str = "") -> Problem:
    """A finding of a rule, for stages that know for themselves when it fires.

    `text` is what stands there, `other` what was expected or what it goes with; `subject` tells findings of one rule
    in one file apart where `text` does not.
    """
    rule = get(code_or_name)
    return rule.problem(Observation(rule.name, span, text, other), subject)


def document_findings(document: Document) -> Iterator[Problem]:
    """What all rules find in one document, in no particular order."""
    by_kind = {rule.observation: rule for rule in rules() if rule.observation}
    for observation in document.observations:
        rule = by_kind.get(observation.kind)
        if rule:
            yield rule.problem(observation)
    for check in (rule.check_document for rule in rules() if rule.check_document):
        yield from check(document)


def service_findings(service: Service, documents: Sequence[Document]) -> Iterator[Problem]:
    """What the rules that look at a whole service find in it; `documents` are its sources."""
    for check in (rule.check_service for rule in rules() if rule.check_service):
        yield from check(service, documents)
