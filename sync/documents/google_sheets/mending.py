"""After a write: did it land, and if not, everything of people's back where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from sync.core.following import Grid
from sync.core.grid import letters_of
from sync.core.landing import Debt, Past, landed, settle
from sync.documents.google_sheets import stash
from sync.documents.google_sheets.blocks import blocks, update_cells
from sync.documents.google_sheets.cells import entered_of
from sync.documents.google_sheets.sending import NotCarriedOutError, look_at, send
from sync.documents.google_sheets.spreadsheet import Json, Spreadsheet
from sync.documents.google_sheets.stash import Band, make_band
from sync.documents.google_sheets.windows import Seen, Window
from sync.documents.google_sheets.writing import VALUE, Batch, Piece, Writing
from sync.transport import TransportError

ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Owing:
    """One tab with cells that owe people what they had."""

    sheet_id: int
    debts: tuple[Debt, ...]
    then: Past


def verify(spreadsheet: Spreadsheet, writing: Writing, seen: Seen) -> list[Owing]:
    """The tabs in which cells were hit that had other content, or another place, than when they
    were read. Raises TransportError."""
    okr = writing.batch.okr
    found = []
    for piece in writing.pieces:
        after: Grid = seen.grid(piece.tab.id)
        spots = piece.aim.spots
        was = {} if piece.aim.whole else piece.band.was(seen, okr, spots)
        debts = landed(piece.aim, after, was)
        if debts and piece.aim.whole:
            debts, after = _whole_tab(spreadsheet, piece, okr)
        if debts:
            past = Past(after, piece.aim.head, piece.aim.loose)
            found.append(Owing(piece.tab.id, debts, past))
    return found


def mend(
    spreadsheet: Spreadsheet, owing: list[Owing], okr: int, titles: Mapping[int, str]
) -> list[Owing]:
    """Put back what is owed, and again what that hits in its turn. What is left after many rounds
    is given back. Raises TransportError."""
    known = dict(titles)
    for _ in range(ROUNDS):
        if not owing:
            break
        bands = _bands(owing)
        try:
            seen = send(spreadsheet, _batch(owing, bands, okr), known)
        except NotCarriedOutError:
            owing, seen = _afresh(spreadsheet, owing, okr)
        else:
            owing = [_settled(one, seen, bands[one.sheet_id], okr) for one in owing]
        known |= seen.titles
        owing = [one for one in owing if one.debts]
    return owing


def told(owing: Iterable[Owing], titles: Mapping[int, str]) -> list[str]:
    """Cells by their names, with what belongs there."""
    return [
        f"{titles.get(one.sheet_id, '?')}!{letters_of(debt.spot[1])}{debt.spot[0]} ="
        f" {_shown(debt)!r}"
        for one in owing
        for debt in one.debts
    ]


def _whole_tab(spreadsheet: Spreadsheet, piece: Piece, okr: int) -> tuple[tuple[Debt, ...], Grid]:
    """What a tab of the service owes: its stash is only looked at when its titles have moved."""
    windows = (_all_of(piece.tab.id, okr), *piece.band.windows(okr))
    seen = look_at(spreadsheet, windows)
    after = seen.grid(piece.tab.id)
    was = piece.band.was(seen, okr, piece.aim.spots)
    return landed(piece.aim, after, was), after


def _all_of(sheet_id: int, okr: int) -> Window:
    """A whole tab, but for the stash."""
    return Window(sheet_id, right=stash.OKR_COLUMNS if sheet_id == okr else 0)


def _bands(owing: Iterable[Owing]) -> dict[int, Band]:
    bands: dict[int, Band] = {}
    at = stash.FIRST
    for one in owing:
        band = make_band(one.sheet_id, [debt.spot for debt in one.debts], at)
        bands[one.sheet_id], at = band, band.end + 1
    return bands


def _batch(owing: Iterable[Owing], bands: Mapping[int, Band], okr: int) -> Batch:
    """Put back every debt at its spot, keeping what stands there just before."""
    copies = [request for band in bands.values() for request in band.requests(okr)]
    kept = [window for band in bands.values() for window in band.windows(okr)]
    updates = [request for one in owing for request in _updates(one)]
    tabs = [_all_of(one.sheet_id, okr) for one in owing]
    return Batch((stash.clearing(okr),), (*copies, *updates), okr, (*tabs, *kept))


def _updates(one: Owing) -> list[Json]:
    wanted = {debt.spot: entered_of(debt.theirs) for debt in one.debts}

    def cell(row: int, column: int) -> Json:
        value = wanted[row, column]
        return {VALUE: value} if value else {}

    return [update_cells(one.sheet_id, block, cell, VALUE) for block in blocks(wanted)]


def _settled(one: Owing, seen: Seen, band: Band, okr: int) -> Owing:
    after = seen.grid(one.sheet_id)
    was = band.was(seen, okr, [debt.spot for debt in one.debts])
    debts = settle(one.debts, one.then, after, was)
    return Owing(one.sheet_id, debts, Past(after, one.then.head))


def _afresh(spreadsheet: Spreadsheet, owing: list[Owing], okr: int) -> tuple[list[Owing], Seen]:
    """Look where the debts are now; those in tabs that people have deleted are over."""
    left, titles = [], Seen()
    for one in owing:
        try:
            seen = look_at(spreadsheet, [_all_of(one.sheet_id, okr)])
        except TransportError as error:
            if error.status != HTTPStatus.BAD_REQUEST:
                raise
            continue
        titles.titles |= seen.titles
        now = seen.grid(one.sheet_id)
        debts = settle(one.debts, one.then, now, {})
        left.append(Owing(one.sheet_id, debts, Past(now, one.then.head)))
    return left, titles


def _shown(debt: Debt) -> str:
    content = debt.theirs
    if content.startswith("=") or not content:
        return content
    return str(next(iter(entered_of(content).values()), ""))
