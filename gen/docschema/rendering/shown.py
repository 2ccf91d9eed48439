"""Texts, paths and patterns as artifacts show them."""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from urllib.parse import quote

from docschema.config import Limits
from docschema.rendering.emit import is_shown

CATALOGUE = "catalogue"  # the folder of what is made of all services together
_ID_LENGTH = Limits().id_length  # of an id that a pattern accepts

_VARIABLE = re.compile(r"\{\{\s*site\.data\.keyword\.([A-Za-z0-9_-]+)\s*\}\}")
_PLACEHOLDER = re.compile(r"<[^<>]*>")
_ID_CHARACTERS = r"[^.\s<>]+"
# What Windows takes for a device, whatever stands behind a dot; "¹", "²" and "³" count as digits there.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\xb9\xb2\xb3]) *(?:\.|$)", re.IGNORECASE)
_LONGEST_NAME = 255  # bytes, on most disks
_NAME_LENGTH = 100
_UNSAFE = re.compile(r'[<>:"\\|?*]|^~')


def resolve(text: str, keywords: Mapping[str, str]) -> str:
    """The text with the variables that `keywords` knows replaced, entities in the replacement decoded."""
    return _VARIABLE.sub(lambda match: html.unescape(keywords[match[1]]) if match[1] in keywords else match[0], text)


def shown_path(path: str, root: str) -> str:
    """A source's path as artifacts name it: relative to `root`, and with nothing of the machine in it."""
    if posixpath.isabs(path) and root and posixpath.isabs(root):
        path = posixpath.relpath(path, root)
    parts = [part for part in posixpath.normpath(path).split("/") if part not in ("", ".", "..")]
    return "/".join(parts[-3:] if posixpath.isabs(path) else parts)


def folder_name(service: str) -> str:
    """The folder of a service: its name, with all that a path could stumble over percent-encoded."""
    name = quote(service.encode("utf-8", "surrogatepass"), safe="")
    if name.startswith((".", "~")) or _DEVICES.match(name) or name.casefold() == CATALOGUE:
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if name.endswith("."):
        name = f"{name[:-1]}%2E"
    if len(name) > _NAME_LENGTH:
        digits = hashlib.sha256(name.encode()).hexdigest()[:12]
        name = f"{name[: _NAME_LENGTH - 13]}-{digits}"
    return name or "%00"


def unsafe_path(path: str) -> str:
    """Why a path, "/" as separator, is none of a file inside a folder on every system; "" for one that is."""
    return next((why for part in path.split("/") if (why := _unsafe_name(part))), "")


def _unsafe_name(name: str) -> str:
    """Why no file or folder may have a name; "" for one that it may have."""
    if name in ("", ".", "..") or _UNSAFE.search(name) or not all(c == " " or is_shown(c) for c in name):
        return "it is no path of a file inside the output folder"
    if name.startswith("."):
        return f"{name!r} is hidden, and docschema looks for its files in no hidden folder"
    if _DEVICES.match(name):
        return f"{name!r} is a device on some systems"
    if name[-1] in ". ":
        return f"some systems drop the end of {name!r}"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        return f"a name has {len(name.encode('utf-8', 'surrogatepass'))} bytes, and most disks take {_LONGEST_NAME}"
    return ""


def has_placeholder(action_id: str) -> bool:
    """Whether an id stands for many."""
    return bool(_PLACEHOLDER.search(action_id))


def longest_id(action_ids: Iterable[str]) -> int:
    """How many characters an id may have that fits one of these with placeholders."""
    return max((_ID_LENGTH, *map(len, action_ids)))


def id_pattern(action_id: str) -> str:
    """A regular expression for an id with placeholders. A segment that holds several stands for any segment, so no
    text makes the expression try twice."""
    return id_expression(id_parts(action_id)[0])


def id_parts(action_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An id with placeholders as the texts around them, and their names: one text more than names.

    A segment that holds several placeholders stands for any segment, and is itself the name. A name that comes again
    gets a number: `<id>.to.<id>` has the names `id` and `id_2`.
    """
    literals, names = [""], list[str]()
    for number, segment in enumerate(_segments(action_id)):
        parts, found = _PLACEHOLDER.split(segment), [name[1:-1] for name in _PLACEHOLDER.findall(segment)]
        if len(found) > 1:
            parts, found = ["", ""], [segment]
        literals[-1] += "." * bool(number) + parts[0]
        literals += parts[1:]
        names += found
    return tuple(literals), tuple(_numbered(names))


def _numbered(names: Sequence[str]) -> Iterator[str]:
    taken: set[str] = set()
    for name in names:
        free = next(n for k in count(1) if (n := name if k == 1 else f"{name}_{k}") not in taken)
        taken.add(free)
        yield free


def id_expression(literals: Sequence[str], *, groups: bool = False) -> str:
    """The regular expression for the texts around placeholders, which stand in groups or not."""
    characters = f"({_ID_CHARACTERS})" if groups else _ID_CHARACTERS
    return f"^{characters.join(map(_literal, literals))}$"


def _segments(action_id: str) -> list[str]:
    """The id cut at its dots, but not at dots within a placeholder."""
    masked = _PLACEHOLDER.sub(lambda match: match[0].replace(".", "\0"), action_id)
    return [segment.replace("\0", ".") for segment in masked.split(".")]


def _literal(text: str) -> str:
    """The text as a regular expression that Python and ECMAScript read alike."""
    return re.sub(r"[\\^$.*+?()\[\]{}|/]", lambda match: f"\\{match[0]}", text)
