"""Words on a dark ground are as large as a press needs, and no larger."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from octavo.style.contrast import LEAST_REVERSED
from octavo.typeset.reversed_text import reverse_out
from octavo.typeset.text import TextStyle


@given(st.floats(4, 40), st.floats(1, 1.6), st.booleans())
def test_words_on_dark_ground_are_never_small(size: float, spacing: float, dark: bool) -> None:
    style = TextStyle(size, size * spacing)
    own = reverse_out(style, dark)
    assert own.size == (max(size, LEAST_REVERSED) if dark else size)
    assert own.leading / own.size == pytest.approx(spacing)
    assert reverse_out(own, dark) == own
