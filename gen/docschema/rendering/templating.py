"""Templates: found by their names in folders, each with a head that says what it loops over and where it writes.

    {#
    each = "service, locale"          # or another one of LOOPS
    path = "{service}/docs/{locale}.md"
    about = "what it makes"
    parameters = { depth = 2 }        # with their defaults; a configuration may set others
    #}

The head is TOML in the comment that opens the file. A template without a path is a fragment: it writes no file, and
its text goes between markers in pages written by hand. Files whose names begin with `_` are parts for others to
include; those that end with `.js` or `.css` go into pages as they are, through the filters `asset` and `asset_hash`.
A template of the same name in a later folder replaces the earlier one. Templates see plain data only, run in Jinja's
immutable sandbox, and put every value through one of the filters of docschema.rendering.filters.
"""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from docschema.rendering.emit import EmitError
from docschema.rendering.filters import FILTERS

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

SUFFIX = ".j2"
ASSETS = ("_*.css", "_*.js")
LOOPS = ("once", "service", "locale", "service, locale", "envelope, locale")
_PARAMETER = re.compile(r"[a-z][a-z0-9_]*")
_TYPE_NAMES: Mapping[type, str] = {str: "a text", bool: "true or false", int: "a whole number"}
_HEAD = re.compile(r"\{#-?(?P<toml>.*?)-?#\}\n?", re.DOTALL)
_FAILURES = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
_ENDS_AN_ELEMENT = re.compile(r"</(?:script|style)|<!--|[\0\r]", re.IGNORECASE)
_KEYS = frozenset(("each", "path", "about", "parameters"))


class TemplateError(Exception):
    """A template that cannot be used, or stopped in the middle. `line` is None where no line is to blame."""

    def __init__(self, template: str, line: int | None, message: str) -> None:
        self.template, self.line, self.message = template, line, message
        super().__init__(f"{template}:{line}: {message}" if line else f"{template}: {message}")


class Template(Struct, frozen=True):
    """One output target. `name` is the file name without `.j2`."""

    name: str
    each: str  # one of LOOPS; "" for a part that others include
    path: str  # "" for a fragment
    text: str
    builtin: bool = True
    about: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)  # with their defaults: str, int or bool

    @property
    def file(self) -> str:
        """The file name."""
        return self.name + SUFFIX


