"""Who may change what: protected tabs and ranges, and the words of a refusal.

The owner of a file may always; a range that only warns never stops the API.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sandbox.google.errors import invalid
from sandbox.google.model import Area, Caller, Spreadsheet, Tab

Json = dict[str, Any]

REFUSALS = {
    "en": "You are trying to edit a protected cell or object. Please contact the spreadsheet "
    "owner to remove protection if you need to edit.",
    "ru": "Вы пытаетесь изменить защищенную ячейку или объект. Если вам необходимо внести "
    "изменения, обратитесь к владельцу таблицы с просьбой отменить защиту.",
    "es": "Estás intentando editar una celda o un objeto protegidos. Ponte en contacto con el "
    "propietario de la hoja de cálculo para que te quite la protección si necesitas editarla.",
}


def refusal(caller: Caller) -> str:
    """The service speaks the language of the account that asks."""
    return REFUSALS.get(caller.language[:2], REFUSALS["en"])


def check_values(
    spreadsheet: Spreadsheet, areas: Iterable[Area], caller: Caller, place: str = "data[{}]"
) -> None:
    """Raises what a values method answers; the n-th area stands for the n-th range of the call."""
    for number, area in enumerate(areas):
        if blocked(spreadsheet, area, caller):
            raise invalid(f"Invalid {place.format(number)}: {refusal(caller)}")


def blocked(spreadsheet: Spreadsheet, area: Area, caller: Caller) -> bool:
    """Whether a protection keeps the caller from changing any of these cells."""
    tab = spreadsheet.tab(area.sheet_id)
    if tab is None or caller.owner:
        return False
    return any(
        not may_edit(protection, caller)
        and uncovered(met, [tab.clip(hole) for hole in protection.get("unprotectedRanges", ())])
        for protection in tab.protected_ranges
        if (met := area.meet(covered(spreadsheet, tab, protection))) is not None
    )


def blocked_rows(spreadsheet: Spreadsheet, tab: Tab, rows: range, caller: Caller) -> bool:
    """Whether these whole rows hold anything protected."""
    area = Area(tab.sheet_id, rows.start, 0, rows.stop, tab.columns)
    return blocked(spreadsheet, area, caller)


def blocked_tab(tab: Tab, caller: Caller) -> bool:
    """Whether the tab as a whole (its name, its place, its existence) is protected."""
    return not caller.owner and any(
        is_whole(protection) and not may_edit(protection, caller)
        for protection in tab.protected_ranges
    )


def is_whole(protection: Json) -> bool:
    """A protection without bounds is a protected sheet."""
    bounds = protection.get("range", {}).keys() - {"sheetId"}
    return not bounds and not protection.get("namedRangeId") and not protection.get("tableId")


def may_edit(protection: Json, caller: Caller) -> bool:
    if caller.owner or protection.get("warningOnly"):
        return True
    editors = protection.get("editors", {})
    if caller.email in editors.get("users", ()):
        return True
    if any(group in caller.groups for group in editors.get("groups", ())):
        return True
    return bool(editors.get("domainUsersCanEdit")) and same_domain(editors, caller)


def same_domain(editors: Json, caller: Caller) -> bool:
    domain = caller.email.rpartition("@")[2]
    return any(user.rpartition("@")[2] == domain for user in editors.get("users", ()))


def covered(spreadsheet: Spreadsheet, tab: Tab, protection: Json) -> Area:
    """The cells of a protection, which may follow a named range or a table."""
    return tab.clip(backing(spreadsheet, tab, protection) or {})


def backing(spreadsheet: Spreadsheet, tab: Tab, holder: Json) -> Json | None:
    """The GridRange of something backed by a range, a named range or a table."""
    if wanted := holder.get("namedRangeId"):
        named = (one for one in spreadsheet.named_ranges if one["namedRangeId"] == wanted)
        return next((one["range"] for one in named), None)
    if wanted := holder.get("tableId"):
        tables = (one for one in tab.tables if one["tableId"] == wanted)
        return next((one["range"] for one in tables), None)
    return holder.get("range")


def uncovered(area: Area, holes: Sequence[Area]) -> bool:
    """Whether any cell of the area lies outside all of the holes."""
    if not holes:
        return True
    met = area.meet(holes[0])
    if met is None:
        return uncovered(area, holes[1:])
    return any(uncovered(piece, holes[1:]) for piece in around(area, met))


def around(area: Area, hole: Area) -> list[Area]:
    """What is left of the area when a hole inside it is cut out: up to four pieces."""
    pieces = (
        (area.top, area.left, hole.top, area.right),
        (hole.bottom, area.left, area.bottom, area.right),
        (hole.top, area.left, hole.bottom, hole.left),
        (hole.top, hole.right, hole.bottom, area.right),
    )
    return [
        Area(area.sheet_id, top, left, bottom, right)
        for top, left, bottom, right in pieces
        if top < bottom and left < right
    ]


def shown(protection: Json, caller: Caller) -> Json:
    """A protection as this caller reads it: who may edit is told only to those who may."""
    kept = {name: part for name, part in protection.items() if name != "editors"}
    if not may_edit(protection, caller):
        return kept
    kept["requestingUserCanEdit"] = True
    return kept if protection.get("warningOnly") else {**kept, "editors": protection["editors"]}
