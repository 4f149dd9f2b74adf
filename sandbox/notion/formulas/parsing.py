"""The text of a formula, read into nodes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sandbox.notion.formulas.nodes import (
    Binary,
    Call,
    Choice,
    Column,
    FormulaError,
    Items,
    Literal,
    Member,
    Name,
    Node,
    Unary,
)  # fmt: skip
from sandbox.notion.ids import decoded

_TOKEN = re.compile(
    r"""(?P<space>\s+|/\*.*?\*/)
    |(?P<column>\{\{notion:block_property:[^}]*\}\})
    |(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<text>"(?:\\.|[^"\\])*")
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>==|!=|<=|>=|&&|\|\||[-+*/%^<>?:(),.\[\]!])""",
    re.VERBOSE | re.DOTALL,
)
BINDING: Mapping[str, int] = {
    "or": 1, "||": 1, "and": 2, "&&": 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "/": 6, "%": 6, "^": 8,
}  # fmt: skip
"""How tightly operators bind; unary ones stand between ``%`` and ``^``."""
UNARY = 7
WORDS: Mapping[str, bool] = {"true": True, "false": False}
ESCAPES: Mapping[str, str] = {"n": "\n", "t": "\t"}
DEEPEST = 200
"""Parts within parts."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: its kind and what it says."""

    kind: str
    text: str


@lru_cache(maxsize=2048)
def parse(expression: str) -> Node:
    """The formula that a text spells. Raises FormulaError."""
    return Parser(expression).whole()


def split(expression: str) -> list[Token]:
    """The pieces of a text, without what separates them."""
    found, place = [], 0
    while place < len(expression):
        met = _TOKEN.match(expression, place)
        if met is None or met.lastgroup is None:
            raise FormulaError(f"Unexpected character {expression[place]!r} at {place}.")
        if met.lastgroup != "space":
            found.append(Token(met.lastgroup, met.group()))
        place = met.end()
    return [*found, Token("end", "")]


class Parser:
    """Reads one text from the left to the right."""

    def __init__(self, expression: str) -> None:
        self._tokens, self._place, self._depth = split(expression), 0, 0

    def whole(self) -> Node:
        """All of it."""
        found = self._expression()
        if self._next.kind != "end":
            raise FormulaError(f"Unexpected {self._next.text!r}.")
        return found

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _skip(self, *signs: str) -> bool:
        met = self._next.kind in {"sign", "name"} and self._next.text in signs
        self._place += met
        return met

    def _need(self, sign: str) -> None:
        if not self._skip(sign):
            raise FormulaError(f"Expected {sign!r}, found {self._next.text or 'the end'!r}.")

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaError("Too many parts within parts.")
        found = self._binary(1)
        if self._skip("?"):
            yes = self._expression()
            self._need(":")
            found = Choice(found, yes, self._expression())
        self._depth -= 1
        return found

    def _binary(self, least: int) -> Node:
        left = self._unary()
        while (binding := self._operator()) is not None and binding >= least:
            operator = self._take().text
            right = self._binary(binding if operator == "^" else binding + 1)
            left = Binary(operator, left, right)
        return left

    def _operator(self) -> int | None:
        return BINDING.get(self._next.text) if self._next.kind in {"sign", "name"} else None

    def _unary(self) -> Node:
        if self._next.kind in {"sign", "name"} and self._next.text in {"-", "+", "!", "not"}:
            operator = self._take().text
            return Unary(operator, self._binary(UNARY))
        return self._followed(self._single())

    def _followed(self, found: Node) -> Node:
        """Methods and columns behind a dot."""
        while self._skip("."):
            token = self._take()
            if token.kind == "column":
                found = Member(found, _column(token.text))
            elif token.kind == "name":
                self._need("(")
                found = Call(token.text, (found, *self._arguments(")")), method=True)
            else:
                raise FormulaError(f"Unexpected {token.text or 'the end'!r} after a dot.")
        return found

    def _single(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "text":
            return Literal(_unescaped(token.text[1:-1]))
        if token.kind == "column":
            return _column(token.text)
        if token.kind == "name":
            return self._named(token.text)
        if token.text == "(":
            found = self._expression()
            self._need(")")
            return found
        if token.text == "[":
            return Items(self._arguments("]"))
        raise FormulaError(f"Unexpected {token.text or 'the end'!r}.")

    def _named(self, name: str) -> Node:
        if self._skip("("):
            return Call(name, self._arguments(")"))
        return Literal(WORDS[name]) if name in WORDS else Name(name)

    def _arguments(self, end: str) -> tuple[Node, ...]:
        if self._skip(end):
            return ()
        found = [self._expression()]
        while self._skip(","):
            found.append(self._expression())
        self._need(end)
        return tuple(found)


def _column(text: str) -> Column:
    parts = text[2:-2].split(":")
    if len(parts) != 5:
        raise FormulaError(f"Unexpected {text!r}.")
    return Column(parts[3], decoded(parts[2]), parts[4])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda met: ESCAPES.get(met[1], met[1]), text, flags=re.DOTALL)
