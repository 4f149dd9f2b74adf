"""Why Google refused a batch: found by looking, since its words are in the account's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from sync.core.grid import letters_of
from sync.core.landing import Spot
from sync.core.schema import OKR
from sync.documents.google_sheets import errors
from sync.documents.google_sheets.reading import Book, listed
from sync.documents.google_sheets.refusals import explain
from sync.documents.google_sheets.spreadsheet import Json, Spreadsheet
from sync.documents.google_sheets.writing import Writing
from sync.errors import DocumentChangedError, SyncError
from sync.transport import TransportError

_FIELDS = (
    "sheets(properties(sheetId,title,index,hidden,sheetType,gridProperties(rowCount,columnCount)),"
    "protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit))"
)
_MOST_NAMED = 5


def why_refused(
    spreadsheet: Spreadsheet, book: Book, writing: Writing, refusal: TransportError
) -> SyncError:
    """The error to raise: the document has changed since it was read, cells are protected, or
    whatever else Google says."""
    told = explain(refusal, spreadsheet.address, spreadsheet.robot, writing=True)
    if refusal.status != HTTPStatus.BAD_REQUEST or isinstance(told, errors.OfficeModeError):
        return told
    answer = spreadsheet.get(_FIELDS)
    if _has_changed(book, answer):
        return DocumentChangedError(spreadsheet.address)
    cells = list(_protected(writing, answer))
    if cells:
        more = ["…"] if len(cells) > _MOST_NAMED else []
        named = [*cells[:_MOST_NAMED], *more]
        return errors.SheetProtectedError(spreadsheet.address, named, spreadsheet.robot)
    return told


def _has_changed(book: Book, answer: Json) -> bool:
    """Whether tabs are gone, renamed, or of another size, or an ``_okr`` has come up."""
    now = {tab.id: tab for tab in listed(answer)}
    known = {tab.id for tab in book.tabs}
    if any(tab.title == OKR.title.en and tab.id not in known for tab in now.values()):
        return True
    return any(
        tab.id not in now
        or now[tab.id].title != tab.sheet.title
        or (now[tab.id].rows, now[tab.id].columns) != (tab.rows, tab.columns)
        for tab in book.tabs
    )


def _protected(writing: Writing, answer: Json) -> Iterable[str]:
    """Names of cells to be written that stand in a protection which shuts us out."""
    guards: dict[int, list[Json]] = {}
    for sheet in answer.get("sheets", ()):
        guards[sheet["properties"]["sheetId"]] = [
            guard
            for guard in sheet.get("protectedRanges", ())
            if not guard.get("warningOnly") and not guard.get("requestingUserCanEdit")
        ]
    okr = [piece.tab for piece in writing.pieces if piece.tab.id == writing.batch.okr]
    if not okr and guards.get(writing.batch.okr):
        yield OKR.title.en
    for piece in writing.pieces:
        for spot in piece.aim.wrote:
            if any(_covers(guard, spot) for guard in guards.get(piece.tab.id, ())):
                yield f"{piece.tab.sheet.title}!{letters_of(spot[1])}{spot[0]}"


def _covers(guard: Mapping[str, Any], spot: Spot) -> bool:
    free = guard.get("unprotectedRanges", ())
    return _within(guard.get("range", {}), spot) and not any(_within(one, spot) for one in free)


def _within(area: Mapping[str, Any], spot: Spot) -> bool:
    row, column = spot
    top, bottom = area.get("startRowIndex", 0), area.get("endRowIndex", row)
    left, right = area.get("startColumnIndex", 0), area.get("endColumnIndex", column)
    return bool(top < row <= bottom and left < column <= right)
