"""How a text becomes a part of generated code or docs: one filter for every kind of place.

A template writes a value through one of FILTERS and nothing else. Each encodes all of a text for its place, or, where
no encoding exists (names, comments), raises EmitError. None deletes anything, and nothing may change a text after it
went through one. Which characters are shown as they are is decided by a fixed version of Unicode, so every Python
writes the same bytes.
"""

from __future__ import annotations

import json as json_format
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from unicodedata import ucd_3_2_0 as unicode
from urllib.parse import quote

from docschema.rendering.words import is_reserved

_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_HIDDEN_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_PYTHON_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_COMMENT = re.compile(r"[ -~]*")
_COMMENT_ENDS = re.compile(r"-->|--!>|\*/|#\}|coding[:=]")
# Braces hold attributes, roles and tags in one flavour of Markdown or another; but for variables of the docs, which
# their own tools resolve.
_VARIABLE = r"\{\{ ?site\.data\.[A-Za-z0-9._-]+ ?\}\}"
_MARKDOWN = re.compile(rf"{_VARIABLE}|[\\`*\[\]<>&|~${{]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_HEADING = re.compile(rf"#|{_MARKDOWN.pattern}")
_MARKDOWN_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK_START = re.compile(r"[#+=:%-]|!!!|\?\?\?|[0-9]{1,9}[.)]|[ \t]")
_PLAIN_CODE = re.compile(r"(?!\s)(?:[A-Za-z0-9 .,:;/(){}@+=%#*?!~^$_-]|<[A-Za-z][A-Za-z0-9_ -]*>)+(?<!\s)")
_TAG_START = re.compile(rf"(?!{_VARIABLE})\{{[{{%:#]")
_MERMAID = re.compile(r"(?<![^\W_])-|-(?![^\W_])|[^ ()A-Za-z0-9-]")
_SHOWN = 60  # characters of a text in a message
_SLOT = re.compile(r"\{([a-z_]+)\}")
_MARKUP = frozenset("<>&")
_MARKUP_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


class EmitError(ValueError):
    """A value that cannot stand in the place that a template puts it."""


@lru_cache(maxsize=65536)
def is_shown(character: str) -> bool:
    """Whether a character may stand in generated text as it is: printable, visible, and no control of direction."""
    if " " <= character <= "~":
        return True
    if "\ufe00" <= character <= "\ufe0f" or "\u180b" <= character <= "\u180f" or character in _HIDDEN_LETTERS:
        return False
    category = unicode.category(character)
    return category not in _HIDDEN_CATEGORIES and category != "Zs"


# ------------------------------------------------------------------------------------------- Python


def _python_character(character: str, ascii_only: bool) -> str:
    if character in _PYTHON_SHORT:
        return _PYTHON_SHORT[character]
    if is_shown(character) and (character <= "~" or not ascii_only):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _python_body(text: str, *, ascii_only: bool) -> str:
    return "".join(_python_character(character, ascii_only) for character in text)


def py_str(text: str) -> str:
    """A Python string literal in ASCII: for ids and codes, where look-alike letters must show."""
    return f'"{_python_body(text, ascii_only=True)}"'


def py_text(text: str) -> str:
    """A Python string literal that keeps visible letters of all languages: for prose."""
    return f'"{_python_body(text, ascii_only=False)}"'


def py_doc(text: str) -> str:
    """A Python docstring. Quotes, backslashes and line ends are escaped, so no text can end it."""
    return f'"""{_python_body(text, ascii_only=False)}"""'


def py_bool(value: object) -> str:
    """`True` or `False`; EmitError for anything else."""
    if not isinstance(value, bool):
        raise EmitError(f"{value!r} is neither true nor false")
    return str(value)


def identifier(name: str) -> str:
    """The name, unchanged; EmitError if it is no plain ASCII name, or one that Python, Java or TypeScript reserves."""
    if not _NAME.fullmatch(name) or is_reserved(name) or name.startswith("__"):
        letters = "it may hold ASCII letters, digits and _"
        why = "a language that is generated reserves it" if _NAME.fullmatch(name) else letters
        raise EmitError(f"{_cut(name)} cannot be a name in code: {why}")
    return name


def pascal(name: str) -> str:
    """A name of capitals in mixed case: `IMAGE_PULL` -> `ImagePull`. Different names stay different: `A_1` -> `A_1`.

    EmitError for what is no such name: letters, digits and single underscores, beginning with a letter.
    """
    if not _CAPITALS.fullmatch(name):
        raise EmitError(f"{name!r} is no name in capitals")
    words = name.split("_")
    return "".join(f"_{word.lower()}" if word[0].isdigit() else word.capitalize() for word in words)


def _cut(text: str) -> str:
    """A text as a message shows it."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


def comment(text: str) -> str:
    """The text, unchanged; EmitError if it could end a comment in any language, or is not visible ASCII."""
    if not _COMMENT.fullmatch(text) or _COMMENT_ENDS.search(text):
        allowed = "it may hold ASCII on one line, and nothing that ends a comment in any language"
        raise EmitError(f"{_cut(text)} cannot stand in a comment: {allowed}")
    return text


def number(value: object) -> str:
    """A whole number; EmitError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise EmitError(f"{value!r} is no whole number")
    return str(value)


# ------------------------------------------------------------------------------------------- JSON, YAML


def utf16_escape(character: str) -> str:
    r"""A character as `\uXXXX`, one beyond the first plane as two: JSON, ECMAScript and Java read it alike."""
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + (code - 0x10000 >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _refuse(value: object) -> str:
    raise EmitError(f"{value} is no plain data")  # showing an undefined value raises the error that names it


def json(value: object, level: int = 0, *, compact: bool = False) -> str:
    """JSON, in the order that the data has; `level` says how many steps the place is indented.

    Only strings can hold characters beyond ASCII, and those that do not show are written as escapes.
    """
    text = json_format.dumps(value, ensure_ascii=False, allow_nan=False, default=_refuse, indent=None if compact else 2)
    shown = "".join(c if c == "\n" or is_shown(c) else utf16_escape(c) for c in text)
    return shown.replace("\n", "\n" + "  " * level)


def json_line(value: object) -> str:
    """JSON on one line."""
    return json(value, compact=True)


def json_html(value: object) -> str:
    """JSON on one line, for a script element of a page: nothing in it is markup, so no text can end the element."""
    text = json_format.dumps(value, ensure_ascii=False, allow_nan=False, default=_refuse, separators=(",", ":"))
    for character in sorted(c for c in set(text) if c in _MARKUP or not is_shown(c)):
        text = text.replace(character, utf16_escape(character))
    return text


def yaml_str(text: str) -> str:
    """A double-quoted YAML string."""
    return py_text(text)  # the escapes that py_text uses mean the same in YAML


# ------------------------------------------------------------------------------------------- Markdown


def _markdown_hidden(character: str) -> str:
    """An entity, or for a character that no entity may stand for, its code in sight."""
    code = ord(character)
    control = (code < 0x20 and character not in "\t\n\r") or 0x7F <= code < 0xA0
    if control or 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE:
        return f"&#92;u{code:04x}"
    return f"&#{code};"


def _entity(character: str) -> str:
    return _MARKDOWN_NAMED.get(character) or f"&#{ord(character)};"


def _encoded(text: str, special: re.Pattern[str]) -> str:
    marked = special.sub(lambda match: match[0] if len(match[0]) > 1 else _entity(match[0]), text)
    return "".join(c if is_shown(c) else _markdown_hidden(c) for c in marked)


def md_inline(text: str) -> str:
    """Text within a line of Markdown, as a link text. Variables `{{site.data...}}` stay as they are."""
    return _encoded(text, _MARKDOWN)


def md_text(text: str) -> str:
    """Text that begins a line of Markdown, or is a table cell: it opens no heading, list or code."""
    match = _BLOCK_START.match(text)
    if match is None:
        return md_inline(text)
    last = match.end() - 1
    return text[:last] + _entity(text[last]) + md_inline(text[match.end() :])


def md_heading(text: str) -> str:
    """Text of a heading, where a `#` at the end means something too."""
    return _encoded(text, _HEADING)


def md_code(text: str) -> str:
    """Text as code: in backticks where nothing in it can end them, else in a code element."""
    if _PLAIN_CODE.fullmatch(text) and not _TAG_START.search(text):
        return f"`{text}`"
    return f"<code>{md_inline(text)}</code>" if text else ""


def md_link(path: str) -> str:
    """The target of a link to a file: a relative path, percent-encoded, so that it can name no other scheme."""
    encoded = quote(path.encode("utf-8", "surrogatepass"))
    return f"%2F{encoded[1:]}" if encoded.startswith("/") else encoded  # "//" would begin the name of a host


def md_place(place: Mapping[str, Any], locale: str) -> str:
    """A place in a table cell: its name in that language, and its code as code in parentheses."""
    name = place["names"].get(locale) or place["name"]
    if not place["code"]:
        return md_text(name)
    return md_code(place["code"]) if name == place["code"] else f"{md_text(name)} ({md_code(place['code'])})"


def _mermaid_character(character: str) -> str:
    code = ord(character)
    if character.isalnum() and is_shown(character):
        return character
    hidden = (code < 0x20 and character not in "\t\n\r") or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
    return f"#92;u{code:04x}" if hidden else f"#{code};"


def mermaid_text(text: str) -> str:
    """Text of a node or an edge of a Mermaid figure, for double quotes.

    Letters of ASCII, digits, blanks, parentheses and inner hyphens stay, and so do visible letters of other scripts;
    all else becomes an entity of Mermaid's. So it ends neither quotes nor fence, and is no Markdown, link or icon.
    """
    return _MERMAID.sub(lambda match: _mermaid_character(match[0]), text)


def mermaid_place(place: Mapping[str, Any], locale: str) -> str:
    """A place as the text of a node: its name in that language, and its code in parentheses."""
    name = place["names"].get(locale) or place["name"]
    return mermaid_text(name if place["code"] in (None, name) else f"{name} ({place['code']})")


def html_text(text: str) -> str:
    """Text of an HTML page, or the value of an attribute in double quotes."""
    return "".join(_MARKUP_NAMED.get(c) or (c if is_shown(c) else _markdown_hidden(c)) for c in text)


def html_id(text: str) -> str:
    """The value of an id attribute, for double quotes."""
    return "".join(c if re.fullmatch(r"[A-Za-z0-9_.-]", c) else _markdown_hidden(c) for c in text)


def _filled(value: object, separator: str, locale: str) -> str:
    """A part of a sentence: a code as code, a place without one in bold, another name as text, a list joined.

    Bold is how the reader of docs knows a name for one of a place.
    """
    if isinstance(value, str):
        return md_code(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Mapping):
        if value["code"]:
            return md_code(value["code"])
        if "names" not in value:
            return md_inline(value["name"])
        return f"**{md_inline(value['names'].get(locale) or value['name'])}**"
    if isinstance(value, tuple | list):
        return separator.join(_filled(item, separator, locale) for item in value)
    raise EmitError(f"{value!r} cannot stand in a sentence")


def sentence(pattern: str, separator: str = ", ", locale: str = "", **values: object) -> str:
    """One of our own sentences, Markdown already, its `{slots}` filled; EmitError for a slot without a value.

    A value is a string (shown as code), a number, a place, another name ({"code", "name"}), or a list of these;
    `locale` says in which language places are named.
    """

    def fill(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise EmitError(f"no value for {match[0]} in {pattern!r}")
        return _filled(values[match[1]], separator, locale)

    text = _SLOT.sub(fill, pattern)
    return text[:-1] if text.endswith(("..", ".**.")) else text  # "Washington, D.C." ends the sentence as well


FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            *(py_str, py_text, py_doc, py_bool, identifier, pascal, comment, number),
            *(json, json_line, json_html, yaml_str),
            *(md_inline, md_text, md_heading, md_code, md_link, md_place, html_text, html_id, sentence),
            *(mermaid_text, mermaid_place),
        )
    }
)
