"""What stands around a page: the tree, the way to it, the trash, the comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sandbox.notion.model import Block, Comment, Database, DataSource, Json, Node, Page
from sandbox.notion.page.cells import Cells
from sandbox.notion.page.looks import moment_text
from sandbox.notion.page.naming import brief, runs_of, title_of
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain

DEEPEST = 6


def tree(space: Notion, ids: Iterable[str], depth: int = 0) -> list[Json]:
    """Pages and databases, with those inside them; rows are not in it."""
    nodes = [space.node(one) for one in ids]
    return [
        {**brief(node), "children": tree(space, _inside(space, node), depth + 1)}
        for node in nodes
        if isinstance(node, Page | Database) and not node.in_trash
        if depth < DEEPEST and not _is_linked(node)
    ]


def _is_linked(node: Node) -> bool:
    """A look at another database; it has no rows of its own, and no place in the tree."""
    return isinstance(node, Database) and not node.data_sources


def _inside(space: Notion, node: Node) -> list[str]:
    return list(_pages_in(space, node.children)) if isinstance(node, Page) else []


def _pages_in(space: Notion, ids: Iterable[str]) -> Iterator[str]:
    """Pages inside, also those in columns and toggles."""
    for one in ids:
        block = space.blocks.get(one)
        if block is None:
            yield one
        elif not block.in_trash:
            yield from _pages_in(space, block.children)


def crumbs(space: Notion, node: Node) -> list[Json]:
    """From the top of the workspace to here; a table is known by its database."""
    way = [one for one in space.above(node.id) if isinstance(one, Page | Database)]
    return [brief(one) for one in reversed(way)]


def connections(space: Notion, node: Node) -> list[Json]:
    """Who may come in by the API, and whether through this page or one above it."""
    tokens = {one.bot: one for one in space.tokens.values()}
    return [{"id": bot, "name": one.name, "on": node.id in one.roots,
             "above": node.id not in one.roots and space.is_shared(one, node.id)}
            for bot, one in tokens.items()]  # fmt: skip


def trashed(space: Notion) -> list[Json]:
    """What lies in the trash, newest first, and where it was."""
    nodes: list[Page | Database] = [*space.pages.values(), *space.databases.values()]
    found = sorted((one for one in nodes if one.in_trash), key=lambda one: one.edited, reverse=True)
    return [{**brief(one), "where": _where(space, one)} for one in found]


def _where(space: Notion, node: Node) -> str:
    return " / ".join(one["title"] for one in crumbs(space, node)[:-1])


def places(space: Notion, node: Node) -> list[Json]:
    """Where a page may go: for a row to other databases, and into pages."""
    bases = [one for one in space.databases.values() if one.data_sources]
    pages = [one for one in space.pages.values() if one.parent.kind != "data_source_id"]
    here = _home(space, node)
    there = [one for one in (*bases, *pages) if one.id != here and not space.is_trashed(one.id)]
    return [brief(one) for one in there if not is_below(space, one, node)]


def is_below(space: Notion, node: Node, above: Node) -> bool:
    """Whether something is, or stands in, something else."""
    return any(one is above for one in space.above(node.id))


def _home(space: Notion, node: Node) -> str:
    """Id of the database of a row, or of the page of a page."""
    source = space.data_sources.get(node.parent.id)
    return source.parent.id if source else node.parent.id


def sources(space: Notion) -> list[Json]:
    """Tables that a relation can lead to."""
    found: list[DataSource] = [one for one in space.data_sources.values()
                               if not space.is_trashed(one.id)]  # fmt: skip
    return [
        {"id": one.id, "title": title_of(one),
         "columns": [{"id": each.id, "name": each.name} for each in one.properties.values()]}
        for one in found
    ]  # fmt: skip


def talk(cells: Cells, page: Page) -> list[Json]:
    """The discussions on a page and on its blocks, oldest first."""
    places = {page.id: "", **dict(_blocks(cells.space, page.children))}
    threads: dict[str, list[Comment]] = {}
    for one in sorted(cells.space.comments.values(), key=lambda each: each.created):
        if one.parent.id in places and not one.in_trash:
            threads.setdefault(one.discussion, []).append(one)
    return [
        {"id": key, "resolved": all(one.resolved for one in thread),
         "about": places[thread[0].parent.id],
         "remarks": [_remark(cells, one) for one in thread]}
        for key, thread in threads.items()
    ]  # fmt: skip


def _blocks(space: Notion, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in ids:
        block = space.blocks.get(one)
        if isinstance(block, Block):
            yield one, plain(block.body.get("rich_text") or ())
            yield from _blocks(space, block.children)


def _remark(cells: Cells, comment: Comment) -> Json:
    author = cells.person(comment.created_by)["name"]
    shown = (comment.display_name or {}).get("resolved_name") or author
    moment = comment.created.replace(microsecond=0).isoformat()
    return {"author": shown, "at": moment, "when": moment_text(moment, cells.language),
            "runs": runs_of(cells.space, comment.rich_text)}  # fmt: skip
