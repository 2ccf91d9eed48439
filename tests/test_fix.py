"""`lint --fix`: what is damaged in a way that can be repaired for certain is, byte for byte, as it was before."""

from __future__ import annotations

import codecs
import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from docschema import pipeline
from docschema.cli import commands
from docschema.commands.fix import Outcome, repair, write
from docschema.extract import extract
from docschema.linking.edits import apply, data_of, text_of
from docschema.pipeline import Job
from docschema.problem import Fix, Problem, Severity, Span
from docschema.read import read

PIPES = """# Audit events of Ferry

## Actions
{: #actions}

| Action | Description |
|--------|-------------|
| `ferry.boat.moor` | A boat is moored.<br>Twice. |
| `ferry.boat.cast` | A boat is cast off. |
| `ferry.boat.list` | Boats are listed. |
| `ferry.pier.open` | A pier is opened. |
{: caption="Actions of boats"}

```json
{
    "action": "ferry.boat.moor",
    "boat": 1
}
```
"""
TAGS = """# Audit events of Ferry

<table>
  <thead>
    <tr>
      <th>Action</th>
      <th>Description</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>`ferry.boat.moor`</td>
      <td>A boat is moored.<br>Twice.</td>
    </tr>
    <tr>
      <td>`ferry.boat.cast`</td>
      <td>A boat is cast off. [Yes]{: tag-green}</td>
    </tr>
    <tr>
      <td>`ferry.pier.open`</td>
      <td>A pier is opened.
      At last.</td>
    </tr>
  </tbody>
</table>
"""
DOCS = {"pipes": PIPES, "tags": TAGS, "one line": TAGS.replace("\n      <t", "<t").replace("</td>\n    <", "</td><")}
KINDS = {"LF": ("\n", b""), "CRLF": ("\r\n", b""), "CR": ("\r", b""), "mark": ("\n", codecs.BOM_UTF8)}

# What is taken away, and what stands there then.
DAMAGE = [
    ("pipes", " |\n| `ferry.boat.list`", "\n| `ferry.boat.list`"),
    ("pipes", "|\n| `ferry.boat.list`", "\n| `ferry.boat.list`"),
    ("pipes", " |\n{: caption", "\n{: caption"),
    ("pipes", "moored.<br>", "moored.</br>"),
    ("pipes", "ferry.boat.cast`", "ferry.boat.cas`t"),
    ("pipes", "ferry.boat.cast`", "ferry.boat.cast"),
    ("pipes", "`ferry.boat.cast", "ferry.boat.cast"),
    ("pipes", "`ferry.boat.cast", "``ferry.boat.cast"),
    ("pipes", "ferry.boat.cast", "ferry.boat,cast"),
    ("pipes", "ferry.boat.cast", "ferry,boat.cast"),
    ("pipes", '    "action": "ferry.boat.moor",\n    "', '\u00a0   "action": "ferry.boat.moor",\n\u00a0 \u00a0 "'),
    ("tags", "</td>\n      <td>A boat is cast", "\n      <td>A boat is cast"),
    ("tags", "off. [Yes]{: tag-green}</td>", "off. [Yes]{: tag-green}"),
    ("tags", "At last.</td>", "At last."),
    ("tags", "</th>", ""),
    ("tags", "    <tr>\n      <td>`ferry.boat.cast", "      <td>`ferry.boat.cast"),
    ("tags", "<tr>\n      <td>`ferry.boat.moor", "\n      <td>`ferry.boat.moor"),
    ("tags", "    </tr>\n    <tr>\n      <td>`ferry.boat.cast", "    <tr>\n      <td>`ferry.boat.cast"),
    ("tags", "</tr>\n    <tr>\n      <td>`ferry.boat.cast", "<tr>\n    <tr>\n      <td>`ferry.boat.cast"),
    ("tags", "</tr>\n  </tbody>", "\n  </tbody>"),
    ("tags", "    </tr>\n  </tbody>", "    <tr>\n  </tbody>"),
    ("tags", "`ferry.boat.moor`</td>", "`ferry.boat.moo`r</td>"),
    ("tags", "moored.<br>", "moored.</br>"),
    ("one line", "<tr><td>`ferry.boat.cast", "<td>`ferry.boat.cast"),
    ("one line", "</td></tr>\n    <tr><td>`ferry.boat.cast", "</td>\n    <tr><td>`ferry.boat.cast"),
    ("one line", "</td><td>A boat is cast", "<td>A boat is cast"),
    ("one line", "off. [Yes]{: tag-green}</td>", "off. [Yes]{: tag-green}"),
]  # fmt: skip


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(cwd: Path, *arguments: str) -> Done:
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(commands, arguments, prog_name="docschema")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def encoded(text: str, kind: str) -> bytes:
    end, mark = KINDS[kind]
    return mark + text.replace("\n", end).encode()


