"""Markdown in place of blocks: read into drafts, and written from what stands on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.notion.appending import Draft
from sandbox.notion.model import Block, Database, Json, Page
from sandbox.notion.rendering import page_url, title_of
from sandbox.notion.space import Notion
from sandbox.notion.texts import ANNOTATIONS, plain_item

INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|~~(?P<strikethrough>.+?)~~|`(?P<code>[^`]+)`"
    r"|\*(?P<italic>[^*]+)\*|\[(?P<words>[^\]]+)\]\((?P<url>[^)\s]+)\)"
)
MARKS = {"bold": "**", "strikethrough": "~~", "code": "`", "italic": "*"}
LINE = re.compile(
    r"(?P<heading>#{1,4}) |- \[(?P<check>[ xX])\] |(?P<bullet>[-*]) |(?P<number>\d+\.) "
    r"|(?P<quote>>) ?|(?P<divider>---+)$"
)
KINDS = {"bullet": "bulleted_list_item", "number": "numbered_list_item", "quote": "quote"}
STARTS = {"bulleted_list_item": "- ", "numbered_list_item": "1. ", "quote": "> ", "paragraph": "",
          "callout": "> ", "toggle": "- "}  # fmt: skip
LONGEST = 2000


def inline(text: str) -> list[Json]:
    """Rich text of one line."""
    found: list[Json] = []
    place = 0
    for match in INLINE.finditer(text):
        found += _plain(text[place : match.start()])
        kind = str(match.lastgroup)
        if kind == "url":
            found.append(plain_item(match["words"], link=match["url"]))
        else:
            found.append(plain_item(match[kind], annotations={kind: True}))
        place = match.end()
    return found + _plain(text[place:])


def _plain(text: str) -> list[Json]:
    return [plain_item(text[at : at + LONGEST]) for at in range(0, len(text), LONGEST)]


def written(items: Sequence[Json]) -> str:
    """Rich text as Markdown."""
    return "".join(_written_item(one) for one in items)


def _written_item(item: Json) -> str:
    said = str(item["plain_text"])
    looks = {**ANNOTATIONS, **item["annotations"]}
    for name, mark in MARKS.items():
        if looks[name]:
            said = f"{mark}{said}{mark}"
    return f"[{said}]({item['href']})" if item["href"] else said


def drafts(text: str) -> list[Draft]:
    """Blocks of a text; lines that begin with a tab stand inside the one before."""
    found: list[Draft] = []
    lines = text.replace("    ", "\t").splitlines()
    while lines:
        line = lines.pop(0)
        if line.startswith("```"):
            found.append(_code(line, lines))
        elif line.strip():
            inside = _taken(lines)
            found.append(_draft(line.strip(), drafts("\n".join(inside))))
    return found


def _taken(lines: list[str]) -> list[str]:
    """The lines inside the present one, taken off."""
    inside: list[str] = []
    while lines and lines[0].startswith("\t"):
        inside.append(lines.pop(0)[1:])
    return inside


def _code(line: str, lines: list[str]) -> Draft:
    inside: list[str] = []
    while lines and not lines[0].startswith("```"):
        inside.append(lines.pop(0))
    del lines[:1]
    body = {"caption": [], "rich_text": _plain("\n".join(inside)),
            "language": line[3:].strip() or "plain text"}  # fmt: skip
    return Draft("code", body)


def _draft(line: str, inside: list[Draft]) -> Draft:
    match = LINE.match(line)
    rest = inline(line[match.end() :] if match else line)
    body: Json = {"rich_text": rest, "color": "default"}
    if match is None:
        return Draft("paragraph", {**body, "icon": None}, inside)
    if match["heading"]:
        kind = f"heading_{len(match['heading'])}"
        return Draft(kind, {**body, "is_toggleable": bool(inside)}, inside)
    if match["check"]:
        return Draft("to_do", {**body, "checked": match["check"] != " "}, inside)
    if match["divider"]:
        return Draft("divider", {})
    return Draft(next(kind for name, kind in KINDS.items() if match[name]), body, inside)


@dataclass(slots=True)
class Written:
    """Markdown of a page, and the ids of blocks that have no Markdown."""

    lines: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def markdown_of(space: Notion, page: Page) -> Written:
    """What stands on a page."""
    found = Written()
    _write(space, page.children, "", found)
    return found


def _write(space: Notion, ids: Sequence[str], indent: str, found: Written) -> None:
    for key in ids:
        node = space.node(key)
        if node is None or node.in_trash:
            continue
        if isinstance(node, Page | Database):
            name = "page" if isinstance(node, Page) else "database"
            address = page_url(space, key, title_of(space, key))
            found.lines.append(f'{indent}<{name} url="{address}">{title_of(space, key)}</{name}>')
        elif isinstance(node, Block):
            _write_block(node, indent, found)
            _write(space, node.children, f"{indent}\t", found)


def _write_block(block: Block, indent: str, found: Written) -> None:
    words = written(block.body.get("rich_text", []))
    if block.type.startswith("heading_"):
        start = "#" * int(block.type[-1]) + " "
    elif block.type == "to_do":
        start = "- [x] " if block.body["checked"] else "- [ ] "
    elif block.type == "divider":
        start, words = "---", ""
    elif block.type == "code":
        lines = (f"```{block.body['language']}", *words.split("\n"), "```")
        found.lines += [f"{indent}{line}" for line in lines]
        return
    elif block.type in STARTS:
        start = STARTS[block.type]
    else:
        found.unknown.append(block.id)
        return
    found.lines.append(f"{indent}{start}{words}")