def builtin_folder() -> Path:
    """The templates that come with docschema: inside an installed package, else at the top of the checkout."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


def load(folders: Iterable[Path] = ()) -> Mapping[str, Template]:
    """All templates by name, sorted: the built-in ones and those of `folders`; TemplateError for one without a head."""
    found: dict[str, Template] = {}
    for folder, builtin in ((builtin_folder(), True), *((folder, False) for folder in folders)):
        for file in _files(folder):
            found[file.name.removesuffix(SUFFIX)] = _parsed(file, builtin=builtin)
    return dict(sorted(found.items()))


def _files(folder: Path, patterns: Iterable[str] = (f"*{SUFFIX}",)) -> Iterator[Path]:
    """The templates, or other files, in a folder; TemplateError for a link that leads out of it."""
    if not folder.is_dir():
        raise TemplateError(folder.name, None, "there is no such folder of templates")
    home = folder.resolve()
    for file in sorted(file for pattern in patterns for file in folder.glob(pattern)):
        if file.is_file():
            if not file.resolve().is_relative_to(home):
                raise TemplateError(file.name, None, "it is a link that leads out of the folder of templates")
            yield file


def _parsed(file: Path, *, builtin: bool) -> Template:
    text = _read(file)
    name = file.name.removesuffix(SUFFIX)
    if name.startswith("_"):
        return Template(name, "", "", text, builtin)
    head = _head(file.name, text)
    about, parameters = head.get("about", ""), head.get("parameters", {})
    return Template(name, head["each"], head.get("path", ""), text, builtin, about, parameters)


def assets(folders: Iterable[Path] = ()) -> Mapping[str, str]:
    """Scripts and styles for pages, by file name: the built-in ones, and those of `folders` in their place.

    TemplateError for one that would not stand in a page as it stands in its file.
    """
    found: dict[str, Any] = {}
    for folder in (builtin_folder(), *folders):
        for file in _files(folder, ASSETS):
            found[file.name] = _asset(file)
    return found


def _asset(file: Path) -> str:
    text = _read(file)
    if match := _ENDS_AN_ELEMENT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise TemplateError(file.name, line, f"{match[0]!r} cannot stand in a script or style of a page")
    return text


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(file.name, None, "it is no UTF-8") from error


def _head(name: str, text: str) -> dict[str, Any]:
    match = _HEAD.match(text)
    if match is None:
        raise TemplateError(name, 1, 'it has to begin with a comment {# ... #} that sets each = "..." and path = "..."')
    try:
        head = tomllib.loads(match["toml"])
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(name, 1, f"the head is no TOML: {error}") from error
    if unknown := sorted(head.keys() - _KEYS):
        keys = "each, path, about and parameters"
        raise TemplateError(name, 1, f"the head has the key {unknown[0]!r}; it may have {keys}")
    if head.get("each") not in LOOPS:
        known = ", ".join(map(repr, LOOPS))
        raise TemplateError(name, 1, f"each = {head.get('each')!r} in the head is none of {known}")
    if not isinstance(head.get("path", ""), str) or head.get("path") == "":
        raise TemplateError(name, 1, 'path in the head says where to write, as in "{service}/notes.txt"')
    if not isinstance(head.get("about", ""), str):
        raise TemplateError(name, 1, "about in the head is a text")
    _check_parameters(name, head.get("parameters", {}))
    return head


def _check_parameters(name: str, parameters: object) -> None:
    if not isinstance(parameters, dict):
        raise TemplateError(name, 1, "parameters in the head is a table of names and defaults")
    for parameter, default in parameters.items():
        if not _PARAMETER.fullmatch(parameter):
            raise TemplateError(name, 1, f"the parameter {parameter!r} is no name of small letters, digits and _")
        if not isinstance(default, str | int):
            raise TemplateError(name, 1, f"the parameter {parameter} has to be a text, a whole number, true or false")


def parameters_of(template: Template, given: Mapping[str, object]) -> dict[str, object]:
    """The parameters of a template: its defaults, and what a configuration gives in their place.

    TemplateError for one that it does not have, and for one of another type than its default.
    """
    for name, value in given.items():
        if name not in template.parameters:
            known = ", ".join(template.parameters) or "none"
            raise TemplateError(template.file, None, f"there is no parameter {name!r}; there are: {known}")
        if type(value) is not type(template.parameters[name]):
            kind = _TYPE_NAMES[type(template.parameters[name])]
            raise TemplateError(template.file, None, f"the parameter {name} is {value!r}, and has to be {kind}")
    return {**template.parameters, **given}


# ------------------------------------------------------------------------------------------- running them


def _without_head(text: str) -> str:
    """The text with its head emptied, lines kept, so that line numbers stay and no blank line is written."""
    match = _HEAD.match(text)
    return text if match is None else "{#" + "\n" * match[0].count("\n") + "#}" + text[match.end() :]


def environment(
    templates: Mapping[str, Template], assets: Mapping[str, str] = MappingProxyType({})
) -> ImmutableSandboxedEnvironment:
    """The Jinja environment for a set of templates and what they may put into pages.

    It holds what it compiled, and nothing else, so the same templates get the same one.
    """
    return _environment(tuple((name, template.text) for name, template in templates.items()), tuple(assets.items()))


@lru_cache(maxsize=8)
def _environment(
    texts: tuple[tuple[str, str], ...], files: tuple[tuple[str, str], ...]
) -> ImmutableSandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined

    from docschema.rendering.sandbox import Sandbox

    templates, assets = dict(texts), dict(files)

    def source(name: str) -> tuple[str, str, None] | None:
        text = templates.get(name.removesuffix(SUFFIX))
        return None if text is None else (_without_head(text), name, None)

    made = Sandbox(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals = {"range": made.globals["range"], "namespace": made.globals["namespace"]}
    made.filters.update(FILTERS)
    made.filters["present"] = present
    made.filters["pick"] = pick
    made.filters["asset"] = lambda names: _joined(assets, names)
    made.filters["asset_hash"] = lambda names: content_hash(_joined(assets, names))
    return made


def _joined(assets: Mapping[str, str], names: str | Iterable[str]) -> str:
    """The text of an asset, or of several one behind the other, as it is."""
    wanted = [names] if isinstance(names, str) else list(names)
    for name in wanted:
        if name not in assets:
            known = ", ".join(sorted(assets)) or "none"
            raise EmitError(f"there is no script or style {name!r}; there are {known}")
    return "".join(assets[name] for name in wanted)


def content_hash(text: str) -> str:
    """What a page's policy calls the text of one of its scripts or styles."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def present(data: Mapping[str, object]) -> dict[str, object]:
    """The entries of a mapping that say something: not None, "", false, or empty."""
    return {key: value for key, value in data.items() if value}


def pick(texts: Mapping[str, str], *locales: str) -> str:
    """The text in the first of the locales that has one, else in any, else ""."""
    for locale in (*locales, *sorted(texts)):
        if texts.get(locale):
            return texts[locale]
    return ""


def run(env: ImmutableSandboxedEnvironment, template: Template, context: Mapping[str, object]) -> str:
    """The output of a template; TemplateError, with the line, for whatever goes wrong in it."""
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    try:
        return env.get_template(template.file).render(context)
    except TemplateSyntaxError as error:
        raise TemplateError(error.name or template.file, error.lineno, error.message or "a syntax error") from error
    except TemplateNotFound as error:
        name, line = _place(error, template, env)
        raise TemplateError(name, line, f"it includes {error.name!r}, and there is no such template") from error
    except (JinjaError, *_FAILURES) as error:
        name, line = _place(error, template, env)
        raise TemplateError(name, line, str(error) or type(error).__name__) from error


def _place(error: BaseException, template: Template, env: ImmutableSandboxedEnvironment) -> tuple[str, int | None]:
    """The innermost template and line that an error came through."""
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    inside = [(name, line) for name, line in frames if name.endswith(SUFFIX) and "/" not in name]
    return inside[-1] if inside else (template.file, None)


# ------------------------------------------------------------------------------------------- the check of filters


def faults(env: ImmutableSandboxedEnvironment, template: Template) -> tuple[tuple[int, str], ...]:
    """The lines of a template that put out a value which passed none of docschema's filters last, and why."""
    from docschema.rendering.template_check import faults as found

    return found(env, template.file, _without_head(template.text))


def check(env: ImmutableSandboxedEnvironment, templates: Iterable[Template]) -> None:
    """TemplateError for the first template of a user that puts out a value without a filter. Ours are tested."""
    for template in (template for template in templates if not template.builtin):
        for line, said in faults(env, template):
            raise TemplateError(template.file, line, said)
