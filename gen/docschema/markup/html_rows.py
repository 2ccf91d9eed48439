"""Puts the tags of HTML tables into balance, as browsers do, and keeps a note of every repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, field

from docschema.config import Limits
from docschema.markup.html_repairs import placed
from docschema.markup.html_tags import Tag, before_blank_line, first_text, is_blank, is_row_start, pair_tables
from docschema.page import Oddity

_SECTIONS = ("thead", "tbody", "tfoot")


class CellDraft(Struct):
    """A cell with the offsets of its tag, its content, and the end of its end tag."""

    tag: Tag
    start: int
    end: int = 0
    after: int = 0

    @property
    def header(self) -> bool:
        """Whether it is a `th`."""
        return self.tag.name == "th"


class RowDraft(Struct):
    """A row as the tags have it: nothing spanned, nothing split."""

    tag: Tag
    section: int  # rows of one thead, tbody or tfoot have one number
    head: bool  # in a thead
    end: int = 0
    cells: list[CellDraft] = field(default_factory=list)


class TableDraft(Struct):
    """A table while its tags are read, and after that."""

    text: str
    tag: Tag
    last: int  # index of the tag that ends it
    rows: list[RowDraft] = field(default_factory=list)
    captions: list[tuple[int, int]] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)  # its own, without those of tables inside it
    oddities: list[Oddity] = field(default_factory=list)
    stop: int = 0  # end of what is in it
    end: int = 0
    row: RowDraft | None = None
    cell: CellDraft | None = None
    caption: Tag | None = None
    head: Tag | None = None
    section: int = 0
    has_body: bool = False  # whether a row of the body was read, not an empty one

    def take(self, tag: Tag, following: Tag) -> None:
        """One tag of the table; `following` is the one after it."""
        if not tag.whole:
            self._note("tag-unclosed", tag, fix=self.text[tag.start : tag.end] + ">")
        if tag.name == "tr" and not tag.closing:
            self._row_start(tag, following)
        else:
            self._handler(tag)(tag)
        if not (self.cell and tag.name == "caption"):  # `</caption>` in a cell is but text
            self.tags.append(tag)

    def _handler(self, tag: Tag) -> Callable[[Tag], None]:
        if tag.name in _SECTIONS:
            return self._section
        if tag.name == "caption":
            return self._caption_end if tag.closing else self._caption_start
        if tag.name == "tr":
            return self._row_end
        return self._cell_end if tag.closing else self._cell_start

    def _cell_start(self, tag: Tag) -> None:
        self._close_content(tag.start)
        if self.row is None:
            self._note("row-start-missing", tag, length=0, fix="<tr>")
            self.row = self._new_row(Tag("tr", False, tag.start, tag.start))
        self.cell = CellDraft(tag, tag.end)
        self.row.cells.append(self.cell)

    def _cell_end(self, tag: Tag) -> None:
        begin = (self.tags[-1] if self.tags else self.tag).end
        text = first_text(self.text, begin, tag.start)
        if not (self.cell or self.caption) and text < tag.start:
            start = Tag(tag.name, False, text, text)
            self._note("cell-start-missing", start, fix=f"<{tag.name}>")
            self._cell_start(start)
        name = self.cell.tag.name if self.cell else "caption" if self.caption else None
        if name != tag.name:
            self._note("stray-cell-end", tag, fix=f"</{name}>" if name else "")
        self._close_content(tag.start, tag.end)

    def _row_start(self, tag: Tag, following: Tag) -> None:
        self._close_content(tag.start)
        if self.row and self.row.cells:
            if _ends_row(following):
                self._note("row-start-for-end", tag, fix="</tr>")
                self._close_row(tag.end)
                return
            self._note("row-end-missing", tag, length=0, fix="</tr>")
            self._close_row()
        elif self.row:
            self._note("row-start-doubled", tag, fix="")
        self.row = self._new_row(tag)

    def _row_end(self, tag: Tag) -> None:
        self._close_content(tag.start)
        if self.row is None:
            self._note("stray-row-end", tag, fix="")
        self._close_row(tag.end)

    def _section(self, tag: Tag) -> None:
        self._close_content(tag.start)
        self._row_left_open(tag)
        self.section += 1
        self.head = (
            tag if tag.name == "thead" and not tag.closing and not self.has_body else None
        )  # behind a body it heads nothing

    def _caption_start(self, tag: Tag) -> None:
        self._close_content(tag.start)
        self.caption = tag

    def _caption_end(self, tag: Tag) -> None:
        if self.caption:
            self._close_content(tag.start, tag.end)
        elif not self.cell:
            self._note("stray-caption-end", tag, fix="")

    def finish(self, tag: Tag) -> None:
        """The end of the table: its end tag, or whatever stands where that should."""
        ended = tag.closing and tag.end > tag.start
        content = self.cell.start if self.cell else self.caption.end if self.caption else None
        # Without end, the last cell must not swallow the prose behind the table.
        cut = not ended and content is not None
        self.stop = before_blank_line(self.text, content or 0, tag.start) if cut else tag.start
        self._close_content(self.stop)
        self.end = tag.end if ended else self.stop if cut else (self.tags[-1] if self.tags else self.tag).end
        if not ended:
            self._note("table-unclosed", self.tag)
            self._close_row()
        self._row_left_open(tag)
        self._settle_head()

    def _row_left_open(self, tag: Tag) -> None:
        if self.row and self.row.cells:
            self._note("row-end-missing", tag, length=0, fix="</tr>")
        elif self.row:
            self._note("row-start-doubled", self.row.tag, fix="")
        self._close_row()

    def _settle_head(self) -> None:
        """A thead that never ends holds its first row, not the whole table."""
        inside = [row for row in self.rows if row.head and row.section == self.section] if self.head else []
        body = next((n for n, row in enumerate(inside) if n and not all(cell.header for cell in row.cells)), None)
        if self.head and body:
            self._note("head-unclosed", self.head)
            for row in inside[body:]:
                row.head = False
                row.section += 1

    def _new_row(self, tag: Tag) -> RowDraft:
        return RowDraft(tag, self.section, self.head is not None)

    def _close_content(self, end: int, after: int | None = None) -> None:
        """Ends an open cell or caption; without `after` there is no end tag."""
        if self.caption:
            if after is None:
                self._note("caption-unclosed", self.caption)
            self.captions.append((self.caption.end, end))
        if self.cell:
            if after is None:
                self._note("cell-unclosed", self.cell.tag)
            self.cell.end, self.cell.after = end, end if after is None else after
        self.caption = self.cell = None

    def _close_row(self, end: int | None = None) -> None:
        if self.row and self.row.cells:
            self.row.end = end or self.row.cells[-1].after
            self.rows.append(self.row)
            self.has_body = self.has_body or self._is_of_body(self.row)
        self.row = None

    def _is_of_body(self, row: RowDraft) -> bool:
        if row.head or all(cell.header for cell in row.cells):
            return False
        return not all(is_blank(self.text, cell.start, cell.end) for cell in row.cells)

    def _note(self, kind: str, tag: Tag, *, length: int | None = None, fix: str | None = None) -> None:
        text = self.text[tag.start : tag.end]
        self.oddities.append(Oddity(kind, tag.start, len(text) if length is None else length, text, fix))


def _ends_row(following: Tag) -> bool:
    """Whether a `<tr>` behind the last cell of a row, with this tag after it, was meant as `</tr>`."""
    return following.name in (*_SECTIONS, "table") or (following.name == "tr" and not following.closing)


def balance(text: str, tags: list[Tag], limits: Limits) -> tuple[list[TableDraft], list[Oddity]]:
    """All tables that have a cell, in the order of the text, with what was odd about them; `tags` are the text's."""
    drafts, deep = _read(text, tags, limits.nesting)
    drafts = sorted((draft for draft in drafts if draft.rows), key=lambda draft: draft.tag.start)
    return drafts, [*(oddity for draft in drafts for oddity in _noted(draft)), *deep]


