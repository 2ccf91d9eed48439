"""Two document families would get one service name.

## What it finds

Two pages (each with its translations) whose front matter or folder gives the same name to a service. The name of
the file is added to tell them apart.

## Why it matters

The names of generated files and modules depend on it. When one of the pages goes, the other one keeps its long
name.

## How to repair

Name the services in docschema.toml.

    [services.registry]
    docs = ["docs/*/registry_at_events.md"]
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the service name {quoted(observation.text)} is taken by another "
        f"page{given('; this one is called {}', observation.other)}"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "name the services in docschema.toml"
