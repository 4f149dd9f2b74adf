"""What stops a run. Each class takes data and builds its own sentence, in both languages, and the
sentence ends with what to do."""

from __future__ import annotations

from sync.core.vocabulary import Language, Text


class SyncError(Exception):
    """A run cannot go on."""

    def __init__(self, en: str, ru: str) -> None:
        super().__init__(en)
        self.text = Text(en, ru)
        self.spoken: Language | None = None
        """The language of the document, where it was read before the run stopped."""

    def say(self, language: Language) -> str:
        return self.text.of(language)


class DocumentError(SyncError):
    """The document cannot be read or written."""


class SourceError(SyncError):
    """A source did not give its records."""

    def __init__(self, en: str, ru: str, *, permanent: bool) -> None:
        super().__init__(en, ru)
        self.permanent = permanent


class DocumentChangedError(DocumentError):
    """The document is no longer as it was read."""

    def __init__(self, document: str) -> None:
        super().__init__(
            f"{document!r} was changed while the numbers were being worked out. Nothing was"
            " written. Sync it again.",
            f"Документ «{document}» изменился, пока шёл расчёт. Ничего не записано. Запустите"
            " обновление ещё раз.",
        )


class UnsafePlanError(SyncError):
    """The plan is too surprising to be carried out unasked."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en, text.ru)
        self.code = code


class DocumentCopiedError(DocumentError):
    """The document carries the identity of another one that still exists."""

    def __init__(self, document: str, original: str) -> None:
        super().__init__(
            f"{document!r} is a copy of {original!r}. Nothing was written. To go on with the copy"
            " as a document of its own, press the button on the page or run again with --adopt.",
            f"«{document}» — копия документа «{original}». Ничего не записано. Чтобы вести копию"
            " как отдельный документ, нажмите кнопку на странице или запустите команду с --adopt.",
        )
