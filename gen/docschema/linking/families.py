"""Which sources make one service: document families, their names, and which source speaks for a locale."""

from __future__ import annotations

import itertools
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from docschema import locales
from docschema.config import Config
from docschema.model import Document
from docschema.problem import Problem, Span
from docschema.rules import problem

_NOT_NAME = re.compile(r"[^a-z0-9]+")


class Family(Struct, frozen=True, dict=True):
    """The sources of one service, by locale; `source_locale` is the one that decides."""

    name: str
    title: str | None
    source_locale: str
    documents: tuple[Document, ...]  # sorted by path
    configured: bool = False  # its name was given, not made
    older: tuple[Document, ...] = ()  # other sources of the source language, from which translations may be made

    def of(self, locale: str) -> tuple[Document, ...]:
        """The sources of one locale."""
        return self._by_locale.get(locale, ())

    @cached_property
    def _by_locale(self) -> Mapping[str, tuple[Document, ...]]:
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            found.setdefault(document.locale, []).append(document)
        return {locale: tuple(documents) for locale, documents in found.items()}

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales, the source language first, the others sorted."""
        others = sorted({document.locale for document in self.documents} - {self.source_locale})
        return (self.source_locale, *others)


def slug(text: str) -> str:
    """A name for files and identifiers: lower-case ASCII letters and digits, joined by hyphens; "x" without any."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_NAME.sub("-", plain).strip("-") or "x"


def families(documents: Sequence[Document], config: Config) -> tuple[tuple[Family, ...], tuple[Problem, ...]]:
    """The families, sorted by name; where several would have one name, each gets the stem of its file added."""
    claimed: dict[str, list[Document]] = {}
    others: list[Document] = []
    for document in sorted(documents, key=lambda document: document.path):
        name = _configured(document, config)
        (others if name is None else claimed.setdefault(name, [])).append(document)
    drafts = [_joined(name, members, config) for name, members in sorted(claimed.items()) if _documents_events(members)]
    drafts += [_family(members, config) for members in by_family(others) if _documents_events(members)]
    named, problems = _told_apart(drafts)
    return tuple(sorted(named, key=lambda family: family.name)), problems


def _documents_events(members: Iterable[Document]) -> bool:
    """Whether one of them is an event page: the others are its translations, also where they lost all their rows."""
    return any(document.is_event_page for document in members)


