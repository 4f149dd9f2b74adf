"""From a plan to cells: where in a document of grids each value goes, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sync.core.grid import Sheet, as_stored
from sync.core.layout import marker
from sync.core.schema import OKR, SCHEMA_VERSION, SERVICE_TABS, TABS, Tab, Writer
from sync.core.tabs import Header, Place, find_tabs
from sync.core.vocabulary import Cell, CellValue, Change, Formula, Plan, Record

Cells = Mapping[tuple[int, int], CellValue | Formula]
"""Row and column, counted from 1, to what the cell shall hold; None clears it."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What to put into one sheet."""

    sheet: int | None
    """Its number among the sheets; None for a hidden sheet to be added at the end."""
    title: str
    cells: Cells
    first_record: int = 0
    """The row whose formats new records take over; 0 when single cells are mended."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a plan goes."""

    patches: tuple[Patch, ...]
    lost: tuple[Change, ...]
    """Changes whose tab or column is no longer there."""
    foreign: tuple[Change, ...]
    """Changes to cells that people own; nothing of such a plan may be written."""

    @property
    def foreign_names(self) -> tuple[str, ...]:
        return tuple(f"{change.place} {change.id} {change.column}" for change in self.foreign)


def place(plan: Plan, sheets: Sequence[Sheet], *, whole: bool = False) -> Placement:
    """Turn a plan into patches of sheets. Cells that already hold the value wanted, and service
    tabs that people removed, are left out; ``_okr`` is made anew. With ``whole``, a service tab
    that changes has all its records in its patch, since its rows may have moved by then."""
    found = find_tabs(sheets).places
    single = [c for c in plan.changes if c.row > 0 and c.place not in SERVICE_TABS]
    foreign = tuple(change for change in single if not _ours(change))
    patches = [*_single_patches(single, found, sheets)]
    for patch in _service_patches(plan, found, sheets):
        lean = _lean(patch, sheets)
        patches += [patch if whole and lean.cells else lean]
    lost = tuple(change for change in single if _where(change, found) is None)
    return Placement(tuple(patch for patch in patches if patch.cells), lost, foreign)


def _ours(change: Change) -> bool:
    """Whether the service may write here: an id, or a formula of the template."""
    tab = TABS.get(change.place)
    column = next((c for c in tab.columns if c.key == change.column), None) if tab else None
    if column is None:
        return False
    wanted = {Writer.SERVICE: str, Writer.FORMULA: Formula}.get(column.writer)
    return wanted is not None and isinstance(change.after, wanted)


def _where(change: Change, found: Mapping[str, Place]) -> tuple[int, int] | None:
    place_ = found.get(change.place)
    header = place_.header if place_ else None
    if header is None or change.column not in header.places:
        return None
    number = header.places[change.column]
    if header.sideways:
        return number, header.line + 1
    return (change.row, number) if change.row > header.line else None


def _single_patches(
    changes: Sequence[Change], found: Mapping[str, Place], sheets: Sequence[Sheet]
) -> Iterator[Patch]:
    for key, place_ in found.items():
        cells = {
            where: _storable(change.after)
            for change in changes
            if change.place == key and (where := _where(change, found)) is not None
        }
        sheet = sheets[place_.sheet]
        yield Patch(place_.sheet, sheet.title, _needed(cells, sheet))


