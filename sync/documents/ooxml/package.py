"""The zip around a workbook: opened with limits, and rewritten so that untouched parts keep their
compressed bytes."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sync.core.vocabulary import Text
from sync.documents.ooxml.markup import Damage, as_utf8

MB = 1_000_000
MOST_UNPACKED = 200 * MB
MOST_ENTRIES = 2_000
HIGHEST_RATIO = 200
BIG = 5 * MB
"""Smaller entries may shrink as much as they like."""
NEW_DATE = (1980, 1, 1, 0, 0, 0)
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, IndexError, OSError,
)  # fmt: skip
"""What zipfile raises on archives that are not sound."""


class TooLarge(Exception):  # noqa: N818
    """The archive goes beyond a limit; becomes an OversizedError."""

    def __init__(self, what: Text, limit: Text) -> None:
        super().__init__(what.en)
        self.what, self.limit = what, limit


@dataclass(frozen=True, slots=True)
class Package:
    """An open archive of parts."""

    content: bytes
    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    """By name in lower case, since names of parts do not heed it."""

    def has(self, name: str) -> bool:
        return name.lower() in self.entries

    def part(self, name: str) -> bytes:
        """The bytes of an XML part, in UTF-8."""
        entry = self.entries.get(name.lower())
        if entry is None:
            raise Damage(f"the part {name!r} is missing", f"нет части «{name}»")
        try:
            return as_utf8(self.archive.read(entry))
        except _BROKEN as error:
            raise _broken() from error

    def rewrite(self, changed: Mapping[str, bytes], removed: frozenset[str]) -> bytes:
        """The archive with parts replaced, added or removed. All other parts keep their bytes,
        names, order and attributes."""
        new = {name.lower(): (name, content) for name, content in changed.items()}
        buffer = io.BytesIO()
        try:
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
                target.comment = self.archive.comment
                for key, entry in self.entries.items():
                    if key in new:
                        _write(target, entry, new.pop(key)[1])
                    elif key not in removed:
                        _copy(self.content, entry, target)
                for name, content in new.values():
                    _write(target, _new_entry(name), content)
        except _BROKEN as error:
            raise _broken() from error
        return buffer.getvalue()


def open_package(content: bytes) -> Package:
    """Open an archive, refusing bombs and whatever is ambiguous, before anything is unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except _BROKEN as error:
        raise _broken() from error
    _check_limits(entries)
    named = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}
    if len(named) < len(entries):
        raise Damage("two parts have one name", "две части с одним именем")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Damage("its parts are encrypted", "части файла зашифрованы")
    return Package(content, archive, named)


def resolve(base: str, target: str) -> str:
    """The name of the part that ``target`` means in the relationships of the part ``base``."""
    if target.startswith("/"):
        return target[1:]
    parts: list[str] = []
    for step in (*PurePosixPath(base).parent.parts, *target.split("/")):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def relationships_of(part: str) -> str:
    """The name of the part that holds the relationships of another."""
    path = PurePosixPath(part)
    return str(path.parent / "_rels" / f"{path.name}.rels")


def _check_limits(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        what = Text(f"{len(entries)} parts", f"частей: {len(entries)}")
        raise TooLarge(what, Text(f"{MOST_ENTRIES:,}", f"{MOST_ENTRIES}"))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise TooLarge(megabytes(unpacked), megabytes(MOST_UNPACKED))
    for entry in entries:
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > BIG and ratio > HIGHEST_RATIO:
            what = Text(f"a part packed {ratio}:1", f"часть файла сжата {ratio}:1")
            raise TooLarge(what, Text(f"{HIGHEST_RATIO}:1", f"{HIGHEST_RATIO}:1"))


def megabytes(size: int) -> Text:
    return Text(f"{size // MB} MB", f"{size // MB} МБ")


def _write(target: zipfile.ZipFile, entry: zipfile.ZipInfo, content: bytes) -> None:
    fresh = copy.copy(entry)
    fresh.extra = b""
    fresh.flag_bits &= ~0x08
    target.writestr(fresh, content, zipfile.ZIP_DEFLATED)


def _new_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NEW_DATE)
    entry.external_attr = 0o600 << 16
    return entry


def _copy(content: bytes, entry: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
    """Copy an entry without unpacking it, which zipfile itself cannot do: a local header, then the
    bytes as they are. The sizes stand in the header, so no descriptor follows."""
    magic, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, entry.header_offset)
    start = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = content[start : start + entry.compress_size]
    if magic != b"PK\x03\x04" or len(packed) != entry.compress_size or target.fp is None:
        raise zipfile.BadZipFile(entry.filename)
    fresh = copy.copy(entry)
    fresh.flag_bits &= ~0x08
    fresh.header_offset = target.fp.tell()
    target.fp.write(fresh.FileHeader(zip64=False))
    target.fp.write(packed)
    target.filelist.append(fresh)
    target.NameToInfo[fresh.filename] = fresh
    target.start_dir = target.fp.tell()


def _broken() -> Damage:
    return Damage("the archive inside is broken", "архив внутри файла испорчен")
