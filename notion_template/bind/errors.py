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
            " results, OKR) or by a number column for the target. Rename it, or share it with the"
            " connection, or build the template: okr-sync template notion --parent and the address"
            " of the page.",
            f"В «{title}» нет базы с ключевыми результатами.{ru} Её узнают по названию (Ключевые"
            " результаты, OKR) или по числовому столбцу с целевым значением. Переименуйте базу,"
            " откройте её подключению или постройте шаблон: okr-sync template notion --lang ru"
            " --parent и адрес страницы.",
        )


class NoPlaceError(SyncError):
    """The databases that are missing can stand nowhere."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"The service needs a few tables of its own beside “{title}”, but the connection sees"
            " no page around it. Share the page with the connection and bind the page.",
            f"Сервису нужны несколько своих таблиц рядом с «{title}», но страницу вокруг неё"
            " подключение не видит. Откройте подключению страницу и привяжите её.",
        )
