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


def check_view(space: Notion, view: View) -> None:
    """Raises NotionError when the filters and sorts of a view could not be asked."""
    source, sight = space.data_sources[view.data_source], Sight(space)
    read_filter(sight, source, view.filter)
    for key, one in (view.quick_filters or {}).items():
        read_filter(sight, source, {"property": key, **one}, "body.quick_filters")
    read_sorts(sight, source, view.sorts)


def rows_of_view(space: Notion, view: View, me: str = "") -> list[Page]:
    """What a view shows: its filter and its quick filters together, by its sorts, but what asks
    for a column that is gone is passed over. ``me`` is the id of whoever looks."""
    source = space.data_sources[view.data_source]
    sight = Sight(space, me=me)
    quick = [{"property": key, **one} for key, one in (view.quick_filters or {}).items()]
    told = [kept for one in (view.filter, *quick) if (kept := _kept(source, one)) is not None]
    tests = [read_filter(sight, source, one) for one in told]
    sorts = [one for one in view.sorts if _kept(source, one) is not None]
    return select(
        space, source, lambda page: all(test(page) for test in tests),
        read_sorts(sight, source, sorts),
    )  # fmt: skip


def _kept(source: DataSource, told: Json | None) -> Json | None:
    """A filter without conditions on columns that are gone, or that have another type by now."""
    for joint in ("and", "or"):
        if told is not None and joint in told:
            parts = [kept for one in told[joint] if (kept := _kept(source, one)) is not None]
            return {joint: parts} if parts else None
    if told is None or "property" not in told:
        return told
    prop = source.properties.get(told["property"])
    fits = "direction" in told or (prop is not None and (prop.type in told or "rich_text" in told))
    return told if prop is not None and fits else None
