"""What Notion says when a fault gives a status, and faults ready made for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.faults import Fault
from sandbox.notion.errors import NotionError
from sandbox.notion.model import Json

if TYPE_CHECKING:
    from sandbox.state import Sandbox

SAID: dict[int, tuple[str, str]] = {
    409: ("conflict_error", "Conflict occurred while saving. Please try again."),
    429: ("rate_limited", "You have been rate limited. Please try again in a few minutes."),
    500: ("internal_server_error", "Unexpected error occurred."),
    502: ("bad_gateway", "Notion encountered an issue while serving this request."),
    503: ("service_unavailable",
          "Notion is unavailable. This can occur when the time to respond to a request takes"
          " longer than 60 seconds."),
    504: ("gateway_timeout", "Notion timed out while attempting to complete this request."),
    529: ("service_overload", "Notion is overloaded. Please try again later."),
}  # fmt: skip
GUIDANCE = ["Read the object again before anything else.", "Do not repeat the write."]
DEADLINE = 60_000


def fault(
    status: int, path: str = ".*", *, method: str = "", committed: bool = False,
    retry_after: int | None = None,
) -> Fault:  # fmt: skip
    """One failing call; with ``committed`` what it asked for happens all the same."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Fault(
        "status", path=path, method=method, status=status, headers=headers, applied=committed
    )


def scripted_body(sandbox: Sandbox, status: int) -> Json:
    """The error body of a status; of a write that was carried out it names what it made."""
    code, message = SAID.get(status, ("internal_server_error", "Unexpected error occurred."))
    error = NotionError(status, code, message, _additional(sandbox, status))
    return error.body(sandbox.notion.uuid())


def _additional(sandbox: Sandbox, status: int) -> Json | None:
    if status == 429:
        met = sandbox.faults.latest
        after = met.headers.get("Retry-After", "1") if met else "1"
        return {"rate_limit_reason": "public_api_request_rate_limit", "retry_after": after}
    call = sandbox.calls[-1]
    key, answer = sandbox.notion.answered
    if status != 503 or key != id(call):
        return None
    if call.template.endswith("/query"):
        return {
            "endpoint_name": "public_queryDataSource",
            "notion_error_name": "PublicApiQueryTimeout",
            "retry_guidance": ["Narrow the filter or ask for fewer rows."],
        }
    if call.access != "write":
        return None
    return _committed(call.method, call.template, answer)


def _committed(method: str, template: str, answer: Json) -> Json:
    found: Json = {
        "from": "public_api", "elapsed_ms": DEADLINE - 1, "deadline_ms": DEADLINE,
        "retry_guidance": GUIDANCE,
    }  # fmt: skip
    if template.endswith("/children"):
        return found | {"committed_child_ids": [one["id"] for one in answer["results"]]}
    return found | {"committed_resource_id": answer["id"]} if method == "POST" else found
