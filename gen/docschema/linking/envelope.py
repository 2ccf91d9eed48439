"""Which pages define the event that all services send: its fields, and no actions."""

from __future__ import annotations

from collections.abc import Sequence

from docschema.config import Config
from docschema.linking.families import by_family, names, one_for_each_locale, source_locale
from docschema.model import Document
from docschema.problem import Problem, Span
from docschema.rules import problem

_LEAST = 3  # fields: a page that mentions one or two defines no event

Documents = Sequence[Document]


def told_apart(documents: Documents, config: Config) -> tuple[list[Document], list[Document], tuple[Problem, ...]]:
    """The pages that define the event, all pages that are for services, and findings.

    The pages that the configuration names define the event. Where it names none, a doc does that defines the field of
    the action and documents no action, if there is one such doc; if there are several, none is taken, and each gets a
    finding. No page of either kind is one of a service.
    """
    if config.event.docs:
        chosen = [document for document in documents if names(config.event.docs, document.path, config)]
        return _latest(chosen), _without(documents, chosen), ()
    named = [document for document in documents if any(names(s.docs, document.path, config) for s in config.services)]
    found = [members for members in by_family(_without(documents, named)) if _defines_an_event(members, config)]
    taken = [document for members in found for document in members]
    others = _without(documents, taken)
    if len(found) > 1:
        firsts = [next(d for d in members if d.locale == source_locale(members, config)) for members in found]
        paths = [document.path for document in firsts]
        return [], others, tuple(problem("envelopes-several", Span(p), other=_other(paths, p)) for p in paths)
    return _latest(taken), others, ()


def _without(documents: Documents, taken: Documents) -> list[Document]:
    known = set(map(id, taken))
    return [document for document in documents if id(document) not in known]


def _other(paths: Sequence[str], path: str) -> str:
    return next(other for other in paths if other != path)


def _latest(documents: Documents) -> list[Document]:
    """Of several sources of one doc in one language the one that was updated last."""
    return [document for members in by_family(documents) for document in one_for_each_locale(list(members))]


def _defines_an_event(members: Documents, config: Config) -> bool:
    locale = source_locale(members, config)
    source = [document for document in members if document.locale == locale]
    if any(document.actions or document.renamed for document in members):
        return False
    fields = {fact.name for document in source for fact in document.fields}
    return config.event.action in fields and len(fields) >= _LEAST
