"""Leaves out the rows that cannot be trusted, and says which."""

from __future__ import annotations

from collections.abc import Sequence

from sync.core.vocabulary import Problem
from sync.sources.crm_export.cleaning import clean
from sync.sources.crm_export.errors import RowsUnreadableError
from sync.sources.crm_export.table import Table

SHOWN = 8


def numbered(rows: Sequence[int]) -> str:
    """``5, 17, 20`` and how many more."""
    shown = ", ".join(str(row) for row in rows[:SHOWN])
    return shown + (f" (+{len(rows) - SHOWN})" if len(rows) > SHOWN else "")


def usable_rows(table: Table, file: str) -> tuple[Table, list[Problem]]:
    """The rows of whole deals, each deal once. Raises RowsUnreadableError.

    Of several rows with one id the last one stays: exports are appended to, never prepended.
    """
    ids = table.texts("id")
    shifted = _shifted(table)
    broken = [not name or shift for name, shift in zip(ids, shifted, strict=True)]
    problems: list[Problem] = []
    if any(broken):
        rows = [row for row, bad in zip(table.rows, broken, strict=True) if bad]
        if len(rows) * 2 > len(broken):
            raise RowsUnreadableError(file, numbered(rows))
        problems.append(_problem("export-rows-unreadable", numbered(rows), len(rows)))
        table = table.keep([not bad for bad in broken])
        ids = table.texts("id")
    last = {name: place for place, name in enumerate(ids)}
    if len(last) < len(ids):
        again = sorted({name for place, name in enumerate(ids) if last[name] != place})
        named = ", ".join(again[:SHOWN]) + (f" (+{len(again) - SHOWN})" if again[SHOWN:] else "")
        problems.append(_problem("export-id-repeated", named, len(again)))
        table = table.keep([last[name] == place for place, name in enumerate(ids)])
    return table, problems


def _shifted(table: Table) -> list[bool]:
    """Whether each row has cells to the right of the last title: a separator stands in a text."""
    width = max((place for place, title in enumerate(table.titles, start=1) if title), default=0)
    beyond = table.frame.iloc[:, width:].to_numpy().tolist()
    shifted = [any(cell != "" and clean(cell) for cell in row) for row in beyond]
    untitled = sum(shifted) * 2 > len(shifted)
    return [False] * len(shifted) if untitled else shifted


def _problem(code: str, found: str, count: int) -> Problem:
    return Problem(code, found=found, details={"count": count})
