"""One bar made of all its parts."""

from __future__ import annotations

from itertools import pairwise

from octavo.artwork.chart_parts import any_overflow, open_chart
from octavo.artwork.lettering import Lettering, height, labels, letter, rise
from octavo.artwork.shapes import hang, line, rectangle
from octavo.document import Chart
from octavo.document.drawing import Drawing
from octavo.document.length import Length, add_up, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

TINTS = (("ink", 1.0), ("signal", 1.0), ("signal", 0.62), ("signal", 0.34), ("line", 1.0))
"""Colours and opacities of the parts of a whole, in turn, from dark to light: of a lightness (L*)
of 10, 40, 63, 80 and 83, so that neighbours are told apart in greys too, the last two by the white
line between them. After five they come again, light beside dark."""
WIDEST = pt(110)
"""Of the words of a part: a third of the measure of A5, so that three stand side by side."""
MOST_LANES = 5
"""Rows of words below the bar: with more their leaders are a fence, and which part a word belongs
to has to be counted."""


def draw_share(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing | None:
    """The whole as one bar; a hairline leads from each part to its value and label.

    `None` where the words have no room unless they are broken, or need too many rows.
    """
    # as parts of the largest value, so that no sum of huge ones is infinite
    largest = max(bar.value for bar in chart.bars)
    parts = [bar.value / largest for bar in chart.bars]
    total = add_up(parts)
    last = parts[-1] / total
    whole = min(width, (width - pt(84)) / (1 - last)) if last < 1 else width
    starts = [0.0]
    for part in parts:
        starts.append(starts[-1] + whole * part / total)
    blocks = _letter_share(chart, width, starts, theme, faces)
    lanes = _lanes(starts, [max(value.width, name.width) for value, name in blocks])
    values, names = zip(*blocks, strict=True)
    broken = any_overflow(values, (bar.text for bar in chart.bars), WIDEST)
    broken |= any_overflow(names, (bar.label for bar in chart.bars), WIDEST)
    if broken or max(lanes) >= MOST_LANES:
        return None
    shapes, used = open_chart(chart, width, theme, faces)
    thick = pt(22)
    tall = max(height(value) + 3.5 + height(name) for value, name in blocks) + 9
    for index, (value, name) in enumerate(blocks):
        left, right = starts[index], starts[index + 1]
        tint, opacity = TINTS[index % len(TINTS)]
        shapes.append(rectangle(left, -used - thick, right - left, thick, tint, opacity))
        top = -used - thick - 9 - lanes[index] * tall
        end = top - height(value) - 3.5 - height(name)
        shapes.append(line((left + 0.25, -used - thick), (left + 0.25, end), "quiet", 0.5))
        shapes += labels(value, left + 5, top - rise(value), "ink")
        shapes += labels(name, left + 5, top - height(value) - 3.5 - rise(name), "text")
    for left, _ in pairwise(starts[1:]):
        shapes.append(line((left, -used), (left, -used - thick), "paper", 0.8))
    return hang(shapes, width, used + thick + 9 + (max(lanes) + 1) * tall - 9)


def _letter_share(
    chart: Chart, width: Length, starts: list[Length], theme: Theme, faces: Faces
) -> list[tuple[Lettering, Lettering]]:
    scale = theme.scale
    blocks: list[tuple[Lettering, Lettering]] = []
    for bar, left in zip(chart.bars, starts, strict=False):
        measure = min(width - left - 6, WIDEST)
        value = letter(bar.text, "display", (scale.head, scale.text, scale.note), measure, faces)
        name = letter(bar.label, "sans", (scale.small, scale.note), measure, faces)
        blocks.append((value, name))
    return blocks


def _lanes(starts: list[Length], widths: list[Length]) -> list[int]:
    """For each block of words a lane so low that no leader of a later part crosses it."""
    lanes = [0] * len(widths)
    for index in reversed(range(len(widths))):
        end = starts[index] + 5 + widths[index] + 4
        later = range(index + 1, len(lanes))
        lanes[index] = max((lanes[at] for at in later if starts[at] < end), default=-1) + 1
    return lanes
