"""Styles as Google Sheets spells them."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_template.google.requests import Json, color
from sheets_template.model import Numbers, Style
from sync.core.vocabulary import Language

PATTERNS: Mapping[Numbers, tuple[str, str]] = {
    Numbers.GROUPED: ("NUMBER", "[>=1000]#,##0;[<=-1000]-#,##0;General"),
    Numbers.THOUSANDS: ("NUMBER", "#,##0"),
    Numbers.SCORE: ("NUMBER", "0.00"),
    Numbers.PERCENT: ("PERCENT", "0%"),
    Numbers.RATE: ("PERCENT", "[>1]General;0.0%"),
}
"""Conditional formats of Google Sheets carry no number format, so that the patterns themselves ask
how large a number is. A rate in a row that counts something else by now stays readable."""
DAYS: Mapping[Language, str] = {"en": "yyyy-mm-dd", "ru": "dd.mm.yyyy"}
PADDING = {"top": 2, "right": 3, "bottom": 2, "left": 3}
INDENT = 9
"""Pixels of one step of an indent."""
ALIGN = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}


def cell_format(style: Style, language: Language) -> Json:
    """A CellFormat; what it leaves out is as in a new spreadsheet."""
    letters: Json = {"foregroundColorStyle": color(style.color), "fontSize": style.size}
    if style.bold:
        letters["bold"] = True
    if style.italic:
        letters["italic"] = True
    found: Json = {"textFormat": letters, "verticalAlignment": "TOP" if style.top else "MIDDLE"}
    if style.fill:
        found["backgroundColorStyle"] = color(style.fill)
    if style.align:
        found["horizontalAlignment"] = ALIGN[style.align]
    if style.wrap:
        found["wrapStrategy"] = "WRAP"
    return found | _room(style) | _lines(style) | _numbers(style.numbers, language)


def _room(style: Style) -> Json:
    if not style.indent:
        return {}
    side = "right" if style.align == "right" else "left"
    return {"padding": PADDING | {side: PADDING[side] + INDENT * style.indent}}


def _lines(style: Style) -> Json:
    if not style.lines:
        return {}
    line = {"style": "SOLID", "colorStyle": color(style.lines)}
    return {"borders": dict.fromkeys(("top", "bottom", "left", "right"), line)}


def _numbers(numbers: Numbers, language: Language) -> Json:
    """Without a format of its own a cell is shown as typed."""
    if numbers is Numbers.AS_TYPED:
        return {}
    if numbers is Numbers.TEXT:
        return {"numberFormat": {"type": "TEXT"}}
    if numbers is Numbers.DAY:
        return {"numberFormat": {"type": "DATE", "pattern": DAYS[language]}}
    kind, pattern = PATTERNS[numbers]
    return {"numberFormat": {"type": kind, "pattern": pattern}}
