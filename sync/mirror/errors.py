"""Why the mirror cannot answer."""

from __future__ import annotations

from collections.abc import Sequence

from sync.errors import SourceError


class NothingLoadedError(SourceError):
    """No records of this source were ever read."""

    def __init__(self) -> None:
        super().__init__(
            "No deals have been read for this document yet. Name the export: --deals FILE",
            "Для этого документа ещё не читали сделки. Укажите выгрузку: --deals ФАЙЛ",
            permanent=True,
        )


class RecordUnknownError(SourceError):
    """No deal has this id or title."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"There is no deal “{record[:80]}”. Type its ID as the CRM shows it, or its title.",
            f"Сделки «{record[:80]}» нет. Укажите её ID, как в CRM, или название.",
            permanent=True,
        )


class RecordAmbiguousError(SourceError):
    """Several deals have this title."""

    def __init__(self, record: str, found: Sequence[str]) -> None:
        listed = "; ".join(name[:80] for name in found)
        super().__init__(
            f"Several deals match “{record[:80]}”: {listed}. Type the ID of one.",
            f"Под «{record[:80]}» подходит несколько сделок: {listed}. Укажите ID одной из них.",
            permanent=True,
        )
