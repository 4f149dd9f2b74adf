"""The invented team behind the demo and the sample exports: its deals, whatever CRM shows them.

Everything is drawn from one seed. The figures of a quarter are aimed at, so that the sample team's
OKRs look alive on 23 November 2026: see ``Aim``.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

SEED = 2026
FIRST_DAY, LAST_DAY = date(2026, 6, 1), date(2026, 11, 20)
STEP = 500
"""Amounts are whole multiples of so many roubles."""


class Name(NamedTuple):
    """A word in both languages."""

    en: str
    ru: str


@dataclass(frozen=True, slots=True)
class Invented:
    """One deal. A closed one closes at the hour at which it was created, so that its cycle is the
    same number of days in exports with and without times."""

    number: int
    title: Name
    company: Name
    owner: Name
    pipeline: str
    stage: int
    """Of an open deal: how far it has come, from 0."""
    state: str
    amount: int | None
    created: datetime
    closed: datetime
    """Of an open deal: when it is expected to close."""
    segment: str
    region: Name
    source: Name


@dataclass(frozen=True, slots=True)
class Aim:
    """What the closed deals of one pipeline in one stretch of time come to."""

    pipeline: str
    first: date
    last: date
    wins: dict[str, int]
    """Segment → won deals."""
    revenue: dict[str, int]
    """Segment → what they come to."""
    lost: int
    cycle: float
    """Mean days from creation to closing of the won ones."""


THIRD, FOURTH = (date(2026, 7, 20), date(2026, 9, 29)), (date(2026, 10, 1), LAST_DAY)
AIMS = (
    Aim("B2B", *THIRD, {"Enterprise": 6, "Mid-market": 14, "SMB": 20},
        {"Enterprise": 1_324_000, "Mid-market": 2_816_500, "SMB": 2_941_000}, 182, 44.8),
    Aim("B2B", *FOURTH, {"Enterprise": 31, "Mid-market": 43, "SMB": 56},
        {"Enterprise": 8_082_500, "Mid-market": 9_812_000, "SMB": 9_917_500}, 466, 38.3),
    Aim("Upsell", *THIRD, {"Mid-market": 3, "SMB": 2},
        {"Mid-market": 891_500, "SMB": 302_000}, 6, 24),
    Aim("Upsell", *FOURTH, {"Enterprise": 1, "Mid-market": 3, "SMB": 2},
        {"Enterprise": 310_000, "Mid-market": 521_500, "SMB": 273_000}, 9, 22),
)  # fmt: skip
OPEN = {"B2B": 120, "Upsell": 12}

OWNERS = (
    Name("Anna Crane", "Анна Журавлёва"), Name("Igor Swift", "Игорь Стрижов"),
    Name("Mary Finch", "Мария Зяблова"), Name("Oleg Heron", "Олег Цаплин"),
    Name("Daria Lark", "Дарья Скворцова"),
)  # fmt: skip
REGIONS = (
    Name("Moscow", "Москва"), Name("Saint Petersburg", "Санкт-Петербург"), Name("Urals", "Урал"),
    Name("Siberia", "Сибирь"), Name("South", "Юг"),
)  # fmt: skip
SOURCES = (
    Name("Website", "Сайт"), Name("Referral", "Рекомендация"), Name("Partner", "Партнёр"),
    Name("Cold call", "Холодный звонок"), Name("Event", "Выставка"),
)  # fmt: skip
SUBJECTS = (
    Name("licences", "лицензии"), Name("rollout", "внедрение"), Name("support", "поддержка"),
    Name("training", "обучение"), Name("integration", "интеграция"),
)  # fmt: skip
COLOURS = (
    Name("Blue", "Синий"), Name("Quiet", "Тихий"), Name("Copper", "Медный"), Name("Clear", "Ясный"),
    Name("Morning", "Утренний"), Name("Old", "Старый"), Name("Steep", "Крутой"),
    Name("Green", "Зелёный"), Name("Far", "Дальний"), Name("Snowy", "Снежный"),
    Name("Amber", "Янтарный"), Name("Lively", "Бойкий"),
)  # fmt: skip
THINGS = (
    Name("Cedar", "кедр"), Name("Brook", "ручей"), Name("Deer", "олень"), Name("Sail", "парус"),
    Name("Granite", "гранит"), Name("Bridge", "мост"), Name("Sparrow", "воробей"),
    Name("Kettle", "чайник"), Name("Clover", "клевер"), Name("Lantern", "фонарь"),
    Name("Pier", "причал"), Name("Hedgehog", "ёжик"),
)  # fmt: skip


def make_deals() -> list[Invented]:
    """All deals in the order they were created."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret is drawn
    deals: list[Invented] = []
    for aim in AIMS:
        deals += _won(chance, aim) + _lost(chance, aim)
    for pipeline, number in OPEN.items():
        deals += [_open(chance, pipeline) for _ in range(number)]
    deals += _near_misses(chance)
    deals.sort(key=lambda deal: (deal.created, deal.title, deal.amount or 0))
    return [replace(deal, number=number) for number, deal in enumerate(deals, start=1)]


