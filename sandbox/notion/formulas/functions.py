"""Every function whose arguments are evaluated first: what it takes, gives and does.

What a function takes is told in words: a kind, ``any``, ``list``, ``numbers`` (numbers or lists of
them), with ``?`` when it may be left out and ``*`` when there may be many.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from sandbox.notion.formulas import date_functions, list_functions, text_functions
from sandbox.notion.formulas.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Kind,
    as_text,
    common,
    fits,
    list_of,
)  # fmt: skip
from sandbox.notion.formulas.nodes import FormulaError

Run = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Function:
    """One function; ``gives`` is a kind, or ``item``, ``same`` or ``flat`` of the first argument,
    or ``texts``."""

    params: tuple[str, ...]
    gives: str
    run: Run


def takes(name: str, function: Function, kinds: Sequence[Kind]) -> None:
    """Raises FormulaError when arguments of these kinds do not fit."""
    words = spread(function, len(kinds))
    if words is None:
        raise FormulaError(f"{name}() has the wrong number of arguments.")
    for word, kind in zip(words, kinds, strict=True):
        if not _fits_word(kind, word):
            raise FormulaError(f"Type mismatch in {name}(): expected {word}, found {kind.name}.")


def spread(function: Function, count: int) -> list[str] | None:
    """The word for each of so many arguments; nothing when there are too many or too few."""
    words = [word.rstrip("?*") for word in function.params]
    least = sum(word[-1] not in "?*" for word in function.params)
    if function.params and function.params[-1].endswith("*"):
        words += words[-1:] * (count - len(words))
    return words[:count] if least <= count <= len(words) else None


def result_kind(function: Function, kinds: Sequence[Kind]) -> Kind:
    """The kind of the result."""
    first = kinds[0] if kinds else ANY
    match function.gives:
        case "item":
            return first.item or ANY
        case "same":
            return first
        case "flat":
            return first.item if first.item and first.item.item else first
        case "joined":
            return first if first.item else TEXT
        case "both":
            return common(list(kinds))
    return GIVEN[function.gives]


def called(function: Function, values: Sequence[Any]) -> Any:
    """The result. Of no date comes nothing; no number counts as 0, no text as an empty one. What
    cannot be, or a value of a kind that nobody foresaw, comes to nothing."""
    words = spread(function, len(values)) or []
    if any(word == "date" and value is None for word, value in zip(words, values, strict=True)):
        return None
    filled = [BLANK.get(word) if value is None else value
              for word, value in zip(words, values, strict=True)]  # fmt: skip
    try:
        return function.run(*filled)
    except (ArithmeticError, ValueError, TypeError, AttributeError, LookupError):
        return None


GIVEN = {"text": TEXT, "number": NUMBER, "boolean": BOOLEAN, "date": DATE, "texts": list_of(TEXT)}
BLANK: Mapping[str, Any] = {"text": "", "number": 0, "boolean": False, "list": ()}


def _fits_word(kind: Kind, word: str) -> bool:
    if word == "any" or kind.name == "any":
        return True
    if word == "numbers":
        return fits(kind.item or kind, NUMBER)
    if word == "words":
        return kind.name in {"text", "list"}
    return kind.name == word


def is_blank(value: Any) -> bool:
    """What ``empty`` says yes to: nothing, no text, 0, false, no items."""
    return value is None or value in ("", ()) or value is False or value == 0


def numbers(values: Sequence[Any]) -> list[float]:
    """All numbers, also those in lists."""
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return [one for one in flat if isinstance(one, int | float) and not isinstance(one, bool)]


def _of_numbers(count: Callable[[list[float]], float], of_none: float | None = None) -> Run:
    def run(*values: Any) -> float | None:
        found = numbers(values)
        return count(found) if found else of_none

    return run


def half_up(number: float, places: float = 0) -> float:
    """Rounded as JavaScript rounds: halves go up."""
    scale = 10 ** max(-15, min(15, int(places)))
    return float(math.floor(number * scale + 0.5) / scale)


def to_number(value: Any) -> float | None:
    """The number that a text begins with, 1 for true, milliseconds of a date."""
    if isinstance(value, bool | int | float):
        return float(value)
    if hasattr(value, "start"):
        return date_functions.timestamp(value)
    try:
        return float(as_text(value).strip())
    except ValueError:
        return None


def cube_root(number: float) -> float:
    """The root of a cube, exactly when it is whole."""
    found = math.cbrt(number)
    return round(found) if round(found) ** 3 == number else found


def power(base: float, exponent: float) -> float | None:
    """A power; nothing for what is no real number."""
    found = base**exponent
    return None if isinstance(found, complex) else found


def divided(left: float, right: float) -> float | None:
    """A quotient; nothing comes of a division by 0."""
    return None if right == 0 else left / right


def remainder(left: float, right: float) -> float | None:
    """What a division leaves, with the sign of the dividend."""
    return None if right == 0 else math.fmod(left, right)


def _table(lines: Mapping[str, tuple[str, str, Run]]) -> dict[str, Function]:
    return {name: Function(tuple(params.split()), gives, run)
            for name, (params, gives, run) in lines.items()}  # fmt: skip


FUNCTIONS: Mapping[str, Function] = {
    **_table({
        "empty": ("any?", "boolean", lambda value=None: is_blank(value)),
        "and": ("boolean boolean*", "boolean", lambda *found: all(found)),
        "or": ("boolean boolean*", "boolean", lambda *found: any(found)),
        "not": ("boolean", "boolean", lambda found: not found),
        "equal": ("any any", "boolean", lambda left, right: left == right),
        "unequal": ("any any", "boolean", lambda left, right: left != right),
        "larger": ("number number", "boolean", lambda left, right: left > right),
        "largerEq": ("number number", "boolean", lambda left, right: left >= right),
        "smaller": ("number number", "boolean", lambda left, right: left < right),
        "smallerEq": ("number number", "boolean", lambda left, right: left <= right),
        "add": ("number number", "number", lambda left, right: left + right),
        "subtract": ("number number", "number", lambda left, right: left - right),
        "multiply": ("number number", "number", lambda left, right: left * right),
        "divide": ("number number", "number", divided),
        "mod": ("number number", "number", remainder),
        "pow": ("number number", "number", power),
        "unaryMinus": ("number", "number", lambda number: -number),
        "unaryPlus": ("any", "number", to_number),
        "toNumber": ("any", "number", to_number),
        "round": ("number number?", "number", half_up),
        "floor": ("number", "number", math.floor),
        "ceil": ("number", "number", math.ceil),
        "abs": ("number", "number", abs),
        "sqrt": ("number", "number", math.sqrt),
        "cbrt": ("number", "number", cube_root),
        "exp": ("number", "number", math.exp),
        "ln": ("number", "number", math.log),
        "log10": ("number", "number", math.log10),
        "log2": ("number", "number", math.log2),
        "sign": ("number", "number", lambda number: (number > 0) - (number < 0)),
        "pi": ("", "number", lambda: math.pi),
        "e": ("", "number", lambda: math.e),
        "min": ("numbers*", "number", _of_numbers(min)),
        "max": ("numbers*", "number", _of_numbers(max)),
        "sum": ("numbers*", "number", _of_numbers(sum, 0)),
        "mean": ("numbers*", "number", _of_numbers(fmean)),
        "median": ("numbers*", "number", _of_numbers(median)),
    }),
    **_table(text_functions.LINES),
    **_table(date_functions.LINES),
    **_table(list_functions.LINES),
}  # fmt: skip
