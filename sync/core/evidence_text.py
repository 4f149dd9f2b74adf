"""The records behind a metric in a few lines: for documents whose evidence is one cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sync.core.evidence import YES
from sync.core.texts.message import show
from sync.core.vocabulary import Language, Record, Text

LISTED = 6
"""Records of each kind, counted and not."""
LONGEST_TITLE = 60
"""So that all of it fits into two thousand characters, the link at its end included."""
MORE = Text("All of them: {link}", "Все записи: {link}")
SHORTENED = Text("… and {n} more", "… и ещё {n}")


def evidence_text(records: Sequence[Record], link: str, language: Language) -> str | None:
    """What the Evidence tab says of one metric: the totals, some records counted, some that are
    not and why, and where all of them are. None when there is nothing to say."""
    totals = [record for record in records if not record.get("record")]
    listed = [record for record in records if record.get("record")]
    if not records:
        return None
    counted = [record for record in listed if record.get("counted") in YES]
    others = [record for record in listed if record.get("counted") not in YES]
    lines = [
        *(str(record["title"]) for record in totals),
        *_lines(counted, "✓", language),
        *_lines(others, "✗", language),
        MORE.of(language).format(link=link),
    ]
    return "\n".join(lines)


def _lines(records: Sequence[Record], mark: str, language: Language) -> Iterator[str]:
    for record in records[:LISTED]:
        yield f"{mark} " + " · ".join(_parts(record, language))
    if len(records) > LISTED:
        yield SHORTENED.of(language).format(n=len(records) - LISTED)


def _parts(record: Record, language: Language) -> Iterable[str]:
    title, day, amount = (record.get(key) for key in ("title", "date", "amount"))
    yield str(title or record["record"])[:LONGEST_TITLE]
    if isinstance(day, date):
        yield show(day, language)
    if isinstance(amount, Decimal):
        yield show(amount, language)
    if record.get("counted") not in YES:
        yield str(record.get("counted") or "")
