"""The configuration: one verdict of loader and schema, and messages that say what to mend."""

from __future__ import annotations

import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docschema.config import Config, ConfigError, EventNames, Ignore, ScanConfig, ServiceConfig, default, load, schema
from docschema.conform import flaws

FULL = """
docs = ["docs", "more/page.md"]
output = "out"
source_language = "en"
locales = ["en", "pt-br", "zh-hant-tw"]
keywords = ["keywords.yml"]
targets = ["model.json"]
templates = "mine"
language = "fr"
unknown_actions = "accept"
base_url = "https://example.com/schemas/"
version = "2.1"

[event]
action = "name"
region = "from"
event_region = "in"

[services.registry]
docs = ["docs/*/registry*.md"]
title = "Registry"

[services."a.b"]
docs = ["docs/ab"]

[ignore]
tables = ["Old names"]

[corrections]
"a.b,c" = "a.b.c"
"""

GOOD = [
    "",
    FULL,
    'docs = ["."]',
    "keywords = []",
    'base_url = "http://localhost:8000"',
    'source_language = "zh-Hant-TW"',
    "[event]",
    "[services]",
    "[ignore]\ntables = []",
    "[corrections]",
    "[scan]",
    '[scan]\npaths = ["src"]\nexclude = ["tests/"]\nmin_coverage = 80.5',
]

# A configuration that is wrong, and what the message says about it.
BAD = [
    ('docs = "docs"', 'docs: found the string "docs", expected a list of files and folders such as ["docs"]'),
    ("docs = []", 'docs: found an empty list, expected a list of files and folders such as ["docs"]'),
    ('docs = ["a", ""]', "docs[1]: found an empty string, expected a path"),
    ('docs = ["a", 3]', "docs[1]: found the number 3, expected a path"),
    ("output = false", 'output: found false, expected a folder such as "schemas"'),
    ('ouput = "x"', 'ouput: found an unknown key, expected "base_url", "baseline", "corrections", '),
    ('ouput = "x"', 'did you mean "output"?'),
    ('Source-Language = "en"', 'did you mean "source_language"?'),
    ('"a b" = 1', '"a b": found an unknown key'),
    ('source_language = "english"', 'found the string "english", expected a language tag such as "en" or "pt-BR"'),
    ('source_language = "pt_BR"', 'found the string "pt_BR", expected a language tag'),
    ('source_language = "en\\n"', 'found the string "en\\n", expected a language tag'),
    ("locales = []", 'locales: found an empty list, expected a list of language tags such as ["en", "pt-BR"]'),
    ('locales = ["en", ["fr"]]', "locales[1]: found a list, expected a language tag"),
    ("keywords = 2026-01-01", "keywords: found a date or time, expected a list of YAML or JSON files"),
    ("targets = []", "targets: found an empty list, expected a list of template names"),
    ('unknown_actions = "ignore"', 'found the string "ignore", expected "reject" or "accept"'),
    ('base_url = "example.com"', 'found the string "example.com", expected an absolute URL'),
    ('base_url = "https://example.com/a#b"', "without query and fragment"),
    ("version = 1", 'version: found the number 1, expected a string of letters, digits, ".", "_" and "-" such as "1"'),
    ('version = "../x"', 'version: found the string "../x", expected'),
    ('event = "x"', 'event: found the string "x", expected a table'),
    (
        '[event]\nacton = "x"',
        'event.acton: found an unknown key, expected "action", "docs", "event_region" or "region"; did',
    ),
    ('[event]\naction = ""', "event.action: found an empty string, expected the name of a property"),
    ("[services.registry]", "services.registry.docs: found nothing, expected a list of files, folders and patterns"),
    ("[services]\nregistry = 1", "services.registry: found the number 1, expected a table with the key docs"),
    ('[services."../x"]\ndocs = ["d"]', 'found the key "../x", expected a name of letters, digits'),
    ('[services.a]\ndocs = ["d"]\nname = "x"', 'services.a.name: found an unknown key, expected "docs" or "title"'),
    ('[ignore]\ntable = ["x"]', 'ignore.table: found an unknown key, expected "tables"; did you mean "tables"?'),
    ("[scan]\nmin_coverage = 100.1", "scan.min_coverage: found the number 100.1, expected a number from 0 to 100"),
    ("[scan]\nmin_coverage = -1", "scan.min_coverage: found the number -1, expected a number from 0 to 100"),
    ("[scan]\nmin_coverage = true", "scan.min_coverage: found true, expected a number from 0 to 100"),
    ('[scan]\npaths = "src"', 'scan.paths: found the string "src", expected a list of files and folders'),
    ('[scan]\nexclude = [""]', "scan.exclude[0]: found an empty string, expected a pattern as in .gitignore"),
    ("[corrections]\na = 1", "corrections.a: found the number 1, expected the right id"),
    ('[corrections]\n"" = "a"', 'corrections."": found the key "", expected an id as it is printed'),
    ('output = "\\u001b[31m\\u009b"\ndocs = 1', "docs: found the number 1"),
    ('version = "\\u001b[31m\\u009b"', r'found the string "\u001b[31m\u009b"'),
]


