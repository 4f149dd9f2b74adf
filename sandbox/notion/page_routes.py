"""Pages and rows: ``/v1/pages``."""

from __future__ import annotations

from sandbox.notion.appending import Draft, afford, append, entered_blocks
from sandbox.notion.asked import Asked
from sandbox.notion.columns import find_property, missing_property
from sandbox.notion.entering import entered_values
from sandbox.notion.errors import archived, invalid
from sandbox.notion.gate import Gate
from sandbox.notion.icons import cover, icon
from sandbox.notion.markdown import drafts
from sandbox.notion.model import TITLE, DataSource, Json, Node, Page, Parent
from sandbox.notion.operations import create_page, create_row, move, restore, set_values, trash
from sandbox.notion.rendering import page_json
from sandbox.notion.templating import apply_template, entered_template
from sandbox.notion.told import ABSENT, choice, flag, mapping, one_of, only, text, wrong

CREATE = (
    "parent", "properties", "icon", "cover", "content", "children", "markdown", "template",
    "position", "allow_async",
)  # fmt: skip
UPDATE = (
    "properties", "icon", "cover", "in_trash", "is_locked", "erase_content", "template",
)  # fmt: skip
PARENTS = ("page_id", "data_source_id", "database_id", "workspace")
POSITIONS = {"page_start": None, "page_end": ""}


def add(gate: Gate) -> None:
    """Every path of pages but markdown and single properties."""
    gate.route("POST", "/pages", create, needs="insert")
    gate.route("GET", "/pages/<page_id>", retrieve, needs="read")
    gate.route("PATCH", "/pages/<page_id>", update, needs="update")
    gate.route("POST", "/pages/<page_id>/move", move_page, needs="update")


def create(asked: Asked) -> Json:
    """A page under a page, a row, or with a public connection a page of the workspace."""
    body, space = asked.body, asked.space
    only(body, CREATE)
    parent, source = entered_parent(asked, body.get("parent", ABSENT))
    looks = _looks(asked)
    template, shown = entered_template(asked, source, body), wanted(asked, source)
    blocks = _content(asked)
    after = _position(asked, source)
    afford(space, 1 + sum(one.size for one in blocks))
    values = entered_values(asked, source, body.get("properties", {}))
    if source is None:
        page = create_page(space, parent, values.get(TITLE, []), asked.by, after=after)
    else:
        page = create_row(space, source, values, asked.by)
    page.icon, page.cover = looks.get("icon"), looks.get("cover")
    append(asked, page, blocks)
    if template is not None:
        apply_template(space, page, template, asked.by)
    return page_json(space, page, asked.version, only=shown)


def _content(asked: Asked) -> list[Draft]:
    """The blocks of a new page, or those of its Markdown."""
    body = asked.body
    flag(body.get("allow_async", False), "body.allow_async")
    if body.get("markdown") is None:
        return entered_blocks(asked, body.get("children", body.get("content", [])), "body.children")
    if body.get("children") or body.get("content"):
        raise invalid("body.children cannot be used together with body.markdown.")
    return drafts(text(body["markdown"], "body.markdown", 500_000))


def _looks(asked: Asked) -> Json:
    return {
        name: entered(asked.space, asked.body[name], f"body.{name}")
        for name, entered in (("icon", icon), ("cover", cover))
        if name in asked.body
    }


def entered_parent(asked: Asked, told: object) -> tuple[Parent, DataSource | None]:
    """Where a new or moved page goes, and the data source when it becomes a row."""
    told = mapping(told, "body.parent")
    only(told, (*PARENTS, "type"), "body.parent")
    kind = next((kind for kind in PARENTS if kind in told), None)
    if kind is None:
        raise one_of(PARENTS, "body.parent", told)
    if "type" in told:
        choice(told["type"], (kind,), "body.parent.type")
    if kind == "workspace":
        if not asked.token.public:
            raise invalid(
                "Internal integrations aren't owned by a single user, so creating workspace-level"
                " private pages is not supported."
            )
        return Parent("workspace"), None
    if kind == "page_id":
        page = asked.page(told[kind], "body.parent.page_id")
        return _alive(asked, Parent("page_id", page.id)), None
    source = _source(asked, kind, told[kind])
    return _alive(asked, Parent("data_source_id", source.id)), source


def _source(asked: Asked, kind: str, key: str) -> DataSource:
    if kind == "data_source_id":
        return asked.data_source(key, "body.parent.data_source_id")
    database = asked.database(key, "body.parent.database_id")
    if len(database.data_sources) != 1:
        raise invalid(
            "Databases with multiple data sources are not supported here. Use the ID of a data"
            " source as the parent."
        )
    return asked.space.data_sources[database.data_sources[0]]


