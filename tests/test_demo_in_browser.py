"""The demo as a newcomer tries it: the sheet and Notion in the sandbox, and the documents' pages
beside them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import requests
import waitress
from notion_pages import NotionTable
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sheet_pages import SheetPage
from sqlalchemy import Engine, text

from server.app import create_app
from server.desk import Desk
from sync.cli.demo.stage import set_stage
from sync.config import Config

pytestmark = pytest.mark.slow

SHEET_TITLE = "OKR · Продажи B2B"
NOTION_TITLE = "OKR отдела продаж"
TAB = "Ключевые результаты"
TITLE, NOTES, START, TARGET = (
    "Ключевой результат",
    "Замечания",
    "Исходное значение",
    "Целевое значение",
)
CURRENT, TYPED, STATUS = "Текущее значение", "Факт (вводим сами)", "Статус"
PRESSED = "Обновить сейчас"
A_WHILE = 30_000


@dataclass(frozen=True, slots=True)
class Demo:
    """Where it is shown."""

    sheet: str
    notion: str
    pages: str
    control: str

    def fail(self, path: str, **fault: object) -> None:
        """From now on calls to a service go wrong."""
        told = {"path": path, "count": 99} | fault
        requests.post(f"{self.control}/faults", json=told, timeout=20).raise_for_status()

    def mend(self) -> None:
        requests.delete(f"{self.control}/faults", timeout=20).raise_for_status()


@pytest.fixture(scope="module")
def demo(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The Russian demo: a sandbox with the team's sheet, and the pages, with a database of their
    own on the server that all tests share."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE demo"))
    url = engine.url.set(database="demo").render_as_string(hide_password=False)
    today = datetime.now(UTC).date()
    folder = tmp_path_factory.mktemp("demo")
    with set_stage(folder, Config(folder, url), "ru", today) as stage:
        app = create_app(stage.config)
        desk: Desk = app.extensions["desk"]
        server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
        threading.Thread(target=server.run, daemon=True).start()
        control = (stage.config.google_url or "").removesuffix("/google") + "/_control"
        yield Demo(stage.sheet, stage.notion, f"http://127.0.0.1:{server.effective_port}", control)
        server.close()
        desk.close()


@pytest.fixture(scope="module")
def context(browser: Browser, demo: Demo) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=demo.pages, locale="ru-RU", reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def document(context: BrowserContext, demo: Demo) -> Page:
    """The sheet's page: it was added by its address, and has been synced once."""
    return added(context.new_page(), demo.sheet, SHEET_TITLE)


@pytest.fixture(scope="module")
def notion_document(context: BrowserContext, demo: Demo) -> Page:
    """The same of the team's Notion."""
    return added(context.new_page(), demo.notion, NOTION_TITLE)


@pytest.fixture(scope="module")
def notion(browser: Browser, notion_document: Page, demo: Demo) -> Iterator[NotionTable]:
    """The table of key results in Notion, in a window so wide that all columns show."""
    context = browser.new_context(viewport={"width": 4200, "height": 900}, locale="ru-RU")
    table = NotionTable(context.new_page())
    table.open(demo.notion, TAB)
    yield table
    context.close()


