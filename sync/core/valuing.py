"""What each row stands at: a fresh reading, the last value, or what people typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from sync.core.board import Result, Value
from sync.core.measuring import Known, Measurement, in_kpi_scale, in_scale, rounded
from sync.core.model import KeyResult, Kpi, Settings
from sync.core.showing import Shown
from sync.core.vocabulary import Reading


def key_result_value(
    kr: KeyResult, measured: Measurement | None, known: Known, settings: Settings
) -> Value:
    """Without a metric the typed value; with one the reading in the row's scale. When the source
    was not read, the last value stays."""
    if not kr.metric:
        return Value(kr.typed)
    reading = measured.reading if measured else None
    if measured is None or reading is None:
        over = measured is not None and known.is_over(measured.metric.calculation, settings)
        mine = known.comes_from(kr.metric) and not over
        return Value(known.value, known.day("as_of")) if mine else Value(None)
    number = reading.value
    scaled = None if number is None else in_scale(number, measured.metric.calculation, kr)
    return Value(scaled, day_of(reading, settings))


def shown_key_result(result: Result, source: str, change: Decimal | None) -> Shown:
    """The looked-up figures of a key result; a typed value is not repeated."""
    kr = result.kr
    if kr is None or not kr.metric:
        return Shown(forecast=result.forecast, change=change)
    return Shown(result.current, result.as_of, source, result.forecast, change)


def shown_metric(measured: Measurement, known: Known, source: str, settings: Settings) -> Shown:
    """The looked-up figures of a metric; rates stand as fractions."""
    reading = measured.reading
    if reading is None:
        last = last_shown(known)
        over = known.is_over(measured.metric.calculation, settings)
        return replace(last, value=None, records=None) if over else last
    value = None if reading.value is None else rounded(reading.value, measured.metric.calculation)
    as_of = day_of(reading, settings)
    return Shown(value, as_of, source, records=Decimal(reading.counted))


def shown_kpi(
    kpi: Kpi, measured: Measurement | None, known: Known, source: str, settings: Settings
) -> Shown:
    """The looked-up figures of a KPI."""
    if not kpi.metric:
        return Shown()
    reading = measured.reading if measured else None
    if measured is None or reading is None:
        over = measured is not None and known.is_over(measured.metric.calculation, settings)
        return last_shown(known) if known.comes_from(kpi.metric) and not over else Shown()
    number = reading.value
    value = None if number is None else in_kpi_scale(number, measured.metric.calculation, kpi)
    return Shown(value, day_of(reading, settings), source)


def last_shown(known: Known) -> Shown:
    """What stood there before."""
    records = known.row.value("records")
    source = known.row.value("source")
    return Shown(
        known.value,
        known.day("as_of"),
        str(source or ""),
        records=records if isinstance(records, Decimal) else None,
    )


def change_since(current: Decimal | None, last: Decimal | None) -> Decimal | None:
    """Against the last check-in; None when either is missing."""
    return None if current is None or last is None else current - last


def day_of(reading: Reading, settings: Settings) -> date:
    """The day of a reading in the document's time zone."""
    return reading.as_of.astimezone(ZoneInfo(settings.zone)).date()
