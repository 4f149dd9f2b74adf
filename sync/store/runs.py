"""The runs of each document: which step each is at, how it ended, what it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    cast,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
    update,
)

from sync.core.vocabulary import CellValue, Change, Formula, Text
from sync.store.errors import INTERRUPTED
from sync.store.tables import TENANT, documents, runs
from sync.store.values import Json, from_json, to_json

MOST_TOLD = 300
"""Changes of a run that are listed; the rest are counted."""
LONGEST = 300
UNTOLD = {"_lists", "history", "evidence"}
"""Tabs whose changes are counted only: long lists, renewed as a whole."""
UNTOLD_MEMORY = {"id", "kind", "source", "level", "first_seen", "fingerprint"}
"""What the service notes for itself in ``_okr``."""

_BRIEF = [each for each in runs.c if each.name != "told"]
HALF = 0xFFFFFFFF
"""A lock's number stands in two halves in the list of locks."""
_LOCKS = table(
    "pg_locks", column("locktype"), column("granted"), column("objsubid"), column("database"),
    column("classid"), column("objid"),
)  # fmt: skip
_DATABASES = table("pg_database", column("oid"), column("datname"))


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as it stands."""

    run: int
    document_id: str | None
    kind: str
    address: str
    title: str
    started_by: str
    """``cli`` or ``page``."""
    state: str
    """``running``, ``done`` or ``failed``."""
    step: str
    """A step of the path, the one at work or the last; empty before the first."""
    started: datetime
    finished: datetime | None
    changes: int | None
    calls: Mapping[str, Mapping[str, int]]
    error: Text | None
    error_kind: str
    """The name of the class of the error; empty when there is none or the process was stopped."""
    places: Mapping[str, int] = field(default_factory=dict)
    """How many changes there were in each tab."""
    told: tuple[Change, ...] = ()
    """The changes worth telling, at most ``MOST_TOLD``."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Id of a row among them → its text at that time."""


