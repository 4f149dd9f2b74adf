"""Why a Google Sheet cannot be read or written, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from sync.documents.errors import NotOkrDocumentError
from sync.errors import DocumentChangedError, DocumentError


class NotASheetsAddressError(DocumentError):
    """Something that is neither an address nor an id."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} is not the address of a Google Sheet. Open the sheet in a browser and copy"
            " the address from there: https://docs.google.com/spreadsheets/d/… For a workbook on"
            " this machine give its path.",
            f"«{text}» — не адрес Google Таблицы. Откройте таблицу в браузере и скопируйте адрес"
            " оттуда: https://docs.google.com/spreadsheets/d/… Если это файл .xlsx, укажите путь к"
            " нему.",
        )


class SheetMissingError(DocumentError):
    """No such file, or one that was deleted."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"There is no Google Sheet at {address}. Check the address; if the sheet was deleted,"
            " restore it from the bin in Google Drive.",
            f"Google Таблицы по адресу {address} нет. Проверьте адрес; если таблицу удалили,"
            " восстановите её из корзины на Google Диске.",
        )


class SheetForbiddenError(DocumentError):
    """The service may not see the sheet."""

    def __init__(self, address: str, robot: str) -> None:
        whom, whom_ru = _robot(robot)
        super().__init__(
            f"No access to {address}. Open it, press Share and add {whom} as an editor.",
            f"Нет доступа к таблице {address}. Откройте её, нажмите «Поделиться» и добавьте"
            f" редактором {whom_ru}.",
        )


class SheetReadOnlyError(DocumentError):
    """The service may look but not write."""

    def __init__(self, address: str, robot: str) -> None:
        whom, whom_ru = _robot(robot)
        super().__init__(
            f"{address} is shared for viewing only, so nothing was written. Press Share in the"
            f" sheet and make {whom} an editor.",
            f"Таблица {address} открыта сервису только для просмотра, поэтому ничего не записано."
            f" Нажмите в ней «Поделиться» и сделайте редактором {whom_ru}.",
        )


class OfficeModeError(DocumentError):
    """An .xlsx file that merely looks like a Google Sheet."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} is an Excel file opened in Google Drive. In the file choose File → Save as"
            " Google Sheets and use the address of the new sheet.",
            f"{address} — файл Excel, открытый на Google Диске. Выберите в нём «Файл» → «Сохранить"
            " как таблицу Google» и укажите адрес новой таблицы.",
        )


class ApiDisabledError(DocumentError):
    """The Cloud project has the Sheets API switched off."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} cannot be read: the Google Sheets API is switched off in the Google Cloud"
            " project of these credentials. In console.cloud.google.com choose APIs & Services →"
            " Library → Google Sheets API → Enable, wait two minutes and try again.",
            f"Таблица {address} не читается: в проекте Google Cloud, которому принадлежат учётные"
            " данные, выключен Google Sheets API. Откройте console.cloud.google.com → «API и"
            " сервисы» → «Библиотека» → Google Sheets API → «Включить», подождите две минуты и"
            " повторите.",
        )


class QuotaError(DocumentError):
    """Too many requests in a minute, or in a day."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Google takes no more requests for {address} at the moment: the limit of this Google"
            " Cloud project is used up. Try again in a few minutes; if it happens often, raise the"
            " limit under APIs & Services → Google Sheets API → Quotas.",
            f"Google временно не принимает запросы к таблице {address}: исчерпан лимит проекта"
            " Google Cloud. Повторите через несколько минут; если это случается часто, увеличьте"
            " лимит: «API и сервисы» → Google Sheets API → «Квоты».",
        )


