"""Set phrases that no single word gives away: open-ended time, vague amounts, plans, reasons."""

from __future__ import annotations

import re


def whole_words(*alternatives: str) -> re.Pattern[str]:
    """Matches any of the alternatives where it stands as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


OPEN_ENDED = whole_words(
    r"as soon as|asap|once (?:we|the|there|they|it|you|our)|eventually|some ?day|sometime|one day",
    r"sooner or later|at some (?:point|stage)|when(?:ever)? (?:possible|ready|convenient)|whenever",
    r"when(?:ever)? (?:time permits|there is time|there's time|we (?:have|get|find|can)|the time)",
    r"(?:as|if) time (?:permits|allows)|over time|with time|in due (?:course|time)|soon|shortly",
    r"in (?:the )?(?:near |foreseeable |not too distant |distant |nearest )?future|as we go",
    r"in the (?:long|medium) (?:run|term|haul)|in the (?:coming|near) term|down the (?:road|line)",
    r"until further notice|going forward|at the earliest|no deadline|without a (?:deadline|date)",
    r"(?:when|once) (?:\w+ ){1,4}(?:is|are|has|have|launch\w*|goes live|comes out|arrives?)",
    r"tbd|tba|ultimately|by and by|little by little|gradually|any ?time",
    r"at (?:our|your|their) (?:own )?(?:pace|leisure|convenience)",
    r"когда[- ](?:нибудь|либо|то)|как[- ]нибудь|как можно (?:скорее|быстрее|раньше)|поскорее",
    r"побыстрее|асап|в (?:самое )?ближайшее время|в будущем|со временем|с течением времени",
    r"в (?:самом )?(?:ближайшем|обозримом|недалеком|скором|перспективном) будущем|постепенно",
    r"(?:при|по) (?:первой )?возможности|по мере (?:возможност\w+|сил|готовности|появления)",
    r"рано или поздно|в перспективе|на перспективу|в дальнейшем|вскоре|скоро",
    r"(?<!не )поз(?:же|днее)",
    r"в (?:долгосроч\w+|среднесроч\w+|отдаленн\w+) (?:перспективе|периоде)|бессрочно|однажды",
    r"без (?:конкретного |четкого |определенного )?срока|как получится|как только|до лучших времен",
    r"в кратчайш\w+ срок\w*|по готовности",
    r"срок не (?:определен|установлен|задан)|потихоньку|понемногу|по ходу дела",
    r"в свободное время|в какой-то момент|в конечном (?:счете|итоге)",
)
"""A time that never comes due."""

VAGUE_AMOUNT = whole_words(
    r"significant(?:ly)?|substantial(?:ly)?|dramatic(?:ally)?|considerabl[ey]|noticeabl[ey]",
    r"drastically|radically|as (?:many|much|far) as|a lot|a few|several|many|some|various|much",
    r"greatly|materially|meaningfully|better|more|most",
    r"существенн\w*|значительн\w*|заметн\w*|сильно|резко|радикальн\w*|кардинальн\w*",
    r"максимальн\w*|по максимуму|как можно|побольше|больше|лучше|несколько|немного|чуть",
    r"ощутим\w*|качественн\w*|гораздо|намного|много|многих|ряд",
)
"""More, better, several: an amount without a number."""

WHY = whole_words(
    r"so that|in order to|so (?:every|our|we|customers|clients)|because|чтобы|для того|с тем"
)
"""What a change is for."""

AMBITION = whole_words(
    r"world[- ]?class|best|leading|leader\w*|first choice|number one|go-to|unbeatable|unmatched",
    r"unrivall?ed|exceptional|outstanding|remarkable|extraordinary|legendary|iconic|effortless",
    r"beloved|loved?|envy|fans|record|trusted|the \w+est|the most|into|than any\w*|able to",
    r"not|without|beyond|rather than|instead of|from \S+ (?:\S+ ){0,3}to|the first \w+",
    r"ahead of",
    r"мирового (?:класса|уровня)|до уровня|эталон\w*|образцов\w*|лидер\w*|номер один",
    r"лучш(?:ий|его|ей|им|ими|их|ая|ую|ие|ем)|самы\w+|сам(?:ое|ой|ую|ая)|перв\w+ выбор\w*",
    r"котор\w+|способн\w+|безупречн\w*|непревзойденн\w*|рекордн\w*|любим\w+|незаменим\w+",
    r"всех|чем (?:кто|конкурент)\w*|а не|без|вместо|за пределы|впереди|опережа\w+",
    r"перв(?:ый|ым|ой|ая) \w+|от \S+ (?:\S+ ){0,3}к",
)
"""What makes a plain change a bold one: a superlative, a contrast, a picture of the end."""

GUARDRAIL = whole_words(
    r"while (?:\w+ing|\w+ (?:\w+ )?(?:grows?|rises?|falls?|increases?|doubles?|expands?|scales?))",
    r"without (?:\w+ing|a (?:drop|fall|loss|rise|decline))",
    r"as (?:\w+ ){1,4}(?:grows?|rises?|scales?|increases?|falls?)",
    r"при (?:\w+ ){0,2}(?:рост\w*|увеличени\w+|снижени\w+|падени\w+|сокращени\w+|удвоени\w+)",
    r"при (?:\w+ ){1,3}(?:не )?(?:ниже|выше|меньше|больше|менее|более)",
    r"with (?:\w+ ){1,3}(?:no (?:lower|less|more)|not (?:below|above)|above|below|at least)",
    r"при (?:\w+ ){0,2}(?:масштабировани\w+|сохранени\w+)|не в ущерб|сохраняя|удерживая",
    r"не (?:снижая|теряя|увеличивая|ухудшая|уменьшая|роняя|повышая|допуская|жертвуя)",
    r"без (?:потери|потерь|роста|снижения|ухудшения|падения|увеличения)",
)
"""A bound that protects something while something else is pushed."""

_PLAN_RU = r"(?:план\w*|квот\w+|kpi|кпэ|норматив\w*)"
_PLAN_EN = r"(?:quotas?|(?:sales |revenue |monthly |quarterly |annual |weekly )?plan|targets?)"
_DONE_EN = r"(?:attainment|fulfill?ment|completion|achievement|execution)"
PLAN_DONE = whole_words(
    rf"(?:выполн\w+|перевыполн\w+|закры\w+|сделать|дать)(?: \w+){{0,2}} {_PLAN_RU}",
    rf"(?:достич\w+|достиж\w+|исполн\w+|реализ\w+)(?: \w+){{0,2}} {_PLAN_RU}",
    rf"{_PLAN_RU} (?:\w+ ){{0,3}}(?:выполн\w+|перевыполн\w+|закры\w+|на \d+ ?%)",
    r"план\w* (?:по|продаж|месяца|квартала|года|отдела|менеджера|на)",
    rf"(?:quota|plan|target|budget|kpi)s?[ -]{_DONE_EN}",
    rf"{_DONE_EN} of (?:\w+ ){{0,4}}{_PLAN_EN}",
    r"(?:hit|meet|beat|exceed|make|achieve|attain|reach|deliver|fulfill?)(?:s|es|ing|ting)?"
    rf"(?: (?:or|and) \w+)?(?: [\w%,-]+){{0,6}} {_PLAN_EN}",
)
"""Doing what the plan says, which is what a KPI watches."""

OBLIGATION = whole_words(
    r"compl(?:y|iance|iant)|requirements?|regulations?|smooth(?:ly)?|uninterrupted|day-to-day",
    r"daily operations|running|as usual|status quo|(?:current|same) level|on time",
    r"бесперебойн\w*|текущ\w+ (?:работ\w+|деятельн\w+|уровн\w+)|соблюд\w+|требовани\w+",
    r"регламент\w*|на (?:прежнем|текущем|том же|достигнутом) уровне|как обычно|штатн\w+",
    r"стабильн\w* (?:работ\w+|функционир\w+)|своевременн\w*|вовремя|повседневн\w*",
    r"операционн\w+ (?:работ\w+|деятельн\w+)",
)
"""What has to run anyway."""

NEW_MARKET = whole_words(
    r"markets?|regions?|countr(?:y|ies)|segments?|рын\w+|регион\w*|стран\w+|сегмент\w*|город\w*"
)

STANDARD_SETTER = whole_words(
    r"set(?:s|ting)? (?:the|a new) (?:standard|bar|pace|tone|benchmark)",
    r"зада(?:ть|ем|вать) (?:\w+ )?(?:стандарт\w*|планк\w+|тон)",
)
