"""Requests about protected ranges."""

from __future__ import annotations

from typing import Any

from sandbox.google import protection
from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.batch.numbered import Shelf
from sandbox.google.masks import overlay
from sandbox.google.model import Tab

Json = dict[str, Any]

SHELF = Shelf("protected_ranges", "protectedRangeId", "protected range")
READ_ONLY = ("protectedRangeId", "requestingUserCanEdit")


def add_protected_range(batch: Batch, request: Json) -> Json:
    """The reply repeats what was asked for; who asked is an editor from then on."""
    wanted = given("ProtectedRange", request, "protectedRange")
    tab = tab_of(batch, wanted)
    check_holes(wanted)
    number = SHELF.number_for(batch, wanted.get("protectedRangeId"))
    kept = {name: part for name, part in wanted.items() if name not in READ_ONLY}
    kept = {"protectedRangeId": number, **kept}
    SHELF.add(tab, with_editors(batch, kept))
    shown = {**kept, "requestingUserCanEdit": True}
    return {
        "protectedRange": shown
        | ({} if kept.get("warningOnly") else {"editors": kept.get("editors", {})})
    }


def tab_of(batch: Batch, wanted: Json) -> Tab:
    """The tab of what is protected, by exactly one of the three ways to say it."""
    ways = [way for way in ("range", "namedRangeId", "tableId") if way in wanted]
    if len(ways) != 1:
        raise RefusedError("Exactly one of range, namedRangeId and tableId must be specified.")
    if ways == ["range"]:
        tab, _ = batch.area(wanted["range"])
        return tab
    for tab in batch.spreadsheet.tabs:
        grid_range = protection.backing(batch.spreadsheet, tab, wanted)
        if grid_range is not None and grid_range.get("sheetId", 0) == tab.sheet_id:
            return tab
    raise RefusedError(f"There is nothing with that {ways[0]} to protect.")


def check_holes(wanted: Json) -> None:
    if wanted.get("unprotectedRanges") and not protection.is_whole(wanted):
        raise RefusedError("Unprotected ranges are only supported on protected sheets.")
    if wanted.get("warningOnly") and wanted.get("editors"):
        raise RefusedError("Editors are not supported with warning-only protection.")


def with_editors(batch: Batch, wanted: Json) -> Json:
    if wanted.get("warningOnly"):
        return wanted
    editors = wanted.get("editors", {})
    users = list(dict.fromkeys([*editors.get("users", ()), batch.caller.email]))
    return {**wanted, "editors": {**editors, "users": users}}


def update_protected_range(batch: Batch, request: Json) -> Json:
    wanted = given("ProtectedRange", request, "protectedRange")
    mask = mask_for("ProtectedRange", request)
    tab, old = editable(batch, wanted.get("protectedRangeId", 0))
    changed = overlay(old, wanted, mask)
    changed |= {"protectedRangeId": old["protectedRangeId"]}
    changed.pop("requestingUserCanEdit", None)
    moved = tab_of(batch, changed)
    if changed.get("warningOnly"):
        changed.pop("editors", None)
    check_holes(changed)
    if old.get("warningOnly") and not changed.get("warningOnly") and "editors" not in changed:
        changed["editors"] = {"users": list(batch.caller.editors)}
    changed = with_editors(batch, changed)
    if moved is tab:
        SHELF.replace(tab, old, changed)
    else:
        SHELF.remove(tab, old)
        SHELF.add(moved, changed)
    return {}


def editable(batch: Batch, number: int) -> tuple[Tab, Json]:
    """A protection is changed and lifted by its editors alone."""
    tab, one = SHELF.find(batch, number)
    if not protection.may_edit(one, batch.caller):
        raise RefusedError(protection.refusal(batch.caller))
    return tab, one


def delete_protected_range(batch: Batch, request: Json) -> Json:
    tab, one = editable(batch, request.get("protectedRangeId", 0))
    SHELF.remove(tab, one)
    return {}


KINDS = {
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
}
