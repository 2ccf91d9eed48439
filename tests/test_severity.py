"""Severities as the configuration has them, applied once, after all stages; and what `build` cannot do without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docschema.config import Config, ConfigError
from docschema.judging.severities import check_rules, severities
from docschema.judging.verdict import Case, judge
from docschema.problem import Problem, Severity, Span
from docschema.rules import problem
from test_cli import FRENCH, HEAD, PULL, PUSH, STRANGE, UNDESCRIBED, run

FOUND = problem("description-empty", Span("a.md", 2, 1), "a.b")


def judged(*rules: tuple[str, str]) -> list[Severity]:
    return [found.severity for found in judge([FOUND], Case(Config(rules=rules))).shown]


@pytest.mark.parametrize("key", ["D301", "d301", "description-empty"])
def test_a_rule_gets_the_severity_of_its_code_or_name(key: str) -> None:
    assert judged((key, "error")) == [Severity.ERROR]
    assert judged((key, "info")) == [Severity.INFO]
    assert judged((key, "off")) == []
    assert judged(("D302", "off")) == judged() == [Severity.WARNING]


def test_an_error_that_is_lowered_or_off_is_remembered() -> None:
    error = problem("source-too-large", Span("a.md"))
    for value in ("warning", "off"):
        made = judge([error], Case(Config(rules=(("D002", value),))))
        assert made.hidden_errors == (error,)
    assert judge([error], Case(Config())).hidden_errors == ()
    assert judge([FOUND], Case(Config(rules=(("D301", "off"),)))).hidden_errors == ()


def test_unknown_rules_are_refused_with_a_guess() -> None:
    config = Config(
        path="docschema.toml",
        rules=(("caption-repeatd", "off"), ("D304", "off")),
        per_path_ignores=(("docs/**", ("T101", "T1O1")),),
    )
    with pytest.raises(ConfigError) as caught:
        check_rules(config)
    first, second = str(caught.value).splitlines()
    assert first.startswith('docschema.toml: rules.caption-repeatd: found "caption-repeatd", expected the code or name')
    assert first.endswith('did you mean "caption-repeated"?')
    assert second.startswith('docschema.toml: per-path-ignores."docs/**"[1]: found "T1O1"')


def test_a_rule_under_two_keys_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"rules\.caption-repeated: found the rule of another key too"):
        check_rules(Config(path="x.toml", rules=(("D304", "off"), ("caption-repeated", "info"))))
    assert severities(Config(rules=(("D304", "off"), ("D305", "info")))) == {"D304": None, "D305": Severity.INFO}


# ------------------------------------------------------------------------------------------- on the command line


def project(folder: Path, english: str, settings: str = "") -> None:
    for name, text in {"docs/en/events.md": english, "docs/fr/events.md": FRENCH}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "docschema.toml").write_text(f'docs = ["docs"]\noutput = "out"\nsource_language = "en"\n{settings}')


def test_severities_decide_the_exit_code(tmp_path: Path) -> None:
    project(tmp_path, HEAD + PULL + UNDESCRIBED)
    assert run(tmp_path, "lint").returncode == 1
    project(tmp_path, HEAD + PULL + UNDESCRIBED, '[rules]\ndescription-empty = "info"\n')
    done = run(tmp_path, "lint")
    assert done.returncode == 0
    assert "info D301" in done.stdout
    assert run(tmp_path, "lint", "--fail-on", "info").returncode == 1
    project(tmp_path, HEAD + PULL + UNDESCRIBED, '[rules]\ndescription-empty = "off"\n')
    assert run(tmp_path, "lint").stdout == ""


def test_a_rule_that_is_raised_to_an_error_stops_build(tmp_path: Path) -> None:
    project(tmp_path, HEAD + PULL + UNDESCRIBED, '[rules]\nD301 = "error"\n')
    done = run(tmp_path, "build")
    assert done.returncode == 1
    assert "error D301" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("value", ["info", "off"])
def test_build_counts_rows_whatever_their_severity(tmp_path: Path, value: str) -> None:
    project(tmp_path, HEAD + PULL + PUSH + STRANGE, f'[rules]\nrow-unexplained = "{value}"\n')
    done = run(tmp_path, "build")
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()
    assert "count by their number; see --max-unexplained" in done.stderr
    assert run(tmp_path, "build", "--max-unexplained", "1").returncode == 0


@pytest.mark.parametrize("settings", ['[rules]\nD002 = "off"\n', '[per-path-ignores]\n"docs" = ["D002"]\n'])
def test_an_error_that_is_hidden_stops_build_all_the_same(tmp_path: Path, settings: str) -> None:
    project(tmp_path, HEAD + PULL + PUSH, settings)
    (tmp_path / "docs/en/huge.md").write_bytes(b"x" * (16 * 1024 * 1024 + 1))
    done = run(tmp_path, "build")
    assert done.returncode == 1
    assert "error D002" not in done.stderr
    assert "1 error suppressed or lowered (D002); docschema build writes nothing until they are mended" in done.stderr
    assert not (tmp_path / "out").exists()
    done = run(tmp_path, "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 error suppressed or lowered (D002)" in done.stderr


def test_a_bad_configuration_of_rules_ends_with_2(tmp_path: Path) -> None:
    project(tmp_path, HEAD + PULL, '[rules]\nD9999 = "off"\n')
    done = run(tmp_path, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "docschema.toml: rules.D9999" in done.stderr
    project(tmp_path, HEAD + PULL, '[rules]\nD301 = "warn"\n')
    assert 'expected "error", "warning", "info" or "off"' in run(tmp_path, "check").stderr


# ------------------------------------------------------------------------------------------- formats and statistics


def test_findings_in_all_formats_end_alike(tmp_path: Path) -> None:
    project(tmp_path, HEAD + PULL + UNDESCRIBED)
    for command in (["check"], ["lint"]):
        for output_format in ("text", "json", "sarif", "github"):
            done = run(tmp_path, *command, "--output-format", output_format)
            assert done.returncode == 1
            assert "D301" in done.stdout
            if output_format in ("json", "sarif"):
                json.loads(done.stdout)
            if output_format == "github":
                assert all(line.startswith("::") for line in done.stdout.splitlines())


def test_sarif_of_build_says_that_it_was_stopped(tmp_path: Path) -> None:
    project(tmp_path, HEAD + PULL + PUSH + STRANGE)
    done = run(tmp_path, "build", "--output-format", "sarif")
    (made,) = json.loads(done.stdout)["runs"]
    assert made["invocations"][0]["exitCode"] == done.returncode == 1
    assert made["automationDetails"]["id"] == "docschema/build/"


def test_statistics(tmp_path: Path) -> None:
    project(tmp_path, HEAD + PULL + UNDESCRIBED + UNDESCRIBED.replace("push", "tag"))
    done = run(tmp_path, "lint", "--statistics")
    assert (done.returncode, done.stdout) == (1, "2  warning  D301  description-empty\n")
    made = json.loads(run(tmp_path, "lint", "--statistics", "--output-format", "json").stdout)
    assert made["statistics"] == {"D301": 2}
    assert len(made["problems"]) == 2
    done = run(tmp_path, "check", "--statistics", "--output-format", "sarif")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--statistics goes with" in done.stderr
    project(tmp_path, HEAD + PULL + PUSH)
    assert run(tmp_path, "lint", "--statistics").stdout == ""


def test_a_finding_of_an_unknown_rule_is_weighed_as_it_is() -> None:
    found = Problem("X999", Severity.INFO, Span("a.md"), "m", "")
    assert judge([found], Case(Config())).shown == (found,)
