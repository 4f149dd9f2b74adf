"""Google's cell formats as CSS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_ALIGN = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
_VERTICAL = {"TOP": "top", "MIDDLE": "middle", "BOTTOM": "bottom"}


def css_of(format_: Json) -> str:
    """The look of a cell; empty for a plain one."""
    return ";".join(_rules(format_))


def color_of(format_: Json, name: str) -> str:
    """A colour as ``#rrggbb``, from the style or the older plain member; empty if there is none."""
    style = format_.get(f"{name}Style", {}).get("rgbColor")
    color = style if style is not None else format_.get(name)
    if color is None:
        return ""
    return "#" + "".join(f"{round(255 * color.get(c, 0)):02x}" for c in ("red", "green", "blue"))


def _rules(format_: Json) -> Iterator[str]:
    text = format_.get("textFormat", {})
    if fill := color_of(format_, "backgroundColor"):
        yield f"background:{fill}"
    if ink := color_of(text, "foregroundColor"):
        yield f"color:{ink}"
    yield from _text_rules(text)
    if align := _ALIGN.get(format_.get("horizontalAlignment", "")):
        yield f"text-align:{align}"
    if vertical := _VERTICAL.get(format_.get("verticalAlignment", "")):
        yield f"vertical-align:{vertical}"
    if format_.get("wrapStrategy") == "WRAP":
        yield "white-space:normal;overflow-wrap:anywhere"
    if left := format_.get("padding", {}).get("left"):
        yield f"padding-left:{int(left)}px"
    for side, border in format_.get("borders", {}).items():
        if border.get("style", "NONE") != "NONE" and side in {"top", "bottom", "left", "right"}:
            yield f"border-{side}:1px solid {color_of(border, 'color') or '#000000'}"


def _text_rules(text: Json) -> Iterator[str]:
    if text.get("bold"):
        yield "font-weight:700"
    if text.get("italic"):
        yield "font-style:italic"
    if text.get("strikethrough"):
        yield "text-decoration:line-through"
    if text.get("fontSize") not in (None, 10):
        yield f"font-size:{int(text['fontSize'])}pt"
