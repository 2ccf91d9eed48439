"""Ten languages of a real doc of 2019, where a checkout has the shared folder of real docs beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docschema.config import Config
from docschema.model import Delivery, Route, Service
from docschema.pipeline import Job, Result, build
from docschema.problem import Severity
from docschema.report import unexplained

SHARED = Path(__file__).resolve().parents[2] / "shared"
SNAPSHOT = SHARED / "corpus/nl/Registry/2019-08-19-6c8fde84"
ENGLISH = "en-src-2019-08-07"
PAGE = "registry_at_events.md"
LOCALES = ("en", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW")
VERBS = {
    "exemption": ("create", "delete"),
    "image": ("build", "bulkdelete", "delete", "inspect", "list", "pull", "push", "rm", "tag", "untag"),
    "namespace": ("create", "delete", "list"),
    "quota": ("get", "set"),
    "registrytoken": ("delete", "get", "list"),
    "registrytokens": ("delete",),
    "retentionanalysis": (),
    "plan": ("get", "set"),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SNAPSHOT.is_dir(), reason="no shared folder of real docs beside this checkout"),
    pytest.mark.xdist_group("snapshot"),
]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    root = tmp_path_factory.mktemp("snapshot")
    for folder in SNAPSHOT.iterdir():
        if folder.name != "en":
            shutil.copytree(folder, root / "docs" / folder.name)
    shutil.copy(SHARED / "keywords.json", root)
    config = Config(root=root, path="docschema.toml", source_language="en", keywords=("keywords.json",))
    return build(Job(("docs",), root, config, root / "schemas"))


@pytest.fixture(scope="module")
def service(result: Result) -> Service:
    (found,) = result.model.services
    return found


def test_one_service_in_ten_languages(service: Service) -> None:
    assert (service.name, service.source_locale, service.locales) == ("registry", "en", LOCALES)
    assert service.sources["en"] == (f"docs/{ENGLISH}/{PAGE}",)


def test_its_actions(service: Service) -> None:
    segments = [[noun, verb] for noun, verbs in VERBS.items() for verb in verbs] + [["retentionanalysis"]]
    ids = [action.id for action in service.actions]
    assert sorted(ids) == sorted(".".join(["container-registry", *parts]) for parts in segments)
    assert (len(ids), ids[0], ids[-1]) == (24, "container-registry.exemption.create", "container-registry.plan.set")
    assert {action.section for action in service.actions} == {"at_events"}


def test_their_descriptions_in_ten_languages(service: Service) -> None:
    for action in service.actions:
        assert tuple(sorted(action.descriptions)) == tuple(sorted(LOCALES))
        assert len(set(action.descriptions.values())) == len(LOCALES)
    texts = {action.id: action.descriptions for action in service.actions}
    assert texts["container-registry.image.inspect"]["fr"] == "Affiche les détails d'une image."
    assert texts["container-registry.image.rm"]["zh-CN"].startswith("从 {{site.data.keyword.registrylong_notm}} 中删除")


def test_the_rules_of_both_deliveries(service: Service) -> None:
    pairs = [("ap-south", "jp-tok"), ("eu-central", "eu-de"), ("uk-south", "eu-gb"), ("ap-north", "jp-tok")]
    logdna = Delivery(
        "ui_atlogdna",
        same_region=True,
        domain="account",
        exceptions=("ap-south",),
        routes=tuple(Route(source, target) for source, target in [*pairs, ("Global", "us-south")]),
    )
    older = Delivery("ui_at", True, "account", ("ap-north",), (Route("ap-north", "ap-south"),))
    assert service.deliveries == (logdna, older)


def test_the_names_of_places(service: Service) -> None:
    names = {location.key: location.names for location in service.locations}
    assert (names["jp-tok"]["en"], names["jp-tok"]["de"], names["jp-tok"]["zh-CN"]) == ("Tokyo", "Tokio", "东京")
    assert (names["Global"]["en"], names["Global"]["zh-CN"]) == ("Global", "全局")
    assert dict(names["ap-south"]) == {}


def test_every_row_is_accounted_for(result: Result) -> None:
    assert unexplained(result.reading.documents) == 0
    assert [sum(t.rows for t in document.ledger) for document in result.reading.documents] == [30] * len(LOCALES)


def test_the_translated_codes_are_the_only_warnings(result: Result) -> None:
    found = [problem for problem in result.problems if problem.severity is not Severity.INFO]
    assert {problem.severity for problem in found} == {Severity.WARNING}
    assert [(problem.code, problem.span.path, problem.span.line) for problem in found] == [
        ("R102", f"docs/zh_CN/{PAGE}", line) for line in range(151, 156)
    ]


def test_the_artifacts_are_written(result: Result) -> None:
    assert result.written is not None
    assert result.drift is not None
    assert result.written.failed == ()
    assert len(result.drift.changes) == 31
