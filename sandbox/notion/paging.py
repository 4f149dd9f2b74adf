"""Pages of a query's results. Each page is found anew: rows that changed in between may appear
twice or be missed.

A cursor names the row that comes next, and hides which query it belongs to and how many rows were
given before, so that a row that is gone does not end the reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sandbox.notion.asked import Asked, bad_cursor, list_answer, page_size
from sandbox.notion.model import Json, Page

_CURSOR = re.compile(r"s:([0-9a-f-]{23})-([0-9a-f]{12}):(.+)")
INCOMPLETE = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
KIND = "page_or_data_source"


@dataclass(frozen=True, slots=True)
class Window:
    """What one request gets: entries, the next cursor, and whether the cap cut the rest off."""

    entries: list[str]
    following: str | None
    cut: bool = False

    def answer(self, results: Sequence[Json]) -> Json:
        """The list with these entries as answers show them."""
        found = list_answer(KIND, results, self.following)
        return found | {"request_status": INCOMPLETE} if self.cut else found


def window(asked: Asked, ids: Sequence[str], query: object, cap: int) -> Window:
    """The part of all ids that a request asks for. ``query`` tells this query from others."""
    size, mark = page_size(asked, "body"), _mark(query)
    given, start = _start(asked, ids, mark)
    room = max(0, cap - given)
    taken = list(ids[start : start + min(size, room)])
    end = start + len(taken)
    left = end < len(ids)
    if left and given + len(taken) >= cap:
        return Window(taken, None, cut=True)
    following = f"s:{mark}-{given + len(taken):012x}:{ids[end]}" if left else None
    return Window(taken, following)


def query_of(asked: Asked, *parts: str) -> Json:
    """What makes a query the same one when its next page is asked for."""
    told = {key: value for key, value in asked.body.items()
            if key not in {"start_cursor", "page_size"}}  # fmt: skip
    return {"of": parts, "told": told}


def ids_of(pages: Sequence[Page]) -> list[str]:
    """Their ids, in order."""
    return [page.id for page in pages]


def _start(asked: Asked, ids: Sequence[str], mark: str) -> tuple[int, int]:
    """How many rows were given before, and where to go on."""
    cursor = asked.body.get("start_cursor")
    if cursor is None:
        return 0, 0
    met = _CURSOR.fullmatch(cursor) if isinstance(cursor, str) else None
    if met is None or met[1] != mark:
        raise bad_cursor(cursor, "body")
    given = int(met[2], 16)
    return given, ids.index(met[3]) if met[3] in ids else min(given, len(ids))


def _mark(query: object) -> str:
    """The first part of a UUID that only this query has."""
    found = sha256(json.dumps(query, sort_keys=True).encode()).hexdigest()
    return f"{found[:8]}-{found[8:12]}-4{found[12:15]}-8{found[15:18]}"
