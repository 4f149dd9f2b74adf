"""How numbers, days, booleans and formulas are spelled in a spreadsheet's locale.

en_US, ru_RU and fr_FR are looked at closely. Every other locale takes its marks, month names and
the order of its dates from Babel, and English words for TRUE and FALSE unless `BOOLEANS` knows
better; a locale nobody knows is treated as en_US, which Google itself would refuse to set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import (
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    get_territory_currencies,
)

BOOLEANS = {
    "en": ("TRUE", "FALSE"), "ru": ("ИСТИНА", "ЛОЖЬ"), "fr": ("VRAI", "FAUX"),
    "de": ("WAHR", "FALSCH"), "es": ("VERDADERO", "FALSO"), "it": ("VERO", "FALSO"),
    "pt": ("VERDADEIRO", "FALSO"), "nl": ("WAAR", "ONWAAR"), "pl": ("PRAWDA", "FAŁSZ"),
    "sv": ("SANT", "FALSKT"), "uk": ("ІСТИНА", "ХИБНІСТЬ"), "cs": ("PRAVDA", "NEPRAVDA"),
}  # fmt: skip
SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_FALLBACK_ZONE = "US"


@dataclass(frozen=True, slots=True)
class Rules:
    """The conventions of one locale."""

    name: str
    language: str
    decimal: str
    group: str
    """Between thousands when a number is shown."""
    groups: str
    """All that may be typed there."""
    order: str
    """Of day, month and year in a date: dmy, mdy or ymd."""
    separators: str
    """What may stand between them."""
    date: str
    time: str
    currency: str
    """Default patterns, in the spelling of the API."""
    symbol: str
    true: str
    false: str

    @property
    def comma_locale(self) -> bool:
        """True where formulas part their arguments with semicolons."""
        return self.decimal == ","

    @property
    def date_time(self) -> str:
        return f"{self.date} {self.time.replace('h:', 'H:').replace(' am/pm', '')}"


@lru_cache(maxsize=64)
def rules_of(name: str) -> Rules:
    """The conventions of a locale as SpreadsheetProperties names it: `ru_RU`, `en`, `fr_CA`."""
    try:
        locale = Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return rules_of("en_US")
    code = str(locale)
    decimal, group = get_decimal_symbol(code), get_group_symbol(code)
    date = _date_pattern(locale)
    true, false = BOOLEANS.get(locale.language, BOOLEANS["en"])
    symbol = _symbol(locale)
    return Rules(
        name=name, language=locale.language, decimal=decimal, group=group,
        groups=SPACES if group in SPACES else group,
        order="".join(dict.fromkeys(re.sub("[^dmy]", "", date.lower()))),
        separators="./-" if decimal == "," else "/-",
        date=date, time=_time_pattern(locale), currency=_currency_pattern(locale, symbol),
        symbol=symbol, true=true, false=false,
    )  # fmt: skip


def is_known(name: str) -> bool:
    """False for a locale that the service would refuse."""
    try:
        return bool(name) and Locale.parse(name.replace("-", "_")) is not None
    except (UnknownLocaleError, ValueError):
        return False


@lru_cache(maxsize=64)
def months(language: str) -> dict[str, int]:
    """Every spelling of a month, folded and without its point, to its number."""
    names = Locale(language).months
    return {
        text.casefold().rstrip("."): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, text in names[form][width].items()
        if not text[:1].isdigit()
    }


def month_name(language: str, month: int, *, wide: bool) -> str:
    return str(Locale(language).months["format"]["wide" if wide else "abbreviated"][month])


def day_name(language: str, weekday: int, *, wide: bool) -> str:
    """Monday is 0."""
    return str(Locale(language).days["format"]["wide" if wide else "abbreviated"][weekday])


def _date_pattern(locale: Locale) -> str:
    pattern = re.sub("y+", "yyyy", locale.date_formats["short"].pattern)
    return re.sub(r"[^\w./ -]", "", pattern)


def _time_pattern(locale: Locale) -> str:
    if "a" in locale.time_formats["medium"].pattern:
        return "h:mm:ss am/pm"
    return "H:mm:ss"


def _symbol(locale: Locale) -> str:
    currencies = get_territory_currencies(locale.territory or _FALLBACK_ZONE)
    return get_currency_symbol(currencies[0], str(locale)) if currencies else "$"


def _currency_pattern(locale: Locale, symbol: str) -> str:
    first = locale.currency_formats["standard"].pattern.lstrip().startswith("¤")
    return f'"{symbol}"#,##0.00' if first else f'#,##0.00\\ "{symbol}"'
