"""What a terminal may be shown: text from docs and file names as data, and colours where they are wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Control characters (a terminal obeys them), marks that turn the direction of writing (a reader sees another text than
# the one that stands there), line separators, and halves of surrogate pairs (undecodable bytes of a file name).
_OBEYED = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
# What a runner of CI jobs would take out of a log as a command to itself: one character of it is written as an escape.
_COMMAND = r"(?<=#)#(?=\[|vso\[|teamcity\[)"
_COMMAND_AT_START = r"\A[^\S\x00-\x1f\x7f-\x9f\u2028\u2029]*+:"
_UNSAFE = re.compile(f"{_OBEYED}|{_COMMAND}|{_COMMAND_AT_START}")
_UNSAFE_WITHIN = re.compile(f"{_OBEYED}|{_COMMAND}")

_COLOURS: Mapping[str, str] = {"error": "1;31", "warning": "1;33", "info": "36", "bold": "1", "dim": "2"}


def safe(text: str) -> str:
    """The text with the number of a character in place of what a terminal or a CI runner would obey; on one line."""
    return _UNSAFE.sub(lambda match: match[0][:-1] + _escaped(match[0][-1]), text)


def safe_within(text: str) -> str:
    """The same for a text that begins no line, as a cell of a record: a colon at its start is no command there."""
    return _UNSAFE_WITHIN.sub(lambda match: _escaped(match[0]), text)


def escapes(text: str) -> dict[int, str]:
    """The offsets of what no terminal and no runner may see within a line, and what to write in its place."""
    return {match.start(): _escaped(match[0]) for match in _UNSAFE_WITHIN.finditer(text)}


def safe_json(text: str) -> str:
    """JSON text with the same characters as JSON escapes; line feeds between values stay."""
    return _UNSAFE_WITHIN.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def wants_colour(choice: str, environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Whether to colour: `always`, `never`, or for `auto` on a terminal unless NO_COLOR or TERM says otherwise."""
    if choice != "auto":
        return choice == "always"
    return is_terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def paint(text: str, style: str, *, colour: bool) -> str:
    """The text in the colour of a style, where colours are wanted."""
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour else text
