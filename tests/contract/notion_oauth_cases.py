"""Cases of OAuth and emojis."""

from __future__ import annotations

from contract.notion_place import Case

CASES: dict[str, tuple[Case, str]] = {}
