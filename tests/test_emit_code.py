from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from docschema.rendering import emit_code, emit_types
from docschema.rendering.emit import EmitError
from test_emit import HOSTILE

texts = st.one_of(
    st.sampled_from(HOSTILE),
    hostile.texts,
    st.text(),
    st.text(st.sampled_from("\\*/@{}<>&;#u0a \n-1.|`_[]\u2028\u202e\0"), max_size=300),
)
DOCS = {"ts": emit_code.ts_doc, "java": emit_code.java_doc}


def read(comment: str, indent: int) -> str:
    """The text of a doc comment, as a reader takes it: margins off, lines joined, references resolved."""
    if "\n" not in comment:
        body = comment.removeprefix("/** ").removesuffix(" */")
    else:
        margin = " " * indent + " * "
        lines = comment.split("\n")
        assert (lines[0], lines[-1]) == ("/**", " " * indent + " */")
        assert all(line.startswith(margin) for line in lines[1:-1])
        body = " ".join(line.removeprefix(margin) for line in lines[1:-1])
    return re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), body)


@pytest.mark.parametrize("language", DOCS)
def test_a_doc_comment_holds_the_text_and_nothing_ends_it(language: str) -> None:
    write: Callable[..., str] = DOCS[language]

    @given(texts.filter(bool), st.sampled_from([0, 2, 8]))
    def holds(text: str, indent: int) -> None:
        comment = write(text, indent)
        assert read(comment, indent) == text
        assert comment.startswith("/**")
        assert comment.index("*/") == len(comment) - 2
        assert "\\" not in comment
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\ud800-\udfff]", comment)
        assert "@" not in comment
        assert "{" not in comment
        assert "<" not in comment

    holds()


def test_doc_comments() -> None:
    assert emit_code.ts_doc("Pulls an image.") == "/** Pulls an image. */"
    assert emit_code.ts_doc("a */ b", 2, deprecated="Use `c`.") == (
        "/**\n   * a &#42;/ b\n   *\n   * @deprecated Use &#96;c&#96;.\n   */"
    )
    assert emit_code.java_doc("", 4, deprecated="Gone.") == "/** @deprecated Gone. */"
    assert emit_code.java_doc("\\u002a/ {@link x} @see") == "/** &#92;u002a/ &#123;&#64;link x&#125; &#64;see */"
    assert emit_code.ts_doc("a", deprecated=None) == "/** a */"
    assert emit_code.java_doc("Événement 漢字 `x` | y_z") == "/** Événement 漢字 `x` | y_z */"


def test_long_texts_are_broken_at_blanks() -> None:
    comment = emit_code.ts_doc("word " * 60 + "- item", 2)
    assert max(map(len, comment.split("\n"))) <= 100
    assert read(comment, 2) == "word " * 60 + "- item"
    assert emit_code.ts_doc("- item") == "/** &#45; item */"
    assert emit_code.ts_doc("a - item") == "/** a - item */"


@given(texts)
def test_literals_hold_the_text(text: str) -> None:
    for literal in (
        emit_code.ts_str(text), emit_code.ts_text(text), emit_code.java_str(text), emit_code.java_text(text)
    ):  # fmt: skip
        assert json.loads(literal) == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]", literal)
        assert not re.search(r"(?<!\\)(?:\\\\)*\\u00(?:0a|0d|22|5c)", literal)  # what Java would read as code
    assert emit_code.ts_str(text).isascii()
    assert emit_code.java_str(text).isascii()


def test_a_long_text_is_several_constants() -> None:
    literal = emit_code.java_text("é" * 25_000)
    assert literal.startswith('String.join("", "')
    parts = json.loads(f"[{literal[len('String.join(') : -1]}]")
    assert "".join(parts) == "é" * 25_000
    assert max(len(part.encode()) for part in parts) < 65_535
    assert emit_code.java_text("") == '""'


def test_keys_and_templates() -> None:
    assert [emit_code.ts_key(name) for name in ("en", "pt-BR", "__proto__", "class", "2fa", "é")] == [
        "en", '"pt-BR"', '"__proto__"', "class", '"2fa"', '"\\u00e9"'
    ]  # fmt: skip
    assert emit_code.ts_template(("", ".a`${b}", "\\")) == "`${string}.a\\`\\${b}${string}\\\\`"


@pytest.mark.parametrize("name", ["", "a.class", "a..b", "a-b", "A", "1a", "a;b", "a.int", "é", "a\n"])
def test_what_is_no_package_is_refused(name: str) -> None:
    with pytest.raises(EmitError, match="Java package"):
        emit_code.java_package(name)
    assert emit_code.java_package("com.example.audit") == "com.example.audit"


@pytest.mark.parametrize(
    ("given_field", "python", "typescript"),
    [
        ({"type": "string"}, "str", "string"),
        ({"type": "string", "many": True}, "Sequence[str]", "readonly string[]"),
        ({"type": "array"}, "Sequence[object]", "readonly unknown[]"),
        ({"type": "integer"}, "int", "number"),
        ({"type": None, "closed": True, "values": ("1", "2")}, "object", "unknown"),
        ({"type": "string", "values": ("a",)}, "str", "string"),
        ({"type": "string", "closed": True, "values": ("a", 'b"')}, 'Literal["a", "b\\""]', '"a" | "b\\""'),
        (
            {"type": "string", "closed": True, "values": ("a", "b"), "many": True},
            'Sequence[Literal["a", "b"]]',
            'readonly ("a" | "b")[]',
        ),
        ({"type": "object"}, "Mapping[str, object]", "Readonly<Record<string, unknown>>"),
        (
            {"type": "object", "many": True},
            "Sequence[Mapping[str, object]]",
            "ReadonlyArray<Readonly<Record<string, unknown>>>",
        ),
        ({"type": "object", "ref": "EventA"}, "EventA", "EventA"),
        ({"type": "array", "ref": "EventA"}, "Sequence[EventA]", "readonly EventA[]"),
    ],
)
def test_types_of_fields(given_field: dict[str, object], python: str, typescript: str) -> None:
    field = {"many": False, "ref": "", "closed": False, "values": (), **given_field}
    assert (emit_types.py_type(field), emit_types.ts_type(field)) == (python, typescript)