def by_family(documents: Iterable[Document]) -> list[list[Document]]:
    """The sources that are one doc in several languages. One outside all folders of locales, as `docs/page.md` beside
    `docs/fr/page.md`, joins those in them if it speaks another language."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(family_path(document), []).append(document)
    for path in sorted(path for path in groups if "*" in path.split("/")):
        plain = "/".join(part for part in path.split("/") if part != "*")
        spoken = {document.locale for document in groups[path]}
        if spoken.isdisjoint(document.locale for document in groups.get(plain, ())):
            groups[path] += groups.pop(plain, [])
    return [sorted(groups[path], key=lambda document: document.path) for path in sorted(groups)]


def family_path(document: Document) -> str:
    """The path with `*` for what names the locale: the same for one doc in all its languages."""
    path = PurePosixPath(document.path)
    parts = [part.replace("_", "-") for part in path.parts[:-1]]
    kept = list(path.parts[:-1])
    at = _locale_folder(parts, document.locale)
    if at is not None:
        kept[at] = "*"
        region = document.locale.partition("-")[2]
        if at and region and parts[at].casefold() == region.casefold():
            kept.pop(at - 1)  # pt/BR
    locale = re.escape(document.locale.replace("-", "_")).replace("_", "[-_]")
    return "/".join([*kept, re.sub(rf"[._]{locale}$", "", path.stem, flags=re.IGNORECASE)])


def _locale_folder(parts: list[str], locale: str) -> int | None:
    """The deepest folder that is named as the locale; without one, the deepest whose name begins so: `en-src`."""
    begun = [n for n, part in enumerate(parts) if part.casefold().startswith(f"{locale}-".casefold())]
    named = [n for n in range(len(parts)) if _names_locale(parts, n, locale)]
    return next((found[-1] for found in (named, begun) if found), None)


def _names_locale(parts: list[str], n: int, locale: str) -> bool:
    pair = f"{parts[n - 1]}-{parts[n]}" if n else ""
    return locale.casefold() in (parts[n].casefold(), pair.casefold())


def _configured(document: Document, config: Config) -> str | None:
    """The service whose `docs` in the configuration name this source."""
    return next((service.name for service in config.services if names(service.docs, document.path, config)), None)


def names(patterns: Iterable[str], path: str, config: Config) -> bool:
    """Whether one of the files, folders and patterns of a configuration names the source at `path`."""
    path = posixpath.normpath(path)
    for pattern in patterns:
        for wanted in (pattern, (config.root / pattern).as_posix()):
            wanted = posixpath.normpath(wanted)
            if wanted == "." or fnmatchcase(path, wanted) or path.startswith(f"{wanted}/"):
                return True
    return False


def _joined(name: str, members: list[Document], config: Config) -> Family:
    """A service that is put together by hand."""
    kept = [document for family in by_family(members) for document in one_for_each_locale(family)]
    title = next((service.title for service in config.services if service.name == name), None)
    documents = tuple(sorted(kept, key=lambda document: document.path))
    return Family(name, title, source_locale(kept, config), documents, configured=True)


def _family(members: list[Document], config: Config) -> Family:
    kept = one_for_each_locale(members)
    source = source_locale(kept, config)
    older = tuple(document for document in members if document.locale == source and document not in kept)
    return Family(_natural_name(next(d for d in kept if d.locale == source)), None, source, tuple(kept), older=older)


def source_locale(documents: Iterable[Document], config: Config) -> str:
    """The locale that decides: the one that the configuration names, else English, else the first."""
    spoken = {document.locale for document in documents}
    return next((code for code in (config.source_language, "en") if code in spoken and code), min(spoken))


def one_for_each_locale(members: list[Document]) -> list[Document]:
    """Of several sources of one locale the one that was updated last; the last by path where none says when."""
    latest: dict[str, Document] = {}
    for document in members:
        known = latest.get(document.locale)
        if known is None or updated(document) >= updated(known):
            latest[document.locale] = document
    return sorted(latest.values(), key=lambda document: document.path)


def updated(document: Document) -> str:
    """The date of the last update that the front matter gives, "" without one."""
    return str(document.front_matter.get("lastupdated", ""))


def _natural_name(document: Document) -> str:
    """The subcollection of the front matter, else the folder, else the stem of the file."""
    subcollection = str(document.front_matter.get("subcollection", ""))
    if slug(subcollection) != "x":
        return slug(subcollection)
    parts = [part for part in family_path(document).split("/") if part not in ("*", ".", "..", "", "/")]
    folders = [part for part in parts[:-1] if locales.locale_of_path(f"{part}/x") is None]
    generic = {"docs", "doc", "pages", "content", "src"}
    named = [part for part in folders if part.casefold() not in generic]
    return slug(named[-1] if named else parts[-1] if parts else document.path)


def _told_apart(drafts: list[Family]) -> tuple[list[Family], tuple[Problem, ...]]:
    """The families with names of their own. One configured family keeps a name that others would take as well."""
    by_name: dict[str, list[Family]] = {}
    for draft in drafts:
        by_name.setdefault(draft.name.casefold(), []).append(draft)
    kept: list[Family] = []
    renamed: list[Family] = []
    problems: list[Problem] = []
    for same in by_name.values():
        given = [family for family in same if family.configured]
        staying = given if len(given) == 1 else same if len(same) == 1 else []
        kept += staying
        parts = Counter(part for family in same for part in _last_parts(family))
        for family in (family for family in same if family not in staying):
            document = family.of(family.source_locale)[0]
            longer = _longer(family, document, parts)
            problems.append(problem("name-clash", Span(document.path), family.name, longer))
            renamed.append(replace(family, name=longer))
    return [*kept, *_numbered(renamed, {family.name.casefold() for family in kept})], tuple(problems)


def _last_parts(family: Family) -> Iterator[tuple[int, str]]:
    """The parts of the path from which a family has its name, the last first, each with its depth."""
    path = family_path(family.of(family.source_locale)[0])
    return enumerate(map(slug, reversed(path.split("/"))))


def _longer(family: Family, document: Document, taken: Counter[tuple[int, str]]) -> str:
    """The name with the stem of the file, and with its folders where that is not enough.

    `taken` has the parts of the paths of all families of that name.
    """
    parts = [slug(part) for part in reversed(family_path(document).split("/")) if part not in ("*", "")]
    name = family.name
    own = Counter(_last_parts(family))
    for depth, part in enumerate(parts):
        name = f"{name}-{part}"
        if taken[depth, part] == own[depth, part]:
            return name
    return name


def _numbered(drafts: list[Family], taken: set[str]) -> Iterator[Family]:
    """The last resort: numbers, in the order of paths."""
    free: dict[str, int] = {}  # the number from which a name may be free
    for family in drafts:
        numbers = itertools.count(free.get(family.name, 1))
        names = ((n, f"{family.name}-{n}" if n > 1 else family.name) for n in numbers)
        free[family.name], name = next((n, name) for n, name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        yield replace(family, name=name)
