"""Words that tie an objective or a key result to people's pay."""

from __future__ import annotations

import re

from sync.core.wording.patterns import whole_words

_OURS_EN = r"(?:reps?|sdrs?|bdrs?|aes?|managers?|sellers?|team|staff|employees?|salespeople|us)"
_OURS_RU = (
    r"(?:менеджер\w*|сотрудник\w*|продавц\w*|отдел\w*|команд\w+|каждо(?:му|го)|каждый|всем"
    r"|работник\w*|роп\w*|руководител\w+|специалист\w*|консультант\w*|коллег\w*)"
)
_OUTSIDE_EN = (
    r"(?:customer|client|buyer|loyalty|referral|welcome|sign-?up|shopper|user|member|partner"
    r"|dealer|reseller|distributor)s?'?s?"
)
_OUTSIDE_RU = (
    r"(?:клиент\w*|покупател\w+|заказчик\w*|лояльност\w+|приветственн\w+|пользовател\w+|партнер\w*"
    r"|дилер\w*|дистрибьют\w+|гост\w+|карт\w*|балл\w*|участник\w*)"
)

_ALWAYS = whole_words(
    r"spiff?s?|kickers?|ote|on-target earnings|salar(?:y|ies)|wages?|pay ?outs?|pay ?checks?",
    r"variable (?:pay|part|compensation|component|comp)|remuneration|profit[- ]sharing",
    r"(?:base|full|extra|higher|more|double|variable|their|our|to|on) pay",
    r"pay[- ](?:raise|rise|plan|grade|increase|bump|review)s?|raises? for (?:the )?(?:team|reps)",
    r"(?:gets?|earns?|receives?|for|deserves?) an? (?:\w+ )?raise|stock options?|equity grants?",
    r"compensations?(?! (?:claims?|requests?|cases?|(?:to|for) (?:customers?|clients?)))",
    r"13th (?:salary|month|pay)|cash (?:prize|award|reward)s?|incentive (?:pay|plan|payment)s?",
    r"премирова\w+|депремир\w+|оклад\w*|зарплат\w*|заработн\w+ плат\w+|з/?п|заработ(?:ок|к\w+)",
    r"премиальн\w+ (?:част\w+|фонд\w*|выплат\w+|менеджер\w*|сотрудник\w*|отдел\w*|за|в)",
    r"премиальные(?! (?!за\b|в\b|к\b)\w+)|переменн\w+ (?:част\w+|доход\w*|оплат\w+|вознагражд\w+)",
    r"kpi-?\s?(?:выплат|преми|бонус)\w*|вознагражден\w+|комиссионн\w+|сдельн\w+|надбавк\w+|гонорар\w*",
    r"на руки|take-home|13-(?:я|ю|ую|ая|ой|й)|тринадцат(?:ая|ую|ой)|оплат\w+ труда",
    r"(?:денежн|материальн|финансов)\w+ (?:мотиваци|поощрен|стимул|приз)\w*|мотиваци\w+ деньгами",
    r"(?:мотивационн|поощрительн)\w+ (?:выплат|част|фонд)\w*|личн\w+ доход\w*|фот|фонд\w* оплаты",
    r"доход\w* (?:менеджер|сотрудник|продавц|кажд)\w*|выплат\w+ (?:бонус|преми|kpi)\w*",
    rf"процент\w* (?:с|от|со) (?:продаж\w*|сдел\w+|оборот\w*) {_OURS_RU}|лишени\w+ преми\w+",
    rf"(?:выплат\w+|доплат\w+|штраф\w*) (?:для )?{_OURS_RU}|доплат\w+ за выполн\w+",
)
"""Words that mean nothing but pay. «Премиальные» stands alone; a premium segment does not."""

