"""Rows of a data source: those that meet a filter, in order. For the API, views and people."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.notion.filters import Test, read_filter
from sandbox.notion.model import DataSource, Json, Page, View
from sandbox.notion.sight import Sight
from sandbox.notion.sorting import Sort, in_order, read_sorts
from sandbox.notion.space import Notion


def rows(sight: Sight, source: DataSource, told: Json, *, trashed: bool = False) -> list[Page]:
    """The rows that ``filter`` and ``sorts`` of a request ask for. Raises NotionError."""
    met = read_filter(sight, source, told.get("filter"))
    sorts = read_sorts(sight, source, told.get("sorts"))
    return select(sight.space, source, met, sorts, trashed=trashed)


def select(
    space: Notion, source: DataSource, met: Test, sorts: Sequence[Sort], *, trashed: bool = False
) -> list[Page]:
    """The rows that meet a test; those in the trash, or the others."""
    gone = space.is_trashed(source.id)
    pages = (space.pages[one] for one in source.rows if one in space.pages)
    wanted = (page for page in pages if (gone or page.in_trash) is trashed and met(page))
    return in_order(source, wanted, sorts)


def rows_of_view(space: Notion, view: View, me: str = "") -> list[Page]:
    """What a view shows: its filter and its quick filters together, by its sorts. ``me`` is the id
    of whoever looks. Raises NotionError when a column is gone that they need."""
    source = space.data_sources[view.data_source]
    sight = Sight(space, me=me)
    quick = [{"property": key, **one} for key, one in (view.quick_filters or {}).items()]
    tests = [read_filter(sight, source, one) for one in (view.filter, *quick)]
    sorts = read_sorts(sight, source, view.sorts)
    return select(space, source, lambda page: all(test(page) for test in tests), sorts)
