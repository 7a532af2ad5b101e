"""What is painted on the pages of a finished PDF, with which inks, how large and over what.

Read from the file itself, whoever wrote it. A form that is drawn often is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from octavo.document.length import Length, add_up
from octavo.pdf.tags import Corners
from octavo.pdf.usage import ALL_INKS, Matrix, multiply

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

Inks: TypeAlias = tuple[tuple[str, float], ...]
"""Each ink that a paint has, by name, and how much of it, from 0 to 1; none has nothing."""
Number: TypeAlias = "int | float | Decimal"
OperandList: TypeAlias = Sequence[Object]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The matrix that moves nothing: at the beginning of a page user space is that of the page."""
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
OPERATORS = (
    "q Q cm Do gs w g G k K rg RG cs CS sc SC scn SCN m l c v y re h f F f* B B* b b* S s n W W* "
    "BT Tf Td TD Tm TL T* Tr Tj TJ ' \" sh BI"
)
FILLING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKING = frozenset({"S", "s", "B", "B*", "b", "b*"})
SHOWING = frozenset({"Tj", "TJ", "'", '"'})
EXTENDING = frozenset({"l", "c", "v", "y"})
"""Nearly all operators of drawings: they are told apart first."""
NOWHERE: Corners = (0.0, 0.0, -1.0, -1.0)
"""A clip that nothing is seen in: its right edge lies left of its left one, as no box's does."""
UNSEEN = frozenset({3, 7})
"""Rendering modes of text that paint nothing (ISO 32000-1, table 106)."""
INSIDE = 0.3
"""Part of the type size, right of and above the origin of a text, at which its ground is looked up:
inside the first letter, whatever it is."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How something is painted."""

    inks: Inks | None = ()
    """`None` where it is no known mixture of inks."""
    overprints: bool = False
    """Whether it leaves below it the inks that it has none of."""
    opaque: bool = True

    @property
    def total(self) -> float:
        """All inks together, from 0 to 4 and more."""
        return add_up(share for _, share in self.inks or ())

    @property
    def is_registration(self) -> bool:
        """Whether it is on every plate, as marks are."""
        return any(name == ALL_INKS for name, _ in self.inks or ())

    def share(self, ink: str) -> float:
        """How much of `ink` it has."""
        return dict(self.inks or ()).get(ink, 0.0)


@dataclass(frozen=True, slots=True)
class ShownText:
    """Text in one paint."""

    at: tuple[Length, Length]
    """A point inside its first letter."""
    size: Length
    paint: Paint


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """Strokes in one paint; around a shape of the same paint there are none."""

    boxes: tuple[Corners, ...]
    """Around each part of a registration mark; of other lines it does not matter where they are."""
    width: Length
    paint: Paint


@dataclass(frozen=True, slots=True)
class FilledShape:
    """A shape filled with one paint, or a picture."""

    boxes: tuple[Corners, ...]
    """Around each part."""
    paint: Paint


PaintedThing: TypeAlias = ShownText | DrawnLine | FilledShape


def list_painted(pdf: Pdf) -> tuple[tuple[PaintedThing, ...], ...]:
    """What is painted on each page of `pdf`, in the order in which it is."""
    reader = _PaintReader()
    return tuple(reader.read(page) for page in pdf.pages)


@dataclass(slots=True)
class _PaintState:
    """The part of the graphics state that decides how something is painted."""

    matrix: Matrix = UNMOVED
    fill: Inks | None = (("Black", 1.0),)
    stroke: Inks | None = (("Black", 1.0),)
    fill_space: Object | None = None
    stroke_space: Object | None = None
    width: Length = 1.0
    size: Length = 0.0
    leading: Length = 0.0
    mode: int = 0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    keeps_zeros: bool = False
    """Whether overprinted process colours leave what they have none of (OPM 1)."""
    opacity: tuple[float, float] = (1.0, 1.0)
    """Of fills and of strokes."""
    clip: Corners | None = None
    """The bounds of what nothing is seen outside of."""


@dataclass(slots=True)
class _Drawing:
    """A content stream while it is read: its state, its path, its place in the text."""

    state: _PaintState
    resources: Object
    found: list[PaintedThing] = field(default_factory=list[PaintedThing])
    kept: list[_PaintState] = field(default_factory=list[_PaintState])
    parts: list[list[Number]] = field(default_factory=list[list[Number]])
    """Of the path: the coordinates of each, across and up in turn, as they are read: most are never
    looked at."""
    clips: bool = False
    """Whether the path is to be cut by, once it is painted."""
    line: Matrix = UNMOVED
    """The text line matrix."""