def repaired(folder: Path, data: bytes) -> bytes:
    """A doc after `lint --fix`; a second time nothing happens."""
    file = folder / "doc.md"
    file.write_bytes(data)
    outcome = repair(Job(("doc.md",), folder))
    assert write(outcome, folder) == ()
    after = file.read_bytes()
    assert repair(Job(("doc.md",), folder)).files == ()
    return after


def facts(data: bytes) -> object:
    document = extract(read("doc.md", data))
    actions = [(fact.id, fact.description, fact.kind, fact.group) for fact in document.actions]
    return actions, [(entry.rows, entry.extracted, entry.reported) for entry in document.ledger]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "whole", "broken"), DAMAGE, ids=lambda text: text[:20].strip())
def test_damage_is_undone_byte_for_byte(tmp_path: Path, name: str, whole: str, broken: str, kind: str) -> None:
    healthy, damaged = DOCS[name], DOCS[name].replace(whole, broken, 1)
    assert damaged != healthy
    assert repaired(tmp_path, encoded(damaged, kind)) == encoded(healthy, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", DOCS)
def test_nothing_is_repaired_in_a_healthy_doc(tmp_path: Path, name: str, kind: str) -> None:
    assert repaired(tmp_path, encoded(DOCS[name], kind)) == encoded(DOCS[name], kind)


TAKEN = {
    "pipes": ["<br>", "`", " |\n"],
    "tags": ["<br>", "</td>", "</tr>", "</th>", "`"],
    "one line": ["<br>", "</td>", "</tr>", "<tr>", "`"],
}


@st.composite
def several_damages(draw: st.DrawFn) -> tuple[str, str]:
    """A doc, and the same with some tags, pipes and backticks gone or misspelt."""
    name = draw(st.sampled_from(sorted(TAKEN)))
    healthy = DOCS[name]
    starts = [
        (at, mark)
        for mark in TAKEN[name]
        for at in range(healthy.index("ferry.boat.moor") - 1, healthy.rindex("ferry.pier"))
        if healthy.startswith(mark, at)
    ]
    # One mark of a line: without both its backticks an id is bare, and that is no damage.
    chosen = draw(st.lists(st.sampled_from(starts), max_size=4, unique_by=lambda item: healthy.count("\n", 0, item[0])))
    text = healthy
    for at, mark in sorted(chosen, reverse=True):
        left = "</br>" if mark == "<br>" else "\n" if mark.endswith("\n") else ""
        text = text[:at] + left + text[at + len(mark) :]
    return healthy, text


@pytest.mark.slow
@given(docs=several_damages(), kind=st.sampled_from(sorted(KINDS)))
def test_many_damages_are_undone_and_no_fact_changes(
    tmp_path_factory: pytest.TempPathFactory, docs: tuple[str, str], kind: str
) -> None:
    healthy, damaged = (encoded(text, kind) for text in docs)
    after = repaired(tmp_path_factory.mktemp("fix"), damaged)
    assert facts(after) == facts(healthy)
    assert b"".join(after.split()) == b"".join(healthy.split())


UNCERTAIN = [
    ("a star", "ferry.boat.cast`", "ferry.boat.cast*`"),
    ("a comma that no other id explains", "`ferry.pier.open`", "`harbour,pier.open`"),
    ("one code span over two ids", "`ferry.boat.cast`", "`ferry.boat.cast, ferry.boat.tow`"),
    ("a row that was cut off", "| `ferry.boat.cast` | A boat is cast off. |", "| `ferry.boat.cast`"),
    ("a bare id", "`ferry.boat.cast`", "ferry.boat.cast"),
    ("a placeholder in front of code", "`ferry.boat.cast`", "<id>.`boat.cast`"),
]


@pytest.mark.parametrize(("whole", "other"), [case[1:] for case in UNCERTAIN], ids=[case[0] for case in UNCERTAIN])
def test_what_is_not_certain_stays(tmp_path: Path, whole: str, other: str) -> None:
    data = PIPES.replace(whole, other, 1).encode()
    assert data != PIPES.encode()
    assert repaired(tmp_path, data) == data


# ------------------------------------------------------------ translations

REGIONS = """
## Regions
{: #regions}

| Region | Events |
|--------|--------|
| `ap-north` | `ap-south` |
| `eu-fr2` | `eu-de` |
"""
FRENCH = (
    PIPES.replace("A boat is", "Le bateau est")
    .replace("Boats are listed.", "Les bateaux sont affichés.")
    .replace("A pier is opened", "La jetée est ouverte")
    .replace("# Audit events of Ferry", "# Événements d'audit de Ferry")
)
TRANSLATED = [
    ("ferry.boat.cast", "ferry.boat.cas"),
    ("ferry.boat.cast", "bac.bateau.larguer"),
    ("ferry.boat.cast", "ferry.boat,cast"),
    ("ferry.pier.open", "ferry.jetee.ouvrir"),
    ("`ferry.boat.moor` |", "`ferry.boat.moore`|"),
    ("`ap-south`", "`ap-sud`"),
    ("`eu-de`", "`法兰克福`"),
    ("`eu-de`", "`eu-gb`"),
]


PROSE = "\n## Regions\n{: #regions}\n\nEvents are available in the region where they are generated, except `ap-north`. "
PROSE += "Events for `ap-north` show in `ap-south`.\n"
PROSE_FR = (
    "\n## Régions\n{: #regions}\n\n"
    "Les événements sont disponibles dans la région où ils sont générés, sauf `ap-north`. "
    "Les événements de `ap-north` s'affichent dans `ap-south`.\n"
)


def family(folder: Path, french: str, english: str = PIPES + REGIONS) -> Path:
    (folder / "docs/en").mkdir(parents=True)
    (folder / "docs/fr").mkdir()
    (folder / "docs/en/events.md").write_text(english, "utf-8")
    (folder / "docs/fr/events.md").write_text(french, "utf-8", newline="")
    (folder / "docschema.toml").write_text('docs = ["docs"]\nsource_language = "en"\n', "utf-8")
    return folder / "docs/fr/events.md"


@pytest.mark.parametrize(("whole", "broken"), TRANSLATED)
def test_a_translation_gets_the_ids_and_codes_of_its_source(tmp_path: Path, whole: str, broken: str) -> None:
    healthy = (FRENCH + REGIONS).replace("\n", "\r\n")
    damaged = healthy.replace(whole, broken, 1) if "|" not in whole else healthy.replace("boat.moor`", "boat.moore`", 1)
    file = family(tmp_path, damaged)
    run(tmp_path, "lint", "--fix")
    assert file.read_bytes() == healthy.encode()
    assert run(tmp_path, "lint", "--diff").stdout == ""


@pytest.mark.parametrize("broken", [("`ap-south`", "`Asie-Pacifique Sud`"), ("sauf `ap-north`", "sauf `Asie Nord`")])
def test_a_code_in_a_sentence_comes_back(tmp_path: Path, broken: tuple[str, str]) -> None:
    file = family(tmp_path, FRENCH + PROSE_FR.replace(*broken), PIPES + PROSE)
    run(tmp_path, "lint", "--fix")
    assert file.read_text("utf-8") == FRENCH + PROSE_FR


def test_two_codes_in_a_sentence_may_be_any(tmp_path: Path) -> None:
    text = FRENCH + PROSE_FR.replace("`ap-south`", "`Asie Sud`").replace("sauf `ap-north`", "sauf `Asie Nord`")
    file = family(tmp_path, text, PIPES + PROSE)
    run(tmp_path, "lint", "--fix")
    assert file.read_text("utf-8") == text


def test_an_error_of_the_source_is_not_spread(tmp_path: Path) -> None:
    """Where the source alone has another id, nothing is written into the translations."""
    file = family(tmp_path, FRENCH, PIPES.replace("ferry.boat.cast", "ferry.boat.cas"))
    (tmp_path / "docs/de").mkdir()
    (tmp_path / "docs/de/events.md").write_text(FRENCH.replace("Le bateau est", "Das Boot wird"), "utf-8")
    run(tmp_path, "lint", "--fix")
    assert file.read_text("utf-8") == FRENCH


def test_a_suppressed_finding_is_not_repaired(tmp_path: Path) -> None:
    text = "<!-- docschema: ignore-file D121 -->\n\n" + BROKEN
    (tmp_path / "doc.md").write_text(text, "utf-8")
    run(tmp_path, "lint", "--fix", "doc.md")
    assert (tmp_path / "doc.md").read_text("utf-8") == text


def test_an_action_of_its_own_keeps_its_id(tmp_path: Path) -> None:
    """A translation that lags behind documents another action where its source has a new one."""
    text = (FRENCH + REGIONS).replace("ferry.boat.cast", "ferry.pier.cast")
    file = family(tmp_path, text)
    run(tmp_path, "lint", "--fix")
    assert file.read_text("utf-8") == text


def test_a_row_of_a_gap_is_not_taken_for_another(tmp_path: Path) -> None:
    lines = [line for line in (FRENCH + REGIONS).split("\n") if "boat.cast" not in line]
    text = "\n".join(lines).replace("ferry.boat.list", "ferry.bateau.retirer")
    file = family(tmp_path, text)
    run(tmp_path, "lint", "--fix")
    assert file.read_text("utf-8") == text


# ------------------------------------------------------------ the command

BROKEN = PIPES.replace("ferry.boat.cast`", "ferry.boat.cas`t").replace("| Boats are listed. |", "| |")


def test_fix_says_how_much_is_left_and_fails_for_it(tmp_path: Path) -> None:
    (tmp_path / "doc.md").write_text(BROKEN, "utf-8")
    done = run(tmp_path, "lint", "--fix", "doc.md")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "1 fixed, 1 remaining in 1 file")
    assert "D301" in done.stdout
    assert "D121" not in done.stdout
    (tmp_path / "doc.md").write_text(PIPES.replace("<br>", "</br>"), "utf-8")
    done = run(tmp_path, "lint", "--fix", "doc.md")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "1 fixed, 0 remaining in 1 file")
    assert (tmp_path / "doc.md").read_text("utf-8") == PIPES


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "doc.md").write_text(BROKEN, "utf-8")
    for options in (("--diff",), ("--fix", "--diff")):
        done = run(tmp_path, "lint", *options, "doc.md")
        assert done.returncode == 1
        assert "-| `ferry.boat.cas`t |" in done.stdout
        assert "+| `ferry.boat.cast` |" in done.stdout
        assert "1 can be fixed, 1 remaining" in done.stderr
        assert (tmp_path / "doc.md").read_text("utf-8") == BROKEN
    (tmp_path / "doc.md").write_text(PIPES, "utf-8")
    done = run(tmp_path, "lint", "--diff", "doc.md")
    assert (done.returncode, done.stdout) == (0, "")