def added(page: Page, address: str, title: str) -> Page:
    page.goto("/")
    page.get_by_label("Адрес").fill(address)
    page.get_by_role("button", name="Добавить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=A_WHILE)
    expect(page.locator(".runs li")).to_have_count(1)
    return page


@pytest.fixture(scope="module")
def sheet(context: BrowserContext, document: Page, demo: Demo) -> SheetPage:
    """The sheet's page, open all the time beside the other."""
    opened = SheetPage(context.new_page())
    opened.open(demo.sheet, TAB)
    expect(opened.cell("KR-002", NOTES)).to_have_text("✓")
    return opened


def sync(document: Page) -> None:
    """Press the button and wait for the end."""
    last = document.locator(".runs li a").first.get_attribute("href") or ""
    document.get_by_role("button", name=PRESSED).click()
    expect(document.locator(".runs li a").first).not_to_have_attribute("href", last)
    expect(document.locator(".progress")).to_have_count(0, timeout=A_WHILE)


def test_a_typed_value_is_scored(sheet: SheetPage, document: Page) -> None:
    """The page of the sheet shows by itself what the service has written."""
    expect(sheet.cell("KR-012", NOTES)).to_contain_text("Если идти так же")

    sheet.type(sheet.cell("KR-012", TYPED), "47")
    sync(document)

    expect(sheet.cell("KR-012", NOTES)).to_have_text("✓")
    expect(sheet.cell("KR-012", CURRENT)).to_have_text("47")
    expect(document.locator("#KR-012")).to_contain_text("47")
    expect(document.locator("#KR-012")).to_contain_text("0,80")


def test_sorted_rows_keep_their_values(sheet: SheetPage, document: Page) -> None:
    seen = (TITLE, CURRENT, STATUS)
    before = {id_: [sheet.cell(id_, column).inner_text() for column in seen]
              for id_ in sheet.ids()[:14]}  # fmt: skip

    sheet.press("Сортировка Я → А", sheet.at(1, TITLE))
    expect(sheet.at(1, TITLE)).to_have_text(max(row[0] for row in before.values()))
    sync(document)

    expect(document.locator(".runs li").first).to_contain_text("менять нечего")
    assert list(before) != sheet.ids()[:14]
    assert before == {id_: [sheet.cell(id_, column).inner_text() for column in seen]
                      for id_ in before}  # fmt: skip


def test_an_overwritten_formula_comes_back_and_the_note_says_so(
    sheet: SheetPage, document: Page
) -> None:
    before = sheet.cell("KR-001", CURRENT).inner_text()

    sheet.type(sheet.cell("KR-001", CURRENT), "99")
    expect(sheet.cell("KR-001", CURRENT)).to_have_text("99")
    sync(document)

    expect(sheet.cell("KR-001", CURRENT)).to_have_text(before)
    expect(sheet.cell("KR-001", NOTES)).to_contain_text("затёрли (там стояло «99»)")
    expect(document.locator("#KR-001")).to_contain_text("затёрли (там стояло «99»)")


def test_a_new_row_gets_an_id_and_formulas(sheet: SheetPage, document: Page) -> None:
    sheet.press("Строка выше", sheet.at(3, TITLE))
    expect(sheet.at(3, TITLE)).to_be_empty()
    for column, typed in (
        (TITLE, "Партнёров с 5 до 12"),
        (START, "5"),
        (TARGET, "12"),
        (TYPED, "9"),
    ):
        sheet.type(sheet.at(3, column), typed)
    sync(document)

    expect(sheet.at(3, "ID")).to_have_text("KR-201")
    expect(sheet.at(3, NOTES)).to_contain_text("Не выбрана цель")
    sheet.page.get_by_role("button", name="Показать свёрнутые столбцы").click()
    sheet.choose(sheet.at(3, "Цель"), "O-002")
    sheet.choose(sheet.at(3, "Тип результата"), "Достичь уровня")
    sync(document)

    expect(sheet.at(3, "Оценка")).to_have_text("0,57")
    expect(sheet.at(3, NOTES)).to_have_text("✓")
    expect(document.locator("#KR-201")).to_contain_text("0,57")


def test_a_source_that_fails_leaves_the_last_value_and_says_why(
    sheet: SheetPage, document: Page, demo: Demo
) -> None:
    before = sheet.cell("KR-002", CURRENT).inner_text()
    demo.fail("/hubspot/", kind="status", status=401)
    sync(document)

    expect(sheet.cell("KR-002", NOTES)).to_contain_text("HubSpot не принимает токен")
    expect(sheet.cell("KR-002", CURRENT)).to_have_text(before)
    expect(document.locator("main")).to_contain_text("Осталось значение на")
    demo.mend()
    sync(document)

    expect(sheet.cell("KR-002", NOTES)).to_have_text("✓")


def test_without_google_the_page_says_what_to_do(
    sheet: SheetPage, document: Page, demo: Demo
) -> None:
    demo.fail("/google/", kind="drop_before")
    sync(document)

    alert = document.get_by_role("alert")
    expect(alert).to_contain_text("Google не отвечает")
    expect(alert).to_contain_text("повторите")
    demo.mend()
    sync(document)

    expect(document.get_by_role("alert")).to_have_count(0)


def test_notion_shows_the_same_scores_as_the_sheet(
    notion: NotionTable, demo: Demo, context: BrowserContext
) -> None:
    """Rows that no test above has touched."""
    sheet = SheetPage(context.new_page())
    sheet.open(demo.sheet, TAB)

    for id_ in ("KR-002", "KR-003", "KR-005", "KR-006", "KR-007", "KR-008", "KR-010"):
        title = sheet.cell(id_, TITLE).inner_text()
        expect(notion.cell(title, STATUS)).to_have_text(sheet.cell(id_, STATUS).inner_text())
        score = sheet.cell(id_, "Оценка").inner_text().replace(",", ".").rstrip("0")
        expect(notion.cell(title, "Оценка")).to_have_text(score)


def test_a_value_typed_in_notion_is_scored(notion: NotionTable, notion_document: Page) -> None:
    """The page of Notion shows by itself what the service has written."""
    expect(notion.cell("NPS", NOTES)).to_contain_text("Если идти так же")

    notion.type("NPS", TYPED, "47")
    sync(notion_document)

    expect(notion.cell("NPS", NOTES)).to_have_text("✓")
    expect(notion.cell("NPS", "Оценка")).to_have_text("0.8")
    expect(notion_document.locator("#KR-012")).to_contain_text("0,80")


def test_without_notion_the_page_says_what_to_do(
    notion: NotionTable, notion_document: Page, demo: Demo
) -> None:
    demo.fail("/notion/v1", kind="drop_before")
    sync(notion_document)

    expect(notion_document.get_by_role("alert")).to_contain_text("Notion не отвечает")
    demo.mend()
    sync(notion_document)

    expect(notion_document.locator(".runs li").first).to_contain_text("менять нечего")
