"""Which sources make one service, what it is called, and which source speaks for a locale."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from docschema.config import Config, ServiceConfig, default
from docschema.linking.families import Family, families, family_path, slug
from docschema.model import Document
from linking import document


def found(*documents: Document, config: Config | None = None) -> tuple[Family, ...]:
    return families(documents, config or default())[0]


def names(*documents: Document, config: Config | None = None) -> list[str]:
    return [family.name for family in found(*documents, config=config)]


def paths(family: Family) -> list[str]:
    return [document.path for document in family.documents]


# ------------------------------------------------------------------------------------------- where the locale stands


@pytest.mark.parametrize(
    ("path", "locale", "expected"),
    [
        ("docs/fr/page.md", "fr", "docs/*/page"),
        ("docs/pt_BR/page.md", "pt-BR", "docs/*/page"),
        ("docs/pt-br/page.md", "pt-BR", "docs/*/page"),
        ("docs/pt/BR/page.md", "pt-BR", "docs/*/page"),
        ("pt/BR/page.md", "pt-BR", "*/page"),
        ("docs/page.fr.md", "fr", "docs/page"),
        ("docs/page_fr.md", "fr", "docs/page"),
        ("docs/page.pt-BR.md", "pt-BR", "docs/page"),
        ("docs/page.pt_BR.md", "pt-BR", "docs/page"),
        ("docs/page.zh_cn.markdown", "zh-CN", "docs/page"),
        ("docs/en-src-2019-08-07/page.md", "en", "docs/*/page"),
        ("docs/EN/page.md", "en", "docs/*/page"),
        ("docs/page.md", "en", "docs/page"),
        ("docs/english/page.md", "en", "docs/english/page"),
        ("docs/it/it-services/page.md", "it", "docs/*/it-services/page"),
        ("docs/fr/basics/page.md", "fr", "docs/*/basics/page"),
        ("en/fr/page.md", "fr", "en/*/page"),
        ("page.md", "en", "page"),
        ("/srv/docs/fr/page.md", "fr", "//srv/docs/*/page"),
        ("docs/logfr.md", "fr", "docs/logfr"),
    ],
)
def test_family_path(path: str, locale: str, expected: str) -> None:
    assert family_path(document(path, locale)) == expected


def test_one_doc_in_all_its_languages_however_they_are_written() -> None:
    docs = [
        document("docs/en-src-2019-08-07/page.md"),
        document("docs/fr/page.md", "fr"),
        document("docs/pt/BR/page.md", "pt-BR"),
        document("docs/zh_TW/page.md", "zh-TW"),
    ]
    (family,) = found(*docs)
    assert (family.name, family.source_locale) == ("page", "en")
    assert family.locales == ("en", "fr", "pt-BR", "zh-TW")
    assert family.of("pt-BR") == (docs[2],)


def test_file_names_that_end_in_a_locale() -> None:
    docs = [document("docs/page.md"), document("docs/page.fr.md", "fr"), document("docs/page.pt_BR.md", "pt-BR")]
    assert [family.locales for family in found(*docs)] == [("en", "fr", "pt-BR")]


def test_a_doc_outside_the_folders_of_locales_joins_those_in_them() -> None:
    docs = [document("docs/page.md"), document("docs/fr/page.md", "fr"), document("docs/ja/page.md", "ja")]
    (family,) = found(*docs)
    assert family.locales == ("en", "fr", "ja")
    assert paths(family) == ["docs/fr/page.md", "docs/ja/page.md", "docs/page.md"]


def test_a_doc_outside_stays_for_itself_where_its_language_has_a_folder() -> None:
    docs = [document("docs/page.md"), document("docs/en/page.md"), document("docs/fr/page.md", "fr")]
    assert sorted(map(paths, found(*docs))) == [["docs/en/page.md", "docs/fr/page.md"], ["docs/page.md"]]


def test_docs_without_a_locale_are_services_of_their_own() -> None:
    assert names(document("docs/alpha.md"), document("docs/beta.md")) == ["alpha", "beta"]


def test_the_order_of_the_sources_does_not_matter() -> None:
    docs = [document(f"docs/{code}/{page}.md", code) for code in ("en", "fr", "de") for page in ("a", "b")]
    assert found(*docs) == found(*reversed(docs))


# ------------------------------------------------------------------------------------------- which source decides


@pytest.mark.parametrize(
    ("configured", "spoken", "expected"),
    [
        (None, ["de", "en", "fr"], "en"),
        ("fr", ["de", "en", "fr"], "fr"),
        ("ja", ["de", "en", "fr"], "en"),  # the configured language has no doc here
        (None, ["fr", "de"], "de"),
        ("ja", ["fr", "de"], "de"),
    ],
)
def test_the_source_language(configured: str | None, spoken: list[str], expected: str) -> None:
    docs = [document(f"docs/{code}/page.md", code) for code in spoken]
    (family,) = found(*docs, config=Config(source_language=configured))
    assert family.source_locale == expected
    assert family.locales == (expected, *sorted(set(spoken) - {expected}))


@pytest.mark.parametrize(
    ("folder", "source", "kept"),
    [
        ("2019-08-07", "2019-08-19", "docs/en-src-2019/page.md"),
        ("2019-08-19", "2019-08-07", "docs/en/page.md"),
        ("2019-08-07", "2019-08-07", "docs/en/page.md"),  # the last by path
        ("", "2019-08-07", "docs/en-src-2019/page.md"),
    ],
)
def test_of_several_sources_of_a_locale_the_latest_speaks(folder: str, source: str, kept: str) -> None:
    docs = [
        document("docs/en/page.md", lastupdated=folder),
        document("docs/en-src-2019/page.md", lastupdated=source),
        document("docs/fr/page.md", "fr"),
    ]
    assert [paths(family) for family in found(*docs)] == [sorted([kept, "docs/fr/page.md"])]
    hand_made = Config(services=(ServiceConfig("mine", ("docs",)),))
    assert [paths(family) for family in found(*docs, config=hand_made)] == [sorted([kept, "docs/fr/page.md"])]


# ------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("docs/en/registry_at_events.md", {"subcollection": "registry"}, "registry"),
        ("docs/en/registry_at_events.md", {"subcollection": "Container Registry"}, "container-registry"),
        ("docs/en/registry_at_events.md", {"subcollection": "監査"}, "registry-at-events"),
        ("docs/en/registry_at_events.md", {}, "registry-at-events"),
        ("docs/en/registry/at_events.md", {}, "registry"),
        ("registry/en/at_events.md", {}, "registry"),
        ("registry/docs/at_events.md", {}, "registry"),
        ("./at_events.md", {}, "at-events"),
        ("-", {}, "x"),
    ],
)
def test_natural_name(path: str, front: dict[str, str], expected: str) -> None:
    assert names(document(path, **front)) == [expected]


def test_the_source_language_gives_the_name() -> None:
    docs = [document("docs/en/page.md", subcollection="alpha"), document("docs/fr/page.md", "fr", subcollection="beta")]
    assert names(*docs) == ["alpha"]
    assert names(*docs, config=Config(source_language="fr")) == ["beta"]


def test_slug() -> None:
    assert [slug(text) for text in ("Énd_of Tést!", "a.b/c", "--", "監査")] == ["end-of-test", "a-b-c", "x", "x"]


def test_a_name_clash_adds_the_stem_and_is_told() -> None:
    docs = [document(f"docs/{page}.md", subcollection="registry") for page in ("quota", "events")]
    named, problems = families(docs, default())
    assert [family.name for family in named] == ["registry-events", "registry-quota"]
    assert [(found.code, found.span.path) for found in problems] == [
        ("S101", "docs/events.md"),
        ("S101", "docs/quota.md"),
    ]
    assert "registry-quota" in problems[1].message


def test_a_name_clash_of_files_of_one_name_adds_their_folders() -> None:
    docs = [document(f"{folder}/events.md", subcollection="registry") for folder in ("alpha", "beta")]
    assert names(*docs) == ["registry-events-alpha", "registry-events-beta"]


def test_a_longer_name_that_is_taken_gets_a_number() -> None:
    docs = [document(f"docs/{page}.md", subcollection="registry") for page in ("quota", "events")]
    taken = document("docs/other.md", subcollection="registry-events")
    assert names(*docs, taken) == ["registry-events", "registry-events-2", "registry-quota"]
    (plain,) = (family for family in found(*docs, taken) if family.name == "registry-events")
    assert paths(plain) == ["docs/other.md"]


# ------------------------------------------------------------------------------------------- configured services


def configured(*services: ServiceConfig, root: str = ".") -> Config:
    return replace(default(), root=Path(root), services=services)


@pytest.mark.parametrize("pattern", ["docs/*/page.md", "docs/en", "docs/en/", "docs", "./docs", ".", "docs/en/page.md"])
@pytest.mark.parametrize("prefix", ["", "./"])
def test_a_configured_service_takes_files_folders_and_patterns(pattern: str, prefix: str) -> None:
    config = configured(ServiceConfig("mine", (pattern,)))
    assert "mine" in names(document(f"{prefix}docs/en/page.md"), config=config)


def test_a_pattern_is_relative_to_the_folder_of_the_configuration() -> None:
    config = configured(ServiceConfig("mine", ("docs",)), root="/srv/project")
    assert names(document("/srv/project/docs/page.md"), config=config) == ["mine"]
    assert names(document("/srv/other/docs/page.md"), config=config) == ["other"]


def test_a_configured_service_joins_families_and_leaves_the_rest() -> None:
    docs = [document(f"docs/{code}/{page}.md", code) for code in ("en", "fr") for page in ("a", "b", "c")]
    rest, joined = found(*docs, config=configured(ServiceConfig("mine", ("docs/*/a.md", "docs/*/b.md"), "Mine")))
    assert (rest.name, rest.title, paths(rest)) == ("c", None, ["docs/en/c.md", "docs/fr/c.md"])
    assert (joined.name, joined.title) == ("mine", "Mine")
    assert [document.path for document in joined.of("fr")] == ["docs/fr/a.md", "docs/fr/b.md"]


def test_a_configured_name_stays_where_another_page_would_take_it() -> None:
    docs = [document(f"docs/{page}.md", subcollection="registry") for page in ("events", "quota")]
    named, problems = families(docs, configured(ServiceConfig("registry", ("docs/events.md",))))
    assert [(family.name, paths(family)) for family in named] == [
        ("registry", ["docs/events.md"]),
        ("registry-quota", ["docs/quota.md"]),
    ]
    assert [found.span.path for found in problems] == ["docs/quota.md"]


def test_configured_names_that_differ_in_case_only_are_told_apart() -> None:
    config = configured(ServiceConfig("A", ("docs/a.md",)), ServiceConfig("a", ("docs/b.md",)))
    named, problems = families([document("docs/a.md"), document("docs/b.md")], config)
    assert len({family.name.casefold() for family in named}) == len(problems) == 2
