"""The table of cases in tests/word/README.md leads to tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = HERE.parent / "publications" / "cases"
KEPT = re.findall(r"^\| [^|]+ \| `([^`]+)` \|$", (HERE / "README.md").read_text("utf-8"), re.M)


def test_there_are_cases() -> None:
    assert len(KEPT) >= 30


@pytest.mark.parametrize("kept", KEPT)
def test_each_case_is_kept_by_a_test(kept: str) -> None:
    file, _, name = kept.partition("::")
    if name:
        assert f"\ndef {name}(" in (HERE / file).read_text("utf-8")
    else:
        assert (CASES / file / "expected.yaml").is_file()
