"""Docs to measure with, as many as asked for: services of which each has a page in ten languages.

Half of the pages have pipe tables, half HTML tables, of which every other one lacks the start of a row. The same number
gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

LOCALES = ("en", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW")
HEADS = {  # what the columns of actions are called, and the section above them
    "en": ("Action", "Description", "Actions that generate events"),
    "de": ("Aktion", "Beschreibung", "Aktionen, die Ereignisse generieren"),
    "es": ("Acción", "Descripción", "Acciones que generan sucesos"),
    "fr": ("Action", "Description", "Actions qui génèrent des événements"),
    "it": ("Azione", "Descrizione", "Azioni che generano eventi"),
    "ja": ("アクション", "説明", "イベントを生成するアクション"),
    "ko": ("조치", "설명", "이벤트를 생성하는 조치"),
    "pt-BR": ("Ação", "Descrição", "Ações que geram eventos"),
    "zh-CN": ("操作", "描述", "生成事件的操作"),
    "zh-TW": ("動作", "說明", "產生事件的動作"),
}
SENTENCES = {  # what an action does: the verb of its id and the object are filled in
    "en": "The {object} of an instance is changed by the call {verb}, in the name of a user.",
    "de": "Der Aufruf {verb} ändert im Namen eines Benutzers den Gegenstand {object} der Instanz.",
    "es": "La llamada {verb} cambia el objeto {object} de una instancia en nombre de un usuario.",
    "fr": "L'appel {verb} change l'objet {object} d'une instance au nom d'un utilisateur.",
    "it": "La chiamata {verb} cambia l'oggetto {object} di una istanza per conto di un utente.",
    "ja": "呼び出し {verb} はユーザーの名前でインスタンスの {object} を変更します。",
    "ko": "호출 {verb} 은 사용자의 이름으로 인스턴스의 {object} 을 변경합니다.",
    "pt-BR": "A chamada {verb} muda o objeto {object} de uma instância em nome de um usuário.",
    "zh-CN": "调用 {verb} 以用户的名义更改实例的 {object}。",
    "zh-TW": "呼叫 {verb} 以使用者的名義變更實例的 {object}。",
}
OBJECTS = "backup bucket certificate cluster image key namespace policy pool quota rule snapshot token volume".split()
VERBS = "attach create delete detach disable enable list read rename restore rotate update".split()
ACTIONS = 24  # of a page


def write(folder: Path, number: int) -> tuple[str, ...]:
    """Write that many pages, a tenth of them in English, and return their paths."""
    paths = []
    for service in range(-(-number // len(LOCALES))):
        for locale in LOCALES[: number - service * len(LOCALES)]:
            path = folder / locale / f"service-{service:04}" / "at_events.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(service, locale), "utf-8", newline="\n")
            paths.append(path.as_posix())
    return tuple(paths)


def page(service: int, locale: str) -> str:
    """One page; services with an odd number have HTML tables."""
    random_for = random.Random(service)
    pairs = random_for.sample([(thing, verb) for thing in OBJECTS for verb in VERBS], ACTIONS)
    rows = [(f"service-{service:04}.{thing}.{verb}", SENTENCES[locale].format(object=thing, verb=verb))
            for thing, verb in sorted(pairs)]  # fmt: skip
    action, description, section = HEADS[locale]
    table = _html(rows, (action, description), service % 4 == 1) if service % 2 else _pipes(rows, (action, description))
    prose = SENTENCES[locale].format(object="service", verb="audit")
    return "\n".join(
        (
            "---",
            "",
            "copyright:",
            "  years: 2026",
            'lastupdated: "2026-01-01"',
            "",
            f"subcollection: service-{service:04}",
            "",
            "---",
            "",
            f"# {{{{site.data.keyword.service_{service:04}}}}} {section}",
            "{: #at_events}",
            "",
            prose,
            "{: shortdesc}",
            "",
            f"## {section}",
            "{: #at_actions}",
            "",
            f"{prose} {prose}",
            "",
            *table,
            "",
            f"* {prose}",
            f"* [{prose}](/docs/service?topic=service-{service:04})",
            "",
        )
    )


def _pipes(rows: Sequence[tuple[str, str]], head: tuple[str, str]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|---|"
    for identifier, text in rows:
        yield f"| `{identifier}` | {text} |"
    yield f'{{: caption="{head[0]}" caption-side="top"}}'


def _html(rows: Sequence[tuple[str, str]], head: tuple[str, str], broken: bool) -> Iterator[str]:
    yield "<table>"
    yield f"  <tr><th>{head[0]}</th><th>{head[1]}</th></tr>"
    for number, (identifier, text) in enumerate(rows):
        yield "" if broken and number == len(rows) // 2 else "  <tr>"
        yield f"    <td>`{identifier}`</td>"
        yield f"    <td>{text}</td>"
        yield "  </tr>"
    yield "</table>"
