"""Cells as Google's API has them, as the rules see them, and as ``landing`` compares them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sync.core.following import Content
from sync.core.grid import shorten
from sync.core.vocabulary import EMPTY, Cell, CellValue, ErrorValue, Formula
from sync.documents.ooxml.styles import kind_of

Json = dict[str, Any]

FIELDS = "userEnteredValue,effectiveValue,effectiveFormat/numberFormat"
"""What of a cell is read."""
_EPOCH = date(1899, 12, 30)
_LAST_SERIAL = 2_958_465
_FIRST_SERIAL = -693_593
"""1 January of the year 1."""
_ERRORS = {
    "ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!",
    "REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
}  # fmt: skip
DATE = {"type": "DATE"}
"""A day as the spreadsheet's locale writes it."""


def make_cell(raw: Mapping[str, Any]) -> Cell:
    """A cell as the rules see it; its formula still in the spreadsheet's own spelling."""
    formula = raw.get("userEnteredValue", {}).get("formulaValue")
    shown = raw.get("effectiveValue")
    if not shown:
        return Cell(None, formula=formula[1:]) if formula else EMPTY
    value = _value(shown)
    kind = ""
    if isinstance(value, Decimal) and (style := raw.get("effectiveFormat")):
        number_format = style.get("numberFormat", {})
        kind = _kind(number_format.get("type", ""), number_format.get("pattern", ""))
    if kind == "date" and isinstance(value, Decimal):
        value = day_of(value)
    if value is None and not formula:
        return EMPTY
    return Cell(value, kind == "percent", formula[1:] if formula else None)


def is_date(number_format: Mapping[str, Any]) -> bool:
    """Whether a number format shows days."""
    return _kind(number_format.get("type", ""), number_format.get("pattern", "")) == "date"


def content_of(raw: Mapping[str, Any]) -> Content:
    """What a person, or we, put into a cell."""
    entered = raw.get("userEnteredValue")
    if not entered:
        shown = raw.get("effectiveValue")
        return "~" + _spelt(shown) if shown else ""
    formula = entered.get("formulaValue")
    return str(formula) if formula else _spelt(entered)


def entered_of(content: Content) -> Json:
    """The ``userEnteredValue`` that gives this content."""
    content = content.removeprefix("~")
    if content.startswith("="):
        return {"formulaValue": content}
    return dict(json.loads(content)) if content else {}


def day_of(serial: Decimal) -> CellValue:
    """The day a serial number means; its time is dropped."""
    days = int(serial // 1)
    if not _FIRST_SERIAL <= days <= _LAST_SERIAL:
        return ErrorValue("#NUM!")
    return _EPOCH + timedelta(days)


def raw_value(value: CellValue | Formula, *, spell: Any = None) -> Json:
    """The ``userEnteredValue`` of a value; ``spell`` puts formulas into the locale's spelling."""
    if isinstance(value, Formula):
        return {"formulaValue": "=" + (spell(value.text) if spell else value.text)}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, Decimal):
        return {"numberValue": int(value) if value == value.to_integral_value() else float(value)}
    if isinstance(value, date):
        return {"numberValue": (value - _EPOCH).days}
    if value is None:
        return {}
    return {"stringValue": value.code if isinstance(value, ErrorValue) else value}


def _value(shown: Mapping[str, Any]) -> CellValue:
    if "numberValue" in shown:
        return shorten(Decimal(shown["numberValue"]))
    if "stringValue" in shown:
        return str(shown["stringValue"]) or None
    if "boolValue" in shown:
        return bool(shown["boolValue"])
    kind = str(shown.get("errorValue", {}).get("type", ""))
    return ErrorValue(_ERRORS.get(kind, "#ERROR!"))


@lru_cache(maxsize=512)
def _kind(name: str, pattern: str) -> str:
    """``date``, ``percent`` or nothing. Times of day and durations are numbers."""
    if name in {"DATE", "DATE_TIME"}:
        return "date"
    if name == "PERCENT":
        return "percent"
    return "" if name in {"TEXT", "TIME"} else kind_of(pattern)


def _spelt(value: Mapping[str, Any]) -> str:
    """A value in one spelling, whichever way a number is written."""
    number = value.get("numberValue")
    if number is not None:
        return json.dumps({"numberValue": float(number)})
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
