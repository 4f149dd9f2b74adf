"""Wording checks: does a line read as a good objective or key result?

They are rules of the two languages, not lists of phrases. ``text`` cuts a line into pieces,
``units`` and ``number_words`` say which numbers measure something, ``english`` and ``russian`` what
a word means, ``phrase`` finds what the line promises to do and to what, ``key_result`` and
``objective`` judge that; ``pay``, ``deadlines`` and ``hints`` look at the line as a whole.
"""

from __future__ import annotations

from typing import Literal

from sync.core.wording import key_result, objective
from sync.core.wording.deadlines import is_open_ended
from sync.core.wording.hints import hints
from sync.core.wording.pay import tied_to_pay
from sync.core.wording.text import normalise

__all__ = ["check_wording"]

PAY = "wording-pay"
NO_DEADLINE = "wording-no-deadline"

Kind = Literal["objective", "key_result"]


def check_wording(
    text: str, kind: Kind, *, has_numbers: bool = False, has_deadline: bool = False
) -> tuple[str, ...]:
    """Problem codes of one text, the gravest first; hints come only with a good text.

    ``has_numbers``: the row's own cells hold a start or a target. ``has_deadline``: its due date is
    filled in. Judged by the text alone, both are False. An empty text has no problems of wording.
    """
    line = normalise(text)
    if not line:
        return ()
    main = _main_problem(line, kind, has_numbers=has_numbers)
    open_ended = not has_deadline and is_open_ended(line)
    found = ((PAY, tied_to_pay(line)), (main, bool(main)), (NO_DEADLINE, open_ended))
    problems = tuple(code for code, applies in found if applies)
    if problems or kind == "objective":
        return problems
    return hints(line, has_numbers=has_numbers)


def _main_problem(line: str, kind: Kind, *, has_numbers: bool) -> str:
    if kind == "objective":
        return objective.judge(line) or ""
    return key_result.judge(line, has_numbers=has_numbers) or ""
