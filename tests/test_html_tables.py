"""HTML tables: every row and cell of a broken table is that of the healthy one, and every repair is on record."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docschema.config import Limits
from docschema.markup.html_rows import balance
from docschema.markup.html_tables import HtmlCell, HtmlTable, read_html_tables
from docschema.markup.html_tags import read_tags
from docschema.markup.html_tree import groups_of_tree, own_groups
from docschema.page import Oddity
from doubling import assert_linear

GEN = str(Path(__file__).parents[1] / "gen")
SHARED = Path(__file__).parents[2] / "shared"


def cell_text(text: str, cell: HtmlCell) -> str:
    return text[cell.start : cell.end].strip()


def texts(text: str, table: HtmlTable) -> tuple[list[str], list[list[str]]]:
    rows = [[cell_text(text, cell) for cell in row.cells] for row in table.rows]
    return [cell_text(text, cell) for cell in table.header], rows


def one(text: str) -> tuple[list[str], list[list[str]], list[str]]:
    """Header, rows and kinds of oddities of a text with one table."""
    (table,), oddities = read_html_tables(text)
    assert table.counted == len(table.rows)
    return *texts(text, table), [oddity.kind for oddity in oddities]


def mended(text: str, oddities: tuple[Oddity, ...]) -> str:
    for oddity in sorted(oddities, key=lambda odd: odd.start if odd.fix_start is None else odd.fix_start, reverse=True):
        if oddity.fix is not None:
            length = oddity.length if oddity.fix_start is None else 0
            start = oddity.start if oddity.fix_start is None else oddity.fix_start
            text = text[:start] + oddity.fix + text[start + length :]
    return text


HEAD = "<table><tr><th>Action</th><th>Text</th></tr>"
ROWS = [["a", "b"], ["c", "d"]]

# Title, body (behind HEAD), kinds of oddities; the rows are always ROWS.
REPAIRS = [
    ("healthy", "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", []),
    ("row start lost", "<tr><td>a</td><td>b</td></tr><td>c</td><td>d</td></tr></table>", ["row-start-missing"]),
    ("row end lost", "<tr><td>a</td><td>b</td><tr><td>c</td><td>d</td></tr></table>", ["row-end-missing"]),
    ("last row end lost", "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></table>", ["row-end-missing"]),
    ("start for end", "<tr><td>a</td><td>b</td><tr><tr><td>c</td><td>d</td></tr></table>", ["row-start-for-end"]),
    ("last start for end", "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td><tr></table>", ["row-start-for-end"]),
    ("doubled start", "<tr><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", ["row-start-doubled"]),
    ("start at end", "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr><tr></table>", ["row-start-doubled"]),
    ("doubled end", "<tr><td>a</td><td>b</td></tr></tr><tr><td>c</td><td>d</td></tr></table>", ["stray-row-end"]),
    ("cell open", "<tr><td>a<td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", ["cell-unclosed"]),
    ("last cell open", "<tr><td>a</td><td>b</tr><tr><td>c</td><td>d</td></tr></table>", ["cell-unclosed"]),
    ("cell ends twice", "<tr><td>a</td></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", ["stray-cell-end"]),
    ("wrong cell end", "<tr><td>a</th><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", ["stray-cell-end"]),
    ("cell start lost", "<tr>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", ["cell-start-missing"]),
    ("run together", "<tr><td>a</td><td>b</td><td>c</td><td>d</td></tr></table>", ["rows-run-together"]),
    ("tag open", "<tr><td>a</td\n<td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", ["tag-unclosed"]),
    (
        "empty rows",
        "<tr></tr><tr><td>a</td><td>b</td></tr><tr><td> <td></tr><tr><td>c</td><td>d</td></tr></table>",
        ["cell-unclosed"] * 2,
    ),
    (
        "sections",
        "<tbody><tr><td>a</td><td>b</td></tr></tbody><tfoot><tr><td>c</td><td>d</td></tr></tfoot></table>",
        [],
    ),
    ("upper case", "<TR VALIGN=top><TD>a</TD><td>b</TD></TR><Tr><tD>c</Td><td>d</td></tr></TABLE>", []),
    (
        "attributes",
        "<tr><td title='a > b'>a</td><td title=\"<b>\" x=1>b</td></tr><tr><td\n>c</td ><td>d</td></tr></table>",
        [],
    ),
    ("never ends", "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>\n\nText.\n", ["table-unclosed"]),
    ("heading", "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d\n\nText\n# X\n", ["cell-unclosed", "table-unclosed"]),
]


@pytest.mark.parametrize(("body", "kinds"), [case[1:] for case in REPAIRS], ids=[case[0] for case in REPAIRS])
def test_repair(body: str, kinds: list[str]) -> None:
    header, rows, found = one(HEAD + body)
    assert header == ["Action", "Text"]
    assert rows == ROWS
    assert sorted(found) == sorted(kinds)


# Title, text, place of the oddity, its fix.
PLACES = [
    ("row-start-missing", HEAD + "@<td>a</td><td>b</td></tr></table>", "<tr>"),
    ("row-end-missing", HEAD + "<tr><td>a</td><td>b</td>@<tr><td>c</td><td>d</td></tr></table>", "</tr>"),
    ("row-end-missing", HEAD + "<tr><td>a</td><td>b</td>@</table>", "</tr>"),
    ("row-start-for-end", HEAD + "<tr><td>a</td><td>b</td>@<tr><tr><td>c</td><td>d</td></tr></table>", "</tr>"),
    ("row-start-doubled", HEAD + "<tr>@<tr><td>a</td><td>b</td></tr></table>", ""),
    ("row-start-doubled", HEAD + "<tr><td>a</td><td>b</td></tr>@<tr></table>", ""),
    ("stray-row-end", HEAD + "<tr><td>a</td><td>b</td></tr>@</tr></table>", ""),
    ("cell-unclosed", HEAD + "<tr>@<td>a<td>b</td></tr></table>", "</td>"),
    ("stray-cell-end", HEAD + "<tr><td>a</td>@</td><td>b</td></tr></table>", ""),
    ("stray-cell-end", HEAD + "<tr><td>a@</th><td>b</td></tr></table>", "</td>"),
    ("cell-start-missing", HEAD + "<tr>\n @a</td><td>b</td></tr></table>", "<td>"),
    ("rows-run-together", HEAD + "<tr><td>a</td><td>b</td>@<td>c</td><td>d</td></tr></table>", "</tr><tr>"),
    ("rows-run-together", "<table><tr><th>A</th><th>B</th>@<td>c</td><td>d</td></tr></table>", "</tr><tr>"),
    ("caption-unclosed", "<table>@<caption>T<tr><th>A</th></tr><tr><td>x</td></tr></table>", None),
    (
        "stray-caption-end",
        "<table>@</caption><tr><th>A</th></tr><tr><td>x</td></tr></table>",
        "",
    ),
    ("tag-unclosed", HEAD + "<tr><td>a@</td\n<td>b</td></tr></table>", "</td>"),
    ("table-unclosed", "\n@" + HEAD + "<tr><td>a</td><td>b</td></tr>\n", None),
    ("head-unclosed", "<table>@<thead><tr><th>A</th></tr><tr><td>a</td></tr></table>", None),
    ("cells-missing", HEAD + "@<tr><td>a</td></tr></table>", None),
    ("cells-extra", HEAD + "<tr><td>a</td><td>b</td>@<td></td></tr></table>", None),
    ("cells-extra", HEAD + "<tr><td>a</td><td>b</td>@<td></td><td></td></tr></table>", None),
    ("cells-extra", HEAD + "<tr><td>a</td><td>b</td>@<td>c</td></tr></table>", None),
]


@pytest.mark.parametrize(("kind", "marked", "fix"), PLACES)
def test_place_and_fix(kind: str, marked: str, fix: str | None) -> None:
    text = marked.replace("@", "")
    (table,), (oddity,) = read_html_tables(text)
    assert (oddity.kind, oddity.start, oddity.fix) == (kind, marked.index("@"), fix)
    after = mended(text, (oddity,))
    (again,), left = read_html_tables(after)
    assert texts(after, again) == texts(text, table)
    assert bool(left) == (fix is None)


def test_row_without_start_beside_whole_rows_on_one_line() -> None:
    assert one("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>") == ([], [["a"], ["b"]], [])


def test_header_is_the_last_header_row_as_wide_as_the_body() -> None:
    title = "<table><tr><th>Title</th></tr><tr><th>A</th><th>B</th></tr><tr><td>a</td><td>b</td></tr></table>"
    assert one(title) == (["A", "B"], [["a", "b"]], [])
    grouped = "<table><tr><th colspan=2>G</th></tr><tr><th>A</th><th>B</th></tr><tr><td>a</td><td>b</td></tr></table>"
    assert one(grouped) == (["A", "B"], [["a", "b"]], [])
    later = HEAD + "<tr><td>a</td><td>b</td></tr><tr><th>More</th><th></th></tr><tr><td>c</td><td>d</td></tr></table>"
    assert one(later) == (["Action", "Text"], ROWS, [])


def test_header_in_thead_may_be_of_td() -> None:
    rows = "<tr><td>A</td><td>B</td></tr></thead><tbody><tr><th scope=row>a</th><td>b</td></tr></tbody></table>"
    assert one("<table><thead>" + rows) == (["A", "B"], [["a", "b"]], [])


def test_thead_that_never_ends_keeps_its_rows_in_the_body() -> None:
    rows = "<tr><th>A</th><th>B</th></tr><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    assert one("<table><thead>" + rows) == (["A", "B"], ROWS, ["head-unclosed"])


def test_spans_fill_columns_and_rows() -> None:
    rows = "<tr><td rowspan='2'>x</td><td>1</td></tr><tr><td>2</td></tr><tr><td COLSPAN=2>y</td></tr>"
    assert one(HEAD + rows + "</table>")[1:] == ([["x", "1"], ["x", "2"], ["y", "y"]], [])
    (table,), _ = read_html_tables(HEAD + rows + "</table>")
    assert table.rows[0].cells[0] is table.rows[1].cells[0]


def test_spans_make_no_rows_and_no_boundless_ones() -> None:
    assert one(HEAD + "<tr><td rowspan=99999999999>x</td><td>1</td></tr></table>")[1] == [["x", "1"]]
    (table,), _ = read_html_tables("<table><tr><td rowspan=0 colspan=5000>x</td></tr><tr><td>y</td></tr></table>")
    assert [len(row.cells) for row in table.rows] == [100, 101]


def test_rows_of_uncertain_width_stay_whole() -> None:
    alone = "<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>"
    assert one(alone) == ([], [["a", "b", "c"], ["d", "e"]], [])
    spanned = HEAD + "<tr><td rowspan=2>a</td><td>b</td><td>c</td><td>d</td></tr><tr><td>e</td></tr></table>"
    assert len(one(spanned)[1]) == 2


def test_rows_run_together_without_header() -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * 2 + "<tr><td>c</td><td>d</td><td>e</td><td>f</td></tr></table>"
    assert one("<table>" + rows)[1:] == ([["a", "b"], ["a", "b"], ["c", "d"], ["e", "f"]], ["rows-run-together"])


def test_caption_anywhere() -> None:
    for text in ("<caption>T</caption>{}", "{}<caption> T </caption>"):
        body = text.format("<tr><td>a</td></tr>")
        (table,), oddities = read_html_tables(f"<table>{body}</table>")
        assert table.caption is not None
        assert (f"<table>{body}</table>"[slice(*table.caption)].strip(), oddities) == ("T", ())


def test_tags_in_code_spans_are_text() -> None:
    cells = "<tr><td>`<td>` and ``</tr>` ``</td><td>`</table>`</td></tr></table>"
    assert one(HEAD + cells)[1:] == ([["`<td>` and ``</tr>` ``", "`</table>`"]], [])
    assert read_html_tables("Write `<table><tr><td>x</td></tr></table>` here.") == ((), ())


def test_lone_backticks_hide_no_tags() -> None:
    for row in (["a`", "`b` c"], ["`a", "`b` c"], ["a`", "`b"], ["`a", "b`"]):
        assert one(f"{HEAD}<tr><td>{row[0]}</td><td>{row[1]}</td></tr></table>")[1:] == ([row], [])


def test_tables_follow_each_other() -> None:
    text = "<table><tr><td>a</td></tr>\n\n# B\n\n<table><tr><td>b</td></tr></table>"
    text += "<table><td>c<table><td>d</td></tr></table>"
    tables, oddities = read_html_tables(text)
    assert [texts(text, table)[1] for table in tables] == [[["a"]], [["b"]], [["c"]], [["d"]]]
    assert [oddity.kind for oddity in oddities].count("table-unclosed") == 2


def test_nested_table_is_one_of_its_own() -> None:
    inner = "<table><tr><td>i</td></tr></table>"
    text = f"<table><tr><td>a {inner}</td><td>b</td></tr></table>"
    tables, oddities = read_html_tables(text)
    assert [texts(text, table)[1] for table in tables] == [[[f"a {inner}", "b"]], [["i"]]]
    assert oddities == ()


@pytest.mark.parametrize("limits", [Limits(), Limits(nesting=3)])
def test_tables_are_read_as_deep_as_the_limit_says(limits: Limits) -> None:
    most = limits.nesting
    for levels, rows_lost in ((most, []), (most + 1, [1]), (500, [500 - most])):
        tables, odd = read_html_tables("<table><tr><td>" * levels + "</td></tr></table>" * levels, limits)
        assert len(tables) == most
        assert [(oddity.kind, oddity.rows) for oddity in odd] == [("nesting-too-deep", rows) for rows in rows_lost]


def test_the_parser_is_imported_only_for_docs_with_tables() -> None:
    program = (
        "import sys; from docschema.markup import html_tables as h; "
        "h.read_html_tables('x'); print('bs4' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": GEN}, capture_output=True, check=True
    )
    assert found.stdout.split() == [b"False"]


def test_without_cells_there_is_no_table() -> None:
    for text in ("", "no table", "a <table> element", "<table></table>", "<tr><td>a</td></tr>", "<table-x><td>a</td>"):
        assert read_html_tables(text) == ((), ())


# ------------------------------------------------------------ damage at every position


@dataclass(frozen=True)
class Healthy:
    """A healthy table as pieces of text: its tags and the contents of its cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    gap: str
    upper: bool
    adorned: bool

    @property
    def pieces(self) -> list[str]:
        lines = [("th", self.head)] * bool(self.head) + [("td", row) for row in self.rows]
        found = ["<table>"]
        for tag, row in lines:
            found += ["<tr>", *(piece for cell in row for piece in (f"<{tag}>", cell, f"</{tag}>")), "</tr>"]
        return [*found, "</table>"]

    def write(self, pieces: list[str]) -> str:
        return "Before.\n\n" + self.gap.join(map(self._dressed, pieces)) + "\n\nAfter.\n"

    def _dressed(self, piece: str) -> str:
        if not TAG.fullmatch(piece):
            return piece
        piece = piece.upper() if self.upper else piece
        more = " class='a > b' title=\"<i>'</i>\" hidden" if self.adorned and piece[1] != "/" else ""
        return f"{piece[:-1]}{more}>"


