"""A file is not valid UTF-8.

## What it finds

Bytes that are no UTF-8. The file is read all the same, with a replacement character for what cannot be decoded.

## Why it matters

Letters of a description are lost, and an id that holds one of these bytes is another id than the one meant.

## How to repair

Save the file as UTF-8.

    iconv -f ISO-8859-1 -t UTF-8 at_events.md > repaired.md
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import aside

OBSERVATION = "not-utf8"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the file is not valid UTF-8{aside(observation.text)}; other programs read it differently, and what "
        "cannot be decoded is lost"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "save the file as UTF-8"
