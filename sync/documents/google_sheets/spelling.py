"""Formulas as a spreadsheet spells them in its locale, and as the core knows them.

The core knows one spelling, that of the United States: arguments stand between commas, a number has
a point. Where a number has a comma, arguments stand between semicolons and the columns of an array
between backslashes. Google does not say which spelling its API speaks in such a spreadsheet, so
the document's own formulas decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_COMMA = """
    az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk ky lt lv mk nb nl nn no pl
    pt ro ru sk sl sq sr sv tr uk uz vi
"""
COMMA = frozenset(_COMMA.split())
"""Languages that write 0,5."""
POINT = frozenset(("de_CH", "de_LI", "es_DO", "es_GT", "es_HN", "es_MX", "es_NI", "es_PA", "es_PE",
                   "es_PR", "es_SV", "es_US", "it_CH"))  # fmt: skip
"""Countries that do not follow their language."""

_TOKEN = re.compile(
    r"""  "(?:[^"]|"")*"            # text
        | '(?:[^']|'')*'            # name of a tab
        | \[[^\[\]]*\]              # column of a table
        | [^\W\d][\w.]*             # function, name, reference
        | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
        | (?P<open>[({]) | (?P<close>[)}])
        | (?P<mark>[,;\\])
    """,
    re.VERBOSE,
)
_INWARDS = {"(": {";": ",", ",": "."}, "{": {"\\": ",", ",": "."}, "": {",": "."}}
_OUTWARDS = {"(": {",": ";"}, "{": {",": "\\"}}
"""Bracket → mark → the mark that stands for it in the other spelling."""
_ROW = "\ue000"
"""Stands for the digits of a row: translating never looks at digits."""
_DECIMAL_COMMA = re.compile(r"\d,\d")


def has_comma(locale: str) -> bool:
    """Whether numbers of a spreadsheet's locale have a decimal comma."""
    return locale not in POINT and locale.partition("_")[0] in COMMA


def is_localised(locale: str, formulas: Iterable[str]) -> bool:
    """Whether formulas come and go in the spelling of the locale."""
    if not has_comma(locale):
        return False
    for formula in formulas:
        marks = {token["mark"] for token, inside in _tokens(formula) if inside == "("}
        if ";" in marks:
            return True
        if "," in marks and not _DECIMAL_COMMA.search(formula):
            return False
    return True


def to_core(formula: str, row: int = 0) -> str:
    """A localised formula in the spelling of the core. Formulas of a column differ by their rows
    only; with its row known, one that was met before costs nothing."""
    if not row:
        return _translate(formula, inwards=True)
    digits = str(row)
    return _translate(formula.replace(digits, _ROW), inwards=True).replace(_ROW, digits)


def to_local(formula: str) -> str:
    """A formula of the core in the spelling of a locale with a decimal comma."""
    return _translate(formula, inwards=False)


@lru_cache(maxsize=4096)
def _translate(formula: str, *, inwards: bool) -> str:
    marks, point = (_INWARDS, ".") if inwards else (_OUTWARDS, ",")
    pieces, position = [], 0
    for token, inside in _tokens(formula):
        text = token[0]
        if token["number"]:
            text = text.replace(".", point)
        elif token["mark"]:
            text = marks.get(inside, {}).get(text, text)
        pieces += [formula[position : token.start()], text]
        position = token.end()
    return "".join([*pieces, formula[position:]])


def _tokens(formula: str) -> Iterator[tuple[re.Match[str], str]]:
    """The tokens of a formula and the bracket each stands in directly."""
    open_: list[str] = []
    for token in _TOKEN.finditer(formula):
        if token["close"] and open_:
            open_.pop()
        yield token, open_[-1] if open_ else ""
        if token["open"]:
            open_.append(token[0])
