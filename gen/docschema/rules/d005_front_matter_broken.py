"""The front matter of a page is not valid YAML.

## What it finds

The block between two `---` lines at the top of a page that cannot be read as YAML keys and values, or that is never
closed.

## Why it matters

The front matter names the product (`subcollection`), from which the service gets its name, and the language.
Without it both come from the folders.

## How to repair

Put values that hold a colon or a quotation mark in quotation marks, and close the block with `---`.

    wrong   title: Events: what is recorded
    right   title: "Events: what is recorded"
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import aside

OBSERVATION = "front-matter-broken"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the front matter is no valid YAML{aside(observation.text)}; names and languages that it gives may be "
        "left aside"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "put values that hold a colon in quotation marks, and close the block with ---"
