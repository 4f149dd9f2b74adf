"""Takes one record apart: which criteria of a metric it meets, and what stood there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from sync.core.explaining import Explanation, Finding
from sync.core.schema import fold_title
from sync.mirror.criterion import Criteria
from sync.mirror.errors import RecordAmbiguousError, RecordUnknownError

LISTED = 5


def explain_record(
    database: Connection, criteria: Criteria, zone: ZoneInfo, record: str
) -> Explanation:
    """All criteria that concern the record with this id or title. Raises RecordUnknownError and
    RecordAmbiguousError."""
    name, shown = _find(database, criteria, record.strip()), criteria.shown
    columns: list[ColumnElement[Any]] = [
        shown.id.label("id"),
        shown.title.label("title"),
        shown.link.label("link"),
    ]
    for place, one in enumerate(criteria.all):
        columns += [one.passed.label(f"p{place}"), one.found.label(f"f{place}")]
        columns.append(one.asked.label(f"a{place}"))
    asked = select(*columns).select_from(shown.table).where(criteria.ours, shown.id == name)
    cells = database.execute(asked).mappings().one()
    findings = tuple(_findings(cells, criteria, zone))
    return Explanation(cells["id"], cells["title"], cells["link"], findings)


def _findings(cells: RowMapping, criteria: Criteria, zone: ZoneInfo) -> list[Finding]:
    return [
        Finding(
            one.test,
            passed=bool(cells[f"p{place}"]),
            found=_shown(cells[f"f{place}"], zone),
            reason="" if cells[f"p{place}"] else one.reason.key,
        )
        for place, one in enumerate(criteria.all)
        if cells[f"a{place}"]
    ]


def _find(database: Connection, criteria: Criteria, record: str) -> str:
    """The id of the record that is meant: by its id, by its title, by a part of one title."""
    shown = criteria.shown
    columns = shown.id.label("id"), shown.title.label("title")
    asked = select(*columns).select_from(shown.table).where(criteria.ours).order_by(shown.id)
    known = [(str(row.id), str(row.title)) for row in database.execute(asked)]
    wanted = fold_title(record)
    fits: tuple[Callable[[str, str], bool], ...] = (
        lambda name, _: name == record,
        lambda _, title: fold_title(title) == wanted,
        lambda _, title: wanted in fold_title(title),
    )
    for fit in fits if wanted else ():
        found = [(name, title) for name, title in known if fit(name, title)]
        if len(found) == 1:
            return found[0][0]
        if found:
            raise RecordAmbiguousError(record, [" ".join(deal) for deal in found[:LISTED]])
    raise RecordUnknownError(record)


def _shown(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).date()
    if isinstance(value, Decimal):
        return Decimal(f"{value.normalize():f}")
    return value or None
