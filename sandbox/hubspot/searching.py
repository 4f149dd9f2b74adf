"""Search: what the index knows, filtered, sorted and cut into pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Request

from sandbox.hubspot.asked import Wanted, body, known_keys, known_query, texts
from sandbox.hubspot.errors import invalid
from sandbox.hubspot.filters import Filter, contains, meets, no_property, read_groups
from sandbox.hubspot.kinds import Kind
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.showing import shown

Json = dict[str, Any]
KEYS = frozenset({"filterGroups", "sorts", "query", "properties", "limit", "after"})
LONGEST_BODY, MOST = 3000, 200
KEPT = 50
"""So many answers are remembered for their further pages."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it is understood."""

    groups: list[list[Filter]]
    sort: str
    descending: bool
    words: str

    @property
    def single(self) -> list[Filter]:
        """The filters that all results meet, where one group is all there is."""
        return self.groups[0] if len(self.groups) == 1 else []


def search(portal: Portal, kind: Kind, request: Request) -> tuple[int, Json]:
    """One page of what a search finds, and how much there is in all."""
    known_query(portal, request, frozenset())
    if len(request.get_data(cache=True)) > LONGEST_BODY:
        raise invalid(f"The request body must not be longer than {LONGEST_BODY} characters")
    asked = body(portal, request, KEYS)
    limit, after = _number(asked, "limit", 10), _number(asked, "after", 0)
    if not 0 <= limit <= MOST:
        raise invalid(f"limit must be between 0 and {MOST}")
    if after + limit > portal.config.most_results:
        raise invalid(
            f"after + limit must not be above {portal.config.most_results}: a search shows no more"
        )
    numbers = _found(portal, kind, asked)
    index = portal.index(kind)
    wanted = Wanted(frozenset(texts(asked, "properties")))
    page = numbers[after : after + limit]
    found: Json = {
        "total": len(numbers),
        "results": [shown(portal, kind, index.seen[number], wanted) for number in page],
    }
    if after + limit < len(numbers) and page:
        found["paging"] = {"next": {"after": str(after + limit)}}
    return 200, found


def _found(portal: Portal, kind: Kind, asked: Json) -> list[int]:
    """Numbers of all that is found, in order; remembered while the index stays as it is."""
    index = portal.index(kind)
    parts = {
        key: value for key, value in asked.items() if key in {"filterGroups", "sorts", "query"}
    }
    key = (kind.name, index.version, json.dumps(parts, sort_keys=True))
    if key not in portal.answers:
        query = _read(portal, kind, asked)
        if len(portal.answers) >= KEPT:
            portal.answers.clear()
        portal.answers[key] = _sorted(portal, kind, query)
    return portal.answers[key]


def _read(portal: Portal, kind: Kind, asked: Json) -> Query:
    sorts = asked.get("sorts") or []
    if not isinstance(sorts, list) or len(sorts) > 1:
        raise invalid("Only one sort is supported")
    name, descending = _sort(portal, sorts[0]) if sorts else (kind.created, False)
    if name not in portal.properties(kind):
        raise no_property(name)
    words = asked.get("query") or ""
    if not isinstance(words, str):
        raise invalid("Invalid input JSON: query must be a string")
    groups = read_groups(portal, kind, asked.get("filterGroups") or [])
    return Query(groups, name, descending, words)


def _sort(portal: Portal, one: Any) -> tuple[str, bool]:
    """A name, a name with a minus before it, or an object."""
    if isinstance(one, str):
        return one.removeprefix("-"), one.startswith("-")
    if not isinstance(one, dict):
        raise invalid("Invalid input JSON: a sort must be a string or an object")
    known_keys(portal, one, frozenset({"propertyName", "direction"}), "sorts")
    direction = str(one.get("direction", "ASCENDING"))
    if direction not in {"ASCENDING", "DESCENDING"}:
        raise invalid(f"Invalid sort direction: {direction}")
    return str(one.get("propertyName")), direction == "DESCENDING"


def _matching(portal: Portal, kind: Kind, query: Query) -> tuple[list[int], str]:
    """Numbers of what matches, and by which property they are in order already.

    A closed range is cut out of the index; the rest is asked of what is left.
    """
    index = portal.index(kind)
    ranged = next((one for one in query.single if one.bounds is not None), None)
    if ranged is None:
        numbers, order = list(index.seen), ""
    else:
        order = ranged.found.name
        numbers = index.between(order, *(ranged.bounds or (None, None)))
    rest = [[one for one in group if one is not ranged] for group in query.groups]
    if any(rest):
        test = meets(portal, rest)
        numbers = [number for number in numbers if test(index.seen[number])]
    if query.words:
        asked = contains(portal, kind, query.words)
        numbers = [number for number in numbers if asked(index.seen[number])]
    return numbers, order


def _sorted(portal: Portal, kind: Kind, query: Query) -> list[int]:
    """What matches by value, then by number; records without a value come last."""
    numbers, order = _matching(portal, kind, query)
    if order != query.sort:
        numbers = _in_order(portal, kind, query.sort, numbers)
    if query.descending:
        key = portal.sort_key(kind, query.sort)
        seen = portal.index(kind).seen
        valued = [number for number in numbers if key(seen[number]) is not None]
        return [*reversed(valued), *numbers[len(valued) :]]
    return numbers


def _in_order(portal: Portal, kind: Kind, name: str, numbers: list[int]) -> list[int]:
    """A few are sorted; of many the index's own order is taken."""
    index = portal.index(kind)
    if len(numbers) < len(index.seen) // 8:
        key = portal.sort_key(kind, name)
        keyed = [(key(index.seen[number]), number) for number in numbers]
        valued = sorted(pair for pair in keyed if pair[0] is not None)
        return [*(pair[1] for pair in valued), *sorted(n for k, n in keyed if k is None)]
    found = set(numbers)
    in_order = [number for _, number in index.sorted_by(name) if number in found]
    return [*in_order, *sorted(found.difference(in_order))]


def _number(asked: Json, name: str, default: int) -> int:
    value = asked.get(name, default)
    text = str(default if value in (None, "") else value)
    if not text.isascii() or not text.isdigit():
        raise invalid(f"Invalid input JSON: {name} must be a whole number")
    return int(text)
