"""Every formula of the template, as a function of where a document keeps what it looks at.

``formula`` makes one for any layout: the template builder asks for a fresh workbook, the service
for a document whose tabs were renamed and columns moved. ``key_results``, ``objectives`` (with
Review) and ``others`` hold the formulas tab by tab, ``pacing`` those of ``sync.core.pace``,
``place`` references and small pieces; ``normal`` compares and copies formulas between rows;
``locale`` spells them as spreadsheets of other countries do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sync.core.formulas import key_results, objectives, others
from sync.core.formulas.normal import at_row, normal_form
from sync.core.formulas.place import Layout, Place

__all__ = ["FORMULAS", "Layout", "at_row", "formula", "normal_form"]

FORMULAS: Mapping[tuple[str, str], Callable[[Place], str]] = {
    ("key_results", "notes"): key_results.notes,
    ("key_results", "status"): key_results.status,
    ("key_results", "score"): key_results.score,
    ("key_results", "forecast"): key_results.forecast,
    ("key_results", "current"): key_results.current,
    ("key_results", "change"): key_results.change,
    ("key_results", "crm"): key_results.crm,
    ("key_results", "progress"): key_results.progress,
    ("key_results", "pace"): key_results.pace,
    ("key_results", "as_of"): key_results.as_of,
    ("objectives", "notes"): objectives.notes,
    ("objectives", "coverage"): objectives.coverage,
    ("objectives", "score"): objectives.score,
    ("objectives", "status"): objectives.status,
    ("review", "final"): objectives.final,
    ("metrics", "value"): others.value,
    ("metrics", "as_of"): others.as_of,
    ("metrics", "records"): others.records,
    ("metrics", "notes"): others.notes,
    ("kpi", "crm"): others.value,
    ("kpi", "attainment"): others.attainment,
    ("kpi", "notes"): others.notes,
    ("settings", "today"): others.today,
    ("settings", "last_sync"): others.last_sync,
    ("settings", "notes"): others.document_notes,
    ("_lists", "objectives"): others.objective_choice,
    ("_lists", "metrics"): others.metric_choice,
}
"""By tab and column: one for every column whose writer is a formula."""


def formula(tab: str, column: str, row: int, layout: Layout) -> str:
    """The formula of a cell, without the leading ``=``, in A1 notation and English function names.

    Raises KeyError when the layout lacks a tab, a column or a setting that the formula looks at.
    """
    return FORMULAS[tab, column](Place(layout, tab, row))
