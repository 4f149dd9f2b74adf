"""The filters of a search: read strictly, then asked of records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.hubspot.asked import known_keys
from sandbox.hubspot.errors import HubError, invalid
from sandbox.hubspot.kinds import Kind
from sandbox.hubspot.portal import Portal, comparable
from sandbox.hubspot.properties import Property

Json = dict[str, Any]
Test = Callable[[Any], bool]

RANGES = {"LT", "LTE", "GT", "GTE", "BETWEEN"}
SEVERAL = {"IN", "NOT_IN"}
BLANK = {"HAS_PROPERTY", "NOT_HAS_PROPERTY"}
OPERATORS = {*RANGES, *SEVERAL, *BLANK, "EQ", "NEQ", "CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"}
KEYS = frozenset({"propertyName", "operator", "value", "highValue", "values"})


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition. ``low`` and ``high`` bound a range, both included, where there is one."""

    found: Property
    operator: str
    values: tuple[Any, ...]

    @property
    def bounds(self) -> tuple[Any | None, Any | None] | None:
        """What a range includes; None for what is no closed range."""
        match self.operator:
            case "GTE":
                return self.values[0], None
            case "LTE":
                return None, self.values[0]
            case "BETWEEN":
                return self.values[0], self.values[1]
        return None


def read_groups(portal: Portal, kind: Kind, groups: Any) -> list[list[Filter]]:
    """Groups of filters; HubSpot's limits hold, and unknown properties are refused."""
    if not isinstance(groups, list):
        raise invalid("Invalid input JSON: filterGroups must be a list")
    config = portal.config
    if len(groups) > config.most_groups:
        raise invalid(f"There may be at most {config.most_groups} filterGroups")
    read = [_group(portal, kind, group) for group in groups]
    if any(len(group) > config.most_filters_in_group for group in read):
        raise invalid(f"A filterGroup may have at most {config.most_filters_in_group} filters")
    if sum(map(len, read)) > config.most_filters:
        raise invalid(f"A search may have at most {config.most_filters} filters in all")
    return read


def meets(portal: Portal, groups: list[list[Filter]]) -> Test:
    """Whether a record meets all filters of at least one group."""
    tests = [[_test(portal, one) for one in group] for group in groups]

    def asked(record: Any) -> bool:
        return any(all(test(record) for test in group) for group in tests)

    return asked if tests else lambda _: True


def contains(portal: Portal, kind: Kind, words: str) -> Test:
    """Free text: every word begins some word of a searchable property."""
    getters = [portal.properties(kind)[name].get for name in kind.searched]
    wanted = _words(words)

    def asked(record: Any) -> bool:
        found = [word for get in getters for word in _words(get(portal.world, record) or "")]
        return all(any(word.startswith(each) for word in found) for each in wanted)

    return asked


def _group(portal: Portal, kind: Kind, group: Any) -> list[Filter]:
    if not isinstance(group, Mapping) or not isinstance(group.get("filters", []), list):
        raise invalid("Invalid input JSON: a filterGroup must have a list of filters")
    known_keys(portal, group, frozenset({"filters"}), "filterGroups")
    return [_filter(portal, kind, one) for one in group.get("filters", [])]


def _filter(portal: Portal, kind: Kind, one: Any) -> Filter:
    if not isinstance(one, Mapping):
        raise invalid("Invalid input JSON: a filter must be an object")
    known_keys(portal, one, KEYS, "filters")
    found = portal.properties(kind).get(str(one.get("propertyName")))
    if found is None:
        raise no_property(str(one.get("propertyName")))
    operator = str(one.get("operator"))
    if operator not in OPERATORS:
        portal.violate(f"unknown operator {operator!r} in a filter")
        raise invalid(f"Invalid input JSON: unknown operator {operator}")
    return Filter(found, operator, _values(found, operator, one))


def no_property(name: str) -> HubError:
    return invalid(
        "There was a problem with the request.",
        errors=[{
            "message": f"Property named '{name}' does not exist for this object type",
            "code": "INVALID_PROPERTY", "in": "filterGroups",
            "context": {"propertyName": [name]},
        }],
    )  # fmt: skip


def _values(found: Property, operator: str, one: Mapping[str, Any]) -> tuple[Any, ...]:
    if operator in BLANK:
        return ()
    if operator in SEVERAL:
        several = one.get("values")
        if not isinstance(several, list) or not several:
            raise invalid(f"operator {operator} requires values", errors=[])
        return tuple(_value(found, value) for value in several)
    names = ("value", "highValue") if operator == "BETWEEN" else ("value",)
    return tuple(_value(found, one.get(name)) for name in names)


def _value(found: Property, value: Any) -> Any:
    """As the property compares; numbers are taken for strings, as HubSpot does."""
    if isinstance(value, bool):
        value = "true" if value else "false"
    if not isinstance(value, str | int | float):
        raise invalid(f"A filter on {found.name} needs a value")
    read = comparable(found)(str(value))
    if read is None:
        raise invalid(f"Invalid value for {found.name}: {value}")
    return read


def _test(portal: Portal, one: Filter) -> Test:
    get, read, world = one.found.get, comparable(one.found), portal.world
    holds = _HOLDS[one.operator]
    wanted = one.values

    def asked(record: Any) -> bool:
        text = get(world, record)
        return holds(None if text is None else read(text), wanted)

    return asked


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _token(value: Any, wanted: tuple[Any, ...]) -> bool:
    """Whether a word is among the words of a value; ``*`` stands for the rest of a word."""
    pattern = re.escape(str(wanted[0]).casefold()).replace(r"\*", r"\w*")
    return value is not None and re.search(rf"(?<!\w){pattern}(?!\w)", str(value)) is not None


_HOLDS: Mapping[str, Callable[[Any, tuple[Any, ...]], bool]] = {
    "EQ": lambda value, wanted: value == wanted[0],
    "NEQ": lambda value, wanted: value is not None and value != wanted[0],
    "LT": lambda value, wanted: value is not None and value < wanted[0],
    "LTE": lambda value, wanted: value is not None and value <= wanted[0],
    "GT": lambda value, wanted: value is not None and value > wanted[0],
    "GTE": lambda value, wanted: value is not None and value >= wanted[0],
    "BETWEEN": lambda value, wanted: value is not None and wanted[0] <= value <= wanted[1],
    "IN": lambda value, wanted: value in wanted,
    "NOT_IN": lambda value, wanted: value is not None and value not in wanted,
    "HAS_PROPERTY": lambda value, _: value is not None,
    "NOT_HAS_PROPERTY": lambda value, _: value is None,
    "CONTAINS_TOKEN": _token,
    "NOT_CONTAINS_TOKEN": lambda value, wanted: value is not None and not _token(value, wanted),
}
