"""Number formats: which cells show dates and percentages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from sync.documents.ooxml.markup import Damage, Edit, Element, elements, is_closed, splice

Kind = Literal["", "date", "percent"]

_BUILT_IN: dict[int, Kind] = {
    9: "percent", 10: "percent",
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)), "date"),
}  # fmt: skip
"""Formats without a text of their own. 18–21, 32, 33 and 45–47 show times of day, which stay
numbers."""
_SHORT_DATE = 14
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|am/pm|a/p|general', re.IGNORECASE)


def read_kinds(content: bytes | None) -> tuple[Kind, ...]:
    """The kind of each cell format, by the number cells refer to."""
    if content is None:
        return ("",)
    tree = elements(content)
    codes = {
        e.get("numFmtId"): e.get("formatCode")
        for e in tree
        if e.name == "numFmt" and e.parent and e.parent.name == "numFmts"
    }
    return tuple(_kind(element.get("numFmtId"), codes) for element in _formats(tree))


def kind_of(code: str) -> Kind:
    """What a format code shows, judged by the section for positive numbers. Times of day and
    durations are numbers."""
    letters = _LITERAL.sub("", code).lower().partition(";")[0]
    if "%" in letters:
        return "percent"
    if "y" in letters or "d" in letters:
        return "date"
    return "date" if "m" in letters and not set("hs") & set(letters) else ""


def pick(kinds: Sequence[Kind], wanted: int, *, date: bool) -> int | None:
    """The format to use for a value: the wanted one if it shows the value rightly, else the first
    that does; None when a date format has to be added."""
    if (_at(kinds, wanted) == "date") == date:
        return wanted
    found = (number for number, kind in enumerate(kinds) if (kind == "date") == date)
    return next(found, None if date else 0)


def add_date(content: bytes) -> tuple[bytes, int]:
    """Append a short date; returns the part and the number of the format."""
    tree = elements(content)
    formats = _formats(tree)
    home = formats[0].parent if formats else None
    if home is None or is_closed(content, home.start):
        raise Damage("the formats are not there", "нет форматов ячеек")
    new = (
        f'<{home.prefix}xf numFmtId="{_SHORT_DATE}" fontId="0" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1"/>'
    )
    edits = [Edit(home.inner_end, home.inner_end, new.encode())]
    count = re.compile(rb'\scount="\d+"').search(content, home.start, formats[0].start)
    if count:
        edits.append(Edit(*count.span(), f' count="{len(formats) + 1}"'.encode()))
    return splice(content, edits), len(formats)


def _formats(tree: Sequence[Element]) -> list[Element]:
    return [e for e in tree if e.name == "xf" and e.parent and e.parent.name == "cellXfs"]


def _kind(number: str, codes: dict[str, str]) -> Kind:
    if number in codes:
        return kind_of(codes[number])
    return _BUILT_IN.get(int(number), "") if number.isdecimal() and len(number) < 6 else ""


def _at(kinds: Sequence[Kind], number: int) -> Kind:
    return kinds[number] if 0 <= number < len(kinds) else ""
