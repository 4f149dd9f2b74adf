"""What a spreadsheet holds before anything is installed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_template.google.requests import Json

FIELDS = (
    "properties(title,locale,timeZone),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
    "sheets("
    "properties(sheetId,title,sheetType),merges,conditionalFormats(ranges),"
    "protectedRanges(protectedRangeId),bandedRanges(bandedRangeId),charts(chartId),"
    "slicers(slicerId),tables(tableId),basicFilter(range),columnGroups(range),rowGroups(range),"
    "data(rowData(values(userEnteredValue,note)))"
    ")"
)
"""All of it in one request."""


@dataclass(frozen=True, slots=True)
class FoundTab:
    """One tab as it stands."""

    sheet_id: int
    title: str
    used: bool
    """It shows something: a value, a note, a chart, a protection, or it is no grid at all."""
    merged: bool = False
    filtered: bool = False
    rules: int = 0
    charts: tuple[int, ...] = ()
    protections: tuple[int, ...] = ()
    bandings: tuple[int, ...] = ()
    groups: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A spreadsheet as it stands."""

    title: str
    locale: str
    time_zone: str
    tabs: tuple[FoundTab, ...]
    metadata: Mapping[int, str]
    """Developer metadata of the file by id."""

    def tab(self, sheet_id: int) -> FoundTab | None:
        return next((tab for tab in self.tabs if tab.sheet_id == sheet_id), None)


def parse_found(answer: Json) -> Found:
    """The answer of ``spreadsheets.get`` with ``FIELDS``."""
    of_file = answer.get("properties", {})
    metadata = {
        int(entry["metadataId"]): str(entry.get("metadataValue", ""))
        for entry in answer.get("developerMetadata", ())
        if "metadataId" in entry
    }
    return Found(
        str(of_file.get("title", "")), str(of_file.get("locale", "en_US")),
        str(of_file.get("timeZone", "")), tuple(map(_tab, answer.get("sheets", ()))), metadata,
    )  # fmt: skip


def _tab(sheet: Json) -> FoundTab:
    of_tab = sheet.get("properties", {})
    charts, protections = (
        _ids(sheet, "charts", "chartId"),
        _ids(sheet, "protectedRanges", "protectedRangeId"),
    )
    overlaid = bool(charts or protections or sheet.get("slicers") or sheet.get("tables"))
    grid = of_tab.get("sheetType", "GRID") == "GRID"
    groups = (*sheet.get("columnGroups", ()), *sheet.get("rowGroups", ()))
    return FoundTab(
        int(of_tab.get("sheetId", 0)), str(of_tab.get("title", "")),
        used=overlaid or not grid or any(_filled(sheet)),
        merged="merges" in sheet, filtered="basicFilter" in sheet,
        rules=len(sheet.get("conditionalFormats", ())), charts=charts, protections=protections,
        bandings=_ids(sheet, "bandedRanges", "bandedRangeId"),
        groups=tuple(group["range"] for group in groups),
    )  # fmt: skip


def _ids(sheet: Json, name: str, key: str) -> tuple[int, ...]:
    return tuple(int(each[key]) for each in sheet.get(name, ()))


def _filled(sheet: Json) -> Iterator[bool]:
    for data in sheet.get("data", ()):
        for row in data.get("rowData", ()):
            for cell in row.get("values", ()):
                yield bool(cell.get("userEnteredValue") or cell.get("note"))
