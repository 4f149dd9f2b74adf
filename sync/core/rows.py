"""Rows of objectives, metrics and KPI, checked cell by cell."""

from __future__ import annotations

from decimal import Decimal

from sync.core.cells import CellReader
from sync.core.choices import Calculation, Kind, MetricPeriod, Source, State, YesNo
from sync.core.identity import Line
from sync.core.links import Directory
from sync.core.metric_names import guess
from sync.core.model import Kpi, Metric, Objective
from sync.core.notes import level
from sync.core.parsing import WhereError, parse_cycle, parse_list, parse_where
from sync.core.texts.metrics import WHERE_EXPECTED
from sync.core.vocabulary import Condition, Language, Problem

DEFAULT_CORRECTIONS = 14


def parse_objective(
    line: Line, directory: Directory, cycle: str, language: Language
) -> tuple[Objective, list[Problem]]:
    """An objective; nothing in its row keeps it from being shown."""
    reader = CellReader("objectives", line, language)
    reader.need_title()
    own = reader.text("cycle")
    if is_misspelt(own, cycle):
        reader.say("cycle-spelling", "cycle", own, cycle=cycle)
    objective = Objective(
        line.id,
        line.title,
        owner=reader.text("owner"),
        cycle=own,
        team=reader.text("team"),
        kind=reader.choice("kind", Kind, Kind.ASPIRATIONAL),
        state=reader.choice("state", State, State.ACTIVE),
        parent=_parent(reader, directory),
    )
    return objective, reader.problems


def is_misspelt(own: str, current: str) -> bool:
    """Whether a cycle is the current one under another spelling, which formulas cannot see."""
    differs = bool(own) and own.casefold() != current.casefold()
    return differs and parse_cycle(own) == parse_cycle(current)


def parse_metric(line: Line, language: Language) -> tuple[Metric | None, list[Problem]]:
    """A metric; None when an error keeps it from being measured."""
    reader = CellReader("metrics", line, language)
    reader.need_title()
    source = reader.needed_choice("source", Source, "source-missing")
    calculation = reader.needed_choice("calculation", Calculation, "calculation-missing")
    if source and calculation and not source.gives(calculation):
        _not_given(reader, source, calculation)
    field, values = reader.text("segment_field"), parse_list(reader.text("segment_value"))
    if bool(field) != bool(values):
        reader.say("segment-half", "segment_value" if field else "segment_field")
    elif calculation and calculation.needs_segment and not field:
        reader.say("segment-missing", "segment_field")
    period = reader.choice("period", MetricPeriod, MetricPeriod.CYCLE)
    within = _days(reader, "within_days")
    corrections = _days(reader, "corrections_days")
    where = _where(reader)
    _unused(reader, calculation)
    if source is None or calculation is None or _blocked(reader):
        return None, reader.problems
    metric = Metric(
        line.id,
        line.title,
        source.key,
        calculation,
        pipeline=reader.text("pipeline"),
        segment_field=field,
        segment_values=values,
        owner=reader.text("owner"),
        amount_field=reader.text("amount_field"),
        within_days=within,
        period=period,
        corrections_days=DEFAULT_CORRECTIONS if corrections is None else corrections,
        where=where,
    )
    return metric, reader.problems


def parse_kpi(
    line: Line, metrics: Directory, language: Language
) -> tuple[Kpi | None, list[Problem]]:
    """A KPI; None when an error keeps it from being computed."""
    reader = CellReader("kpi", line, language)
    reader.need_title()
    plan, typed = reader.number("plan"), reader.number("typed")
    kpi = Kpi(
        line.id,
        line.title,
        plan,
        typed,
        metric=find_link(reader, metrics, "metric", "metric-unknown"),
        paid=reader.choice("paid", YesNo, YesNo.NO) is YesNo.YES,
        fractions=line.row.cell("plan").percent,
    )
    return (None if _blocked(reader) else kpi), reader.problems


def find_link(reader: CellReader, directory: Directory, column: str, unknown: str) -> str:
    """The id a link means; empty when the cell is blank, or means nothing and a problem is kept."""
    typed = reader.text(column)
    if not typed:
        return ""
    link = directory.find(typed)
    if link is None:
        reader.say(unknown, column, typed, guess=guess(typed, directory.choices, reader.language))
        return ""
    if link.by_title:
        reader.say("link-by-title", column, typed)
    return link.id


def _parent(reader: CellReader, directory: Directory) -> str:
    return find_link(reader, directory, "parent", "parent-unknown")


def _days(reader: CellReader, column: str) -> int | None:
    value = reader.row.value(column)
    if value is None:
        return None
    if isinstance(value, Decimal) and value == value.to_integral_value() and 0 <= value <= 3660:
        return int(value)
    reader.say("days-unreadable", column, reader.text(column))
    return None


def _where(reader: CellReader) -> tuple[Condition, ...]:
    typed = reader.text("where")
    parsed = parse_where(typed) if typed else ()
    if isinstance(parsed, WhereError):
        expected = WHERE_EXPECTED[parsed.expected].of(reader.language)
        at = parsed.found or typed[-1:]
        reader.say("where-unreadable", "where", typed, at=at, expected=expected)
        return ()
    return parsed


def _not_given(reader: CellReader, source: Source, calculation: Calculation) -> None:
    given = [one.title.of(reader.language) for one in Calculation if source.gives(one)]
    named = {"source": source.title.of(reader.language), "expected": ", ".join(given)}
    reader.say(
        "calculation-not-given", "calculation", calculation.title.of(reader.language), **named
    )


def _unused(reader: CellReader, calculation: Calculation | None) -> None:
    """Cells that the chosen calculation does not look at."""
    for column in ("from_stage", "to_stage"):
        if reader.text(column):
            reader.say("stages-unused", column)
    if reader.text("within_days") and calculation not in (None, Calculation.WIN_RATE_COHORT):
        reader.say("stages-unused", "within_days")
    if reader.text("amount_field") and calculation and calculation.is_of_activities:
        reader.say("stages-unused", "amount_field")


def _blocked(reader: CellReader) -> bool:
    return level(reader.problems) == "error"
