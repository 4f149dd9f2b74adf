"""Rows and columns inserted, deleted, moved, sized, grouped, and all that has to follow them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox_batches import Book, area, book, span, typed_rows

Json = dict[str, Any]


def insert(start: int, end: int, axis: str = "ROWS", *, before: bool = False) -> Json:
    return {"insertDimension": {"range": span(axis, start, end), "inheritFromBefore": before}}


def delete(start: int, end: int, axis: str = "ROWS") -> Json:
    return {"deleteDimension": {"range": span(axis, start, end)}}


def move(start: int, end: int, to: int, axis: str = "ROWS") -> Json:
    return {"moveDimension": {"source": span(axis, start, end), "destinationIndex": to}}


def furnished() -> Book:
    """Ten rows with one thing of every kind over rows 3 to 6."""
    made = typed_rows(*[(f"r{row}", row) for row in range(10)], tabs=("Sheet1", "Other"))
    made.do(
        {"addNamedRange": {"namedRange": {"name": "named", "range": area(3, 0, 6, 2)}}},
        {"addProtectedRange": {"protectedRange": {"range": area(3, 0, 6, 2)}}},
        {"mergeCells": {"range": area(3, 3, 6, 4), "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": {
            "ranges": [area(3, 0, 6, 2)],
            "booleanRule": {"condition": {"type": "CUSTOM_FORMULA",
                                          "values": [{"userEnteredValue": "=$B4>$B$6"}]},
                            "format": {"textFormat": {"bold": True}}},
        }}},
        {"setBasicFilter": {"filter": {"range": area(3, 0, 6, 2),
                                       "criteria": {"1": {"hiddenValues": ["x"]}}}}},
        {"addBanding": {"bandedRange": {"range": area(3, 0, 6, 2), "rowProperties": {
            "firstBandColor": {"red": 1}, "secondBandColor": {"blue": 1}}}}},
        {"addDimensionGroup": {"range": span("ROWS", 3, 6)}},
        {"addChart": {"chart": {
            "spec": {"basicChart": {"chartType": "LINE", "series": [
                {"series": {"sourceRange": {"sources": [area(3, 1, 6, 2)]}}}]}},
            "position": {"overlayPosition": {"anchorCell": {"rowIndex": 3, "columnIndex": 5}}},
        }}},
        {"setDataValidation": {"range": area(0, 0, 1, 1, 1), "rule": {"condition": {
            "type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=Sheet1!$A$4:$A$6"}]}}}},
        {"createDeveloperMetadata": {"developerMetadata": {
            "metadataKey": "row", "visibility": "DOCUMENT",
            "location": {"dimensionRange": span("ROWS", 4, 5)}}}},
    )  # fmt: skip
    return made


def places(made: Book) -> Json:
    """Where everything of `furnished` is now, as rows."""
    sheet, tab = made.read()["sheets"][0], made.tab
    rule = made.sheet.tabs[1].cell(0, 0).validation
    chart = sheet["charts"][0]
    source = chart["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"][0]
    ranges = {
        "name": made.read("namedRanges")["namedRanges"][0]["range"],
        "protection": sheet["protectedRanges"][0]["range"],
        "merge": sheet["merges"][0],
        "rule": sheet["conditionalFormats"][0]["ranges"][0],
        "filter": sheet["basicFilter"]["range"],
        "bands": sheet["bandedRanges"][0]["range"],
        "chart": source,
    }
    group = sheet["rowGroups"][0]["range"]
    found: Json = {name: (one["startRowIndex"], one["endRowIndex"]) for name, one in ranges.items()}
    assert rule is not None
    return found | {
        "group": (group["startIndex"], group["endIndex"]),
        "anchor": chart["position"]["overlayPosition"]["anchorCell"]["rowIndex"],
        "list": rule["condition"]["values"][0]["userEnteredValue"],
        "formula": sheet["conditionalFormats"][0]["booleanRule"]["condition"]["values"][0][
            "userEnteredValue"
        ],
        "metadata": [one.index for one in tab.developer_metadata],
    }


RANGES = ("name", "protection", "merge", "rule", "filter", "bands", "chart", "group")


@pytest.mark.parametrize(
    ("request_", "expected", "anchor", "listed", "formula", "metadata"),
    [
        (insert(0, 2), (5, 8), 5, "$A$6:$A$8", "=$B6>$B$8", [6]),
        (insert(4, 5), (3, 7), 3, "$A$4:$A$7", "=$B4>$B$7", [5]),
        (insert(6, 8), (3, 6), 3, "$A$4:$A$6", "=$B4>$B$6", [4]),
        (delete(0, 2), (1, 4), 1, "$A$2:$A$4", "=$B2>$B$4", [2]),
        (delete(4, 5), (3, 5), 3, "$A$4:$A$5", "=$B4>$B$5", []),
        (move(0, 1, 9), (2, 5), 2, "$A$3:$A$5", "=$B3>$B$5", [3]),
    ],
)
def test_everything_with_a_place_follows_rows(
    request_: Json, expected: tuple[int, int], anchor: int, listed: str, formula: str,
    metadata: list[int],
) -> None:  # fmt: skip
    made = furnished()

    made.do(request_)

    found = places(made)
    assert {name: found[name] for name in RANGES} == dict.fromkeys(RANGES, expected)
    assert found["anchor"] == anchor
    assert found["list"] == f"=Sheet1!{listed}"
    assert found["formula"] == formula
    assert found["metadata"] == metadata


def test_what_stood_only_in_deleted_rows_is_gone() -> None:
    made = furnished()

    made.do(delete(2, 7))

    sheet = made.read()["sheets"][0]
    assert not {"protectedRanges", "merges", "conditionalFormats", "basicFilter", "bandedRanges",
                "rowGroups"} & sheet.keys()  # fmt: skip
    assert made.read("namedRanges")["namedRanges"][0]["range"]["endRowIndex"] == 0
    assert made.column() == ["r0", "r1", "r7", "r8", "r9"]


def test_a_filter_keeps_its_columns() -> None:
    made = furnished()

    made.do(insert(0, 1, "COLUMNS"))

    assert made.first("basicFilter")["criteria"].keys() == {"2"}
    assert made.first("basicFilter")["filterSpecs"][0]["columnIndex"] == 2


@pytest.mark.parametrize(
    ("request_", "order"),
    [
        (move(0, 1, 3), "bcad"),
        (move(2, 4, 0), "cdab"),
        (move(1, 2, 1), "abcd"),
        (move(1, 2, 2), "abcd"),
        (move(0, 2, 4), "cdab"),
    ],
)
def test_the_destination_of_a_move_is_counted_before_it(request_: Json, order: str) -> None:
    made = typed_rows(("a",), ("b",), ("c",), ("d",))

    made.do(request_)

    assert "".join(made.column()) == order


def test_new_rows_look_like_the_neighbour_they_inherit_from() -> None:
    made = typed_rows(("a",), ("b",))
    bold = {"textFormat": {"bold": True}}
    made.do(
        {"repeatCell": {"range": area(0, 0, 1, 1), "cell": {"userEnteredFormat": bold, "note": "n"},
                        "fields": "userEnteredFormat,note"}},
        {"updateDimensionProperties": {"range": span("ROWS", 0, 1), "properties": {"pixelSize": 50},
                                       "fields": "pixelSize"}},
    )  # fmt: skip

    made.do(insert(1, 3, before=True))

    assert made.cell("A2") == made.cell("A3") == bold
    assert made.cell("A2", "note") is None
    sizes = made.read("sheets.data.rowMetadata.pixelSize", ranges=("A1:A4",))
    assert [one["pixelSize"] for one in sizes["sheets"][0]["data"][0]["rowMetadata"]] == [
        50, 50, 50, 21,
    ]  # fmt: skip
    made.do(insert(3, 4))
    assert made.cell("A4") is None


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (insert(0, 1, before=True), "must be greater than 0 if inheritFromBefore is true"),
        (insert(100, 101), "must be less than the grid size (100) if inheritFromBefore is false"),
        (insert(3, 3), "endIndex must be specified and greater than"),
        (delete(0, 100), "You can't delete all the rows on the sheet."),
        (delete(99, 101), "is after last row in grid[100]"),
        (move(0, 2, 101), "is out of the grid"),
        ({"appendDimension": {"dimension": "ROWS"}}, "length must be greater than 0"),
        ({"appendDimension": {"length": 2}}, "dimension must be specified"),
        (insert(1, 400_000), "above the limit of 10000000 cells"),
        (insert(1, 18_260, "COLUMNS"), "above the limit of 18278 columns"),
    ],
)
def test_impossible_changes_are_refused(request_: Json, words: str) -> None:
    assert words in typed_rows(("a",)).refused(request_)


def test_frozen_rows_cannot_be_all_that_is_left() -> None:
    made = typed_rows(("a",))
    made.do({"updateSheetProperties": {
        "properties": {"gridProperties": {"frozenRowCount": 2}},
        "fields": "gridProperties.frozenRowCount",
    }})  # fmt: skip

    assert "delete all non-frozen rows" in made.refused(delete(2, 100))
    made.do(insert(1, 2))
    assert made.first("properties")["gridProperties"]["frozenRowCount"] == 3
    made.do(delete(0, 2))
    assert made.first("properties")["gridProperties"]["frozenRowCount"] == 1


def test_appended_rows_are_empty_and_at_the_end() -> None:
    made = typed_rows(("a",))

    made.do({"appendDimension": {"dimension": "ROWS", "length": 5}},
            {"appendDimension": {"dimension": "COLUMNS", "length": 1}})  # fmt: skip

    assert (made.tab.rows, made.tab.columns) == (105, 27)


def test_properties_of_rows_are_set_and_reset() -> None:
    made = book()
    hide = {"updateDimensionProperties": {
        "range": span("ROWS", 1, 2), "properties": {"hiddenByUser": True, "pixelSize": 40},
        "fields": "*",
    }}  # fmt: skip
    made.do(hide)
    fields = "sheets.data.rowMetadata"
    told = made.read(fields, ranges=("A1:A2",))["sheets"][0]["data"][0]["rowMetadata"]
    assert told == [{"pixelSize": 21}, {"pixelSize": 40, "hiddenByUser": True}]

    made.do({"updateDimensionProperties": {
        "range": span("ROWS", 1, 2), "properties": {}, "fields": "hiddenByUser,pixelSize",
    }})  # fmt: skip

    told = made.read(fields, ranges=("A1:A2",))["sheets"][0]["data"][0]["rowMetadata"]
    assert told == [{"pixelSize": 21}, {"pixelSize": 21}]


def group(start: int, end: int) -> Json:
    return {"addDimensionGroup": {"range": span("COLUMNS", start, end)}}


def depths(made: Book) -> list[tuple[int, int, int]]:
    return [
        (one["range"]["startIndex"], one["range"]["endIndex"], one["depth"])
        for one in made.first("columnGroups") or []
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [((2, 4), (1, 5)), ((1, 5), (2, 4)), ((1, 4), (2, 5))],
)
def test_groups_lie_in_one_another(first: tuple[int, int], second: tuple[int, int]) -> None:
    """The three examples of Google's description of addDimensionGroup."""
    made = book()

    made.do(group(*first), group(*second))

    assert depths(made) == [(1, 5, 1), (2, 4, 2)]


