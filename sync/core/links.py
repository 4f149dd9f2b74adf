"""Cells that choose a row of another tab: ``O-001 · title``, or an exact title typed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sync.core.identity import Line


@dataclass(frozen=True, slots=True)
class Link:
    """The id that is meant, and whether it was found by title only."""

    id: str
    by_title: bool = False


class Directory:
    """Finds the rows of one tab by what people put into a link."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = {line.id: line for line in lines if line.title}
        self._by_title = {
            line.title.casefold(): line.id for line in reversed([*self.lines.values()])
        }

    def find(self, typed: str) -> Link | None:
        """The row meant, by the id in front (renaming breaks nothing) or by its exact title; no
        more lenient than the formulas of the template are."""
        id_ = typed.split(" ", 1)[0].upper()
        if id_ in self.lines:
            return Link(id_)
        by_title = self._by_title.get(typed.casefold())
        return Link(by_title, by_title=True) if by_title else None

    @property
    def choices(self) -> list[str]:
        """What the dropdown shows."""
        return [f"{line.id} · {line.title}" for line in self.lines.values()]
