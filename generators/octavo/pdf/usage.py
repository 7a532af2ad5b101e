"""What the pages of a finished PDF are made of: paint, pictures with their size, fonts.

Read from the file itself, whoever wrote it. A form that is drawn often is read once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from octavo.document.length import Length, add_up

if TYPE_CHECKING:
    from pikepdf import Page, Pdf
    from PIL.Image import Image

ColourKind: TypeAlias = Literal["light", "ink", "grey", "unknown"]
"""What a colour space is made of: red, green and blue are light."""
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

OPERATORS = "q Q cm Do rg RG g G k K cs CS sc SC scn SCN sh BI"
PLAIN: dict[str, tuple[str, ColourKind]] = {
    "rg": ("DeviceRGB", "light"),
    "RG": ("DeviceRGB", "light"),
    "g": ("DeviceGray", "grey"),
    "G": ("DeviceGray", "grey"),
    "k": ("DeviceCMYK", "ink"),
    "K": ("DeviceCMYK", "ink"),
}
"""Operators that choose a colour and its space at once."""
DEVICE: dict[str, ColourKind] = {
    "/DeviceRGB": "light",
    "/CalRGB": "light",
    "/Lab": "light",
    "/DeviceGray": "grey",
    "/CalGray": "grey",
    "/DeviceCMYK": "ink",
    "/Pattern": "unknown",
}
ALL_INKS = "All"
"""The separation of marks, which are outside the page and under no limit."""


@dataclass(frozen=True, slots=True)
class UsedColour:
    """A colour that is used."""

    space: str
    """Such as `DeviceCMYK`; the ink's own name for one that is not mixed."""
    kind: ColourKind
    ink: float = 0.0
    """All inks together, in per cent; 0 for light."""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture where it is drawn."""

    columns: int
    rows: int
    """Pixels."""
    width: Length
    height: Length
    """On the page."""
    kind: ColourKind
    ink: float = 0.0
    """As much as its darkest places take, in per cent."""
    bits: int = 8
    """For each part of a pixel."""

    @property
    def resolution(self) -> float:
        """Pixels to the inch, across or down, whichever are fewer."""
        across = self.columns / self.width if self.width else 0.0
        down = self.rows / self.height if self.height else 0.0
        return 72 * min(across, down)


@dataclass(frozen=True, slots=True)
class PageUsage:
    """What one page, or one form, uses."""

    paints: frozenset[UsedColour] = frozenset()
    pictures: tuple[PlacedPicture, ...] = ()
    unembedded_fonts: frozenset[str] = frozenset()
    """Names of fonts whose program is not in the file."""


class UsageReader:
    """Reads the pages of one PDF; what they share it reads once."""

    def __init__(self) -> None:
        self._forms: dict[tuple[int, int], _Content] = {}
        self._pictures: dict[tuple[int, int], PlacedPicture] = {}
        self._fonts: dict[tuple[int, int], str] = {}

    def read(self, page: Page) -> PageUsage:
        """What `page` uses."""
        content = self._read_content(page.obj, page.resources)
        pictures = tuple(_place(picture, matrix) for picture, matrix in content.pictures)
        return PageUsage(frozenset(content.paints), pictures, frozenset(content.loose_fonts))

    def _read_content(self, stream: Object, resources: Object) -> _Content:
        content = _Content(set(), [], set())
        self._check_fonts(resources, content)
        state = _GraphicsState()
        states: list[_GraphicsState] = []
        for instruction in pikepdf.parse_content_stream(stream, OPERATORS):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator == "q":
                states.append(replace(state))
            elif operator == "Q" and states:
                state = states.pop()
            elif operator == "cm":
                state.matrix = multiply(_read_matrix(operands), state.matrix)
            elif operator == "Do":
                self._use(resources.XObject[str(operands[0])], state.matrix, content)
            else:
                _choose_colour(operator, operands, resources, state, content)
        return content

    def _use(self, thing: Object, matrix: Matrix, content: _Content) -> None:
        """Add what drawing a form or a picture uses."""
        if thing.get("/Subtype") == Name.Image:
            content.pictures.append((self._read_picture(thing), matrix))
            return
        inner = self._forms.get(thing.objgen)
        if inner is None:
            resources = thing.get("/Resources", Dictionary())
            inner = self._forms[thing.objgen] = self._read_content(thing, resources)
        content.paints |= inner.paints
        content.loose_fonts |= inner.loose_fonts
        own = thing.get("/Matrix")
        around = multiply(_read_matrix(list(own)), matrix) if own is not None else matrix
        content.pictures += [(picture, multiply(at, around)) for picture, at in inner.pictures]

    def _read_picture(self, image: Object) -> PlacedPicture:
        found = self._pictures.get(image.objgen)
        if found is None:
            kind: ColourKind = "grey"
            if "/ImageMask" not in image:
                kind, _ = judge_space(image.ColorSpace)
            ink = measure_ink(image) if kind == "ink" else 0.0
            size = int(image.Width), int(image.Height)
            bits = 1 if "/ImageMask" in image else int(image.get("/BitsPerComponent", 8))
            found = PlacedPicture(*size, 1.0, 1.0, kind, ink, bits)
            self._pictures[image.objgen] = found
        return found

    def _check_fonts(self, resources: Object, content: _Content) -> None:
        for label, font in resources.get("/Font", Dictionary()).items():
            known = self._fonts.get(font.objgen) if font.is_indirect else None
            if known is None:
                called = str(font.get("/BaseFont", label))[1:]
                known = "" if is_embedded(font) else called
            if font.is_indirect:
                self._fonts[font.objgen] = known
            if known:
                content.loose_fonts.add(known)


def list_usage(pdf: Pdf) -> tuple[PageUsage, ...]:
    """What each page of `pdf` uses, in order."""
    reader = UsageReader()
    return tuple(reader.read(page) for page in pdf.pages)


def is_embedded(font: Object) -> bool:
    """Whether the program of `font` is in the file; a font made of drawings always is."""
    if font.Subtype == Name.Type3:
        return True
    own = font.DescendantFonts[0] if font.Subtype == Name.Type0 else font
    descriptor = own.get("/FontDescriptor", Dictionary())
    return any(f"/FontFile{number}" in descriptor for number in ("", "2", "3"))


def judge_space(space: Object) -> tuple[ColourKind, float]:
    """What a colour space is made of, and how much ink its full tint takes, in per cent."""
    if isinstance(space, Name):
        return DEVICE.get(str(space), "unknown"), 0.0
    family = str(space[0])
    match family:
        case "/ICCBased":
            kinds: dict[int, ColourKind] = {1: "grey", 3: "light", 4: "ink"}
            return kinds.get(int(space[1].N), "unknown"), 0.0
        case "/Indexed":
            return judge_space(space[1])
        case "/Separation":
            kind, _ = judge_space(space[2])
            full = space[3].get("/C1", Array([1, 1, 1, 1]))
            return kind, 100 * add_up(float(str(share)) for share in list(full))
        case "/DeviceN":
            return judge_space(space[2])
        case _:
            return DEVICE.get(family, "unknown"), 0.0


LONE = 0.001
"""Part of a picture's places that may have more ink than what is measured: single pixels, as noise
and sharpened edges have them, which no press notices. With 0 one pixel would have a photograph
refused; with 0.01 a small solid black in it would pass."""


def measure_ink(image: Object) -> float:
    """As much ink as the darkest places of a picture take, in per cent, but for single pixels."""
    from PIL import ImageChops

    picture = _open_inks(image)
    cyan, magenta, yellow, black = picture.reduce(2 if min(picture.size) >= 4 else 1).split()
    coloured = ImageChops.add(cyan, magenta, 2)
    total = ImageChops.add(coloured, ImageChops.add(yellow, black, 2), 2).histogram()
    rest = sum(total) * LONE
    darkest = 255
    while darkest and (rest := rest - total[darkest]) >= 0:
        darkest -= 1
    return darkest * 400 / 255


def _open_inks(image: Object) -> Image:
    """The picture's inks, more of them the higher the number."""
    from io import BytesIO

    from PIL import Image, ImageChops

    turned = "/Decode" in image and int(image.Decode[0]) == 1
    if image.get("/Filter") == Name.DCTDecode:
        inks = Image.open(BytesIO(image.read_raw_bytes()))
        # Pillow turns the inks of a JPEG round itself; without /Decode they are as they are
        return inks.convert("CMYK") if turned else ImageChops.invert(inks)
    plain = Image.frombytes("CMYK", (int(image.Width), int(image.Height)), image.read_bytes())
    return ImageChops.invert(plain) if turned else plain


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what `first` does, and then what `then` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        *(a * p + b * r, a * q + b * s),
        *(c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


@dataclass(slots=True)
class _Content:
    """What is gathered while a content stream is read."""

    paints: set[UsedColour]
    pictures: list[tuple[PlacedPicture, Matrix]]
    loose_fonts: set[str]


@dataclass(slots=True)
class _GraphicsState:
    """The part of the graphics state that is followed."""

    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    filling: Object | None = None
    stroking: Object | None = None
    """The colour spaces chosen by name."""


def _choose_colour(
    operator: str,
    operands: list[Object],
    resources: Object,
    state: _GraphicsState,
    content: _Content,
) -> None:
    shares = list(_numbers(operands))
    if operator in PLAIN:
        space, kind = PLAIN[operator]
        ink = {"ink": add_up(shares), "grey": 1 - add_up(shares)}.get(kind, 0.0)
        content.paints.add(UsedColour(space, kind, round(100 * ink, 1)))
    elif operator in {"cs", "CS"}:
        chosen = _find_space(operands[0], resources)
        if operator == "cs":
            state.filling = chosen
        else:
            state.stroking = chosen
    elif operator in {"sc", "scn", "SC", "SCN"}:
        space_in_use = state.filling if operator.islower() else state.stroking
        if space_in_use is not None:
            content.paints.add(_read_paint(space_in_use, shares))
    elif operator == "sh":
        shading = resources.Shading[str(operands[0])]
        kind, _ = judge_space(shading.ColorSpace)
        content.paints.add(UsedColour("shading", kind))
    else:  # an inline picture
        content.paints.add(UsedColour("inline picture", "unknown"))


def _find_space(called: Object, resources: Object) -> Object:
    spaces = resources.get("/ColorSpace", Dictionary())
    return spaces.get(str(called), called)


def _read_paint(space: Object, shares: list[float]) -> UsedColour:
    kind, full = judge_space(space)
    family = str(space if isinstance(space, Name) else space[0])[1:]
    if family == "Separation":
        return UsedColour(str(space[1])[1:], kind, round(full * add_up(shares), 1))
    inked = kind == "ink" and family in {"DeviceCMYK", "ICCBased"}
    return UsedColour(family, kind, round(100 * add_up(shares), 1) if inked else 0.0)


def _place(picture: PlacedPicture, matrix: Matrix) -> PlacedPicture:
    a, b, c, d, _, _ = matrix
    return replace(picture, width=(a * a + b * b) ** 0.5, height=(c * c + d * d) ** 0.5)


def _read_matrix(operands: list[Object]) -> Matrix:
    a, b, c, d, e, f = _numbers(operands)
    return a, b, c, d, e, f


def _numbers(operands: list[Object]) -> Iterator[float]:
    for operand in operands:
        try:
            yield float(str(operand))
        except ValueError:
            continue
