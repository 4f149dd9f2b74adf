"""Ranges in A1 notation: what names what, what is clipped, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_grids import spreadsheet

from sandbox.google.a1 import resolve, shown
from sandbox.google.errors import ApiError
from sandbox.google.model import Area, Spreadsheet


def book() -> Spreadsheet:
    """Tabs with awkward titles, 100 x 26 each, the first hidden; a named range on the second."""
    made = spreadsheet(
        "Hidden", "Sheet1", "Key results", "It's", "D3", "🌵 x", "Задачи", "a!b", "2026"
    )
    made.tabs[0].properties["hidden"] = True
    made.named_ranges = [named("Goals", 1, 4, 2), named("Sheet1", 0, 2, 2), named("Lost", 0, 0, 0)]
    return made


def named(name: str, top: int, bottom: int, sheet: int) -> dict[str, Any]:
    place = {"sheetId": sheet, "startRowIndex": top, "endRowIndex": bottom,
             "startColumnIndex": 1, "endColumnIndex": 3}  # fmt: skip
    return {"namedRangeId": name, "name": name, "range": place}


@pytest.mark.parametrize(("text", "place"), [
    ("Sheet1!A1", "Sheet1!A1"),
    ("'Sheet1'!A1", "Sheet1!A1"),
    ("'sheet1'!a1:b2", "Sheet1!A1:B2"),
    ("'Sheet1'", "Sheet1!A1:Z100"),
    ("'Sheet1'!$A$1:$B$2", "Sheet1!A1:B2"),
    ("'Sheet1'!A1:1", "Sheet1!A1:Z1"),
    ("'Sheet1'!A1:A", "Sheet1!A1:A100"),
    ("'Sheet1'!A:A", "Sheet1!A1:A100"),
    ("'Sheet1'!B:A", "Sheet1!A1:B100"),
    ("'Sheet1'!2:3", "Sheet1!A2:Z3"),
    ("'Sheet1'!C2:D", "Sheet1!C2:D100"),
    ("'Sheet1'!D4:A1", "Sheet1!A1:D4"),
    ("'Sheet1'!A4:D1", "Sheet1!A1:D4"),
    ("'Sheet1'!A1:AZ5000", "Sheet1!A1:Z100"),
    ("'Sheet1'!R2C3", "Sheet1!C2"),
    ("'Sheet1'!R2C3:R1C1", "Sheet1!A1:C2"),
    ("A1", "Sheet1!A1"),
    ("B:C", "Sheet1!B1:C100"),
    ("Key results!A1", "'Key results'!A1"),
    ("Key results", "'Key results'!A1:Z100"),
    ("'It''s'!A1", "'It''s'!A1"),
    ("'D3'", "'D3'!A1:Z100"),
    ("D3", "Sheet1!D3"),
    ("🌵 x!A1:J10", "'🌵 x'!A1:J10"),
    ("Задачи!A1", "'Задачи'!A1"),
    ("'a!b'!A1", "'a!b'!A1"),
    ("a!b!A1", "'a!b'!A1"),
    ("'2026'!A1", "'2026'!A1"),
    ("2026", "'2026'!A1:Z100"),
    ("Goals", "'Key results'!B2:C4"),
    ("goals", "'Key results'!B2:C4"),
    ("'Sheet1'!Goals", "'Key results'!B2:C4"),
    ("Sheet1", "'Key results'!B1:C2"),
])  # fmt: skip
def test_a_range_is_understood(text: str, place: str) -> None:
    """The last one is a named range: without a mark those come first."""
    spreadsheet = book()

    assert shown(spreadsheet, resolve(spreadsheet, text)) == place


@pytest.mark.parametrize("text", [
    "", "NoSuch", "'NoSuch'!A1:B2", "NoSuch!A1", "'Goals'", "'Sheet1'!NoSuch", "'Sheet1'!",
    "'Sheet1'!A", "'Sheet1'!1", "'Sheet1'!A0", "'Sheet1'!A1:B2:C3", "'Sheet1'!ZZZZ1",
    "'Sheet1'!R0C1", "Table1[Amount]", "'Sheet1", "Lost", "'Sheet1'!A1,B1",
])  # fmt: skip
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ApiError) as refused:
        resolve(book(), text)

    assert (refused.value.status, refused.value.message) == (
        400, f"Unable to parse range: {text}",
    )  # fmt: skip


@pytest.mark.parametrize(("text", "place"), [
    ("'Sheet1'!A5000:B5001", "Sheet1!A5000:B5001"),
    ("'Key results'!AA1", "'Key results'!AA1"),
    ("'Sheet1'!A101", "Sheet1!A101"),
])  # fmt: skip
def test_a_range_outside_the_grid_is_refused(text: str, place: str) -> None:
    with pytest.raises(ApiError) as refused:
        resolve(book(), text)

    assert refused.value.message == (
        f"Range ({place}) exceeds grid limits. Max rows: 100, max columns: 26"
    )


def test_a_far_corner_outside_is_refused_where_cells_are_written() -> None:
    with pytest.raises(ApiError, match=r"Range \(Sheet1!A99:B101\) exceeds grid limits"):
        resolve(book(), "'Sheet1'!A99:B101", clip=False)


def test_a_place_on_no_tab_is_on_the_first_visible_one() -> None:
    spreadsheet = book()
    spreadsheet.tabs[0].properties.clear()

    assert resolve(spreadsheet, "C2") == Area(0, 1, 2, 2, 3)
