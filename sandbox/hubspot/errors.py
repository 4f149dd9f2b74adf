"""HubSpot's error bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


class HubError(Exception):
    """What a request is answered with instead. ``extra`` goes into the body as it stands."""

    def __init__(self, status: int, category: str, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.status, self.category, self.message, self.extra = status, category, message, extra
        self.headers: Mapping[str, str] = {}

    def body(self, correlation: str) -> Json:
        return {
            "status": "error", "message": self.message, "correlationId": correlation,
            "category": self.category, **self.extra,
        }  # fmt: skip


class TooManyRequestsError(HubError):
    """A limit is reached; its body names the policy instead of a category."""

    def __init__(self, policy: str, request: str) -> None:
        super().__init__(429, "RATE_LIMITS", f"You have reached your {policy.lower()} limit.")
        self.policy, self.request = policy, request

    def body(self, correlation: str) -> Json:
        return {
            "status": "error", "message": self.message, "errorType": "RATE_LIMIT",
            "correlationId": correlation, "policyName": self.policy, "requestId": self.request,
        }  # fmt: skip


def invalid(message: str, **extra: Any) -> HubError:
    """The request asks for something there cannot be."""
    return HubError(400, "VALIDATION_ERROR", message, **extra)


def not_found(message: str = "resource not found") -> HubError:
    return HubError(404, "OBJECT_NOT_FOUND", message)


def no_object() -> HubError:
    return not_found("Object not found.  objectId are usually numeric.")


def missing_scopes(scopes: tuple[str, ...]) -> HubError:
    """The token is good, but not for this."""
    return HubError(
        403, "MISSING_SCOPES",
        "This app hasn't been granted all required scopes to make this call. Read more about"
        " required scopes in the developer documentation.",
        errors=[{
            "message": "One or more of the following scopes are required.",
            "context": {"requiredGranularScopes": list(scopes)},
        }],
    )  # fmt: skip


def expired(since: str) -> HubError:
    return HubError(
        401, "EXPIRED_AUTHENTICATION",
        f"The OAuth token used to make this call expired at {since}.",
    )  # fmt: skip


def unauthorised() -> HubError:
    return HubError(
        401, "INVALID_AUTHENTICATION",
        "Authentication credentials not found. This API supports OAuth 2.0 and private app tokens.",
    )  # fmt: skip