def test_deleting_a_group_makes_its_part_shallower() -> None:
    """The example of deleteDimensionGroup."""
    made = book()
    made.do(group(1, 5), group(2, 4))

    (reply,) = made.do({"deleteDimensionGroup": {"range": span("COLUMNS", 3, 5)}})

    assert depths(made) == [(1, 4, 1), (2, 3, 2)]
    assert len(reply["deleteDimensionGroup"]["dimensionGroups"]) == 2
    (reply,) = made.do({"deleteDimensionGroup": {"range": span("COLUMNS", 1, 4)}})
    (reply,) = made.do({"deleteDimensionGroup": {"range": span("COLUMNS", 1, 4)}})
    assert reply == {"deleteDimensionGroup": {}}
    assert "no column group" in made.refused(
        {"deleteDimensionGroup": {"range": span("COLUMNS", 1, 4)}}
    )


def test_collapsing_a_group_hides_its_rows() -> None:
    made = book()
    made.do({"addDimensionGroup": {"range": span("ROWS", 1, 3)}})

    made.do({"updateDimensionGroup": {
        "dimensionGroup": {"range": span("ROWS", 1, 3), "depth": 1, "collapsed": True},
        "fields": "collapsed",
    }})  # fmt: skip

    assert made.first("rowGroups")[0]["collapsed"] is True
    assert {at for at, one in made.tab.row_properties.items() if one["hiddenByUser"]} == {1, 2}


