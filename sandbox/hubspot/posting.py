"""One signed POST to whoever receives webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent where."""

    url: str
    body: bytes
    headers: Mapping[str, str]


def signed(made: Post, public: str, secret: str, now: int) -> Post:
    """With HubSpot's first signature, of secret and body, and its third, of the whole request as
    the public address sees it."""
    first = hashlib.sha256(secret.encode() + made.body).hexdigest()
    text = f"POST{public}".encode() + made.body + str(now).encode()
    third = base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha256).digest()).decode()
    return replace(made, headers={
        "Content-Type": "application/json", "User-Agent": "HubSpot Webhooks",
        "X-HubSpot-Signature": first, "X-HubSpot-Signature-Version": "v1",
        "X-HubSpot-Signature-v3": third, "X-HubSpot-Request-Timestamp": str(now),
    })  # fmt: skip


def post(made: Post, seconds: float) -> int:
    """The status of the answer; 0 when there is none in time."""
    if not made.url.startswith(("http://", "https://")):
        return 0
    request = Request(made.url, made.body, dict(made.headers), method="POST")  # noqa: S310
    try:
        with urlopen(request, timeout=seconds) as answer:  # noqa: S310 - the scheme is known
            status: int = answer.status
            return status
    except HTTPError as error:
        return error.code
    except (HTTPException, OSError):
        return 0
