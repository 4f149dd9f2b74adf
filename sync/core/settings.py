"""The Settings tab: what holds for the whole document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from sync.core.cells import CellReader
from sync.core.choices import LanguageName, OrgLevel, Weekday, YesNo
from sync.core.identity import Line
from sync.core.metric_names import guess
from sync.core.model import Settings
from sync.core.vocabulary import Language, Problem, Row, Snapshot

NO_ROW = Row(0, {})


def parse_settings(snapshot: Snapshot, today: date) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings and what is wrong with them. Without usable dates ``dates_known`` is false and
    the cycle is the calendar quarter of ``today``."""
    reader = CellReader("settings", Line("", _row(snapshot)), snapshot.language)
    start, end = _day(reader, "start"), _day(reader, "end")
    if start and end and end <= start:
        reader.say("cycle-reversed", "end", start=start, end=end)
    known = bool(start and end and end > start)
    if start is None or end is None or end <= start:
        start, end = quarter_of(today)
    settings = Settings(
        team=reader.text("team"),
        cycle=reader.text("cycle"),
        start=start,
        end=end,
        zone=_zone(reader),
        currency=reader.text("currency").upper(),
        language=language_of(snapshot),
        check_in_day=list(Weekday).index(reader.choice("check_in_day", Weekday, Weekday.MONDAY)),
        hide_names=reader.choice("hide_names", YesNo, YesNo.NO) is YesNo.YES,
        confirm_drop=reader.day("confirm_drop"),
        dates_known=known,
    )
    reader.choice("level", OrgLevel, OrgLevel.TEAM)
    reader.choice("language", LanguageName, LanguageName[snapshot.language.upper()])
    if known and today > end:
        reader.say("cycle-over", "end", end)
    return settings, tuple(reader.problems)


def current_cycle(snapshot: Snapshot, today: date) -> Snapshot:
    """The document with one row of settings: of several cycles the one that today is in, else the
    one begun last, else the next. Several cycles stand below one another where settings are
    columns."""
    table = snapshot.tables.get("settings")
    if table is None or len(table.rows) < 2:
        return snapshot
    row = max(table.rows, key=lambda row: _nearness(row, today))
    return replace(snapshot, tables={**snapshot.tables, "settings": replace(table, rows=(row,))})


def _nearness(row: Row, today: date) -> tuple[bool, bool, int]:
    """Whether today is in the row's cycle, whether it has begun, and how long ago that was."""
    start, end = row.value("start"), row.value("end")
    if not isinstance(start, date):
        return False, False, -date.max.toordinal()
    begun = start <= today
    within = begun and isinstance(end, date) and today <= end
    return within, begun, start.toordinal() if begun else -start.toordinal()


def language_of(snapshot: Snapshot) -> Language:
    """The language of messages: the setting, else that of the titles."""
    reader = CellReader("settings", Line("", _row(snapshot)), snapshot.language)
    default = LanguageName[snapshot.language.upper()]
    return "ru" if reader.choice("language", LanguageName, default) is LanguageName.RU else "en"


def zone_of(snapshot: Snapshot) -> str:
    """The document's time zone, UTC when it names none that exists."""
    return _zone(CellReader("settings", Line("", _row(snapshot)), snapshot.language))


def quarter_of(today: date) -> tuple[date, date]:
    """First and last day of the calendar quarter."""
    first = 3 * ((today.month - 1) // 3) + 1
    start = date(today.year, first, 1)
    return start, (start + timedelta(days=93)).replace(day=1) - timedelta(days=1)


def _row(snapshot: Snapshot) -> Row:
    table = snapshot.tables.get("settings")
    return table.rows[0] if table and table.rows else NO_ROW


def _day(reader: CellReader, column: str) -> date | None:
    value = reader.row.value(column)
    if value is None:
        reader.say("setting-blank", column)
        return None
    before = len(reader.problems)
    day = reader.day(column)
    if day is None:
        said = reader.problems.pop(before)
        code = "setting-date-as-text" if said.code == "date-as-text" else "setting-not-a-date"
        reader.problems.append(replace(said, code=code))
    return day


def _zone(reader: CellReader) -> str:
    typed = reader.text("zone") or "UTC"
    found = zones().get(typed.casefold())
    if found is None:
        known = sorted(zones().values())
        reader.say("zone-unknown", "zone", typed, guess=guess(typed, known, reader.language))
    return found or "UTC"


@lru_cache(maxsize=1)
def zones() -> Mapping[str, str]:
    """Every time zone by its name in lower case."""
    return {name.casefold(): name for name in available_timezones()}
