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
    if _opens_something_new(phrase) and not _has_number(phrase):
        return None
    return _judge_work(phrase) or _judge_direction(phrase)


def _has_number(phrase: Phrase) -> bool:
    """A place among the best is a direction; any other number belongs to a key result."""
    return any(token.kind is not Kind.RANK for token in phrase.quantities)


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
    if _has_number(phrase):
        return NUMBER
    if _is_bold(phrase):
        return None
    if phrase.deed is Deed.KEEP:
        return BUSINESS_AS_USUAL
    return VAGUE if _says_nothing(phrase) else None


_ENTRIES = words("""open expand enter break launch win conquer
    выйти открыть войти вывести ворваться запустить зайти освоить""")


def _opens_something_new(phrase: Phrase) -> bool:
    """A new market and a new standard are what objectives are for, whatever the verb."""
    if patterns.STANDARD_SETTER.search(phrase.line):
        return True
    return phrase.lemma in _ENTRIES and patterns.NEW_MARKET.search(phrase.line) is not None


def _makes_a_thing(phrase: Phrase) -> bool:
    if phrase.deed is Deed.LIGHT and len(phrase.word_tokens) > _SHORT:
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


_BOLD_SALES = words("win win-back penetrate выиграть вывести")

_PLAIN_DOING = words("do have develop делать")


def _says_nothing(phrase: Phrase) -> bool:
    match phrase.deed:
        case Deed.CHANGE:
            return True
        case Deed.VAGUE:
            return phrase.lemma not in {"be", "быть"} or not _has_article(phrase)
        case Deed.SELL:
            return phrase.lemma not in _BOLD_SALES
        case Deed.REACH:
            return phrase.thing is Thing.METRIC
        case None:
            return _is_bare_name(phrase)
        case _:
            return phrase.lemma in _PLAIN_DOING


def _has_article(phrase: Phrase) -> bool:
    """«Be the fastest supplier», not «be better»."""
    return any(token.text in {"the", "a", "an", "our", "one"} for token in phrase.tokens[1:3])


def _tells(phrase: Phrase) -> bool:
    """Whether a line without a promise is a whole sentence: «клиенты приходят сами»."""
    return any(token.sense.part is Part.VERB for token in phrase.word_tokens)


def _is_bare_name(phrase: Phrase) -> bool:
    return not _tells(phrase) and phrase.thing in {
        Thing.METRIC,
        Thing.FUZZY,
        Thing.SALE,
        Thing.OTHER,
        None,
    }
