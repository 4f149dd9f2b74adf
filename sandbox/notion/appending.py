"""New blocks: checked as a whole, then added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.notion.asked import Asked
from sandbox.notion.block_kinds import EVERY, NEEDED_CHILDREN, PARENTS, entered_body
from sandbox.notion.errors import NotionError, invalid
from sandbox.notion.model import Block, Json, Page, Parent
from sandbox.notion.operations import place
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, listing, mapping, one_of, only, wrong

MOST_BLOCKS = 1000
LEVELS = 2
"""How deep blocks of one request may stand inside each other."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A block that is not there yet."""

    type: str
    body: Json
    children: Sequence[Draft] = ()

    @property
    def size(self) -> int:
        """How many blocks it will be."""
        return 1 + sum(one.size for one in self.children)


def entered_blocks(asked: Asked, told: object, where: str) -> list[Draft]:
    """The blocks of a request; a block may leave out ``type`` and ``object``."""
    drafts = _drafts(asked.space, told, where, LEVELS)
    total = sum(one.size for one in drafts)
    if total > MOST_BLOCKS:
        raise wrong(f"{where}.length", f"≤ `{MOST_BLOCKS}` blocks in all", total)
    return drafts


def _drafts(space: Notion, told: object, where: str, levels: int) -> list[Draft]:
    return [
        _draft(space, mapping(one, f"{where}[{n}]"), f"{where}[{n}]", levels)
        for n, one in enumerate(listing(told, where))
    ]


def _draft(space: Notion, told: Mapping[str, Any], where: str, levels: int) -> Draft:
    kind = next((kind for kind in EVERY if kind in told), None)
    if kind is None:
        raise one_of(EVERY, where, told)
    only(told, (kind, "type", "object"), where)
    choice(told.get("type", kind), (kind,), f"{where}.type")
    choice(told.get("object", "block"), ("block",), f"{where}.object")
    if kind == "column_list" and levels < LEVELS:
        raise wrong(f"{where}.column_list", "not present", told[kind])
    inner = dict(mapping(told[kind], f"{where}.{kind}"))
    children = inner.pop("children", ABSENT)
    body = entered_body(space, kind, inner, f"{where}.{kind}")
    return Draft(kind, body, _inside(space, kind, children, f"{where}.{kind}.children", levels))


def _inside(space: Notion, kind: str, told: object, where: str, levels: int) -> list[Draft]:
    needed = NEEDED_CHILDREN.get(kind)
    if told is ABSENT and needed is None:
        return []
    if kind not in PARENTS or (levels == 0 and kind != "table"):
        raise wrong(where, "not present", told)
    drafts = _drafts(space, told, where, levels if kind == "column_list" else levels - 1)
    if needed and not drafts:
        raise wrong(f"{where}.length", "≥ `1`", 0)
    for number, one in enumerate(drafts):
        if needed and one.type != needed:
            raise wrong(f"{where}[{number}].{needed}", "defined", ABSENT)
    return drafts


def append(
    asked: Asked, parent: Page | Block, drafts: Sequence[Draft], after: str | None = ""
) -> list[Block]:  # fmt: skip
    """Add blocks to a page or block: behind a sibling, at the start (None) or the end."""
    space = asked.space
    afford(space, sum(one.size for one in drafts))
    made: list[Block] = []
    for draft in drafts:
        made.append(add_block(space, parent, draft, asked.by, after=after))
        after = made[-1].id if after != "" else ""
    if made:
        tell_of_blocks(space, parent, made, asked.by)
    return made


def add_block(
    space: Notion, parent: Page | Block, draft: Draft, by: str, *, after: str | None = ""
) -> Block:  # fmt: skip
    """One block with all that it holds; nobody is told."""
    now = space.now()
    where = Parent("page_id" if isinstance(parent, Page) else "block_id", parent.id)
    block = Block(space.uuid(), where, now, now, by, by, type=draft.type, body=dict(draft.body))
    space.blocks[block.id] = block
    place(parent.children, block.id, after)
    for one in draft.children:
        add_block(space, block, one, by)
    return block


def tell_of_blocks(space: Notion, parent: Page | Block, made: Sequence[Block], by: str) -> None:
    """Touch the page around new blocks and tell of its new content."""
    page = next((one for one in space.above(parent.id) if isinstance(one, Page)), None)
    if isinstance(parent, Block):
        space.touch(parent, by)
    if page is not None:
        space.touch(page, by)
        blocks = [{"id": one.id, "type": "block"} for one in made]
        space.emit("page.content_updated", page.id, by, updated_blocks=blocks)


def afford(space: Notion, more: int) -> None:
    """Refuse what a free workspace has no room for; pages and rows count, too."""
    limit = space.switches.block_limit
    if limit and more and len(space.blocks) + len(space.pages) + more > limit:
        raise NotionError(
            403, "restricted_resource",
            "This workspace has reached its block limit. Upgrade the plan to add more content.",
        )  # fmt: skip


def can_hold_blocks(node: object) -> None:
    """Refuse what has no inside."""
    if isinstance(node, Page) or (isinstance(node, Block) and node.type in PARENTS):
        return
    raise invalid("Block does not support children.")