TAG = re.compile(r"</?(table|tr|t[dh])>")
SNIPPETS = """a.b.create|`a.b.list`|**bold**|[link](x.md#y)|&lt;td&gt;|&amp;|<br>|</br>|`<td>`|``</tr>``
|<code>x</code>|two\nlines|é 日本|a > b|"quoted"|it's|<name>|{{site.data.keyword.x}}|a \\| b""".split("|")
cells = st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=3).map(" ".join).map(str.strip).filter(bool)


@st.composite
def healthy(draw: st.DrawFn) -> Healthy:
    width = draw(st.integers(2, 4))
    row = st.tuples(cells, *[st.one_of(cells, st.just(""))] * (width - 1))
    head = draw(st.one_of(st.just(()), st.tuples(*[cells] * width)))
    gap = draw(st.sampled_from(["\n", "\n    ", "\r\n  ", "\r", "", " "]))
    return Healthy(
        head, tuple(draw(st.lists(row, min_size=1, max_size=8))), gap, draw(st.booleans()), draw(st.booleans())
    )


# Pieces that stand next to each other, what is put in their place, and the kind of repair it takes.
DAMAGES = [
    (("<tr>",), (), "row-start-missing"),
    (("</tr>",), (), "row-end-missing"),
    (("</tr>",), ("<tr>",), "row-start-for-end"),
    (("<tr>",), ("<tr>", "<tr>"), "row-start-doubled"),
    (("</td>",), (), "cell-unclosed"),
    (("</th>",), (), "cell-unclosed"),
    (("</td>",), ("</td>", "</td>"), "stray-cell-end"),
    (("</tr>", "<tr>"), (), "rows-run-together"),
]


