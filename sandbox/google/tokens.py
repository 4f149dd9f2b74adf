"""The token endpoint: signed assertions of service accounts, refresh tokens of people; certs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from sandbox.google.accounts import SCOPES, Principal, certificate, private_key, private_pem
from sandbox.google.store import Google

Json = dict[str, Any]

JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
LIFETIME = 3599
LONGEST_ASSERTION = 3600
SKEW = timedelta(minutes=5)
OIDC_KEY = "oidc"
CLIENT_ID, CLIENT_SECRET = "sandbox.apps.example.com", "not-a-secret"


class GrantError(Exception):
    """A refusal of the token endpoint: OAuth's word for it and a sentence."""

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence)
        self.word, self.sentence = word, sentence


def grant(google: Google, form: Mapping[str, str]) -> tuple[int, Json]:
    """Answer one request for a token."""
    try:
        kind = form.get("grant_type", "")
        if kind == JWT_GRANT:
            return 200, by_assertion(google, form.get("assertion", ""))
        if kind == "refresh_token":
            return 200, by_refresh(google, form)
        raise GrantError("unsupported_grant_type", f"Invalid grant_type: {kind}")
    except GrantError as error:
        return 400, {"error": error.word, "error_description": error.sentence}


def by_assertion(google: Google, assertion: str) -> Json:
    """A token for a service account that signed what it wants."""
    head, claims = verified(google, assertion)
    del head
    if "target_audience" in claims:
        return {
            "id_token": mint(google, {"aud": claims["target_audience"], "email": claims["iss"]})
        }
    scopes = str(claims.get("scope", "")).split()
    if not scopes or not SCOPES.issuperset(scopes):
        raise GrantError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
    return bearer(google, str(claims["iss"]), scopes)


def by_refresh(google: Google, form: Mapping[str, str]) -> Json:
    """A fresh token for a person who consented once."""
    if form.get("client_id") != CLIENT_ID or form.get("client_secret") != CLIENT_SECRET:
        raise GrantError("invalid_client", "Unauthorized")
    held = google.tokens.refresh.get(form.get("refresh_token", ""))
    if held is None:
        raise GrantError("invalid_grant", "Token has been expired or revoked.")
    email, scopes = held
    return bearer(google, email, scopes)


def bearer(google: Google, email: str, scopes: Iterable[str]) -> Json:
    """A token that lasts an hour, as the endpoint answers it."""
    wanted = sorted(scopes)
    value = google.issue_token(email, wanted, seconds=LIFETIME)
    return {
        "access_token": value,
        "expires_in": LIFETIME,
        "token_type": "Bearer",
        "scope": " ".join(wanted),
    }


def verified(google: Google, assertion: str) -> tuple[Json, Json]:
    """Header and claims of an assertion that a registered account signed, for here and for now."""
    signed, _, signature = assertion.rpartition(".")
    try:
        head, claims = (json.loads(decoded(part)) for part in signed.split("."))
        principal = account(google, claims, head)
        private_key(principal.key_id).public_key().verify(
            decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256()
        )
    except (ValueError, binascii.Error, InvalidSignature) as error:
        raise GrantError("invalid_grant", "Invalid JWT Signature.") from error
    check_claims(google, claims)
    return head, claims


def account(google: Google, claims: Json, head: Json) -> Principal:
    """The service account that says it signed this."""
    principal = google.principals.get(str(claims.get("iss")))
    if principal is None or not principal.robot:
        raise GrantError("invalid_grant", "Invalid grant: account not found")
    if head.get("alg") != "RS256" or head.get("kid", principal.key_id) != principal.key_id:
        raise GrantError("invalid_grant", "Invalid JWT Signature.")
    return principal


def check_claims(google: Google, claims: Json) -> None:
    """For this endpoint, at most an hour long, and not stale."""
    if claims.get("aud") not in {f"{google.base_url}/token", GOOGLE_TOKEN_URL}:
        raise GrantError("invalid_grant", "Invalid JWT: Failed audience check.")
    begins, ends = claims.get("iat"), claims.get("exp")
    if not isinstance(begins, int) or not isinstance(ends, int):
        raise GrantError("invalid_grant", "Invalid JWT: iat and exp must be numbers.")
    now = google.clock.now()
    if google.switches.check_assertion_time and not (
        begins <= (now + SKEW).timestamp()
        and ends >= (now - SKEW).timestamp()
        and ends - begins <= LONGEST_ASSERTION
    ):
        raise GrantError(
            "invalid_grant",
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
            "timeframe. Check your iat and exp values in the JWT claim.",
        )


def decoded(part: str) -> bytes:
    """A part of a token, which leaves out its padding."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def encoded(content: bytes) -> str:
    """The same the other way."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def signed_token(key: str, head: Json, claims: Json) -> str:
    """A JWT signed with one of the sandbox's keys."""
    parts = ".".join(encoded(json.dumps(part).encode()) for part in (head, claims))
    signature = private_key(key).sign(parts.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{parts}.{encoded(signature)}"


def mint(google: Google, claims: Json) -> str:
    """An OIDC token as Google would sign it; ``claims`` replace what it says by itself."""
    now = int(google.clock.now().timestamp())
    email = str(claims.get("email", "person@example.com"))
    said = {
        "iss": "https://accounts.google.com",
        "aud": CLIENT_ID,
        "sub": google.permission_id(email),
        "email": email,
        "email_verified": True,
        "hd": email.partition("@")[2],
        "iat": now,
        "exp": now + 3600,
    }
    return signed_token(OIDC_KEY, {"alg": "RS256", "kid": OIDC_KEY, "typ": "JWT"}, said | claims)


def certs(google: Google) -> Json:
    """Certificates by key id: Google's own for OIDC, and those of the service accounts."""
    robots = [one.key_id for one in google.principals.values() if one.robot]
    return {key: certificate(key) for key in [OIDC_KEY, *robots]}


def service_account_key(google: Google, email: str) -> Json:
    """The JSON file that a console would hand out for a service account, made at run time."""
    principal = google.principals[email]
    return {
        "type": "service_account",
        "project_id": "sandbox",
        "private_key_id": principal.key_id,
        "private_key": private_pem(principal.key_id),
        "client_email": email,
        "client_id": google.permission_id(email),
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": f"{google.base_url}/token",
        "universe_domain": "googleapis.com",
    }


def authorized_user(google: Google, email: str, scopes: Iterable[str] = SCOPES) -> Json:
    """The JSON that a person's consent leaves behind."""
    google.principal(email)
    token = f"1//{google.letters(40)}"
    google.tokens.refresh[token] = (email, frozenset(scopes))
    return {
        "type": "authorized_user",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "refresh_token": token,
        "token_uri": f"{google.base_url}/token",
        "universe_domain": "googleapis.com",
    }
