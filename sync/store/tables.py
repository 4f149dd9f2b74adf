"""The tables of the store. The mirror's own are in ``sync.mirror.tables``.

Cell values and the words of problems stand in JSON as ``values.py`` writes them. The type is JSON,
not JSONB: it keeps every character that a cell may hold.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
    func,
)

metadata = MetaData()

TENANT = "local"
"""The tenant of an installation that serves one team; the only one so far."""


def _tenant() -> Column[str]:
    return Column("tenant", Text, primary_key=True, server_default=TENANT)


def _document() -> Column[str]:
    return Column("document_id", Text, primary_key=True)


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


documents = Table(
    "documents",
    metadata,
    _tenant(),
    _document(),
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("first_seen", DateTime(timezone=True), nullable=False, server_default=func.now()),
    *_words("title", "team", "cycle", "zone", "level"),
    Column("language", Text, nullable=False, server_default="en"),
    Column("starts", Date),
    Column("ends", Date),
    Column("tabs", JSON, nullable=False, server_default="{}"),
    Column("last_run", BigInteger),
    Column("synced", DateTime(timezone=True)),
    Index("documents_address", "tenant", "address"),
)
"""``level`` is the worst of what the last run found; ``tabs`` is what a document of this kind asks
to be reminded of before it is read again, such as the ids of its tabs."""

runs = Table(
    "runs",
    metadata,
    _tenant(),
    Column("run", BigInteger, Identity(), primary_key=True),
    Column("document_id", Text),
    *_words("kind", "address", "title", "started_by", "step", "error_kind", "error_en", "error_ru"),
    Column("state", Text, nullable=False, server_default="running"),
    Column("started", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("finished", DateTime(timezone=True)),
    Column("changes", Integer),
    Column("calls", JSON, nullable=False, server_default="{}"),
    Column("places", JSON, nullable=False, server_default="{}"),
    Column("told", JSON, nullable=False, server_default="[]"),
    Index("runs_document", "tenant", "document_id", "run"),
    Index("runs_address", "tenant", "address", "run"),
)
"""``document_id`` is empty until a new document has been read. ``places`` counts the changes by
tab, ``told`` lists them, capped."""

readings = Table(
    "readings",
    metadata,
    _tenant(),
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("metric", Text, primary_key=True),
    Column("value", Numeric),
    *(Column(name, Integer, nullable=False) for name in ("counted", "cases", "not_counted")),
    Column("as_of", DateTime(timezone=True), nullable=False),
)

history = Table(
    "history",
    metadata,
    _tenant(),
    _document(),
    Column("kind", Text, primary_key=True),
    Column("week", Date, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("record", JSON, nullable=False),
)
"""``kind`` tells rows of the History tab from the scores of objectives; ``number`` tells apart
rows that stand twice in a tab; a row without a day stands in the first week there is."""

evidence = Table(
    "evidence",
    metadata,
    _tenant(),
    _document(),
    Column("metric", Text, primary_key=True),
    Column("reading", JSON, nullable=False),
    Column("records", JSON, nullable=False),
)
"""The latest reading of each metric with its true totals, and the records listed for it."""

shown = Table(
    "shown",
    metadata,
    _tenant(),
    _document(),
    Column("records", JSON, nullable=False),
)
"""The records of ``_okr`` as the last run wanted them."""

results = Table(
    "results",
    metadata,
    _tenant(),
    _document(),
    Column("run", BigInteger),
    *(Column(name, JSON, nullable=False)
      for name in ("objectives", "key_results", "metrics", "problems")),
)  # fmt: skip
"""What the last run found, for the pages."""

bindings = Table(
    "bindings",
    metadata,
    _tenant(),
    Column("home", Text, primary_key=True),
    Column("binding", JSON, nullable=False),
    Column("checked", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("mark", JSON),
    Column("comments", JSON, nullable=False, server_default="{}"),
)
"""``home`` is the id people give as the address. ``checked`` is when the binding was last compared
with what is there. ``mark`` is what the document looked like when it
was read last, ``comments`` those that the service keeps there, by page."""
