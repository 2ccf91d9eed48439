"""A line of cells between pipes belongs to no table.

## What it finds

Lines that begin with a pipe and have another one, or cells in tags, where no table is: the header above them is
missing, or the line of hyphens under it, or `<table>`, or a heading or a rule stands between them and their table. The
first of each run is told.

## Why it matters

Renderers show the pipes as text, and docschema reads no row there: whatever the lines document is in no artifact.

## How to repair

Give the table its header and the line under it, or move the lines to their table.

    wrong   | `registry.image.pull` | Pull an image |

    right   | Action                | Description   |
            |-----------------------|---------------|
            | `registry.image.pull` | Pull an image |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "row-outside-table"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{quoted(observation.text)} stands in no table; nothing is read from it"


def repair(observation: Observation) -> str:
    """What to do."""
    return "give it a table with a header, or move it to the one where it belongs"