def _noted(draft: TableDraft) -> Iterator[Oddity]:
    cells = {cell.tag.start: (cell.start, cell.end) for row in draft.rows for cell in row.cells}
    own = [draft.tag, *draft.tags, Tag("table", True, draft.stop, draft.end)]
    return placed(draft.text, own, draft.oddities, cells)


def _read(text: str, tags: list[Tag], deepest: int) -> tuple[list[TableDraft], list[Oddity]]:
    tags, ends = pair_tables(text, tags)
    tags.append(Tag("table", True, len(text), len(text)))  # what follows the last tag
    open_tables: list[TableDraft] = []
    done: list[TableDraft] = []
    deep: list[Oddity] = []
    at = 0
    while at < len(tags) - 1:
        tag = tags[at]
        if tag.name == "table" and not tag.closing:
            done += _leave(open_tables, tag)
            if len(open_tables) == deepest:
                deep.append(_too_deep(text, tags[at : ends[at]]))
                at = ends[at]
            else:
                open_tables.append(TableDraft(text, tag, ends[at]))
        elif open_tables and tag.name != "table":
            open_tables[-1].take(tag, tags[at + 1])
        elif open_tables and open_tables[-1].last == at:
            open_tables[-1].finish(tag)
            done.append(open_tables.pop())
        at += 1
    return done, deep


def _too_deep(text: str, tags: Sequence[Tag]) -> Oddity:
    """A table that is not read, with all that is in it."""
    start, end = tags[0].start, tags[0].end
    rows = sum(map(is_row_start, tags))
    return Oddity("nesting-too-deep", start, end - start, text[start:end], form="html", rows=rows)


def _leave(open_tables: list[TableDraft], tag: Tag) -> Iterator[TableDraft]:
    """A table begins inside a cell of another; between cells it ends the other."""
    while open_tables and not (open_tables[-1].cell or open_tables[-1].caption):
        open_tables[-1].finish(tag)
        yield open_tables.pop()
