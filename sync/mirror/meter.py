"""Answers metrics from the mirror."""

from __future__ import annotations

from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from sync.core.explaining import Explanation
from sync.core.metric import MetricQuery
from sync.core.vocabulary import Names, Period, Reading
from sync.mirror.acting import activity_criteria
from sync.mirror.calculations import value_of
from sync.mirror.catalog import Catalog, load_catalog, names_of
from sync.mirror.criteria import criteria_of
from sync.mirror.criterion import Criteria
from sync.mirror.errors import NothingLoadedError
from sync.mirror.explain import explain_record
from sync.mirror.measuring import ask


class MirrorMeter:
    """A ``Meter`` over the records of one connection.

    All its answers come from one snapshot of the database, taken at the first question, whatever
    is loaded meanwhile. Make a new one for each run; ``close`` gives the snapshot up.
    """

    def __init__(self, engine: Engine, connection: str) -> None:
        self.engine = engine
        self.connection = connection
        self._database: Connection | None = None
        self._catalog: Catalog | None = None

    def names(self) -> Names | None:
        catalog = self._load()
        return names_of(catalog) if catalog else None

    def measure(self, query: MetricQuery, period: Period, evidence: int) -> Reading:
        """Evaluate one checked metric. Raises NothingLoadedError when no records were loaded."""
        database, catalog = self._snapshot()
        criteria = _criteria(query, period, catalog)
        zone = ZoneInfo(period.zone)
        totals, listed = ask(database, query.calculation, criteria, zone, evidence)
        return Reading(
            query.id,
            value_of(query.calculation, totals),
            totals.counted,
            totals.cases,
            catalog.as_of,
            listed,
            totals.near - totals.counted,
            totals.with_amount_or_not - totals.cases,
        )

    def explain(self, query: MetricQuery, period: Period, record: str) -> Explanation:
        """Every test of one record, named by its id or its title. Raises SourceError."""
        database, catalog = self._snapshot()
        criteria = _criteria(query, period, catalog)
        zone = ZoneInfo(period.zone)
        return explain_record(database, criteria, zone, record)

    def close(self) -> None:
        """Give the snapshot up; the next question takes a new one."""
        if self._database is not None:
            self._database.close()
        self._database = self._catalog = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _snapshot(self) -> tuple[Connection, Catalog]:
        catalog = self._load()
        if catalog is None or self._database is None:
            raise NothingLoadedError
        return self._database, catalog

    def _load(self) -> Catalog | None:
        if self._catalog is None:
            self.close()
            self._database = self.engine.connect().execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._catalog = load_catalog(self._database, self.connection)
            if self._catalog is None:
                self.close()
        return self._catalog


def _criteria(query: MetricQuery, period: Period, catalog: Catalog) -> Criteria:
    made = activity_criteria if query.calculation.is_of_activities else criteria_of
    return made(query, period, catalog)
