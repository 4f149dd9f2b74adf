"""What stops a run. Each class takes data and builds its own sentence, in both languages, and the
sentence ends with what to do."""

from __future__ import annotations

from sync.core.vocabulary import Language, Text


class SyncError(Exception):
    """A run cannot go on."""

    def __init__(self, en: str, ru: str) -> None:
        super().__init__(en)
        self.text = Text(en, ru)

    def say(self, language: Language) -> str:
        return self.text.of(language)


class DocumentError(SyncError):
    """The document cannot be read or written."""


class SourceError(SyncError):
    """A source did not give its records."""

    def __init__(self, en: str, ru: str, *, permanent: bool) -> None:
        super().__init__(en, ru)
        self.permanent = permanent
