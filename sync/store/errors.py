"""Why the database cannot be used."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sync.core.vocabulary import Text
from sync.errors import SyncError


class DataFolderError(SyncError):
    """The data folder cannot be made or written to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The data folder {str(folder)!r} cannot be written to."
            " Set OKR_DATA_DIR to a folder of yours, for example OKR_DATA_DIR=./okr-data",
            f"В папку данных «{folder}» нельзя записать."
            " Укажите в OKR_DATA_DIR свою папку, например OKR_DATA_DIR=./okr-data",
        )


class DatabaseStartError(SyncError):
    """The embedded PostgreSQL did not start."""

    def __init__(self, folder: Path, cause: str) -> None:
        super().__init__(
            f"The built-in database in {str(folder)!r} did not start: {cause}."
            f" Its log is {str(folder / 'postgres' / 'log')!r}."
            " Set OKR_DATA_DIR to an empty folder, or DATABASE_URL to a PostgreSQL of yours.",
            f"Встроенная база данных в папке «{folder}» не запустилась: {cause}."
            f" Её журнал: «{folder / 'postgres' / 'log'}»."
            " Укажите в OKR_DATA_DIR пустую папку или в DATABASE_URL — свой PostgreSQL.",
        )


class DatabaseUnreachableError(SyncError):
    """The PostgreSQL that ``DATABASE_URL`` names does not answer."""

    def __init__(self, place: str, cause: str) -> None:
        super().__init__(
            f"The database at {place!r} does not answer: {cause}."
            " Check DATABASE_URL, or unset it to use the built-in database.",
            f"База данных «{place}» не отвечает: {cause}."
            " Проверьте DATABASE_URL или уберите её — тогда заработает встроенная база.",
        )


class DatabaseAddressError(SyncError):
    """``DATABASE_URL`` is not the address of a PostgreSQL."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL is not the address of a PostgreSQL."
            " Write it as postgresql://user:password@host:5432/name",
            "DATABASE_URL — не адрес PostgreSQL."
            " Запишите его так: postgresql://user:password@host:5432/name",
        )


class DatabaseNewerError(SyncError):
    """The database was written by a newer version of the service."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The database was written by a newer OKR Sync (schema {found!r})."
            " Install that version, or set OKR_DATA_DIR to another folder.",
            f"База данных записана более новой версией OKR Sync (схема «{found}»)."
            " Установите эту версию или укажите в OKR_DATA_DIR другую папку.",
        )


INTERRUPTED = Text(
    "The run was interrupted: the program was stopped before the run ended. Start it again.",
    "Обновление прервалось: программу остановили раньше времени. Запустите его ещё раз.",
)


def unexpected(kind: str) -> Text:
    """The words for a fault of the program itself."""
    return Text(
        f"The program failed unexpectedly ({kind}). Start the run again; if it fails again, please"
        " report it with the lines of the log.",
        f"Программа неожиданно остановилась ({kind}). Запустите обновление ещё раз; если не"
        " поможет, сообщите нам и приложите строки журнала.",
    )


class AlreadyRunningError(SyncError):
    """Another run of the same document is at work."""

    def __init__(self, document: str, since: datetime) -> None:
        super().__init__(
            f"{document!r} has been syncing since {since:%H:%M %Z}. Wait until that run ends, then"
            " try again if you still need to.",
            f"«{document}» уже обновляется с {since:%H:%M %Z}. Дождитесь конца и, если нужно,"
            " запустите обновление ещё раз.",
        )
        self.since = since
