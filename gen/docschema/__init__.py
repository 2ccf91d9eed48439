"""Turns audit-event documentation in many languages into schemas, enums and reference docs."""

from __future__ import annotations

__version__: str


def __getattr__(name: str) -> str:
    """`__version__`, asked of the installed package only when somebody wants to know: looking it up takes time."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("docschema")
    except PackageNotFoundError:  # run from a checkout that nobody installed
        return "unknown"
