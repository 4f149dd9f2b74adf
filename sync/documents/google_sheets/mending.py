"""After a write: did it land, and if not, everything of people's back where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from sync.core.following import Grid
from sync.core.grid import letters_of
from sync.core.landing import (
    Debt,
    Past,
    at,
    landed,
    overlaid,
    pursue,
    relocated,
    settle,
)
from sync.documents.google_sheets import stash
from sync.documents.google_sheets.blocks import blocks, update_cells
from sync.documents.google_sheets.cells import entered_of
from sync.documents.google_sheets.sending import NotCarriedOutError, Outcome, look_at, send
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


def verify(spreadsheet: Spreadsheet, writing: Writing, outcome: Outcome) -> list[Owing]:
    """The tabs in which cells were hit that had other content, or another place, than when they
    were read. Raises TransportError."""
    okr = writing.batch.okr
    found = []
    for piece in writing.pieces:
        before = piece.band.before(outcome.seen, okr)
        apt = piece.is_apt(outcome.seen)
        if not landed(piece.aim, before, apt=apt):
            continue
        if outcome.late or piece.aim.whole:
            owing = _looked_up(spreadsheet, piece, okr, apt=apt)
        else:
            after = outcome.seen.grid(piece.tab.id)
            debts = tuple(
                replace(debt, ours=at(after, debt.spot)) for debt in _debts(piece, before, apt=apt)
            )
            owing = Owing(piece.tab.id, debts, Past(after, piece.aim.head, piece.aim.loose))
        if owing.debts:
            found.append(owing)
    return found


@dataclass(slots=True)
class Ground:
    """``_okr``, its size, how far its stash goes, and what the tabs are called."""

    okr: int
    rows: int
    columns: int
    reach: tuple[int, int]
    titles: dict[int, str]


def mend(spreadsheet: Spreadsheet, owing: list[Owing], ground: Ground) -> list[Owing]:
    """Put back what is owed, and again what that hits in its turn. What is left after many rounds
    is given back. Raises TransportError."""
    for _ in range(ROUNDS):
        if not owing:
            break
        bands = _bands(owing)
        try:
            outcome = send(spreadsheet, _batch(owing, bands, ground), ground.titles)
        except NotCarriedOutError:
            owing, seen = _afresh(spreadsheet, owing, ground.okr)
        else:
            seen = outcome.seen
            owing = [_settled(one, outcome, bands[one.sheet_id], ground.okr) for one in owing]
            bottom, right = _reach(bands)
            ground.rows, ground.columns = max(ground.rows, bottom), max(ground.columns, right)
            ground.reach = max(ground.reach[0], bottom), max(ground.reach[1], right)
        ground.titles |= seen.titles
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


def _debts(piece: Piece, before: Grid, *, apt: bool) -> list[Debt]:
    """What a first write owes, formulas as they read in their own cells."""
    return [
        replace(debt, theirs=piece.band.home(debt.spot, debt.theirs))
        for debt in landed(piece.aim, before, apt=apt)
    ]


def _looked_up(spreadsheet: Spreadsheet, piece: Piece, okr: int, *, apt: bool) -> Owing:
    """What a tab owes, where neither it nor the stash was seen in the moment of writing."""
    seen = look_at(spreadsheet, [_all_of(piece.tab.id, okr), *piece.band.windows(okr)])
    before, now = piece.band.before(seen, okr), seen.grid(piece.tab.id)
    past = Past(overlaid(before, piece.aim.wrote), piece.aim.head, partial=True)
    debts = relocated(_debts(piece, before, apt=apt), past, now)
    return Owing(piece.tab.id, debts, Past(now, piece.aim.head))


def _all_of(sheet_id: int, okr: int) -> Window:
    """A whole tab, but for the stash."""
    return Window(sheet_id, right=stash.OKR_COLUMNS if sheet_id == okr else 0)


def _bands(owing: Iterable[Owing]) -> dict[int, Band]:
    bands: dict[int, Band] = {}
    at_ = stash.FIRST
    for one in owing:
        rows = {debt.spot[0] for debt in one.debts} | ({one.then.head} if one.then.head else set())
        widths = [len(cells) for cells in one.then.grid.values()]
        right = max([*widths, *(debt.spot[1] for debt in one.debts)])
        band = make_band(one.sheet_id, rows, (1, right), at_)
        bands[one.sheet_id], at_ = band, band.end + 1
    return bands


def _reach(bands: Mapping[int, Band]) -> tuple[int, int]:
    bottom = max(band.bottom for band in bands.values())
    return bottom, max(band.end for band in bands.values())


def _batch(owing: Iterable[Owing], bands: Mapping[int, Band], ground: Ground) -> Batch:
    """Put back every debt at its spot, keeping what stands there just before."""
    okr = ground.okr
    copies = [request for band in bands.values() for request in band.requests(okr)]
    kept = [window for band in bands.values() for window in band.windows(okr)]
    updates = [request for one in owing for request in _updates(one)]
    tabs = [_all_of(one.sheet_id, okr) for one in owing]
    bottom, right = _reach(bands)
    lacking = (("ROWS", bottom - ground.rows), ("COLUMNS", right - ground.columns))
    room = [stash.growing(okr, name, count) for name, count in lacking if count > 0]
    return Batch(
        (*room, stash.clearing(okr, ground.reach)), (*copies, *updates), okr, (*tabs, *kept)
    )


def _updates(one: Owing) -> list[Json]:
    wanted = {debt.spot: entered_of(debt.theirs) for debt in one.debts}

    def cell(row: int, column: int) -> Json:
        value = wanted[row, column]
        return {VALUE: value} if value else {}

    return [update_cells(one.sheet_id, block, cell, VALUE) for block in blocks(wanted)]


def _settled(one: Owing, outcome: Outcome, band: Band, okr: int) -> Owing:
    now = outcome.seen.grid(one.sheet_id)
    rows = band.before(outcome.seen, okr)
    was = {debt.spot: band.home(debt.spot, at(rows, debt.spot)) for debt in one.debts}
    if outcome.late:
        debts = pursue(one.debts, one.then, overlaid(rows, was), now)
    else:
        debts = settle(one.debts, one.then, now, was)
    return Owing(one.sheet_id, debts, Past(now, one.then.head))


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
        debts = relocated(one.debts, one.then, now)
        left.append(Owing(one.sheet_id, debts, Past(now, one.then.head)))
    return left, titles


def _shown(debt: Debt) -> str:
    content = debt.theirs
    if content.startswith("=") or not content:
        return content
    return str(next(iter(entered_of(content).values()), ""))
