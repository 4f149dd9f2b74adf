"""Advice on a good key result: a missing baseline, several metrics, a guardrail."""

from __future__ import annotations

import re

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
    guards = patterns.GUARDRAIL.search(line) is not None
    return tuple(
        code
        for code, applies in (
            (NO_BASELINE, not has_numbers and _lacks_baseline(phrase)),
            (SEVERAL_METRICS, not guards and _has_several_metrics(phrase)),
            (GUARDRAIL, guards),
        )
        if applies
    )


def _lacks_baseline(phrase: Phrase) -> bool:
    if len(phrase.quantities) != 1:
        return False
    if phrase.deed is Deed.CHANGE:
        return True
    is_level = phrase.thing is Thing.METRIC and phrase.first_unit in {Unit.COUNT, Unit.PERCENT}
    return phrase.deed is Deed.REACH and is_level and not _GROWTH.search(phrase.line)


_GROWTH = patterns.whole_words(r"growth|рост\w*|прирост\w*")
"""Growth of so much is a change already."""

_TWO_METRICS = re.compile(r"m\d+m+\d|m\d*(\d)(?!\1)\d+m")
"""Level word, number, level word, number; or two numbers of different units between two words."""


def _has_several_metrics(phrase: Phrase) -> bool:
    series = ""
    for token in phrase.tokens:
        if token.measures and token.unit is not None:
            series += str(token.unit.value)
        elif token.sense.thing is Thing.METRIC:
            series += "m"
    return bool(_TWO_METRICS.search(series))
