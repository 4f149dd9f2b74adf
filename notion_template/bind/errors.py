"""Why nothing can be bound. Every sentence ends with what to do."""

from __future__ import annotations

from collections.abc import Sequence

from sync.errors import SyncError


class NothingToBindError(SyncError):
    """No database here looks like key results."""

    def __init__(self, title: str, seen: Sequence[str]) -> None:
        names = ", ".join(f"“{name}”" for name in seen)
        names_ru = ", ".join(f"«{name}»" for name in seen)
        en = f" The connection sees only: {names}." if seen else " The connection sees none."
        ru = (
            f" Подключение видит только: {names_ru}." if seen else " Подключение не видит ни одной."
        )
        super().__init__(
            f"There is no database of key results in “{title}”.{en} It is known by its title (Key"
            " results, OKR) or by a number property for the target. Rename it, or share it with the"
            " connection, or build the template: okr-sync template notion --parent and the address"
            " of the page.",
            f"В «{title}» нет базы с ключевыми результатами.{ru} Её узнают по названию (Ключевые"
            " результаты, OKR) или по числовому свойству с целевым значением. Переименуйте базу,"
            " откройте её подключению или постройте шаблон: okr-sync template notion --lang ru"
            " --parent и адрес страницы.",
        )


class BoundElsewhereError(SyncError):
    """The same databases are a document already, under another address."""

    def __init__(self, title: str, address: str) -> None:
        super().__init__(
            f"The databases of “{title}” are connected already, under another address. Use that"
            f" one: okr-sync sync {address}",
            f"Базы «{title}» уже подключены, но под другим адресом. Используйте его: okr-sync sync"
            f" {address}",
        )


class NoPlaceError(SyncError):
    """The databases that are missing can stand nowhere."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"The service needs a few databases of its own beside “{title}”, but the connection"
            " sees no page around it. Share that page with the connection and run okr-sync bind"
            " with its address.",
            f"Сервису нужно создать рядом с «{title}» несколько своих баз, но подключение не видит"
            " страницу, на которой она лежит. Откройте подключению эту страницу и выполните"
            " okr-sync bind с её адресом.",
        )
