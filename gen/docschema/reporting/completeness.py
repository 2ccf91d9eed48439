"""How far the translations of each service have come, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docschema.model import Completeness, Model, Service
from docschema.terminal import safe

_HEADS = ("locale", "rows", "there", "translated", "deviating", "stale")


def completeness_json(model: Model) -> list[dict[str, object]]:
    """One object for each service and locale; `stale` is null where no history was asked for."""
    return [
        {"service": service.name, **{head: getattr(item, head) for head in _HEADS}}
        for service in model.services
        for item in service.completeness
    ]


def completeness_text(model: Model) -> str:
    """A table for each service that has translations; "" without any."""
    tables = ("\n".join(_table(service)) for service in model.services if service.completeness)
    return "\n\n".join(tables)


def _table(service: Service) -> Iterator[str]:
    rows = [_HEADS, *(_cells(item) for item in service.completeness)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEADS))]
    yield safe(f"{service.name}, translations of {service.source_locale}:")
    for row in rows:
        yield "  " + safe(_line(row, widths))


def _cells(item: Completeness) -> Sequence[str]:
    counts = (item.rows, item.there, item.translated, item.deviating)
    return (item.locale, *map(str, counts), "-" if item.stale is None else str(item.stale))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        text.ljust(width) if not n else text.rjust(width)
        for n, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()
