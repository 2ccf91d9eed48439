"""Fragments: what a template without a path makes for a place in a page, as the words of a marker ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docschema.render import Press, Turn, turns
from docschema.rendering import templating
from docschema.rendering.templating import Template, TemplateError

_MOST = 12  # names that a message lists


class FragmentError(Exception):
    """A fragment that cannot be made as a marker asks for it; the text says why, and what there is."""


def names(press: Press) -> tuple[str, ...]:
    """The names of all fragments, sorted."""
    return tuple(name for name, template in press.templates.items() if template.each and not template.path)


def fragment(press: Press, name: str, words: Mapping[str, str]) -> str:
    """The text of a fragment, without blank lines round it. `words`: the service, the locale, the parameters.

    FragmentError where the words do not fit or nothing is to be told; TemplateError where the template fails.
    """
    if name not in names(press):
        raise FragmentError(f"there is no fragment {name}; there are {_listed(names(press))}")
    template = press.templates[name]
    loops = [part for part in template.each.split(", ") if part in ("service", "locale")]
    parameters = _parameters(press, template, {key: text for key, text in words.items() if key not in loops})
    found = list(turns(template, press, parameters))
    if "service" in loops:
        found = _of_service(found, words.get("service"))
    if "locale" in loops:
        found = _of_locale(found, words.get("locale"), press)
    text = press.run(template, found[0]).strip("\n") if found else ""
    if not text.strip():
        raise FragmentError(f"{name} has nothing to tell with these words")
    return text


def _parameters(press: Press, template: Template, words: Mapping[str, str]) -> Mapping[str, object]:
    """The parameters of a fragment: those of a marker before those of the configuration."""
    given = press.options.parameters.get(template.name, {})
    try:
        return templating.parameters_of(
            template, {**given, **{key: _value(template, key, words[key]) for key in words}}
        )
    except TemplateError as error:
        raise FragmentError(error.message) from error


def _value(template: Template, name: str, word: str) -> object:
    """A word of a marker as a value of the parameter's type; a word that is none stays a text, and is refused later."""
    default = template.parameters.get(name)
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(word, word)
    return int(word) if isinstance(default, int) and word.removeprefix("-").isdecimal() else word


def _of_service(turns: Sequence[Turn], wanted: str | None) -> list[Turn]:
    known = list(dict.fromkeys(turn.context["service"]["name"] for turn in turns))
    if wanted is None and len(known) > 1:
        raise FragmentError(f"it has to name a service, as service={known[0]}; there are {_listed(known)}")
    if wanted is not None and wanted not in known:
        raise FragmentError(f"there is no service {wanted}; there are {_listed(known)}")
    return [turn for turn in turns if wanted in (None, turn.context["service"]["name"])]


def _of_locale(turns: Sequence[Turn], wanted: str | None, press: Press) -> list[Turn]:
    """The turn of the locale that is asked for; without one that of the configuration, else of the source language."""
    known = [turn.context["locale"] for turn in turns]
    if wanted is not None and wanted not in known:
        raise FragmentError(f"there is no language {wanted}; there are {_listed(known)}")
    first = turns[0].context if turns else {}
    speaker = first.get("service") or first.get("envelope") or {}
    sources = (speaker.get("source_locale"), *(service["source_locale"] for service in press.services))
    order = [wanted, press.options.language, *sources, *known]
    chosen = next((code for code in order if code in known), None)
    return [turn for turn in turns if turn.context["locale"] == chosen]


def _listed(known: Iterable[str]) -> str:
    found = list(known)
    return ", ".join([*found[:_MOST], *(["..."] if len(found) > _MOST else [])]) or "none"
