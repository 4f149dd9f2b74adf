"""Conditional formats of Google Sheets."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_template import palette as p
from sheets_template.google.requests import Json, color, grid_range
from sheets_template.model import Bars, Rule, Sheet
from sync.core.formulas.locale import to_locale


def rule_requests(sheet: Sheet, sheet_id: int, locale: str) -> Iterator[Json]:
    """One request a rule, the first that holds wins. Rules for number formats alone are left out:
    the patterns of the cells do that here."""
    rules = [rule for rule in sheet.rules if isinstance(rule, Bars) or _look(rule)]
    for index, rule in enumerate(rules):
        body = _gradient(rule) if isinstance(rule, Bars) else _condition(rule, locale)
        given = {"ranges": [grid_range(sheet_id, rule.area)], **body}
        yield {"addConditionalFormatRule": {"rule": given, "index": index}}


def _condition(rule: Rule, locale: str) -> Json:
    formula = "=" + to_locale(rule.formula, locale)
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    return {"booleanRule": {"condition": condition, "format": _look(rule)}}


def _look(rule: Rule) -> Json:
    letters: Json = {}
    if rule.color:
        letters["foregroundColorStyle"] = color(rule.color)
    if rule.bold:
        letters["bold"] = True
    found: Json = {"textFormat": letters} if letters else {}
    return found | ({"backgroundColorStyle": color(rule.fill)} if rule.fill else {})


def _gradient(bars: Bars) -> Json:
    """Google Sheets draws no bars in cells; the deeper the colour, the nearer to 1."""
    points = {"minpoint": ("0", p.MIST), "maxpoint": ("1", bars.color)}
    return {
        "gradientRule": {
            name: {"type": "NUMBER", "value": value, "colorStyle": color(shade)}
            for name, (value, shade) in points.items()
        }
    }
