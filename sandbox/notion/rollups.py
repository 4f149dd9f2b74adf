"""What a rollup makes of the cells that it collects: a number, a date, or the values themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import Any

from sandbox.notion.cells import is_empty
from sandbox.notion.spans import Span

Cells = Sequence[Any]
"""One cell of each related row, as ``cells`` gives them."""
ARRAYS = frozenset({"show_original", "show_unique"})
DATES = frozenset({"earliest_date", "latest_date", "date_range"})
NOT_AS_ITEMS = frozenset({"unique", "show_unique", "median"})
"""What the property-item endpoint does not support."""


def kind_of(function: str) -> str:
    """What comes out: ``number``, ``date`` or ``array``."""
    return "array" if function in ARRAYS else "date" if function in DATES else "number"


def roll(function: str, found: Cells) -> Any:
    """A number, a span, or nothing. Of no rows only counts know something."""
    return _ROLLS[function](found)


def single(found: Cells) -> list[Any]:
    """All values one by one: a cell may hold several, or none."""
    every: list[Any] = []
    for cell in found:
        if not _blank(cell):
            every.extend(cell if isinstance(cell, tuple) else (cell,))
    return every


def unique_places(found: Cells) -> list[int]:
    """Where each cell that differs from all before it stands; empty ones are left out."""
    first = {cell: place for place, cell in reversed(tuple(enumerate(found))) if not _blank(cell)}
    return sorted(first.values())


def _blank(cell: Any) -> bool:
    return cell is False or is_empty(cell)


def _numbers(found: Cells) -> list[Any]:
    return [one for one in found if isinstance(one, int | float) and not isinstance(one, bool)]


def _spans(found: Cells) -> list[Span]:
    return [one for one in found if isinstance(one, Span)]


def _of_numbers(count: Callable[[list[Any]], Any]) -> Callable[[Cells], Any]:
    def counted(found: Cells) -> Any:
        numbers = _numbers(found)
        return whole(count(numbers)) if numbers else None

    return counted


def _share(count: Callable[[Cells], int]) -> Callable[[Cells], Any]:
    return lambda found: whole(count(found) / len(found)) if found else None


def whole(number: Any) -> Any:
    """Without a fraction when there is none, as JSON shows it."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _filled(found: Cells) -> int:
    return sum(not _blank(cell) for cell in found)


def _empty(found: Cells) -> int:
    return len(found) - _filled(found)


def _checked(found: Cells) -> int:
    return sum(cell is True for cell in found)


def _unchecked(found: Cells) -> int:
    return sum(cell is False for cell in found)


def _earliest(found: Cells) -> Span | None:
    spans = _spans(found)
    first = min(spans, key=lambda span: span.start, default=None)
    return None if first is None else Span(first.start, timed=first.timed)


def _latest(found: Cells) -> Span | None:
    spans = _spans(found)
    last = max(spans, key=lambda span: span.last, default=None)
    return None if last is None else Span(last.last, timed=last.timed)


def _range(found: Cells) -> Span | None:
    first, last = _earliest(found), _latest(found)
    if first is None or last is None:
        return None
    return Span(first.start, last.start, first.timed or last.timed)


_ROLLS: Mapping[str, Callable[[Cells], Any]] = {
    "count": len,
    "count_values": lambda found: len(single(found)),
    "empty": _empty,
    "not_empty": _filled,
    "unique": lambda found: len(set(single(found))),
    "percent_empty": _share(_empty),
    "percent_not_empty": _share(_filled),
    "sum": _of_numbers(sum),
    "average": _of_numbers(fmean),
    "median": _of_numbers(median),
    "min": _of_numbers(min),
    "max": _of_numbers(max),
    "range": _of_numbers(lambda numbers: max(numbers) - min(numbers)),
    "checked": _checked,
    "unchecked": _unchecked,
    "percent_checked": _share(_checked),
    "percent_unchecked": _share(_unchecked),
    "count_per_group": _filled,
    "percent_per_group": _share(_filled),
    "earliest_date": _earliest,
    "latest_date": _latest,
    "date_range": _range,
}
"""Of a status the last two that say ``per_group`` are given the cells of its last group only;
``computing`` empties the others."""
