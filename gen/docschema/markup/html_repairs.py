"""Where the tags belong that an HTML table lacks: laid out as the rest of the table is."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from docschema.markup.html_tags import Tag
from docschema.page import Oddity

_Mark = tuple[str, bool]  # the name of a tag, and whether it ends an element
_TEXT = ("", False)  # stands for the text of a cell
_ALIKE = {"th": "td", "thead": "tbody", "tfoot": "tbody"}  # set alike


class Gap(Struct, frozen=True):
    """The white space between two tags, or between text and a tag, in which a tag is missing."""

    start: int
    space: str
    before: _Mark
    after: _Mark


class Layout:
    """How a table is set: the white space that it has between its tags."""

    def __init__(self, text: str, tags: list[Tag]) -> None:
        self.text = text
        self.printed = [tag for tag in tags if tag.end > tag.start]
        self.ends = [tag.end for tag in self.printed]
        self.by_start = {tag.start: tag for tag in reversed(self.printed)}
        self.gaps: dict[tuple[_Mark, _Mark], Counter[str]] = {}
        for one, other in pairwise(tags):
            between = text[one.end : other.start]
            space = between[len(between.rstrip()) :]
            first = _mark(one) if space == between else _TEXT
            self.gaps.setdefault((first, _mark(other)), Counter())[space] += 1

        self.usually: dict[tuple[_Mark, _Mark], tuple[str, ...]] = {}

    def usual(self, first: _Mark, second: _Mark) -> tuple[str, ...]:
        """The white space that stands between two marks, the commonest first; none where they never meet."""
        if (first, second) not in self.usually:
            gaps = self.gaps.get((first, second), Counter()).most_common()
            self.usually[first, second] = tuple(space for space, _ in gaps)
        return self.usually[first, second]

    def before(self, offset: int) -> Tag | None:
        """The last tag that ends at an offset or before it."""
        at = bisect_right(self.ends, offset)
        return self.printed[at - 1] if at else None

    def at(self, offset: int) -> _Mark:
        """The tag that begins at an offset."""
        tag = self.by_start.get(offset)
        return _mark(tag) if tag else _TEXT


def placed(text: str, tags: list[Tag], oddities: list[Oddity], cells: dict[int, tuple[int, int]]) -> Iterator[Oddity]:
    """The oddities of a table, the tags that belong in it set as its other tags are.

    `tags` are those of the table, its own two included; `cells` has content's start and end by the start of the tag.
    """
    if not oddities:
        return
    layout = Layout(text, tags)
    upper = text[tags[0].start : tags[0].end][1:6].isupper()
    for oddity in oddities:
        found = _placed(layout, oddity, cells)
        keep = oddity.kind == "tag-unclosed" or not found.fix or not upper
        yield found if keep else replace(found, fix=(found.fix or "").upper())


def _placed(layout: Layout, oddity: Oddity, cells: dict[int, tuple[int, int]]) -> Oddity:
    if oddity.kind == "cell-unclosed" and oddity.start in cells:
        return _cell_end(layout, oddity, *cells[oddity.start])
    tag = {"row-start-missing": ("tr", False), "row-end-missing": ("tr", True)}.get(oddity.kind)
    last = layout.before(oddity.start)
    if tag is None or last is None:
        return oddity
    gap = Gap(last.end, layout.text[last.end : oddity.start], _mark(last), layout.at(oddity.start))
    if gap.space.strip():
        return oddity
    return _set(layout, oddity, gap, tag, otherwise=last.end if tag[1] else oddity.start)


def _cell_end(layout: Layout, oddity: Oddity, start: int, end: int) -> Oddity:
    content = layout.text[start:end]
    last = start + len(content.rstrip())
    name = layout.by_start[oddity.start].name
    first = _TEXT if last > start else ("td", False)
    gap = Gap(last, layout.text[last:end], first, layout.at(end))
    return _set(layout, replace(oddity, fix=f"</{name}>"), gap, ("td", True), otherwise=last)


def _set(layout: Layout, oddity: Oddity, gap: Gap, tag: _Mark, otherwise: int) -> Oddity:
    """The oddity with its tag put in where the table usually has it: alone, or with a gap that went with it."""
    before, after, fix = layout.usual(gap.before, tag), layout.usual(tag, gap.after), oddity.fix or ""
    start = otherwise
    if (space := _shared(gap.space, before, after)) is not None:
        start = gap.start + len(space)
    elif before and gap.space and (gap.space in after or not after):
        start, fix = gap.start, before[0] + fix
    elif after and gap.space and gap.space in before:
        start, fix = gap.start + len(gap.space), fix + after[0]
    return replace(oddity, fix=fix, fix_start=start)


def _shared(space: str, before: tuple[str, ...], after: tuple[str, ...]) -> str | None:
    """The part of a gap that belongs in front of its tag, where both parts are as elsewhere or one is not known.

    That there is nothing on one side is believed only where that is usual, or where there is nothing on both.
    """
    before, after = (tuple(part for part in parts if part or not space or parts[0] == "") for parts in (before, after))
    if not before:
        return next((space.removesuffix(right) for right in after if space.endswith(right)), None)
    fitting = (left for left in before if space.startswith(left))
    return next((left for left in fitting if not after or space.removeprefix(left) in after), None)


def _mark(tag: Tag) -> _Mark:
    return _ALIKE.get(tag.name, tag.name), tag.closing