def test_json_has_what_was_fixed(tmp_path: Path) -> None:
    (tmp_path / "doc.md").write_text(BROKEN, "utf-8")
    shown = json.loads(run(tmp_path, "lint", "--diff", "doc.md", "--output-format", "json").stdout)
    done = json.loads(run(tmp_path, "lint", "--fix", "doc.md", "--output-format", "json").stdout)
    place = {"path": "doc.md", "line": 9, "column": 3, "length": 17}
    assert shown["fixed"] == done["fixed"] == [{"code": "D121", **place, "replacement": "`ferry.boat.cast`"}]
    assert "+| `ferry.boat.cast` |" in shown["diff"]
    assert [found["code"] for found in done["problems"]] == ["D301"]


def test_a_file_that_is_no_utf8_is_left_alone_and_that_is_said(tmp_path: Path) -> None:
    data = BROKEN.encode() + b"\n\xe9\n"
    (tmp_path / "doc.md").write_bytes(data)
    done = run(tmp_path, "lint", "--fix", "doc.md")
    assert "doc.md: left alone, as it is not valid UTF-8" in done.stderr
    assert (tmp_path / "doc.md").read_bytes() == data


def test_standard_input_cannot_be_repaired(tmp_path: Path) -> None:
    assert run(tmp_path, "lint", "--fix", "-").returncode == 2


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    file = tmp_path / "doc.md"
    file.write_text(BROKEN, "utf-8")
    file.chmod(0o640)
    (tmp_path / "link.md").symlink_to(file)
    run(tmp_path, "lint", "--fix", "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert "`ferry.boat.cast`" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o777 == 0o640


def outcome_of(folder: Path) -> Outcome:
    (folder / "doc.md").write_text(BROKEN, "utf-8")
    return repair(Job(("doc.md",), folder))


def test_a_file_that_changed_in_the_meantime_stays(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path)
    (tmp_path / "doc.md").write_text("Other text.\n", "utf-8")
    assert write(outcome, tmp_path) == (("doc.md", "the file changed in the meantime"),)
    assert (tmp_path / "doc.md").read_text("utf-8") == "Other text.\n"


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "permission denied")

    outcome = outcome_of(tmp_path)
    monkeypatch.setattr(Path, "replace", refuse)
    assert write(outcome, tmp_path) == (("doc.md", "permission denied"),)
    assert [file.name for file in tmp_path.iterdir()] == ["doc.md"]
    assert (tmp_path / "doc.md").read_text("utf-8") == BROKEN