def expected(table: Healthy) -> tuple[list[str], list[list[str]]]:
    return list(table.head), [list(row) for row in table.rows]


def damaged(table: Healthy, before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    pieces, size = table.pieces, len(before)
    places = [at for at in range(len(pieces)) if tuple(pieces[at : at + size]) == before]
    return [table.write([*pieces[:at], *after, *pieces[at + size :]]) for at in places]


@given(healthy())
def test_healthy_tables_are_read_as_they_are(table: Healthy) -> None:
    assert one(table.write(table.pieces)) == (*expected(table), [])


@given(healthy(), st.sampled_from(DAMAGES))
def test_damage_at_any_position_is_mended(table: Healthy, damage: tuple[tuple[str, ...], tuple[str, ...], str]) -> None:
    before, after, kind = damage
    if kind == "rows-run-together" and not table.head and len(table.rows) < 3:
        return  # the width is anybody's guess
    for text in damaged(table, before, after):
        assert one(text) == (*expected(table), [kind])
        whole = mended(text, read_html_tables(text)[1])
        assert one(whole) == (*expected(table), [])


# ------------------------------------------------------------ any text, any size, real docs

FRAGMENTS = """<table>|</table>|<tr>|</tr>|<td>|</td>|<th>|</th>|<TD rowspan=2>|<td colspan="3">|<thead>|</thead>
|<tbody>|<caption>|</caption>|<td|<tr |</td|"|'|=|>|`|``|# h|x|\r\n|<td rowspan=0>|<td a="b>c">|> |\n""".split("|")
heavy = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join), st.text("<>/tabledrhc=\"'` \n", max_size=60)
)