def written(folder: Path, text: str, name: str = "docschema.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def message(folder: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(folder)
    return str(caught.value)


def is_valid(text: str) -> bool:
    return jsonschema.Draft202012Validator(schema()).is_valid(tomllib.loads(text))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("text", GOOD)
def test_good_configuration_loads_and_the_schema_agrees(tmp_path: Path, text: str) -> None:
    written(tmp_path, text)
    assert isinstance(load(tmp_path), Config)
    assert is_valid(text)


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_bad_configuration_is_explained_and_the_schema_agrees(tmp_path: Path, text: str, expected: str) -> None:
    written(tmp_path, text)
    assert expected in message(tmp_path)
    assert "docschema.toml: " in message(tmp_path)
    assert not is_valid(text)


KEYS = st.sampled_from(["docs", "output", "event", "services", "corrections", "action", "title", "tables", "", "x.y"])
LEAVES = st.one_of(
    st.text("aZ.-_\n ", max_size=3), st.integers(), st.booleans(), st.sampled_from(["en", "1", "reject", "en\n"])
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2))
TABLES = st.dictionaries(st.sampled_from(sorted(schema()["properties"])), VALUES, max_size=3)


@given(TABLES)
def test_loader_and_schema_agree_on_any_table(table: dict[str, object]) -> None:
    assert (not [*flaws(table, schema())]) == jsonschema.Draft202012Validator(schema()).is_valid(table)


def test_every_key_is_explained() -> None:
    def parts(part: dict[str, object]) -> list[dict[str, object]]:
        nested = part.get("properties", {})
        assert isinstance(nested, dict)
        return [inner for child in nested.values() for inner in (child, *parts(child))]

    assert all(part.get("description") for part in parts(dict(schema())))


def test_defaults_in_code_and_schema_are_the_same(tmp_path: Path) -> None:
    written(tmp_path, "")
    config = load(tmp_path)
    assert config is not None
    assert Config(root=tmp_path, path=config.path) == config
    properties = schema()["properties"]
    assert default().docs == tuple(properties["docs"]["default"])
    for key in ("output", "unknown_actions", "version"):
        assert getattr(default(), key) == properties[key]["default"]
    for key, part in properties["event"]["properties"].items():
        assert getattr(EventNames(), key) == part.get("default", ())


def test_every_key_arrives(tmp_path: Path) -> None:
    path = written(tmp_path, FULL)
    assert load(Path("elsewhere"), path) == Config(
        root=tmp_path,
        path=path.as_posix(),
        docs=("docs", "more/page.md"),
        output="out",
        source_language="en",
        locales=("en", "pt-BR", "zh-Hant-TW"),
        keywords=("keywords.yml",),
        targets=("model.json",),
        templates="mine",
        language="fr",
        unknown_actions="accept",
        base_url="https://example.com/schemas",
        version="2.1",
        event=EventNames("name", "from", "in"),
        services=(ServiceConfig("registry", ("docs/*/registry*.md",), "Registry"), ServiceConfig("a.b", ("docs/ab",))),
        ignore=Ignore(("Old names",)),
        corrections=(("a.b,c", "a.b.c"),),
    )


def test_a_configuration_can_be_hashed(tmp_path: Path) -> None:
    assert hash(load(tmp_path, written(tmp_path, FULL))) is not None


@pytest.mark.parametrize(
    ("text", "language"), [("", "en"), ('source_language = "JA"', "ja"), ('language = "de"', "de")]
)
def test_language_follows_the_source_language(tmp_path: Path, text: str, language: str) -> None:
    written(tmp_path, text)
    config = load(tmp_path)
    assert config is not None
    assert config.language == language


