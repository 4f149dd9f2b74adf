"""What people choose from, in both languages. A member's key is its name in lower case."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from sync.core.vocabulary import Language, Text


class Choice(Enum):
    """A closed list of words; the value of a member is its title."""

    @property
    def key(self) -> str:
        return self.name.lower()

    @property
    def title(self) -> Text:
        value = self.value
        assert isinstance(value, Text)
        return value


class ResultType(Choice):
    """How a key result is judged."""

    REACH = Text("Reach a level", "Достичь уровня")
    COLLECT = Text("Collect a total", "Накопить за период")
    AT_LEAST = Text("Keep at least", "Держать не ниже")
    AT_MOST = Text("Keep at most", "Держать не выше")
    WITHIN = Text("Keep within", "Держать в пределах")
    MILESTONES = Text("Steps", "По шагам")
    YES_NO = Text("Yes or no", "Да или нет")


class Status(Choice):
    """The verdict on the pace of a row."""

    ON_TRACK = Text("On track", "В графике")
    AT_RISK = Text("At risk", "Под риском")
    OFF_TRACK = Text("Off track", "Отстаёт")
    TOO_EARLY = Text("Too early", "Рано судить")
    NO_DATA = Text("No data", "Нет данных")
    DONE = Text("Done", "Выполнено")


class Kind(Choice):
    """How much of an objective is promised."""

    ASPIRATIONAL = Text("Aspirational", "Амбициозная")
    COMMITTED = Text("Committed", "Обязательная")


class State(Choice):
    """Where an objective stands in its life."""

    DRAFT = Text("Draft", "Черновик")
    ACTIVE = Text("Active", "В работе")
    CANCELLED = Text("Cancelled", "Отменена")


class OrgLevel(Choice):
    """Whose document it is."""

    COMPANY = Text("Company", "Компания")
    DEPARTMENT = Text("Department", "Отдел")
    TEAM = Text("Team", "Команда")
    PERSON = Text("Person", "Сотрудник")


class Rhythm(Choice):
    """How often a key result is measured."""

    WEEKLY = Text("Weekly", "Каждую неделю")
    MONTHLY = Text("Monthly", "Каждый месяц")
    AT_THE_END = Text("At the end", "В конце")


class Weekday(Choice):
    """The day of the check-in."""

    MONDAY = Text("Monday", "Понедельник")
    TUESDAY = Text("Tuesday", "Вторник")
    WEDNESDAY = Text("Wednesday", "Среда")
    THURSDAY = Text("Thursday", "Четверг")
    FRIDAY = Text("Friday", "Пятница")
    SATURDAY = Text("Saturday", "Суббота")
    SUNDAY = Text("Sunday", "Воскресенье")


class LanguageName(Choice):
    """The language of messages."""

    EN = Text("English", "Английский")
    RU = Text("Russian", "Русский")


class YesNo(Choice):
    """A plain answer."""

    YES = Text("Yes", "Да")
    NO = Text("No", "Нет")


class Cause(Choice):
    """Why an objective ended as it did."""

    UNREALISTIC = Text("Unrealistic", "Нереалистично")
    NO_RESOURCES = Text("No resources", "Не хватило ресурсов")
    MARKET_CHANGED = Text("Market changed", "Рынок изменился")
    NEGLECTED = Text("Neglected", "Забросили")


class NextMove(Choice):
    """What follows from a review."""

    KEEP = Text("Keep", "Продолжаем")
    CHANGE = Text("Change", "Меняем")
    DROP = Text("Drop", "Закрываем")


class Source(Choice):
    """Where a metric comes from."""

    CRM_EXPORT = Text("CRM export", "Выгрузка CRM")
    HUBSPOT = Text("HubSpot", "HubSpot")

    @property
    def is_live(self) -> bool:
        """Whether it is asked over its API; a file is given by hand."""
        return self.name != "CRM_EXPORT"

    def gives(self, calculation: Calculation) -> bool:
        """Whether it holds what is counted."""
        return self.is_live or not calculation.is_of_activities


class Calculation(Choice):
    """What to count; definitions: ``docs/sources.md``."""

    WON_DEALS = Text("Won deals", "Выигранные сделки")
    REVENUE = Text("Revenue from won deals", "Выручка по выигранным сделкам")
    AVERAGE_CHECK = Text("Average deal size", "Средний чек")
    MEDIAN_CHECK = Text("Median deal size", "Медианный чек")
    WIN_RATE = Text("Win rate, deals closed", "Конверсия в продажу, по закрытым сделкам")
    WIN_RATE_COHORT = Text("Win rate, deals created", "Конверсия в продажу, по созданным сделкам")
    REVENUE_SHARE = Text("Segment share of revenue", "Доля сегмента в выручке")
    DEALS_SHARE = Text("Segment share of won deals", "Доля сегмента в выигранных сделках")
    DEAL_CYCLE = Text("Average deal cycle, days", "Средний цикл сделки, дней")
    DEAL_CYCLE_MEDIAN = Text("Median deal cycle, days", "Медианный цикл сделки, дней")
    NEW_DEALS = Text("New deals", "Новые сделки")
    CALLS = Text("Calls", "Звонки")
    MEETINGS = Text("Meetings held", "Проведённые встречи")

    @property
    def is_of_activities(self) -> bool:
        """Whether calls or meetings are counted, not deals; its key names which."""
        return self.name in {"CALLS", "MEETINGS"}

    @property
    def is_rate(self) -> bool:
        return self.name in {"WIN_RATE", "WIN_RATE_COHORT", "REVENUE_SHARE", "DEALS_SHARE"}

    @property
    def accumulates(self) -> bool:
        return self.name in {"WON_DEALS", "REVENUE", "NEW_DEALS", "CALLS", "MEETINGS"}

    @property
    def needs_segment(self) -> bool:
        return self.name in {"REVENUE_SHARE", "DEALS_SHARE"}

    @property
    def is_money(self) -> bool:
        return self.name in {"REVENUE", "AVERAGE_CHECK", "MEDIAN_CHECK"}


class MetricPeriod(Choice):
    """Which days a metric covers."""

    CYCLE = Text("Cycle to date", "С начала цикла")
    MONTH = Text("This month", "Текущий месяц")
    LAST_30 = Text("Last 30 days", "Последние 30 дней")
    LAST_90 = Text("Last 90 days", "Последние 90 дней")


class Reason(Choice):
    """Why a record is not counted."""

    NOT_WON = Text("not won", "не выиграна")
    NOT_CLOSED = Text("still open", "ещё не закрыта")
    OTHER_PERIOD = Text("not this period", "не в этом периоде")
    OTHER_PIPELINE = Text("other pipeline", "другая воронка")
    OTHER_STAGE = Text("other stage", "другой этап")
    OTHER_SEGMENT = Text("other segment", "другой сегмент")
    OTHER_OWNER = Text("other owner", "другой сотрудник")
    OTHER_CONDITION = Text("does not meet the condition", "не подходит под условие")
    NO_AMOUNT = Text("no amount", "нет суммы")
    OTHER_CURRENCY = Text("other currency", "другая валюта")
    NO_CLOSE_DATE = Text("no closing date", "нет даты закрытия")
    NO_CREATE_DATE = Text("no creation date", "нет даты создания")
    DATES_REVERSED = Text("closed before it was created", "закрыта раньше, чем создана")
    TOO_YOUNG = Text("created too recently", "создана недавно, рано судить")
    TOO_LATE = Text("won too late", "выиграна позже срока")
    PLANNED = Text("planned, not done yet", "запланировано, ещё не было")
    NOT_ANSWERED = Text("not answered", "без ответа")
    NOT_HELD = Text("did not take place", "не состоялась")
    CANCELLED = Text("cancelled", "отменено")
    NO_DEAL = Text("not linked to a deal", "не связано со сделкой")
    NO_DATE = Text("no date", "нет даты")


C = TypeVar("C", bound=Choice)


def parse_choice(kind: type[C], text: str) -> C | None:
    """The member with this title in either language, whatever the case and the spaces."""
    wanted = " ".join(text.split()).casefold().replace("ё", "е")
    for member in kind:
        titles = (member.title.en, member.title.ru)
        if wanted in (title.casefold().replace("ё", "е") for title in titles):
            return member
    return None


def titles(kind: type[Choice], language: Language) -> list[str]:
    """The titles of a list in order, as a dropdown shows them."""
    return [member.title.of(language) for member in kind]
