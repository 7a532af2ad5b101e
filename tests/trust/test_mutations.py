"""Whatever a source is broken by, `check` says where, and comes to an end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from trust.mutations import FILES, PIECES, SMALL, check, find_faults, write_mutation

pytestmark = pytest.mark.slow

COPIES = 20_000
LISTED = "".join(f"  - item {number}\n" for number in range(COPIES))


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_a_mutated_source_is_refused_with_places_or_read(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("mutation") / "small"
    write_mutation(folder, seed)

    assert find_faults(check(folder)) == []


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_hundreds_of_mutated_sources_are(tmp_path: Path, first: int) -> None:
    faults: dict[int, list[str]] = {}
    for seed in range(first, first + 100):
        write_mutation(tmp_path / str(seed), seed)
        faults[seed] = find_faults(check(tmp_path / str(seed)))

    assert {seed: found for seed, found in faults.items() if found} == {}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "much",
    [
        pytest.param("<b> " * 16_000, id="tags"),
        pytest.param("x" * 1_000_000, id="a line"),
        pytest.param("k" * 60_000 + ": 1", id="a key"),
        pytest.param("n: " + "9" * 60_000, id="a number"),
        pytest.param("deep: " + "[" * 5000, id="brackets"),
        pytest.param("list:\n" + LISTED, id="a list"),
        pytest.param("\n".join(f"k{number}: v" for number in range(COPIES)), id="keys"),
        pytest.param("[](#x" + ")[](#x".join(map(str, range(900))) + ")", id="references"),
        pytest.param("> " * 5000 + "x", id="quotations"),
    ],
)
def test_too_much_of_anything_is_said_in_few_words(tmp_path: Path, file: str, much: str) -> None:
    for path in SMALL.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (tmp_path / file).read_text()
    (tmp_path / file).write_text(f"{text}\n{much}\n")

    assert find_faults(check(tmp_path)) == []


def test_mutations_put_in_what_means_something() -> None:
    assert len(set(PIECES)) == len(PIECES)


def test_a_fault_would_be_found() -> None:
    from trust.mutations import Told

    told = Told(101, "error: lost [X001]\nTraceback (most recent call last)\n" + "x" * 200_000)

    assert [fault.split()[0] for fault in find_faults(told)] == [
        "status",
        "a",
        f"{len(told.text)}",
        "without",
    ]


def test_a_value_over_several_lines_is_found(tmp_path: Path) -> None:
    for path in SMALL.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (tmp_path / "publication.yaml").read_text()
    broken = text.replace("isbn: 978-3-16-148410-0", "isbn: 978-3-16\n        148410-1")
    (tmp_path / "publication.yaml").write_text(broken)

    told = check(tmp_path)
    assert "IMP001" in told.text
    assert find_faults(told) == []
