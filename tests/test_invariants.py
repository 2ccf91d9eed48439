"""What holds for any bytes: reading never raises, every row is accounted for, every place lies in the file."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from docschema import extract as extract_stage
from docschema.extract import extract
from docschema.extractors import Reading, Taken, all_extractors
from docschema.markup.text import decode, prepare
from docschema.model import Document
from docschema.read import read
from docschema.rules import document_findings
from laws import assert_accounted_for, assert_in_the_file, document_of, spans_of
from marks import MARKS, WHOLE

ACTION_ROWS = (
    b"# Events\n\n| Action | Description |\n|---|---|\n| `ferry.boat.moor` | A boat is moored. |\n"
    b"| `ferry.boat.cast` | A boat is cast off. |\n\n<table><tr><th>Action</th><th>Description</th></tr>\n"
    b"<tr><td>ferry.pier.open</td><td>A pier opens.</td></tr></table>\n"
)

texts = st.lists(st.sampled_from([*MARKS, *WHOLE, *WHOLE]), max_size=40).map("".join)
some_bytes = st.one_of(st.binary(max_size=300), texts.map(str.encode), texts.map(lambda text: text.encode("utf-16")))


@given(data=some_bytes)
def test_every_row_of_whatever_bytes_is_accounted_for(data: bytes) -> None:
    document = document_of(data)
    assert_accounted_for(document)
    assert list(document_findings(document)) is not None


@given(data=some_bytes)
def test_every_fact_and_finding_stands_in_the_file(data: bytes) -> None:
    source = read("x.md", data).source
    document = document_of(data)
    for span in spans_of(document, tuple(document_findings(document))):
        assert_in_the_file(span, source)


@given(data=some_bytes)
def test_reading_twice_gives_the_same(data: bytes) -> None:
    assert read("x.md", data) == read("x.md", data)
    assert document_of(data) == document_of(data)


@given(text=texts)
def test_line_ends_change_no_fact(text: str) -> None:
    lines = text.replace("\r", "\n")
    unix, dos = (document_of(lines.replace("\n", end).encode()) for end in ("\n", "\r\n"))
    assert [(fact.id, fact.span.line) for fact in unix.actions] == [(fact.id, fact.span.line) for fact in dos.actions]
    assert unix.ledger == dos.ledger


@given(data=some_bytes)
def test_blanking_keeps_every_character_and_line_end_in_its_place(data: bytes) -> None:
    text, _ = decode(data)
    parsed = prepare(text).parsed
    assert len(parsed) == len(text)
    one_end = re.sub(r"\r(?!\n)", "\n", text)  # a lone return is read as a line end like any other
    assert [(n, c) for n, c in enumerate(parsed) if c in "\r\n"] == [
        (n, c) for n, c in enumerate(one_end) if c in "\r\n"
    ]


@given(text=texts)
def test_text_without_a_table_has_no_ledger(text: str) -> None:
    assert document_of(text.replace("|", "").replace("<t", "").encode()).ledger == ()


def taken_without(name: str) -> tuple[int, int, int]:
    """Extracted, ignored and reported rows of a doc of action rows when one extractor is switched off."""
    others = tuple(item for item in all_extractors() if item[0] != name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extract_stage, "all_extractors", lambda: others)
        document = document_of(ACTION_ROWS)
    assert_accounted_for(document)
    parts = ((entry.extracted, entry.ignored, entry.reported) for entry in document.ledger)
    extracted, ignored, reported = (sum(column) for column in zip(*parts, strict=True))
    return extracted, ignored, reported


def test_rows_that_no_extractor_takes_are_reported() -> None:
    assert taken_without("none of them") == (3, 0, 0)
    assert taken_without("fields") == (3, 0, 0)
    assert taken_without("actions") == (0, 0, 3)


def test_an_unexplained_row_is_a_finding_at_its_line() -> None:
    others = tuple(item for item in all_extractors() if item[0] != "actions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extract_stage, "all_extractors", lambda: others)
        findings = list(document_findings(document_of(ACTION_ROWS)))
    assert [(finding.code, finding.span.line) for finding in findings] == [("D101", 5), ("D101", 6), ("D101", 9)]


def test_rows_that_the_parser_lost_are_reported() -> None:
    page = read("x.md", ACTION_ROWS)
    first, second = page.tables
    document = extract(replace(page, tables=(first, replace(second, counted=second.counted + 2))))
    assert [(entry.rows, entry.extracted, entry.reported) for entry in document.ledger] == [(2, 2, 0), (3, 1, 2)]
    assert [(finding.code, finding.span.line) for finding in document_findings(document)] == [("D101", 8)]


def test_an_extractor_gives_facts_that_a_document_has() -> None:
    reading = Reading(read("x.md", ACTION_ROWS), "en")
    for _, take in all_extractors():
        taken = take(reading)
        assert isinstance(taken, Taken)
        tables = reading.page.tables
        assert all(table < len(tables) and row < len(tables[table].rows) for table, row in taken.rows)
    assert {item.name for item in fields(Taken)} - {"rows"} <= {item.name for item in fields(Document)}


@pytest.mark.slow
@pytest.mark.parametrize("mark", [mark for mark in [*MARKS, *WHOLE] if mark.strip()], ids=repr)
def test_no_mark_makes_reading_hang(mark: str) -> None:
    begin = time.process_time()
    document_of((mark * (3000 // len(mark))).encode())
    assert time.process_time() - begin < 5
