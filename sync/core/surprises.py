"""What of a document or of its numbers is too surprising to be written down unasked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sync.core import brakes
from sync.core.identity import Identity
from sync.core.measuring import Known, period_of
from sync.core.schema import ID_TABS, TABS
from sync.core.scoreboard import Measured
from sync.core.validating import Checked
from sync.core.vocabulary import Snapshot


def odd_rows(
    snapshot: Snapshot, identity: Identity, known: Mapping[str, Known]
) -> brakes.Brake | None:
    """Tabs, headers or half the rows gone, or texts that were sorted without their ids."""
    language = snapshot.language
    gone = [
        tab.title.of(language)
        for tab in (TABS[key] for key in ID_TABS if key not in snapshot.tables)
        if any(id_.startswith(tab.prefix + "-") for id_ in known)
    ]
    missing = [
        TABS[tab].column(column).title.of(language)
        for tab in ("objectives", "key_results")
        if tab in snapshot.tables
        for column in ("id", "title")
        if column not in snapshot.tables[tab].columns
    ]
    rows = [line.id for tab in ("objectives", "key_results") for line in identity.lines[tab]]
    before = [id_ for id_ in known if id_.startswith(("O-", "KR-"))]
    return (
        brakes.tabs_gone(gone)
        or brakes.headers_gone(missing)
        or brakes.rows_gone(before, rows)
        or brakes.rows_shuffled(identity.shuffled)
    )


def fallen(
    checked: Checked, measured: Measured, known: Mapping[str, Known], today: date
) -> brakes.Brake | None:
    """Every metric at zero at once."""
    settings = checked.settings
    falls = [
        brakes.Fall(f"{id_} · {item.metric.title}", known[id_].value, known[id_].day("as_of"),
                    item.reading.value, period.start, item.reading.not_counted)
        for id_, item in measured.items()
        if item.reading and id_ in known and (period := period_of(item.metric, settings, today))
    ]  # fmt: skip
    return brakes.all_fell(falls, settings.confirm_drop, today)
