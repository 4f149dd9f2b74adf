"""Requests that carry cells about: copy, cut, insert and delete ranges, sort, fill, search."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox_batches import Book, area, book, span, typed_rows

from sandbox.google.batch.context import Habits

Json = dict[str, Any]
GREEN = {"backgroundColor": {"green": 1}, "backgroundColorStyle": {"rgbColor": {"green": 1}}}


def copy(source: Json, destination: Json, kind: str = "PASTE_NORMAL", **more: str) -> Json:
    return {"copyPaste": {"source": source, "destination": destination, "pasteType": kind, **more}}


def source_book() -> Book:
    """A1:B1 with a formula, a format, a note, a validation and a merge beside it."""
    made = typed_rows((2, "=A1*10"), tabs=("Sheet1", "Other"))
    made.do(
        {"repeatCell": {"range": area(0, 1, 1, 2),
                        "cell": {"userEnteredFormat": GREEN, "note": "n"},
                        "fields": "userEnteredFormat,note"}},
        {"setDataValidation": {"range": area(0, 1, 1, 2), "rule": {"condition": {
            "type": "NUMBER_GREATER", "values": [{"userEnteredValue": "1"}]}}}},
    )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("kind", "formula", "shown", "green", "validated"),
    [
        ("PASTE_NORMAL", "=A3*10", "0", True, True),
        ("PASTE_NO_BORDERS", "=A3*10", "0", True, True),
        ("PASTE_VALUES", "None", "20", False, False),
        ("PASTE_FORMULA", "=A3*10", "0", False, False),
        ("PASTE_FORMAT", "None", "", True, False),
        ("PASTE_DATA_VALIDATION", "None", "", False, True),
        ("PASTE_CONDITIONAL_FORMATTING", "None", "", False, False),
    ],
)
def test_what_each_way_of_pasting_brings(
    kind: str, formula: str, shown: str, green: bool, validated: bool
) -> None:
    made = source_book()

    made.do(copy(area(0, 1, 1, 2), area(2, 1, 3, 2), kind))

    assert made.formula("B3") == formula
    assert (made.cell("B3", "formattedValue") or "") == shown
    assert (made.cell("B3") == GREEN) is green
    assert (made.cell("B3", "dataValidation") is not None) is validated


def test_a_copy_fills_a_multiple_of_its_size() -> None:
    made = typed_rows(("a",), ("b",))

    made.do(copy(area(0, 0, 2, 1), area(2, 0, 6, 2)), copy(area(0, 0, 2, 1), area(0, 5, 1, 6)))

    assert made.column("A") == ["a", "b"] * 3
    assert made.column("B") == ["", "", "a", "b", "a", "b"]
    assert made.column("F") == ["a", "b"]


def test_a_copy_can_overlap_its_source() -> None:
    made = typed_rows(("a",), ("b",), ("c",))

    made.do(copy(area(0, 0, 3, 1), area(1, 0, 4, 1)))

    assert made.column() == ["a", "a", "b", "c"]


def test_a_transposed_copy_turns_its_formulas() -> None:
    made = typed_rows((1, 2, 3), ("=A1", "=B1", "=$C$1"))

    made.do(copy(area(0, 0, 2, 3), area(4, 0, 5, 1), pasteOrientation="TRANSPOSE"))

    assert made.column("A") == ["1", "1", "", "", "1", "2", "3"]
    assert [made.formula(f"B{row}") for row in (5, 6, 7)] == ["=A5", "=A6", "=$C$1"]


def test_copies_keep_merges_and_conditional_formats() -> None:
    made = typed_rows((1, None), (2, None))
    made.do(
        {"mergeCells": {"range": area(0, 0, 1, 2), "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": {"ranges": [area(0, 0, 2, 1)], "booleanRule": {
            "condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "1"}]},
            "format": {"textFormat": {"bold": True}}}}}},
    )  # fmt: skip

    made.do(copy(area(0, 0, 2, 2), area(4, 4, 6, 6)))

    assert len(made.first("merges")) == 2
    assert made.first("conditionalFormats")[0]["ranges"][1] == {
        name: at for name, at in area(4, 4, 6, 5).items() if name != "sheetId"
    }


def test_a_copy_must_fit_on_the_sheet() -> None:
    made = typed_rows(("a",), ("b",))

    assert "does not fit" in made.refused(copy(area(0, 0, 2, 1), area(99, 0, 100, 1)))


def test_what_points_at_cut_cells_follows_them() -> None:
    made = source_book()
    made.do({"updateCells": {"start": {"rowIndex": 5}, "fields": "userEnteredValue", "rows": [
        {"values": [{"userEnteredValue": {"formulaValue": "=B1"}}]}]}})  # fmt: skip

    made.do({"cutPaste": {
        "source": area(0, 0, 1, 2),
        "destination": {"sheetId": 1, "rowIndex": 9, "columnIndex": 3}}})  # fmt: skip

    assert made.formula("A6") == "=Other!E10"
    assert made.formula("Other!E10") == "=D10*10"
    assert made.cell("Other!E10", "note") == "n"
    assert sorted(made.tab.cells) == [(5, 0)]


def test_a_cut_empties_its_source_whatever_is_pasted() -> None:
    made = source_book()

    made.do({"cutPaste": {"source": area(0, 1, 1, 2), "pasteType": "PASTE_VALUES",
                          "destination": {"rowIndex": 3}}})  # fmt: skip

    assert made.column("A") == ["2", "", "", "20"]
    assert made.cell("B1") is made.cell("A4") is None


def test_inserted_cells_push_others_aside() -> None:
    made = typed_rows(("a", "x"), ("b", "y"), ("=A2", "=SUM(A1:A2)"))

    made.do({"insertRange": {"range": area(1, 0, 2, 1), "shiftDimension": "ROWS"}})

    assert made.column("A") == ["a", "", "b", "b"]
    assert made.column("B") == ["x", "y", "0"]
    assert made.formula("A4") == "=A3"
    made.do({"insertRange": {"range": area(0, 0, 1, 2), "shiftDimension": "COLUMNS"}})
    assert made.column("C") == ["a"]
    assert made.column("D") == ["x"]


def test_inserted_cells_make_the_grid_grow_when_something_would_fall_out() -> None:
    made = book({"A100": "last"})

    made.do({"insertRange": {"range": area(0, 0, 2, 1), "shiftDimension": "ROWS"}})

    assert made.tab.rows == 102
    assert made.column()[-1] == "last"


def test_deleted_cells_let_others_move_up() -> None:
    made = typed_rows(("a", "x", "=A2"), ("b", "y", "=A3"), ("c", "z"))

    made.do({"deleteRange": {"range": area(1, 0, 2, 1), "shiftDimension": "ROWS"}})

    assert (made.column("A"), made.column("B")) == (["a", "c"], ["x", "y", "z"])
    assert (made.formula("C1"), made.formula("C2")) == ("=#REF!", "=A2")
    made.do({"deleteRange": {"range": area(0, 0, 1, 1), "shiftDimension": "COLUMNS"}})
    assert made.column("A") == ["x", "c"]


def sort(*specs: tuple[int, str], bounds: Json | None = None) -> Json:
    return {"sortRange": {
        "range": bounds or area(0, 0, 8, 3),
        "sortSpecs": [{"dimensionIndex": at, "sortOrder": order} for at, order in specs],
    }}  # fmt: skip


MIXED = [(True,), ("b",), (10,), (None,), ("=1/0",), (2,), ("A",), (False,)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("ASCENDING", ["2", "10", "A", "b", "FALSE", "TRUE", "#DIV/0!"]),
        ("DESCENDING", ["#DIV/0!", "TRUE", "FALSE", "b", "A", "10", "2"]),
    ],
)
def test_kinds_of_values_have_an_order_and_blanks_come_last(
    order: str, expected: list[str]
) -> None:
    made = typed_rows(*MIXED)

    made.do(sort((0, order)))

    assert made.column() == expected


def test_later_columns_decide_among_equals_and_the_rest_stays_in_order() -> None:
    made = typed_rows(("b", 1, "x"), ("a", 2, "y"), ("b", 0, "z"), ("a", 2, "w"))

    made.do(sort((0, "ASCENDING"), (1, "DESCENDING")))

    assert made.column("C") == ["y", "w", "x", "z"]


def anchored(habits: Habits | None = None) -> Book:
    made = typed_rows(("c", 1), ("a", 2), ("b", 3))
    made.habits = habits or Habits()
    made.do({"createDeveloperMetadata": {"developerMetadata": {
        "metadataKey": "row", "visibility": "DOCUMENT",
        "location": {"dimensionRange": span("ROWS", 0, 1)}}}},
        {"repeatCell": {"range": area(0, 0, 1, 1), "fields": "note,userEnteredFormat",
                        "cell": {"note": "n", "userEnteredFormat": GREEN}}},
        {"updateCells": {"start": {"columnIndex": 2}, "fields": "userEnteredValue", "rows": [
            {"values": [{"userEnteredValue": {"formulaValue": "=B1"}}]}]}})  # fmt: skip
    return made


@pytest.mark.parametrize(("follows", "expected"), [(True, 2), (False, 0)])
def test_rows_carry_all_they_have_when_sorted(follows: bool, expected: int) -> None:
    made = anchored(Habits(metadata_follows_sort=follows))

    made.do(sort((0, "ASCENDING")))

    assert made.column() == ["a", "b", "c"]
    assert made.cell("A3", "note") == "n"
    assert made.cell("A3") == GREEN
    assert made.formula("C3") == "=B3"
    assert [one.index for one in made.tab.developer_metadata] == [expected]


def test_a_sort_of_some_columns_leaves_the_anchors_of_rows() -> None:
    made = anchored()

    made.do(sort((0, "ASCENDING"), bounds=area(0, 0, 3, 1)))

    assert (made.column("A"), made.column("B")) == (["a", "b", "c"], ["1", "2", "3"])
    assert [one.index for one in made.tab.developer_metadata] == [0]


def test_cells_of_a_colour_come_first() -> None:
    made = typed_rows(("a",), ("b",))
    made.do({"repeatCell": {"range": area(1, 0, 2, 1), "fields": "userEnteredFormat",
                            "cell": {"userEnteredFormat": GREEN}}})  # fmt: skip

    made.do({"sortRange": {"range": area(0, 0, 2, 1), "sortSpecs": [
        {"dimensionIndex": 0, "backgroundColor": {"green": 1}}]}})  # fmt: skip

    assert made.column() == ["b", "a"]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (sort(), "At least one sortSpec"),
        (sort((5, "ASCENDING")), "is outside of the range"),
        (sort((0, "ASCENDING"), bounds=area(0, 0, 101, 1)), "is after last row"),
    ],
)
def test_sorts_that_make_no_sense_are_refused(request_: Json, words: str) -> None:
    assert words in book().refused(request_)


def test_a_shuffled_range_keeps_its_rows_together() -> None:
    made = typed_rows(*[(at, at) for at in range(10)])

    made.do({"randomizeRange": {"range": area(0, 0, 10, 2)}})

    assert made.column("A") == made.column("B")
    assert sorted(made.column("A")) == [str(at) for at in range(10)] != made.column("A")


def test_duplicates_go_whatever_their_case() -> None:
    made = typed_rows(("a", 1), ("A", 1), ("a", 2), ("b", 1), ("a", 1))

    (reply,) = made.do({"deleteDuplicates": {"range": area(0, 0, 5, 2)}})

    assert reply == {"deleteDuplicates": {"duplicatesRemovedCount": 2}}
    assert (made.column("A"), made.column("B")) == (["a", "a", "b"], ["1", "2", "1"])
    made.do({"deleteDuplicates": {"range": area(0, 0, 3, 2),
                                  "comparisonColumns": [span("COLUMNS", 0, 1)]}})  # fmt: skip
    assert made.column("A") == ["a", "b"]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)), st.booleans())
def test_sorting_agrees_with_python(rows: list[int], falling: bool) -> None:
    made = typed_rows(*[(at, f"t{at}") for at in rows])

    made.do(sort((0, "DESCENDING" if falling else "ASCENDING"), bounds=area(0, 0, 6, 2)))

    assert made.column("B") == [f"t{at}" for at in sorted(rows, reverse=falling)]


def replace(find: str, replacement: str, **more: Any) -> Json:
    return {"findReplace": {"find": find, "replacement": replacement, **more}}


def test_text_is_found_and_replaced() -> None:
    made = typed_rows(("Deal deal", '=LEN("deal")'), ("order", "deal"), tabs=("Sheet1", "Other"))

    (reply,) = made.do(replace("deal", "lead", allSheets=True))
    assert reply["findReplace"] == {
        "valuesChanged": 2, "occurrencesChanged": 3, "rowsChanged": 2, "sheetsChanged": 1,
    }  # fmt: skip
    (reply,) = made.do(replace("deal", "d", sheetId=0, includeFormulas=True))
    assert reply["findReplace"]["formulasChanged"] == 1
    assert made.formula("B1") == '=LEN("d")'
    made.do(replace("o.* (.*)", "$1 Rocks", range=area(0, 0, 1, 1), searchByRegex=True))
    made.do(replace("ORDER", "5", sheetId=0, matchEntireCell=True))
    assert made.cell("A2", "userEnteredValue") == {"numberValue": 5}
    assert made.do(replace("LEAD", "x", sheetId=0, matchCase=True)) == [{"findReplace": {}}]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (replace("a", "b"), "Exactly one of range, sheetId and allSheets"),
        (replace("", "b", allSheets=True), "find must be specified"),
        (replace("(", "b", allSheets=True, searchByRegex=True), "Invalid regular expression"),
    ],
)
def test_searches_that_make_no_sense_are_refused(request_: Json, words: str) -> None:
    assert words in book().refused(request_)


def test_trimmed_text_stays_text() -> None:
    made = book()
    texts = ["  a   b ", " =1+1", "clean"]
    made.do({"updateCells": {"start": {}, "fields": "userEnteredValue", "rows": [
        {"values": [{"userEnteredValue": {"stringValue": text}}]} for text in texts]}})  # fmt: skip

    (reply,) = made.do({"trimWhitespace": {"range": area(0, 0, 3, 1)}})

    assert reply == {"trimWhitespace": {"cellsChangedCount": 2}}
    assert made.column() == ["a b", "=1+1", "clean"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ({"delimiterType": "COMMA"}, "a, 1,c", ["a", "1", "c"]),
        ({"delimiterType": "CUSTOM", "delimiter": "--"}, "a--b", ["a", "b"]),
        ({"delimiterType": "AUTODETECT"}, "x;y", ["x", "y"]),
    ],
)
def test_text_is_split_into_columns(kind: Json, text: str, expected: list[str]) -> None:
    made = typed_rows((text,), ("whole",))

    made.do({"textToColumns": {"source": area(0, 0, 2, 1), **kind}})

    assert [made.column(letter)[0] for letter in "ABC"[: len(expected)]] == expected
    assert made.column()[1] == "whole"


def test_foreign_data_is_pasted_as_if_typed() -> None:
    made = book()

    made.do({"pasteData": {"coordinate": {"rowIndex": 1}, "data": 'a,"1,5",2\nb,75%',
                           "delimiter": ","}})  # fmt: skip
    made.do({"pasteData": {"coordinate": {"columnIndex": 4}, "html": True,
                           "data": "<table><tr><td>x<td>5</td></tr></table>"}})  # fmt: skip

    assert [made.column(letter) for letter in "ABC"] == [["", "a", "b"], ["", "1,5", "75%"],
                                                         ["", "2"]]  # fmt: skip
    assert made.cell("B3", "userEnteredValue") == {"numberValue": 0.75}
    assert (made.column("E"), made.column("F")) == (["x"], ["5"])
    assert "Exactly one of" in made.refused({"pasteData": {"data": "x"}})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1|3", ["1", "3", "5", "7"]),
        ("Item 09", ["Item 09", "Item 10", "Item 11"]),
        ("2026-01-30", ["2026-01-30", "2026-01-31", "2026-02-01"]),
        ("5", ["5", "5", "5"]),
        ("a|b", ["a", "b", "a", "b"]),
        ("=ROW()", ["1", "2", "3"]),
    ],
)
def test_series_go_on(typed: str, expected: list[str]) -> None:
    made, rows = book(), typed.split("|")
    made.do({"pasteData": {"coordinate": {}, "data": "\n".join(rows), "delimiter": ";"}})

    made.do({"autoFill": {"sourceAndDestination": {
        "source": area(0, 0, len(rows), 1), "dimension": "ROWS", "fillLength": 2}}})  # fmt: skip

    assert made.column() == expected


def test_a_series_is_detected_and_goes_backwards() -> None:
    made = book({"C1": 3, "D1": 4, "A5": "=A4"})

    made.do({"autoFill": {"sourceAndDestination": {
        "source": area(0, 2, 1, 4), "dimension": "COLUMNS", "fillLength": -2}}})  # fmt: skip
    made.do({"autoFill": {"range": area(4, 0, 7, 1)}})

    assert [made.column(letter)[0] for letter in "ABCD"] == ["1", "2", "3", "4"]
    assert made.formula("A7") == "=A6"
    assert "nothing in the range" in made.refused({"autoFill": {"range": area(20, 0, 22, 1)}})
