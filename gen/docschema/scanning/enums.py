"""Members of generated enums in Python code: from a dotted name to the id that the member stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from docschema.rendering.namelock import Names

ENUM = "Action"
_INIT = "__init__"
_Path = tuple[str, ...]


@dataclass(slots=True)
class Enums:
    """The generated enums by the name of their module, and which modules pass them on."""

    names: Mapping[str, Names]  # module -> id -> member
    members: frozenset[str] = field(init=False)
    _ids: Mapping[str, Mapping[str, str]] = field(init=False)  # module -> member -> id
    _passed_on: dict[tuple[str, str], list[_Path]] = field(default_factory=dict)  # (module, name) -> where it is from

    def __post_init__(self) -> None:
        self._ids = {module: {name: value for value, name in names.items()} for module, names in self.names.items()}
        self.members = frozenset(member for names in self.names.values() for member in names.values())

    def member(self, identifier: str) -> str:
        """The name of the member for an id, "" where no enum has it."""
        return next((names[identifier] for names in self.names.values() if identifier in names), "")

    def learn(self, path: str, imports: Mapping[str, _Path]) -> None:
        """Remember what a file imports: others may import it from there."""
        module = _module(path)
        for name, origin in imports.items():
            self._passed_on.setdefault((module, name.partition("*")[0] or "*"), []).append(self.absolute(path, origin))

    def absolute(self, path: str, name: _Path) -> _Path:
        """The name with its package where an import is relative to that: `from . import x`."""
        if not name or name[0].strip("."):
            return name
        folders = PurePosixPath(path).parts[: -len(name[0])]
        return (folders[-1] if folders else "", *name[1:])

    def ids(self, name: _Path) -> tuple[str, ...]:
        """The ids that a dotted name stands for: one, or none."""
        seen, waiting = {name}, [name]
        while waiting:
            path = waiting.pop()
            if len(path) > 2 and path[-2] == ENUM and path[-1] in self._ids.get(path[-3], {}):
                return (self._ids[path[-3]][path[-1]],)
            further = [other for other in self._origins(path) if other not in seen]
            seen.update(further)
            waiting += further
        return ()

    def _origins(self, path: _Path) -> Iterator[_Path]:
        """The same name by way of the modules that a module takes it from."""
        for at in range(max(1, len(path) - 3), len(path) - 1):
            key, rest = (path[at - 1], path[at]), path[at + 1 :]
            for origin in self._passed_on.get(key, ()):
                yield (*origin[-4:], *rest)
            for origin in self._passed_on.get((key[0], "*"), ()):
                yield (*origin[-4:-1], path[at], *rest)


def _module(path: str) -> str:
    """The name by which a file is imported."""
    place = PurePosixPath(path)
    return place.parent.name if place.stem == _INIT else place.stem
