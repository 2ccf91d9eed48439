"""All filters that a template may end with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from docschema.rendering import emit, emit_code, emit_go, emit_types

FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {**emit.FILTERS, **emit_code.FILTERS, **emit_go.FILTERS, **emit_types.FILTERS}
)
