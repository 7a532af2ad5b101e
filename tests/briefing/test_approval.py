"""Points that still say what their paragraph says: `octavo approve`, and what `check` finds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from octavo.checks import check
from octavo.commands.cli import run
from octavo.document import Paragraph
from octavo.document.approval import hash_paragraph, write_approvals
from octavo.document.walk import query
from octavo.files.library import Folder
from octavo.source.draft import read

SMALL = Path(__file__).parents[1] / "publications" / "small"
SPACE = Path(__file__).parents[2] / "content" / "space-2040"
PARAGRAPH = "Some speakers saw several gaps. About 40 nations have plans, and they could grow."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small publication, to be changed at will."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def add_point(folder: Path, text: str, *variants: str) -> None:
    """Put a point that rests on `PARAGRAPH` into the last section."""
    file = folder / "04-panel.md"
    wordings = ", ".join(f'"{variant}"' for variant in variants)
    point = f'  - id: gaps\n    text: "{text}"\n    variants: [{wordings}]\n    rests_on: gaps-1\n'
    source = file.read_text(encoding="utf-8").replace("points:\n", f"points:\n{point}", 1)
    file.write_text(f"{source.rstrip()}\n\n{PARAGRAPH} {{#gaps-1}}\n", encoding="utf-8")


def warnings(folder: Path) -> list[str]:
    """The messages of what `check` finds wrong with points."""
    found = check(read(folder), Folder(folder))
    return [f"{p.code} {p.message}" for p in found if p.code.startswith("PNT")]


# ------------------------------------------------------------------------------ facts don't bend


def test_a_point_that_says_what_its_paragraph_says_is_good(folder: Path) -> None:
    add_point(
        folder,
        "Some speakers saw several gaps; about 40 nations have plans.",
        "Some speakers saw several gaps.",
    )
    assert warnings(folder) == []


@pytest.mark.parametrize("text", ["About 41 nations have plans.", "About 4.0 nations have plans."])
def test_a_number_that_the_paragraph_does_not_say_is_reported(folder: Path, text: str) -> None:
    add_point(folder, text)
    number = text.split()[1]
    expected = f"PNT002 the point `gaps` says {number}, which its paragraph does not"
    assert warnings(folder) == [expected]


def test_a_number_that_only_a_shorter_wording_changes_is_reported(folder: Path) -> None:
    add_point(folder, "About 40 nations have plans.", "About 50 have plans.")
    assert warnings(folder) == ["PNT002 the point `gaps` says 50, which its paragraph does not"]


def test_a_number_of_a_fact_is_known_everywhere(folder: Path) -> None:
    add_point(folder, "{{ facts.countries }} countries were there.")
    assert warnings(folder) == []


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("The 40 nations have plans.", "about 40"),
        ("The speakers saw gaps.", "several gaps"),
        ("The plans will grow.", "could grow"),
    ],
)
def test_a_hedge_of_the_paragraph_that_a_point_drops_is_reported(
    folder: Path, text: str, dropped: str
) -> None:
    add_point(folder, text)
    assert f"PNT003 a wording of the point `gaps` drops “{dropped}”" in warnings(folder)


def test_another_hedge_will_do(folder: Path) -> None:
    add_point(folder, "Some speakers saw many gaps.", "Most speakers saw some gaps.")
    assert warnings(folder) == []


def test_a_shorter_wording_that_drops_who_says_so_is_reported(folder: Path) -> None:
    add_point(folder, "Some speakers saw several gaps.", "There are several gaps.")
    assert warnings(folder) == ["PNT003 a wording of the point `gaps` drops “speakers”"]


def test_space_in_2040_bends_no_fact() -> None:
    assert warnings(SPACE) == []


# ------------------------------------------------------------------------------ approving


def test_approving_writes_the_hash_of_each_paragraph(folder: Path) -> None:
    assert run(["approve", str(folder)]) == 0
    draft = read(folder)
    hashes = {p.id: hash_paragraph(p) for p in query(draft.sections, Paragraph)}
    points = [point for section in draft.sections for point in section.points]
    assert points != []
    assert [p.approved for p in points] == [hashes[p.rests_on][:16] for p in points]


def test_approving_changes_nothing_else(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.glob("*.*")}
    run(["approve", str(folder)])
    after = {file.name: file.read_bytes() for file in folder.glob("*.*")}
    taken = {
        name: re.sub(rb'(\n +|, )approved: "[0-9a-f]{16}"', b"", data)
        for name, data in after.items()
    }
    assert (taken == before, after == before) == (True, False)


def test_approving_again_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["approve", str(folder)])
    capsys.readouterr()
    assert run(["approve", str(folder)]) == 0
    assert capsys.readouterr().out == "nothing to approve\n"


def test_a_paragraph_that_changed_since_is_reported_until_approved_again(folder: Path) -> None:
    add_point(folder, "Some speakers saw several gaps.")
    run(["approve", str(folder)])
    assert warnings(folder) == []
    file = folder / "04-panel.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("they could grow", "they may grow"), encoding="utf-8")
    assert warnings(folder) == ["PNT001 `gaps-1` has changed since the point `gaps` was approved"]
    run(["approve", str(folder), "--point", "gaps"])
    assert warnings(folder) == []


def test_only_the_points_named_are_approved(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    add_point(folder, "Some speakers saw several gaps.")
    assert run(["approve", "--point", "gaps"]) == 0
    assert capsys.readouterr().out == "04-panel.md: gaps\n"
    approved = [p.id for s in read(folder).sections for p in s.points if p.approved]
    assert approved == ["gaps"]


def test_a_point_there_is_not_is_a_wrong_command(folder: Path) -> None:
    assert run(["approve", str(folder), "--point", "none"]) == 2


def test_line_ends_stay_as_they_are() -> None:
    text = "points:\r\n  - id: a\r\n    rests_on: b\r\n    weight: 2\r\n"
    assert write_approvals(text, {2: "12"}) == (
        'points:\r\n  - id: a\r\n    rests_on: b\r\n    approved: "12"\r\n    weight: 2\r\n'
    )


def test_a_point_in_braces_keeps_them() -> None:
    text = "points:\n  - {id: a, rests_on: b, weight: 2}\n  - {id: c, rests_on: d}\n"
    once = (
        'points:\n  - {id: a, rests_on: b, approved: "12", weight: 2}\n  - {id: c, rests_on: d}\n'
    )
    assert write_approvals(text, {2: "12"}) == once
    assert write_approvals(once, {2: "12"}) == once


def test_a_point_without_a_plain_paragraph_cannot_be_approved() -> None:
    with pytest.raises(LookupError):
        write_approvals("points:\n  - {id: a, rests_on: &b b}\n", {2: "12"})
