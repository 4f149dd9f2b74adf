"""The parts of a workbook while it is being changed."""

from __future__ import annotations

from collections.abc import Callable

from sync.documents.ooxml.markup import (
    Damage,
    Edit,
    Element,
    attribute_text,
    elements,
    is_closed,
    make_parser,
    parse,
    splice,
)
from sync.documents.ooxml.package import relationships_of
from sync.documents.ooxml.workbook import TYPES, Workbook

WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Parts:
    """Changed parts beside the untouched ones; nothing is written until ``rewrite``."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def get(self, name: str) -> bytes:
        return self._changed[name] if name in self._changed else self.workbook.package.part(name)

    def put(self, name: str, content: bytes) -> None:
        self._changed[name] = content

    def rewrite(self) -> bytes:
        """The new archive. Every changed part is parsed once more before it is let out."""
        for content in self._changed.values():
            parse(make_parser(), content)
        return self.workbook.package.rewrite(self._changed, frozenset(self._removed))

    def add_sheet(self, title: str) -> str:
        """Announce a hidden sheet at the end; returns the name of its part, which is blank."""
        part, main = self._free_part(), self.workbook.part
        rels = relationships_of(main)
        sheets = [element for element in elements(self.get(main)) if element.name == "sheet"]
        related = elements(self.get(rels))
        link = next(key for key in sheets[0].attributes if key.endswith(":id"))
        kind = next(e.get("Type") for e in related if e.get("Type").endswith("/worksheet"))
        id_, number = _free_id(related), _free_number(sheets)
        name = attribute_text(title)
        self._append(
            main, "sheets", f'sheet name={name} sheetId="{number}" state="hidden" {link}="{id_}"'
        )
        target = f'Type={attribute_text(kind)} Target="/{part}"'
        self._append(rels, "Relationships", f'Relationship Id="{id_}" {target}')
        self._append(TYPES, "Types", f'Override PartName="/{part}" ContentType="{WORKSHEET}"')
        self.put(part, _blank_sheet(self.get(main)))
        return part

    def drop_calculation_order(self) -> None:
        """Remove calcChain, which must not name a cell without a formula; Excel makes it anew."""
        chain = self.workbook.related.get("calcChain")
        if chain is None or chain.lower() in self._removed:
            return
        self._removed.add(chain.lower())
        rels, named = relationships_of(self.workbook.part), f"/{chain}".lower()
        self._cut(rels, lambda element: element.get("Type").endswith("/calcChain"))
        self._cut(TYPES, lambda element: element.get("PartName").lower() == named)

    def _free_part(self) -> str:
        folder, number = self.workbook.part.rpartition("/")[0], 1
        while self.workbook.package.has(name := f"{folder}/worksheets/okr{number}.xml".lstrip("/")):
            number += 1
        return name

    def _append(self, part: str, parent: str, tag: str) -> None:
        content = self.get(part)
        target = next((e for e in elements(content) if e.name == parent), None)
        if target is None or is_closed(content, target.start):
            raise Damage(f"the part {part!r} is incomplete", f"часть «{part}» неполная")
        new = f"<{target.prefix}{tag}/>".encode()
        self.put(part, splice(content, [Edit(target.inner_end, target.inner_end, new)]))

    def _cut(self, part: str, gone: Callable[[Element], bool]) -> None:
        found = filter(gone, elements(self.get(part)))
        self.put(part, splice(self.get(part), [Edit(e.start, e.end, b"") for e in found]))


def _free_id(relationships: list[Element]) -> str:
    taken, number = {element.get("Id") for element in relationships}, 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"


def _free_number(sheets: list[Element]) -> int:
    numbers = [element.get("sheetId") for element in sheets]
    return max((int(n) for n in numbers if n.isdecimal() and len(n) < 10), default=0) + 1


def _blank_sheet(main: bytes) -> bytes:
    """A sheet in the namespace, transitional or strict, that the workbook itself uses."""
    root = elements(main)[0]
    space = root.attributes[f"xmlns:{root.prefix}".rstrip(":")]
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{declaration}\n<worksheet xmlns="{space}"><sheetData/></worksheet>'.encode()
