"""The sandbox's page of a Notion database, as a person uses it in a browser."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class NotionTable:
    """A database shown as a table."""

    page: Page

    def open(self, home: str, database: str, view: str = "") -> None:
        """Open a database from its home page, and one of its views."""
        self.page.goto(home)
        self.page.get_by_role("link", name=database, exact=True).last.click()
        if view:
            self.page.get_by_role("tab", name=view).click()
        expect(self.page.locator("tr[data-row]").first).to_be_visible()

    def row(self, title: str) -> Locator:
        """The row that says so."""
        return self.page.locator("tr[data-row]").filter(has_text=title).first

    def cell(self, title: str, column: str) -> Locator:
        """A cell by the text of its row and the name of its column."""
        names = self.page.locator("thead th").all_inner_texts()
        number = [name.strip() for name in names].index(column)
        return self.row(title).locator("td").nth(number)

    def type(self, title: str, column: str, text: str) -> None:
        """Put something else into a cell."""
        self.cell(title, column).click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        waiting = self.page.locator('body[data-waiting]:not([data-waiting="0"])')
        expect(waiting).to_have_count(0)
