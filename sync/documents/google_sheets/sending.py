"""Sending a batch so that it is carried out once, whatever happens to the connection, and seeing
what stands there afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from sync.documents.google_sheets.spreadsheet import Json, Spreadsheet
from sync.documents.google_sheets.stash import MARK, mark_window, marking
from sync.documents.google_sheets.windows import BACK_FIELDS, Seen, Window, look
from sync.documents.google_sheets.writing import Batch
from sync.transport import TransportError

ATTEMPTS = 3
_BACK = f"replies,updatedSpreadsheet({BACK_FIELDS})"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A batch was carried out."""

    seen: Seen
    late: bool
    """Whether the windows were looked at some time later, not in the same moment."""


class NotCarriedOutError(Exception):
    """Google says no, and the batch left no trace."""

    def __init__(self, cause: TransportError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def send(spreadsheet: Spreadsheet, batch: Batch, titles: Mapping[int, str]) -> Outcome:
    """Carry a batch out and look at its windows; ``titles`` are those known of the tabs. A batch
    whose answer is lost is looked for by its word before it is sent again. Raises
    NotCarriedOutError, and TransportError when it is not known what became of it."""
    clock = spreadsheet.line.carrier.clock
    number = 0
    while True:
        number += 1
        word = f"w{int(clock.chance() * 10**12):012d}-{number}"
        try:
            answer = spreadsheet.send_batch(_body(batch, word, titles), _BACK)
        except TransportError as error:
            if not error.ambiguous and error.status != HTTPStatus.BAD_REQUEST:
                raise
            failure = error
        else:
            seen = look(answer.get("updatedSpreadsheet", {}))
            if _complete(seen, batch, word):
                return Outcome(seen, late=False)
            return Outcome(look_at(spreadsheet, batch.windows), late=True)
        found = _trace(spreadsheet, batch, failure)
        if found is not None and _said(found, batch) == word:
            return Outcome(found, late=True)
        if failure.status == HTTPStatus.BAD_REQUEST:
            raise NotCarriedOutError(failure)
        if number == ATTEMPTS:
            raise failure
        clock.sleep(clock.chance() * 2.0**number)


def look_at(spreadsheet: Spreadsheet, windows: Sequence[Window]) -> Seen:
    """What stands behind windows now. Raises TransportError."""
    filters = [{"gridRange": window.grid_range()} for window in windows]
    return look(spreadsheet.send_filters(filters, BACK_FIELDS)) if filters else Seen()


def _trace(spreadsheet: Spreadsheet, batch: Batch, failure: TransportError) -> Seen | None:
    """What stands there after a failure; None when its tabs are not even there."""
    try:
        return look_at(spreadsheet, (*batch.windows, mark_window(batch.okr)))
    except TransportError as error:
        if error.status == HTTPStatus.BAD_REQUEST:
            return None
        raise failure from error


def _body(batch: Batch, word: str, titles: Mapping[int, str]) -> Json:
    """The request. A tab that is only now being made has no title by which it could be read back;
    then everything is looked at afterwards."""
    requests = [*batch.opening, marking(batch.okr, word), *batch.requests]
    if batch.fresh:
        return {"requests": requests}
    windows = (*batch.windows, mark_window(batch.okr))
    return {
        "requests": requests,
        "includeSpreadsheetInResponse": True,
        "responseRanges": [window.a1(titles[window.sheet_id]) for window in windows],
        "responseIncludeGridData": True,
    }


def _complete(seen: Seen, batch: Batch, word: str) -> bool:
    """Whether an answer shows all that was asked for."""
    asked = {window.sheet_id for window in batch.windows}
    return not batch.fresh and asked <= seen.rows.keys() and _said(seen, batch) == word


def _said(seen: Seen, batch: Batch) -> str:
    """The word that the last batch left."""
    content = seen.at(batch.okr, *MARK)
    return content.removeprefix('{"stringValue": "').removesuffix('"}')
