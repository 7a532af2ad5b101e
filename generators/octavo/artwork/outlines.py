"""Drawings without text: letters turned into their outlines, for files that carry no fonts."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

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


def outline_labels(drawing: Drawing, faces: Faces) -> Drawing:
    """The drawing with a filled path in place of each label."""
    return replace(drawing, shapes=tuple(_outline(shape, faces) for shape in drawing.shapes))


def _outline(shape: Shape, faces: Faces) -> Shape:
    match shape:
        case Path():
            return shape
        case Group():
            return replace(shape, shapes=tuple(_outline(inner, faces) for inner in shape.shapes))
        case Label():
            return _outline_label(shape, faces)
        case _:
            assert_never(shape)


def _outline_label(label: Label, faces: Faces) -> Path:
    face = faces.face(label.role, label.size)
    left = label.x - label.anchor * face.width(label.text, label.size, label.features)
    steps = face.outline(label.text, label.features)
    scale = label.size / 1000
    return Path(tuple(_moved(step, left, label.y, scale) for step in steps), fill=label.colour)


def _moved(step: Step, x: Length, y: Length, scale: float) -> Step:
    match step:
        case Move():
            return Move(x + step.x * scale, y + step.y * scale)
        case Straight():
            return Straight(x + step.x * scale, y + step.y * scale)
        case Curve():
            return Curve(
                x + step.x1 * scale,
                y + step.y1 * scale,
                x + step.x2 * scale,
                y + step.y2 * scale,
                x + step.x * scale,
                y + step.y * scale,
            )
        case Close():
            return step
        case _:
            assert_never(step)
