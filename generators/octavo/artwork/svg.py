"""SVG: a drawing as a file that looks the same anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from octavo.artwork.outlines import outline_labels
from octavo.document.drawing import (
    Close,
    Curve,
    Drawing,
    Group,
    Label,
    Move,
    Path,
    Shape,
    Step,
    Straight,
)
from octavo.document.length import Length
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme, colour


@dataclass(slots=True)
class _Writer:
    """What is known while a file is written."""

    theme: Theme
    clips: list[str] = field(default_factory=list[str])
    """The clipping rectangles so far, as elements."""


def write_svg(drawing: Drawing, theme: Theme, faces: Faces) -> bytes:
    """The drawing as an SVG 1.1 file, letters as outlines: it needs no font. Always the same."""
    writer = _Writer(theme)
    outlined = outline_labels(drawing, faces)
    body = "\n".join(line for shape in outlined.shapes for line in _shape(shape, writer))
    width, height = _number(drawing.width), _number(drawing.height)
    clips = f"<defs>{''.join(writer.clips)}</defs>\n" if writer.clips else ""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {width} {height}">\n{clips}'
        f'<g transform="matrix(1 0 0 -1 0 {height})">\n{body}\n</g>\n</svg>\n'
    )
    return text.encode()


def _shape(shape: Shape, writer: _Writer) -> Iterator[str]:
    match shape:
        case Path():
            yield _path(shape, writer.theme)
        case Group():
            yield f"<g{_placing(shape)}>"
            clip = _clip(shape, writer)
            yield f"<g{clip}>" if clip else "<g>"
            for inner in shape.shapes:
                yield from _shape(inner, writer)
            yield "</g></g>"
        case Label():
            raise TypeError("labels become outlines before they are written")
        case _:
            assert_never(shape)


def _placing(group: Group) -> str:
    if group.x == 0 and group.y == 0 and group.scale == 1:
        return ""
    scale = _number(group.scale, 4)
    return f' transform="matrix({scale} 0 0 {scale} {_number(group.x)} {_number(group.y)})"'


def _clip(group: Group, writer: _Writer) -> str:
    if group.clip is None:
        return ""
    left, bottom, width, height = map(_number, group.clip)
    name = f"clip{len(writer.clips) + 1}"
    rectangle = f'<rect x="{left}" y="{bottom}" width="{width}" height="{height}"/>'
    writer.clips.append(f'<clipPath id="{name}">{rectangle}</clipPath>')
    return f' clip-path="url(#{name})"'


def _path(path: Path, theme: Theme) -> str:
    fill = colour(theme, path.fill).screen if path.fill else "none"
    parts = [f'<path d="{"".join(map(_step, path.steps))}" fill="{fill}"']
    if path.fill and path.opacity < 1:
        parts.append(f'fill-opacity="{_number(path.opacity, 3)}"')
    if path.stroke:
        parts.append(f'stroke="{colour(theme, path.stroke).screen}"')
        parts.append(f'stroke-width="{_number(path.width)}"')
    if path.stroke and path.opacity < 1:
        parts.append(f'stroke-opacity="{_number(path.opacity, 3)}"')
    if path.dash:
        parts.append(f'stroke-dasharray="{" ".join(map(_number, path.dash))}"')
    if path.round_ends:
        parts.append('stroke-linecap="round" stroke-linejoin="round"')
    return " ".join(parts) + "/>"


def _step(step: Step) -> str:
    match step:
        case Move():
            return f"M{_numbers(step.x, step.y)}"
        case Straight():
            return f"L{_numbers(step.x, step.y)}"
        case Curve():
            return f"C{_numbers(step.x1, step.y1, step.x2, step.y2, step.x, step.y)}"
        case Close():
            return "Z"
        case _:
            assert_never(step)


def _numbers(*values: Length) -> str:
    return " ".join(map(_number, values))


def _number(value: float, digits: int = 2) -> str:
    """As few characters as say it to so many digits."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
