"""An id has a comma where a dot belongs.

## What it finds

`registry.image,pull`: an id with a comma between two of its segments.

## Why it matters

No event carries this id, so the id is kept out of the artifacts until the doc is mended or configuration corrects
it.

## How to repair

Write a dot.

    wrong   registry.image,pull
    right   registry.image.pull
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "comma-in-id"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the id {quoted(observation.text)} has a comma where a dot belongs; it is kept out of the artifacts"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {quoted(observation.other or observation.text.replace(',', '.'))}"
