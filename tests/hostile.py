"""Findings as an attacker would have them: names and texts that might end a record and begin a command."""

from __future__ import annotations

from hypothesis import strategies as st

from docschema.problem import Fix, Problem, Related, Severity, Span

PIECES = (
    "\n", "\r", "\r\n", "::error::", "::stop-commands::x", "%0A", "%", "\x1b[31m", "##[error]",
    "##vso[task.x]", "\u2028", "\u2029", "\x85", "\x00", ",", ":", "=", " ", "\u3000", "\t", "a", "{0}", "{",
    "}", "[x](1)", "\\", '"', "'", "\xe9", "\udc80", "\u202e", "](http://x)", "::set-output name=x::y",
    "file=", "#", "/", "..",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
paths = texts.map(lambda text: text.replace("\x00", "") or "a.md")
spans = st.builds(Span, paths, st.integers(1, 9), st.integers(1, 9), st.integers(0, 9))
problems = st.builds(
    Problem,
    st.sampled_from(["D103", "T103", "A101", "S201", "X999"]),
    st.sampled_from(Severity),
    spans,
    texts,
    texts,
    texts,
    st.none() | st.builds(Fix, spans, texts),
    st.lists(st.builds(Related, spans, texts), max_size=2).map(tuple),
)
