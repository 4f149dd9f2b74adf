"""The way to Notion, as the settings connect it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from sync.config import Config
from sync.errors import SyncError
from sync.secrets import Secret

if TYPE_CHECKING:
    from notion_client import Client

    from sync.documents.notion.exchange import Line
    from sync.transport import Throttle


class NotionTokenMissingError(SyncError):
    """There is no connection to Notion."""

    def __init__(self) -> None:
        super().__init__(
            "There is no connection to Notion yet. Create an internal integration in Notion, put"
            " its token into OKR_NOTION_TOKEN, share the page with it, and run the command again"
            " (docs/notion.md shows each step).",
            "Подключения к Notion ещё нет. Создайте в Notion внутреннюю интеграцию, запишите её"
            " токен в OKR_NOTION_TOKEN, откройте ей доступ к странице и запустите команду ещё раз"
            " (по шагам — docs/notion.md).",
        )


class NotANotionAddressError(SyncError):
    """What was typed is no address of Notion."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} is not the address of a page or database in Notion. Open the page there,"
            " choose “Copy link”, and paste the link here.",
            f"«{address}» — не адрес страницы или базы Notion. Откройте нужную страницу, выберите"
            " «Копировать ссылку» и вставьте ссылку сюда.",
        )


def is_notion(address: str, config: Config) -> bool:
    """Whether what a user typed leads to Notion. A bare id has to be 32 hexadecimal digits, which
    no id of Google's is."""
    from sync.documents.notion import addresses  # noqa: PLC0415 - quick where Notion is not used

    return addresses.is_notion(address, config.notion_url or None)


def notion_id(address: str, config: Config) -> str:
    """The id of the page or database that is meant. Raises NotANotionAddressError."""
    from sync.documents.notion import addresses  # noqa: PLC0415 - as above

    found = addresses.parse_address(address, config.notion_url or None)
    if found is None:
        raise NotANotionAddressError(address)
    return found


def notion_address(home: str, config: Config) -> str:
    """Where people open a page or database."""
    from sync.documents.notion import addresses  # noqa: PLC0415 - as above

    return addresses.address_of(home, config.notion_url or None)


def notion_line(config: Config) -> Line:
    """A way to Notion for one thread; all threads share the limits of the connection. Raises
    NotionTokenMissingError."""
    from sync.documents.notion import exchange  # noqa: PLC0415 - slow to load

    if config.notion_token is None:
        raise NotionTokenMissingError
    throttle = _limits(config.notion_token, config.notion_per_minute)
    habits = exchange.Habits(throttle=throttle, per_minute=config.notion_per_minute)
    return exchange.make_line(config.notion_token, config.notion_url or None, habits)


def notion_client(config: Config) -> Client:
    """Notion's own client on such a way."""
    from sync.documents.notion import exchange  # noqa: PLC0415 - slow to load

    return exchange.make_client(notion_line(config))


@contextmanager
def explaining_notion(address: str) -> Iterator[None]:
    """Give a request that fails, outside of a document, its sentence about this address."""
    from sync.documents.notion.refusals import explained  # noqa: PLC0415 - slow to load

    with explained(address):
        yield


@cache
def _limits(_token: Secret, per_minute: int) -> Throttle:
    from sync.documents.notion import exchange  # noqa: PLC0415 - slow to load

    return exchange.make_throttle(per_minute)
