"""Refusals in Google's two shapes: Sheets' own, and Drive's with its list of errors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]

NAMES = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    409: "ABORTED", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 501: "UNIMPLEMENTED",
    502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
}  # fmt: skip
NO_CREDENTIALS = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
    "or other valid authentication credential. See "
    "https://developers.google.com/identity/sign-in/web/devconsole-project."
)
FEW_SCOPES = "Request had insufficient authentication scopes."
CHALLENGE = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
HELP = "type.googleapis.com/google.rpc.Help"


class GoogleError(Exception, ABC):
    """Any refusal: status, body and headers of the answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message
        self.headers: dict[str, str] = {}

    @abstractmethod
    def body(self) -> Json:
        """The answer's JSON."""


class ApiError(GoogleError):
    """A refusal of Sheets. ``code_name`` follows from the status unless it is given."""

    def __init__(
        self, status: int, message: str, *, code_name: str = "", details: Sequence[Json] = ()
    ) -> None:
        super().__init__(status, message)
        self.code_name = code_name or NAMES.get(status, "UNKNOWN")
        self.details = list(details)

    def body(self) -> Json:
        error: Json = {"code": self.status, "message": self.message, "status": self.code_name}
        return {"error": error | ({"details": self.details} if self.details else {})}


class DriveError(GoogleError):
    """A refusal of Drive. ``location`` names the parameter or header at fault."""

    def __init__(
        self, status: int, reason: str, message: str, *, location: str = "", domain: str = "global"
    ) -> None:
        super().__init__(status, message)
        self.reason, self.location, self.domain = reason, location, domain

    def body(self) -> Json:
        first: Json = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.location:
            kind = "header" if self.location == "Authorization" else "parameter"
            first |= {"locationType": kind, "location": self.location}
        return {"error": {"errors": [first], "code": self.status, "message": self.message}}


def invalid(message: str) -> ApiError:
    """400 for an argument that makes no sense."""
    return ApiError(400, message)


def malformed(violations: Sequence[tuple[str, str]]) -> ApiError:
    """400 for JSON that is not what the method takes: (field, what is wrong with it) each."""
    found = [
        {"field": place, "description": text} if place else {"description": text}
        for place, text in violations
    ]
    detail = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": found}
    return ApiError(400, "\n".join(text for _, text in violations), details=[detail])


def entity_not_found() -> ApiError:
    """404 of Sheets."""
    return ApiError(404, "Requested entity was not found.")


def no_permission() -> ApiError:
    """403 of Sheets for someone without the role it takes."""
    return ApiError(403, "The caller does not have permission")


def office_file() -> ApiError:
    """400 for an .xlsx file that only looks like a spreadsheet."""
    return ApiError(
        400, "This operation is not supported for this document", code_name="FAILED_PRECONDITION"
    )


def unauthenticated(*, drive: bool) -> GoogleError:
    """401 in either shape."""
    error: GoogleError = ApiError(401, NO_CREDENTIALS)
    if drive:
        error = DriveError(401, "authError", "Invalid Credentials", location="Authorization")
    error.headers["WWW-Authenticate"] = CHALLENGE
    return error


def few_scopes(service: str, method: str) -> ApiError:
    """403 for a token whose scopes do not reach so far; both services answer in this shape."""
    reason = {
        "@type": ERROR_INFO,
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": f"{service}.googleapis.com", "method": method},
    }
    error = ApiError(403, FEW_SCOPES, details=[reason])
    error.headers["WWW-Authenticate"] = (
        'Bearer realm="https://accounts.google.com/", error="insufficient_scope"'
    )
    return error


def api_not_enabled(service: str, project: str) -> ApiError:
    """403 while the API is off in the caller's Cloud project."""
    title = {"sheets": "Google Sheets API", "drive": "Google Drive API"}[service]
    host = f"{service}.googleapis.com"
    url = f"https://console.developers.google.com/apis/api/{host}/overview?project={project}"
    text = (
        f"{title} has not been used in project {project} before or it is disabled. Enable it by "
        f"visiting {url} then retry. If you enabled this API recently, wait a few minutes for the "
        "action to propagate to our systems and retry."
    )
    reason = {
        "@type": ERROR_INFO,
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": {"service": host, "consumer": f"projects/{project}"},
    }
    links = [{"description": "Google developers console API activation", "url": url}]
    return ApiError(403, text, details=[{"@type": HELP, "links": links}, reason])


def quota_exceeded(project: str, limit: Mapping[str, str]) -> ApiError:
    """429 of Sheets; ``limit`` has noun, metric, name, words, value and unit."""
    text = (
        f"Quota exceeded for quota metric '{limit['noun']}' and limit '{limit['words']}' of "
        f"service 'sheets.googleapis.com' for consumer 'project_number:{project}'."
    )
    reason = {
        "@type": ERROR_INFO,
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com",
            "consumer": f"projects/{project}",
            "quota_metric": f"sheets.googleapis.com/{limit['metric']}",
            "quota_limit": limit["name"],
            "quota_limit_value": limit["value"],
            "quota_unit": limit["unit"],
            "quota_location": "global",
        },
    }
    url = "https://cloud.google.com/docs/quotas/help/request_increase"
    links = [{"description": "Request a higher quota limit.", "url": url}]
    return ApiError(429, text, details=[reason, {"@type": HELP, "links": links}])


def file_not_found(file_id: str) -> DriveError:
    """404 of Drive, also for what the caller may not see."""
    return DriveError(404, "notFound", f"File not found: {file_id}.", location="fileId")


def few_file_permissions() -> DriveError:
    """403 of Drive for someone who sees the file but may not do that."""
    text = "The user does not have sufficient permissions for this file."
    return DriveError(403, "insufficientFilePermissions", text)


def no_storage() -> DriveError:
    """403 for an account that owns no place in Drive, as service accounts do."""
    return DriveError(
        403, "storageQuotaExceeded", "The user's Drive storage quota has been exceeded."
    )


SCRIPTED = {
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
    429: "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per "
    "user' of service 'sheets.googleapis.com' for consumer 'project_number:123'.",
}
DRIVE_REASONS = {400: "badRequest", 401: "authError", 403: "rateLimitExceeded", 404: "notFound",
                 429: "rateLimitExceeded", 500: "internalError", 503: "backendError"}  # fmt: skip


def scripted_body(path: str, status: int) -> Json:
    """What a fault's status looks like on this path, in the service's own shape."""
    text = SCRIPTED.get(status, "The request could not be served.")
    if path.endswith("/token"):
        return {"error": "internal_failure", "error_description": text}
    if "/drive/" not in path:
        return ApiError(status, text).body()
    domain = "usageLimits" if status in {403, 429} else "global"
    reason = DRIVE_REASONS.get(status, "backendError")
    return DriveError(status, reason, text, domain=domain).body()
