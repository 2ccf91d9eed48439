"""Filters for TypeScript and Java: how a text becomes a part of code.

As those of docschema.rendering.emit: each encodes all of a text for its place, or raises EmitError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from docschema.rendering import words
from docschema.rendering.emit import EmitError, is_shown, utf16_escape

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TEMPLATE_SHORT = {"\\": "\\\\", "`": "\\`", "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONSTANT_LENGTH = 10_000  # a constant of a class file holds 65,535 bytes, a character takes six at the most
_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_PACKAGE = re.compile(r"[a-z_][A-Za-z0-9_]*(?:\.[a-z_][A-Za-z0-9_]*)*")
_LONE_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")
_TSDOC = re.compile(r"[\\`*\[<>&~@{} ]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # it is Markdown, with tags
_JAVADOC = re.compile(r"[\\*<>&@{} ]")  # it is HTML, with tags; \\u may begin a character before comments are seen
_BLOCK_START = re.compile(r"[#+=:|-]|[0-9]{1,9}[.)]")
_WIDTH = 100


def _literal(text: str, *, short: Mapping[str, str] = _SHORT, ascii_only: bool = False) -> str:
    """The inside of a literal."""
    return "".join(
        short.get(c) or (c if is_shown(c) and (c <= "~" or not ascii_only) else utf16_escape(c)) for c in text
    )


# ------------------------------------------------------------------------------------------- TypeScript


def ts_str(text: str) -> str:
    """A TypeScript string literal in ASCII: for ids and codes, where look-alike letters must show."""
    return f'"{_literal(text, ascii_only=True)}"'


def ts_text(text: str) -> str:
    """A TypeScript string literal that keeps visible letters of all languages: for prose."""
    return f'"{_literal(text)}"'


def ts_key(name: str) -> str:
    """The name of a property: as it is where TypeScript needs no quotes, else as `ts_str`."""
    return name if _KEY.fullmatch(name) and name != "__proto__" else ts_str(name)


def ts_template(literals: Iterable[str]) -> str:
    """A template literal type: these texts, and any text between two of them."""
    return f"`{'${string}'.join(_literal(text, short=_TEMPLATE_SHORT, ascii_only=True) for text in literals)}`"


def ts_doc(text: str, indent: int = 0, **tags: str | None) -> str:
    """A TSDoc comment, from `/**` to `*/`; lines behind the first one are indented by so many blanks.

    A tag is a text behind the text, as in `deprecated="Renamed to x."`; one that is None is left out. What could end
    the comment, begin a tag or mean something in Markdown is a character reference; lines break at single blanks.
    """
    return _comment(text, indent, tags, _TSDOC, _BLOCK_START)


# ------------------------------------------------------------------------------------------- Java


def java_str(text: str) -> str:
    """A Java string in ASCII: for ids and codes, where look-alike letters must show."""
    return _java(text, ascii_only=True)


def java_text(text: str) -> str:
    """A Java string that keeps visible letters of all languages: for prose."""
    return _java(text, ascii_only=False)


def java_parts(text: str) -> tuple[str, ...]:
    """The text in parts, each of which a class file can hold as a constant."""
    return tuple(text[n : n + _CONSTANT_LENGTH] for n in range(0, len(text), _CONSTANT_LENGTH)) or ("",)


def _java(text: str, *, ascii_only: bool) -> str:
    literals = [f'"{_literal(part, ascii_only=ascii_only)}"' for part in java_parts(text)]
    return literals[0] if len(literals) == 1 else f'String.join("", {", ".join(literals)})'


def java_package(name: str) -> str:
    """The name of a Java package, unchanged; EmitError for what is none."""
    if not _PACKAGE.fullmatch(name) or not words.JAVA.isdisjoint(name.split(".")):
        raise EmitError(f"{name!r} cannot be the name of a Java package")
    return name


def java_doc(text: str, indent: int = 0, **tags: str | None) -> str:
    """A Javadoc comment, as `ts_doc`. No backslash stands in it, as Java reads unicode escapes before comments."""
    return _comment(text, indent, tags, _JAVADOC, None)


# ------------------------------------------------------------------------------------------- doc comments


def _comment(
    text: str,
    indent: int,
    tags: Mapping[str, str | None],
    special: re.Pattern[str],
    block_start: re.Pattern[str] | None,
) -> str:
    margin = " " * indent
    width = _WIDTH - indent - 3
    lines = list(_wrapped("", text, width, special, block_start)) if text else []
    for tag, value in tags.items():
        if value is not None:
            between = [""] if lines else []
            lines += [*between, *_wrapped(f"@{tag} ", value, width, special, block_start)]
    if len(lines) == 1 and len(lines[0]) <= width - 4:
        return f"/** {lines[0]} */"
    return "\n".join(["/**", *(f"{margin} * {line}".rstrip(" ") for line in lines), f"{margin} */"])


def _wrapped(
    start: str, text: str, width: int, special: re.Pattern[str], block_start: re.Pattern[str] | None
) -> Iterator[str]:
    """The text in lines, broken at blanks that stand alone, each word encoded."""
    line = start
    for number, word in enumerate(_LONE_SPACE.split(text)):
        shown = _referenced(word, special)
        if number and len(line) + 1 + len(shown) > width:
            yield line
            line = _guarded(shown, block_start)
        else:
            line += f" {shown}" if number else shown if start else _guarded(shown, block_start)
    yield line.rstrip(" ")


def _referenced(word: str, special: re.Pattern[str]) -> str:
    marked = special.sub(lambda match: _reference(match[0]), word)
    return "".join(c if is_shown(c) else _reference(c) for c in marked)


def _guarded(line: str, block_start: re.Pattern[str] | None) -> str:
    """A line that begins no heading or list: the last character of what would is a reference."""
    match = block_start.match(line) if block_start else None
    if match is None:
        return line
    return line[: match.end() - 1] + _reference(match[0][-1]) + line[match.end() :]


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        function.__name__: function
        for function in (ts_str, ts_text, ts_key, ts_template, ts_doc, java_str, java_text, java_package, java_doc)
    }
)
