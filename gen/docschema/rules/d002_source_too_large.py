"""A file is larger than any page of documentation.

## What it finds

A file of more than 16 MiB among the docs, or of more than `file_size` under `[limits]` says. It is not read.

## Why it matters

A page of that size is a generated dump or no text at all; reading it would take long and yield nothing that a
reader of the docs could find again. Its facts are absent from the model, so nothing is written.

## How to repair

Split the page, leave the file out of the paths, or raise the limit.

    docs/en/export.md        40 MiB, not read
    docs/en/at_events.md     read
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the file is larger than {observation.other or observation.text}, up to which pages are read; what it "
        "documents is missing from the model"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "split the page, leave the file out of the docs, or raise file_size under [limits] in the configuration"
