"""The read stage: bytes of one doc to a `Page`. Never raises for what a doc contains."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from docschema.config import Limits
from docschema.dialects import Found
from docschema.markup.blocks import RawBlock, heading_text, read_blocks
from docschema.markup.excess import first_rows, lines_not_read, long_lines, without_lines
from docschema.markup.html_tables import HtmlCell, HtmlTable, read_html_tables
from docschema.markup.html_tags import cells_outside
from docschema.markup.injected import without_generated
from docschema.markup.inline import plain
from docschema.markup.pipe_tables import PipeCell, PipeTable, read_pipe_tables, rows_outside
from docschema.markup.text import Fence, Text, blank, decode, prepare
from docschema.page import Attributes, Block, Cell, Oddity, Page, Row, Section, Source, Table

_BROKEN_BREAK = re.compile(r"</\s*br\s*/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s[^<>]*?(?:id|name)\s*=\s*[\"']([^\"'<>]+)[\"']", re.IGNORECASE)
_ANCHOR_ALONE = re.compile(r"<a\s+(?:id|name)\s*=\s*[\"']([^\"'<>]+)[\"']\s*>\s*</a>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]*")
_POINTER = re.compile(r"\s*+\[[^\[\]\r\n]*+\]\(#[^()\s]*+\)\s*+")  # nothing but a link to a section of the page
_LIMITS = Limits()
_Span = tuple[int, int]
_SPAN_END = re.compile(r"[\])`*_>}\"]$")


def read(path: str, data: bytes, locale: str | None = None, limits: Limits = _LIMITS) -> Page:
    """Read one doc. `locale` (BCP 47) where configuration says it."""
    raw_text, decoding = decode(data)
    source = Source(path, raw_text, locale)
    long = long_lines(source, limits.line_length)
    text = prepare(without_generated(without_lines(raw_text, long)), limits)
    lines = _AttributeLines(source, text)
    html_tables, html_oddities = read_html_tables(text.parsed, limits)
    rest = blank(text.parsed, _outermost([(table.start, table.end) for table in html_tables]))
    pipe_tables, pipe_oddities = read_pipe_tables(rest, lines.starts)
    rest = blank(rest, [(table.start, table.end) for table in pipe_tables])
    html_tables, pipe_tables, cut_off = first_rows(html_tables, pipe_tables, limits.rows)
    blocks, too_deep = read_blocks(rest, source.line_starts, limits.nesting)
    sections = _sections(blocks, lines)
    inner = _own_spans(html_tables, html_oddities, len(raw_text))
    tables = [_html_table(table, text, inner, lines) for table in html_tables]
    tables += [_pipe_table(table, text, lines) for table in pipe_tables]
    oddities = (
        *decoding,
        *text.oddities,
        *(_as_printed(oddity, raw_text, text.parsed) for oddity in html_oddities),
        *pipe_oddities,
        *cut_off,
        *too_deep,
        *lines_not_read(long, source, text.fences, pipe_tables, limits.line_length),
        *rows_outside(rest),
        *cells_outside(rest),
        *_glued(text, lines, blocks),
        *_broken_breaks(text.parsed),
        *_broken_samples(text.fences, raw_text),
        *_empty_sections(blocks, [*(table.start for table in tables), *(fence.start for fence in text.fences)], source),
    )
    return Page(
        source, text.dialect.name, text.front_matter, sections,
        tuple(_placed(table, sections, source) for table in sorted(tables, key=lambda t: t.start)),
        tuple(_block(block, sections, lines) for block in blocks if block.kind != "heading" and not _points(block)),
        tuple(sorted(oddities, key=lambda oddity: (oddity.start, oddity.kind))),
    )  # fmt: skip


class _AttributeLines:
    """Attribute lists by the line they stand on (counted from 0), and which lines hold nothing else."""

    def __init__(self, source: Source, text: Text) -> None:
        self.source = source
        self.by_line: dict[int, list[Found]] = {}
        for found in text.attributes:
            self.by_line.setdefault(source.place(found.attributes.start)[0] - 1, []).append(found)
        starts = [*source.line_starts, len(source.text)]
        self.alone = {n for n in self.by_line if not text.parsed[starts[n] : starts[n + 1]].strip()}
        self.starts = frozenset(source.line_starts[n] for n in self.alone)

    def after(self, line: int) -> list[Attributes]:
        """The lists on lines of their own from `line` on; one blank line may stand before them."""
        starts = self.source.line_starts
        if line not in self.alone and line + 1 in self.alone and line + 1 < len(starts):
            if self.source.text[starts[line] : starts[line + 1]].strip():
                return []
            line += 1
        found: list[Attributes] = []
        while line in self.alone:
            found += [item.attributes for item in self.by_line[line]]
            line += 1
        return found

    def on(self, first: int, last: int) -> list[Attributes]:
        """The lists on the lines [first, last)."""
        return [found.attributes for n in range(first, last) for found in self.by_line.get(n, ())]


def _outermost(spans: Sequence[_Span]) -> list[_Span]:
    found: list[_Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _sections(blocks: Sequence[RawBlock], lines: _AttributeLines) -> tuple[Section, ...]:
    """The sections, in document order."""
    found: list[Section] = []
    open_sections: list[Section] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if block.kind != "heading":
            continue
        open_sections = [section for section in open_sections if section.level < block.level]
        attributes = [*lines.on(block.first, block.last), *lines.after(block.last)]
        anchor = _ANCHOR.search(block.raw) or (_ANCHOR_ALONE.fullmatch(before.raw.strip()) if before else None)
        ids = [item.id for item in attributes if item.id] or ([anchor[1]] if anchor else [])
        parent = open_sections[-1] if open_sections else None
        section = Section(plain(heading_text(block.raw)), block.level, block.first + 1, next(iter(ids), None), parent)
        open_sections.append(section)
        found.append(section)
    return tuple(found)


def _section_at(sections: Sequence[Section], line: int) -> Section | None:
    """The section of the nearest heading above a line (counted from 0)."""
    at = bisect_left(sections, line + 1, key=lambda section: section.line)
    return sections[at - 1] if at else None


def _placed(table: Table, sections: Sequence[Section], source: Source) -> Table:
    return replace(table, section=_section_at(sections, source.place(table.start)[0] - 1))


def _points(block: RawBlock) -> bool:
    """Whether a list item is an entry of a table of contents: it says what its section says, and nothing of its own."""
    return block.kind == "item" and _POINTER.fullmatch(block.raw) is not None


def _block(block: RawBlock, sections: Sequence[Section], lines: _AttributeLines) -> Block:
    attributes = [*lines.on(block.first, block.last), *lines.after(block.last)]
    classes = tuple(name for item in attributes for name in item.classes)
    return Block(block.kind, block.raw, block.start, _section_at(sections, block.first + 1), classes)


def _cell(text: Text, start: int, end: int, *, html: bool, tables: Sequence[_Span] = ()) -> Cell:
    """A cell; `tables` are the spans of all HTML tables, sorted: those inside the cell have cells of their own."""
    at = bisect_left(tables, (start,))
    inner = _outermost(tables[at : bisect_left(tables, (end,), at)]) if at < len(tables) else []
    while inner and not text.parsed[inner[-1][1] : end].strip():
        end = inner.pop()[0]
    raw = text.parsed[start:end]
    raw = blank(raw, [(first - start, last - start) for first, last in inner]) if inner else raw
    return Cell(raw, start, html, _attributes(text.attributes, start, end), plain(raw, in_html=html))


def _attributes(found: Sequence[Found], start: int, end: int) -> tuple[Attributes, ...]:
    """The attribute lists that begin between two offsets."""
    if not found:
        return ()
    first, last = (bisect_left(found, at, key=lambda item: item.attributes.start) for at in (start, end))
    return tuple(item.attributes for item in found[first:last])


def _own_spans(tables: Sequence[HtmlTable], oddities: Sequence[Oddity], end: int) -> Sequence[_Span]:
    """What may stand in a cell and is not its own text: tables, and from one that is nested too deep all the rest."""
    deep = [(oddity.start, end) for oddity in oddities if oddity.kind == "nesting-too-deep"]
    return sorted([*((table.start, table.end) for table in tables), *deep])


def _html_table(table: HtmlTable, text: Text, tables: Sequence[_Span], lines: _AttributeLines) -> Table:
    made: dict[HtmlCell, Cell] = {}

    def cell(item: HtmlCell) -> Cell:
        if item not in made:
            made[item] = _cell(text, item.start, item.end, html=True, tables=tables)
        return made[item]

    caption = plain(text.parsed[slice(*table.caption)], in_html=True) if table.caption else None
    rows = tuple(Row(tuple(map(cell, row.cells)), row.start, row.end) for row in table.rows)
    headings = tuple(tuple(map(cell, row.cells)) for row in table.headings)
    made_table = Table("html", table.start, table.end, tuple(map(cell, table.header)), rows, counted=table.counted,
                       headings=headings, caption=caption,
                       caption_start=table.caption[0] if table.caption else None)  # fmt: skip
    return _with_attributes(made_table, lines)


def _pipe_table(table: PipeTable, text: Text, lines: _AttributeLines) -> Table:
    def cells(items: tuple[PipeCell, ...]) -> tuple[Cell, ...]:
        return tuple(_cell(text, item.start, item.end, html=False) for item in items)

    rows = tuple(Row(cells(row.cells), row.start, row.end) for row in table.rows)
    made = Table("pipe", table.start, table.end, cells(table.header), rows, counted=table.counted)
    return _with_attributes(made, lines)


def _with_attributes(table: Table, lines: _AttributeLines) -> Table:
    """The table with the caption, tab title and id that the attribute lines under it give."""
    last = lines.source.place(max(table.start, table.end - 1))[0]
    for item in lines.after(last):
        caption = item.get("caption")
        if caption is not None and table.caption is None:
            table = replace(table, caption=plain(caption), caption_start=item.start)
        table = replace(table, id=table.id or item.id, tab_title=table.tab_title or item.get("tab-title"),
                        tab_group=table.tab_group or item.get("tab-group"))  # fmt: skip
    return table


def _glued(text: Text, lines: _AttributeLines, blocks: Sequence[RawBlock]) -> Iterator[Oddity]:
    """Attribute lists that stand at the end of a paragraph's line, where they belong to nothing."""
    for block in blocks:
        if block.kind == "heading":
            continue
        for line in range(block.first, block.last):
            for found in lines.by_line.get(line, ()) if line not in lines.alone else ():
                start = found.attributes.start
                before = text.parsed[lines.source.line_starts[line] : start]
                rest = text.parsed[found.end :].split("\n", 1)[0].strip()
                if not rest and before.strip() and not _SPAN_END.search(before):
                    yield Oddity("attributes-glued", start, found.end - start, lines.source.text[start : found.end])


