"""Every page of the proceedings looks as it did when it was last reviewed.

`pytest tests/booklet/test_images.py --accept` takes what the pages look like now.
"""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from PIL import Image

from booklet.goldens import REFERENCE
from booklet.images import Change, Difference, compare, draw_sheets, reduce_colours, write_report
from booklet.making import ROOT, Made

REPORT = ROOT / "build" / "changed-pages"
LARGEST = 400_000
"""Bytes that all references may take together."""


def list_references() -> list[Path]:
    return sorted(REFERENCE.glob("pages-*.png"))


def accept(sheets: list[Image.Image]) -> None:
    """Make the sheets the references."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path in list_references():
        path.unlink()
    for number, sheet in enumerate(sheets, 1):
        reduce_colours(sheet).save(REFERENCE / f"pages-{number:02}.png", optimize=True)


def find_changes(sheets: list[Image.Image]) -> list[Change]:
    """The sheets that differ from their references, came or went."""
    changes: list[Change] = []
    for number, (sheet, path) in enumerate(zip_longest(sheets, list_references()), 1):
        reference = Image.open(path) if path else None
        gone = Difference(255.0, 255.0)
        found = compare(reference, sheet) if reference and sheet else gone
        if found.matters:
            changes.append(Change(f"pages-{number:02}", reference, sheet, found))
    return changes


def test_every_page_looks_as_it_was_reviewed(proceedings: Made, accepting: bool) -> None:
    sheets = draw_sheets(proceedings.data)
    if accepting:
        accept(sheets)

    changes = find_changes(sheets)
    report = write_report(changes, REPORT) if changes else ""

    assert [change.name for change in changes] == [], f"look at {report}, then --accept"


def test_the_references_stay_small() -> None:
    assert 0 < sum(path.stat().st_size for path in list_references()) < LARGEST


def test_a_page_is_like_itself(small: Made) -> None:
    sheet = draw_sheets(small.data)[0]

    assert compare(reduce_colours(sheet), sheet) == Difference(0.0, 0.0)


def test_a_word_that_is_gone_is_noticed(small: Made) -> None:
    sheet = draw_sheets(small.data)[0]
    changed = sheet.copy()
    left, top, right, bottom = _find_dark(sheet)
    changed.paste("#FFFFFF", (left, top, right, bottom))

    assert compare(reduce_colours(sheet), changed).matters


def _find_dark(sheet: Image.Image) -> tuple[int, int, int, int]:
    """The place on the fourth page of a sheet that is as large as a word and has most ink."""
    left = sheet.width * 3 // 4 + 24
    grey = sheet.convert("L")
    boxes = [(left, top, left + 20, top + 6) for top in range(20, sheet.height // 2 - 20, 2)]
    return min(boxes, key=lambda box: sum(grey.crop(box).tobytes()))


def test_other_pages_are_a_difference(small: Made, proceedings: Made) -> None:
    ours, theirs = draw_sheets(small.data)[0], draw_sheets(proceedings.data)[0]

    assert compare(reduce_colours(ours), theirs).matters


def test_the_report_shows_before_after_and_difference(small: Made, tmp_path: Path) -> None:
    sheets = draw_sheets(small.data)
    change = Change("pages-01", sheets[0], sheets[1], Difference(3.25, 80.0))

    page = write_report([change], tmp_path)

    assert "pages-01: mean 3.25, worst 80" in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "index.html",
        "pages-01-after.png",
        "pages-01-before.png",
        "pages-01-difference.png",
    ]
