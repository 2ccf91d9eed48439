"""What a scan found, as text and as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from docschema.report import count
from docschema.terminal import safe
from docschema.usage import Coverage, Usage


def coverage_text(coverage: Coverage) -> str:
    """`registry: 18 of 22 documented actions are in the code (82 %)`."""
    are = "action is" if coverage.documented == 1 else "actions are"
    share = f"{coverage.used} of {coverage.documented} documented {are} in the code"
    return safe(f"{coverage.service}: {share} ({coverage.shown_percent} %)")


def files_text(usage: Usage) -> str:
    """`12 files of code read, 4 passed over (3 generated, 1 ignored)`."""
    read = f"{count(usage.files, 'file')} of code read"
    if not usage.passed_over:
        return read
    reasons = ", ".join(f"{number} {reason}" for reason, number in usage.passed_over.items())
    return f"{read}, {sum(usage.passed_over.values())} passed over ({reasons})"


def scan_json(usage: Usage) -> Mapping[str, object]:
    """The fields of a scan."""
    return {
        "files": usage.files,
        "passed_over": dict(usage.passed_over),
        "coverage": [
            {
                "service": coverage.service,
                "documented": coverage.documented,
                "used": coverage.used,
                "missing": list(coverage.missing),
            }
            for coverage in usage.coverage
        ],
    }
