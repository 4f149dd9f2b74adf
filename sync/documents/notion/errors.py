"""Why a document in Notion cannot be read or written. Every sentence ends with what to do."""

from __future__ import annotations

from sync.errors import DocumentChangedError, DocumentError


class NotBoundError(DocumentError):
    """The service does not know yet which databases of this page are what."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The Notion page {address!r} is not connected to the service yet. Run once: okr-sync"
            f" bind {address}. For an empty page build the template: okr-sync template notion"
            f" --parent {address}.",
            f"Страница Notion «{address}» ещё не подключена к сервису. Выполните один раз:"
            f" okr-sync bind {address}. На пустой странице постройте шаблон: okr-sync template"
            f" notion --lang ru --parent {address}.",
        )


class NotSharedError(DocumentError):
    """The page or a database of it is not there, or not for this connection."""

    def __init__(self, address: str, connection: str) -> None:
        name = connection or "OKR Sync"
        super().__init__(
            f"Notion does not show {address!r} or one of its databases to the connection {name!r}:"
            " it is not shared with it, or it was deleted. Open the page in Notion, press ••• →"
            f" Connections, add {name!r}, and sync again.",
            f"Notion не показывает «{address}» или одну из её баз подключению «{name}»: доступа нет"
            " или база удалена. Откройте страницу в Notion, нажмите ••• → «Подключения», добавьте"
            f" «{name}» и обновите ещё раз.",
        )


class TokenRefusedError(DocumentError):
    """Notion does not know the token."""

    def __init__(self) -> None:
        super().__init__(
            "Notion does not accept the token: it was renewed, or the integration was removed."
            " Copy the present one from the integration's settings into OKR_NOTION_TOKEN.",
            "Notion не принимает токен: его обновили или интеграцию удалили. Скопируйте"
            " действующий токен из настроек интеграции в OKR_NOTION_TOKEN.",
        )


class NotAllowedError(DocumentError):
    """The connection lacks a capability."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The connection may not do that with {address!r}. In the settings of the integration"
            " allow it to read, update and insert content, and sync again.",
            f"У подключения не хватает прав для «{address}». В настройках интеграции разрешите"
            " чтение, изменение и добавление содержимого и обновите ещё раз.",
        )


class WorkspaceFullError(DocumentError):
    """A free workspace with several members has used up its blocks."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The workspace of {address!r} has used up the blocks of Notion's free plan, so nothing"
            " can be added. Delete what is not needed, or change the plan, and sync again.",
            f"В рабочем пространстве «{address}» закончились блоки бесплатного тарифа Notion,"
            " добавить ничего нельзя. Удалите ненужное или смените тариф и обновите ещё раз.",
        )


class InTrashError(DocumentError):
    """A database lies in the trash."""

    def __init__(self, address: str, database: str) -> None:
        super().__init__(
            f"The database {database!r} of {address!r} is in the trash. Restore it in Notion"
            " (Trash in the sidebar), and sync again.",
            f"База «{database}» страницы «{address}» — в корзине. Восстановите её в Notion (раздел"
            " «Корзина») и обновите ещё раз.",
        )


class NotionBlockedError(DocumentError):
    """Notion has shut the connection out."""

    def __init__(self) -> None:
        super().__init__(
            "Notion has blocked the requests of this connection. Ask Notion's support why before"
            " you try again.",
            "Notion заблокировал запросы этого подключения. Прежде чем повторять, узнайте причину в"
            " поддержке Notion.",
        )


class NotionBusyError(DocumentError):
    """The limit of requests is used up for longer than a run may wait."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Notion takes no more requests about {address!r} for now. What was written stays. Sync"
            " again in a few minutes.",
            f"Notion пока не принимает запросов к «{address}». Уже записанное останется. Обновите"
            " через несколько минут.",
        )


class NotionUnreachableError(DocumentError):
    """Notion does not answer, or not as it should."""

    def __init__(self, address: str, *, unsure: bool) -> None:
        done = " The last row may or may not have been written." if unsure else ""
        ru = " Последняя строка могла записаться, а могла и нет." if unsure else ""
        super().__init__(
            f"Notion does not answer as it should, so {address!r} could not be brought up to date."
            f"{done} Sync again in a few minutes: it goes on where it stopped.",
            f"Notion не отвечает как надо, поэтому «{address}» не обновлён.{ru} Обновите через"
            " несколько минут: сервис продолжит с того же места.",
        )


class NotionRefusedError(DocumentError):
    """Some other refusal, in Notion's own words."""

    def __init__(self, address: str, status: int, words: str) -> None:
        super().__init__(
            f"Notion refused a request about {address!r} ({status}: {words}). Sync again; if that"
            " does not help, run okr-sync bind with the address once more.",
            f"Notion отклонил запрос к «{address}» ({status}: {words}). Обновите ещё раз; если не"
            " поможет, заново выполните okr-sync bind с этим адресом.",
        )


class ColumnsChangedError(DocumentChangedError):
    """Properties were deleted or retyped while values were written into them."""

    def __init__(self, address: str) -> None:
        DocumentError.__init__(
            self,
            f"The properties of {address!r} were changed while values were written. What was"
            " written stays. Sync it again.",
            f"Пока шла запись, свойства «{address}» изменили. Что записано, то записано. Обновите"
            " ещё раз.",
        )


class TooManyRowsError(DocumentError):
    """More rows were made within one minute than a query gives."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"Notion shows only the first {rows} rows of a database, and no way to the others."
            " Move what is not needed into another database, and sync again.",
            f"Notion показывает только первые {rows} строк базы, до остальных не добраться."
            " Перенесите лишнее в другую базу и обновите ещё раз.",
        )


class RestlessRowsError(DocumentError):
    """The rows of a database come differently each time, or over and over."""

    def __init__(self) -> None:
        super().__init__(
            "Notion did not give all rows of a database: its properties are being changed, or"
            " Notion itself is in trouble. Nothing was written. Sync again in a few minutes.",
            "Notion отдал не все строки базы: прямо сейчас меняют её свойства или сбоит сам Notion."
            " Ничего не записано. Обновите через несколько минут.",
        )
