"""What Google's refusals mean for a document."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from sync.documents.google_sheets import errors
from sync.documents.google_sheets.sign_in_errors import ScopeError, SignInRefusedError
from sync.errors import SyncError
from sync.transport import Kind, TransportError

_LONGEST = 200


def explain(error: TransportError, address: str, robot: str, *, writing: bool) -> SyncError:
    """The sentence for a failed request."""
    if error.kind is not Kind.REFUSED:
        return _failed(error, address)
    if error.status == HTTPStatus.FORBIDDEN:
        return _forbidden(error, address, robot, writing=writing)
    if error.status == HTTPStatus.UNAUTHORIZED:
        return SignInRefusedError(robot, "")
    if error.status == HTTPStatus.NOT_FOUND:
        return errors.SheetMissingError(address)
    if _told(error).get("status") == "FAILED_PRECONDITION":
        return errors.OfficeModeError(address)
    return errors.SheetRefusedError(address, error.status, words(error))


def words(error: TransportError) -> str:
    """What Google says, in its own words and the language of the account."""
    return " ".join(str(_told(error).get("message") or "").split())[:_LONGEST]


def _failed(error: TransportError, address: str) -> SyncError:
    if error.kind is Kind.BUSY:
        return errors.QuotaError(address)
    if error.kind is Kind.LARGE:
        return errors.SheetTooLargeError(address)
    return errors.GoogleUnreachableError(address, unsure=error.ambiguous)


def _forbidden(error: TransportError, address: str, robot: str, *, writing: bool) -> SyncError:
    reasons = _reasons(error)
    if "SERVICE_DISABLED" in reasons or "accessNotConfigured" in reasons:
        return errors.ApiDisabledError(address)
    if "ACCESS_TOKEN_SCOPE_INSUFFICIENT" in reasons or "insufficientPermissions" in reasons:
        return ScopeError()
    if reasons & {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"}:
        return errors.QuotaError(address)
    kind = errors.SheetReadOnlyError if writing else errors.SheetForbiddenError
    return kind(address, robot)


def _told(error: TransportError) -> dict[str, Any]:
    found = error.json().get("error")
    return found if isinstance(found, dict) else {}


def _reasons(error: TransportError) -> set[str]:
    told = _told(error)
    parts = [*told.get("details", ()), *told.get("errors", ())]
    return {str(part.get("reason", "")) for part in parts if isinstance(part, dict)}
