"""What docschema never does: the watch over all tests (`watched/watch.py`) sees it if it did."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import violations
from test_cli import project, run
from watch import Violation

__all__ = ["project"]

FORBIDDEN: Mapping[str, str] = {
    "network": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "names": "import socket; socket.getaddrinfo('localhost', 80)",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "fork": "import os; os.fork() or os._exit(0)",
    "code": "exec('1')",
    "expression": "eval('1')",
    "pickle": "import pickle, decimal; pickle.loads(pickle.dumps(decimal.Decimal(1)))",
    "marshal": "import marshal; marshal.loads(marshal.dumps(1))",
    "library": "import ctypes; ctypes.CDLL(None)",
    "write": "open(__file__, 'a')",
    "remove": "import os; os.remove(__file__ + '.none')",
    "rename": "import os; os.rename('/nowhere/a', __file__ + '.none')",
}
ALLOWED: Mapping[str, str] = {
    "tree": "import ast; ast.parse('1')",
    "literal": "import ast; ast.literal_eval('1')",
    "template": "import jinja2; jinja2.Environment(autoescape=True).from_string('{{ 1 }}').render()",
    "module": "import colorsys",
    "pattern": "import re; re.compile('a+')",
    "look": "open(__file__).close()",
    "write elsewhere": "import tempfile; tempfile.TemporaryFile().close()",
}


def work(text: str, module: str) -> dict[str, object]:
    """A function that does it, as if it stood in a module."""
    body: dict[str, object] = {"__name__": module, "__file__": __file__}
    exec(f"def work():\n    {text}\n", body)
    return body


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in FORBIDDEN.items()])
def test_what_docschema_never_does_is_seen(text: str) -> None:
    with pytest.raises(Violation):
        work(text, "docschema.saboteur")["work"]()  # type: ignore[operator]
    noted = violations()
    assert noted.startswith("docschema did ")
    assert "in work" in noted, "the stack says where"


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ALLOWED.items()])
def test_what_is_no_such_thing_passes(text: str) -> None:
    work(text, "docschema.reader")["work"]()  # type: ignore[operator]


def test_what_others_do_is_their_business() -> None:
    work(FORBIDDEN["code"], "elsewhere")["work"]()  # type: ignore[operator]
    work(FORBIDDEN["program"], "docschemata")["work"]()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("module", "command", "passes"),
    [("docschema.linking.history", "git", True), ("docschema.linking.history", "true", False),
     ("docschema.link", "git", False)],
)  # fmt: skip
def test_git_is_asked_by_one_module_only(module: str, command: str, passes: bool) -> None:
    asks = work(f"import subprocess; subprocess.run(['{command}', '--version'], capture_output=True)", module)["work"]
    if passes:
        asks()  # type: ignore[operator]
    else:
        with pytest.raises(Violation):
            asks()  # type: ignore[operator]
        assert violations()


def test_processes_that_tests_start_are_watched_too(tmp_path: Path) -> None:
    code = f"body = {{'__name__': 'docschema.saboteur'}}\nexec({FORBIDDEN['names']!r}, body)"
    done = subprocess.run([sys.executable, "-c", code], env={}, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode != 0
    assert b"Violation: socket.getaddrinfo" in done.stderr
    assert "socket.getaddrinfo" in violations()


def test_no_error_of_the_environment_hides_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = work("try:\n        exec('1')\n    except Exception:\n        return ''", "docschema.saboteur")["work"]
    monkeypatch.setattr("docschema.pipeline.linted", lambda *_: asking())  # type: ignore[operator]
    with pytest.raises(Violation):
        run(project, "lint", "docs")
    assert violations()
