"""Why a file of deals cannot be read: one class a situation, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from sync.errors import SourceError

SHOWN = 12
"""Names a message lists before it says how many more there are."""


def listed(names: Sequence[str], more: str) -> str:
    """``“A”, “B” and 3 more``, with the words for the rest filled into ``more``."""
    shown = ", ".join(f"“{name[:60]}”" for name in names[:SHOWN]) or "—"
    rest = len(names) - SHOWN
    return shown + (more.format(n=rest) if rest > 0 else "")


def _en(names: Sequence[str]) -> str:
    return listed(names, " and {n} more")


def _ru(names: Sequence[str]) -> str:
    return listed(names, " и ещё {n}").replace("“", "«").replace("”", "»")


class ExportError(SourceError):
    """The file of deals cannot be read; trying again changes nothing."""

    def __init__(self, en: str, ru: str) -> None:
        super().__init__(en, ru, permanent=True)


class ExportMissingError(ExportError):
    """There is no such file, or it may not be opened."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"The file “{file}” cannot be opened. Check the path, for example --deals deals.csv",
            f"Файл «{file}» не открывается. Проверьте путь, например --deals deals.csv",
        )


class ExportTooLargeError(ExportError):
    """The file, or what it unpacks to, is larger than any list of deals."""

    def __init__(self, file: str, limit: int) -> None:
        super().__init__(
            f"“{file}” holds more than {limit} MB. Export fewer columns, or a shorter period.",
            f"В файле «{file}» больше {limit} МБ. Выгрузите меньше столбцов или период покороче.",
        )


class ExportEmptyError(ExportError):
    """No deal stands in the file."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"“{file}” has no deals. Clear the filter in the CRM and export again.",
            f"В файле «{file}» нет сделок. Сбросьте фильтр в CRM и выгрузите снова.",
        )


class NotATableError(ExportError):
    """The file is something else than a table of deals."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"“{file}” is not a table of deals. Export the list of deals as CSV or .xlsx.",
            f"«{file}» — не таблица сделок. Выгрузите список сделок в CSV или .xlsx.",
        )


class WebPageError(ExportError):
    """A web page saved under the name of a table, as some CRMs export to Excel."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"“{file}” is really a web page. Export to CSV, or open it in Excel and save as .xlsx.",
            f"«{file}» — на самом деле веб-страница. Выгрузите в CSV или откройте в Excel"
            " и сохраните как .xlsx.",
        )


class OldWorkbookError(ExportError):
    """An .xls file, or a workbook closed with a password: both look the same from outside."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"“{file}” is in the old .xls format or protected with a password."
            " Open it in Excel, remove the password and save as .xlsx.",
            f"«{file}» — в старом формате .xls или защищён паролем."
            " Откройте в Excel, снимите пароль и сохраните как .xlsx.",
        )


class DamagedWorkbookError(ExportError):
    """An .xlsx that cannot be taken apart."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"“{file}” is damaged. Export it again, or open it in Excel and save as CSV.",
            f"Файл «{file}» повреждён. Выгрузите заново или откройте в Excel и сохраните как CSV.",
        )


class UnreadableEncodingError(ExportError):
    """The letters of the file are in no known encoding."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"The text of “{file}” is damaged or in an unknown encoding."
            " Export it again as CSV in UTF-8.",
            f"Текст в «{file}» повреждён или в неизвестной кодировке."
            " Выгрузите заново в CSV, кодировка UTF-8.",
        )


class BrokenQuotesError(ExportError):
    """A quotation mark opens a cell and never closes it."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"In “{file}” a quotation mark opens a cell and never closes it."
            " Export it again, or as .xlsx.",
            f"В «{file}» кавычка открывает ячейку и не закрывается."
            " Выгрузите заново или в формате .xlsx.",
        )


class ColumnMissingError(ExportError):
    """Columns without which no metric can be counted."""

    def __init__(
        self, missing: Sequence[tuple[tuple[str, str], Sequence[str]]], found: Sequence[str]
    ) -> None:
        english = "; ".join(f"{words[0]} (such as {_en(names[:2])})" for words, names in missing)
        russian = "; ".join(f"{words[1]} (например, {_ru(names[:2])})" for words, names in missing)
        super().__init__(
            f"The export has no column with: {english}. Found: {_en(found)}."
            " Add what is missing in the CRM and export again.",
            f"В выгрузке нет столбцов: {russian}. Есть: {_ru(found)}."
            " Добавьте недостающее в CRM и выгрузите снова.",
        )


class ColumnUnreadableError(ExportError):
    """Most values of a column are not what the column should hold."""

    def __init__(self, column: str, example: str) -> None:
        super().__init__(
            f"The values of the column “{column}” cannot be read, for example “{example[:60]}”."
            " Export amounts as 1250.50 and dates as 2026-10-05.",
            f"Значения столбца «{column}» не читаются, например «{example[:60]}»."
            " Выгрузите суммы в виде 1250,50, даты — в виде 05.10.2026.",
        )


class AmbiguousDatesError(ExportError):
    """Days and months cannot be told apart."""

    def __init__(self, column: str, example: str) -> None:
        super().__init__(
            f"In the column “{column}” it is unclear which part of “{example[:60]}” is the month."
            " Export dates as 2026-10-05 or 05.10.2026.",
            f"В столбце «{column}» непонятно, где в «{example[:60]}» месяц."
            " Выгрузите даты в виде 05.10.2026 или 2026-10-05.",
        )


class UnknownStatesError(ExportError):
    """No stage is known to mean won or lost, though deals have been closed."""

    def __init__(self, stages: Sequence[str]) -> None:
        super().__init__(
            f"No stage is known to mean won or lost: {_en(stages)}."
            " Add a column “Won” and a column “Closed” with yes or no in each row.",
            f"Ни один этап не похож на успех или отказ: {_ru(stages)}."
            " Добавьте столбцы «Выиграна» и «Сделка закрыта» со значениями «да» и «нет».",
        )


class RowsUnreadableError(ExportError):
    """Most rows are broken, so the rest would pass for the whole."""

    def __init__(self, file: str, rows: str) -> None:
        super().__init__(
            f"Most rows of “{file}” cannot be read: {rows}. Export it again, or as .xlsx.",
            f"Большинство строк «{file}» не читаются: {rows}."
            " Выгрузите заново или в формате .xlsx.",
        )


class UnknownZoneError(ExportError):
    """No time zone has this name."""

    def __init__(self, zone: str) -> None:
        super().__init__(
            f"There is no time zone “{zone[:60]}”. Type one such as Europe/Moscow.",
            f"Нет часового пояса «{zone[:60]}». Укажите, например, Europe/Moscow.",
        )
