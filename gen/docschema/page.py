"""What a doc looks like: sections, blocks of text, tables. Knows nothing of services or events."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

_LINE_END = re.compile(r"\r\n|\r|\n")


class Source(Struct, frozen=True, dict=True):
    """One doc file. `text` is decoded, without a byte order mark, with the line ends of the file (LF, CRLF or CR)."""

    path: str  # as named on the command line, "/" as separator
    text: str
    locale: str | None = None  # BCP 47, where configuration says so

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into `text`."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


class Attributes(Struct, frozen=True):
    """One attribute list, as `{: #id .class key="value"}`: taken off the text before that is parsed."""

    start: int  # offset of the opening brace
    id: str | None = None
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        """The value of `key="value"`, or None."""
        return next((value for name, value in self.values if name == key), None)


class Oddity(Struct, frozen=True):
    """Something in a doc's markup that the reader mended or could not read; a rule makes a finding of it."""

    kind: str
    start: int  # offset into the source text
    length: int = 0
    text: str = ""
    fix: str | None = None  # what to put there instead of `length` characters, where that is certain
    fix_start: int | None = None  # where to put the fix in, if that is elsewhere and replaces nothing
    form: str = ""  # "pipe" or "html", where rows of a table are not read for it
    rows: int = 0  # how many rows that are


class Section(Struct, frozen=True):
    """A heading and what belongs to it. `parent` is the nearest heading above of a lower level."""

    heading: str  # plain text
    level: int
    line: int
    id: str | None = None
    parent: Section | None = None

    @property
    def path(self) -> tuple[Section, ...]:
        """This section and those round it, the innermost first."""
        return (self, *(self.parent.path if self.parent else ()))


class Cell(Struct, frozen=True):
    """One cell of a table. `raw` is cut from the text as it is parsed (comments and attribute lists blanked), so
    `start` plus an offset into `raw` is an offset into the source text."""

    raw: str
    start: int
    html: bool = False
    attributes: tuple[Attributes, ...] = ()
    text: str = ""  # plain text: markup off, entities decoded, white space collapsed


class Row(Struct, frozen=True):
    """One body row, with its cells in their columns (spans over rows and columns filled in)."""

    cells: tuple[Cell, ...]
    start: int
    end: int


class Table(Struct, frozen=True):
    """One table of either form."""

    form: str  # "pipe" or "html"
    start: int
    end: int
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    section: Section | None = None
    caption: str | None = None
    caption_start: int | None = None
    tab_title: str | None = None
    tab_group: str | None = None
    id: str | None = None
    counted: int = 0  # body rows counted from the text alone, without the parser that made `rows`
    headings: tuple[tuple[Cell, ...], ...] = ()  # rows of header cells beside `header`, wherever they stand


class Block(Struct, frozen=True):
    """A paragraph or a list item (its own text, without nested items)."""

    kind: str  # "paragraph" or "item"
    raw: str  # as Cell.raw
    start: int
    section: Section | None = None
    classes: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """A doc, read: everything later stages need, with offsets into `source.text`."""

    source: Source
    dialect: str
    front_matter: Mapping[str, object] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    blocks: tuple[Block, ...] = ()
    oddities: tuple[Oddity, ...] = ()

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return self.source.place(offset)[0]

    def tables_with_rows(self) -> Iterator[Table]:
        """Tables that have at least one body row."""
        return (table for table in self.tables if table.rows)
