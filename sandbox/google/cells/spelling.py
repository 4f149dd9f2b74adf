"""Formulas in the spelling of a locale, and back.

Inside the sandbox a formula has its en_US spelling. Where the decimal mark is a comma, arguments
are parted by semicolons, columns of arrays by backslashes, and TRUE has its local name; function
names stay English, as the API gives them by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sandbox.google.cells.formula import Token, tokens
from sandbox.google.locales import Rules, rules_of
from sandbox.google.model import FormulaText

_LOCAL = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*" | '(?:[^']|'')*'!?)
    | (?P<name>\#?[^\W\d][\w.]*[!?]?)
    | (?P<place>\$?[0-9]+(?=\s*:\s*\$?[0-9A-Za-z]) | (?<=:)\$?[0-9]+ | \$[0-9A-Za-z$]+)
    | (?P<number>[0-9]+(?:,[0-9]+)?(?:[eE][+-]?[0-9]+)? | ,[0-9]+)
    | (?P<mark>[;\\(){},.])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def localised(formula: str, rules: Rules) -> str:
    """A formula as the sheet shows it to people in its locale."""
    return _localised(formula, rules.name) if rules.comma_locale else formula


@lru_cache(maxsize=60_000)
def _localised(formula: str, name: str) -> str:
    """Every reading of a tab asks for all its formulas again."""
    rules = rules_of(name)
    return "".join(_out(token, inside, rules) for token, inside in _nested(tokens(formula)))


def delocalised(text: str, rules: Rules) -> FormulaText:
    """A formula as typed in the locale; with the marks of another locale it is broken."""
    if not rules.comma_locale:
        return FormulaText(text)
    words = {rules.true.casefold(): "TRUE", rules.false.casefold(): "FALSE"}
    parts: list[str] = []
    inside: list[str] = []
    for match in _LOCAL.finditer(text):
        kind, piece = match.lastgroup, match.group()
        if kind == "mark":
            if piece in ",." or (piece == "\\" and inside[-1:] != ["{"]):
                return FormulaText(text, broken=True)
            piece = _mark(piece, inside)
        elif kind == "number":
            piece = piece.replace(",", ".")
        elif kind == "name":
            piece = words.get(piece.casefold(), piece)
        parts.append(piece)
    return FormulaText("".join(parts))


def _mark(piece: str, inside: list[str]) -> str:
    """One mark in its en_US spelling; `inside` is the stack of open brackets."""
    if piece in "({":
        inside.append(piece)
    elif piece in ")}" and inside:
        inside.pop()
    elif piece == ";":
        return ";" if inside[-1:] == ["{"] else ","
    return "," if piece == "\\" else piece


def _nested(pieces: tuple[Token, ...]) -> Iterator[tuple[Token, str]]:
    """Each token with the bracket it stands in."""
    inside: list[str] = []
    for token in pieces:
        if token.kind in {"open", "array"}:
            inside.append(token.text)
        elif token.kind in {"close", "end"} and inside:
            inside.pop()
        yield token, inside[-1] if inside else ""


def _out(token: Token, inside: str, rules: Rules) -> str:
    if token.kind == "number":
        return token.text.replace(".", rules.decimal)
    if token.kind == "comma":
        return "\\" if inside == "{" else ";"
    if token.kind == "name" and token.text.upper() in {"TRUE", "FALSE"}:
        return rules.true if token.text.upper() == "TRUE" else rules.false
    return token.text
