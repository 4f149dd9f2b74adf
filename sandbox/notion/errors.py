"""What Notion answers instead of doing what it was asked."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.notion.model import Json, Token

KINDS = {"page": "page", "database": "database", "data_source": "data source", "block": "block"}


class NotionError(Exception):
    """An error body and its headers. ``additional`` stands between message and request id."""

    def __init__(
        self, status: int, code: str, message: str, additional: Json | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.additional, self.headers = additional, headers or {}

    def body(self, request_id: str) -> Json:
        """The answer."""
        found: Json = {
            "object": "error", "status": self.status, "code": self.code, "message": self.message,
        }  # fmt: skip
        if self.additional:
            found["additional_data"] = self.additional
        return found | {"request_id": request_id}


def invalid(message: str) -> NotionError:
    """The request asks for something there cannot be."""
    return NotionError(400, "validation_error", message)


def unknown_url() -> NotionError:
    """No such path, or not with this method."""
    return NotionError(400, "invalid_request_url", "Invalid request URL.")


def unauthorized() -> NotionError:
    """Nobody has this token, or no longer."""
    return NotionError(401, "unauthorized", "API token is invalid.")


def restricted() -> NotionError:
    """The connection lacks a capability."""
    return NotionError(
        403, "restricted_resource", "API token does not have access to this resource."
    )


def not_found(kind: str, node_id: str, token: Token) -> NotionError:
    """Unknown, or not shared: Notion does not tell them apart. ``kind`` is ``page``,
    ``database``, ``data_source`` or ``block``; others are named as they are."""
    return NotionError(
        404, "object_not_found",
        f"Could not find {KINDS.get(kind, kind)} with ID: {node_id}. Make sure the relevant pages"
        f' and databases are shared with your integration "{token.name}".',
        {"integration_id": token.bot},
    )  # fmt: skip


def no_user(user_id: str, token: Token) -> NotionError:
    """Unknown, or a guest of another workspace."""
    return NotionError(
        404, "object_not_found",
        f"Could not find user with ID: {user_id}. Make sure your integration has capabilities to"
        " read user information. With those capabilities, only members and guests in the"
        " integration's workspace are visible.",
        {"integration_id": token.bot},
    )  # fmt: skip


def archived() -> NotionError:
    """What lies in the trash cannot be changed."""
    return invalid(
        "Can't edit block that is archived. You must unarchive the block before editing."
    )


def too_many(seconds: int) -> NotionError:
    """The connection has sent its share of the last minute."""
    return NotionError(
        429, "rate_limited",
        "You have been rate limited. Please try again in a few minutes.",
        {"rate_limit_reason": "public_api_request_rate_limit", "retry_after": str(seconds)},
        {"Retry-After": str(seconds)},
    )  # fmt: skip
