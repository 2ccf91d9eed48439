"""Small projects in a state from which a build has something to do, and what may be on disk while and after it does."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import click

from docschema.cli import commands
from docschema.rendering.namelock import FILE_NAME, Lock, load

PAGE = """# Audit events

## Actions
{: #actions}

| Action | Description |
|--------|-------------|
"""
ENGLISH = PAGE + "| `depot.image.pull` | Pull an image. |\n| `depot.image.push` | Push an image. |\n"
FRENCH = """# Événements d'audit

## Actions
{: #actions}

| Action | Description |
|--------|-------------|
| `depot.image.pull` | Extraire une image. |
| `depot.image.push` | Envoyer une image par commande. |
"""
NEW = "| `depot.image.tag` | Name an image. |\n| `depot.image_tag` | Name it otherwise. |\n"
GONE = PAGE + "| `ferry.route.open` | Open a route. |\n"
CONFIG = 'docs = ["docs"]\noutput = "schemas"\nsource_language = "en"\n'
BY_HAND = "# By hand\n\n<!-- docschema-begin actions-table.md -->\n<!-- docschema-end -->\n\nBelow.\n"
_TEMPORARY = ".docschema-"

Tree = Mapping[str, bytes]


def first(folder: Path) -> None:
    """Docs in two languages, and nothing built."""
    put(folder, {"docs/en/events.md": ENGLISH, "docs/fr/events.md": FRENCH, "docschema.toml": CONFIG})


def edited(folder: Path) -> None:
    """Built, then two actions more: most artifacts are stale, and names are given out."""
    first(folder)
    built(folder)
    put(folder, {"docs/en/events.md": ENGLISH + NEW})


def removed(folder: Path) -> None:
    """Built, then a service and a language gone: artifacts are left over, some in folders that become empty."""
    first(folder)
    put(folder, {"docs/en/ferry/events.md": GONE})
    built(folder)
    shutil.rmtree(folder / "docs/en/ferry")
    shutil.rmtree(folder / "docs/fr")


def injected(folder: Path) -> None:
    """Built with a page written by hand, then two actions more."""
    first(folder)
    put(folder, {"README.md": BY_HAND, "docschema.toml": CONFIG + 'inject = ["README.md"]\n'})
    built(folder)
    put(folder, {"docs/en/events.md": ENGLISH + NEW})


SCENES: Mapping[str, Callable[[Path], None]] = {
    "first build": first,
    "after an edit": edited,
    "with orphans": removed,
    "with a page by hand": injected,
}


def put(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())


def run(folder: Path, *arguments: str) -> int:
    """Run docschema in this process, as from that folder, without a word; the exit code."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            commands.main(arguments, standalone_mode=False)
    except SystemExit as end:
        return int(end.code or 0)
    except click.ClickException as error:
        return error.exit_code
    except click.exceptions.Exit as end:
        return end.exit_code
    finally:
        os.chdir(before)
    return 0


def built(folder: Path) -> None:
    """Build, or end the program."""
    code = run(folder, "build")
    if code:
        sys.exit(f"docschema build ended with {code} in {folder}")


def tree(folder: Path) -> Tree:
    """All files in a folder with their content."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def amiss(before: Tree, after: Tree, now: Tree) -> Iterator[str]:
    """What should not be on disk at any moment of a build that takes `before` to `after`."""
    for path in sorted({*before, *after, *now}):
        if path.rpartition("/")[2].startswith(_TEMPORARY) and path not in before:
            place = path.rpartition("/")[0]
            if place not in ("", "schemas") and not place.startswith("schemas/"):
                yield f"{path}: a temporary file in a folder that is none of ours"
        elif path == FILE_NAME:
            yield from _amiss_in_lock(before, after, now)
        elif now.get(path) not in (before.get(path), after.get(path)):
            yield f"{path}: neither the old file nor the new one"


def _amiss_in_lock(before: Tree, after: Tree, now: Tree) -> Iterator[str]:
    old, new, lock = (
        load(found[FILE_NAME].decode()) if FILE_NAME in found else Lock() for found in (before, after, now)
    )
    if lock.names not in (old.names, new.names) or set(lock.files) - {*old.files, *new.files}:
        yield f"{FILE_NAME}: neither old nor new names"
    generated = [path for path in now if path in after and path.startswith("schemas/")]
    if lock.names != new.names and any(now[path] != before.get(path) for path in generated):
        yield f"{FILE_NAME}: a new artifact is in place before its names are"
    unknown = {path for path in generated if path.removeprefix("schemas/") not in lock.files}
    if unknown and before != now:
        yield f"{FILE_NAME}: does not know {', '.join(sorted(unknown))}"


@dataclass(frozen=True)
class Course:
    """A scene set up in a folder, and the files before and after a build that nothing disturbs."""

    name: str
    folder: Path
    before: Tree
    after: Tree

    def again(self, place: Path) -> Path:
        """A fresh copy to work in."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.folder, place)
        return place


def course(name: str, folder: Path) -> Course:
    """Set a scene up below a folder. Ends the program where a build that nothing disturbs is not clean after it."""
    start, end = folder / "start", folder / "end"
    SCENES[name](start)
    shutil.copytree(start, end)
    built(end)
    if run(end, "check", "--fail-on", "error"):
        sys.exit(f"{name}: docschema check is not clean after a build")
    return Course(name, start, tree(start), tree(end))
