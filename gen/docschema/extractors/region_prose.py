"""Region rules in prose: same region, exceptions, routes, fixed places, lists of places.

A sentence is read by the meanings it holds (EVENT, REGION, SAME, GENERATED, EXCEPT, SHOWN, ...) and by the places it
names; the words of the meanings come from the locale files. What names region codes and yields no rule is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from docschema import locales
from docschema.extractors import Reading, Taken, group_of
from docschema.extractors.routes import same_place
from docschema.markup.inline import plain, without_variables
from docschema.meaning.sentences import (
    Mention,
    Names,
    Sentence,
    grouped,
    mentions,
    sentences_of,
    without_brackets,
)  # fmt: skip
from docschema.model import AvailabilityFact, DefaultFact, FixedFact, Group, Observation, Place, RouteFact
from docschema.page import Block
from docschema.problem import Span

Rule = DefaultFact | RouteFact | FixedFact | AvailabilityFact


_NEAR = 15  # characters between "same" and "region"
_CLAUSE = 100  # characters between "region" and "generated"
_PHRASE = 45  # characters between "region" and "provisioned"
_PARTICLE = 2  # characters between a name and the word for region
_PAUSE = re.compile("[,;\u3001\uff0c\uff1b]")


class Clause(Struct, frozen=True, dict=True):
    """A sentence with its meanings and its places."""

    reading: Reading
    sentence: Sentence
    group: Group
    offset: int  # of the block in the source
    before: str = ""  # plain text of the sentence before; of a list item the one that leads to the list

    def says(self, *keys: str) -> bool:
        """Whether the sentence holds a word of one of these meanings."""
        return self.reading.says(self.sentence.text, *keys)

    def span(self, at: int = 0) -> Span:
        """A place in the sentence."""
        return self.reading.span(self.offset + self.sentence.start + at)

    @cached_property
    def raw(self) -> str:
        """The sentence as far as it is no example."""
        example = locales.pattern(self.reading.entries("example"))
        raw = without_brackets(self.sentence.raw, example)
        match = example.search(raw)
        return raw[: match.start()] if match else raw

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """The places marked up as such: in code, in bold, with a code in brackets."""
        domain = self.reading.entries("account_domain")
        found = (m for m in mentions(self.raw) if m.place.code or not locales.has(m.place.key, domain))
        return tuple(replace(mention, place=self._located(mention)) for mention in found)

    def _located(self, mention: Mention) -> Place:
        start = self.offset + self.sentence.start
        return self.reading.located(mention.place, start + mention.start, start + mention.end)

    @cached_property
    def groups(self) -> tuple[tuple[Mention, ...], ...]:
        """The marked places, those of a list together."""
        joins, apart = (locales.pattern(self.reading.entries(key)) for key in ("and", "event"))
        return grouped(self.named, self.raw, joins, apart)

    @cached_property
    def listed(self) -> tuple[tuple[Place, ...], ...]:
        """Places by bare name, next to a word for region, one group per such word."""
        names = Names.of(*map(self.reading.entries, ("region", "and", "within")))
        near = (tuple(filter(self._is_place, group)) for group in names.near(plain(self.raw)))
        return tuple(tuple(Place(None, name) for name in group) for group in near if group)

    @cached_property
    def seats(self) -> tuple[Place, ...]:
        """Places by bare name, of an instance: "the instance that is located in Frankfurt"."""
        if not self.says("instance"):
            return ()
        names = Names.of(*map(self.reading.entries, ("region", "and", "within")))
        found = names.seats(plain(self.raw), inside=_is_global(self))
        return tuple(Place(None, name) for name in found if self._is_place(name))

    def _is_place(self, name: str) -> bool:
        """A name that the page's headings have is what the page is about."""
        return not any(name in section.heading for section in self.reading.page.sections)

    @property
    def is_list(self) -> bool:
        """Whether the sentence is nothing but a list of marked places."""
        if len(self.groups) != 1:
            return False
        first, last = self.named[0], self.named[-1]
        before, behind = self.raw[: first.start].strip("`*( "), self.raw[last.end :].strip("`*). \r\n")
        return before in ("", first.place.name) and not behind

    def where(self, place: Place) -> Span:
        """Where a place stands that is known by name."""
        return self.span(max(self.sentence.raw.find((place.name or place.key).split(",")[0]), 0))


