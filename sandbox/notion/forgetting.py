"""What is deleted for good: it goes with all that was said of it, and with views that showed it."""

from __future__ import annotations

from collections.abc import Set

from sandbox.notion.space import Notion


def forget(space: Notion, gone: Set[str]) -> None:
    """Take things off their shelves; whatever contained them has let go of them before."""
    for shelf in (space.pages, space.databases, space.data_sources, space.blocks):
        for key in gone & shelf.keys():
            del shelf[key]
    for comment in [one for one in space.comments.values() if one.parent.id in gone]:
        del space.comments[comment.id]
    for view in [one for one in space.views.values() if {one.parent.id, one.data_source} & gone]:
        del space.views[view.id]
    for database in space.databases.values():
        database.views = [key for key in database.views if key in space.views]
    space.version += 1
