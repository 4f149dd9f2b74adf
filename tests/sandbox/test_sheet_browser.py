"""The sheet's page in the real Chromium: keyboard, lists, refusals, others' changes, a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from sandbox.google.person import Person
from sandbox.state import Sandbox

OWNER = "anna@example.com"
ROWS = [["Deal", "Amount", "State"], ["Alpha", "30", "Won"], ["Beta", "10", "Lost"],
        ["Gamma", "20", ""]]  # fmt: skip


@pytest.fixture
def anna(sandbox: Sandbox) -> Person:
    """Someone else at the same table: a list of deals whose states are chosen from a list."""
    made = sandbox.google.add_spreadsheet("Plan", OWNER, tab_title="Deals")
    person = Person(sandbox.google, made.file_id, OWNER)
    person.paste_text("Deals", "A1", ROWS)
    options = [{"userEnteredValue": one} for one in ("Won", "Lost", "Waiting")]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": options}, "strict": True}
    person.do({"setDataValidation": {"range": person.place("Deals", "C2:C9"), "rule": rule}})
    return person


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, sandbox: Sandbox, anna: Person) -> Iterator[Page]:
    """The page, which must not stumble; what was typed is sent before the next test begins."""
    opened, faults = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(address(sandbox, anna))
    expect(at(opened, "1,0")).to_have_text("Alpha")
    yield opened
    expect(opened.locator("td.sent")).to_have_count(0)
    opened.close()
    assert faults == []


def address(sandbox: Sandbox, person: Person) -> str:
    return f"{sandbox.url}/google/spreadsheets/d/{person.file.file_id}/edit"


def at(page: Page, place: str) -> Locator:
    """The cell of a row and a column, both from 0."""
    return page.locator(f'td[data-at="{place}"]')


def entered(person: Person, *cells: str) -> list[object]:
    """What stands in the cells."""
    tab, places = person.tab("Deals"), [person.area("Deals", cell) for cell in cells]
    return [tab.cell(place.top, place.left).entered for place in places]


def test_typing_moves_on_and_is_kept(page: Page, anna: Person) -> None:
    at(page, "1,0").click()

    page.keyboard.type("Delta")
    page.keyboard.press("Tab")
    page.keyboard.type("41")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    page.keyboard.press("ArrowLeft")

    expect(page.locator("#place")).to_have_text("A3")
    expect(at(page, "2,1")).to_have_text("12")
    expect(page.locator("td.sent")).to_have_count(0)
    assert entered(anna, "A2", "B2", "B3", "A3") == ["Delta", 41.0, 12.0, "Beta"]


def test_what_an_input_method_puts_in_is_typed(page: Page, anna: Person) -> None:
    """Letters that come without keys, as on a phone or in Chinese."""
    at(page, "1,0").click()

    page.keyboard.insert_text("Дельта")
    page.keyboard.press("Enter")

    expect(at(page, "1,0")).to_have_text("Дельта")
    expect(page.locator("td.sent")).to_have_count(0)
    assert entered(anna, "A2") == ["Дельта"]


def test_f2_edits_what_is_there_and_escape_gives_up(page: Page, anna: Person) -> None:
    at(page, "1,0").click()
    page.keyboard.press("F2")
    expect(page.locator("#editor")).to_have_value("Alpha")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("!")
    page.keyboard.press("Escape")
    expect(page.locator("#entry")).to_have_value("Alpha")

    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("!")
    page.keyboard.press("Enter")

    expect(at(page, "1,0")).to_have_text("Alph!a")
    expect(page.locator("#place")).to_have_text("A3")


def test_delete_and_undo(page: Page, anna: Person) -> None:
    at(page, "1,0").click()
    page.keyboard.press("Delete")
    expect(at(page, "1,0")).to_be_empty()

    page.keyboard.press("Control+z")

    expect(at(page, "1,0")).to_have_text("Alpha")
    assert entered(anna, "A2") == ["Alpha"]


def test_the_line_above_shows_the_formula_and_takes_another(page: Page, anna: Person) -> None:
    anna.type("Deals", "D2", "=B2*2")
    expect(at(page, "1,3")).to_have_text("60")
    at(page, "1,3").click()
    expect(page.locator("#entry")).to_have_value("=B2*2")

    page.locator("#entry").fill("=B2*3")
    page.keyboard.press("Enter")

    expect(at(page, "1,3")).to_have_text("90")


def test_several_cells_are_pasted_and_one_is_copied(page: Page) -> None:
    at(page, "2,0").click()
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "Beta"

    page.evaluate("navigator.clipboard.writeText('Delta\\t5\\nEpsilon\\t6')")
    page.keyboard.press("Control+v")

    expect(at(page, "2,1")).to_have_text("5")
    expect(at(page, "3,0")).to_have_text("Epsilon")


def test_a_list_is_chosen_from_by_mouse_and_keyboard(page: Page, anna: Person) -> None:
    at(page, "1,2").locator(".arrow").click()
    expect(page.get_by_role("option")).to_have_text(["Won", "Lost", "Waiting"])
    page.get_by_role("option", name="Lost").click()
    expect(at(page, "1,2")).to_have_text("Lost")

    at(page, "3,2").click()
    page.keyboard.type("wai")
    expect(page.get_by_role("option")).to_have_text(["Waiting"])
    page.keyboard.press("Enter")

    expect(at(page, "3,2")).to_have_text("Waiting")
    expect(page.locator("td.sent")).to_have_count(0)
    assert entered(anna, "C2", "C4") == ["Lost", "Waiting"]


def test_a_refused_entry_is_told_and_the_old_one_comes_back(page: Page, anna: Person) -> None:
    at(page, "1,2").click()

    page.keyboard.type("Perhaps")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("violates the data validation rules")
    expect(at(page, "1,2")).to_have_text("Won")
    page.keyboard.type("Lost")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_others_change_appears_and_a_draft_survives(page: Page, anna: Person) -> None:
    at(page, "1,0").click()
    page.keyboard.type("Del")
    anna.type("Deals", "B3", "77")
    page.keyboard.type("ta")
    page.keyboard.press("Enter")

    expect(at(page, "2,1")).to_have_text("77")
    expect(at(page, "1,0")).to_have_text("Delta")
    anna.insert_rows("Deals", 1)
    expect(at(page, "2,0")).to_have_text("Delta")


def test_frozen_cells_stay_in_sight(page: Page, anna: Person) -> None:
    grid = {"frozenRowCount": 1, "frozenColumnCount": 1}
    number = anna.tab("Deals").sheet_id
    anna.type("Deals", "Z90", "far")
    anna.do({"updateSheetProperties": {
        "properties": {"sheetId": number, "gridProperties": grid},
        "fields": "gridProperties.frozenRowCount,gridProperties.frozenColumnCount",
    }})  # fmt: skip
    expect(at(page, "0,0")).to_have_class("corner edge chosen")

    at(page, "89,25").click()

    for place in ("0,0", "0,25", "89,0"):
        expect(at(page, place)).to_be_in_viewport()
    expect(page.locator("thead th", has_text="A").first).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(page.locator("#place")).to_have_text("A90")


def test_tabs_are_opened_by_their_address_and_renamed(page: Page, anna: Person) -> None:
    number = anna.add_tab("Notes")
    page.on("dialog", lambda dialog: dialog.accept("Remarks"))
    page.locator("#tabs").get_by_role("button", name="Notes").click()
    expect(page.locator("#tabs [aria-current]")).to_have_text("Notes")

    page.get_by_role("button", name="Rename tab").click()

    expect(page.locator("#tabs [aria-current]")).to_have_text("Remarks")
    page.reload()
    expect(page.locator("#tabs [aria-current]")).to_have_text("Remarks")
    assert page.url.endswith(f"#gid={number}")


def test_a_silent_sandbox_is_told_until_it_answers(page: Page) -> None:
    page.route("**/version", lambda route: route.abort())
    expect(page.get_by_role("alert")).to_contain_text("does not answer")

    page.unroute("**/version")

    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_phone_scrolls_only_the_cells_and_a_second_tap_edits(
    browser: Browser, sandbox: Sandbox, anna: Person
) -> None:
    anna.do({"updateSheetProperties": {
        "properties": {
            "sheetId": anna.tab("Deals").sheet_id, "gridProperties": {"frozenColumnCount": 3},
        },
        "fields": "gridProperties.frozenColumnCount",
    }})  # fmt: skip
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    phone = context.new_page()
    phone.goto(address(sandbox, anna))

    at(phone, "1,1").tap()
    expect(phone.locator("#editor")).not_to_have_class("open")
    at(phone, "1,1").tap()
    expect(phone.locator("#editor")).to_have_class("open")
    phone.locator("#editor").fill("31")
    phone.keyboard.press("Enter")

    expect(at(phone, "1,1")).to_have_text("31")
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    assert phone.evaluate("document.documentElement.scrollHeight") == 640
    expect(phone.locator("td.edge"), "three frozen columns would fill it").to_have_count(0)
    context.close()