def take(reading: Reading) -> Taken:
    """The region rules of all paragraphs and list items."""
    rules: list[Rule] = []
    unread: list[Observation] = []
    lead = ""
    for block in reading.page.blocks:
        clauses = list(_clauses(reading, block, lead if block.kind == "item" else ""))
        lead = lead if block.kind == "item" or not clauses else clauses[-1].sentence.text
        found = [rule for clause in clauses for rule in rules_of(clause)]
        rules += found
        if not found:
            unread += _unread(reading, block)
    return Taken(
        routes=tuple(rule for rule in rules if isinstance(rule, RouteFact)),
        fixed=tuple(rule for rule in rules if isinstance(rule, FixedFact)),
        defaults=tuple(rule for rule in rules if isinstance(rule, DefaultFact)),
        availability=tuple(rule for rule in rules if isinstance(rule, AvailabilityFact)),
        observations=tuple(unread),
    )


def _clauses(reading: Reading, block: Block, before: str = "") -> Iterator[Clause]:
    for sentence in sentences_of(block.raw):
        yield Clause(reading, sentence, group_of(block.section), block.start, before)
        before = sentence.text


def rules_of(clause: Clause) -> Iterator[Rule]:
    """The rules that one sentence states."""
    default = default_rule(clause)
    if default is not None:
        yield default
    routes = tuple(route_rules(clause))
    yield from routes
    if default is None and not routes:
        places = tuple(place_rules(clause))
        yield from places or list_rules(clause)


def default_rule(clause: Clause) -> DefaultFact | None:
    """The rule of a sentence such as "events are available in the region in which they are generated, except ..."."""
    if not clause.raw.strip() or not clause.says("event") or not clause.says("region"):
        return None
    if not clause.says("available", "sent", "shown", "stored", "view") or not _same_place_is_meant(clause):
        return None
    if clause.says("view") and clause.says("provision") and not clause.says("sent", "shown"):
        return None  # tells the reader where to set up an instance
    domain = "account" if clause.says("account_domain") else None
    return DefaultFact(clause.group, clause.span(), _excepted(clause), domain)


def _same_place_is_meant(clause: Clause) -> bool:
    """The same region, or the region where events are generated ("generated by ..." names no region)."""
    text = without_variables(clause.sentence.text)
    found = locales.pattern(clause.reading.entries("region")).finditer(text)
    regions = [match.span() for match in found if text[match.end() : match.end() + 1] != "-"]
    for match in locales.pattern(clause.reading.entries("same")).finditer(text):
        gaps = [start - match.end() for start, _ in regions]
        gaps += [] if locales.is_spaced(match[0]) else [match.start() - end for _, end in regions]
        if any(0 <= gap <= _NEAR for gap in gaps):
            return True
    by = locales.pattern(clause.reading.entries("by"))
    for key, reach in (("generated", _CLAUSE), ("provisioned", _PHRASE)):
        found = locales.pattern(clause.reading.entries(key)).finditer(text)
        if any(not by.match(text[m.end() :].lstrip()) and _qualifies(m, regions, text, reach) for m in found):
            return True
    return False


def _qualifies(match: re.Match[str], regions: Iterable[tuple[int, int]], text: str, reach: int) -> bool:
    """Whether "generated" belongs to a word for region: behind it, or before it where a language puts it there."""
    if not locales.is_spaced(match[0]):
        between = [text[match.end() : start] for start, _ in regions if 0 <= start - match.end() <= reach]
        if any(not _PAUSE.search(gap) for gap in between):
            return True
    return any(0 <= match.start() - end <= reach for _, end in regions)


def _excepted(clause: Clause) -> tuple[str, ...]:
    if not clause.says("except"):
        return ()
    keys = [mention.place.key for mention in clause.named]
    if clause.says("shown") and len(keys) > 1:
        keys = keys[:-1]
    return tuple(dict.fromkeys(keys))


