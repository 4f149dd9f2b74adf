"""How the pages speak: in which language, and how numbers, days and moments are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from server import words
from sync.core.choices import Calculation, Choice
from sync.core.measuring import rounded
from sync.core.texts.message import show_number
from sync.core.vocabulary import Language, Text

NOTHING = "—"
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Speech:
    """Writes for one reader, at one moment, in the time zone of one document."""

    language: Language
    now: datetime
    zone: str = "UTC"

    def say(self, text: Text, **values: object) -> str:
        """A sentence with its values; counts as this language writes numbers."""
        shown = {
            name: self.number(Decimal(value)) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return text.of(self.language).format(**shown) if shown else text.of(self.language)

    def number(self, value: Decimal | None) -> str:
        return NOTHING if value is None else show_number(value, self.language)

    def score(self, value: Decimal | None) -> str:
        """A score with its two places."""
        return NOTHING if value is None else self.decimal(f"{value:.2f}")

    def measured(self, value: Decimal | None, calculation: str, currency: str = "") -> str:
        """A value of a metric with its unit. A rate is kept as a fraction and read as a
        percentage."""
        kind = Calculation.__members__.get(calculation.upper())
        if value is None or kind is None:
            return self.number(value)
        number = rounded(value, kind)
        if kind.is_rate:
            return self.percent(number)
        money = f"{NO_BREAK}{currency}" if kind.is_money and currency else ""
        return self.number(number) + money

    def percent(self, fraction: Decimal | None) -> str:
        return NOTHING if fraction is None else f"{self.number(fraction * 100)}{NO_BREAK}%"

    def day(self, day: date | None) -> str:
        """23 Nov, with its year when that is another one."""
        if day is None:
            return NOTHING
        month = words.MONTHS[self.language][day.month - 1]
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day.day}{NO_BREAK}{month}{year}"

    def short_day(self, day: date) -> str:
        """The same where there is little room."""
        return f"{day.day}{NO_BREAK}{words.SHORT_MONTHS[self.language][day.month - 1]}"

    def moment(self, moment: datetime | None) -> str:
        """Today, yesterday or the day, and the time, as the clocks of the document show it."""
        if moment is None:
            return NOTHING
        local = moment.astimezone(ZoneInfo(self.zone))
        named = {self.today: words.TODAY, self.today - timedelta(days=1): words.YESTERDAY}
        text = named.get(local.date(), words.ON_DAY)
        return self.say(text, day=self.day(local.date()), time=f"{local:%H:%M}")

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def choice(self, kind: type[Choice], key: str) -> str:
        """The title of a choice that is kept by its key; empty when it is none any more."""
        member = kind.__members__.get(key.upper())
        return self.say(member.title) if isinstance(member, Choice) else ""

    def cycle_day(self, first: date, last: date) -> str:
        """How far the cycle has come."""
        if self.today < first:
            return self.say(words.CYCLE_AHEAD)
        if self.today > last:
            return self.say(words.CYCLE_OVER)
        day, total = (self.today - first).days + 1, (last - first).days + 1
        return self.say(words.CYCLE_DAY, day=day, total=total)

    def decimal(self, text: str) -> str:
        """A number that is a text already, with the mark of this language."""
        return text.replace(".", ",") if self.language == "ru" else text
