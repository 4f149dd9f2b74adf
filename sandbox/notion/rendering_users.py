"""Users as answers show them."""

from __future__ import annotations

from sandbox.notion.model import Json, User
from sandbox.notion.space import Notion

LARGEST_UPLOAD = 5_242_880


def partial_user(user_id: str) -> Json:
    """Whoever made or changed something."""
    return {"object": "user", "id": user_id}


def user_json(space: Notion, user_id: str, *, emails: bool = True) -> Json:
    """A whole user, as ``/v1/users`` answers."""
    user = space.users[user_id]
    return _user(user, _bot(space, user_id), emails=emails) if user.kind == "bot" else (
        _user(user, {}, emails=emails)
    )  # fmt: skip


def value_user(space: Notion, user_id: str) -> Json:
    """A whole user as the values of pages show it; what a bot may do is left out. Of one who has
    left only the id is known."""
    user = space.users.get(user_id)
    return partial_user(user_id) if user is None else _user(user, {})


def _user(user: User, bot: Json, *, emails: bool = True) -> Json:
    found: Json = {
        "object": "user", "id": user.id, "name": user.name, "avatar_url": None, "type": user.kind,
    }  # fmt: skip
    if user.kind == "bot":
        return found | {"bot": bot}
    return found | {"person": {"email": user.email} if emails and user.email else {}}


def _bot(space: Notion, user_id: str) -> Json:
    owner: Json = {"type": "workspace", "workspace": True}
    if user_id in space.owners:
        owner = {"type": "user", "user": _user(space.users[space.owners[user_id]], {})}
    return {
        "owner": owner,
        "workspace_name": space.workspace_name,
        "workspace_id": space.workspace_id,
        "workspace_limits": {"max_file_upload_size_in_bytes": LARGEST_UPLOAD},
    }