def route_rules(clause: Clause) -> Iterator[RouteFact]:
    """The rules of sentences such as "events for A show in B", "clusters in A and B forward all events to C"."""
    if not clause.says("shown", "sent", "stored", "available") or not clause.says("event") or clause.says("negation"):
        return
    marked = [tuple((m.place, clause.span(m.start)) for m in group) for group in clause.groups]
    bare = [tuple((place, clause.where(place)) for place in group) for group in clause.listed]
    groups = marked or bare
    for sources, targets in zip(groups[::2], groups[1::2], strict=False):
        if len(targets) == 1:
            target = targets[0][0]
            yield from (RouteFact(s, target, clause.group, span) for s, span in sources if not same_place(s, target))


def place_rules(clause: Clause) -> Iterator[FixedFact | AvailabilityFact]:
    """One place where all events are, or several in which they are available."""
    if clause.says("provision", "negation") or not _speaks_of_events(clause):
        return
    spots = [(m.place, clause.span(m.start)) for m in clause.named]
    spots = spots or [(place, clause.where(place)) for group in clause.listed for place in group]
    spots = spots or [(place, clause.where(place)) for place in _seats(clause)]
    if len({place.key for place, _ in spots}) == 1:
        if clause.says("stored", "sent", "available", "view") and _is_a_region(clause):
            yield FixedFact("global" if _is_global(clause) else None, spots[0][0], clause.group, spots[0][1])
    elif len(clause.groups) < 2 and clause.says("available"):
        yield from (AvailabilityFact(place, True, clause.group, span) for place, span in spots)


def list_rules(clause: Clause) -> Iterator[AvailabilityFact]:
    """The places of a list that such a sentence leads to: "events are available in the following regions:"."""
    lead = clause.before
    if not lead.endswith((":", "\uff1a")) or clause.reading.says(lead, "negation", "except"):
        return
    if all(clause.reading.says(lead, key) for key in ("event", "region", "available")):
        names = Names.of(*map(clause.reading.entries, ("region", "and", "within"))).whole(plain(clause.raw))
        places = [m.place for m in clause.named] if clause.is_list else [Place(None, name) for name in names]
        yield from (AvailabilityFact(place, True, clause.group, clause.where(place)) for place in places)


def _seats(clause: Clause) -> tuple[Place, ...]:
    """The place of the instance that gets the events."""
    return clause.seats if clause.says("stored", "sent") or _is_global(clause) else ()


def _is_global(clause: Clause) -> bool:
    """Also "... generate a global event. You can monitor these events ..."."""
    return clause.says("global") or clause.reading.says(clause.before, "global")


def _is_a_region(clause: Clause) -> bool:
    """Whether the one place of a sentence has a code, or stands next to a word for region."""
    if not clause.named or clause.named[0].place.code:
        return True
    if clause.says("stored") and not clause.says("view"):
        return True
    mention, region = clause.named[0], locales.pattern(clause.reading.entries("region"))
    before = clause.sentence.raw[: mention.start].rstrip("* \r\n")
    after = clause.sentence.raw[mention.end :].lstrip("* \r\n")
    follows = region.search(after)
    return bool(follows and follows.start() <= _PARTICLE) or any(
        m.end() == len(before) for m in region.finditer(before)
    )


def _speaks_of_events(clause: Clause) -> bool:
    """Events, actions, or support for their tracking (then a product's variable stands for the word)."""
    where = clause.says("region", "instance") or bool(clause.named)
    return where and clause.says("event", "tracking")


def _unread(reading: Reading, block: Block) -> Iterable[Observation]:
    """Region codes in a section about regions that yield no rule."""
    section = block.section.heading if block.section else ""
    for clause in _clauses(reading, block):
        codes = [mention for mention in clause.named if mention.place.code]
        if (
            codes
            and clause.says("event")
            and (reading.says(section, "region", "event", "view") or clause.says("region"))
        ):
            yield Observation("region-unread", replace(clause.span(codes[0].start), length=len(codes[0].place.key)),
                              codes[0].place.key)  # fmt: skip
            return
