"""Why the template cannot be built in Notion. Every sentence ends with what to do."""

from __future__ import annotations

from http import HTTPStatus

from sync.errors import DocumentError, SyncError
from sync.transport import TransportError


class ParentNotSharedError(DocumentError):
    """The page is not there, or not for this connection."""

    def __init__(self) -> None:
        super().__init__(
            "Notion does not show this page to the connection: it is not shared with it, or it was"
            " deleted. Open the page in Notion, press ••• → Connections, add the connection, and"
            " run the command again.",
            "Notion не показывает эту страницу подключению: доступа нет или страница удалена."
            " Откройте её в Notion, нажмите ••• → «Подключения», добавьте подключение и запустите"
            " команду ещё раз.",
        )


class ParentIsDatabaseError(DocumentError):
    """The address leads to a database."""

    def __init__(self) -> None:
        super().__init__(
            "This is the address of a database, and the template needs a page. Give the address of"
            " a page; to connect a database that you already have, run okr-sync bind.",
            "Это адрес базы, а шаблону нужна страница. Укажите адрес страницы; готовую базу"
            " подключает команда okr-sync bind.",
        )


class ParentInTrashError(DocumentError):
    """The page lies in the trash."""

    def __init__(self) -> None:
        super().__init__(
            "This page is in the trash. Restore it in Notion, or give the address of another page.",
            "Эта страница — в корзине. Восстановите её в Notion или укажите адрес другой страницы.",
        )


class MayNotInsertError(DocumentError):
    """The connection lacks a capability."""

    def __init__(self) -> None:
        super().__init__(
            "The connection may not build anything here. In the settings of the integration allow"
            " it to read, update and insert content, and run the command again: it goes on where it"
            " stopped.",
            "Подключению не хватает прав. В настройках интеграции разрешите чтение, изменение и"
            " добавление содержимого и запустите команду ещё раз: она продолжит с того же места.",
        )


class NoBlocksLeftError(DocumentError):
    """A free workspace with several members has used up its blocks."""

    def __init__(self) -> None:
        super().__init__(
            "The workspace has used up the blocks of Notion's free plan. Delete what is not needed,"
            " or change the plan, and run the command again: it goes on where it stopped.",
            "В рабочем пространстве закончились блоки бесплатного тарифа Notion. Удалите ненужное"
            " или смените тариф и запустите команду ещё раз: она продолжит с того же места.",
        )


def explained(error: TransportError) -> SyncError:
    """The sentence for a failed request of the installer, where there is a better one than what
    the error says itself."""
    if error.status == HTTPStatus.NOT_FOUND:
        return ParentNotSharedError()
    if error.status != HTTPStatus.FORBIDDEN:
        return error
    said = str(error.json().get("message", "")).lower()
    return NoBlocksLeftError() if "block" in said and "limit" in said else MayNotInsertError()
