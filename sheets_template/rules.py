"""Cells that change their look with their value: score bands, status chips, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sheets_template import palette as p
from sheets_template.columns import LOOKS
from sheets_template.layout import column_area, first_cell
from sheets_template.model import Area, Bars, Numbers, Rule
from sync.core.choices import Calculation, Kind, ResultType, State, Status
from sync.core.evidence import YES
from sync.core.formulas import Layout
from sync.core.formulas.place import is_one_of, numbers, text
from sync.core.notes import CLEAN
from sync.core.schema import FIRST_DATA_ROW, LAST_DATA_ROW, TABS

BANDS = (
    ("0.7", p.DARK_GREEN, p.GREEN), ("0.6", p.OLIVE, p.LIGHT_GREEN),
    ("0.4", p.BROWN, p.YELLOW), ("0", p.MAROON, p.RED),
)  # fmt: skip
"""From which score on, letters, background."""
COMMITTED_BANDS = (("1", *BANDS[0][1:]), ("0.4", *BANDS[2][1:]), ("0", *BANDS[3][1:]))
BAR = "8CC5CF"


def rules_of(tab: str, layout: Layout) -> tuple[Rule | Bars, ...]:
    """The rules of one table, the first that holds wins."""
    own = RULES[tab](layout) if tab in RULES else ()
    return (*own, *(_thousands(tab, column) for column, look in LOOKS[tab].items()
                    if look.numbers is Numbers.GROUPED))  # fmt: skip


def bands(area: Area, cell: str, limits: Iterable[tuple[str, str, str]] = BANDS) -> list[Rule]:
    """Colours of a score."""
    return [
        Rule(area, f"AND(COUNT({cell})=1,{cell}>={low})", color, fill, bold=True)
        for low, color, fill in limits
    ]


def committed_bands(area: Area, cell: str, kind: str) -> list[Rule]:
    """Colours of the score of a committed objective, which is green only at 1."""
    return [
        Rule(area, f"AND({is_one_of(kind, Kind.COMMITTED)},{band.formula})", band.color, band.fill,
             bold=True)
        for band in bands(area, cell, COMMITTED_BANDS)
    ]  # fmt: skip


def chips(area: Area, cell: str, layout: Layout) -> list[Rule]:
    """Colours of a status."""
    return [
        Rule(area, f"{cell}={text(status.title.of(layout.language))}", color, fill)
        for status, (color, fill) in p.STATUS_COLORS.items()
    ]


def _thousands(tab: str, column: str) -> Rule:
    area, cell = _column(tab, column)
    large = f"AND(COUNT({cell})=1,OR({cell}>=1000,{cell}<=-1000))"
    return Rule(area, large, numbers=Numbers.THOUSANDS)


def _column(tab: str, column: str) -> tuple[Area, str]:
    return column_area(tab, column), first_cell(tab, column)


def _notes(tab: str) -> Rule:
    area, cell = _column(tab, "notes")
    return Rule(area, f"{cell}={text(CLEAN)}", p.STATUS_CHART[Status.DONE], "", bold=True)


def _missing(tab: str, column: str, condition: str = "") -> Rule:
    """A cell that a begun row still needs."""
    area, cell = _column(tab, column)
    more = f",{condition}" if condition else ""
    return Rule(area, f'AND({first_cell(tab, "title")}<>"",{cell}=""{more})', "", p.AMBER)


def _of_key_results(layout: Layout) -> Iterable[Rule | Bars]:
    tab = "key_results"
    kind, metric = first_cell(tab, "type"), first_cell(tab, "metric")
    yield from chips(*_column(tab, "status"), layout)
    yield from bands(*_column(tab, "score"))
    yield _notes(tab)
    yield Rule(column_area(tab, "typed"), f'{metric}<>""', p.PALE, p.MIST)
    yield _missing(tab, "objective")
    yield _missing(tab, "type")
    yield _missing(tab, "target", f"NOT({is_one_of(kind, ResultType.YES_NO)})")
    yield _missing(tab, "upper", is_one_of(kind, ResultType.WITHIN))
    area, cell = _column(tab, "confidence")
    yield Rule(area, f"AND({numbers(cell)},{cell}<=4)", p.MAROON, "", bold=True)
    yield Bars(column_area(tab, "progress"), BAR)
    for column in ("current", "change", "crm"):
        yield _percentages(tab, column)


def _percentages(tab: str, column: str) -> Rule:
    """A computed cell follows the target when that is formatted as a percentage."""
    like = f'LEFT(CELL("format",{first_cell(tab, "target")}),1)="P"'
    return Rule(column_area(tab, column), like, numbers=Numbers.RATE)


def _of_objectives(layout: Layout) -> Iterable[Rule | Bars]:
    tab = "objectives"
    state = first_cell(tab, "state")
    yield from chips(*_column(tab, "status"), layout)
    yield from committed_bands(*_column(tab, "score"), first_cell(tab, "kind"))
    yield from bands(*_column(tab, "score"))
    yield _notes(tab)
    whole = Area(FIRST_DATA_ROW, 2, LAST_DATA_ROW, len(TABS[tab].columns))
    yield Rule(whole, is_one_of(state, State.DRAFT, State.CANCELLED), p.PALE)


def _of_metrics(_: Layout) -> Iterable[Rule | Bars]:
    tab = "metrics"
    calculation = first_cell(tab, "calculation")
    rates = [c for c in Calculation if c.is_rate]
    shares = [c for c in Calculation if c.needs_segment]
    yield _notes(tab)
    yield Rule(column_area(tab, "value"), is_one_of(calculation, *rates), numbers=Numbers.RATE)
    yield _missing(tab, "source")
    yield _missing(tab, "calculation")
    for column in ("segment_field", "segment_value"):
        yield _missing(tab, column, is_one_of(calculation, *shares))


def _of_kpi(_: Layout) -> Iterable[Rule | Bars]:
    tab = "kpi"
    yield from bands(*_column(tab, "attainment"), [("1", *BANDS[0][1:])])
    yield Bars(column_area(tab, "attainment"), BAR)
    yield _notes(tab)
    metric = first_cell(tab, "metric")
    yield Rule(column_area(tab, "typed"), f'{metric}<>""', p.PALE, p.MIST)
    yield _missing(tab, "plan")


def _of_review(_: Layout) -> Iterable[Rule | Bars]:
    yield from bands(*_column("review", "final"))
    yield from bands(*_column("review", "grade"))


def _of_history(layout: Layout) -> Iterable[Rule | Bars]:
    yield from chips(*_column("history", "status"), layout)
    yield from bands(*_column("history", "score"))


def _of_evidence(layout: Layout) -> Iterable[Rule | Bars]:
    tab = "evidence"
    whole = Area(FIRST_DATA_ROW, 1, LAST_DATA_ROW, len(TABS[tab].columns))
    metric, record = first_cell(tab, "metric"), first_cell(tab, "record")
    yield Rule(whole, f'AND({metric}<>"",{record}="")', p.INK, p.BLUE, bold=True)
    area, cell = _column(tab, "counted")
    yield Rule(area, f"{cell}={text(YES.of(layout.language))}", p.DARK_GREEN, p.GREEN)


RULES: Mapping[str, Callable[[Layout], Iterable[Rule | Bars]]] = {
    "key_results": _of_key_results, "objectives": _of_objectives, "metrics": _of_metrics,
    "kpi": _of_kpi, "review": _of_review, "history": _of_history, "evidence": _of_evidence,
}  # fmt: skip
