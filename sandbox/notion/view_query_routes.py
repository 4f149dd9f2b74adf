"""What a view shows, asked for through the API: ``/v1/views/…/queries``.

A query keeps the rows as they were when it was made, for a quarter of an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from sandbox.notion.asked import Asked, bad_cursor, list_answer, page_size, uuid
from sandbox.notion.errors import not_found
from sandbox.notion.gate import Gate
from sandbox.notion.model import Json, View
from sandbox.notion.moments import exact
from sandbox.notion.paging import INCOMPLETE, ids_of
from sandbox.notion.querying import rows_of_view
from sandbox.notion.space import Notion
from sandbox.notion.told import only

LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class ViewQuery:
    """The rows that a view showed."""

    id: str
    view: str
    bot: str
    until: datetime
    rows: list[str]
    cut: bool


def add(gate: Gate) -> None:
    """Every path of view queries."""
    kept = Kept()
    queries = "/views/<view_id>/queries"
    gate.route("POST", queries, kept.create, needs="read", reads=True)
    gate.route("GET", f"{queries}/<query_id>", kept.results, needs="read")
    gate.route("DELETE", f"{queries}/<query_id>", kept.delete, needs="read")


class Kept:
    """The queries of each workspace; a reset forgets them with it."""

    def __init__(self) -> None:
        self._shelves: WeakKeyDictionary[Notion, dict[str, ViewQuery]] = WeakKeyDictionary()

    def create(self, asked: Asked, view_id: str) -> Json:
        """Ask a view, and get the first rows."""
        only(asked.body, ("page_size",))
        space, view, size = asked.space, _view(asked, view_id), page_size(asked, "body")
        found, cap = ids_of(rows_of_view(space, view, asked.by)), space.switches.query_cap
        made = ViewQuery(
            space.uuid(), view.id, asked.by, space.now() + LASTS, found[:cap], len(found) > cap
        )
        self._shelf(space)[made.id] = made
        rest = made.rows[size : size + 1]
        shown: Json = {
            "object": "view_query", "id": made.id, "view_id": view.id,
            "expires_at": exact(made.until), "total_count": len(found),
            "results": _pages(made.rows[:size]), "next_cursor": rest[0] if rest else None,
            "has_more": bool(rest),
        }  # fmt: skip
        return shown if rest else shown | _status(made)

    def results(self, asked: Asked, view_id: str, query_id: str) -> Json:
        """More of its rows."""
        made = self._kept(asked, view_id, query_id)
        size, cursor = page_size(asked, "query"), asked.args.get("start_cursor")
        if cursor is not None and cursor not in made.rows:
            raise bad_cursor(cursor, "query")
        start = made.rows.index(cursor) if cursor is not None else 0
        rest = made.rows[start + size : start + size + 1]
        shown = list_answer(
            "page", _pages(made.rows[start : start + size]), rest[0] if rest else None
        )
        return shown if rest else shown | _status(made)

    def delete(self, asked: Asked, view_id: str, query_id: str) -> Json:
        """Forget a query."""
        made = self._kept(asked, view_id, query_id)
        del self._shelf(asked.space)[made.id]
        return {"object": "view_query", "id": made.id, "deleted": True}

    def _kept(self, asked: Asked, view_id: str, query_id: str) -> ViewQuery:
        view, key = _view(asked, view_id), uuid(query_id, "path.query_id")
        found = self._shelf(asked.space).get(key)
        known = found is not None and (found.view, found.bot) == (view.id, asked.by)
        if found is None or not known or found.until <= asked.space.now():
            raise not_found("view query", key, asked.token)
        return found

    def _shelf(self, space: Notion) -> dict[str, ViewQuery]:
        return self._shelves.setdefault(space, {})


def _view(asked: Asked, view_id: str) -> View:
    key = uuid(view_id, "path.view_id")
    view = asked.space.views.get(key)
    if view is None or not asked.space.is_shared(asked.token, view.data_source):
        raise not_found("view", key, asked.token)
    return view


def _pages(ids: list[str]) -> list[Json]:
    return [{"object": "page", "id": one} for one in ids]


def _status(made: ViewQuery) -> Json:
    return {"request_status": INCOMPLETE} if made.cut else {}
