"""Hostile docs through the whole pipeline: in no output does a text become anything but a text."""

from __future__ import annotations

import ast
import csv
import html
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

import hostile
import hostile_docs
from docschema.comparison import render_options
from docschema.config import load
from docschema.extract import extract
from docschema.model import Model
from docschema.pipeline import Job, build
from docschema.read import read
from docschema.render import render
from docschema.rendering.namelock import Lock, module_name, type_name
from docschema.rendering.shown import folder_name
from docschema.rendering.skeleton import tokens
from docschema.reporting.rows import jsonl, rows, table
from hostile_docs import FILES, PAYLOADS, shown
from test_cli import run

pytestmark = pytest.mark.xdist_group("text")

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Made:
    """What became of hostile docs: the model, its files, and those of its harmless twin, services in the same order."""

    root: Path
    texts: Sequence[str]
    names: Sequence[str]
    paths: Sequence[bytes]
    model: Model
    files: Mapping[str, str]
    harmless: Mapping[str, str]

    def pairs(self, ending: str) -> Iterator[tuple[str, str]]:
        """The file of each service whose path ends so, and that of its twin; `*` stands for the service."""
        for number, service in enumerate(self.model.services):
            yield self.files[_path(ending, service.name)], self.harmless[_path(ending, f"w{number:03}")]


def _path(ending: str, service: str) -> str:
    return f"{folder_name(service)}/{ending.format(module=module_name(service), type=type_name(service))}"


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.slow)])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    is_whole = request.param == "all"
    texts, names, files = (
        (PAYLOADS, PAYLOADS[::4], FILES[::2]) if is_whole else (PAYLOADS[::3], PAYLOADS[1::17], FILES[::5])
    )
    root = hostile_docs.project(tmp_path_factory.mktemp("hostile"), texts, names, files)
    config = load(root)
    assert config is not None
    result = build(Job(config.docs, root, config, root / "out"))
    assert result.written
    assert not result.written.failed
    model = result.model
    options = render_options(config, root, Lock())
    words: dict[str, str] = {}
    titles = {f"w{n:03}": hostile_docs.harmless(options.titles[s.name], words)
              for n, s in enumerate(model.services) if s.name in options.titles}  # fmt: skip
    keywords = {name: hostile_docs.harmless(text, words) for name, text in options.keywords.items()}
    other = render(hostile_docs.twin(model), replace(options, titles=titles, keywords=keywords))
    return Made(
        root, texts, names, files, model, _files(root / "out"), {artifact.path: artifact.text for artifact in other}
    )


def _files(folder: Path) -> dict[str, str]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes().decode() for file in found}


# ------------------------------------------------------------------------------------------- the docs arrive


def test_every_text_reaches_the_model_as_it_stands_in_the_docs(made: Made) -> None:
    (service,) = (service for service in made.model.services if service.name == "all")
    texts = {action.id: action.descriptions.get("en") for action in service.actions}
    for number, payload in enumerate(made.texts):
        if not CONTROL.search(payload) and "&" not in payload:  # which have no reference, or are one
            assert texts[f"parcels.html{number}.get"] == shown(payload)
    assert len(made.model.services) == 1 + len(made.names) + len(made.paths)


# ------------------------------------------------------------------------------------------- code and data


def test_python_is_what_its_template_says_and_holds_the_texts(made: Made) -> None:
    for service, (text, harmless) in zip(made.model.services, made.pairs("{module}.py"), strict=True):
        assert _blanked(text) == _blanked(harmless)
        module = ModuleType("generated")
        sys.modules["generated"] = module  # where typed dictionaries look their own names up
        exec(compile(text, "generated.py", "exec"), module.__dict__)
        assert not any("evil" in name.casefold() and name.isupper() and name == "EVIL" for name in vars(module))
        for action in service.actions:
            if not action.placeholders:
                member = module.Action(action.id)
                assert member.description() in {*action.descriptions.values(), *_resolved(made, action.descriptions)}
    sys.modules.pop("generated", None)


def _resolved(made: Made, texts: Mapping[str, str]) -> Iterator[str]:
    known = json.loads((made.root / "keywords.json").read_text("utf-8"))
    for text in texts.values():
        if match := re.fullmatch(r"\{\{site\.data\.keyword\.(k[0-9]+)\}\}", text):
            yield html.unescape(known[match[1]])


def _blanked(module: str) -> list[str]:
    """The module with all strings and all names that come from docs taken out, statement by statement."""
    found = []
    for node in ast.parse(module).body:
        if isinstance(node, ast.ClassDef):  # members stand in the order of their values
            node.body.sort(key=lambda inner: type(inner).__name__)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                inner.value = ""
        found.append(re.sub(r"\'(?:[A-Z][A-Z0-9_]*|Event\w*|w\w+|\w*evil\w*)\'", "N", ast.dump(node)))
    return sorted(found)


def test_json_holds_the_texts(made: Made) -> None:
    for service, (text, _) in zip(made.model.services, made.pairs("model.json"), strict=True):
        data = json.loads(text)
        assert data["service"] == service.name
        assert [action["id"] for action in data["actions"]] == [action.id for action in service.actions]
        assert [place["key"] for place in data["locations"]] == [place.key for place in service.locations]
        assert OBEYED.search(text.replace("\n", "")) is None
    for path, text in made.files.items():
        if path.endswith(".json"):
            json.loads(text)


