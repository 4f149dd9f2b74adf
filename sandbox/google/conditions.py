"""Conditions of validations, conditional formats and filters: what they need, whether they hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sandbox.google.model import ErrorCode, Value

Json = dict[str, Any]

ANY = 10**6
VALUES: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("NUMBER_GREATER", "NUMBER_GREATER_THAN_EQ", "NUMBER_LESS", "NUMBER_EQ",
                     "NUMBER_LESS_THAN_EQ", "NUMBER_NOT_EQ", "TEXT_CONTAINS", "TEXT_NOT_CONTAINS",
                     "TEXT_STARTS_WITH", "TEXT_ENDS_WITH", "DATE_BEFORE", "DATE_AFTER",
                     "DATE_ON_OR_BEFORE", "DATE_ON_OR_AFTER", "ONE_OF_RANGE", "CUSTOM_FORMULA",
                     "FILTER_EXPRESSION"), (1, 1)),
    **dict.fromkeys(("NUMBER_BETWEEN", "NUMBER_NOT_BETWEEN", "DATE_BETWEEN", "DATE_NOT_BETWEEN"),
                    (2, 2)),
    **dict.fromkeys(("TEXT_IS_EMAIL", "TEXT_IS_URL", "DATE_IS_VALID", "BLANK", "NOT_BLANK"),
                    (0, 0)),
    **dict.fromkeys(("TEXT_EQ", "TEXT_NOT_EQ", "DATE_EQ", "DATE_NOT_EQ", "ONE_OF_LIST"),
                    (1, ANY)),
    "BOOLEAN": (0, 2),
}  # fmt: skip
"""Type of a condition → the fewest and the most values it takes."""

VALIDATION_ONLY = {"ONE_OF_RANGE", "ONE_OF_LIST", "BOOLEAN", "TEXT_IS_EMAIL", "TEXT_IS_URL",
                   "DATE_IS_VALID"}  # fmt: skip
FILTER_ONLY = {"FILTER_EXPRESSION"}


class ConditionError(ValueError):
    """The service would refuse such a condition; the text says why."""


def check(condition: Json, *, validation: bool) -> None:
    """Raises for an unknown type, a type used in the wrong place, or too many or few values."""
    kind = condition.get("type", "")
    if kind not in VALUES:
        raise ConditionError("BooleanCondition.type must be specified")
    if kind in (FILTER_ONLY if validation else VALIDATION_ONLY):
        raise ConditionError(f"ConditionType '{kind}' is not supported here")
    least, most = VALUES[kind]
    count = len(condition.get("values", ()))
    if not least <= count <= most:
        wanted = str(least) if least == most else f"at least {least}"
        raise ConditionError(
            f"ConditionType '{kind}' requires {wanted} ConditionValues, not {count}"
        )


Read = Callable[[str], Value]
"""What a typed operand is worth: `0,75`, `01.02.2026`, `=A1*2`."""


def holds(condition: Json, value: Value, shown: str, read: Read) -> bool:
    """Whether a cell with this value and this text meets the condition.

    ``read`` gives the worth of an operand, formulas included. Conditions on a list of a range are
    not decided here; the caller knows the list.
    """
    kind = condition["type"]
    if kind in {"BLANK", "NOT_BLANK"}:
        return (shown == "") is (kind == "BLANK")
    texts = [str(one.get("userEnteredValue", "")) for one in condition.get("values", ())]
    if kind.startswith("TEXT_"):
        return text_holds(kind, shown, texts)
    if kind == "ONE_OF_LIST":
        return shown in texts
    operands = [read(text) for text in texts]
    if kind == "CUSTOM_FORMULA":
        return is_on(operands[0])
    if kind == "BOOLEAN":
        return value in operands if operands else isinstance(value, bool)
    return is_number(value) if kind == "DATE_IS_VALID" else compared(kind, value, operands)


def is_on(value: Value) -> bool:
    """Whether the result of a custom formula counts as true."""
    return value is True or (is_number(value) and value != 0)


def is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}\Z")
URL = re.compile(r"(?:https?://|www\.)[^\s.]+\.[^\s]{2,}\Z")


def text_holds(kind: str, shown: str, operands: list[str]) -> bool:
    """Letters count without regard to case."""
    text, wanted = shown.casefold(), [one.casefold() for one in operands]
    if kind == "TEXT_IS_EMAIL":
        return EMAIL.match(shown) is not None
    if kind == "TEXT_IS_URL":
        return URL.match(shown) is not None
    if kind in {"TEXT_EQ", "TEXT_NOT_EQ"}:
        return (text in wanted) is (kind == "TEXT_EQ")
    if kind in {"TEXT_CONTAINS", "TEXT_NOT_CONTAINS"}:
        return (wanted[0] in text) is (kind == "TEXT_CONTAINS")
    return text.startswith(wanted[0]) if kind == "TEXT_STARTS_WITH" else text.endswith(wanted[0])


COMPARED: dict[str, Callable[[float, list[float]], bool]] = {
    "GREATER": lambda number, to: number > to[0],
    "GREATER_THAN_EQ": lambda number, to: number >= to[0],
    "LESS": lambda number, to: number < to[0],
    "LESS_THAN_EQ": lambda number, to: number <= to[0],
    "EQ": lambda number, to: number in to,
    "NOT_EQ": lambda number, to: number not in to,
    "BETWEEN": lambda number, to: min(to) <= number <= max(to),
    "NOT_BETWEEN": lambda number, to: not min(to) <= number <= max(to),
    "BEFORE": lambda number, to: number < to[0],
    "AFTER": lambda number, to: number > to[0],
    "ON_OR_BEFORE": lambda number, to: number <= to[0],
    "ON_OR_AFTER": lambda number, to: number >= to[0],
}


def compared(kind: str, value: Value, operands: list[Value]) -> bool:
    """Of numbers and dates alike; text, errors and blanks meet no comparison."""
    if isinstance(value, (bool, ErrorCode, str)) or value is None:
        return False
    numbers = [float(one) for one in operands if isinstance(one, (int, float))]
    return len(numbers) == len(operands) and COMPARED[kind.partition("_")[2]](value, numbers)
