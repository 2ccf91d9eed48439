"""What comes after reading takes time by the size of what it is given: linking, rendering, filters, diffs, reports."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import hostile
from docschema.config import ServiceConfig, default
from docschema.judging import baseline
from docschema.judging.source_lines import lines_of
from docschema.judging.suppress import directives_in_code, directives_in_doc
from docschema.linking.edits import apply
from docschema.markup.injected import markers_in, replaced
from docschema.model import (
    ActionFact,
    Availability,
    AvailabilityFact,
    DefaultFact,
    Delivery,
    Document,
    EventField,
    FieldFact,
    FixedFact,
    Group,
    Location,
    Model,
    Observation,
    Passage,
    Place,
    RenameFact,
    Route,
    RouteFact,
    Section,
    Service,
)
from docschema.problem import Fix, Problem, Span
from docschema.render import Press, RenderOptions, artifacts, prepare
from docschema.rendering import templating
from docschema.rendering.emit import EmitError
from docschema.rendering.filters import FILTERS
from docschema.rendering.namelock import Lock
from docschema.report import to_json
from docschema.reporting import github, sarif
from docschema.reporting.text import finding_text
from docschema.rules import problem
from docschema.scan import scan
from docschema.sync import Change, Drift, State, diff
from docschema.usage import Scope
from doubling import assert_linear
from linking import linked
from sample_model import MODEL, PULL, SERVICE, action, model_of

Ids = Callable[[int], str]
Sections = Callable[[int], Group]

# ------------------------------------------------------------------------------------------- link


def rows(number: int, locale: str = "en", ids: Ids = "a.b{}.get".format, sections: Sections = lambda _: Group(""),
         path: str = "") -> Document:  # fmt: skip
    path = path or f"docs/{locale}/page.md"
    facts = [ActionFact(ids(n), Span(path, n + 9, 3, 9), f"{n} {locale}", group=sections(n)) for n in range(number)]
    groups = tuple(dict.fromkeys(fact.group for fact in facts))
    spans = tuple(Span(path, n + 1) for n in range(len(groups)))
    return Document(path, locale, "gfm", actions=tuple(facts), groups=groups, group_spans=spans)


def shuffled(number: int) -> list[int]:
    return [7919 * n % number for n in range(number)]


def place(number: int) -> Place:
    return Place(f"aq-{number}", f"Pier {number}")


def in_order(number: int) -> list[int]:
    return list(range(number))


def one_section(_: int) -> Group:
    return Group("Where")


def ruled(
    number: int,
    kind: str,
    locale: str = "en",
    shift: int = 0,
    sections: Sections = one_section,
    order: Callable[[int], list[int]] = in_order,
) -> Document:
    """A doc with one action and so many region rules."""
    document = rows(1, locale)
    placed = [(n, sections(n), Span(document.path, line, 1, 4)) for line, n in enumerate(order(number), 20)]
    groups = tuple(dict.fromkeys(group for _, group, _ in placed))
    facts: Mapping[str, Callable[[], Any]] = {
        "routes": lambda: tuple(RouteFact(place(n), place(n + 1 + shift), group, at) for n, group, at in placed),
        "fixed": lambda: tuple(FixedFact(None, place(n + shift), group, at) for n, group, at in placed),
        "availability": lambda: tuple(AvailabilityFact(place(n + shift), True, group, at) for n, group, at in placed),
        "defaults": lambda: (DefaultFact(*placed[0][1:], tuple(f"aq-{n + shift}" for n, _, _ in placed)),),
    }
    return replace(
        document, groups=groups, group_spans=tuple(Span(document.path, n + 1) for n in range(len(groups))),
        **{kind: facts[kind]()},
    )  # fmt: skip


def with_fields(number: int, locale: str = "en", shift: int = 0) -> Document:
    document = rows(1, locale)
    fields = (FieldFact(f"requestData.f{n + shift}", Span(document.path, n + 10), "string") for n in range(number))
    return replace(document, fields=tuple(fields))


def described(locale: str, text: str) -> Document:
    document = rows(1, locale)
    passage = Passage(text, Span(document.path, 9, 20, len(text)))
    return replace(document, actions=(replace(document.actions[0], description=text, passage=passage),))


def cells(source: str, translation: str) -> Callable[[int], object]:
    """Rows whose descriptions have so many parts, with a number in each."""

    def work(number: int) -> object:
        texts = ("".join(part.replace("0", str(n)) for n in range(number)) for part in (source, translation))
        return linked(*map(described, ("en", "fr"), texts))

    return work


def with_translated_codes(number: int, subject: str) -> Document:
    document = ruled(number, "routes", "fr", number)
    seen = (Observation("code-translated", fact.span, fact.target.key, subject=subject) for fact in document.routes)
    return replace(document, observations=tuple(seen))


def both(
    kind: str,
    shift: int = 0,
    sections: tuple[Sections, Sections] = (one_section, one_section),
    order: Callable[[int], list[int]] = in_order,
) -> Callable[[int], object]:
    """A doc with rules of a kind, and its translation, where they may be others, elsewhere, or in another order."""
    own, others = sections
    return lambda number: linked(
        ruled(number, kind, sections=own), ruled(number, kind, "fr", shift, sections=others, order=order)
    )


def _headings(number: int) -> Group:
    return Group("H" + "!" * (number % 50) + "?" * (number // 50))  # one name in links for all


LINKED: dict[str, Callable[[int], object]] = {
    "rows": lambda n: linked(rows(n), rows(n, "fr")),
    "rows of other ids": lambda n: linked(rows(n), rows(n + 1, "fr", "x.y{}.put".format)),
    "rows of ids nearly alike": lambda n: linked(rows(n), rows(n + 1, "fr", "a.b{}.gett".format)),
    "every second row of another id": lambda n: linked(rows(n), rows(n, "fr", lambda k: f"a.{'bx'[k % 2]}{k}.get")),
    "rows in any order": lambda n: linked(rows(n), rows(n, "fr", [f"a.b{k}.get" for k in shuffled(n)].__getitem__)),
    "rows turned round": lambda n: linked(rows(n), rows(n, "fr", lambda k: f"a.b{n - k}.get")),
    "rows of two ids": lambda n: linked(rows(n, ids=lambda k: f"a.b{k % 2}.get"),
                                        rows(n, "fr", lambda k: f"a.b{k * 2 // n}.get")),
    "rows that a translation lacks": lambda n: linked(rows(n), rows(1, "fr")),
    "sections": lambda n: linked(*(rows(n, code, sections=lambda k: Group(f"H{k}")) for code in ("en", "fr"))),
    "sections of one name": lambda n: linked(*(rows(n, code, sections=_headings) for code in ("en", "fr"))),
    "sections that a translation lacks": lambda n: linked(rows(n, sections=lambda k: Group(f"H{k}")),
                                                          rows(2, "fr", "x.y{}.z".format)),
    "services": lambda n: linked(*(rows(1, path=f"docs/s{k}/page.md") for k in range(n))),
    "services of one name": lambda n: linked(*(rows(1, path=f"docs/s{k}/one/page.md") for k in range(n))),
    "docs of a service": lambda n: linked(*(rows(1, path=f"d/p{k}.md") for k in range(n)), config=replace(
        default(), services=(ServiceConfig("s", docs=("d",)),))),
    "routes": both("routes"),
    "routes to other places": lambda n: linked(ruled(n, "routes"), ruled(n + 1, "routes", "fr", n)),
    "routes of sections": both("routes", 1, (lambda k: Group(f"H{k}"), lambda k: Group(f"H{k}"))),
    "routes of other sections": both("routes", 1, (lambda k: Group(f"H{k}"), lambda k: Group(f"G{k}"))),
    "fixed places": both("fixed", shift=100_000),
    "availability": both("availability", shift=100_000),
    "availability in any order": both("availability", order=shuffled),
    "exceptions": both("defaults", shift=100_000),
    "translated codes": lambda n: linked(ruled(n, "routes"), with_translated_codes(n, "")),
    "translated codes in prose": lambda n: linked(ruled(n, "routes"), with_translated_codes(n, "x\0aq-1")),
    "fields": lambda n: linked(with_fields(n), with_fields(n, "fr")),
    "other fields": lambda n: linked(with_fields(n), with_fields(n, "fr", n)),
    "renames": lambda n: linked(replace(rows(n), renamed=tuple(
        RenameFact(f"a.o{k}.get", f"a.b{k}.get", Span("docs/en/page.md", k + 9)) for k in range(n)))),
    "code spans of a cell": cells("`a0` ", "`b0` "),
    "link targets of a cell": cells("[x](a0) ", "[x](b0) "),
    "variables of a cell": cells("{{site.data.keyword.a0}} ", "{{site.data.keyword.b0}} "),
    "numbers of a cell": cells("110 ", "220 "),
    **{f"{piece!r} in a cell": cells(piece, f"{piece}x") for piece in ("<a ", "](", "`", "{{site.data.", "1,", "]( ")},
}  # fmt: skip


# Fewer rows than 500 of each side are compared stretch by stretch.
_COMPARED = ("every second row of another id", "rows in any order", "rows turned round", "rows of two ids")


@pytest.mark.slow
@pytest.mark.parametrize("what", LINKED)
def test_linking(what: str) -> None:
    LINKED[what](64)
    assert_linear(LINKED[what], start=600 if what in _COMPARED else 64)


# ------------------------------------------------------------------------------------------- render


def _many_actions(number: int, prefix: str = "registry", **more: object) -> Service:
    texts = {"en": "Pulls.", "fr": "Extrait."}
    actions = tuple(action(f"{prefix}.i{n}.pull", texts) for n in range(number))
    return replace(SERVICE, actions=actions, **more)


def _many_places(number: int) -> Service:
    keys = [f"aq-{n}" for n in range(number)]
    routes = tuple(Route(key, keys[n - 1]) for n, key in enumerate(keys))
    available = tuple(Availability(key, True) for key in keys)
    rule = Delivery("ui", True, exceptions=tuple(keys), routes=routes, availability=available)
    return replace(SERVICE, locations=tuple(Location(key, key, {"en": key}) for key in keys), deliveries=(rule,))


def _many_sections(number: int) -> Service:
    keys = [f"s{n}" for n in range(number)]
    actions = (replace(a, section=keys[n]) for n, a in enumerate(_many_actions(number).actions))
    rules = tuple(Delivery(key, routes=(Route("us-south", "eu-de"),)) for key in keys)
    sections = tuple(Section(key, {"en": key}) for key in keys)
    return replace(SERVICE, sections=sections, actions=tuple(actions), deliveries=rules)


def _many_fields(number: int, *, own: bool) -> Service:
    service = _many_actions(number if own else 1)
    fields = (
        EventField(f"requestData.f{n}", "string", {"en": "x"}, ("a", "b"), (service.actions[n].id,) if own else ())
        for n in range(number)
    )
    return replace(service, fields=tuple(fields))


def _many_locales(number: int) -> Service:
    codes = ("en", *(f"q{n}" for n in range(number)))
    sources = {code: (f"docs/{code}/page.md",) for code in codes}
    return replace(SERVICE, locales=codes, sources=sources, actions=(action(PULL, dict.fromkeys(codes, "x")),))


SHAPES: dict[str, Callable[[int], Service]] = {
    "actions": lambda n: _many_actions(2 * n),
    "patterns": lambda n: _many_actions(n, "<service_id>"),
    "places": _many_places,
    "sections": _many_sections,
    "fields": lambda n: _many_fields(2 * n, own=False),
    "fields of their own": lambda n: _many_fields(n, own=True),
    "renames": lambda n: _many_actions(n, renamed=tuple((f"registry.o{k}.x", f"registry.i{k}.pull") for k in range(n))),
    "renames of renames": lambda n: replace(SERVICE, renamed=tuple((f"a.b{k}.c", f"a.b{k + 1}.c") for k in range(n))),
    "letters": lambda n: replace(SERVICE, actions=(action(PULL, {"en": "a_*b `<{{ " * 8 * n}),)),
}
TEMPLATES = [name for name, template in templating.load().items() if template.path]


def _of_all_shapes(number: int) -> Model:
    """A service for each shape."""
    return model_of(*(replace(make(number), name=f"s{n}") for n, make in enumerate(SHAPES.values())))


def _of_services(number: int) -> Model:
    return model_of(*(replace(_many_actions(1), name=f"s{n}") for n in range(number)))


def _of_locales(number: int) -> Model:
    return model_of(_many_locales(number))


_OTHER_LOCALES = ("index.md", "reference.md", "event.md")


@cache
def _pressed(model: Callable[[int], Model], number: int) -> Press:
    return prepare(model(number), RenderOptions())


@pytest.mark.slow
@pytest.mark.parametrize("model", [_of_all_shapes, _of_services, _of_locales])
@pytest.mark.parametrize("target", TEMPLATES)
def test_rendering_and_holding_against_the_model(target: str, model: Callable[[int], Model]) -> None:
    if model is _of_locales and target in _OTHER_LOCALES:
        pytest.skip("a page for each locale that names all others")
    pressed = {n: replace(_pressed(model, n), options=RenderOptions(targets=(target,))) for n in (2, 16, 32)}
    artifacts(pressed[2])  # what is loaded once
    assert_linear(lambda n: artifacts(pressed[n]), start=16, most=16)


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_making_a_model_ready_for_templates(shape: str) -> None:
    prepare(model_of(SHAPES[shape](4)), RenderOptions())
    assert_linear(lambda n: prepare(model_of(SHAPES[shape](n)), RenderOptions()), start=64, most=64)


# ------------------------------------------------------------------------------------------- filters

_PIECES = (*hostile.PIECES, "*/", "-->", "{{site.data.", "{{ ", "<a ", "`", "_", "A_", "{a}", "[", "{{site.data.a}}")


def _values(piece: str, number: int) -> Iterator[object]:
    """Values of each kind that a filter may be given, with a text of so many pieces."""
    text = piece * number
    yield from (text, {"names": {"en": text}, "name": text, "code": text}, {"names": {}, "name": text, "code": None})
    yield from ([piece] * number, True, 7, [{"literals": (piece,) * number}], {"text": text})
    field = {"type": "string", "role": "", "ref": "", "many": True, "values": (piece,) * number, "closed": True}
    yield {**field, "name": text, "description": text, "descriptions": {"en": text}, "member": text}


def _arguments(function: Callable[..., str]) -> tuple[object, ...]:
    """What a filter needs beside its value: one text for each further parameter without a default."""
    needed = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    return ("en",) * (len([p for p in needed if p.kind is p.POSITIONAL_OR_KEYWORD]) - 1)


def _filtered(name: str, piece: str, number: int) -> int:
    """How many of the values the filter takes."""
    taken, more = 0, _arguments(FILTERS[name])
    for value in _values(piece, number):
        with suppress(EmitError, TypeError, AttributeError, LookupError, ValueError):
            FILTERS[name](value, *more)
            taken += 1
    return taken


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_is_given_something_that_it_takes(name: str) -> None:
    assert any(_filtered(name, piece, 1) for piece in ("a", "A"))


@pytest.mark.slow
@pytest.mark.parametrize("name", FILTERS)
def test_filters(name: str) -> None:
    assert_linear(lambda n: [_filtered(name, piece, n) for piece in _PIECES], start=64, most=64)


# ------------------------------------------------------------------------------------------- diffs


def _file(number: int, line: Callable[[int], str]) -> list[str]:
    return [line(n) for n in range(number)]


FILES: dict[str, Callable[[int], tuple[list[str], list[str]]]] = {
    "equal lines": lambda n: (["a"] * n, [*["a"] * (n // 2), "b", *["a"] * (n // 2)]),
    "different lines": lambda n: (_file(n, "a{}".format), _file(n, "b{}".format)),
    "every second line": lambda n: (_file(n, "a{}".format), _file(n, lambda k: f"{'ab'[k % 2]}{k}")),
    "lines of a few kinds": lambda n: (_file(n, lambda k: f"a{k % 9}"), _file(n, lambda k: f"a{k * 9 // n}")),
    "lines that stand there often": lambda n: (
        _file(n, lambda k: f"a{k % (n // 50 + 1)}"),
        _file(n, lambda k: f"a{k * (n // 50 + 1) // n}"),
    ),
    "lines in any order": lambda n: (_file(n, "a{}".format), [f"a{k}" for k in shuffled(n)]),
}


def _compared(files: tuple[list[str], list[str]]) -> str:
    old, new = ("".join(f"{line}\n" for line in lines).encode() for lines in files)
    return diff(Drift(Path("out"), (Change("x", Path("out/x"), State.STALE, old, new),)))


@pytest.mark.parametrize("what", FILES)
def test_comparing_files(what: str) -> None:
    assert_linear(lambda n: _compared(FILES[what](n)), start=1024)


# ------------------------------------------------------------------------------------------- findings


def _findings(number: int, *, one_line: bool) -> list[Problem]:
    spans = (Span("a.md", 1, 6 * n + 1, 4) if one_line else Span("a.md", n + 1, 1, 4) for n in range(number))
    return [problem("code-differs", span, f"x{n}", f"y{n}") for n, span in enumerate(spans)]


def _shown(folder: Path, number: int, *, one_line: bool) -> None:
    (folder / "a.md").write_text(("abcd. " if one_line else "abcd.\n") * number)
    lines = lines_of((folder,))
    for found in _findings(number, one_line=one_line):
        finding_text(found, lines)


def _judged(folder: Path, number: int) -> None:
    file = folder / "baseline.json"
    file.write_text(baseline.to_text(_findings(number, one_line=False)))
    known = baseline.load(file)
    _, left = baseline.apart(_findings(number // 2, one_line=False), known, lambda found: found.fingerprint)
    list(baseline.stale(known, left))


def _repaired(number: int) -> None:
    found = (replace(p, fix=Fix(p.span, "zz")) for p in _findings(number, one_line=True))
    apply("abcd. " * number, found)


_RUN = sarif.Run("check", "1", (Path(),), failed=True, severities={})
_BLOCK = "<!-- docschema-begin a.md -->\n<!-- docschema-end -->\n"
REPORTS: dict[str, Callable[[Path, int], object]] = {
    "lines": lambda folder, n: _shown(folder, n, one_line=False),
    "places of one line": lambda folder, n: _shown(folder, n, one_line=True),
    "annotations": lambda folder, n: [github.annotation(p, (folder,), "/") for p in _findings(n, one_line=True)],
    "sarif": lambda _, n: sarif.log(_findings(n, one_line=True), _RUN),
    "json": lambda _, n: to_json({}, _findings(n, one_line=True)),
    "baseline": _judged,
    "repairs": lambda _, n: _repaired(n),
    "suppressions of a doc": lambda _, n: directives_in_doc("a.md", "<!-- docschema: ignore-start D209 -->\n" * n),
    "suppressions of a line": lambda _, n: directives_in_code("a.py", "# docschema: ignore D209 " * 4 * n),
    "suppressions of nothing": lambda _, n: directives_in_code("a.py", "# docschema: ignore qqq\n" * n),
    "generated blocks": lambda _, n: replaced(_BLOCK * n, [(block, "y\n") for block in markers_in(_BLOCK * n).blocks]),
    "open blocks": lambda _, n: markers_in("<!-- docschema-begin a.md -->\n" * n),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", REPORTS)
def test_findings_and_comments(what: str, tmp_path: Path) -> None:
    REPORTS[what](tmp_path, 8)
    assert_linear(lambda n: REPORTS[what](tmp_path, n))


CODE = (
    '"registry.image.pull" ', "registry.image.pull\n", '"""', "'", '"', "/*", "`", "${", "\\", "f'{", "(", "a.",
    "from registry import Action\nAction.IMAGE_PULL\n", "registry.image.", "'''", "#",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["py", "ts", "java", "sh"])
def test_scanning(ending: str, tmp_path: Path) -> None:
    def work(number: int) -> None:
        for n, piece in enumerate(CODE):
            (tmp_path / f"{n}.{ending}").write_text(piece * number)
        scan(MODEL, Scope((".",), tmp_path, home=tmp_path), Lock())

    assert_linear(work)
