"""A sample of what `canaries.py` tries a thousand times, and whether it would notice anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.audit import expect
from octavo.build.manifest import BuiltFile
from octavo.files.library import Memory
from octavo.generator import list_generators
from trust.canaries import find_faults, judge_made
from trust.editions import make_all
from trust.nest import Nest, make_draft
from trust.photographs import draw_number, read_number

SEED = 3
"""A publication with two audiences and pictures."""


@pytest.fixture(scope="module")
def made() -> tuple[Nest, tuple[BuiltFile, ...]]:
    """Every file of one random publication."""
    draft, nest = make_draft(SEED)
    return nest, make_all(draft, Memory(nest.files))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 11])
def test_no_word_of_a_random_publication_leaks_or_is_lost(seed: int) -> None:
    assert find_faults(seed) == []


@pytest.mark.slow
def test_every_generator_makes_files_for_everyone_it_can(
    made: tuple[Nest, tuple[BuiltFile, ...]],
) -> None:
    nest, files = made

    assert {file.generator for file in files} == {"", *list_generators()}
    assert {file.audience for file in files} == nest.all


@pytest.mark.slow
def test_what_is_made_for_one_reader_leaks_to_everyone_else(
    made: tuple[Nest, tuple[BuiltFile, ...]],
) -> None:
    draft, _ = make_draft(SEED)
    nest, files = made
    expected = expect(draft, None, Memory(nest.files))
    own = [file for file in files if file.audience]
    faults = [list(judge_made(replace(file, audience=""), nest, expected)) for file in own]

    assert all(any(fault.endswith("leaks") for fault in found) for found in faults)
    assert all(any("FIL001" in fault for fault in found) for found in faults)


def test_a_picture_spells_its_number() -> None:
    assert [read_number(draw_number(number)) for number in (0, 1, 5_000_000)] == [0, 1, 5_000_000]
