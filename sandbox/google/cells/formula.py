"""Formulas taken apart into tokens, so that each rewriting touches only what it is about.

Everything here is the en_US spelling; `spelling` translates from and to other locales. Text between
tokens is kept as typed: joining the tokens of an untouched formula gives the formula back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sandbox.google.model import MAX_COLUMNS

Kind = Literal["text", "reference", "error", "number", "function", "name", "open", "close",
               "array", "end", "comma", "semicolon", "other"]  # fmt: skip

DEAD = "#REF!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_ROW = r"\$?[1-9][0-9]{0,6}"
_RANGE = (
    rf"(?:{_CELL}(?::(?:{_CELL}|{_COLUMN}|{_ROW}))?"
    rf"|{_COLUMN}:(?:{_CELL}|{_COLUMN})|{_ROW}:(?:{_CELL}|{_ROW}))"
)
_TAB = r"(?:'(?:[^']|'')*'|\#REF|[^\W\d][\w.]*)!"
_TOKEN = re.compile(
    rf"""
      (?P<comma>,) | (?P<open>\() | (?P<close>\))
    | (?P<function>[A-Za-z][\w.]*(?=\())
    | (?P<text>"(?:[^"]|"")*")
    | (?P<reference>(?:{_TAB})?{_RANGE}(?![\w(.!]))
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<other>[-+*/^&=<>%:\s]+)
    | (?P<error>(?:{_TAB})?\#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|ERROR!))
    | (?P<call>[^\W\d][\w.]*(?=\s*\())
    | (?P<name>(?:{_TAB})?[^\W\d][\w.]*)
    | (?P<array>\{{) | (?P<end>\}}) | (?P<semicolon>;)
    | (?P<rest>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {"call": "function", "rest": "other"}
_END = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


@dataclass(frozen=True, slots=True)
class End:
    """A corner of a reference, 0-based; None where it runs to the edge of the grid."""

    row: int | None
    column: int | None
    row_fixed: bool = False
    column_fixed: bool = False

    def __str__(self) -> str:
        column = "" if self.column is None else "$" * self.column_fixed + letters(self.column)
        return column + ("" if self.row is None else f"{'$' * self.row_fixed}{self.row + 1}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell (`last` is None) or a range; `tab` is None for the formula's own tab."""

    tab: str | None
    first: End
    last: End | None = None
    prefix: str = ""
    """The tab as typed, with its exclamation mark."""

    def __str__(self) -> str:
        return f"{self.prefix}{self.first}" + ("" if self.last is None else f":{self.last}")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula; `reference` is there for that kind only."""

    kind: Kind
    text: str
    reference: Reference | None = None


@lru_cache(maxsize=60_000)
def tokens(formula: str) -> tuple[Token, ...]:
    """Never fails: what it does not know is `other`, and the calculator shows #ERROR!."""
    return tuple([_token(match.lastgroup, match.group()) for match in _TOKEN.finditer(formula)])


def rewrite(formula: str, change: Callable[[Reference], str]) -> str:
    """The formula with each reference replaced by what `change` gives for it."""
    return "".join(
        token.text if token.reference is None else change(token.reference)
        for token in tokens(formula)
    )


def tab_prefix(title: str) -> str:
    """How a formula names a tab: quoted unless it is a plain word that cannot be a cell."""
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", title) and not re.fullmatch(
        r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|(?i:true|false)", title
    )
    return f"{title}!" if plain else "'" + title.replace("'", "''") + "'!"


def letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    text = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        text, column = chr(65 + rest) + text, column - 1
    return text


def column_number(text: str) -> int:
    """A → 0; the opposite of `letters`."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=60_000)
def _token(kind: str | None, text: str) -> Token:
    if kind == "reference":
        reference = _reference(text)
        return Token("reference", text, reference) if reference else Token("name", text)
    kind = _KINDS.get(kind or "", kind)
    return Token(kind, text)  # type: ignore[arg-type]  # the groups are named after the kinds


def _reference(text: str) -> Reference | None:
    prefix, mark, place = text.rpartition("!")
    first, _, last = place.partition(":")
    ends = [_end(part) for part in (first, last) if part]
    if any(end.column is not None and end.column >= MAX_COLUMNS for end in ends):
        return None
    tab = prefix[1:-1].replace("''", "'") if prefix.startswith("'") else prefix
    return Reference(
        tab if mark else None, ends[0], ends[1] if len(ends) > 1 else None, prefix + mark
    )


def _end(text: str) -> End:
    first, column, second, row = _END.fullmatch(text).groups()  # type: ignore[union-attr]
    return End(
        int(row) - 1 if row else None,
        column_number(column) if column else None,
        row_fixed=bool(row and (second if column else first)),
        column_fixed=bool(column and first),
    )
