"""The front matter of a page is longer than it can be.

## What it finds

Between the two `---` lines at the top of a page stand more than 65,536 characters, or more than `front_matter` under
`[limits]` says. No key of it is read.

## Why it matters

The front matter names the product (`subcollection`), from which the service gets its name, and the language. Without
them the artifacts may get other names and nothing is written.

## How to repair

Keep only the keys that the page needs, or raise the limit.

    [limits]
    front_matter = 262144
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "front-matter-too-large"
SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the front matter is longer than {observation.text} characters, up to which it is read; names and languages "
        "that it gives are left aside"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "shorten the front matter, or raise front_matter under [limits] in the configuration"
