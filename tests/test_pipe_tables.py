"""Pipe tables: lenient where docs are sloppy, and never a row fewer."""

from __future__ import annotations

import pytest

from docschema.markup.pipe_tables import PipeCell, is_delimiter, read_pipe_tables


def tables_of(text: str) -> list[list[list[str]]]:
    """All tables, each as its header and its rows."""

    def texts(cells: tuple[PipeCell, ...]) -> list[str]:
        return [text[cell.start : cell.end] for cell in cells]

    tables, _ = read_pipe_tables(text, ())
    assert all(table.counted == len(table.rows) for table in tables)
    return [[texts(table.header), *(texts(row.cells) for row in table.rows)] for table in tables]


HEADS = [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| c | d |\n",
        "|a|b|\n|-|-|\n|c|d|",
        "a | b\n--- | ---\nc | d\n",
        "| a | b\n|---|---\n| c | d\n",
        "a | b |\n:-- | --: |\nc | d |\n",
        "  | a | b |\n  |:-:|---|\n  | c | d |\n",
        "\t| a | b |\n\t|---|---|\n\t| c | d |\n",
        "- | a | b |\n  |---|---|\n  | c | d |\n",
        "12. | a | b |\n    |---|---|\n    | c | d |\n",
        "| a | b |\r\n|---|---|\r\n| c | d |\r\n",
        "| a | b |\r|---|---|\r| c | d |\r",
        "|\ta\t|\tb\t|\n|\t---\t|\t---\t|\n|\tc\t|\td\t|\t\n",
        "text above\n| a | b |\n|---|---|\n| c | d |\ntext below\n",
        "| a | b |\n|---|---|\n| | |\n| c | d |\n",
        "| a | b |\n|---|---|\n| c | d |\n# e | f\n",
        "| a | b |\n|---|---|\n| c | d |\n<table> | f\n",
    ],
)
def test_one_table_in_many_hands(text: str) -> None:
    assert tables_of(text) == [HEADS]


@pytest.mark.parametrize(
    "text",
    ["", "a | b\nc | d\n", "| a |\n\n|---|\n", "a\n---\n", "|---|---|\n| c | d |\n", "a \\| b\n---\n", "- a\n- | b\n"],
)
def test_what_is_no_table(text: str) -> None:
    assert tables_of(text) == []


def test_an_escaped_pipe_is_text_and_widths_may_differ() -> None:
    text = "| a | b |\n|---|---|\n| c \\| d | e |\n| f |\n| g | h | i |\n"
    assert tables_of(text) == [[["a", "b"], ["c \\| d", "e"], ["f"], ["g", "h", "i"]]]


def test_empty_cells_have_their_place() -> None:
    assert tables_of("| a | b | c |\n|---|---|---|\n|  | d | |\n|| e ||\n") == [
        [["a", "b", "c"], ["", "d", ""], ["", "e", ""]]
    ]


def test_a_second_table_begins_with_its_header() -> None:
    text = "| a |\n|---|\n| b |\n| c |\n|---|\n| d |\n"
    assert tables_of(text) == [[["a"], ["b"]], [["c"], ["d"]]]


def test_lines_that_held_attribute_lists_do_not_end_a_table() -> None:
    text = "| a |\n|---|\n| b |\n      \n      \n| c |\n"
    offset = text.index("      ")
    (one,), _ = read_pipe_tables(text, {offset, offset + 7})
    (other,), _ = read_pipe_tables(text, ())
    assert (len(one.rows), len(other.rows)) == (2, 1)


def oddities(text: str) -> list[tuple[str, int]]:
    """What was odd, with the number of the line."""
    return [(oddity.kind, text.count("\n", 0, oddity.start) + 1) for oddity in read_pipe_tables(text, ())[1]]


def test_oddities_stand_at_their_rows() -> None:
    assert oddities("| a | b |\n|---|---|\n| c | d |\n") == []
    assert oddities("| a | b |\n|---|---|\n| c | d\n") == [("pipe-missing", 3)]
    assert oddities("a | b\n---|---\nc | d\n") == []
    assert oddities("| a | b |\n|---|---|\n| c |\n| d | e | f |\n") == [("cells-missing", 3), ("cells-extra", 4)]
    assert oddities("text\n| a |\n|---|\n| b |\n") == [("blank-line-missing", 2)]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("|---|", True), (" | :-- | --: | ", True), ("---|---", True), ("---", False), ("| - x |", False), ("||", False)],
)
def test_delimiters(line: str, is_one: bool) -> None:
    assert is_delimiter(line) is is_one
