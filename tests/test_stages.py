"""What holds for each stage and for all of them in a row, on projects of docs made at random."""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import hostile
from budget import one_in
from docschema import pipeline
from docschema.commands.fix import repair, write
from docschema.config import default
from docschema.discover import SUFFIXES, discover
from docschema.extract import extract
from docschema.judging import baseline
from docschema.link import link
from docschema.lint import lint
from docschema.model import Document, Model
from docschema.page import Source
from docschema.problem import Problem, in_order
from docschema.read import read
from docschema.render import RenderOptions, render
from docschema.rendering.namelock import Lock
from docschema.report import problem_json, to_json
from docschema.scan import scan
from docschema.sync import State
from docschema.usage import Scope
from laws import assert_in_the_file, assert_lawful
from projects import PARTS, VERBS, Project, damaged_projects, job, on_disk, page, projects, services
from sample_model import MODEL

FEW = ("model.json", "actions.schema.json", "service.py", "reference.md")  # targets of each kind, to save time
PROSE = st.lists(st.sampled_from("Boats and piers have been painted in the harbour since 1987.".split()), max_size=12)


def documents_of(project: Project) -> list[Document]:
    return [extract(read(path, text.encode("utf-8", "surrogatepass"))) for path, text in project.items()]


def linked(documents: Sequence[Document]) -> tuple[Model, tuple[Problem, ...]]:
    """The model, and where its sources disagree."""
    model, problems = link(documents, default())
    return model, in_order(problems)


def rendered(documents: Sequence[Document]) -> dict[str, str]:
    made = render(linked(documents)[0], RenderOptions(targets=FEW))
    return {artifact.path: artifact.text for artifact in made}


def shuffled(documents: Iterable[Document], seed: int) -> list[Document]:
    found = list(documents)
    random.Random(seed).shuffle(found)
    return found


# ------------------------------------------------------------------------------------------- discover

names = st.sampled_from(["a.md", "B.md", "é x.markdown", "c.MD", "d.txt", ".e.md", "a", "b", ".git", "node_modules"])
trees = st.sets(st.lists(names, min_size=1, max_size=3).map("/".join), max_size=6)


@given(trees, st.permutations([".", "a", "b", "./a"]))
def test_a_folder_gives_each_of_its_pages_once_and_in_order(tree: set[str], order: list[str]) -> None:
    files = {path for path in tree if not any(other.startswith(f"{path}/") for other in tree)}
    with on_disk(dict.fromkeys(files, "")) as folder:
        whole, problems = discover(["."], folder)
        given_twice, _ = discover([path for path in order if (folder / path).is_dir()], folder)
    paths = [found.path.removeprefix("./") for found in whole]
    hidden = {path for path in files if any(part[0] == "." or part == "node_modules" for part in path.split("/"))}
    assert problems == ()
    assert paths == sorted(paths, key=lambda path: path.split("/"))
    assert set(paths) == {path for path in files - hidden if path.lower().endswith(SUFFIXES)}
    assert sorted(found.path.removeprefix("./") for found in given_twice) == sorted(paths)


# ------------------------------------------------------------------------------------------- extract, lint, link


@given(damaged_projects())
def test_a_doc_says_the_same_with_and_without_the_others(project: Project) -> None:
    together = documents_of(project)
    alone = [documents_of({path: text})[0] for path, text in list(project.items())[::-1]]
    assert alone[::-1] == together
    for document, text in zip(together, project.values(), strict=True):
        assert_lawful(document, Source(document.path, text))


@given(damaged_projects(), st.integers(0, 99))
def test_the_order_of_docs_changes_nothing(project: Project, seed: int) -> None:
    documents = documents_of(project)
    others = shuffled(documents, seed)
    assert lint(others) == lint(documents)
    assert linked(others) == linked(documents)


@given(damaged_projects())
def test_every_finding_of_a_project_stands_in_its_file(project: Project) -> None:
    sources = {path: Source(path, text) for path, text in project.items()}
    for finding in linked(documents_of(project))[1]:
        places = [
            finding.span,
            *(other.span for other in finding.related),
            *([finding.fix.span] if finding.fix else ()),
        ]
        for span in places:
            assert_in_the_file(span, sources[span.path])


@given(projects())
def test_a_healthy_project_has_no_findings(project: Project) -> None:
    documents = documents_of(project)
    found = [*lint(documents), *linked(documents)[1]]
    assert [finding for finding in found if finding.code not in ("D309", "D312")] == []


# ------------------------------------------------------------------------------------------- render


@one_in(5)
@given(projects(), PROSE, st.integers(0, 99))
def test_artifacts_know_nothing_of_prose_line_ends_or_order(project: Project, words: list[str], seed: int) -> None:
    edited = {
        path: text.replace("\n\n\n", f"\n\n{' '.join(words)}\n\n").replace("\n", "\r\n")
        for path, text in project.items()
    }
    whole = rendered(documents_of(project))
    assert rendered(shuffled(documents_of(edited), seed)) == whole
    assert whole.keys() > {"docschema.lock"}


