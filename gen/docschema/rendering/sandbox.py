"""The sandbox that templates run in: Jinja's immutable one, and no number or text that outgrows the machine.

It bounds single steps. Loops inside of loops may take as long as they like: a template is as trusted as a Makefile.
"""

from __future__ import annotations

from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_LARGEST = 100_000  # as many as Jinja's sandbox has in a range


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, where `*` and `**` make nothing huge."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The product or power; SecurityError for one that is too large."""
        if _size(operator, left, right) > _LARGEST:
            raise SecurityError(f"what {operator} makes here is too large")
        return super().call_binop(context, operator, left, right)


def _size(operator: str, left: Any, right: Any) -> int:
    """About how many elements or bits the result has; 0 where there is no such result."""
    if isinstance(left, int) and isinstance(right, int):
        return left.bit_length() * max(right, 0) if operator == "**" else left.bit_length() + right.bit_length()
    for repeated, times in ((left, right), (right, left)):
        if isinstance(repeated, str | bytes | list | tuple) and isinstance(times, int):
            return len(repeated) * max(times, 0)
    return 0
