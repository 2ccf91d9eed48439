"""A locale that the configuration names has no page.

## What it finds

A locale under `locales` in the configuration in which no page of the service was found.

## Why it matters

Readers of that language get the text of the source language.

## How to repair

Add the page, or take the locale out of the configuration.

    locales = ["en", "fr"]   and no docs/fr/registry.md
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the service has no page in {quoted(observation.text)}"


def repair(observation: Observation) -> str:
    """What to do."""
    return "add the page, or take the locale out of the configuration"
