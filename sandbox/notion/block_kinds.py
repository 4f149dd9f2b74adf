"""Kinds of blocks: which fields each has, what stands there when a request says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.notion.asked import uuid
from sandbox.notion.colors import ALL
from sandbox.notion.icons import LONGEST_URL, file, icon
from sandbox.notion.model import Json
from sandbox.notion.rich import LONGEST_EQUATION, rich_text
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, flag, listing, mapping, one_of, only, text, wrong

Enter = Callable[[Notion, Any, str], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a block's body; without a default it must be given."""

    enter: Enter
    default: Any = ABSENT


def _color(_space: Notion, value: object, where: str) -> str:
    return choice(value, ALL, where)


def _flag(_space: Notion, value: object, where: str) -> bool:
    return flag(value, where)


def _url(_space: Notion, value: object, where: str) -> str:
    return text(value, where, LONGEST_URL)


def _expression(_space: Notion, value: object, where: str) -> str:
    return text(value, where, LONGEST_EQUATION)


def _word(_space: Notion, value: object, where: str) -> str:
    return text(value, where, 100)


def _width(_space: Notion, value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(where, "defined" if value is ABSENT else "a number", value)
    if value < 1:
        raise wrong(where, "≥ `1`", value)
    return value


def _ratio(_space: Notion, value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise wrong(where, "a number between `0` and `1`", value)
    return value


def _cells(space: Notion, value: object, where: str) -> list[list[Json]]:
    cells = listing(value, where)
    return [rich_text(space, one, f"{where}[{n}]") for n, one in enumerate(cells)]


def _synced_from(_space: Notion, value: object, where: str) -> Json | None:
    if value is None:
        return None
    told = mapping(value, where)
    only(told, ("type", "block_id"), where)
    return {"type": "block_id", "block_id": uuid(told.get("block_id", ABSENT), f"{where}.block_id")}


TEXT, COLOR = Field(rich_text), Field(_color, "default")
CAPTION = Field(rich_text, [])
WORDS = {"rich_text": TEXT, "color": COLOR}
HEADING = {"rich_text": TEXT, "is_toggleable": Field(_flag, default=False), "color": COLOR}
LINK = {"caption": CAPTION, "url": Field(_url)}
CALLOUT_ICON: Json = {"type": "emoji", "emoji": "💡"}

KINDS: Mapping[str, Mapping[str, Field]] = {
    "paragraph": {"rich_text": TEXT, "icon": Field(icon, None), "color": COLOR},
    "heading_1": HEADING, "heading_2": HEADING, "heading_3": HEADING, "heading_4": HEADING,
    "bulleted_list_item": WORDS, "numbered_list_item": WORDS, "quote": WORDS, "toggle": WORDS,
    "to_do": {"rich_text": TEXT, "checked": Field(_flag, default=False), "color": COLOR},
    "callout": {"rich_text": TEXT, "icon": Field(icon, CALLOUT_ICON), "color": COLOR},
    "template": {"rich_text": TEXT},
    "code": {"caption": CAPTION, "rich_text": TEXT, "language": Field(_word)},
    "equation": {"expression": Field(_expression)},
    "divider": {}, "breadcrumb": {}, "tab": {}, "column_list": {},
    "table_of_contents": {"color": COLOR},
    "bookmark": LINK, "embed": LINK,
    "table": {"table_width": Field(_width), "has_column_header": Field(_flag, default=False),
              "has_row_header": Field(_flag, default=False)},
    "table_row": {"cells": Field(_cells)},
    "column": {"width_ratio": Field(_ratio, None)},
    "synced_block": {"synced_from": Field(_synced_from)},
}  # fmt: skip
MEDIA = ("image", "video", "pdf", "file", "audio")
LINKS = ("page_id", "database_id", "comment_id")
EVERY = (*KINDS, *MEDIA, "link_to_page")
PARENTS = frozenset({
    "paragraph", "heading_1", "heading_2", "heading_3", "heading_4", "bulleted_list_item",
    "numbered_list_item", "quote", "toggle", "to_do", "callout", "template", "table",
    "column_list", "column", "synced_block", "tab",
})  # fmt: skip
"""Kinds that may have blocks inside."""
NEEDED_CHILDREN = {"table": "table_row", "column_list": "column", "tab": "paragraph"}
"""Kinds that come with blocks of one kind inside."""


def entered_body(space: Notion, kind: str, told: Mapping[str, Any], where: str) -> Json:
    """What a new block keeps under the name of its kind."""
    if kind in MEDIA:
        return _media(space, kind, told, where)
    if kind == "link_to_page":
        return _link(told, where)
    fields = KINDS[kind]
    only(told, fields, where)
    found = {name: _entered(space, field, told.get(name, ABSENT), f"{where}.{name}")
             for name, field in fields.items()}  # fmt: skip
    return {name: value for name, value in found.items()
            if value is not None or name != "width_ratio"}  # fmt: skip


def _entered(space: Notion, field: Field, value: object, where: str) -> Any:
    if value is ABSENT and field.default is not ABSENT:
        return field.default
    return field.enter(space, value, where)


def changed_body(
    space: Notion, kind: str, old: Json, told: dict[str, Any], where: str
) -> Json:  # fmt: skip
    """The same after a request; what it does not name stays."""
    if kind in MEDIA:
        if not {"external", "file_upload"} & set(told):
            return {**old, **_captions(space, kind, told, where)}
        own: tuple[str, ...] = ("caption", "name")
        return _media(space, kind, {key: old[key] for key in own if key in old} | told, where)
    if kind == "link_to_page":
        return _link(told, where)
    fields = KINDS[kind]
    known = [name for name in fields if name != "table_width"]
    only(told, known, where)
    return old | {name: fields[name].enter(space, value, f"{where}.{name}")
                  for name, value in told.items()}  # fmt: skip


def _media(space: Notion, kind: str, told: Mapping[str, Any], where: str) -> Json:
    own: tuple[str, ...] = ("caption", "name")
    source = {key: value for key, value in told.items() if key not in own}
    kept = file(space, source, where)
    shown: dict[str, Any] = {key: told[key] for key in own if key in told}
    return {"caption": [], **_captions(space, kind, shown, where), **kept,
            **({"name": _name(told, kept, where)} if kind == "file" else {})}  # fmt: skip


def _captions(space: Notion, kind: str, told: Mapping[str, Any], where: str) -> Json:
    only(told, ("caption", "name") if kind == "file" else ("caption",), where)
    caption = told.get("caption")
    return {} if caption is None else {"caption": rich_text(space, caption, f"{where}.caption")}


def _name(told: Mapping[str, Any], kept: Json, where: str) -> str:
    address = str(kept[kept["type"]]["url"])
    return text(told.get("name", address.rpartition("/")[2]), f"{where}.name")


def _link(told: Mapping[str, Any], where: str) -> Json:
    kind = next((one for one in LINKS if one in told), None)
    if kind is None:
        raise one_of(LINKS, where, told)
    only(told, (kind, "type"), where)
    return {"type": kind, kind: uuid(told[kind], f"{where}.{kind}")}
