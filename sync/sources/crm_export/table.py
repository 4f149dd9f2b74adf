"""Finds the list of deals in the file: its titles, its rows, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sync.core.fields import STANDARD
from sync.sources.crm_export.cleaning import clean, clean_all
from sync.sources.crm_export.errors import ColumnMissingError, ExportEmptyError, NotATableError
from sync.sources.crm_export.grid import Value
from sync.sources.crm_export.titles import roles_of

LOOKED_AT = 40
"""Rows among which the titles are looked for; reports have headings above."""

_NEEDED: Mapping[str, tuple[str, str]] = {
    "id": ("the ID of the deal", "ID сделки"),
    "stage": ("the stage", "этап"),
    "amount": ("the amount", "сумма"),
    "created": ("the creation date", "дата создания"),
    "closed": ("the closing date", "дата закрытия"),
}
_STATES = {"stage", "won", "ended"}
_TOTAL = re.compile(
    r"(grand |sub)?totals?\b|итог|всего\b|подытог|промежуточн|count\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Table:
    """The list of deals. Columns are addressed by place, rows keep the numbers people see."""

    titles: Sequence[str]
    roles: Mapping[str, int]
    frame: pd.DataFrame

    def values(self, place: int) -> list[Value]:
        return list(self.frame.iloc[:, place])

    def texts(self, role: str) -> list[str]:
        """The cleaned texts of a standard column, empty ones if the file has none."""
        if role not in self.roles:
            return [""] * len(self.frame)
        return clean_all(self.values(self.roles[role]))

    @property
    def rows(self) -> list[int]:
        return [int(number) for number in self.frame.index]

    def keep(self, wanted: Sequence[bool]) -> Table:
        """The same list with some of its rows."""
        return Table(self.titles, self.roles, self.frame[list(wanted)])


def find_table(frames: Sequence[pd.DataFrame], file: str) -> Table:
    """The sheet and the row with the most known titles. Raises ExportError."""
    found = [(len(roles), -row, number) for number, frame in enumerate(frames)
             for row, roles in enumerate(_roles_by_row(frame))]  # fmt: skip
    known, row, number = max(found, default=(0, 0, 0))
    frame, row = frames[number], -row
    titles = [clean(cell) for cell in frame.iloc[row]] if len(frame) else []
    roles = roles_of(titles)
    if known < 2 and len([title for title in titles if title]) < 3:
        raise NotATableError(file)
    _need_columns(roles, titles)
    table = _without_totals(Table(titles, roles, frame.iloc[row + 1 :]))
    if table.frame.empty:
        raise ExportEmptyError(file)
    return table


def _roles_by_row(frame: pd.DataFrame) -> list[dict[str, int]]:
    rows = frame.head(LOOKED_AT).itertuples(index=False, name=None)
    return [roles_of([clean(cell) for cell in row]) for row in rows]


def _need_columns(roles: Mapping[str, int], titles: Sequence[str]) -> None:
    """All that is missing at once: an export takes its time."""
    named = [title for title in titles if title]
    missing = [
        (words, STANDARD[role])
        for role, words in _NEEDED.items()
        if role not in roles and not (role == "stage" and _STATES & roles.keys())
    ]
    if missing:
        raise ColumnMissingError(missing, named)


def _without_totals(table: Table) -> Table:
    """Without blank rows, totals, and the lines that reports print below their last row."""
    cells = table.frame.to_numpy().tolist()
    ids, stages, created = table.texts("id"), table.texts("stage"), table.texts("created")
    wanted = [
        bool(stage or day) or _is_deal(row)
        for row, stage, day in zip(cells, stages, created, strict=True)
    ]
    for place in range(len(wanted) - 1, -1, -1):
        if wanted[place] and ((ids[place] and stages[place]) or len(_filled(cells[place])) > 2):
            break
        wanted[place] = False
    return table.keep(wanted)


def _is_deal(row: Sequence[Value]) -> bool:
    """Whether a row without stage and date may still be one: it is not blank and no total."""
    filled = _filled(row)
    return bool(filled) and not _TOTAL.match(filled[0])


def _filled(row: Sequence[Value]) -> list[str]:
    return [text for cell in row if cell != "" for text in [clean(cell)] if text]
