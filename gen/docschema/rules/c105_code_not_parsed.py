"""A Python file does not parse.

## What it finds

A file that ends in `.py` and that Python cannot read: it is broken, a template, or written for another version.

## Why it matters

Its strings are read by their quotation marks only, and uses of generated enums in it are not seen: an action that is
used there counts as not used.

## How to repair

Mend the file, or leave it out of the scan.

    [scan]
    exclude = ["templates/"]
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import aside

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the file does not parse as Python{aside(observation.text)}; uses of generated enums in it are not seen"


def repair(observation: Observation) -> str:
    """What to do."""
    return "mend the file, or name it under exclude in [scan]"
