"""How well one colour of the palette stands out on another."""

from __future__ import annotations

from octavo.style.theme import Theme, colour


def measure_contrast(theme: Theme, front: str, ground: str, opacity: float = 1.0) -> float:
    """The contrast ratio of `front`, seen at `opacity`, on `ground`, by WCAG 2: 1 to 21."""
    above, below = colour(theme, front).rgb, colour(theme, ground).rgb
    mixed = [b + (a - b) * opacity for a, b in zip(above, below, strict=True)]
    lighter, darker = sorted((_luminance(mixed), _luminance(list(below))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def opacity_for(theme: Theme, front: str, ground: str, ratio: float) -> float:
    """The opacity, to a hundredth, at which `front` reaches contrast `ratio` on `ground`.

    It is 1 when `front` cannot reach it.
    """
    steps = (step / 100 for step in range(101))
    return next(
        (step for step in steps if measure_contrast(theme, front, ground, step) >= ratio), 1.0
    )


def _luminance(rgb: list[float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
