"""Keyword files: two shapes, two formats, and nothing in them that is more than text."""

from __future__ import annotations

from pathlib import Path

import pytest

from docschema.config import ConfigError, read_keywords


def written(folder: Path, text: str, name: str = "keywords.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("k.yml", "", {}),
        ("k.yml", "# nothing yet\n", {}),
        ("k.yml", 'a: Registry\nb: "Cloud&reg; «x»"\n', {"a": "Registry", "b": "Cloud&reg; «x»"}),
        ("k.yaml", "on: no\nversion: 1.10\ndate: 2026-01-01\nnone:\n", {"on": "no", "version": "1.10"}),
        ("k.yml", "site:\n  data:\n    keyword:\n      a: Registry\n", {"a": "Registry"}),
        ("k.yml", "keyword:\n  a: Registry\n", {"a": "Registry"}),
        ("k.yml", "site: a text\n", {"site": "a text"}),
        ("k.yml", 'a: "<<"\n', {"a": "<<"}),
        ("k.json", '{"a": "Registry"}', {"a": "Registry"}),
        ("k.JSON", '{"site": {"data": {"keyword": {"a": "Registry"}}}}', {"a": "Registry"}),
    ],
)
def test_what_is_read(tmp_path: Path, name: str, text: str, expected: dict[str, str]) -> None:
    assert read_keywords([written(tmp_path, text, name)]).items() >= expected.items()


def test_the_later_file_decides(tmp_path: Path) -> None:
    first = written(tmp_path, "a: 1\nb: 1\n", "first.yml")
    second = written(tmp_path, '{"b": "2"}', "second.json")
    assert read_keywords([first, second]) == {"a": "1", "b": "2"}
    assert read_keywords([]) == {}


LAUGHS = 'a: &a ["x", "x"]\nb: &b [*a, *a]\nc: [*b, *b]\n'


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("k.yml", LAUGHS, 'k.yml:1: found the anchor or alias "a", expected a plain mapping of names to texts'),
        ("k.yml", "a: *b\n", 'k.yml:1: found the anchor or alias "b"'),
        ("k.yml", "a: x\nb: !!python/object/apply:os.getcwd []\n", 'k.yml:2: found the tag "tag:yaml.org,2002:python'),
        ("k.yml", "a: ! x\n", 'k.yml:1: found the tag "!"'),
        ("k.yml", "<<: {a: x}\n", 'k.yml:1: found the merge key "<<"'),
        ("k.yml", "a: " + "[" * 400, "k.yml:1: found more than 20 levels"),
        ("k.yml", "a: " + "[" * 100_000, "k.yml:1:"),  # by us, or by the parser that looks ahead
        ("k.yml", "a: b\n c: d\n", "k.yml:2:3: is no valid YAML: mapping values are not allowed"),
        ("k.yml", "a: b\n---\nc: d\n", "k.yml:2:1: is no valid YAML: "),
        ("k.yml", "? [a]\n: b\n", "k.yml:1:3: is no valid YAML: "),
        ("k.yml", "a: \x07\n", "k.yml: is no valid YAML: it holds a character that YAML does not allow"),
        ("k.yml", "- a\n", "k.yml: found a list, expected a mapping of names to texts"),
        ("k.yml", "a text\n", 'k.yml: found the string "a text", expected a mapping of names to texts'),
        ("k.yml", "a.b:\n  - x\n", 'k.yml: "a.b": found a list, expected a text'),
        ("k.json", '{"a": 1}', "k.json: a: found the number 1, expected a text"),
        ("k.json", '{"a": null}', "k.json: a: found nothing, expected a text"),
        ("k.json", '{"a":\n}', "k.json:2:1: is no valid JSON: "),
        ("k.json", "[" * 100_000, "k.json: is no valid JSON: it is nested too deeply"),
        ("k.yml", "a: " + "x" * (1 << 20), "k.yml: found more than 1 MiB, expected a smaller file"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_refused(tmp_path: Path, name: str, text: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_keywords([written(tmp_path, text, name)])
    assert expected in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yml: cannot be read: No such file or directory"):
        read_keywords([tmp_path / "none.yml"])


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "k.yml"
    path.write_bytes(b"a: x\nb: \xe9\n")
    with pytest.raises(ConfigError, match=r"k\.yml:2: found the byte 0xe9, expected UTF-8"):
        read_keywords([path])


def test_pure_python_yaml_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a: no\nb: 'x'\n")
    compiled = read_keywords([path])
    monkeypatch.delattr("yaml.CBaseLoader", raising=False)
    assert read_keywords([path]) == compiled
    with pytest.raises(ConfigError, match="anchor or alias"):
        read_keywords([written(tmp_path, LAUGHS)])
