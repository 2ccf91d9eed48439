"""Whether a template writes every value through a filter, and nothing changes what a filter wrote.

The check is made on the syntax tree of a template, before it runs, and knows what is allowed: a statement that is new
in Jinja is refused until somebody has thought about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from docschema.rendering.filters import FILTERS

if TYPE_CHECKING:
    from jinja2 import Environment

_STATEMENTS = (
    *(nodes.Output, nodes.For, nodes.If, nodes.Macro, nodes.Assign, nodes.AssignBlock, nodes.With, nodes.Scope),
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block, nodes.FilterBlock),
)
_ASSETS = ("asset", "asset_hash")
_OURS = frozenset(("loop", "strings"))  # trusted by their names, so no template may give these to anything else
_UNFILTERED = "a value, or what a macro returns, is written without a filter as its last step"

Fault = tuple[int, str]  # a line, and what is wrong with it


def faults(env: Environment, name: str, text: str) -> tuple[Fault, ...]:
    """What is wrong with a template, sorted by line; `text` without its head."""
    try:
        tree = env.parse(text, name, name)
    except TemplateSyntaxError as error:
        return ((error.lineno, error.message or "a syntax error"),)
    found = (*_unknown(env, tree), *_statements(tree), *_names(tree), *_values(tree), *_phrases(tree))
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: fault[0]))


def _unknown(env: Environment, tree: nodes.Template) -> Iterator[Fault]:
    for node in tree.find_all(nodes.Filter):
        if node.name not in env.filters:
            yield node.lineno, f"there is no filter {node.name!r}"


def _statements(tree: nodes.Template) -> Iterator[Fault]:
    """Statements that write what no filter saw last, as `call` and `autoescape` do; of `filter` all but `indent`."""
    for node in tree.find_all(nodes.Stmt):
        if not isinstance(node, _STATEMENTS):
            yield node.lineno, f"the statement {type(node).__name__} has no place in a template"
        elif isinstance(node, nodes.FilterBlock) and not _is_indent(node.filter):
            yield node.lineno, f"{_UNFILTERED}; of filters round a block only indent, with a number, changes no text"


def _is_indent(node: nodes.Filter) -> bool:
    given = [*node.args, *(keyword.value for keyword in node.kwargs)]
    plain = all(isinstance(value, nodes.Const) and isinstance(value.value, int) for value in given)
    return node.name == "indent" and node.node is None and plain and not _is_spread(node)


def _is_spread(node: nodes.Filter) -> bool:
    """Whether arguments come out of a value, `*x` or `**x`, so that nobody sees their names."""
    return node.dyn_args is not None or node.dyn_kwargs is not None


def _names(tree: nodes.Template) -> Iterator[Fault]:
    """The names that are trusted, given to something else."""
    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        for name in _OURS.intersection(_given(node)):
            yield node.lineno, f"{name} has a meaning of its own, and no template may give it another"


def _given(node: nodes.Node) -> Iterator[str]:
    """The names that a node gives to something."""
    if isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load"):
        yield node.name
    elif isinstance(node, nodes.Import):
        yield node.target
    elif isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _values(tree: nodes.Template) -> Iterator[Fault]:
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if not _is_safe(node):
                yield node.lineno, f"{_UNFILTERED}; there are {', '.join(sorted(FILTERS))}"


def _is_safe(node: nodes.Node) -> bool:
    if isinstance(node, nodes.TemplateData | nodes.Const):
        return True
    if isinstance(node, nodes.CondExpr):
        return _is_safe(node.expr1) and (node.expr2 is None or _is_safe(node.expr2))
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return (node.node.name, node.attr) == ("loop", "index")
    return isinstance(node, nodes.Filter) and (node.name in FILTERS or node.name in _ASSETS) and not _is_spread(node)


def _phrases(tree: nodes.Template) -> Iterator[Fault]:
    """What `sentence` takes for Markdown, its pattern and the separator: ours, or written in the template."""
    for node in tree.find_all(nodes.Filter):
        if node.name == "sentence":
            parts = [node.node, *node.args[:1], *(k.value for k in node.kwargs if k.key in ("pattern", "separator"))]
            if not all(map(_is_phrase, parts)):
                yield node.lineno, "sentence is for texts of strings, or written in the template: it encodes only slots"


def _is_phrase(node: nodes.Node | None) -> bool:
    if isinstance(node, nodes.CondExpr):
        return _is_phrase(node.expr1) and _is_phrase(node.expr2)
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return isinstance(node.node, nodes.Name) and node.node.name == "strings"
    return isinstance(node, nodes.Const)
