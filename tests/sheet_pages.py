"""The page of a sandbox's sheet, used in a browser as a person uses it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A tab whose first row holds titles and whose first column holds ids."""

    page: Page

    def open(self, address: str, tab: str) -> None:
        self.page.goto(address)
        self.show(tab)

    def show(self, tab: str) -> None:
        """Choose a tab."""
        self.page.locator("#tabs").get_by_role("button", name=tab, exact=True).click()
        current = self.page.locator("#tabs [aria-current]")
        expect(current).to_have_text(tab)

    def cell(self, id_: str, column: str) -> Locator:
        """The cell of a row and a column as they stand now."""
        row = self._at(f'td[data-at$=",0"]:text-is("{id_}")').split(",")[0]
        return self.at(int(row), column)

    def at(self, row: int, column: str) -> Locator:
        """The cell of a row counted from 0."""
        along = self._at(f'td[data-at^="0,"]:text-is("{column}")').split(",")[1]
        return self.page.locator(f'td[data-at="{row},{along}"]')

    def ids(self) -> list[str]:
        """The first column, without its title, as far as anything is named beside an id."""
        return self._column('td[data-at$=",0"]')

    def type(self, cell: Locator, text: str) -> None:
        """Click a cell, type, Enter; the sandbox has taken it when this returns."""
        cell.click()
        with self.page.expect_response("**/act") as answer:
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")
        assert answer.value.ok, answer.value.text()

    def press(self, button: str, cell: Locator) -> None:
        """Choose a cell and press a button of the bar."""
        cell.click()
        with self.page.expect_response("**/act") as answer:
            self.page.get_by_role("button", name=button).click()
        assert answer.value.ok, answer.value.text()

    def choose(self, cell: Locator, option: str) -> None:
        """Open the list of a cell and take an entry."""
        cell.locator(".arrow").click()
        with self.page.expect_response("**/act") as answer:
            self.page.get_by_role("option", name=option).click()
        assert answer.value.ok, answer.value.text()

    def _at(self, selector: str) -> str:
        return self.page.locator(selector).first.get_attribute("data-at") or ""

    def _column(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_inner_texts()[1:]
