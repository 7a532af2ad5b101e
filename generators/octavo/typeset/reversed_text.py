"""Words on a dark ground, which in print are holes in the ink of the ground."""

from __future__ import annotations

from dataclasses import replace

from octavo.style.contrast import LEAST_REVERSED
from octavo.typeset.text import TextStyle


def reverse_out(style: TextStyle, dark: bool = True) -> TextStyle:
    """The style for words on a ground that may be `dark`: there as large as has to be, its lines as
    far apart for that."""
    if not dark or style.size >= LEAST_REVERSED:
        return style
    larger = LEAST_REVERSED / style.size
    return replace(style, size=LEAST_REVERSED, leading=style.leading * larger)
