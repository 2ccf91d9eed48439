"""What old ids are called today."""

from __future__ import annotations

from collections.abc import Mapping

from docschema.rendering.namelock import Names

Renames = Mapping[str, str]  # old id -> new id


def successors(renames: Renames, names: Names) -> dict[str, str]:
    """For each old id the name in code of the action that took its place, renames followed; "" where none has a name.

    In the order of the renames.
    """
    found: dict[str, str] = {}
    for old in renames:
        passed = dict.fromkeys(() if old in found else (old,))
        at = renames[old]
        while at in renames and at not in names and at not in passed and at not in found:
            passed[at] = None
            at = renames[at]
        name = names.get(at) or found.get(at, "")
        found.update({each: name if name != names.get(each) else "" for each in passed})
    return {old: found[old] for old in renames}
