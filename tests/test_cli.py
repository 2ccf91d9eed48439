"""The commands as users call them: what they print where, what they write, and how they end."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner

from docschema import pipeline
from docschema.cli import commands, main

ROOT = Path(__file__).parents[1]
HEAD = "# Audit events\n\n## Actions\n{: #actions}\n\n| Action | Description |\n|--------|-------------|\n"
PULL = "| `depot.image.pull` | Pull an image. |\n"
PUSH = "| `depot.image.push` | Push an image. |\n"
UNDESCRIBED = "| `depot.image.push` | |\n"
FRENCH = (
    "# Événements d'audit\n\n## Actions\n{: #actions}\n\n| Action | Description |\n|--------|-------------|\n"
    "| `depot.image.pull` | Extraire une image. |\n| `depot.image.push` | Envoyer une image par commande. |\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two languages of one page, a page without events, and no configuration."""
    for path, text in {
        "docs/en/events.md": HEAD + PULL + PUSH,
        "docs/fr/events.md": FRENCH,
        "docs/en/about.md": "# About\n\nNothing of interest.\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(cwd: Path, *arguments: str, stdin: bytes = b"") -> Done:
    """Run docschema in this process; its output is decoded as UTF-8, strictly."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(commands, arguments, input=stdin, prog_name="docschema")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout_bytes.decode(), done.stderr_bytes.decode())


def start(cwd: Path, *arguments: str, **environment: str) -> Done:
    """Run docschema in a process of its own."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "gen"), **environment}
    command = [sys.executable, "-m", "docschema", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, env=surroundings, check=False)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


# ------------------------------------------------------------------------------------------- the program


def test_version(tmp_path: Path) -> None:
    done = start(tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("docschema ")


def test_help_is_what_click_says() -> None:
    """It is kept in a file: loading what reads a command line takes longer than all else that help needs."""
    said = CliRunner().invoke(commands, ["--help"], prog_name="docschema").output
    file = ROOT / "gen/docschema/help.txt"
    if os.environ.get("DOCSCHEMA_UPDATE"):
        file.write_text(said, "utf-8", newline="\n")
    assert file.read_text("utf-8") == said
    assert "..." not in said.partition("Commands:")[2]


@pytest.mark.parametrize("word", ["--help", "-h", "--version"])
def test_what_is_printed_without_click_is_what_click_prints(tmp_path: Path, word: str) -> None:
    whole = "from docschema.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "gen")}
    done = subprocess.run([sys.executable, "-c", whole, word], capture_output=True, env=environment, check=True)
    quick = start(tmp_path, word)
    assert (quick.returncode, quick.stdout, quick.stderr) == (0, done.stdout.decode(), "")


def test_help_and_version_load_no_module(tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); sys.argv[1:] = [sys.argv[-1]]\n"
        "from docschema.__main__ import main; main(); print(sorted(set(sys.modules) - before), file=sys.stderr)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "gen")}
    for word in ("--help", "--version"):
        command = [sys.executable, "-c", code, word]
        done = subprocess.run(command, capture_output=True, env=environment, cwd=tmp_path, check=True)
        assert done.stderr.decode().strip() == "['docschema', 'docschema.__main__']"


def test_starting_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, docschema.cli\n"
        "heavy = {'jinja2', 'jsonschema', 'bs4', 'markdown_it', 'yaml', 'docschema.pipeline', 'importlib.metadata'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "gen")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, cwd=tmp_path, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_every_command_has_help(tmp_path: Path) -> None:
    listed = run(tmp_path, "--help").stdout
    for command in ("init", "build", "check", "extract", "lint", "explain", "rules"):
        assert command in listed
        assert run(tmp_path, command, "--help").returncode == 0


def test_check_says_what_it_does_not_check(tmp_path: Path) -> None:
    said = " ".join(run(tmp_path, "check", "--help").stdout.split())
    assert "Code is looked at where [scan] in the configuration names it." in said


@pytest.mark.parametrize("command", ["build", "check", "lint"])
def test_neither_configuration_nor_path(tmp_path: Path, command: str) -> None:
    done = start(tmp_path, command)
    assert (done.returncode, done.stdout) == (2, "")
    assert "run docschema init" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "docs"], "--output"),
        (["build", "docs", "--output", "docs"], "holds the docs"),
        (["check", "nowhere"], "nowhere: no such file or folder"),
        (["check", ""], "no such file or folder"),
        (["extract"], "PATH"),
        (["explain", "D1030"], "did you mean"),
        (["check", "docs", "--fail-on", "never"], "--fail-on"),
        (["check", "docs", "--config", "nowhere.toml"], "nowhere.toml"),
        (["frobnicate"], "frobnicate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_ends_with_2_and_says_why(project: Path, arguments: list[str], said: str) -> None:
    before = tree(project)
    done = run(project, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert tree(project) == before


def test_a_bad_configuration_ends_with_2_and_names_the_key(project: Path) -> None:
    (project / "docschema.toml").write_text("docs = 3\n")
    done = run(project, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "docschema.toml: docs" in done.stderr


# ------------------------------------------------------------------------------------------- build


def test_build_without_configuration(project: Path) -> None:
    done = run(project, "build", "docs", "--output", "out")
    assert done.returncode == 0, done.stderr
    files = tree(project / "out")
    assert done.stdout == f"2 actions, 2 locales, {len(files)} files written, 0 unchanged\n"
    assert "docs/en/events.md: 2 rows: 2 extracted, 0 ignored, 0 unexplained\n" in done.stderr
    assert "1 file is no event page\n" in done.stderr

    again = run(project, "build", "docs", "--output", "out")
    assert again.stdout == f"2 actions, 2 locales, 0 files written, {len(files)} unchanged\n"
    assert tree(project / "out") == files


def test_generated_pages_are_no_sources(project: Path) -> None:
    assert run(project, "build", "docs", "--output", "docs/made").returncode == 0
    before = tree(project)
    done = run(project, "build", "docs", "--output", "docs/made")
    assert "2 actions, 2 locales, 0 files written" in done.stdout
    assert tree(project) == before


def test_build_writes_nothing_while_errors_stand(project: Path) -> None:
    assert run(project, "build", "docs", "--output", "out").returncode == 0
    before = tree(project / "out")
    (project / "docs/en/events.md").write_bytes(b"x" * (16 * 1024 * 1024 + 1))
    done = run(project, "build", "docs", "--output", "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error D002" in done.stderr
    assert "nothing was written" in done.stderr
    assert tree(project / "out") == before


def test_build_does_not_take_an_empty_folder_for_news(project: Path) -> None:
    assert run(project, "build", "docs", "--output", "out").returncode == 0
    before = tree(project / "out")
    (project / "empty").mkdir()
    done = run(project, "build", "empty", "--output", "out")
    assert done.returncode == 2
    assert "no page that documents events was found in empty" in done.stderr
    assert tree(project / "out") == before


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_build_can_be_asked_not_to_write(project: Path, option: str) -> None:
    before = tree(project)
    done = run(project, "build", "docs", "--output", "out", option)
    assert done.returncode == 0
    assert tree(project) == before
    assert ("files to write" if option == "--dry-run" else "+++ b/") in done.stdout


def test_build_leaves_files_of_others_alone(project: Path) -> None:
    assert run(project, "build", "docs", "--output", "out").returncode == 0
    (name,) = [path for path in tree(project / "out") if path.endswith(".py")]
    shutil.rmtree(project / "out")
    (project / "out" / name).parent.mkdir(parents=True)
    (project / "out" / name).write_text("import mine\n")
    done = run(project, "build", "docs", "--output", "out")
    assert done.returncode == 1
    assert f"out/{name}:1:1: error A104" in done.stderr
    assert tree(project / "out") == {name: b"import mine\n"}


@pytest.mark.skipif(os.name != "posix", reason="a file that is a folder of another system")
def test_an_output_that_cannot_be_written_ends_with_2(project: Path) -> None:
    (project / "out").mkdir()
    (project / "out").chmod(0o500)
    if os.access(project / "out", os.W_OK):
        pytest.skip("the superuser may write everywhere")
    done = run(project, "build", "docs", "--output", "out")
    (project / "out").chmod(0o700)
    assert done.returncode == 2
    assert "out/" in done.stderr


def test_a_broken_lock_ends_with_2(project: Path) -> None:
    assert run(project, "build", "docs", "--output", "out").returncode == 0
    (project / "out/docschema.lock").write_text("<<<<<<< ours\n")
    done = run(project, "build", "docs", "--output", "out")
    assert done.returncode == 2
    assert "out/docschema.lock: " in done.stderr
    assert "restore it from version control" in done.stderr


# ------------------------------------------------------------------------------------------- with a configuration


def test_init_build_check(project: Path) -> None:
    done = run(project, "init")
    assert (done.returncode, done.stdout) == (0, "")
    assert "docschema.toml" in done.stderr
    assert run(project, "build").returncode == 0
    done = run(project, "check")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert "checked: docs, translations and artifacts" in done.stderr
    assert "code was not looked at" in done.stderr
    assert "no findings" in done.stderr


def test_init_does_not_overwrite(project: Path) -> None:
    (project / "docschema.toml").write_text("# mine\n")
    done = run(project, "init")
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (project / "docschema.toml").read_text() == "# mine\n"


def test_the_configuration_is_found_from_a_folder_below_and_gives_the_same(project: Path) -> None:
    assert run(project, "init").returncode == 0
    assert run(project, "build").returncode == 0
    before = tree(project)
    done = run(project / "docs/en", "build")
    assert done.returncode == 0
    assert " 0 files written, " in done.stdout
    assert run(project / "docs", "check").returncode == 0
    assert tree(project) == before


def test_paths_beside_a_configuration_do_not_replace_its_artifacts(project: Path) -> None:
    assert run(project, "init").returncode == 0
    assert run(project, "build").returncode == 0
    done = run(project, "build", "docs/en")
    assert done.returncode == 2
    assert "leave the paths out" in done.stderr
    done = run(project, "check", "docs/en")
    assert done.returncode == 0
    assert "artifacts were not compared" in done.stderr


# ------------------------------------------------------------------------------------------- check, lint


def test_check_finds_drift_and_names_the_command_that_repairs_it(project: Path) -> None:
    assert run(project, "build", "docs", "--output", "out").returncode == 0
    files = sorted(tree(project / "out"))
    (edited,) = [path for path in files if path.endswith(".py")]
    gone = next(path for path in files if path.endswith("en.md"))
    (project / "out" / edited).write_text((project / "out" / edited).read_text() + "# edited by hand\n")
    (project / "out" / gone).unlink()
    shutil.copy(project / "out" / edited, project / "out" / "left_over.py")
    before = tree(project)

    done = run(project, "check", "docs", "--output", "out")
    assert done.returncode == 1
    assert f"out/{edited}:1:1: error A101" in done.stdout
    assert f"out/{gone}:1:1: error A102" in done.stdout
    assert "out/left_over.py:1:1: error A103" in done.stdout
    assert "-# edited by hand\n" in done.stdout
    assert "help: run docschema build --output out docs and commit the result" in done.stdout
    assert tree(project) == before

    assert run(project, "build", "docs", "--output", "out").returncode == 0
    assert run(project, "check", "docs", "--output", "out").returncode == 0


def test_findings_of_a_doc_decide_the_exit_code(project: Path) -> None:
    page = project / "docs/en/events.md"
    page.write_text(HEAD + PULL + UNDESCRIBED, encoding="utf-8")
    for command in ("check", "lint"):
        done = run(project, command, "docs")
        assert done.returncode == 1
        assert "docs/en/events.md:9:" in done.stdout
        assert "warning D301" in done.stdout
        assert run(project, command, "docs", "--fail-on", "error").returncode == 0
    assert run(project, "build", "docs", "--output", "out").returncode == 0
    assert run(project, "lint", "docs/fr").returncode == 0


def test_check_finds_a_row_that_a_translation_lacks(project: Path) -> None:
    page = project / "docs/fr/events.md"
    page.write_text("".join(page.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    done = run(project, "check", "docs")
    assert done.returncode == 1
    assert "docs/fr/events.md:" in done.stdout
    assert "T101" in done.stdout
    assert "depot.image.push" in done.stdout
    assert run(project, "lint", "docs").returncode == 0


def test_quiet_leaves_findings(project: Path) -> None:
    done = run(project, "check", "docs", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (project / "docs/en/events.md").write_text(HEAD + PULL + UNDESCRIBED, encoding="utf-8")
    done = run(project, "check", "docs", "--quiet")
    assert "D301" in done.stdout
    assert done.stderr == ""


def test_colours(project: Path) -> None:
    (project / "docs/en/events.md").write_text(HEAD + PULL + UNDESCRIBED, encoding="utf-8")
    assert "\x1b" not in run(project, "lint", "docs").stdout
    assert "\x1b[" in run(project, "lint", "docs", "--color", "always").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "docs"],
        ["lint", "docs"],
        ["extract", "docs"],
        ["build", "docs", "--output", "out"],
        ["rules"],
        ["explain", "d103"],
        ["init"],
    ],
    ids=lambda value: value[0],
)
def test_json_is_one_object_with_version_and_problems(project: Path, arguments: list[str]) -> None:
    done = run(project, *arguments, "--output-format", "json")
    assert done.returncode == 0
    made = json.loads(done.stdout)
    assert made["schema_version"] == 1
    assert made["problems"] == []


def test_the_json_of_a_build_names_files_and_balances(project: Path) -> None:
    made = json.loads(run(project, "build", "docs", "--output", "out", "--output-format", "json").stdout)
    assert made["actions"] == 2
    assert made["locales"] == ["en", "fr"]
    assert made["left_out"] == 1
    assert {row["path"]: row["extracted"] for row in made["balance"]} == {
        "docs/en/events.md": 2,
        "docs/fr/events.md": 2,
    }
    assert sorted(made["written"]) == sorted(tree(project / "out"))
    assert {row["state"] for row in made["artifacts"]} == {"missing"}


STRANGE = "| see the other page | Push an image. |\n"


def test_rows_that_no_rule_knows_count_by_their_number(project: Path) -> None:
    (project / "docs/en/events.md").write_text(HEAD + PULL + PUSH + STRANGE, encoding="utf-8")
    build = ["build", "docs/en", "--output", "out"]
    for command in (["check", "docs/en"], ["lint", "docs/en"], build):
        done = run(project, *command)
        assert done.returncode == 1
        assert "docs/en/events.md:10:3: error D101" in done.stdout + done.stderr
        assert not (project / "out").exists()
        assert run(project, *command, "--max-unexplained", "1").returncode == 0


def test_tables_that_the_configuration_passes_over(project: Path) -> None:
    (project / "docs/en/events.md").write_text(
        f"{HEAD}{PULL}{PUSH}\n## Old  names\n\n| Action | Description |\n|---|---|\n{STRANGE}{PULL}", encoding="utf-8"
    )
    assert run(project, "check", "docs/en").returncode == 1
    (project / "docschema.toml").write_text('docs = ["docs/en"]\n[ignore]\ntables = ["old names"]\n')
    done = run(project, "lint")
    assert (done.returncode, done.stdout) == (0, "")
    made = json.loads(run(project, "extract", "docs/en", "--output-format", "json").stdout)
    assert [action["line"] for action in made["documents"][0]["actions"]] == [8, 9]
    assert [(table["rows"], table["extracted"], table["reasons"]) for table in made["documents"][0]["ledger"]] == [
        (2, 2, {}),
        (2, 0, {"ignored-by-configuration": 2}),
    ]


def test_variables_are_held_against_keyword_files_where_there_are_any(project: Path) -> None:
    rows = "".join(f"| `depot.image.{verb}` | In {{{{site.data.keyword.{verb}}}}} or elsewhere. |\n" for verb in "ab")
    (project / "docs/en/events.md").write_text(HEAD + rows + rows.replace("image", "tag"), encoding="utf-8")
    assert "D307" not in run(project, "lint", "docs").stdout
    (project / "docschema.toml").write_text('keywords = ["keywords.json"]\n')
    (project / "keywords.json").write_text('{"a": "A depot"}')
    lines = [line for line in run(project, "lint").stdout.splitlines() if "D307" in line]
    assert [line.partition(" info")[0] for line in lines] == ["docs/en/events.md:9:4:"]


# ------------------------------------------------------------------------------------------- extract


def test_extract_as_text(project: Path) -> None:
    done = run(project, "extract", "docs/en/events.md")
    assert done.returncode == 0
    assert "8  action depot.image.pull: Pull an image." in done.stdout


def test_extract_as_json(project: Path) -> None:
    made = json.loads(run(project, "extract", "--output-format", "json", "docs").stdout)
    first, second = made["documents"]
    assert [first["path"], second["path"]] == ["docs/en/events.md", "docs/fr/events.md"]
    assert [first["locale"], second["locale"]] == ["en", "fr"]
    assert [(action["id"], action["line"]) for action in first["actions"]] == [
        ("depot.image.pull", 8),
        ("depot.image.push", 9),
    ]


def test_extract_reads_standard_input(project: Path) -> None:
    done = run(project, "extract", "--output-format", "json", "-", stdin=(HEAD + PULL).encode())
    (document,) = json.loads(done.stdout)["documents"]
    assert document["path"] == "-"
    assert len(document["actions"]) == 1


def test_a_file_given_by_name_is_in_the_result_whatever_it_holds(project: Path) -> None:
    made = json.loads(run(project, "extract", "--output-format", "json", "docs/en/about.md", "docs/en").stdout)
    assert [document["path"] for document in made["documents"]] == ["docs/en/about.md", "docs/en/events.md"]


def test_findings_do_not_fail_extract_but_an_unread_source_does(project: Path) -> None:
    (project / "docs/en/events.md").write_text(HEAD + PULL + UNDESCRIBED, encoding="utf-8")
    done = run(project, "extract", "docs")
    assert done.returncode == 0
    assert "D301" in done.stderr
    (project / "docs/en/gone.md").symlink_to("nowhere.md")
    done = run(project, "extract", "docs")
    assert done.returncode == 1
    assert "docs/en/gone.md:1:1: error D001" in done.stderr
    assert "depot.image.pull" in done.stdout, "one bad page does not stop the rest"


# ------------------------------------------------------------------------------------------- rules


def test_explain_prints_the_documentation(tmp_path: Path) -> None:
    for name in ("D103", "row-start-missing"):
        done = run(tmp_path, "explain", name)
        assert done.stdout.startswith("D103 row-start-missing (info)\n\nA row of an HTML table")
        assert "## How to repair" in done.stdout


def test_rules_are_listed(tmp_path: Path) -> None:
    lines = run(tmp_path, "rules").stdout.splitlines()
    assert any(line.startswith("D103  info ") for line in lines)
    assert lines == sorted(lines)


# ------------------------------------------------------------------------------------------- hostile surroundings


def test_output_is_utf8_whatever_the_locale(project: Path) -> None:
    first = start(project, "extract", "docs", LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "Envoyer une image" in first.stdout
    assert first == start(project, "extract", "docs", PYTHONUTF8="1")


def test_what_a_doc_says_is_no_command_to_a_terminal(project: Path) -> None:
    (project / "docs/en/events.md").write_text(HEAD + "| `depot.image.pull` | Pull \x1b]0;x\x07 \x9b31m |\n", "utf-8")
    for arguments in (["extract", "docs"], ["extract", "docs", "--output-format", "json"]):
        done = run(project, *arguments)
        assert all(character.isprintable() or character == "\n" for character in done.stdout + done.stderr)


@pytest.mark.skipif(os.name != "posix", reason="another kind of pipe")
def test_a_reader_that_leaves_gets_no_traceback(project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "gen")}
    command = [sys.executable, "-m", "docschema", "extract", "docs"]
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 141


def test_an_interruption_ends_quietly(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.chdir(project)
    monkeypatch.setattr(sys, "argv", ["docschema", "extract", "docs"])
    monkeypatch.setattr(pipeline, "load", interrupted)
    with pytest.raises(SystemExit) as ending:
        main()
    assert ending.value.code == 130
    assert capsys.readouterr().out == ""
