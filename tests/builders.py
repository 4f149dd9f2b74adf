"""Rows and documents for tests, with only the fields that matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sync.core.choices import Kind, ResultType, State
from sync.core.model import KeyResult, Objective, Settings
from sync.core.schema import TABS
from sync.core.vocabulary import (
    Cell,
    CellValue,
    ErrorValue,
    Language,
    Row,
    Snapshot,
    Table,
)

Number = int | str | Decimal
START, END = date(2026, 10, 1), date(2026, 12, 31)


def kr(
    start: Number | None = None, target: Number = 100, type_: ResultType = ResultType.REACH,
    **fields: object,
) -> KeyResult:  # fmt: skip
    """A key result of one type."""
    values: dict[str, object] = {"id": "KR-001", "title": "Key result", **fields}
    if "upper" in values:
        values["upper"] = Decimal(str(values["upper"]))
    begin = None if start is None else Decimal(str(start))
    return KeyResult(type=type_, target=Decimal(str(target)), start=begin, **values)  # type: ignore[arg-type]  # fields of the dataclass


def objective(id_: str = "O-001", **fields: object) -> Objective:
    values: dict[str, object] = {"title": "Become the first choice", "kind": Kind.ASPIRATIONAL,
                                 "state": State.ACTIVE, **fields}  # fmt: skip
    return Objective(id_, **values)  # type: ignore[arg-type]  # fields of the dataclass


def settings(**fields: object) -> Settings:
    """The fourth quarter of 2026, in English."""
    values: dict[str, object] = {
        "team": "B2B", "cycle": "2026-Q4", "start": START, "end": END, "zone": "UTC",
        "currency": "RUB", "language": "en", "check_in_day": 0, "hide_names": False,
        "confirm_drop": None, **fields,
    }  # fmt: skip
    return Settings(**values)  # type: ignore[arg-type]  # fields of the dataclass


def cell(value: object) -> Cell:
    """A cell as typed: whole numbers become Decimals, ``"25%"``-like tuples percent cells."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(Decimal(str(value)))
    assert value is None or isinstance(value, str | bool | date | Decimal | ErrorValue)
    return Cell(value)


def percent(value: str) -> Cell:
    """A cell formatted as a percentage that holds this fraction."""
    return Cell(Decimal(value), percent=True)


def table(tab: str, rows: Sequence[Mapping[str, object]], language: Language = "en") -> Table:
    """A tab with all its columns and these rows, from row 2 on."""
    columns = {column.key: column.title.of(language) for column in TABS[tab].columns}
    letters = {key: str(number) for number, key in enumerate(columns, 1)}
    built = tuple(
        Row(number, {key: cell(value) for key, value in row.items() if value is not None})
        for number, row in enumerate(rows, 2)
    )
    return Table(tab, TABS[tab].title.of(language), columns, built, letters)


def snapshot(
    key_results: Sequence[Mapping[str, object]] = (),
    objectives: Sequence[Mapping[str, object]] = (),
    language: Language = "en",
    document_id: str = "",
    **others: Sequence[Mapping[str, object]],
) -> Snapshot:
    """A document of the fourth quarter of 2026 with these rows."""
    dates: dict[str, CellValue] = {"start": START, "end": END, "cycle": "2026-Q4", "team": "B2B"}
    rows: dict[str, Sequence[Mapping[str, object]]] = {
        "settings": [dates], "objectives": objectives, "key_results": key_results,
        "metrics": [], "kpi": [], "_okr": [], "history": [], "evidence": [], "_lists": [], **others,
    }  # fmt: skip
    tables = {tab: table(tab, found, language) for tab, found in rows.items()}
    return Snapshot(document_id, language, tables)
