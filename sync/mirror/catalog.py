"""What the mirror knows of one connection beside its deals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from sync.core.choices import Source
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

    def spellings(self, text: str) -> list[str]:
        """The text as given and every way the source spells it."""
        folded = fold_title(text)
        return [text, *(value for value in self.seen if fold_title(value) == folded)]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The names of one connection and the moment they were confirmed."""

    connection: str
    as_of: datetime
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
    as_of = database.scalar(_of(connections, connection, connections.c.as_of))
    if as_of is None:
        return None
    listed = database.execute(
        _of(fields, connection, fields.c.name, fields.c.kind, fields.c.role, fields.c.seen)
        .order_by(fields.c.position)
    )  # fmt: skip
    known = [KnownField(row.name, row.kind, row.role, tuple(row.seen)) for row in listed]
    found = database.execute(
        _of(stages, connection, stages.c.pipeline, stages.c.stage).order_by(stages.c.position)
    )
    return Catalog(
        connection,
        as_of,
        {field.name: field for field in known},
        tuple((row.pipeline, row.stage) for row in found),
        tuple(database.scalars(_of(deals, connection, deals.c.currency).distinct())),
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
        source=Source.CRM_EXPORT.key,
        pipelines=pipelines,
        owners=owner.seen if owner else (),
        fields={name: field.seen[:SHOWN] for name, field in catalog.fields.items()},
        amount_fields=tuple(field.name for field in numbers),
        currencies=tuple(sorted(filter(None, catalog.currencies))),
        as_of=catalog.as_of,
    )
