"""Formulas of the KPI, Metrics and Settings tabs and of the lists of ids with titles."""

from __future__ import annotations

from sync.core.formulas.place import (
    BLANK,
    Place,
    if_,
    if_filled,
    look_up,
    numbers,
    or_blank,
    own,
    share,
)

DOCUMENT = '"DOC"'


def attainment(place: Place) -> str:
    """The value over the plan, to four places."""
    plan, typed, crm = (place.cell(key) for key in ("plan", "typed", "crm"))
    fetched, by_hand = _attained(crm, plan), _attained(typed, plan)
    return if_filled(place, if_(f"{place.cell('metric')}={BLANK}", by_hand, fetched))


def value(place: Place) -> str:
    return own(place, "value")


def as_of(place: Place) -> str:
    return own(place, "as_of")


def records(place: Place) -> str:
    return own(place, "records")


def notes(place: Place) -> str:
    return own(place, "message")


def today(_: Place) -> str:
    return "TODAY()"


def last_sync(place: Place) -> str:
    return look_up(place, "as_of", DOCUMENT)


def document_notes(place: Place) -> str:
    return look_up(place, "message", DOCUMENT)


def objective_choice(place: Place) -> str:
    return _choice(place, "objectives")


def metric_choice(place: Place) -> str:
    return _choice(place, "metrics")


def _attained(cell: str, plan: str) -> str:
    usable = f"AND({numbers(cell, plan)},{plan}>0)"
    return if_(usable, f"ROUND({share(cell, plan)},4)", BLANK)


def _choice(place: Place, tab: str) -> str:
    """``O-001 · title`` of the same row of a tab, by number: rows may come and go there. A row
    without an id yet can be chosen by its title."""
    id_, title = (f"INDEX({place.column(tab, key)},{place.row})" for key in ("id", "title"))
    named = if_(f"{id_}={BLANK}", title, f'{id_}&" · "&{title}')
    return or_blank(if_(f"{title}={BLANK}", BLANK, named))