def _alive(asked: Asked, parent: Parent) -> Parent:
    if asked.space.is_trashed(parent.id):
        raise archived()
    return parent


def _position(asked: Asked, source: DataSource | None) -> str | None:
    """The sibling behind which a page goes; None for the start, nothing for the end."""
    told = asked.body.get("position")
    if told is None:
        return ""
    if source is not None:
        raise wrong("body.position", "not present", told)
    told = mapping(told, "body.position")
    kind = choice(told.get("type", ABSENT), (*POSITIONS, "after_block"), "body.position.type")
    if kind in POSITIONS:
        return POSITIONS[kind]
    inner = mapping(told.get("after_block", ABSENT), "body.position.after_block")
    return asked.block(inner.get("id", ""), "body.position.after_block.id").id


def retrieve(asked: Asked, page_id: str) -> Json:
    """A page, also one from the trash."""
    page = asked.page(page_id)
    source = asked.space.data_sources.get(page.parent.id)
    return page_json(asked.space, page, asked.version, only=wanted(asked, source))


def wanted(asked: Asked, source: DataSource | None) -> list[str]:
    """Ids of the properties that the request names; none for all of them."""
    found: list[str] = []
    names = ("filter_properties", "filter_properties[]")
    for reference in (one for name in names for one in asked.args.getlist(name)):
        prop = find_property(source, reference) if source else None
        if prop is None and reference != TITLE:
            raise missing_property(reference)
        found.append(prop.id if prop else TITLE)
    return found


def update(asked: Asked, page_id: str) -> Json:
    """Change the named properties, the looks, the lock, the content or the trash."""
    body, page, space = trash_told(asked, UPDATE), asked.page(page_id), asked.space
    source = space.data_sources.get(page.parent.id)
    template, shown = entered_template(asked, source, body), wanted(asked, source)
    looks = _looks(asked)
    for name in ("is_locked", "erase_content"):
        flag(body.get(name, False), f"body.{name}")
    refuse_trashed(asked, page, body)
    values = entered_values(asked, source, body.get("properties", {}))
    if body.get("in_trash") is False:
        restore(space, page.id, asked.by)
    _dress(asked, page, looks)
    _lock(asked, page, locked=body.get("is_locked", page.locked))
    set_values(space, page, values, asked.by)
    if body.get("erase_content"):
        _erase(asked, page)
    if template is not None:
        apply_template(space, page, template, asked.by)
    if body.get("in_trash"):
        trash(space, page.id, asked.by)
    return page_json(space, page, asked.version, only=shown)


def trash_told(asked: Asked, known: tuple[str, ...]) -> Json:
    """A body in which only ``in_trash`` speaks of the trash; the older version also knows
    ``archived``."""
    body = dict(asked.body)
    only(body, (*known, "archived") if asked.old else known)
    if "archived" in body:
        body.setdefault("in_trash", body.pop("archived"))
    if "in_trash" in body:
        flag(body["in_trash"], "body.in_trash")
    return body


def refuse_trashed(asked: Asked, node: Node, body: Json) -> None:
    """What lies in the trash can only be taken out, itself or with what it stands in."""
    staying = body.get("in_trash") is not False or not node.in_trash
    if asked.space.is_trashed(node.id) and staying and set(body) - {"in_trash"}:
        raise archived()


def _dress(asked: Asked, page: Page, looks: Json) -> None:
    if not looks:
        return
    page.icon, page.cover = looks.get("icon", page.icon), looks.get("cover", page.cover)
    asked.space.touch(page, asked.by)
    asked.space.emit("page.properties_updated", page.id, asked.by, updated_properties=[])


def _lock(asked: Asked, page: Page, *, locked: bool) -> None:
    if page.locked is not locked:
        page.locked = locked
        asked.space.touch(page, asked.by)
        asked.space.emit(f"page.{'locked' if locked else 'unlocked'}", page.id, asked.by)


def _erase(asked: Asked, page: Page) -> None:
    for key in tuple(page.children):
        trash(asked.space, key, asked.by)
    asked.space.emit("page.content_updated", page.id, asked.by, updated_blocks=[])


def move_page(asked: Asked, page_id: str) -> Json:
    """Put a page under another page or into a data source."""
    only(asked.body, ("parent",))
    page = asked.page(page_id)
    told = mapping(asked.body.get("parent", ABSENT), "body.parent")
    only(told, ("page_id", "data_source_id", "type"), "body.parent")
    parent, _ = entered_parent(asked, told)
    if asked.space.is_trashed(page.id):
        raise archived()
    if any(node.id == page.id for node in asked.space.above(parent.id)):
        raise wrong("body.parent", "outside of the page itself", parent.id)
    move(asked.space, page.id, parent, asked.by)
    return page_json(asked.space, page, asked.version)