class _PaintReader:
    """Reads the pages of one PDF; what they share it reads once for each state it is drawn in."""

    def __init__(self) -> None:
        self._forms: dict[object, tuple[PaintedThing, ...]] = {}

    def read(self, page: Page) -> tuple[PaintedThing, ...]:
        return self._read(page.obj, page.resources, _PaintState())

    def _read(
        self, stream: Object, resources: Object, state: _PaintState
    ) -> tuple[PaintedThing, ...]:
        drawing = _Drawing(state, resources)
        for instruction in pikepdf.parse_content_stream(stream, OPERATORS):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in EXTENDING:
                if drawing.parts:
                    drawing.parts[-1] += cast("Sequence[Number]", operands)
            elif operator == "Do":
                called = resources.XObject[str(operands[0])]
                drawing.found += self._show(called, drawing.state, resources)
            elif (follow := _FOLLOWED.get(operator)) is not None:
                follow(drawing, cast("OperandList", operands))
            elif operator in SHOWING:
                _show_text(drawing, operator)
            else:
                _paint_path(drawing, operator)
        return tuple(drawing.found)

    def _show(self, thing: Object, state: _PaintState, around: Object) -> Iterator[PaintedThing]:
        """What drawing a form or a picture paints."""
        if thing.get("/Subtype") == Name.Image:
            box = _bound((0, 0, 1, 0, 0, 1, 1, 1), state.matrix)
            picture = FilledShape((box,), Paint(_read_picture(thing, state), False))
            yield from _cut((picture,), state.clip)
            return
        own = thing.get("/Matrix")
        matrix = (
            multiply(_read_matrix(list(own)), state.matrix) if own is not None else state.matrix
        )
        plain = replace(state, matrix=(*_round(matrix[:4]), 0.0, 0.0))
        key = thing.objgen, _key_of(plain)
        if key not in self._forms:
            resources = thing.get("/Resources", around)
            left, bottom, right, top = _read_numbers(list(thing.BBox))
            corners = left, bottom, right, bottom, right, top, left, top
            bounds = _bound(corners, plain.matrix)
            self._forms[key] = self._read(thing, resources, replace(plain, clip=bounds))
        shifted = (_shift(one, matrix[4], matrix[5]) for one in self._forms[key])
        yield from _cut(shifted, state.clip)


def _key_of(state: _PaintState) -> tuple[object, ...]:
    return (
        *(state.matrix, state.fill, state.stroke, state.width, state.mode, state.opacity),
        *(state.fill_overprints, state.stroke_overprints, state.keeps_zeros),
    )


def _round(values: Sequence[float]) -> tuple[float, float, float, float]:
    a, b, c, d = (round(value, 6) for value in values)
    return a, b, c, d


def _shift(thing: PaintedThing, x: Length, y: Length) -> PaintedThing:
    if isinstance(thing, ShownText):
        return replace(thing, at=(thing.at[0] + x, thing.at[1] + y))
    boxes = tuple((a + x, b + y, c + x, d + y) for a, b, c, d in thing.boxes)
    return replace(thing, boxes=boxes)


def _cut(things: Iterable[PaintedThing], clip: Corners | None) -> Iterator[PaintedThing]:
    """What is seen inside `clip`, and that of which nobody knows where it is."""
    for thing in things:
        if clip is None:
            yield thing
        elif isinstance(thing, ShownText):
            if _meet((*thing.at, *thing.at), clip):
                yield thing
        elif not thing.boxes:
            yield thing
        elif boxes := tuple(met for box in thing.boxes if (met := _meet(box, clip))):
            yield thing if boxes == thing.boxes else replace(thing, boxes=boxes)


