"""The home page: what it says, and the line by which the service knows it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from notion_template import words
from notion_template.properties import COLORS
from notion_template.rich import Json, emoji, plain, quiet
from sheets_template import guide_text as guide
from sheets_template.guide_text import Row, Section
from sync.core.vocabulary import Language, Text

ICON = "🧭"
_MARK = re.compile(r"okr-sync:home:(en|ru):(begun|complete)")
BAND_COLORS = ("green", "green", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Marker:
    """What the service says to itself on the home page."""

    language: Language
    complete: bool = False


def marker_text(marker: Marker) -> list[Json]:
    """The line that carries a marker."""
    state = "complete" if marker.complete else "begun"
    code = plain(f"okr-sync:home:{marker.language}:{state}", code=True, color="gray")
    return [*quiet(words.KEEP_THIS.of(marker.language)), *code]


def parse_marker(text: str) -> Marker | None:
    """The marker in a line; None in any other line."""
    found = _MARK.search(text)
    if found is None:
        return None
    return Marker("ru" if found[1] == "ru" else "en", found[2] == "complete")


def home_request(language: Language, parent: str) -> Json:
    """What makes the home page, guide and all, in one breath."""
    return {
        "parent": {"type": "page_id", "page_id": parent},
        "properties": {"title": {"title": plain(guide.TITLE.of(language))}},
        "icon": emoji(ICON),
        "children": list(home_blocks(language)),
    }


def home_blocks(language: Language) -> Iterator[Json]:
    """The blocks of the page, from the top; tables made later follow the last one."""
    callout = {"rich_text": plain(guide.SUBTITLE.of(language)), "icon": emoji("👋")}
    yield _block("callout", {**callout, "color": "blue_background"})
    yield _heading(words.NOW, language)
    yield _heading(words.GUIDE, language)
    for section in words.SECTIONS:
        yield _toggle(section.title, _section(section, language), language)
    yield _toggle(guide.COLORS, _colors(language), language)
    yield _block("paragraph", {"rich_text": marker_text(Marker(language))})
    yield _heading(words.TABLES, language)


def _section(section: Section, language: Language) -> Iterator[Json]:
    if section.intro:
        yield _block("paragraph", {"rich_text": plain(section.intro.of(language))})
    if section.head:
        yield _table([section.head, *section.rows], language)
        return
    for row in section.rows:
        yield _point(plain(row[0].of(language), bold=True), row[1:], language)


def _colors(language: Language) -> Iterator[Json]:
    for what, why in words.WRITERS:
        yield _point(plain(what.of(language), bold=True), [why], language)
    for (band, why), color in zip(guide.BANDS, BAND_COLORS, strict=True):
        shown = plain(band.of(language), bold=True, color=f"{color}_background")
        yield _point(shown, [why], language)
    for status, why in words.STATUSES:
        color = f"{COLORS[status]}_background"
        shown = plain(status.title.of(language), bold=True, color=color)
        yield _point(shown, [why], language)


def _point(label: list[Json], texts: Iterable[Text], language: Language) -> Json:
    said = " · ".join(text.of(language) for text in texts)
    return _block("bulleted_list_item", {"rich_text": [*label, *plain(f" — {said}")]})


def _table(rows: Iterable[Row], language: Language) -> Json:
    lines = [
        _block("table_row", {"cells": [plain(text.of(language)) for text in row]}) for row in rows
    ]
    width = len(lines[0]["table_row"]["cells"])
    looks = {"table_width": width, "has_column_header": True, "has_row_header": True}
    return _block("table", {**looks, "children": lines})


def _toggle(title: Text, inside: Iterable[Json], language: Language) -> Json:
    label = plain(title.of(language), bold=True)
    return _block("toggle", {"rich_text": label, "children": list(inside)})


def _heading(text: Text, language: Language) -> Json:
    return _block("heading_2", {"rich_text": plain(text.of(language))})


def _block(kind: str, body: Json) -> Json:
    return {"object": "block", "type": kind, kind: body}
