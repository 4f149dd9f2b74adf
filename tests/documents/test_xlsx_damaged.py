"""Two thousand damaged workbooks: each is read, or refused in words; nothing else happens."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from documents.grids import make_sheets
from documents.workbooks import members, write_with_xlsxwriter

from sync.core.vocabulary import Change, Formula, Plan
from sync.documents.xlsx import XlsxDocument
from sync.errors import SyncError

ROUNDS, PER_ROUND = 8, 300
PLAN = Plan(
    (
        Change("key_results", "KR-004", "id", None, "KR-004", 4),
        Change("key_results", "KR-001", "current", None, Formula("$L2"), 2),
    ),
    {"_okr": ({"id": "KR-001", "value": Decimal("0.5"), "as_of": date(2026, 10, 1)},)},
    "doc-2",
)
TABS = ("Settings", "Objectives", "Key results", "_okr", "History")

HUGE = (b"99999999999999999999", b"-1", b"1e999", b"0", b"4294967296", b"NaN", b"9" * 5000)
REFERENCES = (b"A0", b"ZZZZ1", b"A99999999", b"a1", b"$A$1", b"", b"A1:B2", "Ж1".encode(), b"XFE1")
INSERTS = (
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<c>", b"</c>", b"<row>", b"</row>", b"<v>", b"]]>",
    b"<!-- ", b"<![CDATA[", b"\0", b"\xff\xfe", b"&#0;", b"<sheetData/>", b"<sheetData>",
    b'<c r="A1" t="s"><v>7</v></c>', b'<f t="shared" si="0"/>', b'<row r="1"/>', b"_x0000__xD800_",
    b"<a>" * 20_000, b'<mergeCell ref="A1:XFD1048576"/>' * 50, b' r="A1"', b' xmlns:x="y"',
)  # fmt: skip

Content = bytes


def flip_bits(chance: random.Random, content: Content) -> Content:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut_short(chance: random.Random, content: Content) -> Content:
    return content[: chance.randrange(len(content))]


def lose_a_stretch(chance: random.Random, content: Content) -> Content:
    start, length = chance.randrange(len(content)), chance.choice((1, 10, 500))
    return content[:start] + content[start + length :]


def double_a_stretch(chance: random.Random, content: Content) -> Content:
    start, length = chance.randrange(len(content)), chance.choice((4, 50, 2000))
    return content[: start + length] + content[start:]


def insert(chance: random.Random, content: Content) -> Content:
    place = chance.choice([found.start() for found in re.finditer(rb"<|>", content)] or [0])
    return content[:place] + chance.choice(INSERTS) + content[place:]


def change_a_number(chance: random.Random, content: Content) -> Content:
    return replace_one(chance, content, rb"(?<=[\">])[0-9.]+(?=[\"<])", HUGE)


def change_a_reference(chance: random.Random, content: Content) -> Content:
    return replace_one(chance, content, rb"(?<=\")[A-Z]+[0-9]+(?=\")", REFERENCES)


def change_a_word(chance: random.Random, content: Content) -> Content:
    words = re.findall(rb"[A-Za-z]{2,}", content) or [b"x"]
    return replace_one(chance, content, rb"[A-Za-z]+", words)


def replace_one(
    chance: random.Random, content: Content, pattern: bytes, new: tuple[bytes, ...] | list[bytes]
) -> Content:
    found = list(re.finditer(pattern, content))
    if not found:
        return content
    start, end = chance.choice(found).span()
    return content[:start] + chance.choice(new) + content[end:]


IN_ARCHIVES: tuple[Callable[[random.Random, Content], Content], ...] = (
    flip_bits, flip_bits, cut_short, lose_a_stretch, double_a_stretch,
)  # fmt: skip
IN_PARTS: tuple[Callable[[random.Random, Content], Content], ...] = (
    *IN_ARCHIVES, insert, insert, change_a_number, change_a_number, change_a_reference,
    change_a_reference, change_a_word, change_a_word,
)  # fmt: skip


def spoil_parts(chance: random.Random, content: Content) -> Content:
    """Damage inside one part or several, in an archive that is sound."""
    parts = list(members(content).items())
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(parts))
        name, part = parts[place]
        parts[place] = (name, chance.choice(IN_PARTS)(chance, part) if part else part)
    return pack(parts)


def shuffle_parts(chance: random.Random, content: Content) -> Content:
    """Parts exchanged, lost, doubled or renamed."""
    parts = list(members(content).items())
    one, two = chance.randrange(len(parts)), chance.randrange(len(parts))
    match chance.randrange(4):
        case 0:
            parts[one], parts[two] = (parts[one][0], parts[two][1]), (parts[two][0], parts[one][1])
        case 1:
            del parts[one]
        case 2:
            parts.append((parts[one][0], parts[two][1]))
        case _:
            parts[one] = (parts[one][0].swapcase() + "x" * chance.randrange(2), parts[one][1])
    return pack(parts)


def pack(parts: list[tuple[str, bytes]]) -> Content:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, part in parts:
            target.writestr(name, part)
    return buffer.getvalue()


def spoil(chance: random.Random, content: Content) -> Content:
    kind = chance.random()
    if kind < 0.25:
        return chance.choice(IN_ARCHIVES)(chance, content)
    return (shuffle_parts if kind < 0.35 else spoil_parts)(chance, content)


def attempt(document: XlsxDocument) -> SyncError | None:
    try:
        document.read()
        document.apply(PLAN)
    except SyncError as error:
        return error
    return None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_damage_never_escapes(tmp_path: Path, seed: int) -> None:
    """What is refused stays as it was; what is written can be read."""
    sheets = [sheet for sheet in make_sheets() if sheet.title in TABS]
    path = write_with_xlsxwriter(tmp_path / "okr.xlsx", sheets)
    sound, chance = path.read_bytes(), random.Random(seed)
    outcomes = {"refused": 0, "written": 0}

    for _ in range(PER_ROUND):
        spoilt = spoil(chance, sound)
        path.write_bytes(spoilt)
        document = XlsxDocument(path)
        refusal = attempt(document)
        if refusal:
            assert str(path) in refusal.say("ru")
            assert path.read_bytes() == spoilt
        else:
            document.read()
        outcomes["refused" if refusal else "written"] += 1
        assert list(tmp_path.iterdir()) == [path]

    assert min(outcomes.values()) > PER_ROUND / 10
