"""How people look at the databases: tables, boards, a timeline and charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from notion_template.tables import ROLLUPS, TWIN
from sync.core.choices import Status
from sync.core.vocabulary import Text

Kind = Literal["table", "board", "timeline", "chart"]
Sorts = tuple[tuple[str, Literal["ascending", "descending"]], ...]
Shown = str | Text
"""The key of a column, or the name of a property that is none."""


@dataclass(frozen=True, slots=True)
class Look:
    """One view."""

    key: str
    title: Text
    kind: Kind = "table"
    columns: tuple[Shown, ...] = ()
    """What is visible, in order; the other columns are hidden."""
    group: str = ""
    """Column by which a table, a board or the horizontal axis of a chart is grouped."""
    dates: str = ""
    """Column of a timeline."""
    average: str = ""
    """Column of a chart."""
    chart: Literal["", "bar", "line"] = ""
    among: tuple[Status, ...] = ()
    """Only rows of these statuses."""
    mine: bool = False
    """Only rows of whoever looks."""
    sorts: Sorts = ()


_BY_ID: Sorts = (("id", "ascending"),)
_CARD = ("title", "owner", "score", "current", "target", "blocker")
CHECK_IN = Look("check_in", Text("Check-in", "Чек-ин"), columns=(
    "title", "notes", "owner", "status", "score", "current", "target", "typed", "confidence",
    "blocker", "next_step", "checked_on",
), sorts=_BY_ID)  # fmt: skip
AT_RISK = Look("at_risk", Text("At risk", "Под риском"), columns=(
    "title", "status", "score", "forecast", "owner", "blocker", "next_step",
), among=(Status.AT_RISK, Status.OFF_TRACK), sorts=(("score", "ascending"),))  # fmt: skip
MINE = Look("mine", Text("My key results", "Мои результаты"), columns=(
    "title", "notes", "status", "score", "current", "target", "typed", "confidence", "next_step",
    "checked_on",
), mine=True, sorts=_BY_ID)  # fmt: skip
BOARD = Look("board", Text("By status", "По статусам"), "board", _CARD, group="status")
LINKED = (AT_RISK, MINE, BOARD)
"""Of the key results, on the home page."""

LOOKS: dict[str, tuple[Look, ...]] = {
    "settings": (
        Look("cycles", Text("Cycles", "Циклы"), columns=(
            "cycle", "start", "end", "team", "level", "zone", "currency", "check_in_day",
            "language", "hide_names", "confirm_drop", "last_sync", "notes",
        ), sorts=(("start", "descending"),)),
    ),
    "objectives": (
        Look("all", Text("All objectives", "Все цели"), columns=(
            "title", "owner", "status", "score", "coverage", TWIN,
            *(rollup.title for rollup in ROLLUPS), "kind", "state", "parent", "team", "cycle",
            "notes", "reason", "id",
        ), sorts=_BY_ID),
        Look("board", Text("By status", "По статусам"), "board",
             ("title", "owner", "score", "coverage"), group="status"),
    ),
    "key_results": (
        CHECK_IN,
        Look("by_objective", Text("By objective", "По целям"), columns=(
            "title", "owner", "status", "score", "progress", "pace", "forecast", "start", "current",
            "change", "target", "unit", "due", "notes",
        ), group="objective", sorts=_BY_ID),
        BOARD, AT_RISK, MINE,
        Look("timeline", Text("Timeline", "Сроки"), "timeline", ("title", "owner", "status"),
             dates="due"),
        Look("chart", Text("Average score", "Средняя оценка"), "chart", group="objective",
             average="score", chart="bar"),
        Look("setup", Text("Setup", "Настройка"), columns=(
            "title", "objective", "owner", "type", "start", "target", "upper", "unit", "weight",
            "due", "rhythm", "metric", "crm", "as_of", "reason", "id", "notes",
        ), sorts=_BY_ID),
    ),
    "metrics": (
        Look("all", Text("All metrics", "Все метрики"), columns=(
            "title", "value", "records", "as_of", "source", "calculation", "pipeline",
            "segment_field", "segment_value", "period", "owner", "from_stage", "to_stage",
            "within_days", "amount_field", "corrections_days", "where", "evidence", "notes", "id",
        ), sorts=_BY_ID),
    ),
    "kpi": (
        Look("all", Text("All KPIs", "Все KPI"), columns=(
            "title", "owner", "plan", "typed", "metric", "crm", "attainment", "paid", "notes", "id",
        ), sorts=_BY_ID),
    ),
    "ideas": (
        Look("all", Text("By votes", "По голосам"),
             columns=("title", "votes", "author", "objective", "decision"),
             sorts=(("votes", "descending"),)),
    ),
    "review": (
        Look("all", Text("Review", "Итоги"), columns=(
            "objective", "final", "grade", "happened", "cause", "lesson", "next",
        )),
    ),
    "history": (
        Look("weeks", Text("By week", "По неделям"), columns=(
            "week", "title", "value", "target", "progress", "score", "status", "confidence",
            "owner", "blocker", "next_step", "id",
        ), sorts=(("week", "descending"), ("id", "ascending"))),
        Look("chart", Text("Average score by week", "Средняя оценка по неделям"), "chart",
             group="week", average="score", chart="line"),
    ),
}  # fmt: skip
"""The first of each takes the place of the view that Notion makes by itself."""
