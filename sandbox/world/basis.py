"""The parts every world starts with: pipelines with their stages, people, fields, currencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sandbox.world.records import Field, Option, Pipeline, Stage, StageKind, User
from sandbox.world.team import COLOURS, OWNERS, REGIONS, SOURCES, THINGS, Name
from sandbox.world.world import World

OPEN_STAGES = (
    Name("Appointment Scheduled", "Первичный контакт"), Name("Qualified To Buy", "Переговоры"),
    Name("Decision Maker Bought-In", "Предложение"), Name("Contract Sent", "Договор"),
)  # fmt: skip
"""Every pipeline has stages of these names, so a stage's name alone may mean several."""
MORE_STAGES = (Name("Pilot", "Пилот"), Name("Legal Review", "Юристы"))
WON, LOST = (
    Name("Closed Won", "Успешно реализовано"), Name("Closed Lost", "Закрыто и не реализовано"),
)  # fmt: skip
SEGMENTS = ("Enterprise", "Mid-market", "SMB")
LOSSES = (
    Name("Price", "Цена"), Name("Competitor", "Конкурент"), Name("No budget", "Нет бюджета"),
    Name("No answer", "Не отвечают"),
)  # fmt: skip


def said(world: World, name: Name) -> str:
    """A name in the world's language."""
    return name.ru if world.language == "ru" else name.en


def add_pipelines(world: World, names: Iterable[tuple[str, Sequence[Name]]], at: int) -> None:
    """Pipelines with their open stages; won and lost follow."""
    for position, (name, stages) in enumerate(names):
        number = position + 1
        world.pipelines[number] = Pipeline(number, name, position, at, at)
        for step, (stage, kind, chance) in enumerate(_with_ends(stages)):
            key = number * 100 + step + 1
            world.stages[key] = Stage(
                key, number, said(world, stage), step, kind, Decimal(chance), at, at
            )


def _with_ends(stages: Sequence[Name]) -> list[tuple[Name, StageKind, str]]:
    steps = len(stages) + 1
    between: list[tuple[Name, StageKind, str]] = [
        (stage, "open", f"{(place + 1) / steps:.1f}") for place, stage in enumerate(stages)
    ]
    return [*between, (WON, "won", "1.0"), (LOST, "lost", "0.0")]


def add_users(world: World, names: Iterable[Name], at: int) -> None:
    """People; the number by which the CRM logs their changes is not the one deals point at."""
    for number, name in enumerate(names, start=1):
        first, _, last = said(world, name).partition(" ")
        login = f"{name.en.split()[0].lower()}{'' if number <= len(OWNERS) else number}"
        world.users[number] = User(
            number, 700 + 3 * number, first, last, f"{login}@example.com", "B2B", at, at
        )


def invented_people(count: int) -> list[Name]:
    """As many names as asked for, the sample team first, none twice."""
    more = (
        Name(f"{thing.en} {colour.en}", f"{thing.ru.capitalize()} {colour.ru}")
        for colour in COLOURS
        for thing in THINGS
    )
    return [*OWNERS, *more][:count]


def add_fields(world: World, at: int) -> None:
    """Segment, region and source, which the team has added to its deals."""
    segments = tuple(Option(one, one) for one in SEGMENTS)
    for key, label, options in (
        ("segment", Name("Segment", "Сегмент"), segments),
        ("region", Name("Region", "Регион"), _options(world, REGIONS)),
        ("source", Name("Source", "Источник"), _options(world, SOURCES)),
    ):
        world.fields[key] = Field(key, said(world, label), options, at, at)


def add_rates(world: World, at: int, later: int) -> None:
    """Rates that change once, in the middle."""
    for currency, first, second in (("USD", "92.5", "97.25"), ("EUR", "100.4", "104.1")):
        world.rates[currency] = [(at, Decimal(first)), (later, Decimal(second))]


def _options(world: World, names: Iterable[Name]) -> tuple[Option, ...]:
    """The value of an option is not always its label."""
    return tuple(Option(said(world, one).lower().replace(" ", "_"), said(world, one))
                 for one in names)  # fmt: skip


def option_of(world: World, key: str, label: Name) -> str:
    """The value behind a label."""
    return next(
        option.value for option in world.fields[key].options if option.label == said(world, label)
    )
