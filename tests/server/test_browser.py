"""The pages in the real Chromium."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import READ, RECORDS, Served, SlowDocument
from teams import Team, ToldMeter

from server import words

pytestmark = pytest.mark.slow

PAGES = ("/", "/documents/look", "/documents/look/history", "/documents/look/metrics/M-002",
         "/runs/1", "/nowhere")  # fmt: skip
CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const part = (c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b) + 0.05;
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = parse(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3);
    const text = own.map((node) => node.data).join("").trim();
    if (!text || element.disabled || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const ink = element.namespaceURI.endsWith("svg") ? style.fill : style.color;
    const [a, b] = [light(parse(ink)), light(behind(element))].sort((x, y) => y - x);
    if (a / b < 4.5) poor.push(`${text}: ${ink}, ${(a / b).toFixed(2)}`);
  }
  return poor;
}"""
NAMELESS = """() => [...document.querySelectorAll(
  "a, button, input:not([type=hidden]), summary, svg[role=img]"
)].filter((e) => e.getClientRects().length).filter((e) => !(
  e.textContent.trim() || e.getAttribute("aria-label") || (e.labels && e.labels.length)
)).map((e) => e.outerHTML)"""


@pytest.fixture(scope="module", autouse=True)
def _document(served: Served) -> None:
    served.site.add("memory:look", title="OKR of the sales team")
    served.site.sync("memory:look", "look", ToldMeter(dict(READ), records=RECORDS))


def test_from_the_list_to_the_evidence(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="OKR of the sales team").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("OKR of the sales team")

    page.locator("#M-002 summary").click()

    expect(page.get_by_role("heading", name="Not counted: 89")).to_be_visible()
    expect(page.locator("#M-002")).to_contain_text("not this period")


def test_a_key_result_leads_to_the_records_behind_it(page: Page) -> None:
    page.goto("/documents/look")

    page.locator("#KR-002").get_by_role("link", name="M-002").click()

    expect(page.locator("#M-002")).to_contain_text("Alpha: rollout")


def test_the_language_is_chosen_once(page: Page) -> None:
    page.goto("/documents/look")
    page.get_by_role("link", name="Русский").click()
    expect(page.get_by_role("button")).to_have_text("Обновить сейчас")

    page.goto("/documents/look/history")

    expect(page.get_by_role("heading", level=1)).to_have_text("История")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_everything_without_sideways_scrolling(
    browser: Browser, served: Served, path: str, language: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    phone = context.new_page()

    phone.goto(f"{served.address}{path}?lang={language}")
    for details in phone.locator("details").all():
        details.evaluate("element => { element.open = true }")
    if path == "/documents/look":
        phone.locator("#M-002 .records").first.wait_for()

    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_what_is_behind_it(
    browser: Browser, served: Served, scheme: str
) -> None:
    """WCAG 2.2, level AA: 4.5 to 1."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()

    poor = [(path, text) for path in PAGES if page.goto(f"{served.address}{path}")
            for text in page.evaluate(CONTRAST)]  # fmt: skip

    assert poor == []
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_can_be_used_has_a_name(page: Page, path: str) -> None:
    page.goto(path)

    assert page.evaluate(NAMELESS) == []
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.title().endswith("OKR Sync")


def test_the_keyboard_reaches_the_button_and_shows_where_it_is(page: Page) -> None:
    page.goto("/documents/look")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()

    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break

    expect(page.get_by_role("button")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_labels_of_a_phone_are_the_words_of_the_columns(page: Page) -> None:
    page.goto("/static/style.css")
    style = page.content()

    for language in ("en", "ru"):
        for column, text in ((4, words.CURRENT), (5, words.TARGET)):
            rule = f":lang({language}) .rows td:nth-child({column})::before {{ content: "
            assert rule + f'"{text.of("ru" if language == "ru" else "en")}"' in style


def slow(served: Served, address: str, id_: str) -> SlowDocument:
    """A document that has been synced, and whose next reading waits."""
    document = SlowDocument(served.site.add(address))
    document.go_on.set()
    served.site.documents[address] = document
    served.site.sync(address, id_)
    document.go_on.clear()
    document.reached.clear()
    return document


def test_sync_now_shows_its_progress_and_ends_in_the_renewed_page(
    page: Page, served: Served
) -> None:
    document = slow(served, "memory:live", "live")
    page.goto("/documents/live")
    served.site.meter.values["M-002"] = "47"

    page.get_by_role("button", name="Sync now").click()
    expect(page.get_by_role("status")).to_have_text("Reading the document")
    expect(page.locator(".steps .now")).to_have_text("Reading the document")
    expect(page.get_by_role("button")).to_be_disabled()
    document.go_on.set()

    expect(page.locator(".progress")).to_have_count(0)
    expect(page.locator("#KR-002")).to_contain_text("47")
    served.site.meter.values["M-002"] = "31"


def test_two_people_press_and_one_run_is_made(page: Page, served: Served) -> None:
    document = slow(served, "memory:pair", "pair")
    other = page.context.new_page()
    page.goto("/documents/pair")
    other.goto("/documents/pair")

    page.get_by_role("button", name="Sync now").click()
    document.reached.wait(20)
    other.get_by_role("button", name="Sync now").click()

    expect(other.get_by_role("alert")).to_contain_text("has been syncing since")
    document.go_on.set()
    expect(other.locator(".progress")).to_have_count(0)
    expect(page.locator(".progress")).to_have_count(0)
    expect(page.locator(".runs li")).to_have_count(2)
    other.close()


def test_a_double_click_makes_one_run(page: Page, served: Served) -> None:
    document = slow(served, "memory:double", "double")
    page.goto("/documents/double")

    page.get_by_role("button", name="Sync now").dblclick()
    document.reached.wait(20)
    document.go_on.set()

    expect(page.locator(".progress")).to_have_count(0)
    page.goto("/documents/double")
    expect(page.locator(".runs li")).to_have_count(2)


def test_it_works_without_scripts(browser: Browser, served: Served) -> None:
    document = slow(served, "memory:plain", "plain")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.address}/documents/plain")

    page.get_by_role("button", name="Sync now").click()
    expect(page.locator(".steps .now")).to_have_text("Reading the document")
    document.go_on.set()

    expect(page.locator(".progress")).to_have_count(0, timeout=10_000)
    page.goto(f"{served.address}/documents/look")
    page.locator("#M-002 summary").click()
    page.get_by_role("link", name="Show the records").click()
    expect(page.get_by_role("heading", name="Not counted: 89")).to_be_visible()
    context.close()


def test_a_document_is_added_by_its_address(page: Page, served: Served) -> None:
    served.site.add("memory:added", title="Added by hand")
    page.goto("/")

    page.get_by_label("Address").fill("memory:added")
    page.get_by_role("button", name="Add and sync").click()

    expect(page).to_have_url(re.compile("/documents/okr-"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Added by hand")


def test_an_address_without_a_document_is_told_beside_the_form(page: Page) -> None:
    page.goto("/")

    page.get_by_label("Address").fill("/nowhere/at-all.xlsx")
    page.get_by_role("button", name="Add and sync").click()

    said = page.get_by_role("alert").filter(has_text="at-all.xlsx")
    expect(said).to_contain_text("There is no file")
    expect(said.get_by_role("button")).to_have_text("Try again")


def test_other_cycles_and_blank_documents_look_whole(page: Page, served: Served) -> None:
    served.site.add("memory:none", Team(objectives=(), key_results=(), metrics=()))
    served.site.sync("memory:none", "none-yet")

    page.goto("/documents/none-yet")

    expect(page.locator("main")).to_contain_text("There are no key results yet")
