"""Pages as small pictures, eight to a sheet; how far two sheets differ; a report that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from octavo.files.library import Memory
from octavo.style.theme import load_theme

SCALE = 0.5
"""Pixels for each point: 36 to the inch."""
ACROSS, DOWN = 4, 2
"""Pages on a sheet."""
SHADES = (0.0, 0.3, 0.6, 0.85)
"""How much white is in the shades of the theme's colours that a reference has: few, so that it
stays small."""
BLOCK = 12
"""Pixels on each side of the squares that are compared: a word of running text fills one."""
MOST_OF_ALL = 1.0
"""How far a whole sheet may differ on average, of 255."""
MOST_OF_BLOCK = 14.0
"""How far one square may."""


@dataclass(frozen=True)
class Difference:
    """How far two sheets differ, of 255."""

    mean: float
    worst: float
    """Of the square that differs most."""

    @property
    def matters(self) -> bool:
        """Whether anybody could see it."""
        return self.mean > MOST_OF_ALL or self.worst > MOST_OF_BLOCK


def draw_sheets(data: bytes) -> list[Image.Image]:
    """The pages of a PDF, eight to a sheet."""
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [page.render(scale=SCALE).to_pil().convert("RGB") for page in pdf]
    count = ACROSS * DOWN
    return [_arrange(pages[at : at + count]) for at in range(0, len(pages), count)]


def _arrange(pages: Sequence[Image.Image]) -> Image.Image:
    width, height = (side + 2 for side in pages[0].size)
    sheet = Image.new("RGB", (ACROSS * width, DOWN * height), "#888888")
    for at, page in enumerate(pages):
        sheet.paste(page, (at % ACROSS * width, at // ACROSS * height))
    return sheet


def reduce_colours(sheet: Image.Image) -> Image.Image:
    """The sheet in the colours of the theme and some of their shades."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([round(255 * part) for shade in _list_shades() for part in shade])
    return sheet.quantize(palette=palette, dither=Image.Dither.NONE)


def _list_shades() -> list[tuple[float, float, float]]:
    theme = load_theme(Memory({})).palette
    named = (theme.ink, theme.signal, theme.gold, theme.glow, theme.text, theme.quiet, theme.line)
    shades = [
        (red + (1 - red) * white, green + (1 - green) * white, blue + (1 - blue) * white)
        for red, green, blue in (colour.rgb for colour in named)
        for white in SHADES
    ]
    return [*shades, (1.0, 1.0, 1.0)]


def compare(reference: Image.Image, sheet: Image.Image) -> Difference:
    """How far `sheet` differs from `reference`, both in the colours of the reference."""
    if reference.size != sheet.size:
        return Difference(255.0, 255.0)
    same = sheet.quantize(palette=reference, dither=Image.Dither.NONE)
    both = ImageChops.difference(reference.convert("RGB"), same.convert("RGB")).convert("L")
    blocks = both.reduce(BLOCK)
    return Difference(ImageStat.Stat(both).mean[0], float(max(blocks.tobytes())))


@dataclass(frozen=True)
class Change:
    """A sheet that is no longer what it was."""

    name: str
    before: Image.Image | None
    after: Image.Image | None
    difference: Difference


def write_report(changes: Sequence[Change], folder: Path) -> Path:
    """The page in `folder` that shows each change: before, after, and where they differ."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[str] = []
    for change in changes:
        measured = f"mean {change.difference.mean:.2f}, worst {change.difference.worst:.0f}"
        rows.append(f"<h2>{change.name}: {measured}</h2>")
        for kind, picture in _show(change):
            file = f"{change.name}-{kind}.png"
            picture.save(folder / file)
            rows.append(f'<figure><figcaption>{kind}</figcaption><img src="{file}"></figure>')
    page = folder / "index.html"
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Changed pages</title>'
    page.write_text("\n".join([head, *rows, "</html>"]), encoding="utf-8")
    return page


def _show(change: Change) -> list[tuple[str, Image.Image]]:
    shown = [("before", change.before), ("after", change.after)]
    before, after = change.before, change.after
    if before and after and before.size == after.size:
        both = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
        shown.append(("difference", ImageChops.invert(both)))
    return [(kind, picture) for kind, picture in shown if picture]
