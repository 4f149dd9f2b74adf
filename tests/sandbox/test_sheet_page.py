"""The web page of a spreadsheet: what it is told of a tab, and what it may do there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from sandbox.google.person import Person
from sandbox.state import Sandbox

OWNER = "anna@example.com"
RED = {"red": 1, "green": 0, "blue": 0}
ROWS = [["Deal", "Amount", "Share"], ["Alpha", "30", "=B2/60"], ["Beta", "10", "=B3/60"],
        ["Gamma", "1234.5678", ""]]  # fmt: skip


class Book:
    """A spreadsheet, a person at work in it, and its page over HTTP."""

    def __init__(self, sandbox: Sandbox, locale: str = "en_US") -> None:
        made = sandbox.google.add_spreadsheet("Plan", OWNER, tab_title="Deals", locale=locale)
        self.person = Person(sandbox.google, made.file_id, OWNER)
        self.tab = self.person.tab("Deals").sheet_id
        self.page = f"{sandbox.url}/google/spreadsheets/d/{made.file_id}/edit"
        self.root = f"{sandbox.url}/_page/google/{made.file_id}"

    def grid(self, tab: int | None = None, more: int = 0) -> dict[str, Any]:
        asked = {"tab": self.tab if tab is None else tab, "more": more}
        found: dict[str, Any] = requests.get(f"{self.root}/grid", params=asked, timeout=20).json()
        return found

    def cell(self, place: str) -> dict[str, Any]:
        """A cell of the drawing; its style as CSS, its list as texts."""
        grid, area = self.grid(), self.person.area("Deals", place)
        found: dict[str, Any] = grid["cells"].get(f"{area.top},{area.left}", {})
        told = {"style": "styles", "list": "lists"}
        return {name: grid[told[name]][value] if name in told else value
                for name, value in found.items()}  # fmt: skip

    def texts(self, *places: str) -> list[str]:
        return [self.cell(place).get("text", "") for place in places]

    def act(self, what: str, row: int = 0, column: int = 0, **more: Any) -> tuple[int, str]:
        """Status and message."""
        told = {"do": what, "tab": self.tab, "row": row, "column": column} | more
        answer = requests.post(f"{self.root}/act", json=told, timeout=20)
        return answer.status_code, answer.json().get("message", "")

    def set_rule(self, cells: str, kind: str, *values: str) -> None:
        operands = [{"userEnteredValue": value} for value in values]
        rule = {"condition": {"type": kind, "values": operands}, "strict": True}
        where = self.person.place("Deals", cells)
        self.person.do({"setDataValidation": {"range": where, "rule": rule}})


@pytest.fixture
def book(sandbox: Sandbox) -> Book:
    """A list of deals with a header."""
    made = Book(sandbox)
    made.person.paste_text("Deals", "A1", ROWS)
    return made


def test_cells_show_their_texts_and_give_what_was_entered(book: Book) -> None:
    book.person.format("Deals", "C2", {"numberFormat": {"type": "PERCENT", "pattern": "0%"}})
    book.person.format("Deals", "B4", {"numberFormat": {"type": "NUMBER", "pattern": "#,##0"}})
    book.person.type("Deals", "D2", "12.5%")
    book.person.format("Deals", "D2", {"numberFormat": {"type": "PERCENT", "pattern": "0%"}})

    assert book.cell("A2") == {"text": "Alpha"}
    assert book.cell("C2") | {"style": ""} == {"text": "50%", "entered": "=B2/60", "style": ""}
    assert (book.cell("B4")["text"], book.cell("B4")["entered"]) == ("1,235", "1234.5678")
    assert (book.cell("D2")["text"], book.cell("D2")["entered"]) == ("13%", "12.5%")


def test_numbers_are_entered_as_the_sheets_country_writes_them(sandbox: Sandbox) -> None:
    russian = Book(sandbox, "ru_RU")

    russian.act("type", text="1234,5")
    russian.person.format("Deals", "A1", {"numberFormat": {"type": "NUMBER", "pattern": "#,##0"}})

    assert russian.cell("A1")["entered"] == "1234,5"


def test_formats_become_styles_and_alike_cells_share_one(book: Book) -> None:
    look = {"backgroundColor": RED, "textFormat": {"bold": True, "fontSize": 14},
            "horizontalAlignment": "CENTER", "wrapStrategy": "WRAP"}  # fmt: skip
    book.person.format("Deals", "A1:B1", look)

    assert (
        book.cell("A1")["style"]
        == book.cell("B1")["style"]
        == (
            "background-color:#ff0000;font-weight:700;font-size:14pt;text-align:center;"
            "white-space:pre-wrap;overflow-wrap:anywhere"
        )
    )
    assert len(book.grid()["styles"]) == 2, "that one, and numbers to the right"


def test_neighbours_share_one_line(book: Book) -> None:
    line = {"style": "SOLID", "color": RED}
    around = dict.fromkeys(("top", "bottom", "left", "right"), line)
    book.person.do({"updateBorders": {"range": book.person.place("Deals", "B2:C3"), **around}})

    assert book.cell("A2")["style"] == "border-right:1px solid #ff0000"
    assert book.cell("B1")["style"] == "border-bottom:1px solid #ff0000"
    assert "border-left" not in "".join(book.grid()["styles"])


def test_merged_cells_keep_the_line_around_them(book: Book) -> None:
    thick = {"style": "SOLID_THICK", "color": RED}
    where = book.person.place("Deals", "E1:F2")
    book.person.do({"mergeCells": {"range": where, "mergeType": "MERGE_ALL"}})
    book.person.do({"updateBorders": {"range": where, "right": thick, "bottom": thick}})

    assert book.cell("E1") == {
        "span": [2, 2],
        "style": "border-bottom:3px solid #ff0000;border-right:3px solid #ff0000",
    }


def test_rules_colour_cells(book: Book) -> None:
    points = {"minpoint": {"type": "MIN", "color": {"red": 1}},
              "maxpoint": {"type": "MAX", "color": {"green": 1}}}  # fmt: skip
    rule = {"ranges": [book.person.place("Deals", "B2:B3")], "gradientRule": points}
    book.person.do({"addConditionalFormatRule": {"rule": rule, "index": 0}})

    assert "background-color:#00ff00" in book.cell("B2")["style"]
    assert "background-color:#ff0000" in book.cell("B3")["style"]


def test_lists_notes_and_hidden_rows(book: Book) -> None:
    book.set_rule("D2", "ONE_OF_LIST", "Won", "Lost")
    book.set_rule("E2", "ONE_OF_RANGE", "=Deals!$A$2:$A$9")
    book.person.note("Deals", "A1", "Name of the deal")
    book.person.hide_rows("Deals", 2)

    assert book.cell("D2") == {"list": ["Won", "Lost"]}
    assert book.cell("E2") == {"list": ["Alpha", "Beta", "Gamma"]}
    assert book.cell("A1")["note"] == "Name of the deal"
    assert [row["hidden"] for row in book.grid()["tab"]["rows"][:4]] == [False, False, True, False]


def test_a_filter_hides_rows(book: Book) -> None:
    shown = {"range": book.person.place("Deals", "A1:C4"),
             "criteria": {"0": {"hiddenValues": ["Alpha"]}}}  # fmt: skip
    book.person.do({"setBasicFilter": {"filter": shown}})

    assert [row["hidden"] for row in book.grid()["tab"]["rows"][:3]] == [False, True, False]


def test_the_frame_of_a_tab(book: Book) -> None:
    book.person.add_tab("Secret")
    book.person.hide_tab("Secret")
    number = book.tab
    folded = {"sheetId": number, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    frozen = {"sheetId": number, "gridProperties": {"frozenRowCount": 1, "frozenColumnCount": 2}}
    book.person.do(
        {"updateSheetProperties": {
            "properties": frozen,
            "fields": "gridProperties.frozenRowCount,gridProperties.frozenColumnCount",
        }},
        {"addDimensionGroup": {"range": folded}},
        {"updateDimensionProperties": {
            "range": folded, "properties": {"pixelSize": 44, "hiddenByUser": True},
            "fields": "pixelSize,hiddenByUser",
        }},
    )  # fmt: skip

    grid = book.grid()

    assert grid["tab"]["frozen"] == {"rows": 1, "columns": 2}
    assert grid["tab"]["columns"][2] == {"width": 44, "hidden": True, "grouped": True}
    assert grid["tab"]["columns"][0] == {"width": 100, "hidden": False, "grouped": False}
    assert [(one["title"], one["hidden"]) for one in grid["tabs"]] == [
        ("Deals", False), ("Secret", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("filled", "run"), [((), 3), (("G2",), 1), (("F2",), 0)])
def test_a_long_text_runs_over_empty_cells(book: Book, filled: tuple[str, ...], run: int) -> None:
    book.person.type("Deals", "E2", "A text that is far wider than the cell in which it stands")
    for place in filled:
        book.person.type("Deals", place, "x")

    assert book.cell("E2").get("flow", 0) == run


@pytest.mark.parametrize("look", [{"wrapStrategy": "CLIP"}, {"horizontalAlignment": "CENTER"}])
def test_other_long_texts_stay_in_their_cells(book: Book, look: dict[str, str]) -> None:
    book.person.type("Deals", "E2", "A text that is far wider than the cell in which it stands")
    book.person.format("Deals", "E2", look)

    assert "flow" not in book.cell("E2")


def test_prepared_rows_are_not_drawn_until_they_are_asked_for(book: Book) -> None:
    """Rows with an id and formulas wait for people below the last filled one."""
    for row in range(5, 60):
        book.person.type("Deals", f"A{row}", f"D-{row}")
        book.person.type("Deals", f"C{row}", f"=B{row}")

    few, many = book.grid(), book.grid(more=100)

    assert (len(few["tab"]["rows"]), few["tab"]["more"]) == (24, True)
    assert len(many["tab"]["rows"]) == 112
    assert len(book.grid(more=5000)["tab"]["rows"]) == 1000
    assert not book.grid(more=5000)["tab"]["more"]


def test_a_chart_is_drawn_over_its_cell_with_its_numbers(book: Book) -> None:
    book.person.type("Deals", "A2", "<b onload=x>Alpha</b>")
    sources = {name: {"sourceRange": {"sources": [book.person.place("Deals", cells)]}}
               for name, cells in (("domain", "A2:A3"), ("series", "B2:B3"))}  # fmt: skip
    place = {"anchorCell": {"sheetId": book.tab, "rowIndex": 5, "columnIndex": 1},
             "offsetXPixels": 7, "widthPixels": 300, "heightPixels": 200}  # fmt: skip
    for spec in (
        {"basicChart": {"chartType": "BAR", "domains": [{"domain": sources["domain"]}],
                        "series": [{"series": sources["series"]}]}},
        {"basicChart": {"chartType": "COLUMN", "domains": [{"domain": sources["domain"]}],
                        "series": [{"series": sources["series"]}]}},
        {"pieChart": {"domain": sources["domain"], "series": sources["series"]}},
    ):  # fmt: skip
        wanted = {"spec": {"title": '"Sums"', **spec}, "position": {"overlayPosition": place}}
        book.person.do({"addChart": {"chart": wanted}})

    charts = book.grid()["tab"]["charts"]

    assert len(charts) == 3
    for chart in charts:
        assert {**chart, "svg": ""} == {"row": 5, "column": 1, "right": 7, "down": 0,
                                        "width": 300, "height": 200, "svg": ""}  # fmt: skip
        assert "&quot;Sums&quot;" in chart["svg"]
        assert "<b" not in chart["svg"]
        assert all(number in chart["svg"] for number in ("30", "10"))


def typed(book: Book) -> list[str]:
    book.act("type", 1, 0, text="Delta")
    return book.texts("A2", "A3")


def pasted(book: Book) -> list[str]:
    book.act("paste", 1, 0, text="Delta\t7\nEpsilon")
    return book.texts("A2", "B2", "A3")


def undone(book: Book) -> list[str]:
    book.act("type", 1, 0, text="Delta")
    book.act("undo")
    return book.texts("A2")


def inserted(book: Book) -> list[str]:
    book.act("insert_above", 1)
    book.act("insert_left", 0, 1)
    return book.texts("A2", "A3", "C3")


def deleted(book: Book) -> list[str]:
    book.act("delete_row", 1)
    book.act("delete_column", 0, 0)
    return book.texts("A1", "A2", "B2")


def sorted_up(book: Book) -> list[str]:
    book.act("sort_up", 2, 1)
    return book.texts("A1", "A2", "A3", "C3")


def sorted_down(book: Book) -> list[str]:
    book.act("sort_down", 0, 1)
    return book.texts("A1", "A2", "A3")


@pytest.mark.parametrize(("do", "shown"), [
    (typed, ["Delta", "Beta"]),
    (pasted, ["Delta", "7", "Epsilon"]),
    (undone, ["Alpha"]),
    (inserted, ["", "Alpha", "30"]),
    (deleted, ["Amount", "10", "0.1666666667"]),
    (sorted_up, ["Deal", "Beta", "Alpha", "0.5"]),
    (sorted_down, ["Deal", "Gamma", "Alpha"]),
])  # fmt: skip
def test_acts_change_the_sheet(
    book: Book, do: Callable[[Book], list[str]], shown: list[str]
) -> None:
    assert do(book) == shown


def test_a_tab_is_renamed(book: Book) -> None:
    assert book.act("rename_tab", text="Сделки") == (200, "")

    assert book.grid()["tabs"][0]["title"] == "Сделки"


def test_what_the_sheet_refuses_is_told_and_changes_nothing(sandbox: Sandbox) -> None:
    book = Book(sandbox)
    book.set_rule("A1", "ONE_OF_LIST", "Won", "Lost")
    book.act("type", text="Won")

    status, message = book.act("type", text="Perhaps")

    assert (status, "validation rules" in message) == (400, True)
    assert book.texts("A1") == ["Won"]
    assert book.act("undo")[0] == 200
    assert book.act("undo")[0] == 200, "the rule was set by a person too"
    assert "nothing to undo" in book.act("undo")[1]


@pytest.mark.parametrize("odd", [
    {"do": "format_disk"}, {"do": "type", "text": 5}, {"do": "type", "row": "1"},
    {"do": "type", "row": -1}, {"do": "type", "column": True}, {"do": ["type"]},
])  # fmt: skip
def test_what_no_page_sends_is_refused(book: Book, odd: dict[str, Any]) -> None:
    asked = {"row": 0, "column": 0, "tab": book.tab} | odd
    answers = [requests.post(f"{book.root}/act", json=body, timeout=20) for body in (asked, [odd])]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert all("Reload" in answer.json()["message"] for answer in answers)


def test_a_cell_or_tab_that_is_gone_is_told(book: Book) -> None:
    beyond, other = book.act("type", 5000, text="x"), book.act("type", tab=77, text="x")

    assert (beyond[0], other[0]) == (409, 404)
    assert "deleted" in beyond[1]
    assert "deleted" in other[1]


def test_the_version_moves_on_with_every_change(book: Book) -> None:
    def version() -> int:
        return int(requests.get(f"{book.root}/version", timeout=20).json()["version"])

    before, unchanged = version(), version()
    book.person.type("Deals", "A2", "Delta")

    assert before == unchanged == book.grid()["version"] - 1
    assert version() == before + 1


@pytest.mark.parametrize(("locale", "word", "tongue"), [
    ("en_US", "Insert row above", "en"), ("de_DE", "Insert row above", "en"),
    ("ru_RU", "Строка выше", "ru"),
])  # fmt: skip
def test_the_page_speaks_the_sheets_language(
    sandbox: Sandbox, locale: str, word: str, tongue: str
) -> None:
    book = Book(sandbox, locale)

    page = requests.get(book.page.removesuffix("/edit"), timeout=20)

    assert (page.status_code, page.url) == (200, book.page)
    assert word in page.text
    assert f'lang="{tongue}"' in page.text


def test_titles_are_text_wherever_they_stand(sandbox: Sandbox, book: Book) -> None:
    book.person.rename_file('<img src=x onerror="y">')

    for address in (book.page, sandbox.url):
        assert "<img" not in requests.get(address, timeout=20).text


def test_unknown_and_trashed_spreadsheets_have_no_page(sandbox: Sandbox, book: Book) -> None:
    sandbox.google.files[book.person.file.file_id].trashed = True
    russian = {"Accept-Language": "ru"}

    page = requests.get(book.page, headers=russian, timeout=20)
    parts = [requests.get(f"{book.root}/{part}", timeout=20) for part in ("grid", "version")]

    assert (page.status_code, "Такой таблицы здесь нет" in page.text) == (404, True)
    assert [part.status_code for part in parts] == [404, 404]
    assert book.act("undo")[0] == 404
    assert "Plan" not in requests.get(sandbox.url, timeout=20).text
