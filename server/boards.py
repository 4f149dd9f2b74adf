"""The board of a document's page: objectives with their key results, and what is said of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from server import words
from server.speech import NO_BREAK, NOTHING, Speech
from sync.core.choices import Kind, ResultType, Status
from sync.core.notes import by_id, grave_first, sentence
from sync.core.scoring import band
from sync.core.texts import MESSAGES, Level, level_of
from sync.core.vocabulary import Problem
from sync.store.results import Kept, KeptKeyResult, KeptObjective

MANY = 6
"""Rows for which the same advice is told once, above them all."""
FEW_IDS = 10
MOST_NOTES = 3
"""Notes that a row spells out; the document holds them all."""
SHOWN_TABS = {"objectives", "key_results", "metrics"}
ORDER = (
    Status.DONE, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.TOO_EARLY,
    Status.NO_DATA,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """One finding in words."""

    grave: bool
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said of one row: the gravest first, and how many more there are."""

    said: tuple[Note, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A key result as the page shows it."""

    kr: KeptKeyResult
    band: str
    current: str
    goal: str
    asides: tuple[str, ...]
    notes: Notes


@dataclass(frozen=True, slots=True)
class Card:
    """An objective with its rows; ``objective`` is None for rows without one."""

    objective: KeptObjective | None
    band: str
    rows: tuple[Row, ...]
    notes: Notes


@dataclass(frozen=True, slots=True)
class Board:
    """All cards, and what is said of rows that stand on none."""

    cards: tuple[Card, ...]
    others: tuple[Card, ...]
    """Objectives of other cycles and cancelled ones."""
    statuses: tuple[tuple[Status, int], ...]
    """How many key results of this cycle have each status."""
    whole: Notes
    shared: tuple[Note, ...]
    """Advice that many rows would repeat, with their ids."""
    metrics: Mapping[str, Notes]
    elsewhere: tuple[Note, ...]


def board_of(kept: Kept, speech: Speech) -> Board:
    """Put what was kept of the last run in order for reading."""
    problems = [problem for problem in kept.problems if problem.code in MESSAGES]
    shared = _shared(problems, speech)
    own = [problem for problem in problems if _advice(problem, speech) not in shared]
    said = by_id(own)
    cards = [_card(objective, kept, said, speech) for objective in kept.objectives]
    known = {objective.id for objective in kept.objectives}
    lost = [kr for kr in kept.key_results if kr.objective not in known and kr.title]
    current = [card for card in cards if card.objective and card.objective.current]
    if lost:
        current.append(Card(None, "", tuple(_row(kr, said, speech) for kr in lost), Notes()))
    counts = Counter(row.kr.status for card in current for row in card.rows if row.kr.status)
    return Board(
        tuple(current),
        tuple(card for card in cards if card.objective and not card.objective.current),
        tuple((status, counts[status.key]) for status in ORDER if counts[status.key]),
        notes_of(said.get("", ()), speech, most=20),
        tuple(Note(False, text, _ids(ids, speech)) for text, ids in shared.items()),
        {metric.id: notes_of(said.get(metric.id, ()), speech) for metric in kept.metrics},
        tuple(_elsewhere(said, speech)),
    )


def notes_of(problems: Sequence[Problem], speech: Speech, most: int = MOST_NOTES) -> Notes:
    """The gravest findings in words."""
    notes = [_note(problem, speech) for problem in grave_first(problems)]
    return Notes(tuple(notes[:most]), max(0, len(notes) - most))


def count_levels(problems: Iterable[Problem]) -> tuple[int, int]:
    """How many errors there are, and how much advice."""
    levels = Counter(level_of(problem.code) for problem in problems if problem.code in MESSAGES)
    return levels[Level.ERROR], levels[Level.ADVICE]


def band_of(score: Decimal | None, kind: str = "") -> str:
    """The colour of a score; empty without one."""
    committed = kind == Kind.COMMITTED.key
    rule = Kind.COMMITTED if committed else Kind.ASPIRATIONAL
    return "" if score is None else band(score, rule).value


def _shared(problems: Iterable[Problem], speech: Speech) -> dict[str, list[str]]:
    """Advice → the key results it is meant for, where they are many."""
    rows: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if text := _advice(problem, speech):
            rows[text].append(problem.id)
    return {text: ids for text, ids in rows.items() if len(ids) >= MANY}


def _advice(problem: Problem, speech: Speech) -> str:
    """The words of advice to a key result; empty for anything else."""
    mere = problem.tab == "key_results" and level_of(problem.code) is Level.ADVICE
    return sentence(problem, speech.language) if mere else ""


def _ids(ids: Sequence[str], speech: Speech) -> str:
    named = ", ".join(ids[:FEW_IDS])
    rest = len(ids) - FEW_IDS
    return speech.say(words.AND_MORE, ids=named, n=rest) if rest > 0 else named


def _note(problem: Problem, speech: Speech) -> Note:
    grave = level_of(problem.code) is Level.ERROR
    return Note(grave, sentence(problem, speech.language), problem.id)


def _elsewhere(said: Mapping[str, Sequence[Problem]], speech: Speech) -> Iterable[Note]:
    """Findings about rows of other tabs, such as KPI."""
    for id_, problems in said.items():
        if id_:
            rest = [problem for problem in problems if problem.tab not in SHOWN_TABS]
            yield from (_note(problem, speech) for problem in grave_first(rest))


def _card(
    objective: KeptObjective, kept: Kept, said: Mapping[str, Sequence[Problem]], speech: Speech
) -> Card:
    rows = [_row(kr, said, speech) for kr in kept.key_results
            if kr.objective == objective.id and kr.title]  # fmt: skip
    colour = band_of(objective.score, objective.kind)
    return Card(objective, colour, tuple(rows), notes_of(said.get(objective.id, ()), speech))


def _row(kr: KeptKeyResult, said: Mapping[str, Sequence[Problem]], speech: Speech) -> Row:
    return Row(
        kr,
        band_of(kr.score),
        _figure(kr, kr.current, speech),
        _goal(kr, speech),
        tuple(_asides(kr, speech)),
        notes_of(said.get(kr.id, ()), speech),
    )


def _figure(kr: KeptKeyResult, value: Decimal | None, speech: Speech) -> str:
    """A number with its unit, as its row writes it."""
    if value is None:
        return NOTHING
    if kr.type == ResultType.YES_NO.key:
        return speech.say(words.YES if value == 1 else words.NO)
    return speech.percent(value) if kr.fractions else _with_unit(speech.number(value), kr)


def _with_unit(number: str, kr: KeptKeyResult) -> str:
    return f"{number}{NO_BREAK}{kr.unit}" if kr.unit and not kr.fractions else number


def _goal(kr: KeptKeyResult, speech: Speech) -> str:
    """Where the row wants to go, in signs that need no words: 22 → 35 %, ≥ 70 %, 40–60."""
    if not kr.sound or kr.target is None:
        return NOTHING
    target = _figure(kr, kr.target, speech)
    match kr.type:
        case "reach":
            bare = speech.number(kr.start * 100 if kr.fractions and kr.start else kr.start)
            return target if kr.start is None else f"{bare} → {target}"
        case "at_least":
            return f"≥{NO_BREAK}{target}"
        case "at_most":
            return f"≤{NO_BREAK}{target}"
        case "within":
            low = speech.number(kr.target * 100 if kr.fractions else kr.target)
            return f"{low}–{_figure(kr, kr.upper, speech)}"
        case _:
            return target


def _asides(kr: KeptKeyResult, speech: Speech) -> Iterable[str]:
    """What else is worth knowing, in small letters."""
    if kr.owner:
        yield kr.owner
    if kr.weight == 0:
        yield speech.say(words.GUARDRAIL)
    if kr.confidence is not None:
        yield speech.say(words.CONFIDENCE, n=speech.number(kr.confidence))
    if kr.forecast is not None and kr.status not in {"done", ""}:
        yield speech.say(words.FORECAST, n=speech.score(kr.forecast))
