"""What old ids are called today."""

from __future__ import annotations

from collections.abc import Mapping

from docschema.rendering.namelock import Names

Renames = Mapping[str, str]  # old id -> new id


def successor(action_id: str, renames: Renames, names: Names) -> str:
    """The name in code of the action that took the place of this one, renames followed; "" where none has a name."""
    seen = {action_id}
    while (action_id := renames.get(action_id, action_id)) not in seen:
        seen.add(action_id)
        if action_id in names:
            return names[action_id]
    return ""


def old_ids(renames: Renames, names: Names) -> tuple[dict[str, str], ...]:
    """The old ids that have a successor, and its name, in the order of the renames."""
    found = ({"old": old, "name": successor(old, renames, names)} for old in renames)
    return tuple(pair for pair in found if pair["name"])
