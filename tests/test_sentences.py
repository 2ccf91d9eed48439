"""Sentences of a paragraph, and the places that they name."""

import pytest

from docschema.meaning.sentences import Names, mentions, sentences_of
from docschema.model import Place


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Boats sail. Boats sink.", ["Boats sail.", "Boats sink."]),
        ("One line\nand the next. Two", ["One line and the next.", "Two"]),
        ("Look at `aq-north`. `aq-south` is closed.", ["Look at aq-north.", "aq-south is closed."]),
        ("Go to Brackwater, D.C. on Monday.", ["Go to Brackwater, D.C. on Monday."]),
        ("Use version 1.4.2 of it.", ["Use version 1.4.2 of it."]),
        ("Read [this](a.html). Then go.", ["Read this.", "Then go."]),
        ("見る。行く。", ["見る。", "行く。"]),
        ("행사입니다. 배가 떠납니다.", ["행사입니다.", "배가 떠납니다."]),
        ("Really? Yes!", ["Really?", "Yes!"]),
        ("  \n ", []),
    ],
)
def test_sentences(raw: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences_of(raw)] == expected


def test_a_sentence_knows_where_it_starts() -> None:
    raw = "  Boats sail.\n  Boats sink in `aq-north`."
    for sentence in sentences_of(raw):
        assert raw[sentence.start :].startswith(sentence.raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("from `aq-north` to `aq-south`", [Place("aq-north", None), Place("aq-south", None)]),
        ("in `Brackwater (aq-north)`", [Place("aq-north", "Brackwater")]),
        ("in Brackwater (`aq-north`)", [Place("aq-north", "Brackwater")]),
        ("in Old Brackwater (aq-north)", [Place("aq-north", "Old Brackwater")]),
        ("in <code>aq-north</code>", [Place("aq-north", None)]),
        ("in **Brackwater**", [Place(None, "Brackwater")]),
        ("in Brackwater", []),
        ("the field `requestData.pier`", []),
        ("at `https://aq-north.ferry.pebble.example`", []),
    ],
)
def test_places_that_a_sentence_names(raw: str, expected: list[Place]) -> None:
    assert [mention.place for mention in mentions(raw)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the Brackwater region", [("Brackwater",)]),
        ("in the Brackwater and Old Osterby regions", [("Brackwater", "Old Osterby")]),
        ("the Brackwater, Osterby, and Mossport regions", [("Brackwater", "Osterby", "Mossport")]),
        ("in the Lindhaven, D.C. region", [("Lindhaven, D.C.",)]),
        ("from the Osterby region to the Mossport region", [("Osterby",), ("Mossport",)]),
        ("in a region", []),
    ],
)
def test_names_beside_a_word_for_region(text: str, expected: list[tuple[str, ...]]) -> None:
    assert list(Names.of(("region", "regions"), ("and", "or"), ("in",)).near(text)) == expected
