"""A finding as text for people: what it says, the line with the span underlined, other places, what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator

from docschema.judging.source_lines import Lines
from docschema.problem import Fix, Problem, Related, Span
from docschema.report import headline, help_line
from docschema.reporting.excerpt import excerpt
from docschema.terminal import paint, safe

_MOST_RELATED = 5
_LONGEST_REPLACEMENT = 60


def finding_text(problem: Problem, lines: Lines, *, colour: bool = False) -> str:
    """One finding. Related places stand below its own line, so that a translator sees both cells."""
    severity = problem.severity.value
    said = [headline(problem, colour=colour), *_excerpt(problem.span, lines, severity, colour)]
    for related in problem.related[:_MOST_RELATED]:
        said += _related(related, lines, colour)
    if more := len(problem.related) - _MOST_RELATED:
        said += [f"  ... and {more} more"] if more > 0 else []
    said += [help_line(problem, colour=colour)] if problem.help else []
    if problem.fix is not None and fix_text(problem.fix) != problem.help:  # else it is said already
        said.append(f"  {paint('fix:', 'dim', colour=colour)} {safe(fix_text(problem.fix))}")
    return "\n".join(said)


def fix_text(fix: Fix) -> str:
    """What `lint --fix` would do, in short: `write "registry.image.create"`."""
    if not fix.replacement:
        return "take it out"
    text = " ".join(fix.replacement.split()) or fix.replacement
    cut = text if len(text) <= _LONGEST_REPLACEMENT else f"{text[: _LONGEST_REPLACEMENT - 1]}…"
    return f"{'write' if fix.span.length else 'put in'} {json.dumps(cut, ensure_ascii=False)}"


def _related(related: Related, lines: Lines, colour: bool) -> Iterator[str]:
    span = related.span
    yield f"  {safe(span.path)}:{span.line}:{span.column}: {safe(related.message)}"
    yield from _excerpt(span, lines, "info", colour)


def _excerpt(span: Span, lines: Lines, style: str, colour: bool) -> Iterator[str]:
    """The line and its mark. A finding about a whole file has none."""
    if (span.line, span.column, span.length) == (1, 1, 0):
        return
    line = lines(span.path, span.line)
    if line is None or not line.strip():
        return
    part = excerpt(line, span.column, span.length)
    yield f"{span.line:>5} | {part.text}"
    yield f"      | {part.indent}{paint(part.mark, style, colour=colour)}"
