"""Whether a piece of a request has the shape it must have, told in Notion's words when not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.errors import NotionError, invalid

Shape = Callable[[Any, str], Any]
"""Takes a value and its path; gives the value as it is kept, or raises."""
MOST_ITEMS = 100


def shown(value: Any) -> str:
    """A value as Notion shows it in a refusal."""
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def misfit(path: str, expected: str, value: Any) -> NotionError:
    """A value that is something else."""
    return invalid(
        f"body failed validation: {path} should be {expected}, instead was {shown(value)}."
    )


def missing(path: str) -> NotionError:
    """A value that is not there."""
    return invalid(f"body failed validation: {path} should be defined, instead was `undefined`.")


def text(value: Any, path: str) -> Any:
    if not isinstance(value, str):
        raise misfit(path, "a string", value)
    return value


def flag(value: Any, path: str) -> Any:
    if not isinstance(value, bool):
        raise misfit(path, "a boolean", value)
    return value


def number(value: Any, path: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise misfit(path, "a number", value)
    return value


def whole(value: Any, path: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise misfit(path, "a positive integer", value)
    return value


def word(*allowed: Any) -> Shape:
    """One of a few."""
    told = [shown(one) for one in allowed]
    expected = told[0] if len(told) == 1 else f"{', '.join(told[:-1])}, or {told[-1]}"

    def fit(value: Any, path: str) -> Any:
        if isinstance(value, bool) or value not in allowed:
            raise misfit(path, expected, value)
        return value

    return fit


def nullable(shape: Shape) -> Shape:
    """Nothing, or what fits."""
    return lambda value, path: None if value is None else shape(value, path)


def listed(shape: Shape, most: int = MOST_ITEMS) -> Shape:
    """A list of what fits."""

    def fit(value: Any, path: str) -> Any:
        if not isinstance(value, list):
            raise misfit(path, "an array", value)
        if len(value) > most:
            raise invalid(
                f"body failed validation: {path}.length should be ≤ `{most}`, "
                f"instead was `{len(value)}`."
            )
        return [shape(one, f"{path}[{place}]") for place, one in enumerate(value)]

    return fit


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these keys and no others."""
    known = {**required, **(optional or {})}

    def fit(value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            raise misfit(path, "an object", value)
        for key in required:
            if key not in value:
                raise missing(f"{path}.{key}")
        for key, found in value.items():
            if key not in known:
                raise misfit(f"{path}.{key}", "not present", found)
        return {key: known[key](found, f"{path}.{key}") for key, found in value.items()}

    return fit


def variants(key: str, shapes: Mapping[str, Shape]) -> Shape:
    """An object whose shape one of its keys tells."""
    kinds = word(*shapes)

    def fit(value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            raise misfit(path, "an object", value)
        if key not in value:
            raise missing(f"{path}.{key}")
        return shapes[kinds(value[key], f"{path}.{key}")](value, path)

    return fit
