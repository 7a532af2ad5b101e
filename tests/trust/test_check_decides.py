"""What `check` passes, `build` builds: a sample of the law."""

from __future__ import annotations

import pytest

from trust.check_decides import try_source

pytestmark = pytest.mark.slow


def test_random_sources_that_check_passes_are_built() -> None:
    tried = [try_source(seed) for seed in range(24)]

    assert [fault for _, fault in tried if fault] == []
    assert [verdict for verdict, _ in tried].count("built") >= 8
