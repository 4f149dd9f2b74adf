"""What people enter in cells, turned into what is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.ids import dashed
from sandbox.notion.model import Json, Property
from sandbox.notion.moments import entered_date
from sandbox.notion.operations_schema import schema_changed
from sandbox.notion.options import find_option, new_option, option_name
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain_item

LONGEST_ITEM = 2000
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")


class OddError(ValueError):
    """The script of the page sends nothing of the kind."""


class RefusedError(ValueError):
    """What somebody entered cannot be. ``why`` is a key of the page's words."""

    def __init__(self, why: str, text: str = "") -> None:
        super().__init__(text)
        self.why, self.text = why, text[:80]


def stored(space: Notion, column: Property, entered: Any, by: str) -> Any:
    """What a column keeps of what was entered; a new option joins its column."""
    keep = KEPT.get(column.type)
    if keep is None:
        raise OddError(column.type)
    return keep(Entry(space, column, by), entered)


class Entry:
    """Who enters something, and where."""

    def __init__(self, space: Notion, column: Property, by: str) -> None:
        self.space, self.column, self.by = space, column, by

    def option(self, entered: Any) -> str:
        """Id of an option, which is named or known by its id; a new one for a new name."""
        options: list[Json] = self.column.config["options"]
        text = word(entered)
        found = find_option(options, {"id": text}) or find_option(options, {"name": text})
        if found is None:
            if self.column.type == "status":
                raise OddError(text)
            found = new_option(self.space, named(text), len(options))
            options.append(found)
            self._tell()
        return str(found["id"])

    def _tell(self) -> None:
        for source in self.space.data_sources.values():
            if source.properties.get(self.column.id) is self.column:
                schema_changed(self.space, source, self.column, "updated", self.by)


def named(text: str) -> str:
    """A name that an option may have."""
    if "," in text:
        raise RefusedError("comma", text)
    return option_name(text, "option")


def items(text: str) -> list[Json]:
    """Text as it is kept: in items that are not too long."""
    parts = [text[at : at + LONGEST_ITEM] for at in range(0, len(text), LONGEST_ITEM)]
    return [plain_item(part) for part in parts]


def number(text: str) -> int | float | None:
    """A number as people write it: ``1,800``, ``12,5``, ``70%``."""
    bare = re.sub(r"[\s\u00a0\u202f$€£¥₽]|RUB", "", text)
    share = bare.endswith("%")
    bare = bare.removesuffix("%")
    bare = bare.replace(",", "" if _THOUSANDS.fullmatch(bare) else ".")
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare):
        raise RefusedError("not_a_number", text)
    if share:
        return round(float(bare) / 100, 12)
    return float(bare) if "." in bare else int(bare)


def word(entered: Any) -> str:
    """A text that is not empty."""
    if not isinstance(entered, str) or not entered.strip():
        raise OddError(repr(entered))
    return entered.strip()


def words(entered: Any) -> list[str]:
    """A list of texts, each once; nothing is an empty list."""
    if entered is None:
        return []
    if not isinstance(entered, list):
        raise OddError(repr(entered))
    return list(dict.fromkeys(word(one) for one in entered))


def _text(_entry: Entry, entered: Any) -> list[Json]:
    if not isinstance(entered, str | None):
        raise OddError(repr(entered))
    return items(entered or "")


def _number(_entry: Entry, entered: Any) -> int | float | None:
    if not isinstance(entered, str | None):
        raise OddError(repr(entered))
    return number(entered or "")


def _string(_entry: Entry, entered: Any) -> str | None:
    return word(entered) if entered else None


def _checkbox(_entry: Entry, entered: Any) -> bool:
    if not isinstance(entered, bool | None):
        raise OddError(repr(entered))
    return bool(entered)


def _date(_entry: Entry, entered: Any) -> Json | None:
    if entered is None:
        return None
    if not isinstance(entered, dict):
        raise OddError(repr(entered))
    start = entered_date(word(entered.get("start")))
    end = entered_date(word(entered["end"])) if entered.get("end") else None
    if start is None or (entered.get("end") and end is None):
        raise OddError(repr(entered))
    if end is not None and end < start:
        start, end = end, start
    return {"start": start, "end": end, "time_zone": None}


def _people(entry: Entry, entered: Any) -> list[str]:
    found = words(entered)
    if any(one not in entry.space.users for one in found):
        raise OddError(repr(entered))
    return found


def _relation(entry: Entry, entered: Any) -> list[str]:
    found = [dashed(one) or one for one in words(entered)]
    target = entry.column.config["data_source_id"]
    pages = [entry.space.pages.get(one) for one in found]
    if any(page is None or page.parent.id != target for page in pages):
        raise OddError(repr(entered))
    return found


KEPT: Mapping[str, Callable[[Entry, Any], Any]] = {
    "title": _text, "rich_text": _text, "number": _number, "url": _string, "email": _string,
    "phone_number": _string, "checkbox": _checkbox, "date": _date, "people": _people,
    "relation": _relation,
    "select": lambda entry, entered: entry.option(entered) if entered else None,
    "status": lambda entry, entered: entry.option(entered) if entered else None,
    "multi_select": lambda entry, entered: [entry.option(one) for one in words(entered)],
}  # fmt: skip
"""Type → what is stored of what is entered."""
