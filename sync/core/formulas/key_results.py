"""Formulas of the Key results tab."""

from __future__ import annotations

from sync.core.choices import ResultType, Status
from sync.core.formulas import pacing
from sync.core.formulas.place import (
    BLANK,
    Place,
    if_,
    if_filled,
    is_one_of,
    look_up,
    numbers,
    own,
    share,
    text,
    two_places,
)

YES = ("1", "yes", "y", "да", "true", "истина", "+", "✓", "✔", "☑", "✅")
NO = ("0", "no", "n", "нет", "false", "ложь", "-", "−", "✗", "✘", "☐", "❌")
"""What ``parse_yes_no`` takes for an answer."""
KEEP = (ResultType.AT_LEAST, ResultType.AT_MOST, ResultType.WITHIN)


def current(place: Place) -> str:
    """The typed value, or the CRM's when a metric is chosen; only ever a number."""
    typed, crm = place.cell("typed"), place.cell("crm")
    by_hand = if_(_is(place, ResultType.YES_NO), _answer(typed), _number(typed))
    return if_filled(place, if_(f"{place.cell('metric')}={BLANK}", by_hand, _number(crm)))


def progress(place: Place) -> str:
    """``scoring.progress``. Nothing while the service withholds the score: it knows more errors
    than a formula can see."""
    level = f'IFERROR({place.record("level", place.cell("id"))}&"","")="error"'
    weight = place.cell("weight")
    bad_weight = f"AND({weight}<>{BLANK},OR(NOT({numbers(weight)}),{weight}<0))"
    unusable = f"NOT({numbers(place.cell('current'))})"
    barred = f"OR({place.today}=0,{level},{bad_weight},{unusable})"
    return if_filled(place, if_(barred, BLANK, _by_type(place)))


def score(place: Place) -> str:
    cell = place.cell("progress")
    held = two_places(f"ROUND(MAX(0,MIN(1,{cell})),10)")
    return if_(f"COUNT({cell})=1", held, BLANK)


def pace(place: Place) -> str:
    return if_filled(place, pacing.dated(place, _days(place).pace))


def status(place: Place) -> str:
    """``pace.status``, in rows of objectives that are at work in this cycle."""
    cycle, state = _objective(place, "cycle"), _objective(place, "state")
    judged = if_(f"{place.cell('score')}={BLANK}", place.word(Status.NO_DATA), _verdict(place))
    resting = pacing.rests(place, cycle, state)
    return if_filled(place, pacing.dated(place, if_(resting, BLANK, judged)))


def as_of(place: Place) -> str:
    """When people confirmed a typed value, or the source a fetched one."""
    checked = place.cell("checked_on")
    by_hand = if_(f"{checked}={BLANK}", BLANK, checked)
    fetched = look_up(place, "as_of", place.cell("id"))
    return if_filled(place, if_(f"{place.cell('metric')}={BLANK}", by_hand, fetched))


def crm(place: Place) -> str:
    return own(place, "value")


def forecast(place: Place) -> str:
    return own(place, "forecast")


def change(place: Place) -> str:
    return own(place, "change")


def notes(place: Place) -> str:
    return own(place, "message")


def _is(place: Place, *types: ResultType) -> str:
    return is_one_of(place.cell("type"), *types)


def _number(cell: str) -> str:
    return if_(numbers(cell), cell, BLANK)


def _answer(cell: str) -> str:
    """1 or 0 from a yes or no; nothing from anything else. A blank cell equals 0."""
    yes, no = (",".join(f"{cell}={text(word)}" for word in words) for words in (YES, NO))
    said = if_(f"OR({cell}=1,{yes})", "1", if_(f"OR({cell}=0,{no})", "0", BLANK))
    ticked = if_(f"ISLOGICAL({cell})", if_(cell, "1", "0"), said)
    return if_(f"{cell}={BLANK}", BLANK, ticked)


