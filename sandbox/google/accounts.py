"""People and service accounts, their keys and their tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

PROJECT = "123456789012"
"""Number of the Cloud project that accounts belong to unless told otherwise."""
SHEETS_SCOPE = "https://www.googleapis.com/auth/spreadsheets"
DRIVE_SCOPE = "https://www.googleapis.com/auth/drive"
SCOPES = frozenset({
    SHEETS_SCOPE, f"{SHEETS_SCOPE}.readonly", DRIVE_SCOPE, f"{DRIVE_SCOPE}.readonly",
    f"{DRIVE_SCOPE}.file", f"{DRIVE_SCOPE}.metadata", f"{DRIVE_SCOPE}.metadata.readonly",
    f"{DRIVE_SCOPE}.appdata", "https://www.googleapis.com/auth/userinfo.email",
    "https://www.googleapis.com/auth/userinfo.profile",
    "https://www.googleapis.com/auth/cloud-platform", "openid", "email", "profile",
})  # fmt: skip
"""What a token may be asked for."""


@dataclass(slots=True)
class Principal:
    """An account. ``language`` is that of its messages; ``storage`` says it owns room in Drive."""

    email: str
    name: str = ""
    language: str = "en"
    storage: bool = True
    project: str = PROJECT
    robot: bool = False
    key_id: str = ""
    groups: list[str] = field(default_factory=list)
    """Addresses of the groups it belongs to."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a bearer token stands for; without an expiry it lasts."""

    email: str
    scopes: frozenset[str]
    project: str
    expires: datetime | None = None


@dataclass(slots=True)
class Tokens:
    """Bearer tokens and refresh tokens in force."""

    bearers: dict[str, Token] = field(default_factory=dict)
    refresh: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """Refresh token → e-mail and scopes it was granted for."""


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """A key pair made in this process, once for each name, however many sandboxes there are."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def private_pem(name: str) -> str:
    """The key as a service account's JSON file holds it."""
    return private_key(name).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()  # fmt: skip


@cache
def certificate(name: str) -> str:
    """A self-signed certificate of the key, as the certs endpoint lists it."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sandbox.example.com")])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private_key(name).public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36_500))
        .sign(private_key(name), hashes.SHA256())
    )
    return built.public_bytes(serialization.Encoding.PEM).decode()
