"""Reading and replacing a file that others may have open."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from sync.core.vocabulary import Text
from sync.documents.errors import (
    DocumentMissingError,
    LockedError,
    NotAFileError,
    OversizedError,
    ReadOnlyError,
    UnreadableError,
    WriteFailedError,
)

MOST_BYTES = 20_000_000
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


def read_bytes(path: Path) -> bytes:
    """The whole file, if it is one and of a reasonable size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotAFileError(str(path))
        check_size(path, status.st_size)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DocumentMissingError(str(path)) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(str(path), _why(error)) from error


def check_size(path: Path, size: int) -> None:
    if size > MOST_BYTES:
        what, limit = (
            Text(f"{n // 1_000_000} MB", f"{n // 1_000_000} МБ") for n in (size, MOST_BYTES)
        )
        raise OversizedError(str(path), what, limit)


def refuse_if_open(path: Path) -> None:
    """Excel and LibreOffice leave a small file beside a workbook that is open."""
    for place in (path, path.resolve()):
        for name in (f"~${place.name}", f".~lock.{place.name}#"):
            lock = place.with_name(name)
            if os.path.lexists(lock):
                raise LockedError(str(path), str(lock))


def replace_bytes(path: Path, content: bytes) -> None:
    """Replace the file in one step: readers see the old or the new one, never a part. A link
    stays a link to the file behind it."""
    target = path.resolve()
    try:
        _refuse_if_read_only(path, target)
        temporary = _write_beside(target, content)
        try:
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _write_error(path, error) from error
    _keep(target.parent)


def _write_beside(target: Path, content: bytes) -> Path:
    number, name = tempfile.mkstemp(prefix=".okr-sync-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with open(number, "wb") as file:  # noqa: PTH123
            file.write(content)
            file.flush()
            os.fsync(number)
        _copy_rights(target, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _copy_rights(source: Path, copy: Path) -> None:
    status = source.stat()
    with suppress(PermissionError, AttributeError):
        os.chown(copy, status.st_uid, status.st_gid)
    copy.chmod(stat.S_IMODE(status.st_mode))


def _refuse_if_read_only(path: Path, target: Path) -> None:
    """Asked beforehand, since replacing a file needs no right to write to it."""
    for place in (target, target.parent):
        writable = place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
        if not writable or not os.access(place, os.W_OK):
            raise ReadOnlyError(str(path))


def _write_error(path: Path, error: OSError) -> ReadOnlyError | WriteFailedError:
    if error.errno in _READ_ONLY:
        return ReadOnlyError(str(path))
    return WriteFailedError(str(path), _why(error))


def _keep(folder: Path) -> None:
    """Make the new name survive a loss of power, where the system lets a folder be flushed."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
