"""The scan stage: the ids that a code base uses, held against the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from docschema.context import names_of
from docschema.model import Action, Model, Observation, Service
from docschema.namelock import Lock, module_name
from docschema.problem import Problem, Span, by_place
from docschema.rules import get, problem
from docschema.scan_files import CodeFile, Walk, content_of
from docschema.scan_ids import Known, Meaning, Sense, known_ids
from docschema.scan_lines import LineStarts
from docschema.scan_python import NoPythonError, PythonCode, Reference, read_python
from docschema.scan_text import ending_of, words_of
from docschema.scan_words import Word
from docschema.usage import Coverage, Scope, Usage

_ENUM = "Action"
_DEEPEST = 20  # modules that pass a name on, one to the next
_RULES = {
    Sense.UNKNOWN: "code-id-unknown",
    Sense.DEPRECATED: "code-id-deprecated",
    Sense.RENAMED: "code-id-renamed",
}
