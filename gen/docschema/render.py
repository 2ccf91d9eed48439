"""The render stage: model, options and templates to the texts of artifacts. Writes nothing, reads templates only.

`prepare` makes ready what `render` and the fragments in pages written by hand have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from unicodedata import ucd_3_2_0 as unicode

from msgspec import Struct

from docschema import locales
from docschema.model import Model
from docschema.rendering import emit, namelock, templating, verify
from docschema.rendering.artifact import Artifact
from docschema.rendering.catalogue import catalogue
from docschema.rendering.context import Data, envelope_data, joint_data, service_data
from docschema.rendering.namelock import Lock, Names
from docschema.rendering.options import RenderOptions
from docschema.rendering.shown import folder_name, unsafe_path
from docschema.rendering.templating import Template, TemplateError
from docschema.rendering.verify import OutputError
from docschema.rendering.view import names_of

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["Artifact", "OutputError", "RenderOptions", "TemplateError", "render"]

_SLOT = re.compile(r"\{([^{}]*)\}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FALLBACK = "en"


class Turn(Struct, frozen=True):
    """One turn of a template's loop: the values of the slots in its path, and what its text sees."""

    slots: Mapping[str, str]
    context: Mapping[str, Any]


class Press(Struct, frozen=True, dict=True):
    """A model and its templates, checked and ready: what each template is run with."""

    options: RenderOptions
    templates: Mapping[str, Template]
    env: ImmutableSandboxedEnvironment
    names: Mapping[str, Mapping[str, Names]]  # service -> its names in code
    services: tuple[Data, ...]
    envelope: Data

    @cached_property
    def overall(self) -> Data:
        """What templates that run once see of all services together."""
        found = catalogue(self.services, self.options.language, self.envelope["fields"])
        return {"catalogue": found, "interface": _interface(), **joint_data(self.services, self.options)}

    def run(self, template: Template, turn: Turn) -> str:
        """What a template writes in one turn; TemplateError where it fails."""
        return templating.run(self.env, template, turn.context)


def prepare(model: Model, options: RenderOptions) -> Press:
    """A model made ready for its templates; TemplateError for a template that cannot be used."""
    templates = templating.load(options.template_folders)
    env = templating.environment(templates, templating.assets(options.template_folders))
    templating.check(env, templates.values())
    names = {service.name: names_of(service, options.lock) for service in model.services}
    services = tuple(service_data(service, options, names[service.name], model.envelope) for service in model.services)
    return Press(options, templates, env, names, services, envelope_data(model.envelope, options))


def render(model: Model, options: RenderOptions) -> tuple[Artifact, ...]:
    """All artifacts of a model, sorted by path, the lock file among them; raises as `artifacts` and `prepare` do."""
    return artifacts(prepare(model, options))


def artifacts(press: Press) -> tuple[Artifact, ...]:
    """All artifacts, sorted by path, the lock file among them.

    TemplateError for a template that fails, writes outside the output folder or over another's file, or writes Python
    or JSON that does not parse; OutputError (a bug) where our own ones do not write what the model says.
    """
    options = press.options
    chosen = _chosen(press.templates, options.targets)
    parameters = _parameters(press.templates, options)
    made = [
        (template, _artifact(template, turn, press.run(template, turn)), turn)
        for template in chosen
        for turn in turns(template, press, parameters[template.name])
    ]
    _check_clashes([(template, artifact) for template, artifact, _ in made])
    for template, artifact, turn in made:
        verify.verify(template, artifact.path, artifact.text, turn.context)
    written = [artifact for _, artifact, _ in made]
    lock = Lock({**options.lock.names, **press.names}, tuple(artifact.path for artifact in written))
    return tuple(sorted((*written, Artifact(namelock.FILE_NAME, namelock.dump(lock))), key=lambda made: made.path))


def _chosen(templates: Mapping[str, Template], targets: tuple[str, ...]) -> list[Template]:
    known = [name for name, template in templates.items() if template.path]
    for target in targets:
        if target not in known:
            raise TemplateError(target, None, f"there is no such template; there are {', '.join(known)}")
    return [templates[name] for name in known if not targets or name in targets]


def _parameters(templates: Mapping[str, Template], options: RenderOptions) -> Mapping[str, Mapping[str, object]]:
    """The parameters of all templates; TemplateError for those of a template that is not there."""
    for name in options.parameters:
        if name not in templates or not templates[name].each:
            known = ", ".join(name for name, template in templates.items() if template.each)
            raise TemplateError(
                name, None, f"parameters are set for it, but there is no such template; there are {known}"
            )
    return {
        name: templating.parameters_of(template, options.parameters.get(name, {}))
        for name, template in templates.items()
    }


# ------------------------------------------------------------------------------------------- loops


