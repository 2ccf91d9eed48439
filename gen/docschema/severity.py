"""How bad a finding is. Imports nothing of ours, and little else: the command line needs the names before all else."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; the order of the members is the order of their weight, heaviest first."""

    ERROR = "error"  # the model would be wrong or undefined
    WARNING = "warning"  # the model is right, but a doc has to be mended
    INFO = "info"  # repaired without loss, or worth knowing

    @property
    def weight(self) -> int:
        """2 for an error, 1 for a warning, 0 for an info."""
        return {"error": 2, "warning": 1, "info": 0}[self.value]
