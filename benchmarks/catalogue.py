"""How fast the catalogue page opens and answers, in the Chromium of this machine: `python benchmarks/catalogue.py`.

Writes benchmarks/catalogue.json. For a made-up catalogue of 10,000 actions in ten languages, and for one of the docs in
../shared/corpus/en-head where they are there:

- `size_kb`: the file;
- `first_row_ms`: from the start of the navigation until the rows are in the page (its mark "first-rows"), and
  `first_paint_ms` until the browser has painted them ("first-contentful-paint"; there is nothing to paint before);
- `empty_page_ms`: the latter for a page that holds one word, to tell how fast this machine is at the moment;
- `all_languages_ms`: until all languages are searched;
- `key_work_ms`: per key, from the input event until script, style and layout that follow from it are done;
- `key_painted_ms`: the same until the frame that shows it is painted, waiting for the screen included.

Times of opening are medians of several openings, each in a new browser context.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "gen"))

from docschema import pipeline, render  # noqa: E402
from docschema.model import Action, ActionRow, Completeness, Location, Model, Route, Section, Service  # noqa: E402
from docschema.model import Delivery as Rules  # noqa: E402
from docschema.problem import Span  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "en-head"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
LOCALES = ("en", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW")
ACTIONS, SERVICES, OPENINGS = 10_000, 30, 9
QUERIES = ("instance create", "volume backup policy", "zzqx", "é", "policy.update", "削除", "service write key")

# Counts from the input event; `painted` ends behind the next frame.
MEASURE = """() => {
  window.measured = [];
  const input = document.getElementById("search");
  let start = 0;
  addEventListener("input", () => { start = performance.now(); }, true);
  addEventListener("input", () => {
    const began = start;
    void document.getElementById("list").getBoundingClientRect().height;
    const work = performance.now() - began;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.measured.push([work, performance.now() - began]);
      port2.postMessage(null);
    });
  });
}"""
TIMES = """() => Object.fromEntries(performance.getEntries()
  .filter((entry) => ["first-rows", "first-contentful-paint", "all-languages"].includes(entry.name))
  .map((entry) => [entry.name, entry.startTime]))"""


# ------------------------------------------------------------------------------------------- a catalogue made up

_SYLLABLES = {
    "ja": "イメージ 削除 作成 更新 サービス 権限 を の に が 鍵 設定 登録 確認".split(),
    "ko": "이미지 삭제 작성 업데이트 서비스 권한 을 의 에 가 키 설정 등록 확인".split(),
    "zh-CN": "镜像 删除 创建 更新 服务 权限 将 的 在 密钥 设置 注册 确认".split(),
    "zh-TW": "映像檔 刪除 建立 更新 服務 權限 將 的 在 金鑰 設定 登錄 確認".split(),
}
_OBJECTS = (
    "instance volume image policy key secret bucket cluster backup network subnet route alert user group role".split()
)
_VERBS = (
    "create read update delete list attach detach enable disable rotate restore export import write pull push".split()
)
_WORDS = "the a of service account when user requests resource named configuration region storage éléments".split()


def _sentence(chance: random.Random, locale: str) -> str:
    if locale in _SYLLABLES:
        return "".join(chance.choices(_SYLLABLES[locale], k=12)) + "。"
    words = chance.choices([*_WORDS, *_OBJECTS], k=9)
    return f"{locale[:2].title()} {' '.join(words)}."


def made_up() -> Model:
    """The same catalogue every time."""
    chance = random.Random(20)
    return Model(tuple(_service(chance, f"service-{number:02}", number) for number in range(SERVICES)))


def _service(chance: random.Random, name: str, number: int) -> Service:
    share = ACTIONS // SERVICES + (number < ACTIONS % SERVICES)
    ids = sorted({f"{name}.{object_}-{n}.{verb}" for n in range(9) for object_ in _OBJECTS for verb in _VERBS})
    sections = tuple(Section(f"part_{n}", {"en": f"Part {n}"}) for n in range(4))
    actions = tuple(_action(chance, action_id) for action_id in sorted(chance.sample(ids, share)))
    places = tuple(Location(f"zone-{n}", f"zone-{n}", {"en": f"Zone {n}"}) for n in range(8))
    rules = Rules("part_0", same_region=True, routes=(Route("zone-0", "zone-1"), Route("zone-2", "zone-1")))
    complete = tuple(Completeness(locale, share, share, share - 3, 2) for locale in LOCALES[1:])
    locales = ("en", *sorted(LOCALES[1:]))
    return Service(name, "en", locales, {"en": name}, sections, actions, places, (rules,), completeness=complete)


def _action(chance: random.Random, action_id: str) -> Action:
    texts = {locale: _sentence(chance, locale) for locale in LOCALES}
    rows = (ActionRow("en", Span("docs/en/page.md", 1), texts["en"], True),)
    kind = chance.choice([None, "management", "data"])
    return Action(
        action_id, f"part_{chance.randrange(4)}", texts, kind=kind, deprecated=chance.random() < 0.05, rows=rows
    )


def of_corpus() -> Model:
    """The docs that lie beside the repository."""
    return pipeline.linked(pipeline.Job((str(CORPUS),))).model


# ------------------------------------------------------------------------------------------- measuring


def page_of(model: Model) -> str:
    """The text of the page."""
    made = render.render(model, render.RenderOptions(targets=("catalogue.html",)))
    return next(artifact.text for artifact in made if artifact.path.endswith(".html"))


def measured(browser: Browser, file: Path) -> dict[str, Any]:
    """All figures of one page."""
    openings = [_opening(browser, file) for _ in range(OPENINGS)]
    names = {
        "first_row_ms": "first-rows",
        "first_paint_ms": "first-contentful-paint",
        "all_languages_ms": "all-languages",
    }
    times = {key: round(statistics.median(times[name] for times in openings), 1) for key, name in names.items()}
    return {"size_kb": round(file.stat().st_size / 1024), **times, **_keys(browser, file)}


def _opening(browser: Browser, file: Path) -> Mapping[str, float]:
    with browser.new_context(locale="en-US") as context:
        page = _opened(context.new_page(), file)
        return dict(page.evaluate(TIMES))


def _empty(browser: Browser, folder: Path) -> float:
    file = folder / "empty.html"
    file.write_text("<!doctype html><title>x</title><p>word", "utf-8")
    paints = []
    for _ in range(OPENINGS):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(file.as_uri())
            page.wait_for_timeout(300)
            paints.append(page.evaluate(TIMES)["first-contentful-paint"])
    return round(statistics.median(paints), 1)


def _opened(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-searched]")
    return page


def _keys(browser: Browser, file: Path) -> dict[str, Any]:
    with browser.new_context(locale="en-US") as context:
        page = _opened(context.new_page(), file)
        page.focus("#search")
        page.evaluate(MEASURE)
        for key in _presses():
            if len(key) == 1 and not key.isascii():
                page.keyboard.insert_text(key)
            else:
                page.keyboard.press(key)
            page.wait_for_timeout(60)
        found = page.evaluate("window.measured")
    work, painted = zip(*found, strict=True)
    return {"keys": len(found), "key_work_ms": _spread(work), "key_painted_ms": _spread(painted)}


def _presses() -> Iterator[str]:
    for query in QUERIES:
        yield from ("Space" if letter == " " else letter for letter in query)
        yield from ["Backspace"] * len(query)


def _spread(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    at = {"median": statistics.median(ordered), "p95": ordered[int(len(ordered) * 0.95)], "max": ordered[-1]}
    return {key: round(value, 1) for key, value in at.items()}


def main() -> None:
    """Measure, and write what came out."""
    models = {"made-up": made_up()}
    if CORPUS.is_dir():
        models["en-head"] = of_corpus()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        figures: dict[str, Any] = {"empty_page_ms": _empty(browser, Path(folder))}
        for name, model in models.items():
            file = Path(folder) / f"{name}.html"
            file.write_text(page_of(model), "utf-8", newline="\n")
            actions = sum(len(service.actions) for service in model.services)
            figures[name] = {"actions": actions, **measured(browser, file)}
        browser.close()
    text = json.dumps(figures, indent=2, sort_keys=True) + "\n"
    (ROOT / "benchmarks" / "catalogue.json").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
