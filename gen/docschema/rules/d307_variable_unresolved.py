"""A variable is in none of the keyword files.

## What it finds

`{{site.data.keyword.x}}` in a text, where keyword files are configured and none of them has `x`. Reported once per
name.

## Why it matters

The variable stands in the generated docs as it is written in the source, in place of a product name.

## How to repair

Add it to a keyword file, or mend its name.

    keywords.yml:   registry: Container Registry
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"no keyword file has the variable {quoted(observation.text)}; it stands in the generated docs as it is "
        "written here"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "add the variable to a keyword file that docschema.toml names under keywords, or mend its name"
