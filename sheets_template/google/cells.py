"""What stands in the cells of a tab: values, formulas, notes, formats, merges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from sheets_template.google.formats import cell_format
from sheets_template.google.repeating import runs
from sheets_template.google.requests import Json, grid_range
from sheets_template.layout import number_of
from sheets_template.model import Area, Cell, Computed, Numbers, Position, Scalar, Sheet, Style
from sync.core.choices import Calculation, parse_choice
from sync.core.formulas.locale import to_locale
from sync.core.vocabulary import Language

DAY_ZERO = date(1899, 12, 30)


def cell_requests(sheet: Sheet, sheet_id: int, language: Language, locale: str) -> Iterator[Json]:
    """The requests for all cells of a tab; merges last, when their cells look alike."""
    for area, style in _areas(_styles(sheet)):
        look = {"userEnteredFormat": cell_format(style, language)}
        yield _repeat(sheet_id, area, look, "userEnteredFormat")
    formulas = {
        place: cell.content.formula
        for place, cell in sheet.cells.items()
        if isinstance(cell.content, Computed)
    }
    found = list(runs(formulas))
    filled = {(row + n, column) for (row, column), length in found for n in range(length)}
    yield from _written(sheet, sheet_id, filled, locale)
    for (row, column), length in found:
        value = {"userEnteredValue": _formula(formulas[row, column], locale)}
        area = Area(row, column, row + length - 1, column)
        yield _repeat(sheet_id, area, value, "userEnteredValue")
    for place, cell in sheet.cells.items():
        if cell.columns > 1 or cell.rows > 1:
            merged = grid_range(sheet_id, _covered(place, cell))
            yield {"mergeCells": {"range": merged, "mergeType": "MERGE_ALL"}}


def value_of(content: Scalar | Computed, locale: str) -> Json:
    """An ExtendedValue; text is never parsed, whatever it begins with."""
    match content:
        case None | "":
            return {}
        case Computed():
            return _formula(content.formula, locale)
        case bool():
            return {"boolValue": content}
        case Decimal():
            return {"numberValue": _number(content)}
        case date():
            return {"numberValue": (content - DAY_ZERO).days}
        case str():
            return {"stringValue": content}
        case _:
            assert_never(content)


def _formula(formula: str, locale: str) -> Json:
    return {"formulaValue": "=" + to_locale(formula, locale)}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _repeat(sheet_id: int, area: Area, cell: Json, fields: str) -> Json:
    return {"repeatCell": {"range": grid_range(sheet_id, area), "cell": cell, "fields": fields}}


def _written(sheet: Sheet, sheet_id: int, filled: set[Position], locale: str) -> Iterator[Json]:
    """One request for all that is not filled down."""
    known: dict[int, dict[int, Json]] = {}
    for (row, column), cell in sheet.cells.items():
        value = {} if (row, column) in filled else value_of(cell.content, locale)
        written = ({"userEnteredValue": value} if value else {}) | (
            {"note": cell.note} if cell.note else {}
        )
        if written:
            known.setdefault(row, {})[column] = written
    if known:
        yield {
            "updateCells": {
                "start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0},
                "rows": [_row(known.get(row, {})) for row in range(1, max(known) + 1)],
                "fields": "userEnteredValue,note",
            }
        }


def _row(cells: Mapping[int, Json]) -> Json:
    if not cells:
        return {}
    return {"values": [cells.get(column, {}) for column in range(1, max(cells) + 1)]}


def _covered(place: Position, cell: Cell) -> Area:
    row, column = place
    return Area(row, column, row + cell.rows - 1, column + cell.columns - 1)


def _styles(sheet: Sheet) -> dict[Position, Style]:
    """The style of every cell, those below a merged title included."""
    found = {}
    for place, cell in sheet.cells.items():
        area = _covered(place, cell)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                found[row, column] = cell.style
    return found | (dict(_rates(sheet)) if sheet.key == "metrics" else {})


def _rates(sheet: Sheet) -> Iterator[tuple[Position, Style]]:
    """A metric that is a rate shows a percentage. In .xlsx a rule sees to it; rules of Google
    Sheets carry no number format, so it is the format of rows that are rates now."""
    calculation, value = (number_of("metrics", key) for key in ("calculation", "value"))
    for (row, column), cell in sheet.cells.items():
        if column == calculation and isinstance(cell.content, str):
            chosen = parse_choice(Calculation, cell.content)
            if chosen is not None and chosen.is_rate:
                yield (row, value), replace(sheet.cells[row, value].style, numbers=Numbers.RATE)


def _areas(styles: Mapping[Position, Style]) -> list[tuple[Area, Style]]:
    """Rectangles of one style: runs down a column, joined with equal ones at their left."""
    done: list[tuple[Area, Style]] = []
    ending: dict[tuple[int, int, int, Style], int] = {}
    for area, style in _columns(styles):
        place = ending.pop((area.top, area.bottom, area.left - 1, style), len(done))
        if place < len(done):
            done[place] = replace(done[place][0], right=area.right), style
        else:
            done.append((area, style))
        ending[area.top, area.bottom, area.right, style] = place
    return done


def _columns(styles: Mapping[Position, Style]) -> Iterator[tuple[Area, Style]]:
    run: tuple[Area, Style] | None = None
    for row, column in sorted(styles, key=lambda place: (place[1], place[0])):
        style = styles[row, column]
        if run is not None:
            area, same = run
            if (area.left, area.bottom + 1, same) == (column, row, style):
                run = replace(area, bottom=row), style
                continue
            yield run
        run = Area(row, column, row, column), style
    if run is not None:
        yield run
