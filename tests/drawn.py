"""Drawings taken apart: every path and label where it stands in the whole drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, assert_never

from octavo.document.drawing import Close, Curve, Drawing, Group, Label, Path, Shape, Step
from octavo.document.length import Length
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

Box: TypeAlias = tuple[Length, Length, Length, Length]
"""Left, bottom, right, top."""


@dataclass(frozen=True)
class Drawn:
    """A path or a label, and the box around what is seen of it."""

    shape: Path | Label
    box: Box


def take_apart(drawing: Drawing, faces: Faces) -> list[Drawn]:
    """Everything in the drawing that can be seen, from back to front."""
    whole = Group(drawing.shapes)
    return list(_walk(whole, 0.0, 0.0, 1.0, None, faces))


def paths(drawing: Drawing, faces: Faces) -> list[Path]:
    """The paths of the drawing."""
    return [drawn.shape for drawn in take_apart(drawing, faces) if isinstance(drawn.shape, Path)]


def words(drawing: Drawing, faces: Faces) -> list[Drawn]:
    """The labels of the drawing."""
    return [drawn for drawn in take_apart(drawing, faces) if isinstance(drawn.shape, Label)]


def read(drawing: Drawing, faces: Faces) -> str:
    """All text of the drawing, in order of drawing."""
    shapes = (drawn.shape for drawn in take_apart(drawing, faces))
    return " ".join(shape.text for shape in shapes if isinstance(shape, Label))


def strays(drawing: Drawing, faces: Faces, tolerance: Length = 0.6) -> list[Drawn]:
    """Whatever leaves the bounds of the drawing by more than `tolerance`."""
    return [
        drawn
        for drawn in take_apart(drawing, faces)
        if drawn.box[0] < -tolerance
        or drawn.box[1] < -tolerance
        or drawn.box[2] > drawing.width + tolerance
        or drawn.box[3] > drawing.height + tolerance
    ]


def collisions(drawing: Drawing, faces: Faces) -> list[tuple[str, str]]:
    """Pairs of labels that lie on each other."""
    found = words(drawing, faces)
    return [
        (_text(one), _text(other))
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if _meet(one.box, other.box)
    ]


def small(drawing: Drawing, faces: Faces, least: Length = 7.2) -> list[str]:
    """Labels in type that is too small to be read with ease."""
    return [
        drawn.shape.text
        for drawn in words(drawing, faces)
        if isinstance(drawn.shape, Label) and drawn.shape.size < least
    ]


def sizes_in_use(theme: Theme) -> set[Length]:
    """The type sizes of the theme's scale."""
    scale = theme.scale
    return {scale.note, scale.small, scale.text, scale.lead, scale.head, scale.title} | {
        scale.opener,
        scale.poster,
        scale.numeral,
    }


def _text(drawn: Drawn) -> str:
    return drawn.shape.text if isinstance(drawn.shape, Label) else ""


def _meet(one: Box, other: Box) -> bool:
    air = 0.4
    return (
        one[0] < other[2] - air
        and other[0] < one[2] - air
        and one[1] < other[3] - air
        and other[1] < one[3] - air
    )


def _walk(
    shape: Shape, x: Length, y: Length, scale: float, clip: Box | None, faces: Faces
) -> Iterator[Drawn]:
    match shape:
        case Group():
            x, y, scale = x + shape.x * scale, y + shape.y * scale, scale * shape.scale
            clip = _clip(shape, x, y, scale) if shape.clip else clip
            for inner in shape.shapes:
                yield from _walk(inner, x, y, scale, clip, faces)
        case Path():
            box = _box_of_path(shape)
            yield from _seen(shape, _placed(box, x, y, scale), clip)
        case Label():
            yield from _seen(shape, _placed(_box_of_label(shape, faces), x, y, scale), clip)
        case _:
            assert_never(shape)


def _seen(shape: Path | Label, box: Box, clip: Box | None) -> Iterator[Drawn]:
    if clip:
        box = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    if box[0] <= box[2] and box[1] <= box[3]:
        yield Drawn(shape, box)


def _clip(group: Group, x: Length, y: Length, scale: float) -> Box:
    assert group.clip
    left, bottom, width, height = group.clip
    return _placed((left, bottom, left + width, bottom + height), x, y, scale)


def _placed(box: Box, x: Length, y: Length, scale: float) -> Box:
    left, bottom, right, top = box
    return x + left * scale, y + bottom * scale, x + right * scale, y + top * scale


def _box_of_path(path: Path) -> Box:
    points = [point for step in path.steps for point in _points(step)]
    half = path.width / 2 if path.stroke else 0.0
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across) - half, min(up) - half, max(across) + half, max(up) + half


def _points(step: Step) -> Iterator[tuple[Length, Length]]:
    if isinstance(step, Close):
        return
    yield step.x, step.y
    if isinstance(step, Curve):
        yield step.x1, step.y1
        yield step.x2, step.y2


def _box_of_label(label: Label, faces: Faces) -> Box:
    """The box around the ink of the letters; for nothing but spaces, their width."""
    scale = label.size / 1000
    width = faces.face(label.role, label.size).width(label.text, label.size, label.features)
    left = label.x - label.anchor * width
    inner = _ink(label.text, label.role, label.size, label.features, faces)
    if inner is None:
        return left, label.y, left + width, label.y
    return _placed(inner, left, label.y, scale)


@lru_cache(4096)
def _ink(text: str, role: str, size: Length, features: tuple[str, ...], faces: Faces) -> Box | None:
    steps = faces.face(role, size).outline(text, features)
    return _box_of_path(Path(steps)) if steps else None
