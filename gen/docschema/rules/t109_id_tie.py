"""The locales print two ids equally often.

## What it finds

A row whose id differs between the locales, where no source language is configured and no id has a majority.

## Why it matters

Nobody can tell which id the service sends; the artifacts follow the first locale.

## How to repair

Correct the wrong ones, or name the source language in the configuration.

    fr   registry.image.pull
    de   registry.image.pul
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    here, there = quoted(observation.text), quoted(observation.other)
    return f"the locales are divided: {here} here, {there} elsewhere, equally often"


def repair(observation: Observation) -> str:
    """What to do."""
    return "correct the wrong ones, or set source_language in docschema.toml"
