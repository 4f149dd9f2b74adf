"""Why a template cannot be installed."""

from __future__ import annotations

from collections.abc import Sequence

from sync.errors import DocumentError

NAMED = 3
"""Tabs named in the message."""


class SheetInUseError(DocumentError):
    """The spreadsheet holds something already."""

    def __init__(self, title: str, tabs: Sequence[str]) -> None:
        more = len(tabs) - NAMED
        en = ", ".join(f"“{tab}”" for tab in tabs[:NAMED])
        ru = ", ".join(f"«{tab}»" for tab in tabs[:NAMED])
        en, ru = (en + f" and {more} more", ru + f" и ещё {more}") if more > 0 else (en, ru)
        super().__init__(
            f"The spreadsheet {title!r} is in use (see {en}); the template needs an empty one."
            " Nothing was written. Create a new spreadsheet, share it with the service like this"
            " one, and run the command again with its address.",
            f"Таблица «{title}» уже занята (вкладки: {ru}), а шаблону нужна пустая. Ничего не"
            " записано. Создайте новую таблицу, откройте сервису доступ так же, как к этой, и"
            " запустите команду с её адресом.",
        )