def _meet(box: Corners, clip: Corners) -> Corners | None:
    """The part of a box that is inside `clip`."""
    left, bottom = max(box[0], clip[0]), max(box[1], clip[1])
    right, top = min(box[2], clip[2]), min(box[3], clip[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def _read_picture(image: Object, state: _PaintState) -> Inks | None:
    """The inks that a picture may have; those of a mask are those of fills."""
    if "/ImageMask" in image:
        return state.fill
    space = image.get("/ColorSpace", Name.DeviceGray)
    if isinstance(space, Array) and str(space[0]) == "/Indexed":
        space = space[1]
    names = _list_colorants(space)
    return tuple((name, 1.0) for name in names) if names else None


def _take_numbers(operands: OperandList) -> Sequence[Number]:
    """OperandList that are numbers, which Python has already been given as such."""
    return cast("Sequence[Number]", operands)


def _read_numbers(operands: OperandList) -> list[float]:
    """The numbers among operands."""
    found = cast("Sequence[object]", operands)
    return [float(one) for one in found if isinstance(one, int | float | Decimal)]


def _read_matrix(operands: OperandList) -> Matrix:
    a, b, c, d, e, f = _read_numbers(operands)
    return a, b, c, d, e, f


# ------------------------------------------------------------------------------ state


def _keep(drawing: _Drawing, operands: OperandList) -> None:
    drawing.kept.append(replace(drawing.state))


def _restore(drawing: _Drawing, operands: OperandList) -> None:
    if drawing.kept:
        drawing.state = drawing.kept.pop()


def _transform(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.matrix = multiply(_read_matrix(operands), drawing.state.matrix)


def _set_width(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.width = _read_numbers(operands)[0]


def _set_state(drawing: _Drawing, operands: OperandList) -> None:
    """What a dictionary of the graphics state says (ISO 32000-1, 8.4.5)."""
    said, state = drawing.resources.ExtGState[str(operands[0])], drawing.state
    if "/OP" in said:
        state.stroke_overprints = bool(said.OP)
        state.fill_overprints = bool(said.get("/op", said.OP))
    elif "/op" in said:
        state.fill_overprints = bool(said.op)
    if "/OPM" in said:
        state.keeps_zeros = int(said.OPM) == 1
    if "/LW" in said:
        state.width = float(str(said.LW))
    fills, strokes = (
        said.get(key, old) for key, old in zip(("/ca", "/CA"), state.opacity, strict=True)
    )
    state.opacity = float(str(fills)), float(str(strokes))


def _set_font(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.size = _read_numbers(operands[1:])[0]


def _set_leading(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.leading = _read_numbers(operands)[0]


def _set_mode(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.mode = int(_read_numbers(operands)[0])


# ------------------------------------------------------------------------------ colour


def _fill_grey(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.fill, drawing.state.fill_space = _mix_grey(operands), None


def _stroke_grey(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.stroke, drawing.state.stroke_space = _mix_grey(operands), None


def _fill_inks(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.fill, drawing.state.fill_space = _mix(PROCESS, operands), None


def _stroke_inks(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.stroke, drawing.state.stroke_space = _mix(PROCESS, operands), None


def _fill_light(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.fill, drawing.state.fill_space = None, None


def _stroke_light(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.stroke, drawing.state.stroke_space = None, None


def _choose_fill(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.fill_space = _find_space(drawing, operands[0])


def _choose_stroke(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.stroke_space = _find_space(drawing, operands[0])


def _fill_tint(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.fill = _mix(_list_colorants(drawing.state.fill_space), operands)


def _stroke_tint(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.stroke = _mix(_list_colorants(drawing.state.stroke_space), operands)


def _find_space(drawing: _Drawing, called: Object) -> Object:
    return drawing.resources.get("/ColorSpace", Dictionary()).get(str(called), called)


def _mix_grey(operands: OperandList) -> Inks:
    return _mix_shares(("Black",), (1 - _read_numbers(operands)[0],))


def _mix(names: Sequence[str], operands: OperandList) -> Inks | None:
    shares = tuple(_read_numbers(operands))
    if not names or len(names) != len(shares):
        return None
    return _mix_shares(tuple(names), shares)


@lru_cache(1024)
def _mix_shares(names: tuple[str, ...], shares: tuple[float, ...]) -> Inks:
    pairs = zip(names, shares, strict=True)
    return tuple((name, round(share, 4)) for name, share in pairs if share > 0)


def _list_colorants(space: Object | None) -> tuple[str, ...]:
    """The inks of a colour space, in order; nothing when it has none that are known."""
    if space is None:
        return ()
    family = str(space if isinstance(space, Name) else space[0])
    match family:
        case "/DeviceCMYK":
            return PROCESS
        case "/ICCBased" if int(space[1].N) == 4:
            return PROCESS
        case "/Separation":
            return (str(space[1])[1:],)
        case "/DeviceN":
            return tuple(str(name)[1:] for name in list(space[1]))
        case _:
            return ()


# ------------------------------------------------------------------------------ text


def _begin_text(drawing: _Drawing, operands: OperandList) -> None:
    drawing.line = UNMOVED


def _place_text(drawing: _Drawing, operands: OperandList) -> None:
    drawing.line = _read_matrix(operands)


def _move_text(drawing: _Drawing, operands: OperandList) -> None:
    x, y = _read_numbers(operands)
    drawing.line = multiply((1.0, 0.0, 0.0, 1.0, x, y), drawing.line)


def _move_text_and_lead(drawing: _Drawing, operands: OperandList) -> None:
    drawing.state.leading = -_read_numbers(operands[1:])[0]
    _move_text(drawing, operands)


def _next_line(drawing: _Drawing, operands: OperandList) -> None:
    drawing.line = multiply((1.0, 0.0, 0.0, 1.0, 0.0, -drawing.state.leading), drawing.line)


def _show_text(drawing: _Drawing, operator: str) -> None:
    if operator in {"'", '"'}:
        _next_line(drawing, [])
    state = drawing.state
    if state.mode in UNSEEN or not state.size:
        return
    matrix = multiply(drawing.line, state.matrix)
    inner = state.size * INSIDE
    size = abs(state.size) * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
    paint = _stroke_paint(state) if state.mode in {1, 5} else _fill_paint(state)
    text = ShownText(_apply(matrix, inner, inner), size, paint)
    drawing.found += _cut((text,), state.clip)


def _fill_paint(state: _PaintState) -> Paint:
    overprints = state.fill_overprints and _keeps(state.fill, state.keeps_zeros)
    return Paint(state.fill, overprints, state.opacity[0] == 1)


def _stroke_paint(state: _PaintState) -> Paint:
    overprints = state.stroke_overprints and _keeps(state.stroke, state.keeps_zeros)
    return Paint(state.stroke, overprints, state.opacity[1] == 1)


def _keeps(inks: Inks | None, keeps_zeros: bool) -> bool:
    """Whether paint that overprints leaves anything below it; without OPM 1 only spots do."""
    spots = [name for name, _ in inks or () if name not in PROCESS]
    return keeps_zeros or bool(spots)


# ------------------------------------------------------------------------------ paths


def _begin_part(drawing: _Drawing, operands: OperandList) -> None:
    drawing.parts.append([*_take_numbers(operands)])


def _add_rectangle(drawing: _Drawing, operands: OperandList) -> None:
    x, y, width, height = _read_numbers(operands)
    drawing.parts.append([x, y, x + width, y, x + width, y + height, x, y + height])


def _clip(drawing: _Drawing, operands: OperandList) -> None:
    drawing.clips = True


def _leave(drawing: _Drawing, operands: OperandList) -> None:
    """What ends a path, and what it is shaded with, is of no account here."""


def _paint_path(drawing: _Drawing, operator: str) -> None:
    state, parts, found = drawing.state, drawing.parts, drawing.found
    fills, strokes = operator in FILLING, operator in STROKING
    if parts and fills:
        boxes = tuple(_bound(part, state.matrix) for part in parts)
        found += _cut((FilledShape(boxes, _fill_paint(state)),), state.clip)
    if parts and strokes and not (fills and state.fill == state.stroke):
        paint = _stroke_paint(state)
        boxes = tuple(_bound(p, state.matrix) for p in parts) if paint.is_registration else ()
        line = DrawnLine(boxes, state.width * _scale_of(state.matrix), paint)
        found += _cut((line,), state.clip)
    if parts and drawing.clips:
        bounds = _bound([n for part in parts for n in part], state.matrix)
        inner = bounds if state.clip is None else _meet(bounds, state.clip)
        state.clip = inner or NOWHERE
    drawing.parts, drawing.clips = [], False


def _scale_of(matrix: Matrix) -> float:
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def _bound(numbers: Sequence[Number], matrix: Matrix) -> Corners:
    """The bounds of points, given across and up in turn, that are moved."""
    values = list(map(float, numbers))
    points = zip(values[::2], values[1::2], strict=True)
    moved = [_apply(matrix, x, y) for x, y in points]
    across, up = [x for x, _ in moved], [y for _, y in moved]
    return min(across), min(up), max(across), max(up)


def _apply(matrix: Matrix, x: Length, y: Length) -> tuple[Length, Length]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


_FOLLOWED = {
    "q": _keep,
    "Q": _restore,
    "cm": _transform,
    "w": _set_width,
    "gs": _set_state,
    "g": _fill_grey,
    "G": _stroke_grey,
    "k": _fill_inks,
    "K": _stroke_inks,
    "rg": _fill_light,
    "RG": _stroke_light,
    "cs": _choose_fill,
    "CS": _choose_stroke,
    "sc": _fill_tint,
    "scn": _fill_tint,
    "SC": _stroke_tint,
    "SCN": _stroke_tint,
    "BT": _begin_text,
    "Tf": _set_font,
    "Td": _move_text,
    "TD": _move_text_and_lead,
    "Tm": _place_text,
    "T*": _next_line,
    "TL": _set_leading,
    "Tr": _set_mode,
    "m": _begin_part,
    "re": _add_rectangle,
    "h": _leave,
    "W": _clip,
    "W*": _clip,
    "sh": _leave,
    "INLINE IMAGE": _leave,
    "BI": _leave,
}
"""What each operator does to what follows it."""


def find_ground(things: Sequence[PaintedThing], place: int) -> Paint:
    """On what the text at `place` among the things of a page stands; plain paper has no inks.

    Shapes are taken for the rectangles around them, as the grounds of text nearly are.
    """
    text = things[place]
    assert isinstance(text, ShownText), "only text has a ground"
    below = (thing for thing in reversed(things[:place]) if isinstance(thing, FilledShape))
    grounds = (one.paint for one in below if one.paint.opaque and _lies_below(one, text.at))
    return next(grounds, Paint())


def _lies_below(shape: FilledShape, at: tuple[Length, Length]) -> bool:
    return any(_meet((*at, *at), box) for box in shape.boxes)
