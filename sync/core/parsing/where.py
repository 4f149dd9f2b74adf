"""The Where cell of a metric: ``Segment = Enterprise, SMB; Amount >= 100000``.

``;`` is and, ``,`` is or; names and values that hold one of the signs stand in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from sync.core.parsing.dates import parse_date
from sync.core.parsing.number import Number, parse_number
from sync.core.vocabulary import Condition

Operator = Literal["=", "!=", ">", ">=", "<", "<="]
Expected = Literal[
    "name", "operator", "value", "one-value", "number-or-day", "separator", "closing-quote"
]

_SPELLINGS = {"≠": "!=", "<>": "!=", "≥": ">=", "≤": "<=", "==": "="}
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<quoted>"(?:[^"]|"")*"|«[^»]*»|“[^”]*”|„[^“”]*[“”])
    | (?P<open>["«“„].*)
    | (?P<operator><=|>=|!=|<>|==|[=<>≠≥≤])
    | (?P<comma>,)
    | (?P<semicolon>;)
    | (?P<bare>(?:[^,;=<>≠≥≤!]|!(?!=))+)
    )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class WhereError:
    """Where a condition stops making sense."""

    position: int
    """The character, counted from 1; one past the end when something is missing there."""
    expected: Expected
    found: str
    """What stands there; empty at the end."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


_PLACES: tuple[tuple[tuple[str, ...], Expected], ...] = (
    (("bare", "quoted"), "name"),
    (("operator",), "operator"),
    (("bare", "quoted"), "value"),
    (("comma", "semicolon", "end"), "separator"),
)
"""What may stand where in a condition; the last two repeat."""


def parse_where(text: str) -> tuple[Condition, ...] | WhereError:
    """The conditions in order, all of which have to hold. Values that are compared (``>`` …) come
    back in plain form: ``100000``, ``2026-10-01``."""
    conditions: list[Condition] = []
    for tokens in _split(text):
        if len(tokens) == 1:
            continue
        condition = _condition(tokens)
        if isinstance(condition, WhereError):
            return condition
        conditions.append(condition)
    return tuple(conditions)


def _split(text: str) -> Iterator[list[_Token]]:
    """The tokens of each condition, with the ``;`` or the end that closes it."""
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text.rstrip()):
        kind = match.lastgroup or ""
        tokens.append(_Token(kind, match[kind].strip(), match.start(kind) + 1))
        if kind == "semicolon":
            yield tokens
            tokens = []
    yield [*tokens, _Token("end", "", len(text.rstrip()) + 1)]


def _condition(tokens: list[_Token]) -> Condition | WhereError:
    wrong = _misplaced(tokens)
    if wrong is not None:
        return wrong
    name = _name(tokens[0])
    sign = cast("Operator", _SPELLINGS.get(tokens[1].text, tokens[1].text))
    values = tokens[2::2]
    if sign in ("=", "!="):
        return Condition(name, sign, tuple(map(_name, values)))
    if len(values) > 1:
        return _error(values[1], "one-value")
    plain = _comparable(_name(values[0]))
    return Condition(name, sign, (plain,)) if plain else _error(values[0], "number-or-day")


def _misplaced(tokens: list[_Token]) -> WhereError | None:
    """The first token that breaks ``name operator value , value ;``."""
    for index, token in enumerate(tokens):
        kinds, expected = _PLACES[index] if index < 2 else _PLACES[2 + index % 2]
        if token.kind == "open":
            return WhereError(token.start, "closing-quote", token.text[:1])
        if token.kind not in kinds:
            return _error(token, expected)
    return None


def _name(token: _Token) -> str:
    if token.kind == "bare":
        return " ".join(token.text.split())
    return token.text[1:-1].replace('""', '"')


def _comparable(text: str) -> str | None:
    number = parse_number(text)
    if isinstance(number, Number):
        return f"{number.value:f}"
    day = parse_date(text)
    return day.isoformat() if isinstance(day, date) else None


def _error(token: _Token, expected: Expected) -> WhereError:
    return WhereError(token.start, expected, token.text)