def note_step(engine: Engine, run: int, step: str) -> None:
    """Note what a run is about to do."""
    with engine.begin() as connection:
        connection.execute(update(runs).where(*_only(run)).values(step=step))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has done."""

    document_id: str
    changes: Sequence[Change]
    titles: Mapping[str, str]
    """Id of a row → its text."""
    calls: Mapping[str, Mapping[str, int]]


def finish_run(connection: Connection, run: int, outcome: Outcome) -> None:
    """Note that a run has ended well, and what it changed."""
    changes = outcome.changes
    done = {
        "document_id": outcome.document_id, "state": "done", "finished": func.clock_timestamp(),
        "changes": len(changes),
        "calls": {service: dict(counts) for service, counts in outcome.calls.items()},
        "places": Counter(change.place for change in changes),
        "told": _told(changes, outcome.titles),
    }  # fmt: skip
    connection.execute(update(runs).where(*_only(run)).values(**done))


def fail_run(engine: Engine, run: int, why: Text, kind: str) -> None:
    """Note why a run has stopped, with the name of its error; one that has ended well stays."""
    with engine.begin() as connection:
        connection.execute(
            update(runs).where(*_only(run), runs.c.state == "running").values(**failure(why, kind))
        )


def rescue(connection: Connection) -> None:
    """Give up runs whose process is gone: nobody holds their lock any more."""
    dead = (runs.c.tenant == TENANT, runs.c.state == "running", ~_is_held(runs.c.address))
    connection.execute(update(runs).where(*dead).values(**failure(INTERRUPTED, "")))


def lock_key(address: ColumnElement[str]) -> ColumnElement[int]:
    """The number of the advisory lock of an address."""
    return cast(func.hashtextextended(literal(TENANT + "/") + address, 0), BigInteger)


def run_of(engine: Engine, run: int) -> KeptRun | None:
    """One run, with all that is told of it."""
    with engine.begin() as connection:
        rescue(connection)
        row = connection.execute(select(runs).where(*_only(run))).mappings().one_or_none()
    return _run(row) if row else None


def runs_of(engine: Engine, document_id: str, most: int) -> tuple[KeptRun, ...]:
    """The latest runs of a document, the last one first, without what they changed."""
    at = select(documents.c.address).where(
        documents.c.tenant == TENANT, documents.c.document_id == document_id
    )
    unread = runs.c.document_id.is_(None) & (runs.c.address == at.scalar_subquery())
    wanted = (
        select(*_BRIEF)
        .where(runs.c.tenant == TENANT, (runs.c.document_id == document_id) | unread)
        .order_by(runs.c.run.desc())
        .limit(most)
    )
    with engine.begin() as connection:
        rescue(connection)
        return tuple(_run(row) for row in connection.execute(wanted).mappings())


def last_runs(engine: Engine) -> tuple[KeptRun, ...]:
    """The latest run of every address, the last one first, without what it changed: also of
    addresses where no document has been read yet."""
    latest = select(func.max(runs.c.run)).where(runs.c.tenant == TENANT).group_by(runs.c.address)
    wanted = (
        select(*_BRIEF)
        .where(runs.c.tenant == TENANT, runs.c.run.in_(latest))
        .order_by(runs.c.run.desc())
    )
    with engine.begin() as connection:
        rescue(connection)
        return tuple(_run(row) for row in connection.execute(wanted).mappings())


def last_change(engine: Engine, document_id: str) -> KeptRun | None:
    """The latest run of a document that changed anything."""
    wanted = (
        select(runs)
        .where(runs.c.tenant == TENANT, runs.c.document_id == document_id, runs.c.changes > 0)
        .order_by(runs.c.run.desc())
        .limit(1)
    )
    with engine.connect() as connection:
        row = connection.execute(wanted).mappings().one_or_none()
    return _run(row) if row else None


def _only(run: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return runs.c.tenant == TENANT, runs.c.run == run


def failure(why: Text, kind: str) -> dict[str, object]:
    """What the row of a run says that has stopped."""
    return {
        "state": "failed", "finished": func.clock_timestamp(), "error_kind": kind,
        "error_en": why.en, "error_ru": why.ru,
    }  # fmt: skip


def _is_held(address: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a living session holds the lock of an address."""
    key = lock_key(address)
    here = select(_DATABASES.c.oid).where(_DATABASES.c.datname == func.current_database())
    return exists().where(
        _LOCKS.c.locktype == "advisory",
        _LOCKS.c.granted,
        _LOCKS.c.objsubid == 1,
        _LOCKS.c.database == here.scalar_subquery(),
        cast(_LOCKS.c.classid, BigInteger) == key.op(">>")(literal_column("32")).op("&")(HALF),
        cast(_LOCKS.c.objid, BigInteger) == key.op("&")(HALF),
    )


def _told(changes: Iterable[Change], titles: Mapping[str, str]) -> list[Json]:
    worth = [change for change in changes if change.place not in UNTOLD
             and not (change.place == "_okr" and change.column in UNTOLD_MEMORY)]  # fmt: skip
    return [
        {"place": change.place, "id": change.id, "column": change.column,
         "title": titles.get(change.id, ""),
         "before": to_json(_short(change.before)), "after": to_json(_short(change.after))}
        for change in worth[:MOST_TOLD]
    ]  # fmt: skip


def _short(value: CellValue | Formula) -> CellValue | Formula:
    cut = isinstance(value, str) and len(value) > LONGEST
    return f"{value[: LONGEST - 1]}…" if isinstance(value, str) and cut else value


def _run(row: RowMapping) -> KeptRun:
    return KeptRun(
        run=row["run"],
        document_id=row["document_id"],
        kind=row["kind"],
        address=row["address"],
        title=row["title"],
        started_by=row["started_by"],
        state=row["state"],
        step=row["step"],
        started=row["started"],
        finished=row["finished"],
        changes=row["changes"],
        calls=row["calls"],
        error=Text(row["error_en"], row["error_ru"]) if row["error_en"] else None,
        error_kind=row["error_kind"],
        places=row["places"],
        told=tuple(_change(item) for item in row.get("told", ())),
        titles={item["id"]: item.get("title", "") for item in row.get("told", ())},
    )


def _change(kept: Mapping[str, Json]) -> Change:
    place, id_, name = (str(kept[part]) for part in ("place", "id", "column"))
    return Change(place, id_, name, _cell(kept["before"]), _cell(kept["after"]))


def _cell(kept: Json) -> CellValue | Formula:
    value = from_json(kept)
    assert isinstance(value, bool) or not isinstance(value, int)
    return value
