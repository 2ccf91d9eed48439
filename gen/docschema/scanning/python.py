"""Python code by its syntax tree: the strings in it, and what it takes from other modules.

Docstrings and comments are no code. Strings put together from parts are read as one, with a hole for each value; a
name is followed to the import that brings it, not through assignments.
"""

from __future__ import annotations

import ast
import warnings
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate

from msgspec import Struct, field

from docschema.scanning.words import HOLE, Word, line_starts, words_in

_JOINED = (ast.JoinedStr, getattr(ast, "TemplateStr", ast.JoinedStr))
_STRING = (ast.Constant, *_JOINED)
_Path = tuple[str, ...]


class NoPythonError(ValueError):
    """A text that is no Python; `line` is where the parser stopped."""

    def __init__(self, reason: str, line: int) -> None:
        self.line = line
        super().__init__(reason)


class Reference(Struct, frozen=True):
    """A name that comes from another module: `("acme", "registry", "Action", "IMAGE_PULL")`; a first part of dots
    stands for the package of the file or one above it."""

    path: _Path
    start: int  # offset of the last part, without its quotation marks where it is a subscript
    end: int


class PythonCode(Struct, frozen=True):
    """What a Python file says."""

    words: tuple[Word, ...]
    references: tuple[Reference, ...]
    imports: Mapping[str, _Path] = field(default_factory=dict)  # name -> where it comes from


def read_python(text: str, members: Collection[str]) -> PythonCode:
    """The words and the references of a Python text; of the references, those that end in one of `members`.

    Raises NoPythonError.
    """
    tree = _parsed(text)
    lines = _Lines(text)
    imports = _imports(tree)
    words: list[Word] = []
    references: list[Reference] = []
    for node in _nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr in members:
            references += _reference(node.value, node.attr, imports, lines.end(node))
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and node.slice.value in members:
            references += _reference(node.value, str(node.slice.value), imports, lines.end(node.slice) - 1)
        elif isinstance(node, _STRING):
            words += _words(node, text, lines)
    return PythonCode(tuple(words), tuple(references), imports)


def _parsed(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the code does wrong otherwise is for its own tools to say
            return ast.parse(text)
    except SyntaxError as error:
        raise NoPythonError(error.msg or "invalid syntax", max(1, error.lineno or 1)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise NoPythonError("it is nested too deeply or holds what no text holds", 1) from error


class _Lines:
    """Offsets of what the tree places by line and by bytes."""

    def __init__(self, text: str) -> None:
        self.starts = (*line_starts(text), len(text))
        self.text = text
        self.wide: dict[int, list[int]] = {}  # lines that are not ASCII: the bytes before each character

    def offset(self, line: int, column: int) -> int:
        """The offset of a place of the tree."""
        start, end = self.starts[line - 1 : line + 1]
        if self.text.isascii():
            return start + column
        if line not in self.wide:
            sizes = (len(character.encode("utf-8", "replace")) for character in self.text[start:end])
            self.wide[line] = [*accumulate(sizes, initial=0)]
        return start + bisect_left(self.wide[line], column)

    def start(self, node: ast.expr) -> int:
        """The offset of the first character of a node."""
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr) -> int:
        """The offset behind a node."""
        return self.offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


def _nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of a tree in the order of the text, without strings that stand for themselves as docstrings do."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        yield node
        waiting += reversed(_inner(node))


def _inner(node: ast.AST) -> list[ast.AST]:
    """What is in a node; of a joined string only the values, since its texts are read together."""
    if not isinstance(node, _JOINED):
        return [*ast.iter_child_nodes(node)]
    return [part.value for part in node.values if not isinstance(part, ast.Constant) and hasattr(part, "value")]


# ------------------------------------------------------------------------------------------- strings


def _words(node: ast.expr, text: str, lines: _Lines) -> Iterator[Word]:
    """The words of a string, each where it stands in the text; at the beginning of the string where it stands there in
    other characters or in pieces."""
    content = _content(node)
    if "." not in content:
        return
    start, end = lines.start(node), lines.end(node)
    at = start
    for word in words_in(content):
        found = text.find(word.text, at, end) if at >= 0 else -1
        at = found + len(word.text) if found >= 0 else -1
        yield Word(word.text, found, at, word.alone) if found >= 0 else Word(word.text, start, start, word.alone)


def _content(node: ast.expr) -> str:
    if isinstance(node, _JOINED):
        return "".join(_content(part) if isinstance(part, ast.Constant) else HOLE for part in node.values)
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


# ------------------------------------------------------------------------------------------- names


def _imports(tree: ast.Module) -> dict[str, _Path]:
    """The names that import statements bind anywhere in a file, and where each comes from; `*module` for a star."""
    found: dict[str, _Path] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                path = tuple(name.name.split("."))
                found[name.asname or path[0]] = path if name.asname else path[:1]
        elif isinstance(node, ast.ImportFrom):
            module = tuple(node.module.split(".")) if node.module else ("." * node.level,)
            for name in node.names:
                key = f"*{node.module}" if name.name == "*" else name.asname or name.name
                found[key] = (*module, name.name)
    return found


def _reference(node: ast.expr, last: str, imports: Mapping[str, _Path], end: int) -> Iterator[Reference]:
    """What the last part of a dotted name refers to, where the first part was imported."""
    parts = [last]
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return
    if node.id in imports:
        origins = [imports[node.id]]
    else:
        origins = [(*path[:-1], node.id) for name, path in imports.items() if name.startswith("*")]
    for origin in origins:
        yield Reference((*origin, *reversed(parts)), end - len(last), end)