def test_long_text_makes_its_column_wide() -> None:
    made = typed_rows(("A" * 1024,))

    made.do({"autoResizeDimensions": {"dimensions": span("COLUMNS", 0, 2)}})

    assert made.tab.column_properties[0]["pixelSize"] == pytest.approx(8691, rel=0.02)
    assert made.tab.column_properties[1]["pixelSize"] == 100


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_cells_go_where_a_list_of_rows_would_go(data: st.DataObject) -> None:
    """The grid against a Python list, with a formula that has to find its cell again."""
    made = typed_rows(*[(f"r{row}",) for row in range(8)])
    rows: list[str | None] = [f"r{row}" for row in range(8)]
    watched = data.draw(st.integers(0, 7))
    made.do({"updateCells": {"start": {"columnIndex": 5}, "fields": "userEnteredValue", "rows": [
        {"values": [{"userEnteredValue": {"formulaValue": f"=A{watched + 1}"}}]}]}})  # fmt: skip
    for _ in range(4):
        kind = data.draw(st.sampled_from(["insert", "delete", "move"]))
        start = data.draw(st.integers(1, len(rows) - 2))
        end = data.draw(st.integers(start + 1, len(rows) - 1))
        if kind == "insert":
            made.do(insert(start, end))
            rows[start:start] = [None] * (end - start)
        elif kind == "delete":
            made.do(delete(start, end))
            del rows[start:end]
        else:
            to = data.draw(st.sampled_from([at for at in range(1, len(rows) + 1)
                                            if not start < at < end]))  # fmt: skip
            made.do(move(start, end, to))
            block, rows[start:end] = rows[start:end], []
            at = to - len(block) if to >= end else to
            rows[at:at] = block
        if len(rows) < 3:
            break

    shown = [row or "" for row in rows]
    while shown and not shown[-1]:
        shown.pop()
    assert made.column() == shown
    wanted = f"r{watched}"
    found = f"=A{rows.index(wanted) + 1}" if wanted in rows else "=#REF!"
    assert {made.formula(f"F{row + 1}") for row in range(len(rows))} - {"None"} <= {found}
