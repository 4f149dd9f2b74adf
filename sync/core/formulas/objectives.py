"""Formulas of the Objectives and Review tabs: ``scoring.roll_up`` and ``pace.verdict``.

Inside SUMPRODUCT stand comparisons only: some programs take the first cell of a range that is given
to LEFT or ISNUMBER there. Numbers come before texts, so ``x>=""`` is true of what is no number.
"""

from __future__ import annotations

from dataclasses import dataclass

from sync.core.choices import Status
from sync.core.formulas import pacing
from sync.core.formulas.place import BLANK, Place, if_, if_filled, or_blank, own, share, two_places
from sync.core.vocabulary import Text

OF = Text(" of ", " из ")


@dataclass(frozen=True, slots=True)
class _Objective:
    """An objective as expressions: its cells, and whether it is the first with its title."""

    id: str
    title: str
    first: str


def coverage(place: Place) -> str:
    """``3 of 4``: how many of its key results have data."""
    mine = _members(place, _own(place))
    with_data, total = (f"SUMPRODUCT({mine}*{which})" for which in (_known(place), _titled(place)))
    of = OF.of(place.layout.language)
    return if_filled(place, f'{with_data}&"{of}"&{total}')


def score(place: Place) -> str:
    return if_filled(place, _mean(place, f"{_members(place, _own(place))}*{_known(place)}"))


def status(place: Place) -> str:
    cell = place.cell("score")
    window = pacing.days(place, place.setting("end"))
    committed = pacing.is_committed(place.cell("kind"))
    ahead = pacing.heading(cell, f"({window.pace})")
    rated = pacing.rated(place, ahead, committed, place.word(Status.OFF_TRACK))
    early = if_(window.too_early, place.word(Status.TOO_EARLY), rated)
    known = if_(f"{cell}>=1", place.word(Status.DONE), early)
    judged = if_(f"COUNT({cell})=0", place.word(Status.NO_DATA), known)
    resting = pacing.rests(place, f'({place.cell("cycle")}&"")', place.cell("state"))
    return if_filled(place, pacing.dated(place, if_(resting, BLANK, judged)))


def notes(place: Place) -> str:
    return own(place, "message")


def final(place: Place) -> str:
    """The score of the chosen objective in which a key result without data counts 0."""
    members = f"{_members(place, _chosen(place))}*{_titled(place)}"
    mean = or_blank(_mean(place, members))
    return if_(f"{place.cell('objective')}={BLANK}", BLANK, mean)


def _mean(place: Place, members: str) -> str:
    """The weighted mean of the scores of ``members``. A blank weight is 1, and so is the weight of
    a row whose own is unusable; texts count 0 in SUMPRODUCT."""
    weight, value = _key_results(place, "weight"), _key_results(place, "score")
    plain = f"{members}*(({weight}>={BLANK})+({weight}<0))"
    weighed = f"{members}*({weight}>0)"
    total = f"(SUMPRODUCT({plain},{value})+SUMPRODUCT({weighed},{weight},{value}))"
    return two_places(share(total, f"(SUMPRODUCT({plain})+SUMPRODUCT({weighed},{weight}))"))


def _own(place: Place) -> _Objective:
    """The objective of this row."""
    id_, title = place.cell("id"), place.cell("title")
    found = f"MATCH({title},{place.column('objectives', 'title')},0)"
    first = f"INDEX({place.column('objectives', 'id')},{found})"
    return _Objective(id_, title, f"(IFERROR({first}&{BLANK},{BLANK})={id_}&{BLANK})")


def _chosen(place: Place) -> _Objective:
    """The objective that a row of Review names."""
    ids, titles = place.column("objectives", "id"), place.column("objectives", "title")
    named = place.cell("objective")
    row = f"IFERROR(MATCH(LEFT({named},5),{ids},0),MATCH({named},{titles},0))"
    title = f"INDEX({titles},{row})"
    return _Objective(f"INDEX({ids},{row})", title, f"(MATCH({title},{titles},0)={row})")


def _members(place: Place, objective: _Objective) -> str:
    """Key results that chose the objective, by its id in front, or by its exact title when it is
    the first with this title. A space is the lowest sign, so ``O-001 · title`` stands between
    ``O-001`` and ``O-001!``."""
    choice, id_ = _key_results(place, "objective"), objective.id
    by_id = f'({choice}>={id_})*({choice}<{id_}&"!")*({id_}<>{BLANK})'
    by_title = f"({choice}={objective.title})*{objective.first}"
    return f"({by_id}+{by_title}>0)"


def _known(place: Place) -> str:
    """Rows with a score, the header passed over."""
    value = _key_results(place, "score")
    return f"({value}<>{BLANK})*({value}<>{place.head('key_results', 'score')})"


def _titled(place: Place) -> str:
    """Rows with a text, the header passed over: an objective may be called like it."""
    title = _key_results(place, "title")
    return f"({title}<>{BLANK})*({title}<>{place.head('key_results', 'title')})"


def _key_results(place: Place, column: str) -> str:
    return place.column("key_results", column)
