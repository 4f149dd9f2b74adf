"""Numbers and days as Notion shows them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_currency

from sandbox.notion.model import Json

CURRENCIES = {
    "dollar": "USD", "australian_dollar": "AUD", "canadian_dollar": "CAD",
    "singapore_dollar": "SGD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "ruble": "RUB",
    "rupee": "INR", "won": "KRW", "yuan": "CNY", "real": "BRL", "lira": "TRY", "rupiah": "IDR",
    "franc": "CHF", "hong_kong_dollar": "HKD", "new_zealand_dollar": "NZD", "krona": "SEK",
    "norwegian_krone": "NOK", "mexican_peso": "MXN", "rand": "ZAR", "new_taiwan_dollar": "TWD",
    "danish_krone": "DKK", "zloty": "PLN", "baht": "THB", "forint": "HUF", "koruna": "CZK",
    "shekel": "ILS", "chilean_peso": "CLP", "philippine_peso": "PHP", "dirham": "AED",
    "colombian_peso": "COP", "riyal": "SAR", "ringgit": "MYR", "leu": "RON",
    "argentine_peso": "ARS", "uruguayan_peso": "UYU", "peruvian_sol": "PEN",
}  # fmt: skip
_DAY = {"en": "MMMM d, y", "ru": "d MMMM y"}
_TIME = {"en": "h:mm a", "ru": "HH:mm"}


def number_text(value: float | None, number_format: str = "number") -> str:
    """Empty for nothing. A share of 0.7 is 70 % where the format says percent."""
    if value is None:
        return ""
    exact = Decimal(str(value))
    if number_format == "percent":
        return f"{_plain(round(exact * 100, 10))}%"
    if number_format == "number_with_commas":
        whole, _, rest = _plain(exact).partition(".")
        grouped = f"{int(whole):,}" if whole != "-0" else whole
        return f"{grouped}.{rest}" if rest else grouped
    if number_format in CURRENCIES:
        shown: str = format_currency(exact, CURRENCIES[number_format], locale="en_US")
        return shown
    return _plain(exact)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def date_text(value: Json | None, language: str) -> str:
    """A day, a moment, or a range of either."""
    if not value or not value.get("start"):
        return ""
    ends = [moment_text(value[end], language) for end in ("start", "end") if value.get(end)]
    return " → ".join(ends)


def moment_text(text: str, language: str) -> str:
    """A day or moment as the API spells it, in its own zone."""
    if len(text) == 10:
        return day_text(date.fromisoformat(text), language)
    moment = datetime.fromisoformat(text)
    time = format_time(moment.replace(tzinfo=None), _TIME[language], locale=language)
    return f"{day_text(moment.date(), language)}, {time}".replace("\u202f", " ")


def day_text(day: date, language: str) -> str:
    """A day with its year."""
    shown: str = format_date(day, _DAY[language], locale=language)
    return shown
