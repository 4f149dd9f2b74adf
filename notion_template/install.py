"""Builds the template under a page, and goes on where an earlier try stopped.

Every step looks before it makes, by the ids kept of it and by what really is there. So a run that
was broken off is simply run again, by the next command, or here when an answer was lost.
"""

from __future__ import annotations

from http import HTTPStatus

from notion_template.building import Building, Keep, Order, Progress
from notion_template.client import Client
from notion_template.errors import explained
from notion_template.filling import ensure_rows
from notion_template.home import ensure_home, mark_complete
from notion_template.making import ensure_columns, ensure_databases
from notion_template.rows import fillings
from notion_template.showing import count_views, ensure_linked, ensure_views
from sync.core.binding import Binding
from sync.core.databases import DATABASES
from sync.transport import TransportError

TRIES = 3
"""Rounds without a step forward, after which it is given up."""


def install(
    client: Client, order: Order, kept: Binding | None, keep: Keep, progress: Progress
) -> Binding:
    """Leave exactly one complete template under a page. ``kept`` is what an earlier run kept.

    A complete one is left alone, whatever people have made of it; databases and columns that are
    gone are put back. Raises SyncError; then the same call goes on later.
    """
    binding = kept or Binding("", order.language, {})
    building = Building(client, order, binding, keep, progress, _steps(order))
    left = TRIES
    while True:
        before = len(building.seen or ())
        try:
            _build(building)
        except TransportError as error:
            left = TRIES if len(building.seen or ()) > before else left - 1
            if left == 0 or not _may_be_done(error):
                raise explained(error) from error
        else:
            return building.binding


def is_complete(binding: Binding) -> bool:
    """Whether a run got to the end."""
    return "complete" in binding.made


def _build(building: Building) -> None:
    inside = ensure_home(building)
    ensure_databases(building, inside)
    schemas = ensure_columns(building)
    rows = fillings(building.order, building.language)
    if building.complete:
        ensure_rows(building, [row for row in rows if row.tab == "settings"])
    else:
        ensure_rows(building, rows)
    if not building.complete or _remembers_views(building.binding):
        ensure_views(building, schemas)
    if not building.complete:
        ensure_linked(building, schemas, inside)
    mark_complete(building, inside)


def _remembers_views(binding: Binding) -> bool:
    """Whether it is known which views were made: those that people took away stay away."""
    return any(step.startswith("view.") for step in binding.made)


def _may_be_done(error: TransportError) -> bool:
    """Whether it is worth a look if the step was carried out all the same."""
    return error.ambiguous or error.status == HTTPStatus.CONFLICT


def _steps(order: Order) -> int:
    rows = fillings(order, order.language)
    tabs = {row.tab for row in rows}
    return 3 + 2 * len(DATABASES) + len(rows) + len(tabs) + count_views()
