"""How far a translation has come: rows of the source that it has, that are translated, that deviate."""

from __future__ import annotations

from collections.abc import Sequence

from docschema.linking.alignment import Pair
from docschema.linking.passages import description_findings, is_untranslated
from docschema.model import Completeness


def completeness(locale: str, pairs: Sequence[Pair]) -> Completeness:
    """The counts of one locale, from its rows beside those of the source."""
    wanted = [pair for pair in pairs if pair.source is not None]
    there = [pair for pair in wanted if pair.translation is not None]
    return Completeness(
        locale, len(wanted), len(there), sum(map(_is_translated, there)), sum(map(_deviates, there))
    )  # fmt: skip


def _is_translated(pair: Pair) -> bool:
    ours, theirs = (fact.description or "" if fact else "" for fact in (pair.source, pair.translation))
    return bool(theirs) and not is_untranslated(ours, theirs)


def _deviates(pair: Pair) -> bool:
    if pair.source is None or pair.translation is None:
        return False
    return pair.source.id != pair.translation.id or any(description_findings(pair.source, pair.translation))
