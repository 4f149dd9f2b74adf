"""The control plane of the Notion workspace: ``POST /_control/notion/<operation>``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from sandbox.notion.errors import NotionError
from sandbox.notion.model import Block, DataSource, Json, Node, Parent, Switches
from sandbox.notion.moments import exact
from sandbox.notion.person import Person
from sandbox.notion.space import Notion
from sandbox.notion.webhooks import Habits

if TYPE_CHECKING:
    from sandbox.state import Sandbox

ACTS = frozenset(name for name in vars(Person) if not name.startswith("_")) - {"source", "column"}
"""What a person can be asked to do."""
SHELVES = ("pages", "databases", "data_sources", "blocks", "views", "comments", "users")


def blueprint(sandbox: Sandbox) -> Blueprint:
    """Pages, people, connections, switches, acts, and what is there."""
    pages = Blueprint("notion_control", __name__, url_prefix="/_control/notion")

    @pages.post("/<operation>")
    def operate(operation: str) -> tuple[Response, int]:
        if operation not in OPERATIONS:
            return jsonify({"error": f"known: {sorted(OPERATIONS)}"}), 404
        told = request.get_json(silent=True) or {}
        try:
            with sandbox.lock:
                answer = OPERATIONS[operation](sandbox.notion, **told)
        except (LookupError, TypeError, ValueError, NotionError) as error:
            return jsonify({"error": f"{type(error).__name__}: {error}"}), 400
        sandbox.schedule.run_due()
        return jsonify(answer), 200

    return pages


def add_user(space: Notion, name: str, **told: Any) -> Json:
    """A person, a guest or a bot; the keywords are those of ``Notion.add_user``."""
    return asdict(space.add_user(name, **told))


def add_connection(space: Notion, name: str, **told: Any) -> Json:
    """A connection and its token; ``roots``, ``capabilities``, ``public``, ``secret``."""
    token = space.add_connection(name, **told)
    return {"secret": token.secret, "bot": token.bot, "name": token.name}


def revoke(space: Notion, secret: str) -> Json:
    """End a token at once."""
    return {"revoked": space.tokens.pop(secret, None) is not None}


def add_page(
    space: Notion, title: str, by: str, *, parent: str = "", id: str = ""  # noqa: A002
) -> Json:  # fmt: skip
    """A page, with a given id if wanted, at the top or below another."""
    place = Parent("page_id", parent) if parent else Parent("workspace")
    return {"id": space.add_page(place, title, by, id=id).id}


def share(space: Notion, secret: str, node: str) -> Json:
    """Let the connection of a token see something and all below it."""
    space.share(space.tokens[secret], node)
    return {}


def unshare(space: Notion, secret: str, node: str) -> Json:
    """Take it back."""
    space.tokens[secret].roots.discard(node)
    return {}


def switch(space: Notion, **told: Any) -> Json:
    """Other settings; names are those of ``Switches``."""
    known = {field.name for field in fields(Switches)}
    if unknown := set(told) - known:
        raise LookupError(f"no switch {sorted(unknown)}; known: {sorted(known)}")
    for name, value in told.items():
        setattr(space.switches, name, value)
    return asdict(space.switches)


def act(space: Notion, person: str, what: str, **told: Any) -> Json:
    """Let a person, by id, do one thing; the keywords are those of the method of ``Person``."""
    if what not in ACTS:
        raise LookupError(f"a person can {sorted(ACTS)}, not {what!r}")
    if what == "move":
        told["parent"] = _place(space, str(told.get("parent", "")))
    made = getattr(Person(space, space.users[person].id), what)(**told)
    if isinstance(made, str):
        return {"id": made}
    return {"id": made.id} if is_dataclass(made) and hasattr(made, "id") else {}


def _place(space: Notion, key: str) -> Parent:
    """Where something goes, by an id; none is the top of the workspace."""
    if not key:
        return Parent("workspace")
    node = space.node(key)
    if node is None:
        raise LookupError(f"nothing has the id {key}")
    if isinstance(node, DataSource):
        return Parent("data_source_id", node.id)
    return Parent("block_id" if isinstance(node, Block) else "page_id", node.id)


def dump(space: Notion) -> Json:
    """All that is there, as it is kept."""
    found: Json = {name: [_plain(one) for one in getattr(space, name).values()] for name in SHELVES}
    return found | {"top": space.top, "version": space.version, "workspace": space.workspace_id}


def changes(space: Notion, *, author: str = "", since: int = 0) -> Json:
    """What happened, oldest first: kinds as in webhooks, with the columns and blocks touched."""
    told = [
        {"kind": one.kind, "entity": one.entity, "author": one.author, "at": exact(one.at),
         **one.details}
        for one in space.history[since:]
        if author in {"", one.author}
    ]  # fmt: skip
    return {"changes": told, "count": len(space.history)}


def register(
    space: Notion, name: str, redirect_uris: list[str], template: str = ""
) -> Json:  # fmt: skip
    """A public connection; ``template`` is a page that people may duplicate."""
    app = space.apps.register(name, redirect_uris, template=template)
    return {"client_id": app.client_id, "client_secret": app.client_secret}


def subscribe(space: Notion, url: str, secret: str, kinds: Sequence[str] = ()) -> Json:
    """Send events to an address, for the connection of a token."""
    made = space.webhooks.subscribe(url, space.tokens[secret].bot, tuple(kinds))
    return {"id": made.id, "verification_token": made.token}


def misbehave(space: Notion, **told: Any) -> Json:
    """Lose, repeat or reorder events; names are those of ``Habits``."""
    space.webhooks.habits = Habits(**told)
    return asdict(space.webhooks.habits)


def press(space: Notion, page: str, url: str, headers: Json | None = None) -> Json:
    """An automation's own hook."""
    return {"status": space.webhooks.press(space.pages[page], url, headers)}


def _plain(thing: Any) -> Json:
    found: Json = asdict(thing)
    if isinstance(thing, Node):
        found |= {"created": exact(thing.created), "edited": exact(thing.edited)}
    return found


OPERATIONS: Mapping[str, Callable[..., Json]] = {
    "add_user": add_user, "add_connection": add_connection, "revoke": revoke,
    "add_page": add_page, "share": share, "unshare": unshare, "switch": switch, "act": act,
    "dump": dump, "changes": changes, "register": register, "subscribe": subscribe,
    "misbehave": misbehave, "press": press,
}  # fmt: skip
