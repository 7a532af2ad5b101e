"""How well one colour of the palette stands out on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.document.problem import Problem, Span
from octavo.files.source_file import warning
from octavo.style.theme import FILE, Theme, colour


def measure_contrast(theme: Theme, front: str, ground: str, opacity: float = 1.0) -> float:
    """The contrast ratio of `front`, seen at `opacity`, on `ground`, by WCAG 2: 1 to 21."""
    above, below = colour(theme, front).rgb, colour(theme, ground).rgb
    mixed = [b + (a - b) * opacity for a, b in zip(above, below, strict=True)]
    return _compare(mixed, list(below))


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of a colour, `RRGGBB`, on white."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    return _compare(parts, [1.0, 1.0, 1.0])


def _compare(front: list[float], ground: list[float]) -> float:
    lighter, darker = sorted((_luminance(front), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def opacity_for(theme: Theme, front: str, ground: str, ratio: float) -> float:
    """The opacity, to a hundredth, at which `front` reaches contrast `ratio` on `ground`.

    It is 1 when `front` cannot reach it.
    """
    steps = (step / 100 for step in range(101))
    return next(
        (step for step in steps if measure_contrast(theme, front, ground, step) >= ratio), 1.0
    )


LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, level AA, for text of any size."""
LEAST_REVERSED = 9.0
"""Size of the smallest words on a dark ground, in points. It may be printed with four inks, and
below 9 points the plate that lies beside the others fills a third of the stems of letters."""
PAIRS = (
    ("text", "paper"),
    ("ink", "paper"),
    ("quiet", "paper"),
    ("signal", "paper"),
    ("text", "mist"),
    ("ink", "mist"),
    ("quiet", "mist"),
    ("signal", "mist"),
    ("text", "sand"),
    ("paper", "ink"),
    ("glow", "ink"),
)
"""Every colour that text has in an output, with every ground it stands on there."""


def list_weak_pairs(theme: Theme) -> Iterator[Problem]:
    """A warning for each text and ground of `theme` whose contrast is too low."""
    for front, ground in PAIRS:
        ratio = measure_contrast(theme, front, ground)
        if ratio < LEAST:
            message = f"text in `{front}` on `{ground}` has a contrast of {ratio:.1f} : 1"
            hint = f"choose colours with at least {LEAST} : 1 (WCAG AA)"
            yield warning("THM002", message, Span(FILE, 0), hint)


VEIL = "ink"
"""The colour that lies over a picture where words stand on it."""
ON_VEIL = ("paper", "glow")
"""The colours of words there."""
READABLE = 7.0
"""The contrast of words on a veil with the lightest ground that a picture may have, white: level
AAA of WCAG 2 for text. With 4.5, which is level AA, what a photograph shows is still seen behind
the letters, and disturbs them."""


CLEAR = 0.58
"""Part of the height of a cover above which its orbits are but single lines. Where words reach
lower, a veil lies over all of the art: a title of eight lines cannot be read among the white meshes
of the planet."""


def veil_opacity(theme: Theme) -> float:
    """The opacity, to a hundredth, at which words can be read on a veil over any picture.

    It is 1 when less does not do.
    """
    return opacity_for_veil(theme, VEIL, ON_VEIL, READABLE)


def opacity_for_veil(theme: Theme, veil: str, fronts: Sequence[str], ratio: float) -> float:
    """The least opacity of `veil` over white at which all of `fronts` reach contrast `ratio`."""

    def measure(front: str, opacity: float) -> float:
        mixed = [1 + (part - 1) * opacity for part in colour(theme, veil).rgb]
        pair = _luminance(list(colour(theme, front).rgb)), _luminance(mixed)
        lighter, darker = sorted(pair, reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    steps = (step / 100 for step in range(101))
    return next((s for s in steps if all(measure(f, s) >= ratio for f in fronts)), 1.0)


def find_grey(rgb: Sequence[float]) -> float:
    """The grey, from 0 for black to 1 for white, that is as light as a colour."""
    light = _luminance(list(rgb))
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _luminance(rgb: list[float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