def _as_printed(oddity: Oddity, raw_text: str, parsed: str) -> Oddity:
    """With a fix put in behind attribute lists and comments, blank in the parsed text, that end the line's content;
    and with the line ends of the source, if they are other ones."""
    start = oddity.fix_start
    if oddity.fix and "\n" in oddity.fix and "\n" not in raw_text:
        oddity = replace(oddity, fix=oddity.fix.replace("\n", "\r"))
    if start is None or oddity.kind != "cell-unclosed":
        return oddity
    blank_end = _BLANKS.match(parsed, start)
    hidden = raw_text[start : blank_end.end() if blank_end else start].rstrip()
    return replace(oddity, fix_start=start + len(hidden)) if hidden.endswith(("}", "-->")) else oddity


def _broken_breaks(parsed: str) -> Iterator[Oddity]:
    for match in _BROKEN_BREAK.finditer(parsed):
        yield Oddity("broken-break", match.start(), len(match[0]), match[0], "<br>")


def _broken_samples(fences: Sequence[Fence], text: str) -> Iterator[Oddity]:
    """Code samples that say they are JSON and are not; samples with something left out are none."""
    for fence in fences:
        body = text[fence.start : fence.end]
        if fence.info.lower().startswith("json") and body.strip()[:1] in ("{", "[") and "..." not in body:
            try:
                json.loads(body)
            except (ValueError, RecursionError) as error:
                place, said = _what_is_broken(body, error)
                yield Oddity("sample-broken", fence.start + place, text=said)


def _what_is_broken(body: str, error: Exception) -> tuple[int, str]:
    """Where a sample breaks and why, in words that are the same in all versions of Python."""
    place = getattr(error, "pos", 0)
    before = body[: place + 1].rstrip()
    before = before if before.endswith(",") else body[:place].rstrip()
    if before.endswith(",") and body[len(before) :].lstrip()[:1] in ("}", "]"):
        return len(before) - 1, "a comma before a closing bracket"
    return place, getattr(error, "msg", "nested too deep")


def _empty_sections(blocks: Sequence[RawBlock], others: Sequence[int], source: Source) -> Iterator[Oddity]:
    """Headings with nothing under them before a heading of the same or a higher level, or before the end.

    `others`: where tables and fenced code begin.
    """
    filled = sorted([*(block.start for block in blocks if block.kind != "heading"), *others])
    headings = [block for block in blocks if block.kind == "heading"]
    for heading, following in zip_longest(headings, headings[1:]):
        end = following.start if following else len(source.text) + 1
        if following is not None and following.level > heading.level:
            continue
        if not any(heading.start < start < end for start in filled):
            yield Oddity("section-empty", heading.start, text=plain(heading_text(heading.raw)))
