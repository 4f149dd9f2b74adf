"""Databases and their data sources: made by connections and people alike."""

from __future__ import annotations

from sandbox.notion.model import TITLE, Database, DataSource, Json, Parent, Property
from sandbox.notion.space import Notion
from sandbox.notion.views import add_default_view


def create_database(
    space: Notion,
    parent: Parent,
    title: list[Json],
    by: str,
    *,
    id: str = "",  # noqa: A002
) -> Database:
    """A database with nothing in it, last among its siblings; add a data source next."""
    now = space.now()
    database = Database(id or space.uuid(), parent, now, now, by, by, title=title)
    space.databases[database.id] = database
    space.siblings(parent).append(database.id)
    space.emit("database.created", database.id, by)
    return database


def add_data_source(
    space: Notion,
    database: Database,
    title: list[Json],
    by: str,
    *,
    id: str = "",  # noqa: A002
) -> DataSource:
    """A table with one column, the title, and a view of its own."""
    now = space.now()
    source = DataSource(
        id or space.uuid(), Parent("database_id", database.id), now, now, by, by, title=title
    )
    source.properties[TITLE] = Property(TITLE, "Name", "title", {}, by_api=False)
    space.data_sources[source.id] = source
    database.data_sources.append(source.id)
    space.emit("data_source.created", source.id, by)
    add_default_view(space, database, source, by)
    return source
