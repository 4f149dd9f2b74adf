"""Why a document cannot be read or written. Every sentence ends with what to do."""

from __future__ import annotations

from collections.abc import Iterable

from sync.core.vocabulary import Text
from sync.errors import DocumentError


class DocumentMissingError(DocumentError):
    """There is no such file."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"There is no file {path!r}. Check the name and the folder, or make a new document:"
            " okr-sync template xlsx -o FILE.",
            f"Файла «{path}» нет. Проверьте имя и папку или создайте новый документ:"
            " okr-sync template xlsx --lang ru -o ФАЙЛ.",
        )


class NotAFileError(DocumentError):
    """A folder, or something else that holds no bytes."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} is not a file. Name the .xlsx file inside it.",
            f"«{path}» — не файл. Укажите файл .xlsx внутри этой папки.",
        )


class UnreadableError(DocumentError):
    """The system refuses to read the file."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path!r} cannot be read ({why}). Give yourself the right to read it, or copy it to a"
            " folder of your own.",
            f"Файл «{path}» не читается ({why}). Дайте себе право на чтение или скопируйте его в"
            " свою папку.",
        )


class NotAWorkbookError(DocumentError):
    """Some other kind of file."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} is not an .xlsx workbook. Open it in a spreadsheet program and save it as"
            " Excel Workbook (.xlsx).",
            f"«{path}» — не книга .xlsx. Откройте файл в табличном редакторе и сохраните как «Книга"
            " Excel (.xlsx)».",
        )


class OldWorkbookError(DocumentError):
    """The binary format of Excel 97–2003."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} has the old .xls format. Open it in Excel and save it as Excel Workbook"
            " (.xlsx).",
            f"«{path}» — в старом формате .xls. Откройте его в Excel и сохраните как «Книга Excel"
            " (.xlsx)».",
        )


class PasswordError(DocumentError):
    """The file asks for a password when opened."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} is protected with a password. In Excel choose File → Info → Protect Workbook"
            " → Encrypt with Password, clear the password and save.",
            f"«{path}» защищён паролем. В Excel откройте «Файл» → «Сведения» → «Защита книги» →"
            " «Зашифровать с использованием пароля», сотрите пароль и сохраните.",
        )


class DamagedError(DocumentError):
    """The file is not whole."""

    def __init__(self, path: str, reason: Text) -> None:
        super().__init__(
            f"{path!r} is damaged ({reason.en}). Open it in Excel or LibreOffice and save it anew,"
            " or take an earlier copy.",
            f"Файл «{path}» повреждён ({reason.ru}). Откройте его в Excel или LibreOffice и"
            " сохраните заново или возьмите более раннюю копию.",
        )


class MacroWorkbookError(DocumentError):
    """The workbook carries programs."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} contains macros, which are never run or rewritten here. Save it as Excel"
            " Workbook (.xlsx) without macros.",
            f"В файле «{path}» есть макросы, с такими файлами мы не работаем. Сохраните его как"
            " «Книга Excel (.xlsx)» без макросов.",
        )


class OversizedError(DocumentError):
    """The file is larger than any document of OKRs."""

    def __init__(self, path: str, what: Text, limit: Text) -> None:
        super().__init__(
            f"{path!r} is too large ({what.en}; the limit is {limit.en}). Move pictures and old"
            " tabs to another file.",
            f"Файл «{path}» слишком большой ({what.ru}; предел — {limit.ru}). Перенесите картинки"
            " и старые вкладки в другой файл.",
        )


class LockedError(DocumentError):
    """Somebody has the file open."""

    def __init__(self, path: str, lock: str) -> None:
        super().__init__(
            f"{path!r} is open in another program. Nothing was written. Close it there and run the"
            f" command again; if it is closed already, delete the file {lock!r} first.",
            f"Файл «{path}» открыт в другой программе. Ничего не записано. Закройте его и запустите"
            f" команду ещё раз; если он уже закрыт, сначала удалите файл «{lock}».",
        )


class ReadOnlyError(DocumentError):
    """The file or its folder may not be written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} may not be written. Nothing was changed. Clear “Read-only” in the properties"
            " of the file and its folder, or copy the file to a folder of your own.",
            f"В «{path}» нельзя писать. Ничего не изменено. Снимите «Только чтение» в свойствах"
            " файла и папки или скопируйте файл в свою папку.",
        )


class WriteFailedError(DocumentError):
    """Writing broke off; the old file is untouched."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path!r} could not be written ({why}). The file is as it was. Free some space on the"
            " disk and run the command again.",
            f"Не удалось записать «{path}» ({why}). Файл остался прежним. Освободите место на диске"
            " и запустите команду ещё раз.",
        )


class NotOkrDocumentError(DocumentError):
    """None of the tabs that matter is there."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} has none of the tabs Settings, Objectives and Key results. Start from the"
            " template: okr-sync template xlsx -o FILE.",
            f"В «{path}» нет вкладок «Настройки», «Цели» и «Ключевые результаты». Начните с"
            " шаблона: okr-sync template xlsx --lang ru -o ФАЙЛ.",
        )


class ForeignCellError(DocumentError):
    """A plan that would write what people own: never carried out."""

    def __init__(self, path: str, cells: Iterable[str]) -> None:
        names = ", ".join(cells)
        super().__init__(
            f"The plan for {path!r} would write cells that belong to people ({names}). Nothing was"
            " written. Please report this with the output of okr-sync plan.",
            f"План для «{path}» затрагивает ячейки, которые заполняют люди ({names}). Ничего не"
            " записано. Сообщите нам об этом и приложите вывод команды okr-sync plan.",
        )
