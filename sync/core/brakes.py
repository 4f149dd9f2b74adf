"""When a plan is too surprising to be carried out without being asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core.vocabulary import Text

MANY = 4
"""Below so many known rows, half of them gone is everyday editing."""


@dataclass(frozen=True, slots=True)
class Brake:
    """Why to stop, and what to do."""

    code: str
    text: Text


def rows_gone(known: Iterable[str], present: Iterable[str]) -> Brake | None:
    """Half the rows or more that the service knew are no longer there."""
    before, now = set(known), set(present)
    gone = before - now
    if len(before) < MANY or 2 * len(gone) < len(before):
        return None
    names = ", ".join(sorted(gone)[:5])
    return Brake("rows-gone", Text(
        f"{len(gone)} of {len(before)} rows are gone ({names} …). Nothing was written. If they were"
        " deleted on purpose, press “Write it anyway” on the page or run again with --force;"
        " otherwise undo the deletion.",
        f"Пропало строк: {len(gone)} из {len(before)} ({names} …). Ничего не записано. Если их"
        " удалили намеренно, нажмите «Всё равно записать» на странице или запустите команду с"
        " --force; если нет — отмените удаление."))  # fmt: skip


def headers_gone(missing: Iterable[str]) -> Brake | None:
    """Columns without which no row can be judged are not there."""
    titles = ", ".join(missing)
    if not titles:
        return None
    return Brake("headers-gone", Text(
        f"Columns or their titles are gone: {titles}. Nothing was written. Put them back as they"
        " stand in the template, in any order.",
        f"Пропали столбцы или их заголовки: {titles}. Ничего не записано. Верните их, как в"
        " шаблоне; порядок любой."))  # fmt: skip


def rows_shuffled(ids: tuple[str, ...]) -> Brake | None:
    """Texts have changed places while ids stayed: some columns were sorted without the others."""
    if not ids:
        return None
    names = ", ".join(ids[:6])
    return Brake("rows-shuffled", Text(
        f"The texts of {names} have changed places but their IDs have not: it looks as if only some"
        " columns were sorted. Nothing was written. Undo the sorting. If the texts were swapped on"
        " purpose, press “Write it anyway” on the page or run again with --force.",
        f"Тексты строк {names} поменялись местами, а ID остались: похоже, отсортировали только"
        " часть столбцов. Ничего не записано. Отмените сортировку. Если тексты поменяли намеренно,"
        " нажмите «Всё равно записать» на странице или запустите команду с --force."))  # fmt: skip


def tabs_gone(titles: Iterable[str]) -> Brake | None:
    """Tabs with known rows are not there, or have lost their row of titles."""
    names = ", ".join(titles)
    if not names:
        return None
    return Brake("tabs-gone", Text(
        f"Gone, or without a row of titles: {names}. Nothing was written. Put it back as it stands"
        " in the template; if it was removed on purpose, press “Write it anyway” on the page or run"
        " again with --force.",
        f"Пропало или осталось без заголовков: {names}. Ничего не записано. Верните всё, как в"
        " шаблоне; если убрали намеренно, нажмите «Всё равно записать» на странице или запустите"
        " команду с --force."))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fall:
    """A metric's last value, the day it is from, the new value, and the first day it counts."""

    metric: str
    before: Decimal | None
    as_of: date | None
    now: Decimal | None
    since: date
    near: int = 0
    """Records near by that are not counted: an outage of the whole source leaves none."""


def all_fell(falls: Iterable[Fall], confirmed: date | None, today: date) -> Brake | None:
    """Every value that stood above zero within its period is zero or gone at once.

    A new month or cycle starts from zero rightly: a value from before it does not count. One metric
    alone may have been given another filter, as long as the source still has records near by.
    """
    standing = [f for f in falls if f.before and f.as_of is not None and f.as_of >= f.since]
    fell = [f for f in standing if not f.now]
    if not fell or len(fell) < len(standing) or confirmed == today:
        return None
    if len(fell) == 1 and fell[0].near:
        return None
    names = ", ".join(f.metric for f in fell[:6])
    return Brake("all-zero", Text(
        f"All values fell to zero at once ({names}): that looks like a broken export or source."
        " Nothing was written. If it is true, type today's date into “Confirm drop” in Settings,"
        " press “Write it anyway” on the page, or run again with --force.",
        f"Все показатели разом обнулились ({names}): похоже на сбой выгрузки или источника. Ничего"
        " не записано. Если это правда, в «Настройках» поставьте сегодняшнюю дату в «Подтверждаю"
        " обнуление», нажмите «Всё равно записать» на странице или запустите команду с"
        " --force."))  # fmt: skip
