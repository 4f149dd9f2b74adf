"""Calls and time for a Notion workspace: the service beside three kinds of clients that people
write with notion-client.

Run it with ``python -m bench.notion``. Each of them has a workspace page of its own in the sandbox:
the databases of the template with 100 key results and 20 metrics. Others are given what the rows
ought to show; the service works it out itself.

"At Notion" is the client's own time, 0.3 s a call, and the waiting that 180 requests a minute
force; the sandbox enforces these, on a clock that only calls and waiting move. "429" counts the
requests that were refused because a client sent too many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Protocol

from bench._notion_clients import OTHERS, Json, Target, Values, Wanted, plain, said
from bench._notion_stage import KEY_RESULTS, Figures, Stage, Workspace, set_stage
from bench.job import NOW, Nowhere
from sync.core.databases import READ, columns_of, is_ours
from sync.core.metric import MetricQuery
from sync.core.ports import Document
from sync.core.schema import ID_TABS, TABS
from sync.core.vocabulary import Change, Names, Period, Plan, Reading, Record
from sync.documents.notion import NotionDocument
from sync.job import Asked, Order, Report, Sources, run

OURS = "okr-sync"
CHANGED = {f"KR-{number:03d}": number + 0.5 for number in range(1, KEY_RESULTS + 1)}
"""Key results whose present value is another."""
ALSO_CRM = tuple(CHANGED)[4::5]
"""Those that follow a metric show it twice."""
EDITED, TYPED = 20, 77.0
"""Rows into which a person types, and what, to see whether it gets lost."""
ID = "ID"


class Writer(Protocol):
    """Somebody who keeps the results up to date."""

    def sync(self, wanted: Wanted) -> None: ...


class Told:
    """A source that answers at once."""

    def names(self) -> Names:
        return Names("crm_export", {}, (), {}, (), (), NOW)

    def measure(self, query: MetricQuery, period: Period, evidence: int) -> Reading:  # noqa: ARG002
        return Reading(query.id, Decimal(int(query.id[2:]) * 3), 31, 120, NOW)


class Kept(Nowhere):
    """What the service keeps of a document between runs."""

    def __init__(self) -> None:
        self.wanted: Mapping[str, Sequence[Record]] = {}

    def history_of(self, document_id: str) -> tuple[Record, ...]:  # noqa: ARG002 - there is one
        return tuple(self.wanted.get("history", ()))

    def shown_of(self, document_id: str) -> tuple[Record, ...]:  # noqa: ARG002 - as above
        return tuple(self.wanted.get("_okr", ()))

    def remember(self, document_id: str, document: Document, report: Report) -> None:  # noqa: ARG002
        self.wanted = report.wanted


class Ours:
    """The job through the document."""

    def __init__(self, workspace: Workspace) -> None:
        self.book = Kept()
        self.document = NotionDocument(workspace.line(), workspace.binding, self.book.shown_of)

    def sync(self, wanted: Wanted) -> None:  # noqa: ARG002 - worked out here
        run(self.document, _sources, self.book, Order(NOW, "okr-bench", write=True))

    def change(self) -> None:
        """Other values in every row, as if the sources had told them."""
        snapshot = self.document.read()
        changes = [
            Change("key_results", id_, column, None, Decimal(str(CHANGED[id_])), row.number)
            for row in snapshot.tables["key_results"].rows
            for id_ in (str(row.value("id")),)
            for column in (("current", "crm") if id_ in ALSO_CRM else ("current",))
        ]
        self.document.apply(Plan(tuple(changes), {}, snapshot.document_id))


def measured(stage: Stage) -> tuple[list[dict[str, Figures]], Wanted]:
    """For each piece of work, what each client took; and what the first one brought about."""
    workspace = stage.workspace()
    ours = Ours(workspace)
    nothing = Wanted({}, ())
    pieces = [
        {OURS: stage.measure(partial(ours.sync, nothing))},
        {OURS: stage.measure(partial(ours.sync, nothing))},
    ]
    wanted = wanted_of(workspace)
    pieces.append({OURS: stage.measure(ours.change)})
    for other in OTHERS:
        client = other(target_of(stage.workspace()))
        for piece, what in zip(pieces, (wanted, wanted, changed(wanted)), strict=True):
            piece[other.name] = stage.measure(partial(client.sync, what))
    return pieces, wanted


def harm_of(stage: Stage, wanted: Wanted) -> dict[str, int]:
    """How many values that a person typed between the read and the first write each client lost."""
    makers: dict[str, Callable[[Workspace], Writer]] = {OURS: Ours}
    makers |= {other.name: partial(_other, other) for other in OTHERS}
    return {name: _harm(stage, make, wanted) for name, make in makers.items()}


def _other(kind: type[Writer], workspace: Workspace) -> Writer:
    make: Callable[[Target], Writer] = kind
    return make(target_of(workspace))


def _harm(stage: Stage, make: Callable[[Workspace], Writer], wanted: Wanted) -> int:
    workspace = stage.workspace()
    rows = workspace.rows("key_results")[:EDITED]
    waiting = [True]

    def act(what: str) -> None:
        if what.startswith("PATCH") and waiting:
            waiting.pop()
            for row in rows:
                workspace.type("key_results", "typed", row, TYPED)

    stage.sandbox.between.append(act)
    make(workspace).sync(wanted)
    stage.sandbox.between.remove(act)
    name = workspace.binding.tabs["key_results"].columns["typed"].name
    return sum(workspace.values(row)[name]["number"] != TYPED for row in rows)


def wanted_of(workspace: Workspace) -> Wanted:
    """What the rows show now, for those who do not work it out themselves."""
    rows = {}
    for tab in ID_TABS:
        names = [workspace.binding.tabs[tab].columns[column.key].name
                 for column in columns_of(tab) if is_ours(tab, column)]  # fmt: skip
        values = [workspace.values(row) for row in workspace.rows(tab)]
        rows[workspace.binding.tabs[tab].title] = {
            said(value[ID]): {name: plain(value[name]) for name in names} for value in values
        }
    history = [workspace.values(row) for row in workspace.rows("history")]
    return Wanted(rows, [{n: plain(v) for n, v in row.items()} for row in history])


def changed(wanted: Wanted) -> Wanted:
    """The same with other values of the key results."""
    title, columns = TABS["key_results"].title.ru, TABS["key_results"]
    now, crm = columns.column("current").title.ru, columns.column("crm").title.ru
    rows: dict[str, Values] = {}
    for id_, values in wanted.rows[title].items():
        value: Json = {"number": CHANGED[id_]}
        rows[id_] = {**values, now: value, **({crm: value} if id_ in ALSO_CRM else {})}
    return Wanted({**wanted.rows, title: rows}, wanted.history)


def target_of(workspace: Workspace) -> Target:
    """A workspace as others know it."""
    tabs = workspace.binding.tabs
    sources = {tabs[key].title: tabs[key].data_source for key in READ}
    week = TABS["history"].column("week").title.ru
    return Target(workspace.client(), sources, tabs["history"].title, ID, week)


def print_figures(title: str, figures: Mapping[str, Figures]) -> None:
    """One line a client, with ratios to the first one."""
    print(f"\n{title:<34}{'reads':>7}{'writes':>8}{'ratio':>7}{'429':>6}"
          f"{'at Notion, s':>15}{'ratio':>7}")  # fmt: skip
    ours = next(iter(figures.values()))
    for name, one in figures.items():
        calls, there = one.calls / ours.calls, one.notion / ours.notion
        print(f"  {name:<32}{one.reads:>7,}{one.writes:>8,}{calls:>7,.1f}"
              f"{one.refused:>6,}{one.notion:>15,.1f}{there:>7,.1f}")  # fmt: skip


def main() -> None:
    with set_stage() as stage:
        pieces, wanted = measured(stage)
        values = len(CHANGED) + len(ALSO_CRM)
        titles = (f"first sync of {KEY_RESULTS} rows", "second, nothing changed",
                  f"{values} changed values in {len(CHANGED)} rows")  # fmt: skip
        for title, figures in zip(titles, pieces, strict=True):
            print_figures(title, figures)
        print(f"\n{EDITED} values typed between read and write   lost")
        for name, lost in harm_of(stage, wanted).items():
            print(f"  {name:<36}{lost:>8,}")


def _sources(_asked: Asked) -> Sources:
    return Sources({"crm_export": Told()})


if __name__ == "__main__":
    main()
