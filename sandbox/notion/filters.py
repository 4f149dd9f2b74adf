"""The filter of a query: read strictly, then asked of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.notion import computing
from sandbox.notion.columns import find_property, missing_property
from sandbox.notion.errors import NotionError, invalid
from sandbox.notion.filter_dates import date_operators
from sandbox.notion.filter_operators import OPERATORS, Operator
from sandbox.notion.model import DataSource, Page, Property
from sandbox.notion.sight import Sight, options_of
from sandbox.notion.spans import Span, to_minute
from sandbox.notion.told import choice, listing, mapping, one_of, only, text, wrong

Test = Callable[[Page], bool]
Condition = Callable[[Any], bool]
"""Asks a value, as ``cells`` gives it."""

TEXTS = frozenset({"title", "rich_text", "url", "email", "phone_number"})
TIMES = ("created_time", "last_edited_time")
DATED = frozenset({"date", *TIMES})
KINDS = (
    "title", "rich_text", "number", "checkbox", "select", "multi_select", "status", "date",
    "people", "files", "url", "email", "phone_number", "relation", "created_by", "created_time",
    "last_edited_by", "last_edited_time", "formula", "unique_id", "rollup", "verification",
)  # fmt: skip
"""What a condition on a property may stand under."""
RESULTS = {"string": "string", "number": "number", "boolean": "checkbox", "date": "date"}
"""Type of a formula's result → what a condition on it stands under."""
LISTED: Mapping[str, str] = {
    "rich_text": "text", "number": "number", "checkbox": "checkbox", "select": "option",
    "multi_select": "options", "relation": "relation", "date": "date", "people": "people",
    "files": "files", "status": "option",
}  # fmt: skip
"""What a condition on the values of a rollup may stand under → the family it fits."""
QUANTIFIERS: Mapping[str, Callable[[list[bool]], bool]] = {
    "any": any,
    "none": lambda met: not any(met),
    "every": lambda met: bool(met) and all(met),
}
DEEPEST = 2
"""Groups within groups."""


@dataclass(frozen=True, slots=True)
class Frame:
    """For whom, and of which table, a filter is read."""

    sight: Sight
    source: DataSource


def read_filter(sight: Sight, source: DataSource, told: Any, where: str = "body.filter") -> Test:
    """Whether a row meets a filter; nothing is met by all. Raises NotionError."""
    return (lambda _: True) if told is None else _part(Frame(sight, source), told, where, 0)


def _part(frame: Frame, told: Any, where: str, depth: int) -> Test:
    found = mapping(told, where)
    for joint in ("and", "or"):
        if joint in found:
            if depth == DEEPEST:
                raise wrong(f"{where}.{joint}", "not present", found[joint])
            return _group(frame, joint, found, where, depth)
    if "timestamp" in found:
        return _timestamp(frame, found, where)
    return _property(frame, found, where, depth)


def _group(frame: Frame, joint: str, told: dict[str, Any], where: str, depth: int) -> Test:
    only(told, (joint,), where)
    parts = [
        _part(frame, one, f"{where}.{joint}[{place}]", depth + 1)
        for place, one in enumerate(listing(told[joint], f"{where}.{joint}"))
    ]
    joined = all if joint == "and" else any
    return lambda page: joined(part(page) for part in parts)


def _timestamp(frame: Frame, told: dict[str, Any], where: str) -> Test:
    """A condition on when a row was made or changed. ``is_empty`` is taken, and met by none."""
    kind = choice(told["timestamp"], TIMES, f"{where}.timestamp")
    only(told, ("timestamp", "type", kind), where)
    if kind not in told:
        raise one_of((kind,), where, told)
    met = _condition(frame.sight, kind, told[kind], f"{where}.{kind}")

    def asked(page: Page) -> bool:
        moment = page.created if kind == "created_time" else page.edited
        return met(Span(to_minute(moment), timed=True))

    return asked


def _property(frame: Frame, told: dict[str, Any], where: str, depth: int) -> Test:
    kinds = [kind for kind in KINDS if kind in told]
    if not kinds:
        raise one_of((*(("or", "and") if depth < DEEPEST else ()), *KINDS), where, told)
    kind = kinds[0]
    only(told, ("property", "type", kind), where)
    if told.get("type", kind) != kind:
        raise wrong(f"{where}.type", f'`"{kind}"` or `undefined`', told["type"])
    if "property" not in told:
        raise one_of(("property",), where, told)
    prop = known_property(frame.source, text(told["property"], f"{where}.property"))
    if kind != prop.type and not (kind == "rich_text" and prop.type in TEXTS):
        raise mismatch(prop.type, kind)
    met = _met(frame, prop, kind, told[kind], f"{where}.{kind}")
    return lambda page: met(computing.value(frame.sight, page, prop))


