"""Why one record is or is not counted in a metric of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sync.core.explaining import Explanation
from sync.core.identity import identify
from sync.core.links import Directory
from sync.core.measuring import period_of
from sync.core.metric_names import Resolver, list_names
from sync.core.notes import grave_first, sentence
from sync.core.ports import Document, Explainer
from sync.core.settings import zone_of
from sync.core.validating import Checked, validate
from sync.core.vocabulary import Problem
from sync.errors import SyncError


class MetricUnknownError(SyncError):
    """The document has no such metric."""

    def __init__(self, metric: str, known: Iterable[str]) -> None:
        names = list_names(known)
        super().__init__(
            f"The document has no metric {metric!r}. It has: {names or 'none'}. Name one by its ID"
            " or its exact title.",
            f"В документе нет метрики «{metric}». Есть: {names or 'ни одной'}. Укажите ID или"
            " точное название.",
        )


class MetricBrokenError(SyncError):
    """The metric cannot be measured as its row stands."""

    def __init__(self, metric: str, problems: Iterable[Problem]) -> None:
        found = grave_first(problems)[:2]
        english = " ".join(sentence(problem, "en") for problem in found)
        russian = " ".join(sentence(problem, "ru") for problem in found)
        super().__init__(
            f"Metric {metric} cannot be measured: {english or 'fix its row in the document.'}",
            f"Метрику {metric} не посчитать: {russian or 'поправьте её строку в документе.'}",
        )


class SourceUnreadError(SyncError):
    """No records were ever given for this document."""

    def __init__(self, metric: str) -> None:
        super().__init__(
            f"There are no records for {metric} yet. Name the export: --deals FILE.",
            f"Для {metric} ещё нет данных. Укажите выгрузку: --deals ФАЙЛ.",
        )


def explain(
    document: Document,
    open_explainer: Callable[[str], Explainer],
    metric: str,
    record: str,
    now: datetime,
) -> tuple[str, Explanation]:
    """The title of the metric, and every test of the record. Raises SyncError when the document,
    the metric or the record is not to be had."""
    snapshot = document.read()
    zone = zone_of(snapshot)
    today = now.astimezone(ZoneInfo(zone)).date()
    checked = validate(snapshot, identify(snapshot), today)
    id_ = _find(metric, checked)
    explainer = open_explainer(zone)
    names = explainer.names()
    settings = checked.settings
    period = period_of(checked.metrics[id_], settings, today) or settings.period
    if names is None:
        raise SourceUnreadError(id_)
    resolver = Resolver(checked.metrics[id_], names, settings.language)
    query = resolver.query(settings.currency)
    if query is None:
        raise MetricBrokenError(id_, resolver.problems)
    return checked.metrics[id_].title, explainer.explain(query, period, record)


def _find(metric: str, checked: Checked) -> str:
    directory = Directory(checked.lines["metrics"])
    link = directory.find(metric)
    if link is None:
        raise MetricUnknownError(metric, directory.choices)
    if link.id not in checked.metrics:
        found = [problem for problem in checked.problems if problem.id == link.id]
        raise MetricBrokenError(link.id, found)
    return link.id