class GoogleUnreachableError(DocumentError):
    """Google is down, or the way to it is."""

    def __init__(self, address: str, *, unsure: bool) -> None:
        done, done_ru = (
            ("It is not known whether the changes were made", "Неизвестно, внесены ли изменения")
            if unsure else ("Nothing was changed", "Ничего не изменено")
        )  # fmt: skip
        super().__init__(
            f"Google does not answer, or answers with errors, for {address}. {done}; the next run"
            " puts everything right. Check the connection to the internet and try again in a few"
            " minutes.",
            f"Google не отвечает на запросы к таблице {address} или отвечает с ошибками. {done_ru};"
            " следующее обновление всё поправит. Проверьте подключение к интернету и повторите"
            " через несколько минут.",
        )


class SheetTooLargeError(DocumentError):
    """More in our tabs than any team writes."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The tabs of {address} hold too much to be read. Delete rows and columns that are not"
            " needed, or start a new sheet for the next cycle.",
            f"На вкладках таблицы {address} слишком много данных, прочитать их не удалось. Удалите"
            " лишние строки и столбцы или начните новую таблицу для следующего цикла.",
        )


class SheetProtectedError(DocumentError):
    """Protected cells that only somebody else may edit."""

    def __init__(self, address: str, cells: Iterable[str], robot: str) -> None:
        names = ", ".join(cells)
        super().__init__(
            f"Cells that the service fills in are protected in {address}: {names}. Nothing was"
            " written. In the sheet choose Data → Protect sheets and ranges, open this protection"
            f" and add {robot or 'the service'} to the people who may edit, or delete it.",
            f"В таблице {address} защищены ячейки, которые заполняет сервис: {names}. Ничего не"
            " записано. Выберите в таблице «Данные» → «Защитить листы и диапазоны», откройте эту"
            f" защиту и добавьте {robot or 'сервис'} в список редакторов или удалите её.",
        )


class SheetRefusedError(DocumentError):
    """Google refuses for a reason of its own."""

    def __init__(self, address: str, status: int, words: str) -> None:
        said = f" ({words})" if words else ""
        super().__init__(
            f"Google refused a request for {address} with HTTP {status}{said}. Open the sheet in a"
            " browser; if it works there, report this message.",
            f"Google отклонил запрос к таблице {address}, код HTTP {status}{said}. Откройте таблицу"
            " в браузере; если она открывается, сообщите нам этот текст.",
        )


class NotOkrSheetError(NotOkrDocumentError):
    """None of the tabs that matter is there."""

    def __init__(self, address: str) -> None:
        DocumentError.__init__(
            self,
            f"{address} has none of the tabs Settings, Objectives and Key results. Build the"
            f" template in an empty sheet: okr-sync template sheets --into {address}",
            f"В таблице {address} нет вкладок «Настройки», «Цели» и «Ключевые результаты»."
            " Постройте шаблон в пустой таблице: okr-sync template sheets --lang ru --into"
            f" {address}",
        )


class SheetBusyError(DocumentChangedError):
    """People rearranged rows while the service wrote; what it had hit was put back."""

    def __init__(self, address: str) -> None:
        DocumentError.__init__(
            self,
            f"People are rearranging {address} at this very moment. Everything of theirs is as they"
            " left it. Sync it again in a minute.",
            f"В таблице {address} прямо сейчас переставляют строки. Всё, что сделали люди,"
            " сохранено. Запустите обновление ещё раз через минуту.",
        )


class UnsettledError(DocumentError):
    """Cells could not be put back; they are named with what belongs there."""

    def __init__(self, address: str, cells: Iterable[str]) -> None:
        names = "; ".join(cells)
        super().__init__(
            f"People rearranged {address} while the service wrote, and some cells could not be put"
            f" back. Please check them by hand (cell = what was there): {names}.",
            f"Пока сервис писал в таблицу {address}, её переставляли, и часть ячеек вернуть не"
            f" удалось. Проверьте их вручную (ячейка = что там было): {names}.",
        )


def _robot(email: str) -> tuple[str, str]:
    """Whom to share with, in both languages."""
    if email:
        return email, email
    return ("the Google account of the service", "аккаунт Google, под которым работает сервис")