def test_a_repair_that_does_not_hold_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that leaves its finding, nor one that costs a fact; the others count all the same."""
    real = pipeline.documents

    def with_bad_repairs(job: Job, **options: bool) -> object:
        reading = real(job, **options)
        useless = Fix(Span("doc.md", 3, 1, 0), "x")
        harmful = Fix(Span("doc.md", 8, 1, 30), "")
        bad = [Problem("D999", Severity.INFO, fix.span, "bad", "", repr(fix), fix) for fix in (useless, harmful)]
        return type(reading)(reading.documents, (*reading.problems, *bad), reading.left_out)

    monkeypatch.setattr(pipeline, "documents", with_bad_repairs)
    assert repaired(tmp_path, BROKEN.encode()) == BROKEN.replace("`ferry.boat.cas`t", "`ferry.boat.cast`").encode()


# ------------------------------------------------------------ edits


def finding(line: int, column: int, length: int, replacement: str) -> Problem:
    span = Span("doc.md", line, column, length)
    return Problem("D999", Severity.INFO, span, "", "", f"{span}", Fix(span, replacement))


def test_of_repairs_that_overlap_the_first_counts() -> None:
    found = (finding(2, 1, 3, "X"), finding(2, 2, 1, "Y"), finding(2, 4, 0, "Z"), finding(1, 1, 0, "<"))
    text, done = apply("ab\nabcdef\n", found)
    assert text == "<ab\nXdef\n"
    assert done == (found[3], found[0])


def test_repairs_side_by_side_are_both_put_in() -> None:
    assert apply("abcd", (finding(1, 1, 1, "A"), finding(1, 2, 1, "B")))[0] == "ABcd"


def test_a_repair_that_changes_nothing_or_lies_outside_is_none() -> None:
    for found in (finding(1, 1, 2, "ab"), finding(9, 1, 0, "x"), finding(1, 3, 5, "x")):
        assert apply("ab", (found,)) == ("ab", ())


@given(st.text(st.characters(codec="utf-8")), st.booleans())
def test_text_and_bytes_go_there_and_back(text: str, marked: bool) -> None:
    data = (codecs.BOM_UTF8 if marked else b"") + text.encode()
    decoded = text_of(data)
    assert decoded is not None
    assert data_of(decoded, data) == data