def turns(template: Template, press: Press, parameters: Mapping[str, object]) -> Iterator[Turn]:
    """The turns of a template's loop, in the order of services and locales."""
    services, envelope = press.services, press.envelope
    found = sorted({locale for speaker in (*services, envelope) for locale in speaker["locales"]})
    common: dict[str, Any] = {
        "notice": _notice(template, press.options),
        "options": _option_data(press.options),
        "parameters": parameters,
        "services": services,
        "envelope": envelope,
        "locales": tuple(sorted({locale for service in services for locale in service["locales"]})),
        "language_names": {locale: _locale(locale).name if _has(locale) else locale for locale in found},
    }
    if template.each == "once":
        if services:
            yield Turn({}, {**common, **press.overall})
    elif template.each in ("locale", "envelope, locale"):
        for locale in common["locales"] if template.each == "locale" else envelope["locales"]:
            yield Turn({"locale": folder_name(locale)}, {**common, **_of_locale(locale)})
    else:
        for service in services:
            yield from _service_turns(template, service, common)


def _service_turns(template: Template, service: Data, common: Mapping[str, Any]) -> Iterator[Turn]:
    slots = {"service": service["folder"], "module": service["module"], "type": service["type_name"]}
    context = {**common, "service": service, "ids": service["ids"]}
    if template.each == "service":
        yield Turn(slots, context)
        return
    for locale in service["locales"]:
        yield Turn({**slots, "locale": folder_name(locale)}, {**context, **_of_locale(locale)})


def _interface() -> Mapping[str, Mapping[str, str]]:
    """Locale -> texts of a page that people use: its own name, the texts of generated docs, and those of the page."""
    found = map(locales.load, locales.available())
    return {locale.code: {"language_name": locale.name, **locale.strings, **locale.interface} for locale in found}


def _option_data(options: RenderOptions) -> Mapping[str, str]:
    keys = ("unknown_actions", "action_property", "region_property", "event_region_property", "version", "command")
    return {key: getattr(options, key) for key in keys}


def _notice(template: Template, options: RenderOptions) -> str:
    """What the head of a file says: no text from a doc, and a command only if it is fit for a comment."""
    command = options.command if _is_comment(options.command) else "docschema build"
    return f"{namelock.MARKER} {template.file}. Do not edit: change the docs and run {command}."


def _is_comment(text: str) -> bool:
    try:
        return bool(emit.comment(text))
    except emit.EmitError:
        return False


def _has(locale: str) -> bool:
    return locale in locales.available()


def _locale(locale: str) -> locales.Locale:
    """The words for a locale: its own, else those of its language, else the English ones."""
    language = locale.split("-", maxsplit=1)[0]
    return locales.load(next((code for code in (locale, language) if _has(code)), _FALLBACK))


def _of_locale(locale: str) -> Mapping[str, object]:
    return {"locale": locale, "strings": _locale(locale).strings}


# ------------------------------------------------------------------------------------------- paths


def _artifact(template: Template, turn: Turn, text: str) -> Artifact:
    def fill(match: re.Match[str]) -> str:
        if match[1] not in turn.slots:
            known = ", ".join(f"{{{slot}}}" for slot in turn.slots) or "no slots"
            raise TemplateError(template.file, 1, f"path has the slot {match[0]}; each = {template.each!r} has {known}")
        return turn.slots[match[1]]

    path = _SLOT.sub(fill, template.path)
    if why := unsafe_path(path):
        raise TemplateError(template.file, 1, f"path {path!r}: {why}")
    if namelock.FILE_NAME in path.casefold().split("/"):
        raise TemplateError(template.file, 1, f"path {path!r}: {namelock.FILE_NAME} is docschema's own")
    if _SURROGATE.search(text):
        raise TemplateError(template.file, None, "it writes half of a surrogate pair, which no file can hold")
    return Artifact(path, text)


def _one_file(path: str) -> str:
    """The same for all paths that some disk takes for one: whatever the case, and however an accent is written."""
    return unicode.normalize("NFC", unicode.normalize("NFC", path).casefold())


def _check_clashes(made: list[tuple[Template, Artifact]]) -> None:
    """TemplateError where two artifacts are one file on a disk that takes "A" for "a", or one is the other's folder."""
    taken: dict[str, str] = {}
    for template, artifact in made:
        key = _one_file(artifact.path)
        if key in taken:
            twice = artifact.path == taken[key]
            same = (
                "is written twice: path needs another slot"
                if twice
                else f"is the same file as {taken[key]!r} on some disks"
            )
            raise TemplateError(template.file, 1, f"{artifact.path!r} {same}")
        taken[key] = artifact.path
    for template, artifact in made:
        parts = _one_file(artifact.path).split("/")
        for length in range(1, len(parts)):
            if "/".join(parts[:length]) in taken:
                raise TemplateError(template.file, 1, f"{artifact.path!r} is in a folder that is a file too")
