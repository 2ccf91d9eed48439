"""A keyword variable stands in an id.

## What it finds

`{{site.data.keyword.registry}}.image.pull`: a variable that stands for a product name, in the place of a segment.

## Why it matters

The variable resolves to a name for readers ("Container Registry"), and no event carries that in its id. The id is
kept out of the artifacts.

## How to repair

Write the segment itself.

    wrong   {{site.data.keyword.registry}}.image.pull
    right   registry.image.pull
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "variable-in-id"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the id {quoted(observation.text)} holds a variable that stands for a product name; it is kept out of "
        "the artifacts"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the segment of the id in place of the variable"