def _service_patches(
    plan: Plan, found: Mapping[str, Place], sheets: Sequence[Sheet]
) -> Iterator[Patch]:
    for key in SERVICE_TABS:
        place_, records = found.get(key), plan.tables.get(key)
        if key == "_okr" and (records is not None or plan.document_id):
            yield _okr_patch(plan, place_, sheets)
        elif records is not None and place_ is not None and place_.header is not None:
            sheet, header = sheets[place_.sheet], place_.header
            cells = _record_cells(
                _Ground(header.tab, header.line + 1, header.places), records, sheet
            )
            yield Patch(place_.sheet, sheet.title, cells, header.line + 1)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the records of a service tab stand."""

    tab: Tab
    first: int
    places: Mapping[str, int]
    repairs: dict[tuple[int, int], CellValue | Formula] = field(default_factory=dict)
    """Titles to put back."""


def _record_cells(
    ground: _Ground, records: Sequence[Record], sheet: Sheet
) -> dict[tuple[int, int], CellValue | Formula]:
    """The records, and None for whatever stands below them in the service's columns."""
    ours = {c.key: ground.places[c.key] for c in ground.tab.written_by(Writer.SERVICE)
            if c.key in ground.places}  # fmt: skip
    last = max(len(sheet.rows), ground.first + len(records) - 1)
    cells: dict[tuple[int, int], CellValue | Formula] = {
        (row, number): None for row in range(ground.first, last + 1) for number in ours.values()
    }
    for row, record in enumerate(records, ground.first):
        cells |= {(row, number): as_stored(record.get(key)) for key, number in ours.items()}
    return cells


def _okr_patch(plan: Plan, place_: Place | None, sheets: Sequence[Sheet]) -> Patch:
    """``_okr`` is wholly the service's: a missing tab, title or marker is put back."""
    sheet = sheets[place_.sheet] if place_ else Sheet(OKR.title.en, hidden=True)
    header = place_.header if place_ else None
    ground = _okr_ground(header, sheet)
    cells = dict(ground.repairs)
    if (records := plan.tables.get("_okr")) is not None:
        cells |= _record_cells(ground, records, sheet)
    if plan.document_id:
        cells |= _marker_cells(plan.document_id, ground, sheet)
    number = place_.sheet if place_ else None
    return Patch(number, sheet.title, cells, ground.first)


def _okr_ground(header: Header | None, sheet: Sheet) -> _Ground:
    """Missing titles go where the template has them, since its lookups read these columns; where
    another title of ours stands there, they follow at the right."""
    line = header.line if header else 2
    places = dict(header.places) if header else {}
    repairs: dict[tuple[int, int], CellValue | Formula] = {}
    free = max(len(sheet.rows[line - 1]) if header else 0, len(OKR.columns)) + 1
    for number, column in enumerate(OKR.columns, 1):
        if column.key in places:
            continue
        taken = number in places.values()
        places[column.key] = free if taken else number
        free += taken
        repairs[line, places[column.key]] = column.title.en
    return _Ground(OKR, line + 1, places, repairs)


def _marker_cells(document_id: str, ground: _Ground, sheet: Sheet) -> Cells:
    """The schema version and the document's id, above the header; beside it when its first row
    was deleted. A later version is kept."""
    line = ground.first - 1
    wanted: dict[str, CellValue] = {"schema": Decimal(SCHEMA_VERSION), "document": document_id}
    row, free = (line - 1, 1) if line > 1 else (1, max(ground.places.values()) + 1)
    cells: dict[tuple[int, int], CellValue | Formula] = {}
    for place_, (label, value) in enumerate(wanted.items()):
        known = marker(sheet, min(line, len(sheet.rows)), label)
        where = known or (row, free + 2 * place_ + 1)
        cells[where[0], where[1] - 1] = label
        before = sheet.cell(*where).value
        later = label == "schema" and isinstance(before, Decimal) and before > SCHEMA_VERSION
        cells[where] = before if later else value
    return cells


def _storable(value: CellValue | Formula) -> CellValue | Formula:
    return value if isinstance(value, Formula) else as_stored(value)


def _lean(patch: Patch, sheets: Sequence[Sheet]) -> Patch:
    sheet = Sheet(patch.title) if patch.sheet is None else sheets[patch.sheet]
    return replace(patch, cells=_needed(patch.cells, sheet))


def _needed(cells: Cells, sheet: Sheet) -> Cells:
    """Without the cells that hold the value already."""
    return {where: value for where, value in cells.items() if not _same(sheet.cell(*where), value)}


def _same(cell: Cell, value: CellValue | Formula) -> bool:
    if isinstance(value, Formula):
        return cell.formula == value.text
    return cell.formula is None and type(cell.value) is type(value) and cell.value == value
