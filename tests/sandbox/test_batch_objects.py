"""Named ranges, filters, conditional formats, bands, charts, slicers and tables."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_batches import Book, area, book, typed_rows

Json = dict[str, Any]


def bare(grid_range: Json) -> Json:
    """A range of the first tab, as answers write it: its id is zero and left out."""
    return {name: at for name, at in grid_range.items() if name != "sheetId"}


def name(text: str, grid_range: Json | None = None) -> Json:
    return {
        "addNamedRange": {"namedRange": {"name": text, "range": grid_range or area(0, 0, 2, 2)}}
    }


def test_a_named_range_gets_a_number_as_text() -> None:
    made = book()

    (reply,) = made.do(name("N"))

    named = reply["addNamedRange"]["namedRange"]
    assert named.pop("namedRangeId").isdecimal()
    assert named == {"name": "N", "range": bare(area(0, 0, 2, 2))}


@pytest.mark.parametrize("text", ["A1", "r1c1", "1st", "two words", "", "TRUE", "план!", "x" * 251])
def test_a_name_must_be_a_name(text: str) -> None:
    assert "The name given to this range is invalid" in book().refused(name(text))


def test_names_are_changed_and_unique() -> None:
    made = book()
    first, _ = made.do(name("One"), name("План_2"))
    number = first["addNamedRange"]["namedRange"]["namedRangeId"]

    def change(part: Json, fields: str) -> Json:
        return {"updateNamedRange": {"namedRange": {"namedRangeId": number, **part},
                                     "fields": fields}}  # fmt: skip

    made.do(change({"name": "Uno"}, "name"), change({"range": area(5, 0, 6, 1)}, "range"))
    assert made.read("namedRanges")["namedRanges"][0] == {
        "namedRangeId": number, "name": "Uno", "range": bare(area(5, 0, 6, 1)),
    }  # fmt: skip
    assert "already exists" in made.refused(change({"name": "ПЛАН_2"}, "name"))
    made.do({"deleteNamedRange": {"namedRangeId": number}})
    assert "No named range with id" in made.refused({"deleteNamedRange": {"namedRangeId": number}})


def test_a_filter_over_a_whole_tab_is_kept_as_the_full_grid() -> None:
    made = typed_rows(("h",))

    made.do({"setBasicFilter": {"filter": {"range": {"sheetId": 0}}}})

    assert made.first("basicFilter") == {"range": bare(area(0, 0, 100, 26))}
    made.do({"clearBasicFilter": {"sheetId": 0}})
    assert made.first("basicFilter") is None


def hidden(made: Book) -> list[int]:
    answer = made.read("sheets.data.rowMetadata.hiddenByFilter", ranges=("A1:A6",))
    rows = answer["sheets"][0]["data"][0]["rowMetadata"]
    return [at + 1 for at, row in enumerate(rows) if row.get("hiddenByFilter")]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"hiddenValues": ["b", ""]}, [3, 6]),
        ({"condition": {"type": "TEXT_CONTAINS", "values": [{"userEnteredValue": "A"}]}},
         [3, 5, 6]),
        ({"condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "=2+2"}]}},
         [2, 3, 4, 6]),
        ({"condition": {"type": "NOT_BLANK"}}, [6]),
        ({"condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=A2=\"b\""}]}},
         [2, 4, 5, 6]),
    ],
)  # fmt: skip
def test_a_filter_hides_rows(rule: Json, expected: list[int]) -> None:
    made = typed_rows(("h",), ("a",), ("b",), ("ca",), (5,), (None,))

    made.do({"setBasicFilter": {"filter": {"range": area(0, 0, 6, 1), "criteria": {"0": rule}}}})

    assert hidden(made) == expected
    assert made.first("basicFilter")["filterSpecs"] == [{"columnIndex": 0, "filterCriteria": rule}]


def test_a_filter_with_an_order_sorts_its_rows() -> None:
    made = typed_rows(("h",), ("b",), ("a",))

    made.do({"setBasicFilter": {"filter": {"range": area(0, 0, 3, 1), "sortSpecs": [
        {"dimensionIndex": 0, "sortOrder": "ASCENDING"}]}}})  # fmt: skip

    assert made.column() == ["h", "a", "b"]


def test_filter_views_live_beside_the_filter() -> None:
    made = typed_rows(("h", "n"), ("b", 1))

    (reply,) = made.do({"addFilterView": {"filter": {"title": "Mine", "range": area(0, 0, 2, 2)}}})
    number = reply["addFilterView"]["filter"]["filterViewId"]
    made.do({"updateFilterView": {
        "filter": {"filterViewId": number, "title": "Ours",
                   "criteria": {"0": {"hiddenValues": ["b"]}}},
        "fields": "title,criteria",
    }})  # fmt: skip
    (reply,) = made.do({"duplicateFilterView": {"filterId": number}})
    copied = reply["duplicateFilterView"]["filter"]
    assert (copied["title"], copied["filterSpecs"][0]["columnIndex"]) == ("Copy of Ours", 0)

    made.do({"deleteFilterView": {"filterId": number}})
    assert [view["filterViewId"] for view in made.first("filterViews")] == [copied["filterViewId"]]
    assert "No filter view with id" in made.refused({"deleteFilterView": {"filterId": number}})


def colour_rule(kind: str, *values: str, red: float = 1, bounds: Json | None = None) -> Json:
    condition: Json = {"type": kind}
    if values:
        condition["values"] = [{"userEnteredValue": one} for one in values]
    return {"ranges": [bounds or area(0, 0, 5, 2)],
            "booleanRule": {"condition": condition,
                            "format": {"backgroundColor": {"red": red}}}}  # fmt: skip


def add(rule: Json, index: int = 0) -> Json:
    return {"addConditionalFormatRule": {"rule": rule, "index": index}}


def test_rules_are_added_moved_replaced_and_deleted_by_index() -> None:
    made = book()
    first, second = colour_rule("BLANK"), colour_rule("NOT_BLANK")
    made.do(add(first), add(second), add(colour_rule("BLANK", red=0), 1))

    def kinds() -> list[tuple[str, float]]:
        rules = made.first("conditionalFormats") or []
        return [(one["booleanRule"]["condition"]["type"],
                 one["booleanRule"]["format"]["backgroundColor"].get("red", 0))
                for one in rules]  # fmt: skip

    assert kinds() == [("NOT_BLANK", 1), ("BLANK", 0), ("BLANK", 1)]
    (moved,) = made.do({"updateConditionalFormatRule": {"sheetId": 0, "index": 0, "newIndex": 2}})
    assert moved["updateConditionalFormatRule"]["newIndex"] == 2
    (replaced,) = made.do(
        {"updateConditionalFormatRule": {"index": 1, "rule": colour_rule("NOT_BLANK", red=0)}}
    )
    assert replaced["updateConditionalFormatRule"].keys() == {
        "newRule", "oldRule", "newIndex", "oldIndex",
    }  # fmt: skip
    assert kinds() == [("BLANK", 0), ("NOT_BLANK", 0), ("NOT_BLANK", 1)]
    (gone,) = made.do({"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})
    assert "rule" in gone["deleteConditionalFormatRule"]
    assert "No conditional format on sheet at index: 5" in made.refused(
        {"deleteConditionalFormatRule": {"sheetId": 0, "index": 5}}
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({}, "No ranges specified"),
        ({"ranges": [area(0, 0, 1, 1)]}, "Exactly one of booleanRule and gradientRule"),
        (colour_rule("ONE_OF_LIST", "a"), "not supported here"),
        ({"ranges": [area(0, 0, 1, 1)], "gradientRule": {}}, "a minpoint and a maxpoint"),
    ],
)
def test_rules_that_make_no_sense_are_refused(rule: Json, words: str) -> None:
    assert words in book().refused(add(rule))


def red_of(made: Book, place: str) -> float:
    look = made.cell(place, "effectiveFormat") or {"backgroundColor": {"red": -1}}
    return float(look["backgroundColor"].get("red", 0))


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("NUMBER_GREATER_THAN_EQ", ["0,7"], [0, 1, 1]),
        ("NUMBER_BETWEEN", ["0", "0,7"], [1, 1, 0]),
        ("TEXT_EQ", ["0,5"], [1, 0, 0]),
        ("CUSTOM_FORMULA", ['=И($A1>0,6;$B1="x")'], [0, 0, 0]),
        ("CUSTOM_FORMULA", ['=AND($A1>0,6;$B1="x")'], [0, 0, 1]),
    ],
)
def test_a_rule_colours_cells_in_the_locale_of_the_sheet(
    kind: str, values: list[str], expected: list[int]
) -> None:
    made = typed_rows((0.5,), (0.7,), (0.9, "x"))
    made.do(
        {"updateSpreadsheetProperties": {"properties": {"locale": "ru_RU"}, "fields": "locale"}}
    )

    made.do(add(colour_rule(kind, *values, bounds=area(0, 0, 3, 1))))

    looks = [made.cell(f"A{row}", "effectiveFormat")["backgroundColor"] for row in (1, 2, 3)]
    assert [int("green" not in look) for look in looks] == expected


def test_the_first_rule_wins_and_a_change_of_value_changes_the_colour() -> None:
    made = typed_rows((5,))
    made.do(add(colour_rule("NUMBER_GREATER", "1", red=0.2)),
            add(colour_rule("NUMBER_GREATER", "3", red=0.8)))  # fmt: skip
    assert red_of(made, "A1") == pytest.approx(0.8)

    made.do({"updateCells": {"start": {}, "fields": "userEnteredValue", "rows": [
        {"values": [{"userEnteredValue": {"numberValue": 2}}]}]}})  # fmt: skip

    assert red_of(made, "A1") == pytest.approx(0.2)


def test_a_gradient_runs_through_its_points() -> None:
    made = typed_rows((0,), (5,), (10,))

    made.do(add({"ranges": [area(0, 0, 3, 1)], "gradientRule": {
        "minpoint": {"type": "MIN", "color": {"red": 1}},
        "maxpoint": {"type": "NUMBER", "value": "10", "color": {"blue": 1}}}}))  # fmt: skip

    assert [red_of(made, f"A{row}") for row in (1, 2, 3)] == [1, pytest.approx(0.5, abs=0.01), 0]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ({"type": "PERCENTILE", "value": "50"}, [1, 0.5, 0, 0]),
        ({"type": "PERCENT", "value": "50"}, [1, 0.8, 0.4, 0]),
        ({"type": "NUMBER", "value": "=A4/10"}, [1, 0, 0, 0]),
        ({"type": "NUMBER", "value": "words"}, [1, 1, 1, 1]),
    ],
)
def test_points_of_a_gradient_are_found(point: Json, expected: list[float]) -> None:
    """Where the last point is no number, the rule does nothing: the cells stay white."""
    made = typed_rows((0,), (1,), (3,), (10,))

    made.do(add({"ranges": [area(0, 0, 4, 1)], "gradientRule": {
        "minpoint": {"type": "MIN", "color": {"red": 1}},
        "maxpoint": {**point, "color": {"blue": 1}}}}))  # fmt: skip

    assert [red_of(made, f"A{row}") for row in (1, 2, 3, 4)] == [
        pytest.approx(red, abs=0.01) for red in expected
    ]


def test_bands_alternate_and_do_not_overlap() -> None:
    made = book()
    bands = {"bandedRange": {"range": area(0, 0, 4, 2), "rowProperties": {
        "headerColor": {"red": 0.2}, "firstBandColor": {"red": 0.4},
        "secondBandColorStyle": {"rgbColor": {"red": 0.6}}}}}  # fmt: skip

    (reply,) = made.do({"addBanding": bands})
    banded = reply["addBanding"]["bandedRange"]

    assert banded["rowProperties"]["secondBandColor"] == {"red": 0.6}
    assert [red_of(made, f"B{row}") for row in (1, 2, 3, 4)] == [
        pytest.approx(red) for red in (0.2, 0.4, 0.6, 0.4)
    ]
    assert "already has alternating background colors" in made.refused({"addBanding": bands})
    number = banded["bandedRangeId"]
    made.do({"updateBanding": {"bandedRange": {"bandedRangeId": number, "range": area(0, 0, 2, 2)},
                               "fields": "range"}})  # fmt: skip
    assert made.cell("B3", "effectiveFormat") is None
    made.do({"deleteBanding": {"bandedRangeId": number}})
    assert made.first("bandedRanges") is None


def chart(*sources: Json, **position: Any) -> Json:
    return {"chart": {
        "spec": {"title": "T", "basicChart": {"chartType": "LINE", "series": [
            {"series": {"sourceRange": {"sources": [one]}}} for one in sources]}},
        "position": {"overlayPosition": {"anchorCell": {"rowIndex": 1}, **position}},
    }}  # fmt: skip


def test_a_chart_is_added_changed_moved_and_deleted() -> None:
    made = typed_rows((1,), (2,), tabs=("Sheet1", "Other"))

    (reply,) = made.do({"addChart": chart(area(0, 0, 2, 1))})
    added = reply["addChart"]["chart"]
    number = added["chartId"]
    assert added["position"]["overlayPosition"] == {
        "anchorCell": {"rowIndex": 1}, "widthPixels": 600, "heightPixels": 371,
    }  # fmt: skip
    spec = {
        "title": "New",
        "pieChart": {"series": {"sourceRange": {"sources": [area(0, 0, 2, 1)]}}},
    }
    made.do({"updateChartSpec": {"chartId": number, "spec": spec}})
    assert made.first("charts")[0]["spec"]["title"] == "New"
    made.do({"updateEmbeddedObjectBorder": {"objectId": number, "fields": "color",
                                            "border": {"color": {"red": 1}}}})  # fmt: skip
    assert made.first("charts")[0]["border"]["colorStyle"] == {"rgbColor": {"red": 1}}
    (moved,) = made.do({"updateEmbeddedObjectPosition": {
        "objectId": number, "fields": "anchorCell,widthPixels",
        "newPosition": {"overlayPosition": {"anchorCell": {"sheetId": 1}, "widthPixels": 300}},
    }})  # fmt: skip
    assert moved["updateEmbeddedObjectPosition"]["position"]["overlayPosition"] == {
        "anchorCell": {"sheetId": 1}, "widthPixels": 300, "heightPixels": 371,
    }  # fmt: skip
    assert made.first("charts") is None
    made.do({"deleteEmbeddedObject": {"objectId": number}})
    assert made.sheet.tabs[1].charts == []
    assert "No embedded object with id" in made.refused({"deleteEmbeddedObject": {"objectId": 5}})


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (chart(), "at least one series"),
        (chart(area(0, 0, 2, 2)), "Exactly one dimension of a chart source"),
        (chart(area(0, 0, 200, 1)), "is after last row"),
        ({"chart": {"spec": {}}}, "exactly one kind of chart"),
        ({"chart": {**chart(area(0, 0, 2, 1))["chart"], "position": {"newSheet": True}}},
         "sandbox: objects on a sheet of their own are not implemented"),
    ],
)  # fmt: skip
def test_charts_that_make_no_sense_are_refused(request_: Json, words: str) -> None:
    assert words in book().refused({"addChart": request_})


def test_a_slicer_hangs_over_its_tab() -> None:
    made = typed_rows(("h",), ("a",))

    (reply,) = made.do({"addSlicer": {"slicer": {
        "spec": {"dataRange": area(0, 0, 2, 1), "title": "S"},
        "position": {"overlayPosition": {"anchorCell": {"columnIndex": 3}}}}}})  # fmt: skip
    number = reply["addSlicer"]["slicer"]["slicerId"]
    made.do({"updateSlicerSpec": {"slicerId": number, "spec": {"title": "New"}, "fields": "title"}})

    assert made.first("slicers")[0]["spec"]["title"] == "New"
    made.do({"deleteEmbeddedObject": {"objectId": number}})
    assert made.first("slicers") is None


def test_a_table_takes_its_names_from_the_header() -> None:
    made = typed_rows(("Name", None), ("a", 1))

    columns = [{"columnIndex": 1, "columnType": "DOUBLE"}]
    (reply,) = made.do(
        {"addTable": {"table": {"name": "Deals", "range": area(0, 0, 2, 2),
                                "columnProperties": columns}}}
    )  # fmt: skip
    table = reply["addTable"]["table"]

    assert table["columnProperties"] == [
        {"columnName": "Name"},
        {"columnName": "Column 2", "columnType": "DOUBLE", "columnIndex": 1},
    ]
    assert "overlap" in made.refused({"addTable": {"table": {"range": area(1, 1, 3, 3)}}})
    made.do({"updateTable": {"table": {"tableId": table["tableId"], "name": "Orders"},
                             "fields": "name"}})  # fmt: skip
    assert made.first("tables")[0]["name"] == "Orders"
    made.do(add(colour_rule("BLANK", bounds=area(1, 0, 2, 1))))
    made.do({"deleteTable": {"tableId": table["tableId"]}})
    assert made.first("tables") is made.first("conditionalFormats") is None
    assert made.column() == ["Name", "a"]
