"""Writes the template that a team copies."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sheets_template import write_workbook
from sync.core.vocabulary import Language
from sync.errors import SyncError


class FileExistsAlreadyError(SyncError):
    """A file would be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} exists already. Choose another name, or replace it with --force.",
            f"Файл «{path}» уже есть. Выберите другое имя или замените его с ключом --force.",
        )


class TemplateUnwritableError(SyncError):
    """The file cannot be written there."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{str(path)!r} cannot be written ({why}). Choose a folder that exists and is yours.",
            f"Файл «{path}» не записать ({why}). Выберите свою существующую папку.",
        )


def write_template(path: Path, language: Language, *, sample: bool, force: bool) -> Path:
    """Write the workbook and tell where: the name gets ``.xlsx`` when it lacks it. An existing
    file is replaced only when that is asked for."""
    if path.is_dir():
        raise TemplateUnwritableError(path, "a folder")
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(path.name + ".xlsx")
    if path.exists() and not force:
        raise FileExistsAlreadyError(path)
    try:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "template.xlsx"
            write_workbook(made, language, sample=sample, today=datetime.now(UTC).date())
            path.write_bytes(made.read_bytes())
    except OSError as error:
        raise TemplateUnwritableError(path, error.strerror or str(error)) from error
    return path