_BONUS_EN = whole_words(r"bonus(?:es|ed)?|incentives?|incentivi[sz]e\w*|rewards?|prizes?")
_BONUS_OUTSIDE_EN = whole_words(
    rf"{_OUTSIDE_EN} (?:bonus|reward|incentive|prize)\w*",
    rf"(?:bonus|reward|incentive|prize)\w*(?: \w+)? (?:for|to) (?:\w+ )?{_OUTSIDE_EN}",
    r"(?:bonus|reward)s? (?:program|programme|card|points?|scheme|system|track|content|feature)",
)
_BONUS_RU = re.compile(r"\bбонус\w*")
_BONUS_OUTSIDE_RU = whole_words(
    rf"бонус\w* (?:\w+ )?(?:для )?{_OUTSIDE_RU}|{_OUTSIDE_RU} (?:\w+ )?бонус\w*|ретро-?бонус\w*",
    r"бонусн\w+ (?:программ|карт|балл|счет|систем)\w+",
)
_PREMIUM_RU = whole_words(r"преми(?:я|и|ю|ей|й|ям|ями|ях)")
_AWARD_RU = whole_words(
    r"(?:отраслев|национальн|международн|профессиональн|престижн|страхов|ценов)\w+ преми\w+",
    r"преми\w+ (?:года|рынка|рунета|отрасл\w*|по (?:осаго|каско|дмс|омс))",
)
_COMMISSION_EN = re.compile(r"\bcommissions?\b(?!-free)")
_COMMISSION_OUTSIDE_EN = whole_words(
    r"(?:marketplace|bank|acquiring|platform|broker|agent|agency|payment|card)s?'? commissions?",
    r"(?:partner|dealer|reseller|referral)s?'? commissions?",
    r"(?:no|zero|without|low|lower) commission",
    r"commissions? (?:of|to|from|paid to|charged by) (?:the )?(?:marketplace|bank|partner|agent)s?",
)
_COMMISSION_RU = re.compile(
    rf"\bкомисси\w+ (?:\S+ )?{_OURS_RU}|{_OURS_RU} (?:\S+ ){{0,2}}комисси\w+"
)

_MONEY = r"(?:\d\s?(?:%|[₽$€]|руб\w*\.?|тыс\w*\.?(?: ₽| руб\w*\.?)?)|[$€]\s?\d[\d,.]*k?)"
_MONEY_TO_OURS = re.compile(
    rf"{_MONEY}\s(?:\S+\s){{0,2}}?"
    rf"(?:{_OURS_RU}\b|(?:to|for|per) (?:each |every |the )?{_OURS_EN}\b)"
)
_GIVEN = whole_words(
    r"pays?|paid|gets?|earns?|receives?|платит\w*|выплача\w+|выплат\w+|получ(?:ает|ит|ат)",
    r"за кажд\w+|for (?:each|every)",
)
_PAID_OUT = whole_words(
    r"gets? paid|(?:we|reps?|each one|everyone|team) (?:is|are|will be) paid",
    r"paid (?:extra|more|per)|pays? (?:the )?(?:team|reps?|sellers?|everyone)",
    rf"(?:each|every) {_OURS_EN} (?:\w+ )?(?:gets?|earns?|receives?) (?:an? )?(?:extra )?[$€\d].*",
)
_AFTER_COLON = re.compile(rf"(?:[:;]|,|\s-|иначе|тогда|за это|then)\s.*{_MONEY_TO_OURS.pattern}")
_ON_HEAD = whole_words(rf"на (?:одного |каждого )?{_OURS_RU}|per {_OURS_EN}")
"""Revenue a head is a measurement, not pay."""


def tied_to_pay(line: str) -> bool:
    """Whether a normalised line speaks of what its authors get for it."""
    return bool(_ALWAYS.search(line)) or _bonus(line) or _commission(line) or _prize_money(line)


def _bonus(line: str) -> bool:
    english = _BONUS_EN.search(line) and not _BONUS_OUTSIDE_EN.search(line)
    russian = _BONUS_RU.search(line) and not _BONUS_OUTSIDE_RU.search(line)
    premium = _PREMIUM_RU.search(line) and not _AWARD_RU.search(line)
    return bool(english or russian or premium)


def _commission(line: str) -> bool:
    english = _COMMISSION_EN.search(line) and not _COMMISSION_OUTSIDE_EN.search(line)
    return bool(english or _COMMISSION_RU.search(line))


def _prize_money(line: str) -> bool:
    """«5 000 ₽ менеджеру за каждого»: money given to our own people."""
    if _PAID_OUT.search(line):
        return True
    if not _MONEY_TO_OURS.search(line):
        return False
    given = _GIVEN.search(line) or _AFTER_COLON.search(line)
    return bool(given) and not (_ON_HEAD.search(line) and not _GIVEN.search(line))