def test_all_flaws_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, "docs = 1\nversion = 2\n[event]\nregion = 3")
    assert [line.split(": ")[1] for line in message(tmp_path).splitlines()] == ["docs", "version", "event.region"]


def test_two_properties_of_an_event_with_one_name(tmp_path: Path) -> None:
    written(tmp_path, '[event]\nevent_region = "region"')
    expected = 'event.event_region: found "region", the name of event.region too, expected a name of its own'
    assert message(tmp_path).endswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("docs = [\n\n  x\n]", "docschema.toml:3:3: is no valid TOML: Invalid value"),
        ("version = 1\ndocs = [\n", "docschema.toml:2: is no valid TOML: Invalid value"),
        ("docs =", "docschema.toml:1: is no valid TOML: Invalid value"),
        ("a = " + "[" * 20_000, "docschema.toml: is nested too deeply"),
        ("version = " + "9" * 5_000, "docschema.toml: is no valid TOML: "),
        ("version = 1\nversion = 2", "docschema.toml:2:"),
        ("#" * (1 << 20) + "#", "docschema.toml: found more than 1 MiB, expected a smaller file"),
    ],
    ids=["line", "end", "value", "deep", "long number", "twice", "large"],
)
def test_what_is_no_toml(tmp_path: Path, text: str, expected: str) -> None:
    written(tmp_path, text)
    assert expected in message(tmp_path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "docschema.toml").write_bytes(b"# fine\n# \xff\n")
    assert message(tmp_path).endswith("docschema.toml:2: found the byte 0xff, expected UTF-8")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "docschema.toml").write_bytes(b'\xef\xbb\xbfversion = "2"\r\n')
    config = load(tmp_path)
    assert config is not None
    assert config.version == "2"


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    written(tmp_path, 'version = "top"')
    assert (load(inner) or default()).version == "top"
    written(tmp_path / "a", '[tool.docschema]\nversion = "middle"', "pyproject.toml")
    assert (load(inner) or default()).version == "middle"
    written(tmp_path / "a", 'version = "own"')
    assert (load(inner) or default()).version == "own"
    written(inner, '[project]\nname = "docschema"', "pyproject.toml")
    assert (load(inner) or default()).version == "own"


def test_the_root_is_the_folder_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    written(tmp_path, "")
    monkeypatch.chdir(inner)
    above, explicit = load(Path()), load(Path(), Path("../docschema.toml"))
    assert above is not None
    assert explicit is not None
    assert (above.root.resolve(), above.path) == (tmp_path.resolve(), "../docschema.toml")
    assert (explicit.root, explicit.path) == (Path(".."), "../docschema.toml")


def test_no_file_is_no_configuration(tmp_path: Path) -> None:
    written(tmp_path, '[project]\nname = "docschema"', "pyproject.toml")
    assert load(tmp_path) is None


def test_another_projects_broken_pyproject_is_not_ours(tmp_path: Path) -> None:
    written(tmp_path, "[project\n", "pyproject.toml")
    assert load(tmp_path) is None
    written(tmp_path, "[tool.docschema\n", "pyproject.toml")
    assert "pyproject.toml:1:16: is no valid TOML" in message(tmp_path)


def test_keys_in_pyproject_are_named_in_full(tmp_path: Path) -> None:
    written(tmp_path, "[tool.docschema]\ndocs = 1", "pyproject.toml")
    assert "pyproject.toml: tool.docschema.docs: found the number 1" in message(tmp_path)
    written(tmp_path, "[tool]\ndocschema = 1", "pyproject.toml")
    assert "pyproject.toml: tool.docschema: found the number 1, expected a table" in message(tmp_path)


def test_an_explicit_file_must_be_there_and_hold_settings(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: cannot be read: No such file"):
        load(tmp_path, tmp_path / "nowhere.toml")
    path = written(tmp_path, "[project]", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"found no table \[tool\.docschema\], expected one"):
        load(tmp_path, path)


def test_scan_settings(tmp_path: Path) -> None:
    written(tmp_path, '[scan]\npaths = ["src"]\nexclude = ["tests/"]\nmin_coverage = 80')
    config = load(tmp_path)
    assert config is not None
    assert config.scan == ScanConfig(("src",), ("tests/",), 80.0)
    assert default().scan == ScanConfig()
