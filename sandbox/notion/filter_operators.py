"""What a filter may ask of a cell: operators of each family of columns but dates.

An operator reads its operand strictly and says whether a cell meets it. Negative operators are
met by empty cells, comparisons of numbers never are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.notion.asked import uuid
from sandbox.notion.cells import is_empty
from sandbox.notion.told import choice, text, wrong

Operand = Callable[[Any, str], Any]
"""Takes what stands behind an operator and its path; gives what is compared, or raises."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: how its operand is read, and whether a cell meets it."""

    read: Operand
    holds: Callable[[Any, Any], bool]


def folded(told: Any, where: str) -> str:
    """Text, whose case does not count."""
    return text(told, where).casefold()


def number(told: Any, where: str) -> int | float:
    """A number, never a word for one."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise wrong(where, "a number", told)
    return told


def truth(told: Any, where: str) -> bool:
    """True or false."""
    if not isinstance(told, bool):
        raise wrong(where, "a boolean", told)
    return told


def must_be_true(told: Any, where: str) -> bool:
    """The operand of operators that compare with nothing."""
    if told is not True:
        raise wrong(where, "`true`", told)
    return True


def names(told: Any, where: str) -> tuple[str, ...]:
    """The name of an option, or several of which one will do."""
    if isinstance(told, list):
        return tuple(text(one, f"{where}[{place}]") for place, one in enumerate(told))
    if not isinstance(told, str):
        raise wrong(where, "a string or an array", told)
    return (told,)


def person(told: Any, where: str) -> str:
    """Id of a user, or the word ``me``."""
    return "me" if told == "me" else uuid(told, where)


def _below(found: Any, wanted: Any) -> bool:
    return found is not None and bool(found < wanted)


def _above(found: Any, wanted: Any) -> bool:
    return found is not None and bool(found > wanted)


EXISTENCE: Mapping[str, Operator] = {
    "is_empty": Operator(must_be_true, lambda found, _: is_empty(found)),
    "is_not_empty": Operator(must_be_true, lambda found, _: not is_empty(found)),
}
TEXT: Mapping[str, Operator] = {
    "equals": Operator(folded, lambda found, wanted: found.casefold() == wanted),
    "does_not_equal": Operator(folded, lambda found, wanted: found.casefold() != wanted),
    "contains": Operator(folded, lambda found, wanted: wanted in found.casefold()),
    "does_not_contain": Operator(folded, lambda found, wanted: wanted not in found.casefold()),
    "starts_with": Operator(folded, lambda found, wanted: found.casefold().startswith(wanted)),
    "ends_with": Operator(folded, lambda found, wanted: found.casefold().endswith(wanted)),
    **EXISTENCE,
}
NUMBERED: Mapping[str, Operator] = {
    "equals": Operator(number, lambda found, wanted: found == wanted),
    "does_not_equal": Operator(number, lambda found, wanted: found != wanted),
    "greater_than": Operator(number, _above),
    "less_than": Operator(number, _below),
    "greater_than_or_equal_to": Operator(
        number, lambda found, wanted: _above(found, wanted) or found == wanted
    ),
    "less_than_or_equal_to": Operator(
        number, lambda found, wanted: _below(found, wanted) or found == wanted
    ),
}
OPTION: Mapping[str, Operator] = {
    "equals": Operator(names, lambda found, wanted: found in wanted),
    "does_not_equal": Operator(names, lambda found, wanted: found not in wanted),
    **EXISTENCE,
}
OPTIONS: Mapping[str, Operator] = {
    "contains": Operator(names, lambda found, wanted: not set(wanted).isdisjoint(found)),
    "does_not_contain": Operator(names, lambda found, wanted: set(wanted).isdisjoint(found)),
    **EXISTENCE,
}


def _holding(read: Operand) -> Mapping[str, Operator]:
    return {
        "contains": Operator(read, lambda found, wanted: wanted in found),
        "does_not_contain": Operator(read, lambda found, wanted: wanted not in found),
        **EXISTENCE,
    }


def _state(told: Any, where: str) -> str:
    return choice(told, ("verified", "expired", "none"), where)


OPERATORS: Mapping[str, Mapping[str, Operator]] = {
    "title": TEXT, "rich_text": TEXT, "url": TEXT, "email": TEXT, "phone_number": TEXT,
    "string": TEXT, "number": {**NUMBERED, **EXISTENCE}, "unique_id": NUMBERED,
    "checkbox": {
        "equals": Operator(truth, lambda found, wanted: found is wanted),
        "does_not_equal": Operator(truth, lambda found, wanted: found is not wanted),
    },
    "select": OPTION, "status": OPTION, "multi_select": OPTIONS,
    "people": _holding(person), "created_by": _holding(person), "last_edited_by": _holding(person),
    "relation": _holding(uuid), "files": EXISTENCE,
    "verification": {
        "status": Operator(_state, lambda found, wanted: (found or "none") == wanted),
        "does_not_equal": Operator(_state, lambda found, wanted: (found or "none") != wanted),
    },
}  # fmt: skip
"""Key of a filter → what may stand under it. Dates have a module of their own."""
