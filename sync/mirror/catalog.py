"""What the mirror knows of one connection beside its deals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from sync.core.fields import find_field
from sync.core.schema import fold_title
from sync.core.vocabulary import Names
from sync.mirror.tables import TENANT, connections, deals, fields, stages

SHOWN = 100
"""Values of a field that people are offered."""


@dataclass(frozen=True, slots=True)
class KnownField:
    """A column of the source: what it holds, where it is kept, which texts were seen in it."""

    name: str
    kind: str
    role: str
    seen: tuple[str, ...]
    key: str = ""
    """What it is called in ``deals.custom``; empty where that is its name."""
    options: Mapping[str, str] = field(default_factory=dict)
    """What stands in records → the words people see."""

    def spellings(self, text: str) -> list[str]:
        """The text as given and every way the source spells it."""
        folded = fold_title(text)
        stored = [key for key, word in self.options.items() if fold_title(word) == folded]
        return [text, *stored, *(value for value in self.seen if fold_title(value) == folded)]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The names of one connection and the moment they were confirmed."""

    kind: str
    """A name of ``choices.Source`` in lower case."""
    records: str
    """The name under which its records stand."""
    as_of: datetime
    currency: str
    """Of the account; empty where nobody says."""
    fields: Mapping[str, KnownField]
    stages: tuple[tuple[str, str], ...]
    currencies: tuple[str, ...]

    def field(self, name: str) -> KnownField | None:
        """The field with this name, or the one field it can only mean."""
        found = find_field(name, self.fields)
        return self.fields[found] if found else None

    def of_role(self, role: str) -> KnownField | None:
        return next((field for field in self.fields.values() if field.role == role), None)


def load_catalog(database: Connection, connection: str) -> Catalog | None:
    """What is known of this connection; None when nothing was ever loaded."""
    held = database.execute(_of(connections, connection, connections)).first()
    if held is None:
        return None
    records = held.records or connection
    listed = database.execute(_of(fields, records, fields).order_by(fields.c.position))
    known = [
        KnownField(row.name, row.kind, row.role, tuple(row.seen), row.key, row.options)
        for row in listed
    ]
    shown = _of(stages, records, stages.c.pipeline, stages.c.stage).where(stages.c.shown)
    return Catalog(
        held.kind,
        records,
        held.as_of,
        held.currency,
        {one.name: one for one in known},
        tuple(
            (row.pipeline, row.stage) for row in database.execute(shown.order_by(stages.c.position))
        ),
        tuple(database.scalars(_of(deals, records, deals.c.currency).distinct())),
    )


def _of(table: Table, connection: str, *columns: Any) -> Any:
    return select(*columns).where(table.c.tenant == TENANT, table.c.connection == connection)


def names_of(catalog: Catalog) -> Names:
    """The names people choose from."""
    pipelines: dict[str, tuple[str, ...]] = {}
    for pipeline, stage in catalog.stages:
        if pipeline:
            pipelines[pipeline] = (*pipelines.get(pipeline, ()), stage)
    owner = catalog.of_role("owner")
    numbers = [field for field in catalog.fields.values() if field.kind == "number"]
    numbers.sort(key=lambda field: field.role != "amount")
    return Names(
        source=catalog.kind,
        pipelines=pipelines,
        owners=owner.seen if owner else (),
        fields={name: field.seen[:SHOWN] for name, field in catalog.fields.items()},
        amount_fields=tuple(field.name for field in numbers),
        currencies=tuple(sorted(filter(None, catalog.currencies))),
        as_of=catalog.as_of,
    )
