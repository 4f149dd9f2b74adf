"""The archive and the small parts of a workbook."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from documents.ooxml.tiny import MAIN, OFFICE, PACKAGE, pack, read, tiny

from sync.core.placing import Cells, Patch
from sync.core.vocabulary import Cell, Formula
from sync.documents.ooxml.markup import Damage, as_utf8, elements
from sync.documents.ooxml.package import TooLarge, open_package, relationships_of, resolve
from sync.documents.ooxml.patching import patch_workbook
from sync.documents.ooxml.workbook import open_workbook

CELLS = '<sheetData><row r="1"><c r="A1"><f>B1</f><v>7</v></c></row></sheetData>'


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, new: dict[str, bytes]) -> bytes:
    return pack({**parts(content), **new})


@pytest.mark.parametrize(
    ("base", "target", "part"),
    [
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../drawings/a.xml", "xl/drawings/a.xml"),
        ("", "xl/workbook.xml", "xl/workbook.xml"),
        ("xl/workbook.xml", "./a.xml", "xl/a.xml"),
        ("a.xml", "../../../etc/passwd", "etc/passwd"),
    ],
)
def test_targets_are_names_of_parts(base: str, target: str, part: str) -> None:
    assert resolve(base, target) == part


def test_relationships_stand_beside_their_part() -> None:
    assert relationships_of("xl/workbook.xml") == "xl/_rels/workbook.xml.rels"
    assert relationships_of("") == "_rels/.rels"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_untouched_entries_are_copied_as_they_are_packed(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.comment = b"a comment"
        for name in ("a.xml", "б.xml", "empty.bin"):
            entry = zipfile.ZipInfo(name, (2026, 10, 1, 12, 0, 0))
            entry.compress_type = method
            archive.writestr(entry, b"" if name == "empty.bin" else name.encode() * 99)
    package = open_package(buffer.getvalue())

    copied = package.rewrite({"a.xml": b"<new/>", "z.xml": b"<z/>"}, frozenset({"empty.bin"}))

    archive = zipfile.ZipFile(io.BytesIO(copied))
    assert archive.testzip() is None
    assert archive.namelist() == ["a.xml", "б.xml", "z.xml"]
    assert archive.comment == b"a comment"
    assert (archive.read("a.xml"), archive.read("z.xml")) == (b"<new/>", b"<z/>")
    assert archive.read("б.xml") == "б.xml".encode() * 99
    assert archive.getinfo("б.xml").date_time == (2026, 10, 1, 12, 0, 0)


def test_an_archive_written_into_a_stream_can_be_copied() -> None:
    class Stream(io.RawIOBase):
        """A pipe: it cannot go back to fill in sizes."""

        def __init__(self) -> None:
            self.content = b""

        def writable(self) -> bool:
            return True

        def write(self, chunk: object) -> int:
            assert isinstance(chunk, bytes)
            self.content += chunk
            return len(chunk)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<a/>" * 50)
        archive.writestr("b.xml", b"<b/>")

    copied = open_package(stream.content).rewrite({"b.xml": b"<c/>"}, frozenset())

    assert parts(copied) == {"a.xml": b"<a/>" * 50, "b.xml": b"<c/>"}
    entries = zipfile.ZipFile(io.BytesIO(copied)).infolist()
    assert not any(entry.flag_bits & 0x08 for entry in entries), "sizes stand before the bytes now"


def test_a_part_that_claims_too_much_is_a_bomb() -> None:
    content = pack({"a.xml": b"\0" * 6_000_000})

    with pytest.raises(TooLarge, match="packed"):
        open_package(content)


def test_names_of_parts_do_not_heed_case() -> None:
    content = tiny(CELLS)
    texts = {name.replace("sheet.xml", "Sheet.XML"): text for name, text in parts(content).items()}

    assert read(pack(texts)).cell(1, 1).value == 7


def test_strict_workbooks_are_read() -> None:
    """As Excel saves "Strict Open XML Spreadsheet"."""
    strict = {
        name: text.replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        .replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        for name, text in parts(tiny(CELLS)).items()
    }  # fmt: skip

    assert read(pack(strict)).cell(1, 1) == Cell(read(tiny(CELLS)).cell(1, 1).value, formula="B1")


def test_elements_with_a_prefix_are_read() -> None:
    cells = '<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
    sheets = '<x:sheets><x:sheet name="One" sheetId="1" rel:id="rId1"/></x:sheets>'
    book = f'<x:workbook xmlns:x="{MAIN}" xmlns:rel="{OFFICE}">{sheets}</x:workbook>'
    content = changed(tiny(""), {"xl/sheet.xml": sheet.encode(), "xl/workbook.xml": book.encode()})

    assert read(content).cell(1, 1).value == 7


@pytest.mark.parametrize(
    ("codec", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16", b""), ("utf-16-le", b""),
     ("utf-16-be", b""), ("windows-1251", b"")],
)  # fmt: skip
def test_any_usual_encoding_is_read_and_written(codec: str, mark: bytes) -> None:
    inner = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Цель</t></is></c></row></sheetData>'
    )
    name = "utf-16" if codec.startswith("utf-16") else codec
    text = f'<?xml version="1.0" encoding="{name}"?><worksheet xmlns="{MAIN}">{inner}</worksheet>'
    content = changed(tiny(""), {"xl/sheet.xml": mark + text.encode(codec)})

    written = patch_workbook(open_workbook(content), [Patch(0, "One", {(1, 2): "Итог"})])

    assert [cell.value for cell in read(written).rows[0]] == ["Цель", "Итог"]


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="punycode"?><a/>',
        b'<?xml version="1.0" encoding="cp9999"?><a/>',
        b"\xff\xfe<",
    ],
)
def test_strange_encodings_are_damage(content: bytes) -> None:
    with pytest.raises(Damage, match="encoding"):
        as_utf8(content)


def test_elements_know_their_bytes() -> None:
    content = b'<r><a x="1>2"/><b>t<c></c></b ></r>'

    found = {element.name: content[element.start : element.end] for element in elements(content)}

    assert found == {
        "r": content, "a": b'<a x="1>2"/>', "b": b"<b>t<c></c></b >", "c": b"<c></c>",
    }  # fmt: skip


def test_a_small_part_that_is_not_small_is_damage() -> None:
    with pytest.raises(Damage, match="too many elements"):
        elements(b"<a>" + b"<b/>" * 500_000 + b"</a>")


def with_chain(content: bytes) -> bytes:
    rel = f'<Relationship Id="rId9" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>'
    kind = '<Override PartName="/xl/calcChain.xml" ContentType="x"/>'
    old = parts(content)
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    return pack({
        **old,
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'.encode(),
        rels: old[rels].replace(b"</Rel", rel.encode() + b"</Rel"),
        types: old[types].replace(b"</Types", kind.encode() + b"</Types"),
    })  # fmt: skip


def test_the_order_of_calculation_goes_with_the_first_lost_formula() -> None:
    """An entry that names a cell without a formula makes Excel call the file damaged."""
    content = with_chain(tiny(CELLS))

    written = patch_workbook(open_workbook(content), [Patch(0, "One", {(1, 1): "x"})])

    assert parts(written).keys() == parts(content).keys() - {"xl/calcChain.xml"}
    assert not any(b"calcChain" in text for text in parts(written).values())


def test_the_order_of_calculation_stays_while_formulas_stay() -> None:
    content = with_chain(tiny(CELLS))
    cells: Cells = {(1, 1): Formula("C1"), (2, 1): "x"}

    written = parts(patch_workbook(open_workbook(content), [Patch(0, "One", cells)]))

    before = parts(content)
    assert {name for name in before if before[name] != written[name]} == {"xl/sheet.xml"}


def test_a_sheet_is_added_behind_the_others() -> None:
    content = tiny(CELLS)

    written = patch_workbook(open_workbook(content), [Patch(None, "_okr & co", {(2, 2): "x"}, 3)])

    book = open_workbook(written)
    assert [(sheet.title, sheet.hidden) for sheet in book.sheets] == [
        ("One", False), ("_okr & co", True),
    ]  # fmt: skip
    assert len({sheet.part for sheet in book.sheets}) == 2
    types = [e.get("PartName") for e in elements(parts(written)["[Content_Types].xml"])]
    assert f"/{book.sheets[1].part}" in types
    assert PACKAGE in parts(written)["[Content_Types].xml"].decode()
