"""Ghostscript, which separates a PDF into the plates of a press, as the program of a printer does.

It shares no code with what wrote the file, nor with PDFium, in which the preflight looks at it.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

from PIL import Image, ImageChops

Corners: TypeAlias = tuple[float, float, float, float]
INKS = ("Cyan", "Magenta", "Yellow", "Black")
RESOLUTION = 100
"""Pixels to the inch: letters of 5 points are 7 pixels high."""


@dataclass(frozen=True)
class Plates:
    """One page, by ink: 255 is no ink, 0 all of it."""

    number: int
    inks: dict[str, Image.Image]

    def measure(self, ink: str, box: Corners) -> float:
        """The most of `ink` in a box in points, from the lower left corner of the sheet: 0 to 1."""
        least, _ = _bounds(self.crop(ink, box))
        return 1 - least / 255

    def crop(self, ink: str, box: Corners) -> Image.Image:
        """The part of the plate of `ink` in that box."""
        plate, scale = self.inks[ink], RESOLUTION / 72
        left, bottom, right, top = (round(value * scale) for value in box)
        return plate.crop((left, plate.height - top, right, plate.height - bottom))

    def measure_bare(self, ink: str, box: Corners) -> float:
        """The part of a box that has nothing of `ink`, from 0 to 1."""
        plate = self.crop(ink, box)
        return plate.histogram()[255] / (plate.width * plate.height)

    def measure_total(self, box: Corners) -> float:
        """The most of all inks together at one place of a box, from 0 to 4, to a sixtieth."""
        cyan, magenta, yellow, black = (ImageChops.invert(self.crop(one, box)) for one in INKS)
        halves = ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2)
        _, most = _bounds(ImageChops.add(*halves, 2))
        return most * 4 / 255


def _bounds(plate: Image.Image) -> tuple[int, int]:
    """The least and the most that a plate of one band has."""
    least, most = cast("tuple[int, int]", plate.getextrema())
    return least, most


def find_ghostscript() -> str | None:
    """The command that starts Ghostscript; `None` where it is not installed."""
    return shutil.which("gs")


def separate(command: str, data: bytes, pages: Sequence[int] = ()) -> list[Plates]:
    """The plates of `pages`, counted from 1, or of all; overprinting is done as asked for."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(data)
        chosen = [f"-sPageList={','.join(map(str, pages))}"] if pages else []
        arguments = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", *chosen]
        output = f"-sOutputFile={folder}/%03d.tif"
        subprocess.run(
            [command, *arguments, f"-r{RESOLUTION}", "-dOverprint=/enable", output, str(file)],
            check=True,
            capture_output=True,
            timeout=240,
        )
        made = sorted(Path(folder).glob("[0-9][0-9][0-9].tif"))
        numbers = pages or range(1, len(made) + 1)
        return [
            Plates(number, {ink: _open(path, ink) for ink in INKS})
            for number, path in zip(numbers, made, strict=True)
        ]


def _open(path: Path, ink: str) -> Image.Image:
    with Image.open(path.with_name(f"{path.stem}({ink}).tif")) as plate:
        return plate.convert("L")
