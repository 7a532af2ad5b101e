"""Nothing differs with or without a cache: a sample of the law."""

from __future__ import annotations

from pathlib import Path

import pytest

import octavo.files.library
from cache.same_either_way import find_difference

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(8))
def test_random_edits_of_random_publications(tmp_path: Path, seed: int) -> None:
    assert find_difference(seed, tmp_path, 10) == ""


def test_a_cache_that_forgets_what_was_not_there_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = octavo.files.library.Recording.note

    def forget(recording: octavo.files.library.Recording, name: str, answer: str) -> None:
        note(recording, name, answer)
        if "Error" in answer:
            del recording.answers[name]

    monkeypatch.setattr(octavo.files.library.Recording, "note", forget)
    found = (find_difference(seed, tmp_path / str(seed), 10) for seed in range(8))

    assert any(found)
