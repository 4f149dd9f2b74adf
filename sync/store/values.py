"""Cell values, records and small values of ours as JSON that gives back exactly what it got.

A number is ``{"n": "1.50"}``, a day ``{"d": "2026-10-01"}``, an error value ``{"e": "#REF!"}``, a
formula ``{"f": "TODAY()"}``; texts, booleans, counts and null stand for themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from sync.core.vocabulary import ErrorValue, Formula, Record

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Plain = str | Decimal | bool | int | date | ErrorValue | Formula | None

D = TypeVar("D", bound="DataclassInstance")


def to_json(value: Plain) -> Json:
    """One value."""
    match value:
        case Decimal():
            return {"n": str(value)}
        case date():
            return {"d": value.isoformat()}
        case ErrorValue():
            return {"e": value.code}
        case Formula():
            return {"f": value.text}
        case _:
            return value


def from_json(kept: Json) -> Plain:
    """The value that ``to_json`` was given."""
    if isinstance(kept, dict):
        ((kind, text),) = kept.items()
        return _tagged(kind, str(text))
    assert kept is None or isinstance(kept, str | int)
    return kept


def _tagged(kind: str, text: str) -> Plain:
    match kind:
        case "n":
            return Decimal(text)
        case "d":
            return date.fromisoformat(text)
        case "e":
            return ErrorValue(text)
        case _:
            return Formula(text)


def record_to_json(record: Mapping[str, Plain]) -> Json:
    return {key: to_json(value) for key, value in record.items()}


def record_from_json(kept: Json) -> Record:
    assert isinstance(kept, dict)
    return {key: from_json(value) for key, value in kept.items()}  # type: ignore[misc]  # cell values went in


def pack(item: DataclassInstance) -> Json:
    """A dataclass whose fields are plain values."""
    return {each.name: to_json(getattr(item, each.name)) for each in fields(item)}


def unpack(kind: type[D], kept: Json) -> D:
    """The dataclass that ``pack`` was given. What another version of it had is passed over."""
    assert isinstance(kept, dict)
    known = {each.name for each in fields(kind)}
    return kind(**{key: from_json(value) for key, value in kept.items() if key in known})


def column_text(text: str) -> str:
    """A text as a column of the database can hold it: without NUL and halves of characters."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
