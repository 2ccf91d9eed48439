"""A file holds NUL characters.

## What it finds

NUL characters in a doc, as they come from a file that was saved as UTF-16 or cut off by a failing copy.

## Why it matters

No text holds NUL characters; what stands around them is likely to be damaged, and ids may be read wrongly.

## How to repair

Save the file as UTF-8, or restore it from an earlier version.

    iconv -f UTF-16 -t UTF-8 at_events.md > repaired.md
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "null-bytes"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "the file holds NUL characters, which are no text; the facts around them may be read wrongly"


def repair(observation: Observation) -> str:
    """What to do."""
    return "save the file as UTF-8, or restore it from an earlier version"
