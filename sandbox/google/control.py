"""What a test or a demo does to Google's side: accounts, keys, files, sharing, switches, people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from sandbox.google.accounts import SCOPES
from sandbox.google.person import Person
from sandbox.google.person_checks import RefusedError
from sandbox.google.store import Google, Switches
from sandbox.google.tokens import authorized_user, mint, service_account_key

ACTS = frozenset(
    name for name in dir(Person) if not name.startswith("_") and callable(getattr(Person, name))
) - {"changing", "guard", "tab", "area", "place"}
Json = dict[str, Any]
Operation = Callable[..., Json]


def act(google: Google, operation: str, told: Json) -> Json:
    """Carry out one operation of the control plane; its arguments are those of the function."""
    if operation not in OPERATIONS:
        raise LookupError(f"/_control/google has {sorted(OPERATIONS)}, not {operation!r}")
    return OPERATIONS[operation](google, **told)


def add_person(google: Google, email: str, name: str = "", language: str = "en") -> Json:
    return asdict(google.add_person(email, name=name, language=language))


def add_robot(google: Google, email: str) -> Json:
    """Register a service account; the answer is its key file, made just now."""
    google.add_robot(email)
    return service_account_key(google, email)


def issue_token(
    google: Google, email: str, scopes: list[str] | None = None, *,
    seconds: float | None = None, value: str = "",
) -> Json:  # fmt: skip
    wanted = SCOPES if scopes is None else scopes
    return {"access_token": google.issue_token(email, wanted, seconds=seconds, value=value)}


def revoke_token(google: Google, value: str) -> Json:
    """End a bearer token or a consent at once."""
    held = [google.tokens.bearers.pop(value, None), google.tokens.refresh.pop(value, None)]
    return {"revoked": any(held)}


def consent(google: Google, email: str, scopes: list[str] | None = None) -> Json:
    """A person consents: the file that google-auth calls authorized_user."""
    return authorized_user(google, email, SCOPES if scopes is None else scopes)


def identity_token(google: Google, **claims: Any) -> Json:
    return {"id_token": mint(google, claims)}


def add_spreadsheet(google: Google, title: str, owner: str, **more: str) -> Json:
    """A new spreadsheet: ``file_id``, ``tab_title``, ``locale``, ``timeZone`` may be given."""
    return {"id": google.add_spreadsheet(title, owner, **more).file_id}


def add_shared_drive(google: Google, name: str, roles: dict[str, str]) -> Json:
    return {"id": google.add_shared_drive(name, **roles).file_id}


def share(google: Google, file_id: str, email: str, role: str = "writer") -> Json:
    return {"permission": google.share(file_id, email, role).permission_id}


def unshare(google: Google, file_id: str, email: str) -> Json:
    google.unshare(file_id, email)
    return {}


def set_office(google: Google, file_id: str, *, office: bool = True) -> Json:
    """Whether the file is an .xlsx that only looks like a spreadsheet."""
    google.files[file_id].office = office
    return {}


def trash(google: Google, file_id: str, *, trashed: bool = True) -> Json:
    google.files[file_id].trashed = trashed
    google.changed(google.files[file_id], google.files[file_id].owner)
    return {}


def delete(google: Google, file_id: str) -> Json:
    google.gone(google.files[file_id])
    return {}


def switch(google: Google, **values: Any) -> Json:
    """Set any of the switches; the answer is all of them."""
    known = {one.name for one in fields(Switches)}
    if values.keys() - known:
        raise LookupError(f"no switch {sorted(values.keys() - known)}; there are {sorted(known)}")
    for name, value in values.items():
        setattr(google.switches, name, frozenset(value) if name == "disabled" else value)
    return asdict(google.switches) | {"disabled": sorted(google.switches.disabled)}


def act_as(google: Google, file_id: str, email: str, act: str, **told: Any) -> Json:
    """A person does something in a file: any of the methods of ``Person``, by name."""
    person = Person(google, file_id, email)
    if act not in ACTS:
        raise LookupError(f"a person can {sorted(ACTS)}, not {act!r}")
    try:
        done = getattr(person, act)(**told)
    except RefusedError as error:
        return {"refused": str(error)}
    return {"done": done.file.file_id if isinstance(done, Person) else done}


def list_files(google: Google) -> Json:
    """Every file: id, name, owner, whether it lies in the trash."""
    told = [
        {"id": one.file_id, "name": one.name, "owner": one.owner, "trashed": one.trashed}
        for one in google.files.values()
    ]
    return {"files": told}


def list_deliveries(google: Google) -> Json:
    """Messages that went out to watch channels."""
    lines = [asdict(one) | {"at": one.at.isoformat()} for one in google.notices.deliveries]
    return {"deliveries": lines}


OPERATIONS: dict[str, Operation] = {
    function.__name__: function
    for function in (
        add_person, add_robot, issue_token, revoke_token, consent, identity_token,
        add_spreadsheet, add_shared_drive, share, unshare, set_office, trash, delete, switch,
        act_as, list_files, list_deliveries,
    )
}  # fmt: skip
