"""What every editor of a spreadsheet does: find places, carry out requests, remember for undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sandbox.google import a1, protection
from sandbox.google.batch.run import batch_update, remember
from sandbox.google.cells.formula import tab_prefix
from sandbox.google.edits import range_of
from sandbox.google.errors import GoogleError
from sandbox.google.files import File
from sandbox.google.model import Area, Caller, Spreadsheet, Tab
from sandbox.google.person_checks import RefusedError
from sandbox.google.sheets_methods import batch_for
from sandbox.google.store import Google
from sandbox.google.undoing import Step, cells_of, shape_of, undo

Json = dict[str, Any]
Where = str | int
"""A tab, by its title or its number."""

MOST_UNDONE = 100
NO_UNDO = {
    "en": "There is nothing to undo, or others have changed the same place since.",
    "ru": "Отменять нечего, или другие уже изменили то же место.",
    "es": "No hay nada que deshacer, u otros han cambiado el mismo lugar.",
}


class Editor:
    """One account with one file open."""

    def __init__(self, google: Google, file_id: str, email: str) -> None:
        self.google, self.email = google, email
        self.file: File = google.files[file_id]
        self.gaps: list[str] = []
        """Requests that the sandbox does not know."""

    @property
    def sheet(self) -> Spreadsheet:
        """The spreadsheet as it is now."""
        return self.google.spreadsheet(self.file.file_id)

    @property
    def caller(self) -> Caller:
        return self.google.caller(self.email, self.file)

    def undo(self) -> None:
        """Take back the last change of this person that is not yet taken back."""
        steps = self.google.steps.get((self.file.file_id, self.email), [])
        with self.google.lock, self.google.noticing(self.file, self.email):
            if not steps or not undo(self.sheet, steps.pop()):
                raise RefusedError(NO_UNDO.get(self.caller.language[:2], NO_UNDO["en"]))

    def do(self, *requests: Json) -> list[Json]:
        """Carry out requests of ``batchUpdate`` as this person: all of them, or none."""
        with self.changing():
            batch = batch_for(self.google, self.file, self.email)
            answer = batch_update(batch, {"requests": list(requests)}, self.gaps.append)
            replies: list[Json] = answer["replies"]
            return replies

    # places

    def tab(self, tab: Where) -> Tab:
        """The tab of this title or number."""
        found = self.sheet.tab(tab) if isinstance(tab, int) else self.sheet.titled(tab)
        if found is None:
            raise LookupError(f"no tab {tab!r}")
        return found

    def area(self, tab: Where, cells: str) -> Area:
        """Cells of a tab; no cells mean the whole of it."""
        prefix = tab_prefix(self.tab(tab).title)
        return a1.resolve(self.sheet, prefix + cells if cells else prefix.removesuffix("!"))

    def place(self, tab: Where, cells: str) -> Json:
        """The same as a GridRange; of a whole tab without bounds."""
        if not cells:
            return {"sheetId": self.tab(tab).sheet_id}
        return range_of(self.area(tab, cells))

    # how

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Around a change: role, lock, all or nothing, undo, and what Drive notices of it."""
        google = self.google
        with google.lock, google.noticing(self.file, self.email):
            if not self.file.allows(self.email, "writer"):
                raise RefusedError(protection.refusal(self.caller))
            sheet = self.sheet
            before, back = cells_of(sheet), remember(sheet)
            try:
                yield
            except Exception as error:  # all or nothing, whatever went wrong
                back()
                if isinstance(error, GoogleError):
                    raise RefusedError(error.message) from error
                raise
            self._keep(Step(back, sheet.revision, shape_of(sheet), before, cells_of(sheet)))

    def _keep(self, step: Step) -> None:
        steps = self.google.steps.setdefault((self.file.file_id, self.email), [])
        steps.append(step)
        del steps[:-MOST_UNDONE]

    def guard(self, area: Area) -> None:
        """Refuse what a protection keeps this person from."""
        if protection.blocked(self.sheet, area, self.caller):
            raise RefusedError(protection.refusal(self.caller))
