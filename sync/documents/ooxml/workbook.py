"""What a workbook consists of: its sheets and the parts they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sync.documents.ooxml.markup import Damage, Element, elements
from sync.documents.ooxml.package import Package, open_package, relationships_of, resolve

TYPES = "[Content_Types].xml"


class NotAWorkbook(Exception):  # noqa: N818
    """The archive is sound but holds something else; becomes a NotAWorkbookError."""


class HasMacros(Exception):  # noqa: N818
    """The workbook carries programs; becomes a MacroWorkbookError."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet and the part that holds it."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as its small parts describe it."""

    package: Package
    part: str
    sheets: tuple[SheetPart, ...]
    """Worksheets in the order of the tabs; sheets that are one chart are left out."""
    date1904: bool
    related: Mapping[str, str]
    """Kind → part, for what there is one of: ``styles``, ``sharedStrings``, ``calcChain`` …"""

    def single(self, kind: str) -> bytes | None:
        """One of the related parts, if the workbook has it."""
        name = self.related.get(kind)
        return self.package.part(name) if name and self.package.has(name) else None


def open_workbook(content: bytes) -> Workbook:
    """Raises Damage, TooLarge, NotAWorkbook or HasMacros."""
    package = open_package(content)
    part = _main_part(package)
    _check_type(package, part)
    tree = elements(package.part(part))
    related = _relationships(package, part)
    flags = [element.get("date1904") for element in tree if element.name == "workbookPr"]
    kinds = {kind: target for kind, target in related.values() if kind != "worksheet"}
    sheets = tuple(_sheets(tree, related))
    return Workbook(package, part, sheets, flags[:1] in (["1"], ["true"]), kinds)


def _main_part(package: Package) -> str:
    if not package.has("_rels/.rels") or not package.has(TYPES):
        raise NotAWorkbook
    found = _relationships(package, "").values()
    return next((target for kind, target in found if kind == "officeDocument"), "")


def _check_type(package: Package, part: str) -> None:
    if any(name.endswith("vbaproject.bin") for name in package.entries):
        raise HasMacros
    types = {
        element.get("PartName").lstrip("/").lower(): element.get("ContentType").lower()
        for element in elements(package.part(TYPES))
        if element.name == "Override"
    }
    kind = types.get(part.lower(), "")
    if "binary" in kind or (kind and "sheet.m" not in kind and "template.m" not in kind):
        raise NotAWorkbook
    if "macroenabled" in kind:
        raise HasMacros


def _relationships(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Id → kind and part, of what stands inside the package."""
    return {
        element.get("Id"): (
            element.get("Type").rpartition("/")[2],
            resolve(part, element.get("Target")),
        )
        for element in elements(package.part(relationships_of(part)))
        if element.name == "Relationship"
        and element.get("Id")
        and element.get("TargetMode") != "External"
    }


def _sheets(tree: list[Element], related: Mapping[str, tuple[str, str]]) -> Iterator[SheetPart]:
    root = tree[0]
    if root.name != "workbook" or f"xmlns:{root.prefix}".rstrip(":") not in root.attributes:
        raise NotAWorkbook
    for element in tree:
        if element.name != "sheet":
            continue
        kind, target = related.get(_relation(element), ("", ""))
        if not kind:
            raise Damage("a sheet has no part", "у листа нет своей части в файле")
        if kind == "worksheet":
            state = element.get("state")
            yield SheetPart(element.get("name"), target, state in ("hidden", "veryHidden"))


def _relation(sheet: Element) -> str:
    return next((v for k, v in sheet.attributes.items() if k.endswith(":id")), "")
