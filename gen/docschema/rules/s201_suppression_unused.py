"""A suppression hides nothing.

## What it finds

A comment `docschema: ignore` in a doc or in code, or an entry of `per-path-ignores` in the configuration, that names a
rule which finds nothing there. Only rules that were run count: `lint` says nothing of a suppression for a rule that
compares translations.

## Why it matters

The finding that it was written for is gone. Left in place, the suppression hides the next one, which nobody has seen.

## How to repair

Take the suppression out, or the rule that it names too much.

    <!-- docschema: ignore[D301, D305] -->     D305 finds nothing here
    <!-- docschema: ignore[D301] -->
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    where = given(" under {}", observation.other)
    return f"the suppression of {quoted(observation.text)}{where} hides nothing; it would hide the next finding"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"take {quoted(observation.text)} out of it, or the whole of it where nothing else is named"
