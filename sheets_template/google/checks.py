"""Dropdowns and bounds as data validation of Google Sheets."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from sheets_template.google.requests import Json, grid_range
from sheets_template.model import Bounds, Dropdown
from sync.core.formulas.locale import to_locale

_QUESTION = re.compile(r"\s[^.]*\?$")
"""“Keep it anyway?” is for programs that ask; here the words stand beside the cell."""


def check_request(check: Dropdown | Bounds, sheet_id: int, locale: str) -> Json:
    """One setDataValidation request. Only what has to come from a list is refused."""
    rule = _list(check) if isinstance(check, Dropdown) else _between(check, locale)
    return {"setDataValidation": {"range": grid_range(sheet_id, check.area), "rule": rule}}


def _list(check: Dropdown) -> Json:
    refused = check.others == "refused"
    rule = _rule("ONE_OF_RANGE", ["=" + check.source], check.message if refused else check.title)
    return rule | {"strict": refused, "showCustomUi": True}


def _between(check: Bounds, locale: str) -> Json:
    days = isinstance(check.low, date)
    limits = [_limit(limit, locale) for limit in (check.low, check.high)]
    message = _QUESTION.sub("", check.message)
    return _rule("DATE_BETWEEN" if days else "NUMBER_BETWEEN", limits, message)


def _limit(value: Decimal | date | None, locale: str) -> str:
    """Days as a formula: how a date is typed depends on the locale."""
    if isinstance(value, date):
        return to_locale(f"=DATE({value.year},{value.month},{value.day})", locale)
    return to_locale(f"{Decimal(0) if value is None else value:f}", locale)


def _rule(kind: str, values: list[str], message: str) -> Json:
    condition = {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
    return {"condition": condition, "inputMessage": message}
