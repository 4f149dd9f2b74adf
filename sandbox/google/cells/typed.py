"""What a person's typing becomes in a cell: a number, a day, a formula, a boolean or text.

The spreadsheet's locale decides, as in the browser: "0,75" is a number in ru_RU, and "1.5" there is
the first of May. Each reading also says which number format it brings along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sandbox.google.cells.spelling import delocalised
from sandbox.google.cells.typed_days import typed_moment
from sandbox.google.locales import SPACES, Rules
from sandbox.google.model import Entered, FormulaText, Json

SYMBOLS = "$€£¥₽"


@dataclass(frozen=True, slots=True)
class Typed:
    """What the cell holds, and the number format it takes on (None: none)."""

    entered: Entered
    number_format: Json | None = None


def typed(text: str, rules: Rules, today: date, present: Json, *, local: bool = True) -> Typed:
    """Reads typed text. `present` is the cell's number format, {} if it has none.

    A cell formatted as plain text keeps everything as text, formulas included; in one formatted as
    a percentage "75" means 75 %. `local` is False if formulas come in their en_US spelling.
    """
    if present.get("type") == "TEXT" or not text or text.startswith("'"):
        return Typed(text.removeprefix("'") if text else None)
    if text.startswith("=") and len(text) > 1:
        return Typed(delocalised(text, rules) if local else FormulaText(text))
    word = text.strip().upper()
    if word in {"TRUE", "FALSE", rules.true, rules.false}:
        return Typed(word in {"TRUE", rules.true})
    found = _number(text, rules) or typed_moment(text, rules, today)
    if found is None:
        return Typed(text)
    value, number_format = found
    if number_format is None and present.get("type") == "PERCENT":
        value /= 100
    return Typed(value, _kept(number_format, present))


def _kept(new: Json | None, present: Json) -> Json | None:
    """A format someone chose stays, unless what was typed is of another kind."""
    if new is None or new["type"] == "NUMBER":
        return None if present.get("type") or new is None else new
    return None if present.get("type") == new["type"] else new


def _number(text: str, rules: Rules) -> tuple[float, Json | None] | None:
    """The number, and the format it was typed in; None if it is no number here."""
    body, currency = _without_currency(text.strip(SPACES), rules)
    percent = body.endswith("%")
    body = body.removesuffix("%").rstrip(SPACES)
    if negative := body.startswith("(") and body.endswith(")"):
        body = body[1:-1]
    match = _shape(rules).match(body)
    if match is None or (percent and currency):
        return None
    grouped = bool(match["whole"]) and not match["whole"].isdecimal()
    digits = re.sub(r"\D", "", match["whole"] or "0")
    number = Decimal(f"{match['sign'] or ''}{digits}.{match['places'] or 0}E{match['power'] or 0}")
    value = float(-number if negative else number) / (100 if percent else 1)
    if percent:
        value = float((-number if negative else number) / 100)
    pattern = ".00" if match["places"] else ""
    if currency:
        return value, {"type": "CURRENCY", "pattern": _currency_pattern(currency, pattern, rules)}
    if percent:
        return value, {"type": "PERCENT", "pattern": f"0{pattern}%"}
    if match["power"]:
        return value, {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    return value, {"type": "NUMBER", "pattern": f"#,##0{pattern}"} if grouped else None


def _without_currency(text: str, rules: Rules) -> tuple[str, str]:
    """The text without a currency sign in front or behind, and that sign."""
    for symbol in (rules.symbol, *SYMBOLS):
        for sign in ("-", "+", ""):
            if text.startswith(sign + symbol):
                return sign + text[len(sign + symbol) :].lstrip(SPACES), symbol
        if text.endswith(symbol) and len(text) > len(symbol):
            return text.removesuffix(symbol).rstrip(SPACES), symbol
    return text, ""


def _currency_pattern(symbol: str, places: str, rules: Rules) -> str:
    if symbol == rules.symbol:
        return rules.currency.replace(".00", places)
    return f"[${symbol}]#,##0{places}"


def _shape(rules: Rules) -> re.Pattern[str]:
    groups, decimal = f"[{re.escape(rules.groups)}]", re.escape(rules.decimal)
    return re.compile(
        rf"(?P<sign>[+-])?(?=\d|{decimal}\d)(?P<whole>\d{{1,3}}(?:{groups}\d{{3}})+|\d+)?"
        rf"(?:{decimal}(?P<places>\d*))?(?:[eE](?P<power>[+-]?\d{{1,3}}))?\Z"
    )
