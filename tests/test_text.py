"""From bytes to the text that is parsed: what holds no facts is blanked, and nothing moves."""

import pytest

from docschema.markup.text import blank, decode, prepare

TABLE = "| Action |\n|---|\n| ferry.boat.moor |\n"


@pytest.mark.parametrize(
    ("data", "text", "oddities"),
    [
        ("Brücke".encode(), "Brücke", []),
        (b"\xef\xbb\xbf# x", "# x", []),
        ("# x".encode("utf-16"), "# x", [("not-utf8", 0)]),
        (b"\xfe\xff\x00#", "#", [("not-utf8", 0)]),
        (b"Br\xfccke", "Br\ufffdcke", [("not-utf8", 2)]),
        (b"a\0b", "a\0b", [("null-bytes", 1)]),
        (b"", "", []),
    ],
)
def test_decoding(data: bytes, text: str, oddities: list[tuple[str, int]]) -> None:
    decoded, found = decode(data)
    assert decoded == text
    assert [(oddity.kind, oddity.start) for oddity in found] == oddities


def test_blanking_keeps_line_ends() -> None:
    assert blank("ab\r\ncd\ref", [(1, 6), (7, 9)]) == "a \r\n  \r  "
    assert blank("abc", []) == "abc"


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- ferry.boat.moor -->",
        "<!--\nferry.boat.moor\n-->",
        "```\nferry.boat.moor\n```",
        "```json\nferry.boat.moor\n``````",
        "~~~\nferry.boat.moor\n```\n~~~",
        "> ```\n> ferry.boat.moor\n> ```",
        "- ```\n  ferry.boat.moor\n  ```",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_comments_and_fences_are_hidden(hidden: str, end: str) -> None:
    text = f"before\n\n{hidden}\n\nafter\n".replace("\n", end)
    parsed = prepare(text).parsed
    assert "ferry" not in parsed
    assert parsed.split() == [mark for mark in parsed.split() if mark in ("before", "after", "-")]
    assert len(parsed) == len(text)


@pytest.mark.parametrize(
    "shown",
    [
        "Write `<!--` first, ferry.boat.moor, and `-->` last.",
        "Write ``<!-- ` `` ferry.boat.moor",
        "a word <!-- that never ends ferry.boat.moor",
        "`` ` `` ferry.boat.moor",
        "```ferry.boat.moor``` in a line",
    ],
)
def test_what_only_looks_like_a_comment_or_fence_is_shown(shown: str) -> None:
    assert "ferry.boat.moor" in prepare(f"before\n\n{shown}\n").parsed


def test_quote_marks_are_blanked_and_blocks_stay_in_their_columns() -> None:
    assert prepare("> > a\n>b\n").parsed == "    a\n b\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_front_matter(end: str) -> None:
    text = f"---\ntitle: \"Ferry: boats\"\nlang: 'fr'\nlist:\n  - a: b\n---\n\n{TABLE}".replace("\n", end)
    found = prepare(text)
    assert dict(found.front_matter) == {"title": "Ferry: boats", "lang": "fr"}
    assert found.parsed.split()[0] == "|"
    assert found.oddities == ()


@pytest.mark.parametrize(
    ("text", "oddities"),
    [
        ("---\ntitle: x\n\n# y\n", ["front-matter-broken"]),
        ("# x\n\n---\ntitle: y\n---\n", []),
        ("---\n\n# x\n\n---\n", []),
        ("```\nx\n", ["fence-unclosed"]),
        ("x\n\n<!-- y\n", ["comment-unclosed"]),
    ],
)
def test_what_is_no_front_matter_and_what_never_ends(text: str, oddities: list[str]) -> None:
    found = prepare(text)
    assert not found.front_matter
    assert [oddity.kind for oddity in found.oddities] == oddities


def test_the_dialect_takes_its_attribute_lists_off() -> None:
    text = '# x {: #top}\n\n| a |\n|---|\n| b |\n{: caption="c {{site.data.keyword.d}} | e"}\n'
    found = prepare(text)
    assert found.dialect.name == "ibm-cloud"
    assert [item.attributes.id for item in found.attributes] == ["top", None]
    assert found.attributes[1].attributes.get("caption") == "c {{site.data.keyword.d}} | e"
    assert "{:" not in found.parsed
    plain = prepare("# x {#top}\n\ny {#z}\n")
    assert plain.dialect.name == "gfm"
    assert [item.attributes.id for item in plain.attributes] == ["top"]


def test_an_attribute_list_in_code_is_text() -> None:
    assert "{: note}" in prepare("{: #x}\n\nWrite `{: note}` under it.\n").parsed


def test_null_characters_become_replacement_characters() -> None:
    assert prepare("a\0b").parsed == "a\ufffdb"
