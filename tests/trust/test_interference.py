from __future__ import annotations

from random import Random

import pytest

from octavo.selection.audience import select
from trust.interference import READER, change_hidden, find_changes, read_marked


def test_the_changes_are_changes() -> None:
    draft = read_marked()

    assert all(change_hidden(draft, Random(seed)) != draft for seed in range(30))


def test_the_document_of_a_reader_does_not_change_with_what_is_hidden() -> None:
    draft = read_marked()
    expected = select(draft, READER)

    assert all(
        select(change_hidden(draft, Random(seed)), READER) == expected for seed in range(200)
    )


@pytest.mark.slow
def test_no_file_of_a_reader_changes_with_what_is_hidden() -> None:
    assert find_changes(0, 2) == []
