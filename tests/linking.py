"""Documents written by hand or in Markdown, for the tests of what joins them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docschema.config import Config, default
from docschema.discover import discover, load
from docschema.extract import extract
from docschema.link import link
from docschema.model import ActionFact, Document, Group, Model, Observation, Service
from docschema.problem import Problem, Span
from docschema.read import read

DOCS = Path(__file__).parents[1] / "docs"


def document(path: str, locale: str = "en", ids: Sequence[str] = ("a.b.get",), **front: str) -> Document:
    """A doc with one action for each id, in a section without a heading."""
    facts = tuple(ActionFact(name, Span(path, number, 3), f"{name} in {locale}") for number, name in enumerate(ids, 10))
    return Document(path, locale, "gfm", dict(front), actions=facts)


def sectioned(path: str, locale: str, sections: Mapping[Group, Sequence[str]]) -> Document:
    """A doc whose sections have these ids, in rows counted through."""
    rows = [(group, name) for group, names in sections.items() for name in names]
    facts = tuple(ActionFact(name, Span(path, n, 3), group=group) for n, (group, name) in enumerate(rows, 10))
    return Document(path, locale, "gfm", actions=facts, groups=tuple(sections))


def of_text(text: str, path: str = "docs/en/page.md") -> Document:
    """The facts of a page of Markdown."""
    return extract(read(path, text.encode()))


def linked(*documents: Document, config: Config | None = None) -> tuple[Model, tuple[Problem, ...]]:
    return link(documents, config or default())


def service(*documents: Document, config: Config | None = None) -> Service:
    """The only service of some docs."""
    (found,) = linked(*documents, config=config)[0].services
    return found


def told(problems: Sequence[Problem]) -> list[tuple[str, str, int]]:
    """Code, subject and line of each finding."""
    return [(found.code, found.subject, found.span.line) for found in problems]


def translated(text: str, line: int) -> Observation:
    """What an extractor notes of a region code that was translated."""
    return Observation("code-translated", Span("fr/page.md", line, 3, len(text)), text)


def read_folder(folder: Path) -> tuple[Document, ...]:
    """The facts of all pages of a folder, paths relative to it."""
    found, problems = discover(["."], folder)
    assert problems == ()
    documents = []
    for source in found:
        data, amiss = load(source)
        assert data is not None
        assert amiss == ()
        documents.append(extract(read(source.path.removeprefix("./"), data)))
    return tuple(documents)