@one_in(5)
@given(damaged_projects())
def test_rendering_twice_gives_the_same_and_leaves_the_model_alone(project: Project) -> None:
    model, _ = linked(documents_of(project))
    before = repr(model)
    first, second = (render(model, RenderOptions(targets=FEW)) for _ in range(2))
    assert first == second
    assert repr(model) == before


# ------------------------------------------------------------------------------------------- sync


@one_in(10)
@given(damaged_projects())
def test_after_a_build_there_is_nothing_to_build(project: Project) -> None:
    with on_disk(project) as folder:
        task = job(folder, config=replace(default(), targets=FEW), output=folder / "out")
        built = pipeline.build(task)
        assert built.written is None or built.written.failed == ()
        for again in (pipeline.build(task), pipeline.check(task)):
            changes = again.drift.changes if again.drift else ()
            assert [change.path for change in changes if change.state is not State.UNCHANGED] == []
            assert not [found for found in again.problems if found.code in ("A101", "A102", "A103", "A104")]


# ------------------------------------------------------------------------------------------- fix


@one_in(5)
@given(damaged_projects())
def test_a_repair_is_whole_loses_no_id_and_touches_no_other_line(project: Project) -> None:
    with on_disk(project) as folder:
        before = pipeline.documents(job(folder)).documents
        outcome = repair(job(folder))
        assert write(outcome, folder) == ()
        assert repair(job(folder)).files == (), "a second time there is nothing to repair"
        after = {document.path: document for document in pipeline.documents(job(folder)).documents}
    subjects = {finding.subject for finding in outcome.done}
    for document in before:
        ids, left = ({fact.id for fact in found.actions} for found in (document, after[document.path]))
        assert len(after[document.path].actions) == len(document.actions)
        assert ids - left <= subjects
    for file in outcome.files:
        assert changed_lines(file.old, file.new) <= sum(
            1 + (f.fix.replacement.count("\n") if f.fix else 0) for f in file.done
        )


def changed_lines(old: bytes, new: bytes) -> int:
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    changes = (code for code in matcher.get_opcodes() if code[0] != "equal")
    return sum(max(after - before, last - first) for _, before, after, first, last in changes)


# ------------------------------------------------------------------------------------------- scan


CODE = [
    *'"\'`#\\\n{}()=,.: ', '"""', "f'", "//", "/*", "*/", "import ", "from registry import Action\n", "Action.",
    "registry.image.pull", "registry.image.fetch", "registry.image.", "x.backup.create", "REGISTRY_IMAGE_PULL",
    "# docschema: ignore C101\n", "\r\n", "\t", "é", "\0",
]  # fmt: skip
code = st.lists(st.sampled_from(CODE), max_size=30).map("".join)


@given(code, st.sampled_from(["py", "ts", "java", "go", "sh", "txt"]))
def test_whatever_the_code_its_findings_stand_in_it(text: str, ending: str) -> None:
    path = f"a.{ending}"
    with on_disk({path: text}) as folder:
        first, second = (scan(MODEL, Scope((".",), folder, home=folder), Lock()) for _ in range(2))
    assert first == second
    assert first.files + sum(first.passed_over.values()) == 1
    for finding in first.problems:
        if finding.span.path.endswith(path):
            assert_in_the_file(finding.span, Source(path, text))


@one_in(2)
@given(services, st.sampled_from(("py", "go")))
def test_every_action_that_stands_in_code_is_used(actions: list[str], ending: str) -> None:
    model, _ = linked(documents_of({"docs/en/ferry_at_events.md": page("en", actions)}))
    others = sorted({f"ferry.{part}.{verb}" for part in PARTS for verb in VERBS} - set(actions))[:3]
    text = "x = [\n" + "".join(f'    "{name}",\n' for name in [*actions, *others]) + "]\n"
    with on_disk({f"a.{ending}": text}) as folder:
        usage = scan(model, Scope((".",), folder, home=folder), Lock())
    assert [(covered.used, covered.missing) for covered in usage.coverage] == [(len(actions), ())]
    unknown = [found.span.line for found in usage.problems if found.code == "C101"]
    assert unknown == [number for number, _ in enumerate(others, len(actions) + 2)]


# ------------------------------------------------------------------------------------------- report, baseline


@one_in(2)
@given(st.lists(hostile.problems, max_size=5))
def test_findings_as_json_are_what_they_were(problems: list[Problem]) -> None:
    content = json.loads(to_json({"documents": []}, problems))
    assert content["problems"] == [json.loads(json.dumps(problem_json(found))) for found in problems]


@given(st.lists(hostile.problems, max_size=6), st.integers(0, 6))
def test_a_baseline_hides_what_it_was_made_of_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, problems: list[Problem], known: int
) -> None:
    file = tmp_path_factory.getbasetemp() / "baseline.json"
    file.write_text(baseline.to_text(problems[:known]), "utf-8", "surrogatepass")
    new, left = baseline.apart(problems, baseline.load(Path(file)), lambda found: found.fingerprint)
    assert sorted(found.fingerprint for found in new) == sorted(found.fingerprint for found in problems[known:])
    assert not any(left.values())
