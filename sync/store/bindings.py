"""Where documents made of databases have their tables, and what is kept beside."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Engine, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert

from sync.core.binding import Binding, from_json, to_json
from sync.store.tables import TENANT, bindings
from sync.store.values import Json

Comments = Mapping[str, Mapping[str, str]]
"""Page → the service's comment there: its id, and the hash of what it says."""


def binding_at(engine: Engine, home: str) -> Binding | None:
    """The binding of the page or database with this id; None when it was never bound."""
    wanted = select(bindings.c.binding).where(_here(home))
    with engine.connect() as connection:
        kept = connection.scalar(wanted)
    return from_json(kept) if kept else None


def is_old(engine: Engine, home: str) -> bool:
    """Whether a day has passed since the binding was compared with what is there."""
    day = func.make_interval(0, 0, 0, 1)
    wanted = select(bindings.c.checked < func.now() - day).where(_here(home))
    with engine.connect() as connection:
        return bool(connection.scalar(wanted))


def keep_binding(engine: Engine, binding: Binding) -> None:
    """Keep a binding in place of an earlier one; what is kept beside it stays."""
    kept = {"binding": to_json(binding), "checked": func.now()}
    put = insert(bindings).values(home=binding.home, **kept)
    with engine.begin() as connection:
        connection.execute(
            put.on_conflict_do_update(
                index_elements=[bindings.c.tenant, bindings.c.home], set_=kept
            )
        )


def mark_of(engine: Engine, home: str) -> Mapping[str, Json] | None:
    """What the document looked like when it was read last; None before."""
    with engine.connect() as connection:
        found: Mapping[str, Json] | None = connection.scalar(
            select(bindings.c.mark).where(_here(home))
        )
    return found


def keep_mark(engine: Engine, home: str, mark: Mapping[str, Json]) -> None:
    """Keep what the document looked like."""
    _note(engine, home, {"mark": dict(mark)})


def comments_of(engine: Engine, home: str) -> Comments:
    """The service's own comments, by page."""
    with engine.connect() as connection:
        found: Comments | None = connection.scalar(select(bindings.c.comments).where(_here(home)))
    return found or {}


def keep_comments(engine: Engine, home: str, comments: Comments) -> None:
    """Keep the service's own comments."""
    _note(engine, home, {"comments": dict(comments)})


def _here(home: str) -> ColumnElement[bool]:
    return and_(bindings.c.tenant == TENANT, bindings.c.home == home)


def _note(engine: Engine, home: str, values: Mapping[str, object]) -> None:
    with engine.begin() as connection:
        connection.execute(update(bindings).where(_here(home)).values(**values))