def _met(frame: Frame, prop: Property, kind: str, told: Any, where: str) -> Condition:
    if kind == "formula":
        return _formula(frame, prop, told, where)
    if kind == "rollup":
        return _rollup(frame, prop, told, where)
    known = _known(prop, told) if kind in {"select", "status", "multi_select"} else told
    return _condition(frame.sight, kind, known, where)


def _condition(sight: Sight, kind: str, told: Any, where: str) -> Condition:
    """One operator and its operand."""
    found = mapping(told, where)
    allowed = _operators(sight, kind)
    given = [name for name in found if name in allowed]
    if not given:
        raise one_of(tuple(allowed), where, found)
    only(found, given[:1], where)
    operator = allowed[given[0]]
    wanted = operator.read(found[given[0]], f"{where}.{given[0]}")
    wanted = sight.me if wanted == "me" and operator.read.__name__ == "person" else wanted
    return lambda value: operator.holds(value, wanted)


def _operators(sight: Sight, kind: str) -> Mapping[str, Operator]:
    return date_operators(sight.space.now()) if kind in DATED else OPERATORS[kind]


def _known(prop: Property, told: Any) -> Any:
    """The same condition with names of options, which may be given by id. Unknown ones are
    refused."""
    if not isinstance(told, dict):
        return told
    names = {key: option["name"] for key, option in options_of(prop).items()}

    def name(one: Any) -> Any:
        if not isinstance(one, str) or one in names.values():
            return one
        if one in names:
            return names[one]
        available = ", ".join(f'"{each}"' for each in names.values())
        raise invalid(
            f'{prop.type.replace("_", "-")} option "{one}" not found for property "{prop.name}".'
            f" Available options: {available}."
        )

    return {
        key: [name(each) for each in one] if isinstance(one, list) else name(one)
        for key, one in told.items()
    }


def _formula(frame: Frame, prop: Property, told: Any, where: str) -> Condition:
    """Formulas that a connection made have no type for filters, though they have values."""
    if prop.by_api:
        raise invalid("Unable to filter based on a formula of unknown type")
    found = mapping(told, where)
    given = [kind for kind in RESULTS.values() if kind in found]
    if not given:
        raise one_of(tuple(RESULTS.values()), where, found)
    only(found, given[:1], where)
    if RESULTS[computing.formula_type(frame.sight.space, prop)] != given[0]:
        raise mismatch("formula", given[0])
    return _condition(frame.sight, given[0], found[given[0]], f"{where}.{given[0]}")


def _rollup(frame: Frame, prop: Property, told: Any, where: str) -> Condition:
    found = mapping(told, where)
    given = [kind for kind in (*QUANTIFIERS, "date", "number") if kind in found]
    if not given:
        raise one_of((*QUANTIFIERS, "date", "number"), where, found)
    kind, place = given[0], f"{where}.{given[0]}"
    only(found, (kind,), where)
    shown = computing.rollup_type(frame.sight.space, frame.source, prop)
    if shown != ("array" if kind in QUANTIFIERS else kind):
        raise mismatch("rollup", kind)
    if kind not in QUANTIFIERS:
        return _condition(frame.sight, kind, found[kind], place)
    return _quantified(frame, prop, kind, mapping(found[kind], place), place)


def _quantified(
    frame: Frame, prop: Property, kind: str, told: dict[str, Any], where: str
) -> Condition:
    """A condition on the values that a rollup shows: none of them is met by none."""
    given = [one for one in LISTED if one in told]
    if not given:
        raise one_of(tuple(LISTED), where, told)
    only(told, given[:1], where)
    target = computing.rolled_up(frame.sight.space, frame.source, prop)
    if target is None or computing.family(frame.sight.space, *target) != LISTED[given[0]]:
        raise mismatch("rollup", given[0])
    column = target[1]
    condition = told[given[0]]
    known = _known(column, condition) if LISTED[given[0]] in {"option", "options"} else condition
    met = _condition(frame.sight, given[0], known, f"{where}.{given[0]}")
    return lambda values: QUANTIFIERS[kind]([met(value) for value in values or ()])


def known_property(source: DataSource, reference: str) -> Property:
    """A column by its name or id. Raises NotionError."""
    found = find_property(source, reference)
    if found is None:
        raise missing_property(reference)
    return found


def mismatch(column: str, kind: str) -> NotionError:
    """A condition that a column of another type was given."""
    return invalid(f"database property {column} does not match filter {kind}")