@given(st.sampled_from(["", "<table><tr><td>"]), heavy)
@example("<table><tr><td>", '<thead><td>"')
def test_any_text_gives_places_in_order(start: str, rest: str) -> None:
    text = start + rest
    tables, oddities = read_html_tables(text)
    for table in tables:
        assert 0 <= table.start < table.end <= len(text)
        assert table.counted == len(table.rows)
        edges = [edge for row in table.rows for edge in (row.start, row.end)]
        assert [table.start, *edges, table.end] == sorted([table.start, *edges, table.end])
        places = [cell for cells in (table.header, *(row.cells for row in table.rows)) for cell in cells]
        assert all(table.start < cell.start <= cell.end <= table.end for cell in places)
    assert [table.start for table in tables] == sorted(table.start for table in tables)
    assert [odd.start for odd in oddities] == sorted(odd.start for odd in oddities)
    assert all(0 <= odd.start <= odd.start + odd.length <= len(text) for odd in oddities)


UNITS = ["<td ", "<table>", "<tr>", "` ``", "<table><tr><td>", "<td a=\"<b ='", "\n# h\n<table><td>", "x</td>"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert_linear(lambda times: read_html_tables("<table>" + unit * times))


def labels() -> list[Path]:
    return sorted((SHARED / "labels").rglob("*.json"))


@pytest.mark.skipif(not labels(), reason="needs the labelled docs beside the checkout")
def test_rows_of_labelled_docs() -> None:
    pipes = re.compile(r"^[ \t>]*\|?[ \t]*:?-{2,}:?[ \t]*\|", re.MULTILINE)
    held = 0
    for path in labels():
        label = json.loads(path.read_text(encoding="utf-8"))
        text = (SHARED / "corpus" / label["doc"]).read_bytes().decode("utf-8-sig")
        if "<table" in text and not pipes.search(text) and not re.search(r"<!--|```", text):
            tables, _ = read_html_tables(text)
            assert sum(len(table.rows) for table in tables) == label["table_rows"], label["doc"]
            assert all(table.counted == len(table.rows) for table in tables)
            held += 1
    assert held > 20


def both_ways(text: str) -> None:
    """The short way to the rows of tables, and the tree of beautifulsoup4, over the same tags."""
    drafts, _ = balance(text, list(read_tags(text)), Limits())
    assert [own_groups(draft) for draft in drafts] == list(groups_of_tree(drafts))


@example("", "<table><caption>a<tr><th rowspan=2>x<td colspan=3>y</table>")
@given(st.sampled_from(["", "<table><tr><td>"]), heavy)
def test_the_short_way_gives_what_the_tree_gives(start: str, rest: str) -> None:
    both_ways(start + rest)


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus is not there")
def test_the_short_way_gives_what_the_tree_gives_for_real_docs() -> None:
    pages = [path.read_text("utf-8", errors="replace") for path in sorted((SHARED / "corpus").rglob("*.md"))]
    assert sum("<table" in page for page in pages) > 20
    for page in pages:
        both_ways(page)


def test_a_table_for_itself_needs_no_tree() -> None:
    code = (
        "import sys; from docschema.markup.html_tables import read_html_tables as r\n"
        "r('<table><tr><td>a</table> <table><td>b</table>'); print('bs4' in sys.modules)\n"
        "r('<table><tr><td><table><tr><td>a</table></table>'); print('bs4' in sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": GEN}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stdout.split() == [b"False", b"True"]
