"""The shape of ids, and of what looks like one and is none."""

import pytest

from docschema.meaning.ids import DOTTED, Shape, placeholders, prefix, shape_of, tokens_in


@pytest.mark.parametrize(
    ("token", "shape"),
    [
        ("ferry.boat.moor", Shape.ID),
        ("ferry.boat.engine.valve.spring.bend", Shape.ID),
        ("FERRY.Boat_2.moor-all", Shape.ID),
        ("<harbour>.moor", Shape.ID),
        ("{harbour}.boat.moor", Shape.ID),
        ("ferry.boat,moor", Shape.ID),
        ("ferry.boat.moor*", Shape.ID),
        ("{{site.data.keyword.ferry}}.boat.moor", Shape.ID),
        ("ferry.sail", Shape.SHORT_ID),
        ("requestData.boat.name", Shape.FIELD),
        ("responseData.state", Shape.FIELD),
        ("bodyData.state", Shape.FIELD),
        ("initiator.id", Shape.FIELD),
        ("Target.typeURI", Shape.FIELD),
        ("ferry.pebble.example.com", Shape.HOST),
        ("ferry.boat.app", Shape.HOST),
        ("ferry.boat.json", Shape.FILE),
        ("ferry-1.4.2.tar.gz", Shape.FILE),
        ("1.4.2", Shape.NUMBER),
        ("192.0.2.17", Shape.NUMBER),
        ("v1.4", Shape.NUMBER),
        ("ferry", Shape.WORD),
        ("ferry..moor", Shape.WORD),
        ("e.", Shape.WORD),
    ],
)
def test_the_shape_of_a_token(token: str, shape: Shape) -> None:
    assert shape_of(token) is shape


def ids(raw: str, *, in_html: bool = False) -> list[str]:
    return [token.text for token in tokens_in(raw, in_html=in_html).of(*DOTTED)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("`ferry.boat.moor`", ["ferry.boat.moor"]),
        ("ferry.boat.moor, ferry.boat.cast.", ["ferry.boat.moor", "ferry.boat.cast"]),
        ("ferry.boat.moor,ferry.boat.cast", ["ferry.boat.moor", "ferry.boat.cast"]),
        ("ferry.boat,moor", ["ferry.boat,moor"]),
        ("`ferry.boat.moor`<br>`ferry.boat.cast`", ["ferry.boat.moor", "ferry.boat.cast"]),
        ("ferry.boat.moor</br>ferry.boat.cast", ["ferry.boat.moor", "ferry.boat.cast"]),
        ("<ul><li>ferry.boat.moor</li><li>ferry.boat.cast</li></ul>", ["ferry.boat.moor", "ferry.boat.cast"]),
        ("ferry.boat.moor \\n ferry.boat.cast", ["ferry.boat.moor", "ferry.boat.cast"]),
        ("ferry.boat.moor /n ferry.boat.cast", ["ferry.boat.moor", "ferry.boat.cast"]),
        ("<i>harbour</i>.boat.moor", ["<harbour>.boat.moor"]),
        ("ferry.<var>object</var>.moor", ["ferry.<object>.moor"]),
        ("{harbour}.boat.moor", ["<harbour>.boat.moor"]),
        ("https://ferry.pebble.example/boat.moor.html", []),
        ("crew@ferry.pebble.example", []),
        ("/var/log/ferry.boat.moor", []),
        ("no dots here", []),
    ],
)
def test_the_ids_of_a_cell(raw: str, expected: list[str]) -> None:
    assert ids(raw) == expected


def test_entities_are_placeholders_in_html_cells() -> None:
    assert ids("<code>&lt;harbour id&gt;.boat.moor</code>", in_html=True) == ["<harbour id>.boat.moor"]


def test_a_token_knows_its_visual_line_and_its_place() -> None:
    tokens = tokens_in("`ferry.boat.moor`<br>or `ferry.boat.cast`")
    moor, cast = tokens.of(Shape.ID)
    assert (moor.line, cast.line) == (0, 1)
    assert tokens.text[cast.start : cast.end] == "ferry.boat.cast"


def test_what_is_left_beside_the_ids() -> None:
    tokens = tokens_in("`ferry.boat.moor`, `ferry.boat.cast` (beta)")
    assert tokens.rest(tokens.of(Shape.ID)) == "(beta)"
    alone = tokens_in("`ferry.boat.moor`<br>`ferry.boat.cast`")
    assert alone.rest(alone.of(Shape.ID)) == ""


def test_parts_of_an_id() -> None:
    assert placeholders("<harbour>.boat.<what>") == ("harbour", "what")
    assert prefix("ferry.boat.moor") == "ferry"
    assert prefix("ferry") == "ferry"
