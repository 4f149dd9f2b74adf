"""Advice on a good key result: a missing baseline, several metrics, a guardrail."""

from __future__ import annotations

from sync.core.wording import patterns
from sync.core.wording.phrase import Phrase, parse
from sync.core.wording.senses import Deed, Thing
from sync.core.wording.units import Unit

NO_BASELINE = "hint-no-baseline"
SEVERAL_METRICS = "hint-several-metrics"
GUARDRAIL = "hint-guardrail"


def hints(line: str, *, has_numbers: bool) -> tuple[str, ...]:
    """What could still be better, for a line that is a measurable outcome."""
    phrase = parse(line)
    return tuple(
        code
        for code, applies in (
            (NO_BASELINE, not has_numbers and _lacks_baseline(phrase)),
            (SEVERAL_METRICS, _has_several_metrics(phrase)),
            (GUARDRAIL, bool(patterns.GUARDRAIL.search(line))),
        )
        if applies
    )


def _lacks_baseline(phrase: Phrase) -> bool:
    if len(phrase.quantities) != 1:
        return False
    if phrase.deed is Deed.CHANGE:
        return True
    return (
        phrase.deed is Deed.REACH
        and phrase.thing is Thing.METRIC
        and phrase.first_unit in {Unit.COUNT, Unit.PERCENT}
    )


def _has_several_metrics(phrase: Phrase) -> bool:
    """Two level words, each followed by its own number."""
    series = ""
    for token in phrase.tokens:
        if token.measures:
            series += "n"
        elif token.sense.thing is Thing.METRIC:
            series += "m"
    return "mnmn" in series.replace("nn", "n").replace("mm", "m")
