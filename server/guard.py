"""What keeps other sites out: names of this machine only, forms of ours only, strict headers.

A site in the same browser can send requests here and can even make its own name lead to this
machine; it can neither read a page nor guess the token in a form.
"""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256

from flask import Flask, Response, current_app, g, request

from server.errors import FormRefusedError, StrangeHostError

HOSTS = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?")
SAFE = {"GET", "HEAD", "OPTIONS"}
COOKIE, FIELD = "okr_form", "token"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""``same-origin``, not ``no-referrer``, with which browsers leave the origin out of forms."""


def guard(app: Flask) -> None:
    """Check every request before it is answered, and put the headers on every answer."""
    app.extensions["okr_form_key"] = secrets.token_bytes(32)
    app.before_request(_check_host)
    app.before_request(_check_form)
    app.after_request(_with_headers)


def form_token() -> str:
    """The token for a form on this page; it belongs to the cookie that goes out with the page."""
    seed = g.get("form_seed") or request.cookies.get(COOKIE) or secrets.token_urlsafe(16)
    g.form_seed = seed
    return _signed(seed)


def _check_host() -> None:
    if not HOSTS.fullmatch(request.headers.get("Host", "")):
        raise StrangeHostError


def _check_form() -> None:
    if request.method in SAFE:
        return
    seed = request.cookies.get(COOKIE, "")
    token = request.form.get(FIELD, "")
    own = hmac.compare_digest(token.encode(), _signed(seed).encode()) if seed else False
    if not (own and _from_here()):
        raise FormRefusedError


def _from_here() -> bool:
    """What the browser itself says of the page that sends; programs say nothing."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    return origin in {None, request.host_url.rstrip("/")} and site in {None, "same-origin"}


def _signed(seed: str) -> str:
    key: bytes = current_app.extensions["okr_form_key"]
    return hmac.new(key, seed.encode(), sha256).hexdigest()


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if seed := g.get("form_seed"):
        response.set_cookie(COOKIE, seed, httponly=True, samesite="Strict")
    return response
