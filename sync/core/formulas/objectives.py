"""Formulas of the Objectives and Review tabs: ``scoring.roll_up`` and ``pace.verdict``."""

from __future__ import annotations

from sync.core.choices import Status
from sync.core.formulas import pacing
from sync.core.formulas.place import BLANK, Place, if_, if_filled, own, share, two_places
from sync.core.vocabulary import Text

OF = Text(" of ", " из ")


def coverage(place: Place) -> str:
    """``3 of 4``: how many of its key results have data."""
    mine, known = _mine(place), f"ISNUMBER({_key_results(place, 'score')})"
    known_count, count = f"SUMPRODUCT({mine}*{known})", f"SUMPRODUCT({mine}*{_titled(place)})"
    of = OF.of(place.layout.language)
    return if_filled(place, f'{known_count}&"{of}"&{count}')


def score(place: Place) -> str:
    known = f"{_mine(place)}*ISNUMBER({_key_results(place, 'score')})"
    return if_filled(place, _mean(place, known))


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
    return if_(
        f"{place.cell('objective')}={BLANK}",
        BLANK,
        f"IFERROR({_mean(place, f'{_chosen(place)}*{_titled(place)}')},{BLANK})",
    )


def _mean(place: Place, members: str) -> str:
    """The weighted mean of the scores of ``members``. A blank weight is 1, and so is the weight of
    a row whose own is unusable; texts count 0 in SUMPRODUCT."""
    weight, value = _key_results(place, "weight"), _key_results(place, "score")
    plain = f"{members}*(1-ISNUMBER({weight})+({weight}<0))"
    weighed = f"{members}*({weight}>0)"
    total = f"(SUMPRODUCT({plain},{value})+SUMPRODUCT({weighed},{weight},{value}))"
    return two_places(share(total, f"(SUMPRODUCT({plain})+SUMPRODUCT({weighed},{weight}))"))


def _mine(place: Place) -> str:
    """Key results under the objective of this row: chosen by its id, or by its exact title when it
    is the first with this title."""
    id_, title = place.cell("id"), place.cell("title")
    chosen = _key_results(place, "objective")
    first = (
        f"INDEX({place.column('objectives', 'id')},"
        f"MATCH({title},{place.column('objectives', 'title')},0))"
    )
    by_title = f"({chosen}={title})*(IFERROR({first}&{BLANK},{BLANK})={id_}&{BLANK})"
    return f"((LEFT({chosen},5)={id_})*({id_}<>{BLANK})+{by_title}>0)"


def _chosen(place: Place) -> str:
    """Key results under the objective that the row names."""
    named, chosen = place.cell("objective"), _key_results(place, "objective")
    ids, titles = place.column("objectives", "id"), place.column("objectives", "title")
    row = f"IFERROR(MATCH(LEFT({named},5),{ids},0),MATCH({named},{titles},0))"
    id_ = f"INDEX({ids},{row})"
    by_id = f"(LEFT({chosen},5)={id_})*({id_}<>{BLANK})"
    return f"({by_id}+({chosen}=INDEX({titles},{row}))>0)"


def _titled(place: Place) -> str:
    """Rows with a text. The header is passed over: an objective may be called like it."""
    title = _key_results(place, "title")
    return f"({title}<>{BLANK})*({title}<>{place.head('key_results', 'title')})"


def _key_results(place: Place, column: str) -> str:
    return place.column("key_results", column)
