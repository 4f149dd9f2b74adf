"""Rows of key results, checked cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sync.core.cells import CellReader
from sync.core.choices import ResultType, Rhythm
from sync.core.direction import direction_of
from sync.core.identity import Line
from sync.core.links import Directory
from sync.core.model import KeyResult
from sync.core.notes import level
from sync.core.parsing import parse_yes_no
from sync.core.rows import find_link
from sync.core.texts.message import show
from sync.core.vocabulary import Language, Problem

NUMBERS = ("start", "target", "upper", "typed")
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class ParsedKeyResult:
    """A row, the objective it names, and the key result unless an error withholds its score."""

    line: Line
    objective: str
    metric: str
    kr: KeyResult | None
    problems: tuple[Problem, ...]


def parse_key_result(
    line: Line, objectives: Directory, metrics: Directory, language: Language, *, doubled: bool
) -> ParsedKeyResult:
    """Read one row of Key results."""
    reader = CellReader("key_results", line, language)
    if doubled:
        reader.say("row-doubled", "id")
    reader.need_title()
    objective = find_link(reader, objectives, "objective", "objective-unknown")
    if not reader.text("objective"):
        reader.say("objective-missing", "objective")
    metric = find_link(reader, metrics, "metric", "metric-unknown")
    kind = reader.needed_choice("type", ResultType, "type-missing")
    kr = _judged(reader, kind, objective, metric) if kind else None
    blocked = level(reader.problems) == "error"
    return ParsedKeyResult(line, objective, metric, None if blocked else kr, tuple(reader.problems))


def _judged(reader: CellReader, kind: ResultType, objective: str, metric: str) -> KeyResult | None:
    target = _target(reader, kind)
    start = reader.number("start") if kind is ResultType.REACH else None
    upper = reader.number("upper") if kind is ResultType.WITHIN else None
    weight = reader.number("weight")
    if weight is not None and weight < 0:
        reader.say("weight-negative", "weight", weight)
    typed = _typed(reader, kind, metric)
    fractions = _fractions(reader, kind)
    if target is None:
        return None
    kr = KeyResult(
        reader.line.id,
        reader.line.title,
        kind,
        target,
        objective=objective,
        start=start,
        upper=upper,
        typed=typed,
        unit=reader.text("unit"),
        fractions=fractions,
        due=reader.day("due"),
        weight=ONE if weight is None else weight,
        rhythm=reader.choice("rhythm", Rhythm, Rhythm.WEEKLY),
        metric=metric,
        owner=reader.text("owner"),
        confidence=reader.number_within("confidence", 0, 10),
        blocker=reader.text("blocker"),
        next_step=reader.text("next_step"),
        checked_on=reader.day("checked_on"),
    )
    _check_bounds(reader, kr)
    return kr


def _target(reader: CellReader, kind: ResultType) -> Decimal | None:
    if kind is ResultType.YES_NO:
        return ONE
    if reader.row.value("target") is None:
        reader.say("target-missing", "target")
    return reader.number("target")


def _typed(reader: CellReader, kind: ResultType, metric: str) -> Decimal | None:
    """The typed value; what is wrong with it does not matter when a metric is chosen."""
    value = reader.row.value("typed")
    if metric:
        return value if isinstance(value, Decimal) else None
    if kind is not ResultType.YES_NO:
        return reader.number("typed")
    if value is None:
        return None
    answer = parse_yes_no(reader.text("typed"))
    if answer is None:
        reader.say("yes-no-expected", "typed", reader.text("typed"))
        return None
    return ONE if answer else Decimal(0)


def _fractions(reader: CellReader, kind: ResultType) -> bool:
    """Whether the row's numbers are formatted as percentages; a zero fits either way."""
    if kind is ResultType.YES_NO:
        return False
    cells = [reader.row.cell(column) for column in NUMBERS]
    given = [cell for cell in cells if isinstance(cell.value, Decimal) and cell.value]
    percents = [cell for cell in given if cell.percent]
    if percents and len(percents) < len(given):
        shown = " / ".join(_as_seen(cell.value, cell.percent, reader.language) for cell in given)
        reader.say("scales-mixed", "target", shown)
    return bool(percents)


def _as_seen(value: object, percent: bool, language: Language) -> str:
    assert isinstance(value, Decimal)
    return f"{show(value * 100, language)} %" if percent else show(value, language)


def _check_bounds(reader: CellReader, kr: KeyResult) -> None:
    match kr.type:
        case ResultType.REACH:
            _check_start(reader, kr)
        case ResultType.COLLECT | ResultType.MILESTONES if kr.target <= 0:
            reader.say("target-not-positive", "target", kr.target)
        case ResultType.WITHIN if kr.upper is None:
            if reader.row.value("upper") is None:
                reader.say("upper-missing", "upper")
        case ResultType.WITHIN if kr.upper is not None and kr.upper < kr.target:
            reader.say("upper-below-target", "upper", kr.upper, low=kr.target)
        case _:
            pass


def _check_start(reader: CellReader, kr: KeyResult) -> None:
    """A way needs two different ends; only a rising count may begin at an unsaid zero."""
    falling = direction_of(kr.title) == "falling"
    blank = reader.row.value("start") is None
    if blank and (kr.unit == "%" or kr.fractions):
        reader.say("start-missing-rate", "start", offer="")
    elif blank and (falling or kr.target < 0):
        reader.say("start-missing-falling", "start")
    elif (kr.start or Decimal(0)) == kr.target:
        reader.say("start-equals-target", "target", kr.target)
    elif blank:
        reader.say("start-blank", "start")
    elif kr.start is not None:
        _check_direction(reader, kr, kr.start)


def _check_direction(reader: CellReader, kr: KeyResult, start: Decimal) -> None:
    said = direction_of(kr.title)
    if said and (said == "rising") != (kr.target > start):
        words = {"rising": ("growth", "рост"), "falling": ("a decrease", "снижение")}[said]
        word = words[reader.language == "ru"]
        reader.say("direction-contradicts", "target", direction=word, start=start, target=kr.target)
