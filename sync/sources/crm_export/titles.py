"""Which titles of a row name the columns of deals."""

from __future__ import annotations

from collections.abc import Sequence

from sync.core.fields import STANDARD, fold_field, role_of, split_unit

_RANK = {
    (role, fold_field(name)): place
    for role, names in STANDARD.items()
    for place, name in enumerate(names)
}


def roles_of(titles: Sequence[str]) -> dict[str, int]:
    """Role → the column that fills it: of several that could, the one with the better title."""
    best: dict[str, tuple[int, int]] = {}
    for column, title in enumerate(titles):
        role = role_of(title) if title and len(title) <= 100 else None
        if role:
            rank = _rank(role, title)
            best[role] = min(best.get(role, (rank, column)), (rank, column))
    return {role: column for role, (_, column) in best.items()}


def _rank(role: str, title: str) -> int:
    plain = _RANK.get((role, fold_field(title)))
    return plain if plain is not None else _RANK[role, fold_field(split_unit(title)[0])]
