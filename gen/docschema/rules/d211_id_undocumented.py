"""An id is mentioned that no action table of the page has.

## What it finds

An id in code marks, or in a table that only lists ids, whose service the page documents, while the id itself has
no row.

## Why it matters

Readers look for the event in vain, and no artifact knows it: it may be misspelt, renamed or forgotten.

## How to repair

Write the id as its row has it, or add the row.

    wrong   For the event `registry.image.pul`, see ...
    right   For the event `registry.image.pull`, see ...
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "id-undocumented"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"no action table of the page has {quoted(observation.text)}; no artifact knows the id"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the id as its row has it, or add a row for it"
