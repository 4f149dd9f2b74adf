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
    """No record has this id or title."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"There is no record “{record[:80]}” behind this metric. Type its ID as the CRM shows"
            " it, or its title.",
            f"Записи «{record[:80]}» среди данных этой метрики нет. Укажите её ID, как в CRM, или"
            " название.",
            permanent=True,
        )


class RecordAmbiguousError(SourceError):
    """Several records have this title."""

    def __init__(self, record: str, found: Sequence[str]) -> None:
        listed = "; ".join(name[:80] for name in found)
        super().__init__(
            f"Several records match “{record[:80]}”: {listed}. Type the ID of one.",
            f"Под «{record[:80]}» подходит несколько записей: {listed}. Укажите ID одной из них.",
            permanent=True,
        )


class PagesRepeatError(SourceError):
    """The pages of a source lead in a circle."""

    def __init__(self) -> None:
        super().__init__(
            "The CRM gave the same page again and again, so not everything could be read. The next"
            " run tries again; if it goes on, tell the administrator of OKR Sync.",
            "CRM отдаёт одну и ту же страницу по кругу, прочитать всё не удалось. При следующем"
            " обновлении попробуем снова; если повторится, сообщите администратору OKR Sync.",
            permanent=False,
        )


class RecordsMissingError(SourceError):
    """A source gave fewer records than it says it has."""

    def __init__(self, found: int, expected: int) -> None:
        super().__init__(
            f"The CRM gave {found:,} of {expected:,} records. Nothing is counted from a part. The"
            " next run reads again; if it goes on, check what the token may read.",
            f"Из CRM пришло записей: {_spaced(found)} из {_spaced(expected)}. По неполным данным не"
            " считаем. При следующем обновлении прочитаем снова; если повторится, проверьте права"
            " токена.",
            permanent=False,
        )


class SuddenlyEmptyError(SourceError):
    """Most of the deals a source had are no longer shown, and no deletion explains it."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"The CRM now shows {found:,} deals; {known:,} were known, and the others are not in"
            " the bin. The known ones stay in use. Check whether the user or the token behind OKR"
            " Sync still sees all deals.",
            f"В CRM теперь видно сделок: {_spaced(found)}, а было {_spaced(known)}; в корзине"
            " пропавших нет. Считаем по тем, что были. Проверьте, видит ли пользователь или токен"
            " OKR Sync все сделки.",
            permanent=False,
        )


class StillLoadingError(SourceError):
    """The first reading of a source is under way in another process."""

    def __init__(self, taken: int) -> None:
        super().__init__(
            f"The CRM is still loading, {taken:,} deals so far. Wait for the next run.",
            f"Данные из CRM ещё загружаются, сделок пока: {_spaced(taken)}. Дождитесь следующего"
            " обновления.",
            permanent=False,
        )


class LoadingStoppedError(SourceError):
    """The first reading of a source did not reach its end this time."""

    def __init__(self, taken: int, cause: SourceError) -> None:
        super().__init__(
            f"The CRM is still loading, {taken:,} deals so far; the next run goes on from there."
            f" {cause.text.en}",
            f"Данные из CRM ещё загружаются, сделок пока: {_spaced(taken)}; следующее обновление"
            f" продолжит с этого места. {cause.text.ru}",
            permanent=cause.permanent,
        )


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
