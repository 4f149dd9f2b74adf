"""Files that are refused, each with what to do, and left as they were."""

from __future__ import annotations

import io
import os
import resource
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from documents.grids import make_sheets
from documents.workbooks import members, with_members, write_with_xlsxwriter

from sync.core.vocabulary import Change, Plan
from sync.documents import errors
from sync.documents.files import replace_bytes
from sync.documents.xlsx import XlsxDocument
from sync.errors import DocumentChangedError, DocumentError

PLAN = Plan((Change("key_results", "KR-004", "id", None, "KR-004", 5),))
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000
TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet3.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_with_xlsxwriter(tmp_path / "okr.xlsx", make_sheets())


def changed(part: str, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def spoil(content: bytes) -> bytes:
        text = members(content)[part]
        assert old in text
        return with_members(content, {part: text.replace(old, new, 1)})

    return spoil


def bomb(content: bytes) -> bytes:
    return with_members(content, {"xl/media/bomb.bin": b"\0" * 6_000_000})


def many_entries(content: bytes) -> bytes:
    return with_members(content, {f"xl/media/{n}.bin": b"" for n in range(2001)})


def doubled_entry(content: bytes) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    return buffer.getvalue()


def without(part: str) -> Callable[[bytes], bytes]:
    return lambda content: with_members(content, {part: None})


def flipped(content: bytes) -> bytes:
    """One bit of the packed bytes of the key results."""
    entry = zipfile.ZipFile(io.BytesIO(content)).getinfo(SHEET)
    place = entry.header_offset + 30 + len(SHEET) + entry.compress_size // 2
    return content[:place] + bytes([content[place] ^ 8]) + content[place + 1 :]


def pages(_: bytes) -> bytes:
    """A document of LibreOffice is a zip as well."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return buffer.getvalue()


WORKBOOK_TYPE = b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
FILES: list[tuple[str, Callable[[bytes], bytes], type[DocumentError], str]] = [
    ("empty", lambda _: b"", errors.DamagedError, "save it anew"),
    ("text", lambda _: b"Name;Value\n", errors.NotAWorkbookError, "save it as"),
    ("another zip", pages, errors.NotAWorkbookError, "save it as"),
    ("old .xls", lambda _: OLE2, errors.OldWorkbookError, r"old \.xls format"),
    ("password", lambda _: OLE2 + "EncryptedPackage".encode("utf-16-le"), errors.PasswordError,
     "clear the password"),
    ("cut short", lambda content: content[: len(content) // 2], errors.DamagedError, "archive"),
    ("flipped bit", flipped, errors.DamagedError, "save it anew"),
    ("no sheet part", without(SHEET), errors.DamagedError, "sheet3.xml' is missing"),
    ("no texts part", changed(SHEET, b"</sheetData>",
                              b'<row r="99"><c r="A99" t="s"><v>9999</v></c></row></sheetData>'),
     errors.DamagedError, "text that is not there"),
    ("no workbook", without("xl/workbook.xml"), errors.DamagedError, "workbook.xml' is missing"),
    ("bad XML", changed(SHEET, b"</row>", b"</raw>"), errors.DamagedError, "XML"),
    ("entities", changed("xl/sharedStrings.xml", b"<sst",
                         b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><sst'),
     errors.DamagedError, "document type"),
    ("wrong reference", changed(SHEET, b'r="B2"', b'r="B9"'), errors.DamagedError, "address"),
    ("cells in disorder", changed(SHEET, b'r="B2"', b'r="A2"'), errors.DamagedError, "order"),
    ("rows in disorder", changed(SHEET, b'<row r="3"', b'<row r="2"'), errors.DamagedError,
     "order"),
    ("doubled entry", doubled_entry, errors.DamagedError, "one name"),
    ("macro type", changed(TYPES, WORKBOOK_TYPE, b"ms-excel.sheet.macroEnabled.main+xml"),
     errors.MacroWorkbookError, "without macros"),
    ("macro part", lambda content: with_members(content, {"xl/vbaProject.bin": b"x"}),
     errors.MacroWorkbookError, "without macros"),
    ("binary workbook", changed(TYPES, WORKBOOK_TYPE, b"ms-excel.sheet.binary.macroEnabled.main"),
     errors.NotAWorkbookError, "save it as"),
    ("a text document", changed(TYPES, b"spreadsheetml.sheet.main", b"wordprocessingml.document"),
     errors.NotAWorkbookError, "save it as"),
    ("bomb", bomb, errors.OversizedError, "limit is 200:1"),
    ("many parts", many_entries, errors.OversizedError, "2,000"),
    ("too many bytes", lambda content: content + b"\0" * 20_000_000, errors.OversizedError,
     "limit is 20 MB"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "error", "words"), [file[1:] for file in FILES], ids=[f[0] for f in FILES]
)
def test_a_file_is_refused_and_left_alone(
    path: Path, spoil: Callable[[bytes], bytes], error: type[DocumentError], words: str
) -> None:
    content = spoil(path.read_bytes())
    path.write_bytes(content)

    with pytest.raises(error, match=words) as caught:
        XlsxDocument(path).read()

    assert path.read_bytes() == content
    assert str(path) in caught.value.say("en")
    assert str(path) in caught.value.say("ru")
    assert list(path.parent.iterdir()) == [path]


def test_a_workbook_with_other_tabs_is_no_document_of_okrs(tmp_path: Path) -> None:
    sheets = [sheet for sheet in make_sheets() if sheet.title == "People"]
    path = write_with_xlsxwriter(tmp_path / "people.xlsx", sheets)

    with pytest.raises(errors.NotOkrDocumentError, match="Start from the template"):
        XlsxDocument(path).read()


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(errors.DocumentMissingError, match="Check the name"):
        XlsxDocument(tmp_path / "none.xlsx").read()
    with pytest.raises(errors.DocumentMissingError):
        XlsxDocument(tmp_path / "none.xlsx" / "deeper.xlsx").read()
    with pytest.raises(errors.NotAFileError, match="Name the"):
        XlsxDocument(tmp_path).read()


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading it would wait for ever."""
    os.mkfifo(tmp_path / "pipe.xlsx")

    with pytest.raises(errors.NotAFileError):
        XlsxDocument(tmp_path / "pipe.xlsx").read()


def test_a_name_the_system_cannot_have_is_refused() -> None:
    with pytest.raises(errors.UnreadableError, match="cannot be read"):
        XlsxDocument(Path("a\0b.xlsx")).read()


@pytest.mark.parametrize("name", ["~$okr.xlsx", ".~lock.okr.xlsx#"])
def test_a_workbook_open_elsewhere_is_read_but_not_written(path: Path, name: str) -> None:
    document = XlsxDocument(path)
    lock = path.with_name(name)
    lock.touch()
    document.read()
    before = path.read_bytes()

    with pytest.raises(errors.LockedError, match="Close it there") as caught:
        document.apply(PLAN)

    assert path.read_bytes() == before
    assert str(lock) in str(caught.value)
    lock.unlink()
    document.apply(PLAN)
    assert path.read_bytes() != before


def test_a_lock_beside_the_file_behind_a_link_counts(path: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "team.xlsx"
    link.symlink_to(path)
    path.with_name(".~lock.okr.xlsx#").touch()
    document = XlsxDocument(link)
    document.read()

    with pytest.raises(errors.LockedError):
        document.apply(PLAN)


@pytest.mark.parametrize("place", ["file", "folder"])
def test_what_is_read_only_stays_as_it_is(path: Path, place: str) -> None:
    document = XlsxDocument(path)
    document.read()
    before, target = path.read_bytes(), path if place == "file" else path.parent
    mode = target.stat().st_mode
    target.chmod(0o555)

    with pytest.raises(errors.ReadOnlyError, match="may not be written"):
        document.apply(PLAN)

    target.chmod(mode)
    assert path.read_bytes() == before


@contextmanager
def full_disk(left: int) -> Iterator[None]:
    """No file may grow beyond so many bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    document = XlsxDocument(path)
    document.read()
    before = path.read_bytes()

    with full_disk(left=4000), pytest.raises(errors.WriteFailedError, match="Free some space"):
        document.apply(PLAN)

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    document.apply(PLAN)
    assert document.calls == {"read": 1, "write": 1}


def test_a_file_changed_after_reading_is_left_alone(path: Path) -> None:
    document = XlsxDocument(path)
    document.read()
    other = with_members(path.read_bytes(), {"docProps/note.xml": b"<note/>"})
    path.write_bytes(other)

    with pytest.raises(DocumentChangedError, match="Sync it again"):
        document.apply(PLAN)

    assert path.read_bytes() == other


def test_a_folder_in_the_way_of_the_new_file_leaves_nothing_behind(path: Path) -> None:
    """What fails at the last step of all."""
    before = path.read_bytes()
    path.unlink()
    path.mkdir()

    with pytest.raises(errors.WriteFailedError, match="The file is as it was"):
        replace_bytes(path, before)

    assert list(path.parent.iterdir()) == [path]


def test_rights_and_links_are_kept(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    document = XlsxDocument(link)
    document.read()

    document.apply(PLAN)

    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(path.parent.iterdir()) == [link, path]


def test_an_empty_plan_touches_neither_bytes_nor_time(path: Path) -> None:
    document = XlsxDocument(path)
    document.read()
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)

    document.apply(Plan(()))

    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
