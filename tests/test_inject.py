"""Generated parts of pages written by hand: kept up to date between markers, never written over an edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import sample_model as sample
from budget import one_in
from docschema.cli import commands
from docschema.extract import extract
from docschema.fragments import FragmentError, fragment, names
from docschema.markup.injected import checksum_of, markers_in, replaced, without_generated
from docschema.model import Completeness, EventField, Model
from docschema.read import read
from docschema.render import Press, RenderOptions, prepare
from docschema.rendering import emit
from doubling import assert_linear
from test_emit import HOSTILE

DOC = """# Audit events of the parcel service

## Parcels
{: #at_parcels}

| Action                 | Description          |
|------------------------|----------------------|
| `parcels.label.create` | Prints a label.      |
| `parcels.parcel.send`  | Hands a parcel over. |

## Where events are
{: #ui}

Events are available in the region where the events are generated, except for `ap-north`. Events for `ap-north` show in
`ap-south`.
"""
FRENCH = """# Événements d'audit du service de colis

## Colis
{: #at_parcels}

| Action                 | Description            |
|------------------------|------------------------|
| `parcels.label.create` | Imprime une étiquette. |
| `parcels.parcel.send`  | Remet un colis.        |

## Où se trouvent les événements
{: #ui}

Les événements sont disponibles dans la région où ils sont générés, à l'exception de `ap-north`. Les événements de
`ap-north` s'affichent dans `ap-south`.
"""
CONFIG = 'docs = ["docs"]\noutput = "out"\ninject = ["README.md"]\ntargets = ["model.json"]\n'
ACTIONS = "<!-- docschema-begin actions-table.md -->"
END = "<!-- docschema-end -->"
PAGE = f"# Parcels\n\nBefore.\n\n{ACTIONS}\n{END}\n\nAfter."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for locale, text in (("en", DOC), ("fr", FRENCH)):
        (tmp_path / "docs" / locale).mkdir(parents=True)
        (tmp_path / "docs" / locale / "parcels_events.md").write_text(text, "utf-8")
    (tmp_path / "docschema.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "README.md").write_bytes(PAGE.encode())
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, [*words], catch_exceptions=False)


def readme(folder: Path) -> bytes:
    return (folder / "README.md").read_bytes()


def found(*words: str) -> list[tuple[str, str, int]]:
    """The errors about pages in a run: code, path, line."""
    said = json.loads(run(*words, "--output-format", "json").stdout)
    return [
        (item["code"], item["path"], item["line"])
        for item in said["problems"]
        if item["code"] in ("A101", "A105", "A106")
    ]


# ------------------------------------------------------------------------------------------- kept up to date


def test_a_table_is_put_between_its_markers(folder: Path) -> None:
    assert run("build").exit_code == 0
    before, rest = PAGE.encode().split(f"{ACTIONS}\n{END}".encode())
    text = readme(folder)
    assert text.startswith(before + ACTIONS.encode())
    assert text.endswith(rest)
    (block,) = markers_in(text.decode()).blocks
    assert block.is_as_generated
    assert block.text == (
        "\n| Action | Description |\n| --- | --- |\n"
        "| `parcels.label.create` | Prints a label. |\n| `parcels.parcel.send` | Hands a parcel over. |\n\n"
    )


def test_a_second_build_changes_nothing_and_check_is_clean(folder: Path) -> None:
    run("build")
    once = readme(folder)
    again = run("build", "--output-format", "json")
    assert {"path": "../README.md", "state": "unchanged"} in json.loads(again.stdout)["artifacts"]
    assert readme(folder) == once
    assert run("check").exit_code == 0


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["no-bom", "bom"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_all_other_bytes_stay(folder: Path, line_end: str, bom: bytes) -> None:
    data = bom + PAGE.replace("\n", line_end).encode()
    (folder / "README.md").write_bytes(data)
    assert run("build").exit_code == 0
    text = readme(folder)
    before, rest = data.split(f"{ACTIONS}{line_end}{END}".encode())
    assert text.startswith(before)
    assert text.endswith(rest)
    (block,) = markers_in(text.removeprefix(bom).decode()).blocks
    assert block.text.replace(line_end, "").count("\n") == 0
    assert block.text.count(line_end) == 6
    assert run("check").exit_code == 0


def test_line_ends_are_no_edit(folder: Path) -> None:
    run("build")
    (folder / "README.md").write_bytes(readme(folder).replace(b"\n", b"\r\n"))
    assert found("check") == []


def test_a_change_of_the_docs_is_drift_until_the_next_build(folder: Path) -> None:
    run("build")
    doc = folder / "docs/en/parcels_events.md"
    doc.write_text(doc.read_text("utf-8").replace("Prints a label.", "Prints two labels."), "utf-8")
    assert ("A101", (folder / "README.md").as_posix(), 1) in [
        (c, Path(p).absolute().as_posix(), n) for c, p, n in found("check")
    ]
    said = run("check").stdout
    assert "stale" in said
    assert "+| `parcels.label.create` | Prints two labels. |" in said
    assert "run docschema build" in said
    run("build")
    assert b"Prints two labels." in readme(folder)
    assert found("check") == []


def test_dry_run_and_diff_write_nothing(folder: Path) -> None:
    assert "files to write" in run("build", "--dry-run").output
    assert "+| `parcels.parcel.send` | Hands a parcel over. |" in run("build", "--diff").output
    assert readme(folder) == PAGE.encode()


def test_pages_can_be_named_on_the_command_line(folder: Path) -> None:
    (folder / "docschema.toml").write_text(CONFIG.replace('inject = ["README.md"]\n', ""), "utf-8")
    run("build")
    assert readme(folder) == PAGE.encode()
    (folder / "OTHER.md").write_text(PAGE, "utf-8")
    assert run("build", "--inject", "README.md", "--inject", "OTHER.md").exit_code == 0
    assert b"Hands a parcel over." in readme(folder)
    assert (folder / "OTHER.md").read_bytes() == readme(folder)
    (folder / "OTHER.md").write_text(PAGE, "utf-8")
    assert "build --inject OTHER.md" in run("check", "--inject", "OTHER.md").output
    assert run("build", "docs", "--output", "elsewhere", "--inject", "OTHER.md").exit_code == 0
    assert (folder / "OTHER.md").read_bytes() == readme(folder)


def test_a_link_stays_one(folder: Path) -> None:
    (folder / "page.md").write_bytes(PAGE.encode())
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to("page.md")
    assert run("build").exit_code == 0
    assert (folder / "README.md").is_symlink()
    assert b"Hands a parcel over." in (folder / "page.md").read_bytes()


def test_words_of_a_marker_choose(folder: Path) -> None:
    marker = '<!-- docschema-begin actions-table.md service=parcels-events locale=fr section="at_parcels" -->'
    rules = "<!-- docschema-begin regions-table.md figure=false -->"
    (folder / "README.md").write_text(f"{marker}\n{END}\n\n{rules}\n{END}\n", "utf-8")
    assert run("build").exit_code == 0
    text = readme(folder).decode()
    assert "Remet un colis." in text
    assert "- Events for `ap-north` show in `ap-south`." in text
    assert "| `ap-north` | `ap-south` |" in text
    assert "mermaid" not in text
    (folder / "README.md").write_text(text.replace("figure=false", "figure=true"), "utf-8")
    run("build")
    assert "```mermaid" in readme(folder).decode()


# ------------------------------------------------------------------------------------------- hand edits


@pytest.mark.parametrize("option", [(), ("--diff",)], ids=["plain", "diff"])
def test_an_edit_is_not_written_over(folder: Path, option: tuple[str, ...]) -> None:
    """The finding is injection-edited."""
    run("build")
    edited = readme(folder).replace(b"Prints a label.", b"Prints labels.")
    (folder / "README.md").write_bytes(edited)
    (folder / "out/parcels-events/model.json").unlink()
    result = run("build", *option)
    assert result.exit_code == 1
    assert "README.md:5:1: error A105" in result.output
    assert "move the edit out of the markers" in result.output
    assert readme(folder) == edited
    assert not (folder / "out/parcels-events/model.json").exists()  # nothing at all is written
    assert [code for code, _, _ in found("check")] == ["A105"]  # beside a missing artifact, which is A102


@pytest.mark.parametrize("end", [END, "<!-- docschema-end sha256=0123456789abcdef -->"])
def test_an_emptied_block_is_written_again(folder: Path, end: str) -> None:
    run("build")
    once = readme(folder)
    (folder / "README.md").write_bytes(PAGE.replace(END, end).encode())
    assert run("build").exit_code == 0
    assert readme(folder) == once


def test_a_text_without_a_checksum_is_an_edit(folder: Path) -> None:
    (folder / "README.md").write_text(PAGE.replace(END, f"My own words.\n{END}"), "utf-8")
    assert [code for code, _, _ in found("build")] == ["A105"]


def test_an_edit_outside_of_the_markers_is_none(folder: Path) -> None:
    run("build")
    (folder / "README.md").write_bytes(readme(folder).replace(b"Before.", b"Well before.\n"))
    assert found("check") == []


# ------------------------------------------------------------------------------------------- wrong markers


@pytest.mark.parametrize(
    ("page", "line", "reason"),
    [
        (f"a\n\n{ACTIONS}\n", 3, "no docschema-end follows"),
        (f"{END}\n", 1, "no docschema-begin belongs to it"),
        (f"{ACTIONS}\n\n{ACTIONS}\n{END}\n", 3, "stands inside the block"),
        (f"{ACTIONS} x\n{END}\n", 1, "alone on its line"),
        (f"> {ACTIONS}\n{END}\n", 1, "alone on its line"),
        (f"{ACTIONS}{END}\n", 1, "alone on its line"),
        (f"    {ACTIONS}\n{END}\n", 1, "alone on its line"),
        (f"{ACTIONS}\n<!-- docschema-end sha256=12 -->\n", 2, "sha256="),
        ("<!-- docschema-begin -->\n" + END, 1, "the name of a fragment"),
        ("<!-- docschema-begin actions-table.md locale=en locale=fr -->\n" + END, 1, "each once"),
        ("<!-- docschema-begin actions-table.md two -->\n" + END, 1, "the name of a fragment"),
        ("<!-- docschema-begin actions.md -->\n" + END, 1, "no fragment actions.md; there are actions-table.md"),
        ("<!-- docschema-begin reference.md -->\n" + END, 1, "there is no fragment reference.md"),
        ("<!-- docschema-begin _fields.md -->\n" + END, 1, "there is no fragment _fields.md"),
        ("<!-- docschema-begin actions-table.md service=x -->\n" + END, 1, "no service x; there are parcels-events"),
        ("<!-- docschema-begin actions-table.md locale=ja -->\n" + END, 1, "there is no language ja; there are en, fr"),
        ("<!-- docschema-begin actions-table.md title=x -->\n" + END, 1, "there is no parameter 'title'"),
        ("<!-- docschema-begin regions-table.md figure=maybe -->\n" + END, 1, "has to be true or false"),
        ("<!-- docschema-begin actions-table.md section=x -->\n" + END, 1, "has nothing to tell"),
        ("<!-- docschema-begin fields-table.md -->\n" + END, 1, "has nothing to tell"),
        ("No marker.\n", 1, "no marker stands in this page"),
        (f"`{ACTIONS}`\n\n```html\n{ACTIONS}\n{END}\n```\n", 1, "no marker stands in this page"),
    ],
)  # fmt: skip
def test_markers_that_cannot_be_followed(folder: Path, page: str, line: int, reason: str) -> None:
    """The finding is injection-marker-wrong."""
    (folder / "README.md").write_text(page, "utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert f"README.md:{line}:" in result.output
    assert "error A106" in result.output
    assert reason in result.output
    assert (folder / "README.md").read_text("utf-8") == page
    assert not (folder / "out").exists()
    assert "A106" in {code for code, _, _ in found("check")}


def test_markers_in_code_are_none(folder: Path) -> None:
    shown = f"`{ACTIONS}`\n\n~~~\n{ACTIONS}\n~~~\n\n"
    (folder / "README.md").write_text(shown + PAGE, "utf-8")
    assert run("build").exit_code == 0
    assert readme(folder).decode().startswith(shown)
    assert len(markers_in(readme(folder).decode()).blocks) == 1


@pytest.mark.parametrize("page", [None, b"\xff\xfe\x00", "folder"])
def test_pages_that_cannot_be_read(folder: Path, page: bytes | str | None) -> None:
    (folder / "README.md").unlink()
    if isinstance(page, bytes):
        (folder / "README.md").write_bytes(page)
    elif page:
        (folder / "README.md").mkdir()
    assert [code for code, _, _ in found("build")] == ["A106"]


def test_a_generated_file_is_no_page_to_inject_into(folder: Path) -> None:
    run("build")
    result = run("build", "--inject", "out/parcels-events/model.json")
    assert "docschema generates all of this file" in result.output


def test_several_services_have_to_be_told_apart(folder: Path) -> None:
    (folder / "docs/en/other_events.md").write_text(DOC.replace("parcels.", "other."), "utf-8")
    assert "it has to name a service, as service=other-events" in run("build").output
    (folder / "README.md").write_text(PAGE.replace("table.md", "table.md service=parcels-events"), "utf-8")
    assert run("build").exit_code == 0


# ------------------------------------------------------------------------------------------- as a source


def test_a_generated_block_is_no_source(folder: Path) -> None:
    """A page of the docs with its own table in it: the table vouches for nothing."""
    doc = folder / "docs/en/parcels_events.md"
    doc.write_text(f"{DOC}\n## All\n\n{ACTIONS}\n{END}\n", "utf-8")
    (folder / "docschema.toml").write_text(CONFIG.replace("README.md", "docs/en/parcels_events.md"), "utf-8")
    assert run("build").exit_code == 0
    assert doc.read_text("utf-8").count("`parcels.parcel.send`") == 2
    assert run("check").exit_code == 0
    assert len(extract(read("a.md", doc.read_bytes())).actions) == 2
    doc.write_text(doc.read_text("utf-8").replace("| `parcels.parcel.send`  | Hands a parcel over. |\n", ""), "utf-8")
    run("build")
    assert "parcels.parcel.send" not in doc.read_text("utf-8")


FORGED = f"{ACTIONS}\n\n| Action | Description |\n| --- | --- |\n| `parcels.parcel.lose` | Loses a parcel. |\n\n"


def test_a_forged_block_is_read_as_any_text() -> None:
    ids = [fact.id for fact in extract(read("a.md", f"{DOC}\n{FORGED}{END}\n".encode())).actions]
    assert ids[-1] == "parcels.parcel.lose"
    forged = f"{DOC}\n{FORGED}<!-- docschema-end sha256=0123456789abcdef -->\n"
    assert [fact.id for fact in extract(read("a.md", forged.encode())).actions] == ids
    assert without_generated(forged) == forged


def test_blanking_moves_no_character() -> None:
    inner = FORGED.removeprefix(f"{ACTIONS}\n")
    text = f"{DOC}\n{FORGED}<!-- docschema-end sha256={checksum_of(inner)} -->\n## Behind\n"
    seen = without_generated(text)
    assert len(seen) == len(text)
    assert [n for n, c in enumerate(seen) if c == "\n"] == [n for n, c in enumerate(text) if c == "\n"]
    assert "parcels.parcel.lose" not in seen
    assert seen.index("## Behind") == text.index("## Behind")


# ------------------------------------------------------------------------------------------- whatever the texts are


def press_of(texts: list[str]) -> Press:
    """A service in which every text of a fragment is hostile."""
    (service,) = sample.with_texts(texts).services
    headings = {"en": texts[0]}
    places = tuple(replace(place, names={"en": text}) for place, text in zip(sample.LOCATIONS, texts * 4, strict=False))
    fields = tuple(EventField(text or "x", text, {"en": text}, (text,)) for text in texts)
    service = replace(
        service,
        titles=headings,
        sections=tuple(replace(section, headings=headings) for section in service.sections),
        locations=places,
        fields=(*fields, EventField("own", None, {"en": texts[-1]}, (), (service.actions[0].id,))),
        renamed=tuple((text, service.actions[0].id) for text in texts),
        completeness=(Completeness("fr", 4, 3, 2, 1),),
    )
    return prepare(Model((service,)), RenderOptions())


PIECES = st.sampled_from(
    [
        "<!--",
        "-->",
        "--!>",
        "<",
        ">",
        "-",
        "!",
        "docschema-end",
        "docschema-begin",
        "`",
        "```",
        "~~~",
        "\n",
        "\r",
        " ",
        "|",
        "<a",
        "a",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=8), min_size=1, max_size=4)


@one_in(2)
@given(TEXTS)
def test_no_text_ends_its_block(texts: list[str]) -> None:
    assert_stays(press_of(texts))


def test_hostile_texts_stay_inside() -> None:
    assert_stays(press_of(list(HOSTILE)))


def assert_stays(press: Press) -> None:
    for name in names(press):
        text = fragment(press, name, {"locale": "en"})
        assert "<!--" not in text
        page = f"<!-- docschema-begin {name} -->\n{END}\nBehind.\n"
        (block,) = markers_in(page).blocks
        made = replaced(page, [(block, f"\n{text}\n\n")])
        found = markers_in(made)
        assert not found.faults
        assert [b.is_as_generated for b in found.blocks] == [True]
        assert made.endswith("-->\nBehind.\n")
        assert "\n" + text + "\n\n" == found.blocks[0].text


@given(st.text())
def test_no_mermaid_text_leaves_its_quotes(text: str) -> None:
    assert not set(emit.mermaid_text(text)) & set('"`\r\n<>[]{}|\\')


@given(
    st.lists(
        st.sampled_from(
            [
                ACTIONS,
                END,
                "<!-- docschema-end sha256=0123456789abcdef -->",
                "\n",
                "x",
                "```\n",
                "`",
                " ",
                "<!--",
                "-->",
                "| a |\n",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_page_can_be_looked_at(page: str) -> None:
    found = markers_in(page)
    assert len(without_generated(page)) == len(page)
    ends = [(block.inner, block.end) for block in found.blocks]
    assert all(start <= end for start, end in ends)
    assert ends == sorted(ends)
    assert replaced(page, [(block, block.text.replace("\r", "")) for block in found.blocks]).count("x") == page.count(
        "x"
    )


@pytest.mark.parametrize("marker", [ACTIONS, END, f"{ACTIONS}{END}", f"{ACTIONS}\n{END}\n", f"{ACTIONS} \t"])
def test_looking_at_a_page_takes_time_by_its_size(marker: str) -> None:
    """One line of markers would take minutes if each of them looked at all of its line."""
    assert_linear(lambda times: without_generated(marker * times))


def test_a_template_that_breaks_out_is_refused(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/open.md.j2").write_text('{#\neach = "once"\n#}\n```\nopen\n', "utf-8")
    (folder / "docschema.toml").write_text(f'{CONFIG}templates = "templates"\n', "utf-8")
    (folder / "README.md").write_text(f"<!-- docschema-begin open.md -->\n{END}\n", "utf-8")
    result = run("build")
    assert result.exit_code == 2
    assert "does not stay inside its markers" in result.output


def test_fragments_are_no_targets_and_say_what_there_is() -> None:
    press = prepare(sample.MODEL, RenderOptions())
    assert names(press) == ("actions-table.md", "completeness-table.md", "fields-table.md", "regions-table.md")
    with pytest.raises(FragmentError, match="there is no service x; there are registry"):
        fragment(press, "actions-table.md", {"service": "x"})
    french = prepare(sample.MODEL, RenderOptions(language="fr"))
    assert "Extrait une image." in fragment(french, "actions-table.md", {})
