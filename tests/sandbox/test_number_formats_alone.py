"""Number formats alone are read without working out what rules and bands look like."""

from __future__ import annotations

import gspread

NUMBERS = "sheets.data.rowData.values.effectiveFormat.numberFormat"
WHOLE = "sheets.data.rowData.values.effectiveFormat"


def test_they_are_the_same_as_within_the_whole_look(sheet: gspread.Spreadsheet) -> None:
    tab = sheet.sheet1
    tab.update([["1", "=TODAY()", "45%", "text"]], "A1", raw=False)
    tab.format("A2:B2", {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}})

    alone, whole = (sheet.fetch_sheet_metadata({"fields": mask}) for mask in (NUMBERS, WHOLE))

    def formats(answer: object) -> list[list[object]]:
        rows = answer["sheets"][0]["data"][0]["rowData"]  # type: ignore[index]
        return [
            [cell.get("effectiveFormat", {}).get("numberFormat") for cell in row.get("values", [])]
            for row in rows
        ]

    found = [[one for one in row if one] for row in formats(alone)]
    assert found == [[one for one in row if one] for row in formats(whole)]
    assert len(found[0]) == 2
    assert len(found[1]) == 2
