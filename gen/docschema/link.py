"""The link stage: the facts of all sources to one model, locale laid beside locale. The source language decides."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from docschema import locales
from docschema.config import Config
from docschema.linking.agreement import agreement, settled
from docschema.linking.alignment import Pair, align, keys_of, section_keys
from docschema.linking.completeness import completeness
from docschema.linking.envelope import told_apart
from docschema.linking.families import Family, families, source_locale, updated
from docschema.linking.regions import deliveries_of, locations_of, named_places, translated_places
from docschema.linking.restore import with_fixes
from docschema.meaning.ids import placeholders
from docschema.model import (
    Action,
    ActionFact,
    ActionRow,
    Document,
    Envelope,
    EventField,
    Model,
    Section,
    Service,
)  # fmt: skip
from docschema.problem import Problem, Span
from docschema.rules import problem

# What several sources of one locale have together.
_JOINED = (
    "actions", "renamed", "availability", "routes", "fixed", "defaults", "fields", "groups", "group_spans",
    "observations",
)  # fmt: skip


def link(documents: Sequence[Document], config: Config) -> tuple[Model, tuple[Problem, ...]]:
    """The model of all event pages, and where its sources disagree."""
    corrected = [_corrected(document, dict(config.corrections)) for document in documents]
    defining, others, problems = told_apart(corrected, config)
    found, clashes = families(others, config)
    services, disagreeing = [], [*problems, *clashes]
    for family in found:
        decides = config.source_language == family.source_locale
        service, amiss = _service(family, config.locales, source_decides=decides)
        services.append(service)
        disagreeing += amiss
    envelope, amiss = _envelope(defining, config)
    return Model(tuple(services), envelope), (*disagreeing, *amiss)


def _envelope(documents: Sequence[Document], config: Config) -> tuple[Envelope | None, list[Problem]]:
    """What the pages that define an event say, as one; held against each other as those of a service are."""
    if not documents:
        return None, []
    source = source_locale(documents, config)
    family = Family("event", None, source, tuple(documents))
    service, problems = _service(family, config.locales, source_decides=config.source_language == source)
    return Envelope(service.source_locale, service.locales, service.fields, service.sources), problems


def _corrected(document: Document, corrections: Mapping[str, str]) -> Document:
    """The document with the ids that the configuration corrects, wherever it names them."""
    if not corrections:
        return document
    actions = (_right(action, corrections) for action in document.actions)
    renamed = (replace(pair, new=corrections.get(pair.new, pair.new)) for pair in document.renamed)
    fields = (
        replace(fact, actions=tuple(corrections.get(action, action) for action in fact.actions))
        for fact in document.fields
    )
    return replace(document, actions=tuple(actions), renamed=tuple(renamed), fields=tuple(fields))


def _right(action: ActionFact, corrections: Mapping[str, str]) -> ActionFact:
    right = corrections.get(action.id)
    return action if right is None else replace(action, id=right, placeholders=placeholders(right), faults=())


def _service(family: Family, wanted: Sequence[str], *, source_decides: bool) -> tuple[Service, list[Problem]]:
    """One service, and where its locales differ from the source language."""
    sources = family.of(family.source_locale)
    base = _joined(sources)
    translations = {code: _joined(family.of(code)) for code in family.locales[1:]}
    pairs: Mapping[str, Sequence[Pair]] = {code: align(base, other) for code, other in translations.items()}
    problems = [*_absent(family, wanted), *_outdated(base, translations)]
    problems += list(_disagreements(family, base, translations, pairs, source_decides=source_decides))
    base, pairs = _settled(base, pairs, settled(base, pairs, source_decides=source_decides))
    problems = list(with_fixes(problems, base, translations, pairs))
    names = [*named_places([base], base.locale)]
    for other in translations.values():
        names += translated_places(base, other)
    renamed = tuple(dict.fromkeys((fact.old, fact.new) for fact in base.renamed if not fact.faults))
    actions = tuple(_actions(base, pairs, renamed))
    deliveries = deliveries_of(base)
    used = {action.section for action in actions} | {delivery.key for delivery in deliveries}
    service = Service(
        family.name, family.source_locale, family.locales, _titles(family, base, translations),
        tuple(section for section in _sections(base, translations) if section.key in used), actions,
        locations_of(names), deliveries, tuple(_fields(base, translations)),
        {code: tuple(document.path for document in family.of(code)) for code in family.locales}, renamed,
        tuple(completeness(code, pairs[code]) for code in family.locales[1:]),
    )  # fmt: skip
    return service, problems


def _absent(family: Family, wanted: Sequence[str]) -> Iterator[Problem]:
    """Locales that the configuration names and the family does not have."""
    path = family.of(family.source_locale)[0].path
    return (problem("locale-missing", Span(path), code) for code in wanted if code not in family.locales)


def _outdated(base: Document, translations: Mapping[str, Document]) -> Iterator[Problem]:
    """Translations that are older than their source, by the dates that both give."""
    for other in translations.values():
        if updated(other) and updated(other) < updated(base):
            yield problem("translation-outdated", Span(other.path), updated(other), updated(base))


def _disagreements(
    family: Family,
    base: Document,
    translations: Mapping[str, Document],
    pairs: Mapping[str, Sequence[Pair]],
    *,
    source_decides: bool,
) -> Iterator[Problem]:
    """Where translations differ from the source that they were made from."""
    sources = (base, *family.older)
    made_from = _made_from(sources, translations)
    for n, source in enumerate(sources):
        held = {code: translations[code] for code in made_from.get(n, ())}
        aligned = {code: pairs[code] if source is base else align(source, other) for code, other in held.items()}
        yield from agreement(source, held, aligned, source_decides=source_decides)


def _made_from(sources: Sequence[Document], translations: Mapping[str, Document]) -> Mapping[int, Sequence[str]]:
    """The translations made from each of several sources of the source language, by its number.

    It is the one of the translation's date, else the last before it, else the first.
    """
    dated = sorted((updated(source), n) for n, source in enumerate(sources) if updated(source))
    found: dict[int, list[str]] = {}
    for code, translation in translations.items():
        known = bisect_right(dated, updated(translation), key=lambda entry: entry[0])
        found.setdefault(dated[known - 1][1] if known else 0, []).append(code)
    return found


def _settled(
    base: Document, pairs: Mapping[str, Sequence[Pair]], ids: Mapping[int, str]
) -> tuple[Document, Mapping[str, Sequence[Pair]]]:
    """The base with the ids that the locales settled on."""
    right = {id(fact): fact if fact.id == ids[id(fact)] else replace(fact, id=ids[id(fact)]) for fact in base.actions}
    moved = {
        code: [replace(pair, source=right[id(pair.source)]) if pair.source else pair for pair in found]
        for code, found in pairs.items()
    }
    return replace(base, actions=tuple(right[id(fact)] for fact in base.actions)), moved


def _joined(documents: Sequence[Document]) -> Document:
    """Several sources of one locale as one, in the order of their paths."""
    if len(documents) == 1:
        return documents[0]
    facts: dict[str, Any] = {
        name: tuple(itertools.chain.from_iterable(getattr(document, name) for document in documents))
        for name in _JOINED
    }
    return replace(documents[0], **facts)


def _titles(family: Family, base: Document, translations: Mapping[str, Document]) -> dict[str, str]:
    titles = {base.locale: family.title or base.title or family.name}
    titles |= {code: other.title for code, other in translations.items() if other.title}
    return titles


def _sections(base: Document, translations: Mapping[str, Document]) -> Iterator[Section]:
    """The sections of the source language, with their headings in all locales."""
    headings: dict[str, dict[str, str]] = {}
    for group, key in keys_of(base).items():
        headings.setdefault(key, {}).setdefault(base.locale, group.heading)
    for code, other in translations.items():
        for group, key in section_keys(base, other).items():
            if key in headings:
                headings[key].setdefault(code, group.heading)
    return (Section(key, texts) for key, texts in headings.items())


def _actions(
    base: Document, pairs: Mapping[str, Sequence[Pair]], renamed: Sequence[tuple[str, str]]
) -> Iterator[Action]:
    """One action for each id of the source language that no finding calls broken."""
    keys = keys_of(base)
    partners = {
        code: {id(pair.source): pair.translation for pair in found if pair.source} for code, found in pairs.items()
    }
    old_names: dict[str, list[str]] = {}
    for old, new in renamed:
        old_names.setdefault(new, []).append(old)
    by_id: dict[str, list[ActionFact]] = {}
    for fact in base.actions:
        if not fact.faults:
            by_id.setdefault(fact.id, []).append(fact)
    for identifier, facts in by_id.items():
        chosen = next((fact for fact in facts if fact.alone), facts[0])
        rows = [(base.locale, fact) for fact in facts]
        rows += [(code, other) for code, found in partners.items() for fact in facts if (other := found.get(id(fact)))]
        texts = {base.locale: chosen.description}
        for code, found in partners.items():
            translated = found.get(id(chosen)) or next((found[id(f)] for f in facts if found.get(id(f))), None)
            texts[code] = translated.description if translated else None
        tags = tuple(dict.fromkeys(tag for fact in facts for tag in fact.tags))
        yield Action(
            identifier, keys.get(chosen.group, chosen.group.heading),
            {code: text for code, text in texts.items() if text}, chosen.kind, chosen.placeholders, tags,
            _is_deprecated(tags), tuple(old_names.get(identifier, ())),
            tuple(ActionRow(code, fact.span, fact.description, fact.alone, fact.passage) for code, fact in rows),
        )  # fmt: skip


def _is_deprecated(tags: Sequence[str]) -> bool:
    return locales.has(" ".join(tags), locales.everywhere("words", "deprecated"))


def _fields(base: Document, translations: Mapping[str, Document]) -> Iterator[EventField]:
    """The fields of the source language, with descriptions in all locales."""
    same = {
        code: {(fact.name, fact.actions): fact for fact in reversed(other.fields)}
        for code, other in translations.items()
    }
    for n, fact in enumerate(base.fields):
        if fact.faults:
            continue
        texts = {base.locale: fact.description} if fact.description else {}
        for code, other in translations.items():
            place = other.fields[n] if n < len(other.fields) and other.fields[n].name == fact.name else None
            found = place or same[code].get((fact.name, fact.actions))
            if found is not None and found.description:
                texts[code] = found.description
        yield EventField(fact.name, fact.type, texts, fact.values, fact.actions)
