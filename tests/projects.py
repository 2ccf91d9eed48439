"""Projects of docs made at random: pages of one service in several languages, with tables of either form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from docschema.pipeline import Job
from marks import MARKS

HEADERS = {"de": ("Aktion", "Beschreibung"), "en": ("Action", "Description"), "ja": ("アクション", "説明")}
TEXTS = {"de": "Ein Boot wird bewegt, Nummer", "en": "A boat is moved, number", "ja": "ボートが移動されました。番号"}
TITLES = {"de": "Ereignisse der Fähre", "en": "Events of the ferry", "ja": "フェリーのイベント"}
PARTS = ("boat", "pier", "ticket", "crew-list", "gate_2")
VERBS = ("moor", "cast", "open", "read", "list")

Project = Mapping[str, str]  # path -> text

ids = st.builds("ferry.{}.{}".format, st.sampled_from(PARTS), st.sampled_from(VERBS))
services = st.lists(ids, min_size=1, max_size=5, unique=True)


def pipe_table(header: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = (f"| {left} | {right} |" for left, right in [header, ("---", "---"), *((f"`{n}`", t) for n, t in rows)])
    return "\n".join(lines)


def html_table(header: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    head = f"  <tr>\n    <th>{header[0]}</th>\n    <th>{header[1]}</th>\n  </tr>\n"
    body = (f"  <tr>\n    <td><code>{name}</code></td>\n    <td>{text}</td>\n  </tr>\n" for name, text in rows)
    return f"<table>\n{head}{''.join(body)}</table>"


def page(locale: str, actions: list[str], *, html: bool = False, prose: str = "") -> str:
    """A page in one language that documents these actions in this order."""
    rows = [(name, f"{TEXTS[locale]} {number}.") for number, name in enumerate(actions, 2)]
    table = (html_table if html else pipe_table)(HEADERS[locale], rows)
    return f"# {TITLES[locale]}\n{{: #events}}\n\n{prose}\n\n{table}\n"


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """The docs of one service in one to three languages, all healthy and in agreement."""
    actions, html = draw(services), draw(st.booleans())
    locales = ["en", *draw(st.lists(st.sampled_from(("de", "ja")), unique=True))]
    return {f"docs/{locale}/ferry_at_events.md": page(locale, actions, html=html) for locale in locales}


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A page with some lines gone, doubled, cut or swapped, and with some tags, pipes and the like gone or put in."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, len(lines) - 1))
        way = draw(st.sampled_from(("delete", "double", "cut", "join", "drop", "put in", "truncate")))
        line = lines[number]
        at = draw(st.integers(0, len(line)))
        if way == "delete":
            del lines[number]
        elif way == "double":
            lines.insert(number, line)
        elif way == "cut":
            lines[number] = line[:at]
        elif way == "join":
            lines[number : number + 2] = ["".join(lines[number : number + 2])]
        elif way == "drop":
            mark = draw(
                st.sampled_from(("|", "`", "<tr>", "</tr>", "<td>", "</td>", "</th>", "<code>", ".", "-->", "<"))
            )
            lines[number] = line.replace(mark, "", 1)
        elif way == "put in":
            lines[number] = line[:at] + draw(st.sampled_from(MARKS)) + line[at:]
        else:
            del lines[number + 1 :]
        lines = lines or [""]
    return "\n".join(lines)


@st.composite
def damaged_projects(draw: st.DrawFn) -> Project:
    """A project, one page of which is damaged."""
    project = dict(draw(projects()))
    path = draw(st.sampled_from(sorted(project)))
    return {**project, path: draw(damaged(project[path]))}


@contextmanager
def on_disk(project: Project) -> Iterator[Path]:
    """A folder that holds a project."""
    with TemporaryDirectory(prefix="docschema-") as name:
        for path, text in project.items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogatepass"))
        yield Path(name)


def job(folder: Path, **more: object) -> Job:
    """All docs of a project."""
    return Job(("docs",), folder, **more)  # type: ignore[arg-type]
