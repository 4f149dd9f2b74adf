"""Calls and time for a Google Sheet: the service beside three kinds of clients that people write
with gspread.

Run it with ``python -m bench.google``. All of them work on copies of one sheet of the sandbox: the
template with 100 key results and 20 metrics. Others fill ``_okr`` only, with values that they are
given; the service works these out itself, and fills the history, the evidence and the lists, too.

"Sandbox" is mostly the time in which the sandbox computes formulas and packs its answers. "At
Google" is the client's own time, 0.3 s a call, and the waiting that 60 reads and 60 writes a minute
force; the sandbox enforces these, on a clock that only calls and waiting move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from statistics import median
from typing import Protocol

from bench._google_clients import OTHERS, Scalar, Wanted
from bench._google_harm import Harm, harm_of
from bench._google_stage import KEY_RESULTS, Figures, Stage, entered, set_stage
from bench.job import NOW, Nowhere
from sync.core.metric import MetricQuery
from sync.core.planning import make_plan
from sync.core.schema import OKR, SCHEMA_VERSION, TABS
from sync.core.vocabulary import Names, Period, Reading, Record, Row
from sync.documents.google_sheets import GoogleSheetsDocument, open_google_document
from sync.documents.google_sheets.document import TabIds
from sync.job import Asked, Order, Report, Sources, run

REPEATS = 3
OURS = "okr-sync"
IDENTITY = "okr-bench"
INPUTS = ("settings", "objectives", "key_results", "metrics", "kpi")
"""Tabs that have to be read to work anything out."""
CHANGED = {f"KR-{number:03d}": number + 0.5 for number in range(5, KEY_RESULTS + 1, 5)}
"""Key results that follow a metric, with new values."""


class Client(Protocol):
    """Somebody who keeps the results up to date."""

    def sync(self, wanted: Wanted) -> None: ...

    def change(self, wanted: Wanted, column: str, values: Mapping[str, float]) -> None: ...


class Told:
    """A source that answers at once."""

    def names(self) -> Names:
        return Names("crm_export", {}, (), {}, (), (), NOW)

    def measure(self, query: MetricQuery, period: Period, evidence: int) -> Reading:  # noqa: ARG002
        return Reading(query.id, Decimal(int(query.id[2:]) * 3), 31, 120, NOW)


class Ours:
    """The job through the document."""

    def __init__(self, stage: Stage, key: str, tab_ids: TabIds | None = None) -> None:
        self.stage, self.key, self.tab_ids = stage, key, tab_ids

    def sync(self, wanted: Wanted) -> None:  # noqa: ARG002 - worked out here
        self.run(write=True)

    def run(self, *, write: bool) -> Report:
        document = self._open()
        report = run(document, _sources, Nowhere(), Order(NOW, IDENTITY, write=write))
        self.tab_ids = document.tab_ids
        return report

    def change(self, wanted: Wanted, column: str, values: Mapping[str, float]) -> None:  # noqa: ARG002 - there is one place for them
        document = self._open()
        snapshot = document.read()
        records = [_changed(row, values) for row in snapshot.tables[OKR.key].rows]
        document.apply(make_plan(snapshot, {OKR.key: records}, (), snapshot.document_id))

    def _open(self) -> GoogleSheetsDocument:
        return open_google_document(self.key, self.stage.line(), self.tab_ids)


Makers = dict[str, Callable[[str], Client]]
"""Name of a client → what opens a sheet with it. The first one is ours."""


def measured(stage: Stage, makers: Makers, wanted: Wanted) -> dict[str, list[Figures]]:
    """For each client the three pieces of work once, on a sheet of its own."""
    value = OKR.column("value").title.ru
    found = {}
    for name, make in makers.items():
        client = make(stage.copy())
        found[name] = [
            stage.measure(partial(client.sync, wanted)),
            stage.measure(partial(client.sync, wanted)),
            stage.measure(partial(client.change, wanted, value, CHANGED)),
        ]
    return found


def print_figures(title: str, figures: Mapping[str, Figures]) -> None:
    """One line a client, with ratios to the first one."""
    print(f"\n{title:<28}{'reads':>7}{'writes':>8}{'ratio':>8}"
          f"{'sandbox, s':>13}{'ratio':>8}{'at Google, s':>15}{'ratio':>8}")  # fmt: skip
    ours = next(iter(figures.values()))
    for name, one in figures.items():
        calls, here, there = (
            one.calls / ours.calls,
            one.here / ours.here,
            one.google / ours.google,
        )
        print(f"  {name:<26}{one.reads:>7,}{one.writes:>8,}{calls:>8,.1f}"
              f"{one.here:>13.2f}{here:>8,.2f}{one.google:>15,.1f}{there:>8,.1f}")  # fmt: skip


def print_harm(harm: Mapping[str, Harm]) -> None:
    print(f"\n{'20 values, while somebody adds a row':<40}{'misplaced values':>18}"
          f"{'formulas lost':>15}{'typed cells lost':>18}")  # fmt: skip
    for name, found in harm.items():
        print(f"  {name:<38}{found.misplaced:>18,}{found.formulas:>15,}{found.typed:>18,}")


def main() -> None:
    with set_stage() as stage:
        first = Ours(stage, stage.copy())
        wanted = wanted_of(first.run(write=True))
        makers: Makers = {OURS: partial(Ours, stage)}
        makers |= {other.name: partial(other, stage.gspread()) for other in OTHERS}
        rounds = [measured(stage, makers, wanted) for _ in range(REPEATS)]
        titles = (f"first sync of {KEY_RESULTS} rows", "second, nothing changed",
                  f"{len(CHANGED)} changed cells")  # fmt: skip
        for number, title in enumerate(titles):
            print_figures(title, {
                name: middle([figures[name][number] for figures in rounds]) for name in makers
            })  # fmt: skip
        makers[OURS] = partial(Ours, stage, tab_ids=first.tab_ids)
        print_harm({
            name: harm_of(stage, first.key, make, CHANGED) for name, make in makers.items()
        })  # fmt: skip


def middle(figures: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(
        reads=median(one.reads for one in figures),
        writes=median(one.writes for one in figures),
        here=median(one.here for one in figures),
        google=median(one.google for one in figures),
    )


def wanted_of(report: Report) -> Wanted:
    """What ``_okr`` ought to hold, for those who do not work it out themselves."""
    titles = [column.title.ru for column in OKR.columns]
    marks: list[Scalar] = ["schema", SCHEMA_VERSION, "document", IDENTITY]
    lines = [
        ["" if (value := entered(record.get(column.key))) is None else value
         for column in OKR.columns]
        for record in report.wanted[OKR.key]
    ]  # fmt: skip
    return Wanted(OKR.title.ru, [marks, [*titles]], lines, tuple(TABS[k].title.ru for k in INPUTS))


def _changed(row: Row, values: Mapping[str, float]) -> Record:
    record = {key: cell.value for key, cell in row.cells.items()}
    value = values.get(str(record.get("id")))
    return record if value is None else {**record, "value": Decimal(str(value))}


def _sources(_asked: Asked) -> Sources:
    return Sources({"crm_export": Told()})


if __name__ == "__main__":
    main()
