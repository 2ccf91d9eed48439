"""All locales held against each other: who is right, what a description may not change, how far a translation is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from docschema.config import Config, default
from docschema.extract import extract
from docschema.link import link
from docschema.linking.agreement import agreement, settled
from docschema.linking.alignment import align
from docschema.linking.completeness import completeness
from docschema.linking.history import HistoryError, stale_rows
from docschema.linking.passages import description_findings, is_untranslated
from docschema.model import Document
from docschema.pipeline import Job, build, check
from docschema.read import read
from linking import document, told

ONE, TWO, THREE = "reg.image.pull", "reg.image.push", "reg.plan.set"
TYPO = "reg.image.pul"


def findings(decides: bool, base: Document, *others: Document) -> list[tuple[str, str, int]]:
    translations = {other.locale: other for other in others}
    pairs = {code: align(base, other) for code, other in translations.items()}
    return told(list(agreement(base, translations, pairs, source_decides=decides)))


def in_locale(code: str, *ids: str) -> Document:
    return document(f"{code}/page.md", code, ids)


# ------------------------------------------------------------------------------------------- who is right


def test_nothing_differs() -> None:
    docs = [in_locale(code, ONE, TWO) for code in ("en", "de", "fr")]
    assert findings(True, *docs) == findings(False, *docs) == []


def test_one_translation_deviates() -> None:
    docs = [in_locale("en", ONE, TWO), in_locale("de", ONE, TWO), in_locale("fr", TYPO, TWO)]
    assert findings(True, *docs) == findings(False, *docs) == [("T103", TYPO, 10)]


def test_the_source_deviates_from_all_translations_and_still_decides() -> None:
    docs = [in_locale("en", TYPO, TWO), in_locale("de", ONE, TWO), in_locale("fr", ONE, TWO)]
    assert findings(True, *docs) == [("T107", TYPO, 10)]


def test_without_a_source_language_the_majority_decides() -> None:
    docs = [in_locale("en", TYPO, TWO), in_locale("de", ONE, TWO), in_locale("fr", ONE, TWO)]
    assert findings(False, *docs) == [("T103", TYPO, 10)]
    base, german = docs[:2]
    ids = settled(
        base, {code: align(base, doc) for code, doc in (("de", german), ("fr", docs[2]))}, source_decides=False
    )
    assert [ids[id(fact)] for fact in base.actions] == [ONE, TWO]


def test_a_tie_is_told_as_a_tie() -> None:
    docs = [in_locale("en", TYPO, TWO), in_locale("de", ONE, TWO)]
    assert sorted(findings(False, *docs)) == [("T109", TYPO, 10), ("T109", ONE, 10)]
    assert findings(True, *docs) == [("T103", ONE, 10)]


# ------------------------------------------------------------------------------------------- what a description keeps

PAGE = (
    "# Audit events\n\n## Actions\n{{: #actions}}\n\n| Action | Description |\n|---|---|\n| `reg.image.pull` | {0} |\n"
)


def described(text: str, locale: str = "en") -> Document:
    return extract(read(f"docs/{locale}/page.md", PAGE.format(text).encode(), locale))


def said(source: str, translation: str) -> list[str]:
    (ours,), (theirs,) = described(source).actions, described(translation, "fr").actions
    return [found.code for found in description_findings(ours, theirs)]


@pytest.mark.parametrize(
    ("source", "translation", "codes"),
    [
        ("Pulls from {{site.data.keyword.reg}}.", "Extrait de {{site.data.keyword.reg}}.", []),
        ("Pulls from {{site.data.keyword.reg}}.", "Extrait une image.", ["T203"]),
        ("Pulls from {{site.data.keyword.reg}}.", "Extrait de {{site.data.keyword.cos}}.", ["T203"]),
        ("See [quotas](/docs/quota).", "Voir les [quotas](/docs/quota).", []),
        ("See [quotas](/docs/quota).", "Voir les [quotas](/docs/quotas).", ["T204"]),
        ("Sets it to `private`.", "Le met à `private`.", []),
        ("Sets it to `private`.", "Le met à `prive`.", ["T205"]),
        ("Keeps it for 30 days.", "Le garde 30 jours.", []),
        ("Keeps it for 30 days.", "Le garde 3 jours.", ["T206"]),
        ("Keeps 1,500 of them.", "En garde 1.500.", []),
        ("One or more images.", "1 image ou plus.", []),
        ("Pulls an image.", "Pulls an image.", ["T207"]),
        ("Pulls an image.", "Extrait une image.", []),
        ("Pull", "Pull", []),
    ],
)
def test_what_a_description_may_not_change(source: str, translation: str, codes: list[str]) -> None:
    assert said(source, translation) == codes


def test_names_and_variables_alone_need_no_translation() -> None:
    assert not is_untranslated(
        "{{site.data.keyword.a}} {{site.data.keyword.b}} `x`", "{{site.data.keyword.a}} {{site.data.keyword.b}} `x`"
    )
    assert is_untranslated("List all   images.", "List all images.")


def test_the_place_in_the_translation_and_in_its_source() -> None:
    source, translation = described("Keeps it for 30 days."), described("Le garde\u3000３ 3 jours.", "fr")
    (found,) = description_findings(source.actions[0], translation.actions[0])
    assert (found.span.path, found.span.line) == ("docs/fr/page.md", 8)
    assert found.related[0].span.path == "docs/en/page.md"


def test_completeness() -> None:
    base = in_locale("en", ONE, TWO, THREE)
    found = completeness("fr", align(base, in_locale("fr", ONE, "reg.image.pusch")))
    assert (found.rows, found.there, found.deviating, found.stale) == (3, 2, 1, None)


# ------------------------------------------------------------------------------------------- what history tells


def git(folder: Path, *words: str, when: int = 0) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.invalid")
    date = f"{1_700_000_000 + when} +0000"
    env = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True, env=env)


def commit(folder: Path, locale: str, texts: tuple[str, str], when: int) -> None:
    file = folder / locale / "page.md"
    file.parent.mkdir(exist_ok=True)
    rows = "".join(f"| `{name}` | {text} |\n" for name, text in zip((ONE, TWO), texts, strict=True))
    file.write_text(f"# Audit events\n\n| Action | Description |\n|---|---|\n{rows}", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "x", when=when)


def stale(folder: Path) -> list[tuple[str, int]]:
    paths = [f"{code}/page.md" for code in ("en", "fr")]
    docs = [extract(read(path, (folder / path).read_bytes())) for path in paths]
    model, problems = stale_rows(link(docs, default())[0], folder)
    assert model.services[0].completeness[0].stale == len(problems)
    assert {found.code for found in problems} <= {"T301"}
    return [(found.span.path, found.span.line) for found in problems]


def test_rows_whose_source_changed_after_the_translation(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    commit(tmp_path, "en", ("Pulls an image.", "Pushes an image."), 10)
    commit(tmp_path, "fr", ("Extrait une image.", "Envoie une image."), 20)
    assert stale(tmp_path) == []
    commit(tmp_path, "en", ("Pulls an image.", "Pushes an image or a part of it."), 30)
    assert stale(tmp_path) == [("fr/page.md", 6)]
    commit(tmp_path, "fr", ("Extrait une image.", "Envoie une image ou une partie."), 40)
    assert stale(tmp_path) == []


def test_a_stale_row_is_no_drift_of_artifacts(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    commit(tmp_path, "en", ("Pulls an image.", "Pushes an image."), 10)
    commit(tmp_path, "fr", ("Extrait une image.", "Envoie une image."), 20)
    commit(tmp_path, "en", ("Pulls an image.", "Pushes an image or a part of it."), 30)
    job = Job(("en", "fr"), tmp_path, output=tmp_path / "out")
    assert build(job).written is not None
    assert [found.code for found in check(job).problems] == []
    assert [found.code for found in check(job, history=True).problems] == ["T301"]


def test_docs_without_history(tmp_path: Path) -> None:
    for code in ("en", "fr"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "page.md").write_text(PAGE.format("x y z"), encoding="utf-8")
    with pytest.raises(HistoryError, match="leave --history out"):
        stale(tmp_path)


# ------------------------------------------------------------------------------------------- dates and locales


def codes(config: Config, *docs: Document) -> list[str]:
    return [found.code for found in link(docs, config)[1]]


def dated(code: str, day: str) -> Document:
    return replace(in_locale(code, ONE), front_matter={"lastupdated": day})


def test_a_translation_with_an_older_date() -> None:
    assert codes(default(), dated("en", "2026-03-01"), dated("fr", "2025-11-20")) == ["T302"]
    assert codes(default(), dated("en", "2026-03-01"), dated("fr", "2026-03-01")) == []
    assert codes(default(), dated("en", "2026-03-01"), in_locale("fr", ONE)) == []


def test_a_locale_that_is_wanted_and_not_there() -> None:
    wanted = replace(default(), locales=("en", "fr", "ja"))
    assert codes(wanted, in_locale("en", ONE), in_locale("fr", ONE)) == ["T303"]
    assert codes(wanted, *(in_locale(code, ONE) for code in ("en", "fr", "ja"))) == []


def test_a_translation_is_held_against_the_source_of_its_date() -> None:
    old = replace(dated("en", "2025-01-01"), path="en-src-2025/page.md", actions=in_locale("en", ONE, TWO).actions)
    new, french = (
        dated("en", "2026-03-01"),
        replace(in_locale("fr", ONE, TWO), front_matter={"lastupdated": "2025-01-01"}),
    )
    assert codes(default(), old, new, french) == ["T302"]
    assert codes(default(), new, french) == ["T302", "T102"]
