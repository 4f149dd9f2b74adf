"""The Start here tab: how to write OKRs and how to use the file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sheets_template import guide_text as words
from sheets_template import palette as p
from sheets_template.guide_text import Section
from sheets_template.model import Cell, Page, Position, Sheet, Style, Width
from sheets_template.rules import BANDS
from sync.core.choices import Status
from sync.core.formulas import Layout
from sync.core.schema import Writer
from sync.core.vocabulary import Language, Text

WIDTHS = (2.0, 25.0, 40.0, 40.0, 40.0, 2.0)
FIRST, LAST = 2, 5
"""Columns with text; the outer ones are margins."""
LINE_HEIGHT, PADDING = 13.5, 8.0

BANNER = Style(color=p.WHITE, fill=p.NAVY, size=22, bold=True, indent=1)
UNDER_BANNER = Style(color="D6E2F0", fill=p.NAVY, size=11, indent=1, wrap=True)
HEADING = Style(color=p.NAVY, size=14, bold=True)
INTRO = Style(color=p.INK, wrap=True, top=True)
HEAD = Style(color=p.GREY, bold=True, fill=p.MIST, lines=p.LINE, indent=1)
LABEL = Style(color=p.INK, bold=True, wrap=True, lines=p.LINE, indent=1)
BODY = Style(color=p.INK, wrap=True, lines=p.LINE, indent=1)
BAD = replace(BODY, color=p.MAROON, fill="FCEFED")
GOOD = replace(BODY, color=p.DARK_GREEN, fill="EDF8EF", bold=True)
QUIET = replace(BODY, color=p.GREY)


@dataclass(slots=True)
class _Page:
    """The sheet as it grows downwards."""

    language: Language
    cells: dict[Position, Cell] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    row: int = 1

    def add(self, texts: Iterable[Text], styles: Iterable[Style], height: float = 0) -> None:
        """One row from the first column of text on; the last cell spreads over the rest."""
        given = list(zip((text.of(self.language) for text in texts), styles, strict=False))
        for number, (text, style) in enumerate(given, FIRST):
            spread = LAST - number + 1 if number == FIRST + len(given) - 1 else 1
            self.cells[self.row, number] = Cell(text, style, columns=spread)
            room = sum(WIDTHS[number - 1 : number - 1 + spread])
            self._stretch(_lines(text, room) * LINE_HEIGHT * style.size / 10 + PADDING)
        if height:
            self.heights[self.row] = height
        self.row += 1

    def skip(self, height: float) -> None:
        self.heights[self.row] = height
        self.row += 1

    def _stretch(self, height: float) -> None:
        self.heights[self.row] = max(height, self.heights.get(self.row, 0))


def guide_sheet(layout: Layout) -> Sheet:
    """The first tab."""
    page = _Page(layout.language)
    page.add([words.TITLE], [BANNER], 44)
    page.add([words.SUBTITLE], [UNDER_BANNER], 30)
    for section in words.SECTIONS_BEFORE:
        _add_section(page, section)
    _add_colors(page)
    for section in words.SECTIONS_AFTER:
        _add_section(page, section)
    title = layout.titles["start"]
    widths = tuple(Width(letters) for letters in WIDTHS)
    return Sheet(
        "start", title, page.cells, widths, Page(title, 0, (page.row - 1, LAST + 1)),
        heights=page.heights, tab_color=p.NAVY, grid=False,
    )  # fmt: skip


def _add_section(page: _Page, section: Section) -> None:
    page.skip(16)
    page.add([section.title], [HEADING], 26)
    if section.intro:
        page.add([section.intro], [INTRO])
    if section.head:
        page.add(section.head, [HEAD] * len(section.head), 20)
    styles = [LABEL, BAD, GOOD, QUIET] if section.kind == "pairs" else [LABEL, BODY, BODY, BODY]
    for row in section.rows:
        page.add(row, styles)


def _add_colors(page: _Page) -> None:
    page.skip(16)
    page.add([words.COLORS], [HEADING], 26)
    for text, style in _swatches():
        page.add(text, [style, BODY])


def _swatches() -> Iterator[tuple[tuple[Text, Text], Style]]:
    title = replace(LABEL, align="left")
    for writer, what, why in (
        (Writer.PEOPLE, words.FILL_IN, words.FILL_IN_WHY),
        (Writer.FORMULA, words.COMPUTED, words.COMPUTED_WHY),
        (Writer.SERVICE, words.SERVED, words.SERVED_WHY),
    ):
        yield (what, why), replace(title, fill=p.TITLE_FILL[writer])
    for band, (_, color, fill) in zip(words.BANDS, BANDS, strict=True):
        yield band, replace(title, color=color, fill=fill)
    for status, why in zip(Status, words.STATUS_WHY, strict=True):
        color, fill = p.STATUS_COLORS[status]
        yield (status.title, why), replace(title, color=color, fill=fill)


def _lines(text: str, letters: float) -> int:
    """How many lines a text takes in cells of so many letters."""
    return max(1, len(textwrap.wrap(text, max(1, int(letters) - 2))))
