"""Judges an objective: what keeps it from being a clear, inspiring direction."""

from __future__ import annotations

from sync.core.wording import patterns
from sync.core.wording.key_result import ACTIVITY, BUSINESS_AS_USUAL, KPI_COPY, TASK, VAGUE
from sync.core.wording.phrase import Phrase, parse
from sync.core.wording.senses import Deed, Part, Thing, words
from sync.core.wording.text import Kind

NUMBER = "wording-number-in-objective"

_SHORT = 4
"""Words: «make a new site» makes a thing, «make the site our best salesman» changes one."""


def judge(line: str) -> str | None:
    """The code of the main problem of a normalised line; None when it is a good objective."""
    phrase = parse(line)
    if phrase.thing is Thing.PLAN or patterns.PLAN_DONE.search(line):
        return KPI_COPY
    if any(token.kind is not Kind.RANK for token in phrase.quantities):
        return NUMBER
    if _enters_market(phrase) or patterns.STANDARD_SETTER.search(line):
        return None
    return _judge_work(phrase) or _judge_direction(phrase)


def _judge_work(phrase: Phrase) -> str | None:
    """Tasks, effort and the running business stay what they are, however grand their purpose."""
    if phrase.deed is Deed.ACTIVITY:
        return ACTIVITY
    if phrase.thing is Thing.ACT and phrase.deed not in {Deed.TASK, Deed.ASPIRE}:
        return None if patterns.AMBITION.search(phrase.line) else ACTIVITY
    if phrase.deed is Deed.TASK or _makes_a_thing(phrase):
        return TASK
    if phrase.deed in {Deed.ROUTINE, Deed.FULFIL} or patterns.OBLIGATION.search(phrase.line):
        return BUSINESS_AS_USUAL
    return None


def _judge_direction(phrase: Phrase) -> str | None:
    if _is_bold(phrase):
        return None
    if phrase.deed is Deed.KEEP:
        return BUSINESS_AS_USUAL
    return VAGUE if _says_nothing(phrase) else None


_ENTRIES = words("""open expand enter break launch win conquer
    выйти открыть войти вывести ворваться запустить зайти освоить""")


def _enters_market(phrase: Phrase) -> bool:
    """A new market is what objectives are for, whatever the verb."""
    return phrase.lemma in _ENTRIES and bool(patterns.NEW_MARKET.search(phrase.line))


def _makes_a_thing(phrase: Phrase) -> bool:
    if phrase.deed is Deed.LIGHT and len(phrase.words) > _SHORT:
        return False
    if phrase.thing is not Thing.ARTIFACT or patterns.AMBITION.search(phrase.line):
        return False
    return phrase.deed in {Deed.MAKE, Deed.LIGHT} or (phrase.deed is None and not _tells(phrase))


def _is_bold(phrase: Phrase) -> bool:
    line = phrase.line
    reasons = patterns.AMBITION.search(line) or patterns.WHY.search(line)
    return bool(reasons) or _has_purpose(phrase)


def _has_purpose(phrase: Phrase) -> bool:
    """«… to win the market»: a verb after «to»."""
    pairs = list(zip(phrase.tokens, phrase.tokens[1:], strict=False))
    return any(
        to.text == "to" and verb.sense.deed is not None and verb.sense.thing is None
        for to, verb in pairs[1:]
    )


_BOLD_SALES = words("win penetrate выиграть вывести")


def _says_nothing(phrase: Phrase) -> bool:
    if phrase.lemma in {"be", "быть"}:
        return not _has_article(phrase)
    match phrase.deed:
        case Deed.REACH:
            return phrase.thing is Thing.METRIC
        case Deed.SELL:
            return phrase.lemma not in _BOLD_SALES
        case Deed.LIGHT:
            return phrase.thing is None
        case None:
            return _is_bare_name(phrase)
        case deed:
            return deed in {Deed.CHANGE, Deed.VAGUE}


def _has_article(phrase: Phrase) -> bool:
    """«Be the fastest supplier», not «be better»."""
    return any(token.text in {"the", "a", "an", "our", "one"} for token in phrase.tokens[1:3])


def _tells(phrase: Phrase) -> bool:
    """Whether a line without a promise is a whole sentence: «клиенты приходят сами»."""
    return any(token.sense.part is Part.VERB for token in phrase.words)


def _is_bare_name(phrase: Phrase) -> bool:
    return not _tells(phrase) and phrase.thing in {
        Thing.METRIC,
        Thing.FUZZY,
        Thing.SALE,
        Thing.OTHER,
        None,
    }