@pytest.mark.parametrize("ending", ["{module}.ts", "{type}.java", "{module}_gen.go"])
def test_code_of_other_languages_has_texts_in_literals_and_comments_alone(made: Made, ending: str) -> None:
    for text, _ in made.pairs(ending):
        assert OBEYED.search(re.sub("[\t\n]", "", text)) is None
        for kind, part in tokens(text):
            assert kind != "code" or not re.search(r"\bevil[0-9]*\(|\bEVIL\b|import evil", part)
            assert kind != "comment" or part.startswith("//") or part.count("*/") == 1
            assert kind != "comment" or not ending.endswith("java") or "\\" not in part


# ------------------------------------------------------------------------------------------- pages


def test_pages_have_the_same_blocks_whatever_the_texts(made: Made) -> None:
    for text, harmless in (*made.pairs("docs/en.md"), *((made.files[p], made.harmless[p]) for p in ("index.en.md",))):
        assert OBEYED.search(re.sub("[\t\n]", "", text)) is None
        assert _blocks(text) == _blocks(harmless)


def _blocks(page: str) -> list[str]:
    """The tokens of a page without its texts; a code element and a code span are one and the same."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page):
        found.append(f"{token.type} {token.tag} {'' if token.type == 'inline' else token.level}")
        for child in token.children or ():
            if child.type == "html_inline" and child.content in ("<code>", "</code>"):
                found += ["code"] if child.content == "<code>" else []
            elif child.type == "code_inline":
                found.append("code")
            elif child.type == "html_inline":
                found.append(re.sub('"[^"]*"', '""', child.content))
            elif child.type not in ("text", "text_special"):
                href = str(child.attrs.get("href", ""))
                assert not re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", href)
                found.append(child.type)
    return found


class Elements(HTMLParser):
    """The elements of a page, with the names of their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, [name for name, _ in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def test_the_catalogue_has_the_same_elements_whatever_the_texts(made: Made) -> None:
    text, harmless = made.files["catalogue/index.html"], made.harmless["catalogue/index.html"]
    assert Elements(text).found == Elements(harmless).found
    assert sum(entry == "script" for entry in Elements(text).found) == text.count("</script>")


def test_another_reader_of_html_sees_the_same_elements(made: Made) -> None:
    html5lib = pytest.importorskip("html5lib")

    def elements(path: Mapping[str, str]) -> list[tuple[str, list[str]]]:
        page = html5lib.parse(path["catalogue/index.html"], namespaceHTMLElements=False)
        return [(str(element.tag), sorted(element.attrib)) for element in page.iter()]

    assert elements(made.files) == elements(made.harmless)


# ------------------------------------------------------------------------------------------- the command line

COMMANDS = (
    ("check", "--color", "always", "--diff"),
    ("check", "--output-format", "github"),
    *(("extract", "docs", "--output-format", form) for form in ("text", "jsonl", "csv")),
    ("lint", "--", "no\n::error::evil\x1b[31m"),
    ("lint", "--no\n::error::evil\x1b[31m"),
    ("explain", "no\n::error::evil\x1b[31m"),
    ("check", "--config", "no\n::error::evil\x1b[31m"),
)
MORE = (
    *(("check", "--output-format", form) for form in ("text", "json", "sarif")),
    ("check", "--statistics"),
    ("extract", "docs", "--output-format", "json"),
    ("extract", "--ledger", "docs"),
    ("lint", "--diff"),
    ("build", "--dry-run"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with such docs and an artifact that is out of date."""
    found = hostile_docs.project(tmp_path_factory.mktemp("told"), PAYLOADS[::3], (), FILES)
    settings = found / "docschema.toml"
    settings.write_text(f'targets = ["index.md"]\n{settings.read_text("utf-8")}', "utf-8")
    assert run(found, "build", "--quiet").returncode == 0
    (found / "out" / "index.en.md").write_bytes(b"stale \x1b[31m\n::error::evil\n##[error]evil\n")
    return found


@pytest.mark.parametrize("words", [*COMMANDS, *(pytest.param(words, marks=pytest.mark.slow) for words in MORE)])
def test_no_terminal_and_no_runner_is_told_anything(root: Path, words: tuple[str, ...]) -> None:
    done = run(root, *words)
    for text in (done.stdout, done.stderr):
        if "always" in words:
            text = COLOUR.sub("", text)
        assert OBEYED.search(text) is None
        assert "##[" not in text
        assert "##vso[" not in text
        assert "##teamcity[" not in text
        commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
        assert all(re.match(r"::(?:error|warning|notice) file=", line) for line in commands)
        assert not commands or "github" in words


def test_csv_holds_no_formula(root: Path) -> None:
    done = run(root, "extract", "docs", "--output-format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    cells = [str(cell) for row in rows for cell in row.values()]
    assert any("'=evil18" in cell for cell in cells)
    assert not any(re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell) for cell in cells)
    records = [
        json.loads(line) for line in run(root, "extract", "docs", "--output-format", "jsonl").stdout.splitlines()
    ]
    assert len(records) == len(rows)


pieces = st.one_of(
    st.sampled_from(PAYLOADS), hostile.texts, st.text(st.sampled_from("=+-@\t\x1b\x9b#:[]|`{}\u202e\u200b\uff1d a.1"))
)


@settings(max_examples=20, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=3))
def test_rows_of_facts_hold_the_texts_and_nothing_else(texts: list[str]) -> None:
    document = extract(read("\x1b[31m\n::error::x.md", hostile_docs.page("x", texts).encode("utf-8", "replace")))
    made = list(rows((document,)))
    table_text, lines = table((document,)), jsonl((document,)).split("\n")
    assert [json.loads(line) for line in lines] == made
    assert OBEYED.search(table_text) is None
    assert not any(OBEYED.search(line) for line in lines)
    cells = [list(row.values()) for row in csv.DictReader(io.StringIO(table_text))]
    assert len(cells) == len(made)
    assert not any(re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell) for row in cells for cell in row)
