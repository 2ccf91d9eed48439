"""A suppression names no rule.

## What it finds

A comment `docschema: ignore` that names a rule which does not exist, that names none at all, or whose first word is
misspelt.

## Why it matters

It hides nothing, although it looks as if it did. A suppression without a rule would hide findings that nobody meant.

## How to repair

Name the rules by their codes or names; `docschema rules` lists them.

    <!-- docschema: ignore D3O5 -->            the letter O
    <!-- docschema: ignore D305 -->
    <!-- docschema: ignore[word-doubled] the name has it twice -->
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    if not observation.text:
        return "the suppression names no rule; it hides nothing"
    return f"the suppression says {quoted(observation.text)}, which docschema does not know; it hides nothing"


def repair(observation: Observation) -> str:
    """What to do."""
    return given("write {}", observation.other, "name a rule by its code or name; docschema rules lists them")