def _by_type(place: Place) -> str:
    value, target = place.cell("current"), place.cell("target")
    above = f"ROUND({value}-{target},10)"
    kinds = (
        ((ResultType.REACH,), _reached(place)),
        ((ResultType.COLLECT, ResultType.MILESTONES),
         if_(f"{target}>0", share(value, target), BLANK)),
        ((ResultType.AT_LEAST,), if_(f"{above}>=0", "1", "0")),
        ((ResultType.AT_MOST,), if_(f"{above}<=0", "1", "0")),
        ((ResultType.WITHIN,), _within(place, above)),
    )  # fmt: skip
    judged = BLANK
    for types, expression in reversed(kinds):
        judged = if_(_is(place, *types), expression, judged)
    measured = if_(numbers(target), judged, BLANK)
    return if_(_is(place, ResultType.YES_NO), if_(f"{value}=1", "1", "0"), measured)


def _reached(place: Place) -> str:
    """Share of the way from the start. A blank start is 0 where a count may begin at an unsaid
    zero; SUM makes that 0 of a blank cell and of an empty text alike."""
    value, target, start = (place.cell(key) for key in ("current", "target", "start"))
    unsaid = f'AND({start}="",OR({place.cell("unit")}="%",{target}<0))'
    unreadable = f'AND({start}<>"",NOT({numbers(start)}))'
    no_way = f"OR({unsaid},{unreadable},{target}=SUM({start}))"
    return if_(no_way, BLANK, share(f"({value}-SUM({start}))", f"({target}-SUM({start}))"))


def _within(place: Place, above: str) -> str:
    value, upper = place.cell("current"), place.cell("upper")
    inside = f"AND({above}>=0,ROUND({value}-{upper},10)<=0)"
    bounded = f"AND({numbers(upper)},{upper}>={place.cell('target')})"
    return if_(bounded, if_(inside, "1", "0"), BLANK)


def _days(place: Place) -> pacing.Days:
    due = place.cell("due")
    return pacing.days(place, if_(numbers(due), due, place.setting("end")))


def _verdict(place: Place) -> str:
    done, off_track = place.word(Status.DONE), place.word(Status.OFF_TRACK)
    progress_, window = place.cell("progress"), _days(place)
    kept = if_(f"{progress_}<1", off_track, if_(window.over, done, place.word(Status.ON_TRACK)))
    waiting = if_(window.over, off_track, place.word(Status.TOO_EARLY))
    moving = if_(_is(place, ResultType.YES_NO), waiting, _rated(place, window))
    return if_(_is(place, *KEEP), kept, if_(f"{progress_}>=1", done, moving))


def _rated(place: Place, window: pacing.Days) -> str:
    """Never off track while a total lags by less than one unit."""
    committed = pacing.is_committed(_objective(place, "kind"))
    needed = f"{if_(committed, *pacing.ON_TRACK)}*{place.cell('target')}*{place.cell('pace')}"
    lag = f"ROUND({needed}-{place.cell('current')},10)"
    nearly = f"AND({_is(place, ResultType.COLLECT)},{lag}<1)"
    last_word = if_(nearly, place.word(Status.AT_RISK), place.word(Status.OFF_TRACK))
    ahead = pacing.heading(place.cell("score"), place.cell("pace"))
    verdict = pacing.rated(place, ahead, committed, last_word)
    return if_(window.too_early, place.word(Status.TOO_EARLY), verdict)


def _objective(place: Place, column: str) -> str:
    """A cell of the row's objective as text: found by the id in front of the choice, else by the
    exact title typed by hand; empty when there is none."""
    chosen = place.cell("objective")
    by_id = f"MATCH(LEFT({chosen},5),{place.column('objectives', 'id')},0)"
    by_title = f"MATCH({chosen},{place.column('objectives', 'title')},0)"
    found = f"INDEX({place.column('objectives', column)},IFERROR({by_id},{by_title}))"
    return if_(f"{chosen}={BLANK}", BLANK, f"IFERROR({found}&{BLANK},{BLANK})")