class _Terms(NamedTuple):
    """What a deal is about, when it is not left to chance."""

    pipeline: str
    state: str
    segment: str
    amount: int | None


def _won(chance: random.Random, aim: Aim) -> list[Invented]:
    number = sum(aim.wins.values())
    closings = [_workday(chance, aim.first, aim.last) for _ in range(number)]
    days = _cycles(chance, closings, aim.cycle)
    terms = [
        _Terms(aim.pipeline, "won", segment, amount)
        for segment, wins in aim.wins.items()
        for amount in _amounts(chance, wins, aim.revenue[segment])
    ]
    return [_closed(chance, *one) for one in zip(terms, closings, days, strict=True)]


def _lost(chance: random.Random, aim: Aim) -> list[Invented]:
    closings = [_workday(chance, aim.first, aim.last) for _ in range(aim.lost)]
    days = _cycles(chance, closings, 31)
    return [
        _closed(chance, _Terms(aim.pipeline, "lost", _segment(chance), _amount(chance)), *dates)
        for dates in zip(closings, days, strict=True)
    ]


def _near_misses(chance: random.Random) -> list[Invented]:
    """Deals that are nearly counted, for people to find in the evidence."""
    blank, large = _Terms("B2B", "won", "SMB", None), _Terms("B2B", "won", "Enterprise", 320_000)
    return [
        _closed(chance, blank, datetime(2026, 11, 5, 12, 10), 38),  # noqa: DTZ001 - local times
        _closed(chance, blank, datetime(2026, 11, 17, 12, 10), 38),  # noqa: DTZ001
        _closed(chance, large, datetime(2026, 9, 30, 18, 40), 45),  # noqa: DTZ001
    ]


def _closed(chance: random.Random, terms: _Terms, closed: datetime, days: int) -> Invented:
    return _deal(chance, terms, closed - timedelta(days=days), closed)


def _open(chance: random.Random, pipeline: str) -> Invented:
    first = date(2026, 8, 17) if chance.random() < 0.15 else date(2026, 10, 5)
    created = _workday(chance, first, LAST_DAY)
    expected = created + timedelta(days=chance.randrange(60, 120))
    amount = _amount(chance) if chance.random() < 0.8 else None
    return _deal(
        chance, _Terms(pipeline, "open", _segment(chance), amount), created, expected
    )  # fmt: skip


def _deal(chance: random.Random, terms: _Terms, created: datetime, closed: datetime) -> Invented:
    colour, thing, subject = (chance.choice(names) for names in (COLOURS, THINGS, SUBJECTS))
    company = Name(f"{colour.en} {thing.en}", f"{colour.ru} {thing.ru}")
    return Invented(
        number=0,
        title=Name(f"{company.en}: {subject.en}", f"{company.ru}: {subject.ru}"),
        company=company,
        owner=chance.choice(OWNERS),
        pipeline=terms.pipeline,
        stage=chance.randrange(4),
        state=terms.state,
        amount=terms.amount,
        created=created,
        closed=closed,
        segment=terms.segment,
        region=chance.choice(REGIONS),
        source=chance.choice(SOURCES),
    )


def _workday(chance: random.Random, first: date, last: date) -> datetime:
    """A minute of the working hours of some weekday."""
    while True:
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        if day.weekday() < 5:
            hour, minute = chance.randrange(9, 19), chance.randrange(60)
            return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - local


def _cycles(chance: random.Random, closings: Sequence[datetime], mean: float) -> list[int]:
    """Days of so many deals with about this mean, none created before the world began."""
    most = [min(round(2 * mean), (closed.date() - FIRST_DAY).days) for closed in closings]
    days = [min(round(chance.triangular(5, 2 * mean, mean * 0.85)), limit) for limit in most]
    while sum(days) != round(mean * len(days)):
        place = chance.randrange(len(days))
        step = 1 if sum(days) < mean * len(days) else -1
        days[place] = max(3, min(most[place], days[place] + step))
    return days


def _amounts(chance: random.Random, number: int, total: int) -> list[int]:
    """So many amounts that come to the total."""
    drawn = [chance.lognormvariate(0, 0.45) for _ in range(number)]
    amounts = [max(1, round(one * total / sum(drawn) / STEP)) * STEP for one in drawn]
    largest = amounts.index(max(amounts))
    amounts[largest] += total - sum(amounts)
    return amounts


def _amount(chance: random.Random) -> int:
    return max(20, round(chance.lognormvariate(5.25, 0.5))) * 1000


def _segment(chance: random.Random) -> str:
    return chance.choices(("Enterprise", "Mid-market", "SMB"), (3, 4, 6))[0]
