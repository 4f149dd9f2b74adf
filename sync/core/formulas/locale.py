"""Formulas as a spreadsheet of another locale spells them.

Where the decimal mark is a comma, Google Sheets parts arguments with ``;`` and the columns of an
array in braces with ``\\``; the names of functions stay English. Everything here speaks en_US and
is translated at the edge. Texts and quoted names of tabs are left as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

COMMA_LANGUAGES = frozenset({
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr",
    "hu", "hy", "id", "in", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
})  # fmt: skip
"""Languages with a decimal comma."""
OTHERWISE = {
    "de_CH": False, "de_LI": False, "it_CH": False, "en_ZA": True, "es_419": False, "es_DO": False,
    "es_GT": False, "es_HN": False, "es_MX": False, "es_NI": False, "es_PA": False, "es_PE": False,
    "es_PR": False, "es_SV": False, "es_US": False,
}  # fmt: skip
"""Locales that do not follow their language, and whether they have a decimal comma."""

_TOKEN = re.compile(
    r"""  "(?:[^"]|"")*"                          # text
        | '(?:[^']|'')*'                          # name of a tab
        | \[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]   # part of a table
        | [^\W\d][\w.]*                           # function, name, cell
        | (?P<number>[0-9]+(?:MARK[0-9]*)?(?:[eE][+-]?[0-9]+)?|MARK[0-9]+)
        | (?P<opened>[({])
        | (?P<closed>[)}])
        | (?P<between>[,;\\])
    """,
    re.VERBOSE,
)
_POINT = re.compile(_TOKEN.pattern.replace("MARK", r"\."), re.VERBOSE)
_COMMA = re.compile(_TOKEN.pattern.replace("MARK", ","), re.VERBOSE)
_INTO = {("(", ","): ";", ("{", ","): "\\"}
"""Innermost bracket and separator in en_US → separator beside a decimal comma."""
_BACK = {("(", ";"): ",", ("{", "\\"): ","}


def has_decimal_comma(locale: str) -> bool:
    """Whether a spreadsheet of this locale (``ru_RU``) writes 0,75."""
    name = locale.replace("-", "_")
    return OTHERWISE.get(name, name.split("_")[0] in COMMA_LANGUAGES)


def to_locale(formula: str, locale: str) -> str:
    """A formula of en_US as a spreadsheet of this locale spells it."""
    return _into(formula) if has_decimal_comma(locale) else formula


def from_locale(formula: str, locale: str) -> str:
    """The formula of a spreadsheet of this locale as en_US spells it."""
    return _back(formula) if has_decimal_comma(locale) else formula


@lru_cache(maxsize=4096)
def _into(formula: str) -> str:
    return _respelt(formula, _POINT, _INTO, (".", ","))


@lru_cache(maxsize=4096)
def _back(formula: str) -> str:
    return _respelt(formula, _COMMA, _BACK, (",", "."))


def _respelt(
    formula: str,
    tokens: re.Pattern[str],
    separators: dict[tuple[str, str], str],
    marks: tuple[str, str],
) -> str:
    """A separator means what the innermost open bracket says; outside of all, an argument's."""
    brackets = ["("]

    def replaced(token: re.Match[str]) -> str:
        if token["number"]:
            return token[0].replace(*marks)
        if token["opened"]:
            brackets.append(token[0])
        elif token["closed"] and len(brackets) > 1:
            brackets.pop()
        elif token["between"]:
            return separators.get((brackets[-1], token[0]), token[0])
        return token[0]

    return tokens.sub(replaced, formula)
