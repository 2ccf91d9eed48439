"""Watches what docschema does while tests run: no network, no program but git where it is asked, no code out of texts,
nothing written into the checkout.

An audit hook of the interpreter. It looks at the stack: what tests do themselves is their own business, what is done
below a frame of docschema counts. A violation raises where it happens, and is noted, so that no `except` hides it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType

LOG = "DOCSCHEMA_TEST_WATCH"  # the variable that names the file in which violations are noted
CHECKOUT = str(Path(__file__).resolve().parents[2]) + os.sep
_ASKS_GIT = "docschema.linking.history"
_IMPORTS = ("importlib", "_frozen_importlib", "_frozen_importlib_external")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

Allowed = Callable[[str, tuple[object, ...], FrameType], bool | None]  # None: the frames above know


class Violation(BaseException):
    """docschema did what it never does. No Exception, so that nothing takes it for an error of the environment."""


_logs: list[str] = []  # the file in use, the last one


def install(log: str) -> None:
    """Watch this process until it ends; violations go to the end of the file `log`, also where another one was named
    before: whoever runs tests in several processes starts them below the watch of its own."""
    _logs.append(log)
    if len(_logs) == 1:
        _add_hook()


def _add_hook() -> None:
    known: dict[str, Allowed | None] = {}

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in known:
            known[event] = next((allowed for start, allowed in _RULES.items() if event.startswith(start)), None)
        allowed = known[event]
        if allowed and _is_wrong(allowed, event, arguments):
            _note(_logs[-1], event, arguments)
            raise Violation(f"{event} {arguments!r}")

    sys.addaudithook(hook)


def _is_wrong(allowed: Allowed, event: str, arguments: tuple[object, ...]) -> bool:
    """Whether docschema does it, unless a frame on the way there allows it."""
    if allowed is _file and _is_elsewhere(event, arguments):
        return False
    for frame in _frames():
        answer = allowed(event, arguments, frame)
        if answer is not None:
            return not answer
        if _module(frame).split(".")[0] == "docschema":
            return True
    return False


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__") or "")


def _never(event: str, arguments: tuple[object, ...], frame: FrameType) -> bool | None:
    return None


def _program(event: str, arguments: tuple[object, ...], frame: FrameType) -> bool | None:
    """git, by one module."""
    if _module(frame) != _ASKS_GIT:
        return None
    command = arguments[1]
    return isinstance(command, list) and command[0] == "git"


def _code(event: str, arguments: tuple[object, ...], frame: FrameType) -> bool | None:
    """Modules and templates, of which no doc is part; classes that the standard library makes for them; mere trees."""
    module, name = _module(frame), frame.f_code.co_name
    if module.split(".")[0] in (*_IMPORTS, "jinja2") or (module.startswith("docschema") and name == "<module>"):
        return True
    return True if event == "compile" and (module, name) == ("ast", "parse") else None


def _file(event: str, arguments: tuple[object, ...], frame: FrameType) -> bool | None:
    """Modules that Python keeps compiled."""
    return True if _module(frame).split(".")[0] in _IMPORTS else None


def _is_elsewhere(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITES):
        return True
    named = arguments[:1] if event == "open" else arguments[:2]
    paths = [os.fsdecode(path) for path in named if isinstance(path, str | bytes)]
    return not any(os.path.realpath(path).startswith(CHECKOUT) for path in paths)


_RULES: Mapping[str, Allowed] = {
    **dict.fromkeys(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser."), _never),
    **dict.fromkeys(("os.system", "os.exec", "os.spawn", "os.fork", "os.startfile", "pty."), _never),
    **dict.fromkeys(("pickle.", "ctypes.", "sqlite3."), _never),
    **dict.fromkeys(("subprocess.", "os.posix_spawn"), _program),
    **dict.fromkeys(("exec", "compile", "marshal."), _code),
    **dict.fromkeys(("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"), _file),
    **dict.fromkeys(("os.link", "os.symlink", "shutil."), _file),
}


def _note(log: str, event: str, arguments: tuple[object, ...]) -> None:
    stack = "".join(traceback.format_stack(sys._getframe(2)))
    text = f"docschema did {event} {arguments!r}\n{stack}\n"
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, text.encode("utf-8", "backslashreplace"))
    finally:
        os.close(descriptor)
