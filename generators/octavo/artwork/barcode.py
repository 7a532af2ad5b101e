"""The bars of an EAN-13 code, by ISO/IEC 15420, for the scanner of a bookshop."""

from __future__ import annotations

from octavo.artwork.lettering import letter
from octavo.artwork.shapes import polygon_steps, rectangle
from octavo.document.drawing import Drawing, Label, Path, Shape, Step
from octavo.document.length import mm
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

ODD = (
    *("0001101", "0011001", "0010011", "0111101", "0100011"),
    *("0110001", "0101111", "0111011", "0110111", "0001011"),
)
"""The digits in set A of the standard, seven modules each, dark ones as 1; sets B and C mirror and
invert them."""
PARITY = (
    *("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB"),
    *("ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"),
)
"""In which set the left half is written, by the first digit, which has no bars itself."""
MODULE = mm(0.297)
"""Width of the thinnest bar: nine tenths of the standard's 0.33 mm, which allows from eight tenths
on; a back cover of A5 has more room for words then."""
QUIET = (11, 7)
"""Modules without bars at the left and the right, as the standard asks: scanners find the ends by
them."""
HIGH = mm(17)
"""Height of the bars: three quarters of the standard's 22.85 mm at this size; publishers cut them
so far, since hand-held scanners need only a stripe."""
LONGER = 5
"""Modules by which the guards at the ends and in the middle are longer, between which the digits
stand."""
LINING = ("lnum", "tnum")


def encode(digits: str) -> str:
    """The 95 modules of thirteen digits, dark ones as 1."""
    first, left, right = int(digits[0]), digits[1:7], digits[7:]
    halves = [_write(int(digit), form) for digit, form in zip(left, PARITY[first], strict=True)]
    closing = [_write(int(digit), "C") for digit in right]
    return f"101{''.join(halves)}01010{''.join(closing)}101"


def _write(digit: int, form: str) -> str:
    odd = ODD[digit]
    inverted = odd.translate(str.maketrans("01", "10"))
    return {"A": odd, "B": inverted[::-1], "C": inverted}[form]


def draw_barcode(isbn: str, title: str, theme: Theme, faces: Faces) -> Drawing:
    """The code of an ISBN on a plate of paper, `title` above the bars and the digits below."""
    digits = "".join(filter(str.isdigit, isbn))
    modules = encode(digits)
    size = theme.scale.note
    left, foot = QUIET[0] * MODULE, size * 1.5
    width = (QUIET[0] + len(modules) + QUIET[1]) * MODULE
    said = letter(title, "sans", (size, size * 0.85), width - 8, faces, 1)
    height = foot + HIGH + size * 1.8
    steps: list[Step] = []
    for at, module in enumerate(modules):
        if module == "1":
            guard = at < 3 or at > 91 or 45 <= at <= 49
            low = foot - (LONGER * MODULE if guard else 0.0)
            x = left + at * MODULE
            corners = ((x, low), (x + MODULE, low), (x + MODULE, foot + HIGH), (x, foot + HIGH))
            steps += polygon_steps(corners)
    shapes: list[Shape] = [rectangle(0, 0, width, height, "paper"), Path(tuple(steps), fill="ink")]
    shapes += [
        Label(line, left, height - size * 1.2, said.size, said.role, "ink", 0.0, LINING)
        for line in said.lines
    ]
    for text, start, anchor in (
        (digits[0], -3, 1.0),
        (digits[1:7], 24, 0.5),
        (digits[7:], 71, 0.5),
    ):
        x = round(left + start * MODULE, 2)
        shapes.append(Label(text, x, round(foot - size, 2), size, "sans", "ink", anchor, LINING))
    return Drawing(width, height, tuple(shapes))
