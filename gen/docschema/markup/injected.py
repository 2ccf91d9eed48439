"""Generated blocks inside pages written by hand: where they stand, and whether anybody changed them.

    <!-- docschema-begin actions-table.md service=parcels locale=ja section="at_actions" -->
    ...
    <!-- docschema-end sha256=0123456789abcdef -->

The checksum is that of the text between the markers, whatever the line ends. In code, fenced or not, a marker is none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from docschema.markup.text import blank, comments

BEGIN, END = "docschema-begin", "docschema-end"
_DIGITS = 16
_MARKER = re.compile(r"<!--\s*+(?P<kind>docschema-(?:begin|end))(?![\w-])(?P<words>[\s\S]*?)-->")
_WORD = re.compile(
    r"\s++(?:(?P<key>[a-z][a-z0-9_]*+)=(?:\"(?P<quoted>[^\"\r\n]*+)\"|(?P<bare>[^\s\"]++))|(?P<name>[^\s=\"]++))"
)
_INDENT = 3  # blanks; more would make code of it
_REST = re.compile(r"[ \t]*+(?:\r\n|\r|\n|\Z)")
_CHECKSUM = re.compile(rf"\s*+(?:sha256=(?P<sum>[0-9a-f]{{{_DIGITS}}})\s*+)?")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Block(Struct, frozen=True):
    """What stands between two markers. All numbers are offsets into the text of the page."""

    fragment: str  # the name of the template
    words: Mapping[str, str]
    start: int  # of the marker that begins the block
    inner: int  # where the text between the markers begins: behind the line of the first one
    end: int  # where it ends: where the line of the second one begins
    marker: tuple[int, int]  # the second marker
    text: str
    checksum: str | None  # as the second marker has it

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands between the markers."""
        return not self.text.strip()

    @property
    def is_as_generated(self) -> bool:
        """Whether the text is the one that the checksum was made of."""
        return self.checksum == checksum_of(self.text)


class Fault(Struct, frozen=True):
    """A marker that nobody can follow: its offset and length, and what is wrong with it."""

    start: int
    length: int
    reason: str


class Markers(Struct, frozen=True):
    """All blocks of a page in order, and what is wrong with its markers."""

    blocks: tuple[Block, ...] = ()
    faults: tuple[Fault, ...] = ()


class _Search(Struct):
    """The blocks and faults found so far, and the marker that waits for its end."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    opened: re.Match[str] | None = None

    def fault(self, marker: re.Match[str], reason: str) -> None:
        self.faults.append(Fault(marker.start(), len(marker[0]), reason))


def checksum_of(text: str) -> str:
    """The checksum of a text: 16 hex digits, the same for all line ends."""
    normal = _LINE_END.sub("\n", text)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def markers_in(text: str) -> Markers:
    """The blocks of a page, without its byte order mark, and what is wrong with its markers."""
    if BEGIN not in text and END not in text:
        return Markers()
    search = _Search(text)
    for start, end in comments(text):
        marker = _MARKER.fullmatch(text, start, end)
        if marker is not None:
            _take(search, marker)
    if search.opened is not None:
        search.fault(search.opened, f"no {END} follows it")
    return Markers(tuple(search.blocks), tuple(sorted(search.faults, key=lambda fault: fault.start)))


def without_generated(text: str) -> str:
    """The text with those blocks blanked that are as they were generated: they repeat facts, and are no source."""
    blocks = (block for block in markers_in(text).blocks if block.is_as_generated)
    return blank(text, [(block.inner, block.end) for block in blocks])


def replaced(text: str, parts: Sequence[tuple[Block, str]]) -> str:
    """The page with other texts in its blocks, and their checksums; line ends as the page has them at each block."""
    made, at = [], 0
    for block, part in parts:
        line_end = _line_end_before(text, block.inner)
        made += [text[at : block.inner], part.replace("\n", line_end), text[block.end : block.marker[0]]]
        made.append(f"<!-- {END} sha256={checksum_of(part)} -->")
        at = block.marker[1]
    return "".join([*made, text[at:]])


def _line_end_before(text: str, at: int) -> str:
    return "\r\n" if text[:at].endswith("\r\n") else "\r" if text[:at].endswith("\r") else "\n"


def _take(search: _Search, marker: re.Match[str]) -> None:
    """Note a marker: it opens a block, closes one, or is a fault."""
    if not _is_alone(search.text, marker):
        search.fault(marker, "it has to stand alone on its line, indented by three blanks at most")
    begins = marker["kind"] == BEGIN
    opened, search.opened = search.opened, marker if begins else None
    if begins and opened is not None:
        search.fault(marker, f"it stands inside the block that begins before it, which has no {END}")
    elif not begins and opened is None:
        search.fault(marker, f"no {BEGIN} belongs to it")
    elif opened is not None:
        _close(search, opened, marker)


def _close(search: _Search, opened: re.Match[str], marker: re.Match[str]) -> None:
    """Note the block between two markers, if their words can be understood."""
    checksum, words = _CHECKSUM.fullmatch(marker["words"]), _words(opened["words"])
    if checksum is None:
        search.fault(marker, f"behind {END} stands nothing, or sha256= and {_DIGITS} hex digits as docschema wrote it")
    elif words is None:
        search.fault(opened, f"behind {BEGIN} stand the name of a fragment and words such as locale=en, each once")
    else:
        inner, end = _line_behind(search.text, opened), _line_of(search.text, marker)
        if _is_alone(search.text, opened) and _is_alone(search.text, marker) and inner is not None and end is not None:
            text = search.text[inner:end]
            search.blocks.append(Block(*words, opened.start(), inner, end, marker.span(), text, checksum["sum"]))


def _is_alone(text: str, marker: re.Match[str]) -> bool:
    """Whether nothing else stands on the lines of a marker."""
    return _line_of(text, marker) is not None and _line_behind(text, marker) is not None


def _line_of(text: str, marker: re.Match[str]) -> int | None:
    """Where the line of a marker begins; None where more than an indent stands before the marker."""
    before = text[max(0, marker.start() - _INDENT - 1) : marker.start()]
    start = marker.start() - (len(before) - len(before.rstrip(" ")))
    return start if marker.start() - start <= _INDENT and (not start or text[start - 1] in "\r\n") else None


def _line_behind(text: str, marker: re.Match[str]) -> int | None:
    """Where the line after a marker begins; None where something stands behind the marker."""
    match = _REST.match(text, marker.end())
    return match.end() if match else None


def _words(raw: str) -> tuple[str, Mapping[str, str]] | None:
    """The name of the fragment and the words behind it; None where they are no such thing."""
    found = list(_words_in(raw.rstrip()))
    names = [value for key, value in found if key == ""]
    keys = [key for key, _ in found if key]
    if None in keys or len(names) != 1 or not found or found[0][0] != "" or len(set(keys)) != len(keys):
        return None
    return names[0], {str(key): value for key, value in found if key}


def _words_in(raw: str) -> Iterator[tuple[str | None, str]]:
    """Keys and values; a word without a key has the key "", what is no word the key None."""
    at = 0
    while at < len(raw):
        match = _WORD.match(raw, at)
        if match is None:
            yield None, raw[at:]
            return
        quoted, bare = match["quoted"], match["bare"]
        yield (match["key"], quoted if quoted is not None else bare) if match["key"] else ("", match["name"])
        at = match.end()
