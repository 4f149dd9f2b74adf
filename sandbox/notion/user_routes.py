"""Who is in the workspace: ``/v1/users``."""

from __future__ import annotations

from sandbox.notion.asked import Asked, list_answer, paged, uuid
from sandbox.notion.errors import no_user
from sandbox.notion.gate import Gate
from sandbox.notion.model import Json
from sandbox.notion.rendering_users import user_json


def add(gate: Gate) -> None:
    """Every path of users."""
    gate.route("GET", "/users/me", me)
    gate.route("GET", "/users", list_users, needs="users")
    gate.route("GET", "/users/<user_id>", one_user, needs="users")


def me(asked: Asked) -> Json:
    """The bot whose token it is; needs no capability."""
    return user_json(asked.space, asked.token.bot)


def list_users(asked: Asked) -> Json:
    """Persons and bots; guests are never listed."""
    users = [user.id for user in asked.space.users.values() if not user.guest]
    ids, following = paged(asked, users)
    emails = "emails" in asked.token.capabilities
    results = [user_json(asked.space, one, emails=emails) for one in ids]
    return list_answer("user", results, following)


def one_user(asked: Asked, user_id: str) -> Json:
    """A person, a guest or a bot."""
    key = uuid(user_id, "path.user_id")
    if key not in asked.space.users:
        raise no_user(key, asked.token)
    return user_json(asked.space, key, emails="emails" in asked.token.capabilities)
