"""Templates of a data source, applied to a page some seconds after the answer, as Notion does."""

from __future__ import annotations

from copy import deepcopy

from sandbox.notion.asked import Asked, uuid
from sandbox.notion.errors import invalid, not_found
from sandbox.notion.model import TITLE, Block, DataSource, Json, Page, Parent
from sandbox.notion.operations import set_values
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, mapping, only

DELAY = 1.0
"""Seconds until the content is there."""


def entered_template(asked: Asked, source: DataSource | None, body: Json) -> str | None:
    """Id of the template that a request wants applied."""
    if body.get("template") is None:
        return None
    told = mapping(body["template"], "body.template")
    only(told, ("type", "template_id", "timezone"), "body.template")
    kind = choice(
        told.get("type", ABSENT), ("none", "default", "template_id"), "body.template.type"
    )
    if kind == "none":
        return None
    if body.get("children") or body.get("content"):
        raise invalid("body.children cannot be used together with body.template.")
    known = {one["id"]: one for one in source.templates} if source else {}
    if kind == "default":
        found = next((key for key, one in known.items() if one["is_default"]), None)
        if found is None:
            raise invalid("The data source has no default template.")
        return str(found)
    key = uuid(told.get("template_id", ABSENT), "body.template.template_id")
    if key not in known:
        raise not_found("page", key, asked.token)
    return key


def apply_template(space: Notion, page: Page, template_id: str, by: str) -> None:
    """Copy content, icon and values of a template page once its time has come; values that the
    page has stay."""

    def act() -> None:
        template = space.pages[template_id]
        page.icon = page.icon or template.icon
        page.cover = page.cover or template.cover
        missing = {key: deepcopy(value) for key, value in template.values.items()
                   if key != TITLE and not page.values.get(key)}  # fmt: skip
        set_values(space, page, missing, by)
        copy_blocks(space, template.children, Parent("page_id", page.id), page.children)
        space.emit("page.content_updated", page.id, by, updated_blocks=[])

    space.schedule.later(DELAY, act)


def copy_blocks(space: Notion, ids: list[str], parent: Parent, into: list[str]) -> None:
    """Blocks once more under new ids, with all below them; pages and databases are left out."""
    for old in (space.blocks[one] for one in ids if one in space.blocks):
        if old.in_trash:
            continue
        now = space.now()
        new = Block(
            space.uuid(), parent, now, now, old.created_by, old.edited_by,
            type=old.type, body=deepcopy(old.body),
        )  # fmt: skip
        space.blocks[new.id] = new
        into.append(new.id)
        copy_blocks(space, old.children, Parent("block_id", new.id), new.children)
