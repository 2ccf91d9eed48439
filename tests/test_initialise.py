"""The proposed configuration: what it finds, and that it loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docschema.config import Config, load, schema
from docschema.initialise import look, propose


def has_event(path: Path) -> bool:
    return "EVENT" in path.read_text(encoding="utf-8")


def made(root: Path, *paths: str, text: str = "EVENT") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def loaded(root: Path, text: str) -> Config:
    (root / "docschema.toml").write_text(text, encoding="utf-8")
    config = load(root)
    assert config is not None
    return config


@pytest.mark.parametrize(
    ("paths", "docs"),
    [
        (["docs/en/a.md", "docs/fr/a.md"], ["docs"]),
        (["docs/en/deep/a.md", "docs/en/deep/b.md"], ["docs"]),
        (["site/content/docs/fr/a.md", "site/content/docs/pt/BR/a.md"], ["site/content/docs"]),
        (["docs/registry/a.md", "docs/vpc/a.md", "manual/a.md"], ["docs", "manual"]),
        (["docs/registry/a.md"], ["docs/registry"]),
        (["en/a.md", "fr/a.md", "fr/more/b.md"], ["en", "fr"]),
        (["a.md", "docs/b.md"], ["a.md", "docs"]),
        ([f"service{number}/a.md" for number in range(20)], ["."]),
        ([], ["docs"]),
    ],
)
def test_docs_are_the_folders_above_the_locales(tmp_path: Path, paths: list[str], docs: list[str]) -> None:
    made(tmp_path, *paths)
    assert loaded(tmp_path, propose(tmp_path, has_event)).docs == tuple(docs)


def test_only_folders_with_event_pages_count(tmp_path: Path) -> None:
    made(tmp_path, "docs/en/a.md")
    made(tmp_path, "README.md", "guide/en/intro.md", text="no such thing")
    assert look(tmp_path, has_event).docs == ("docs",)


def test_other_peoples_folders_and_generated_docs_are_passed_over(tmp_path: Path) -> None:
    made(tmp_path, "docs/en/a.md", "node_modules/x/en/a.md", ".git/a.md", ".hidden/fr/a.md", "schemas/x/docs/de.md")
    made(tmp_path, "env/pyvenv.cfg", "env/lib/fr/a.md")
    seen = look(tmp_path, has_event)
    assert (seen.docs, seen.locales, seen.pages) == (("docs",), ("en",), 1)


@pytest.mark.parametrize(
    ("paths", "source"),
    [
        (["docs/fr/a.md", "docs/en/a.md"], "en"),
        (["docs/fr/a.md"], "fr"),
        (["docs/fr/a.md", "docs/de/a.md"], None),
        (["docs/a.md"], None),
    ],
)
def test_source_language(tmp_path: Path, paths: list[str], source: str | None) -> None:
    made(tmp_path, *paths)
    assert loaded(tmp_path, propose(tmp_path, has_event)).source_language == source


def test_keyword_files_are_found_where_they_can_be_read(tmp_path: Path) -> None:
    made(tmp_path, "docs/en/a.md")
    made(tmp_path, "docs/keywords.yml", "keyref.yaml", text="registry: Registry\n")
    made(tmp_path, "keywords.json", text="no JSON")
    assert loaded(tmp_path, propose(tmp_path, has_event)).keywords == ("keyref.yaml", "docs/keywords.yml")


def test_the_head_says_what_was_found(tmp_path: Path) -> None:
    assert "No page with events was found" in propose(tmp_path, has_event)
    made(tmp_path, "docs/en/a.md", "docs/fr/a.md")
    assert propose(tmp_path, has_event).startswith("# docschema configuration. 2 pages with events found, in en, fr.")


def test_every_key_is_explained(tmp_path: Path) -> None:
    text = propose(tmp_path, has_event)
    words = " ".join(text.replace("\n# ", " ").split())
    for key, part in schema()["properties"].items():
        assert part["description"] in words
        assert re.search(rf"^(# )?(\[{key}[.\]]|{key} = )", text, re.MULTILINE)


def test_the_examples_load_too(tmp_path: Path) -> None:
    made(tmp_path, "docs/en/a.md")
    text = re.sub(r"^# (?=\[|[\w\"][\w.\"]* = )", "", propose(tmp_path, has_event), flags=re.MULTILINE)
    config = loaded(tmp_path, text)
    assert (config.services[0].name, config.templates, config.ignore.tables) == (
        "my-service",
        "templates",
        ("Old and new names",),
    )
    assert config.corrections


def test_odd_names_of_folders(tmp_path: Path) -> None:
    made(tmp_path, 'a "quoted" \x7f\t\\ folder/en/a.md', "документы/a.md")
    assert loaded(tmp_path, propose(tmp_path, has_event)).docs == ('a "quoted" \x7f\t\\ folder', "документы")
