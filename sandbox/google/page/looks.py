"""Google's cell formats as CSS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
Place = tuple[int, int]
Edges = dict[str, Json]
"""``right`` and ``bottom`` → the border there."""

_ALIGN = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
_VERTICAL = {"TOP": "top", "MIDDLE": "middle", "BOTTOM": "bottom"}
_LINES = {
    "SOLID": "1px solid", "SOLID_MEDIUM": "2px solid", "SOLID_THICK": "3px solid",
    "DOTTED": "1px dotted", "DASHED": "1px dashed", "DOUBLE": "3px double",
}  # fmt: skip
USUAL_SIZE = 10


def css_of(format_: Json, edges: Mapping[str, Json]) -> str:
    """The look of a cell; empty for a plain one."""
    return ";".join([*_rules(format_), *_lines(edges)])


def color_of(format_: Json, name: str) -> str:
    """A colour as ``#rrggbb``, from the style or the older plain member; empty if there is none."""
    style = format_.get(f"{name}Style", {}).get("rgbColor")
    color = style if style is not None else format_.get(name)
    if color is None:
        return ""
    return "#" + "".join(f"{round(255 * color.get(c, 0)):02x}" for c in ("red", "green", "blue"))


def edges_of(formats: Mapping[Place, Json]) -> dict[Place, Edges]:
    """The borders of cells, each told once: at the cell left of it or above it.

    Two neighbours that both have a border share one line, as in the editor.
    """
    found: dict[Place, Edges] = {}
    for (row, column), format_ in formats.items():
        for side, border in format_.get("borders", {}).items():
            if border.get("style", "NONE") not in _LINES:
                continue
            if side in {"right", "bottom"}:
                found.setdefault((row, column), {})[side] = border
            elif side == "left" and column:
                found.setdefault((row, column - 1), {}).setdefault("right", border)
            elif side == "top" and row:
                found.setdefault((row - 1, column), {}).setdefault("bottom", border)
    return found


def _rules(format_: Json) -> Iterator[str]:
    text = format_.get("textFormat", {})
    if (fill := color_of(format_, "backgroundColor")) and fill != "#ffffff":
        yield f"background-color:{fill}"
    if (ink := color_of(text, "foregroundColor")) and ink != "#000000":
        yield f"color:{ink}"
    yield from _text_rules(text)
    if (align := _ALIGN.get(format_.get("horizontalAlignment", ""))) and align != "left":
        yield f"text-align:{align}"
    if (vertical := _VERTICAL.get(format_.get("verticalAlignment", ""))) and vertical != "bottom":
        yield f"vertical-align:{vertical}"
    if format_.get("wrapStrategy") == "WRAP":
        yield "white-space:pre-wrap;overflow-wrap:anywhere"
    left = format_.get("padding", {}).get("left")
    if left not in (None, 3):
        yield f"padding-left:{int(left)}px"


def _text_rules(text: Json) -> Iterator[str]:
    if text.get("bold"):
        yield "font-weight:700"
    if text.get("italic"):
        yield "font-style:italic"
    lines = [word for name, word in (("underline", "underline"), ("strikethrough", "line-through"))
             if text.get(name)]  # fmt: skip
    if lines:
        yield f"text-decoration:{' '.join(lines)}"
    if text.get("fontSize") not in (None, USUAL_SIZE):
        yield f"font-size:{int(text['fontSize'])}pt"


def _lines(edges: Mapping[str, Json]) -> Iterator[str]:
    for side, border in sorted(edges.items()):
        yield f"border-{side}:{_LINES[border['style']]} {color_of(border, 'color') or '#000000'}"
