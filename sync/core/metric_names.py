"""The names in a metric's row, checked against the names its source uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from sync.core.fields import same_field
from sync.core.metric import MetricQuery
from sync.core.model import Metric
from sync.core.schema import fold_title
from sync.core.vocabulary import Condition, Language, Names, Problem, Text

LISTED = 8
"""Names that a message lists; more are hinted at with an ellipsis."""
GUESS = Text(" Did you mean “{name}”?", " Возможно, «{name}»?")


class Resolver:
    """Collects what is wrong with the names of one metric while it spells them as the source does.

    Problems, not exceptions: all of a row's findings are told at once.
    """

    def __init__(self, metric: Metric, names: Names, language: Language) -> None:
        self.metric = metric
        self.names = names
        self.language = language
        self.problems: list[Problem] = []

    def query(self, currency: str) -> MetricQuery | None:
        """The metric with the source's own names; None when one of them is unknown."""
        pipeline, stage = self._pipeline()
        owner = self._name("owner", self.metric.owner, self.names.owners, "owner-unknown")
        amount = self._amount()
        segment = self._segment()
        where = tuple(self._condition(condition) for condition in self.metric.where)
        self._currencies(currency)
        if any(p.code not in ("value-unknown", "currency-missing") for p in self.problems):
            return None
        metric = self.metric
        return MetricQuery(
            metric.id,
            metric.calculation,
            pipeline=pipeline,
            stage=stage,
            owner=owner,
            amount_field=amount,
            segment=segment,
            where=where,
            within_days=metric.within_days,
            currency=currency,
        )

    def _pipeline(self) -> tuple[str, str]:
        typed = self.metric.pipeline
        if not typed:
            return "", ""
        if not self.names.pipelines:
            self._say("pipelines-absent", "pipeline", typed)
            return "", ""
        pipeline, stage = _split(typed)
        found = self._name("pipeline", pipeline, self.names.pipelines, "pipeline-unknown")
        if not found or not stage:
            return found, ""
        stages = self.names.pipelines[found]
        return found, self._name("pipeline", stage, stages, "stage-unknown")

    def _amount(self) -> str:
        typed, known = self.metric.amount_field, self.names.amount_fields
        return self._name("amount_field", typed, known, "amount-field-unknown", same_field)

    def _segment(self) -> Condition | None:
        if not self.metric.segment_field:
            return None
        given = Condition(self.metric.segment_field, "=", self.metric.segment_values)
        return self._condition(given, "segment_field", "segment_value")

    def _condition(
        self, given: Condition, column: str = "where", value_column: str = "where"
    ) -> Condition:
        fields = self.names.fields
        field = self._name(column, given.field, fields, "field-unknown", same_field)
        values = tuple(self._value(field, value, value_column) for value in given.values)
        return Condition(field, given.operator, values)

    def _value(self, field: str, value: str, column: str) -> str:
        known = self.names.fields.get(field, ())
        found = _find(value, known, _same_text)
        if found is None and known:
            self._say("value-unknown", column, value, expected=known, field=field)
        return found or value

    def _name(
        self,
        column: str,
        typed: str,
        known: Iterable[str],
        code: str,
        same: Callable[[str, str], bool] | None = None,
    ) -> str:
        if not typed:
            return ""
        listed = list(known)
        found = _find(typed, listed, same or _same_text)
        if found is None:
            self._say(code, column, typed, expected=listed)
        return found or ""

    def _currencies(self, currency: str) -> None:
        money = self.metric.calculation.is_money or self.metric.calculation.name == "REVENUE_SHARE"
        if money and not currency and len(self.names.currencies) > 1:
            self._say("currency-missing", "calculation", ", ".join(self.names.currencies))

    def _say(
        self, code: str, column: str, found: str, expected: Sequence[str] = (), field: str = ""
    ) -> None:
        details: dict[str, str] = {
            "expected": list_names(expected),
            "guess": guess(found, expected, self.language),
            "field": field,
        }
        self.problems.append(Problem(code, "metrics", self.metric.id, column, found, details))


def guess(typed: str, known: Iterable[str], language: Language) -> str:
    """“Did you mean …?”, or nothing when no known name is near."""
    folded = {fold_title(name): name for name in known}
    near = get_close_matches(fold_title(typed), folded, n=1, cutoff=0.6)
    return GUESS.of(language).format(name=folded[near[0]]) if near else ""


def list_names(names: Iterable[str]) -> str:
    """Names for a message, the first of them when there are many."""
    listed = list(names)
    return ", ".join(listed[:LISTED]) + (" …" if len(listed) > LISTED else "")


def _find(typed: str, known: Iterable[str], same: Callable[[str, str], bool]) -> str | None:
    listed = list(known)
    if typed in listed:
        return typed
    return next((name for name in listed if same(name, typed)), None)


def _same_text(first: str, second: str) -> bool:
    return fold_title(first) == fold_title(second)


def _split(typed: str) -> tuple[str, str]:
    """Pipeline and stage of ``Pipeline › Stage``."""
    parts = re.split(r"\s*[›»>→]\s*", typed.strip(), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""
