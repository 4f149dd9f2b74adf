"""Why one record is or is not counted in a metric of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sync.core.explaining import Explanation
from sync.core.identity import identify
from sync.core.links import Directory
from sync.core.measuring import period_of
from sync.core.metric_names import Resolver, list_names
from sync.core.notes import grave_first, sentence
from sync.core.parsing import parse_link
from sync.core.ports import Document, Explainer
from sync.core.settings import current_cycle, zone_of
from sync.core.validating import Checked, validate
from sync.core.vocabulary import Language, Problem
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


@dataclass(frozen=True, slots=True)
class Explained:
    """A record taken apart, the title of the metric, and the language of the document."""

    metric: str
    language: Language
    explanation: Explanation


def explain(
    document: Document,
    open_explainer: Callable[[str, str, str], Explainer],
    metric: str,
    record: str,
    now: datetime,
) -> Explained:
    """Every test of one record in one metric, named by its id or title, or by the id of a key
    result that follows it. Raises SyncError when the document,
    the metric or the record is not to be had. ``open_explainer`` is given the document's time zone
    and identity, and the key of the metric's source."""
    snapshot = current_cycle(document.read(), now.date())
    zone = zone_of(snapshot)
    today = now.astimezone(ZoneInfo(zone)).date()
    checked = validate(snapshot, identify(snapshot), today)
    id_ = _find(metric, checked)
    explainer = open_explainer(zone, snapshot.document_id, checked.metrics[id_].source)
    names = explainer.names()
    settings = checked.settings
    period = period_of(checked.metrics[id_], settings, today) or settings.period
    if names is None:
        raise SourceUnreadError(id_)
    resolver = Resolver(checked.metrics[id_], names, settings.language)
    query = resolver.query(settings.currency)
    if query is None:
        raise MetricBrokenError(id_, resolver.problems)
    explanation = explainer.explain(query, period, record)
    return Explained(checked.metrics[id_].title, settings.language, explanation)


def _find(metric: str, checked: Checked) -> str:
    directory = Directory(checked.lines["metrics"])
    named = parse_link(metric).id or metric
    followed = next((kr.metric for kr in checked.key_results if kr.line.id == named), "")
    link = directory.find(followed or named) or directory.find(metric)
    if link is None:
        raise MetricUnknownError(metric, directory.choices)
    if link.id not in checked.metrics:
        found = [problem for problem in checked.problems if problem.id == link.id]
        raise MetricBrokenError(link.id, found)
    return link.id
