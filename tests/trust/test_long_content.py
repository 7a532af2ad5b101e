"""Long texts are built whole or refused by `check`: a sample of the law."""

from __future__ import annotations

import pytest

from trust.long_content import try_long

pytestmark = pytest.mark.slow
HANGS = 30
"""The number of a publication with a turned table, a word of which ends outside its last column."""


def test_texts_of_any_length_are_built_whole_or_refused() -> None:
    tried = [try_long(seed) for seed in (*range(24), HANGS)]

    assert [fault for _, fault in tried if fault] == []
    assert [verdict for verdict, _ in tried].count("built") >= 12
