"""Field masks: which members of an answer are wanted, which members of a thing are changed.

Both spellings of the service are read: ``a.b.c`` and ``a/b/c``, lists in parentheses
``a(b,c)``, and ``*`` for everything below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|\*|[(),./])\s*")


class MaskError(ValueError):
    """The text is no field mask; ``path`` is what could not be read."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class Mask:
    """A tree of wanted members. ``whole`` wants everything below."""

    whole: bool = False
    members: Mapping[str, Mask] = field(default_factory=dict)

    def get(self, name: str) -> Mask | None:
        """What is wanted of the member, or nothing."""
        if self.whole:
            return self
        return self.members.get(name, self.members.get("*"))

    def reaches(self, *path: str) -> bool:
        mask: Mask | None = self
        for name in path:
            mask = mask.get(name) if mask else None
        return mask is not None

    def names(self, *path: str) -> bool:
        """Whether the text of the mask spells this path out, not merely a whole above it."""
        mask = self
        for name in path:
            if name not in mask.members:
                return False
            mask = mask.members[name]
        return True

    def paths(self, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """Every leaf of the mask, as the names from the top."""
        if self.whole:
            yield prefix
        for name, below in self.members.items():
            yield from below.paths((*prefix, name))


EVERYTHING = Mask(whole=True)


def parse_mask(text: str | None) -> Mask:
    """No text, or a lone star, wants everything."""
    if not text or text.strip() == "*":
        return EVERYTHING
    tree: Json = {}
    rest = read_list(tokens_of(text), tree, depth=0)
    if rest:
        raise MaskError(text)
    return mask_of(tree)


def tokens_of(text: str) -> list[str]:
    tokens, at = [], 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise MaskError(text)
        tokens.append("." if found[1] == "/" else found[1])
        at = found.end()
    return tokens


def read_list(tokens: list[str], tree: Json, depth: int) -> list[str]:
    """Read one comma list into the tree; what follows it comes back."""
    while True:
        tokens = read_path(tokens, tree, depth)
        if not tokens or (depth and tokens[0] == ")"):
            return tokens
        if tokens[0] != ",":
            raise MaskError("".join(tokens))
        tokens = tokens[1:]


def read_path(tokens: list[str], tree: Json, depth: int) -> list[str]:
    if not tokens or tokens[0] in {"(", ")", ",", "."}:
        raise MaskError("".join(tokens))
    below: Json = tree.setdefault(tokens[0], {})
    rest = tokens[1:]
    if rest and rest[0] == ".":
        return read_path(rest[1:], below, depth)
    if rest and rest[0] == "(":
        after = read_list(rest[1:], below, depth + 1)
        if not after or after[0] != ")":
            raise MaskError("".join(tokens))
        return after[1:]
    below["*"] = {}
    return rest


def mask_of(tree: Json) -> Mask:
    """A star beside other names wants them all; ``*`` with names below it stays a wildcard."""
    members = {name: mask_of(below) for name, below in tree.items()}
    star = members.get("*", None if members else EVERYTHING)
    return EVERYTHING if star and star.whole else Mask(members=members)


def prune(value: Any, mask: Mask) -> Any:
    """The wanted part of a JSON value; lists are gone through element by element."""
    if mask.whole:
        return value
    if isinstance(value, list):
        return [prune(one, mask) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: prune(below, wanted)
        for name, below in value.items()
        if (wanted := mask.get(name)) is not None
    }


def overlay(target: Json, source: Json, mask: Mask) -> Json:
    """The target with every masked member taken from the source.

    A masked member that the source does not have goes back to its default, which is absence.
    """
    if mask.whole:
        return dict(source)
    changed = dict(target)
    for name, below in mask.members.items():
        overlay_member(changed, source, name, below)
    return changed


def overlay_member(changed: Json, source: Json, name: str, below: Mask) -> None:
    if below.whole:
        if name in source:
            changed[name] = source[name]
        else:
            changed.pop(name, None)
        return
    inner = overlay(changed.get(name) or {}, source.get(name) or {}, below)
    if inner:
        changed[name] = inner
    else:
        changed.pop(name, None)
