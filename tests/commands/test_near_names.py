"""The file that was meant by a name that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.conftest import change
from octavo.build.steps import list_problems, review
from octavo.commands.cli import run
from octavo.document.problem import Fix, Span
from octavo.files.library import Folder, Memory
from octavo.files.near_names import find_same, fix_word, suggest_file

NAMES = ("01-foreword.md", "02-tools.md", "images/booth.png", "images/delegates.jpg", "photos.yaml")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("02-Tools.md", "did you mean `02-tools.md`? capitals matter"),
        ("IMAGES/booth.PNG", "did you mean `images/booth.png`? capitals matter"),
        ("02-tool.md", "did you mean `02-tools.md`?"),
        ("booth.png", "did you mean `images/booth.png`?"),
        ("images/booth.jpg", "did you mean `images/booth.png`?"),
        ("photos.yml", "did you mean `photos.yaml`?"),
        ("images/delegats.jpeg", "did you mean `images/delegates.jpg`?"),
        ("03-policy.md", ""),
        ("booth.md", ""),
        ("", ""),
        ("..", ""),
        ("/", ""),
    ],
)
def test_a_file_is_suggested(typed: str, hint: str) -> None:
    assert suggest_file(typed, Memory(dict.fromkeys(NAMES, b""))) == hint


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bottom-Line", "bottom_line"),
        ("bottom line", "bottom_line"),
        ("bottomline", "bottom_line"),
        ("bottom_line", ""),
        ("botom_line", ""),
        ("ab", ""),
    ],
)
def test_the_same_letters_are_the_same_name(typed: str, meant: str) -> None:
    assert find_same(typed, ["bottom_line", "a-b", "a_b", "title"]) == meant


@pytest.mark.parametrize(
    ("columns", "new", "changed"),
    [
        ((3, 6), "xyz", (3, 6)),
        ((3, 8), "xyz", (4, 7)),
        ((3, 7), "xyz", None),
        ((3, 6), "x: y", None),
    ],
)
def test_a_word_is_fixed_alone_or_between_quotes(
    columns: tuple[int, int], new: str, changed: tuple[int, int] | None
) -> None:
    span = Span("a.yaml", 2, columns[0], 2, columns[1])
    fixed = (Fix(Span("a.yaml", 2, changed[0], 2, changed[1]), new),) if changed else ()

    assert fix_word(span, "abc", new) == fixed


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        ("publication.yaml", "03-policy.md", "3-policy.md", "`03-policy.md`"),
        ("publication.yaml", "photos: photos.yaml", "photos: Photos.yml", "`photos.yaml`"),
        ("04-panel.md", "orbits: 7", "picture: Images/booth.png", "`images/booth.png`"),
        ("photos.yaml", "credit: The publisher}", "file: booth.png}", "`images/booth.png`"),
    ],
)
def test_whatever_names_a_file_is_told_the_right_one(
    folder: Path, file: str, old: str, new: str, hint: str
) -> None:
    (folder / "images").mkdir()
    (folder / "images" / "booth.png").write_bytes(b"")
    change(folder, file, old, new)

    found = list_problems(Folder(folder), "small")[1]
    hints = [p.hint for p in found if p.code in ("SRC001", "IMG001")]
    assert len(hints) == 1
    assert f"did you mean {hint}" in hints[0]


def test_a_template_is_suggested(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "house.docx").write_bytes(b"")
    word = "{generator: word, options: {template: templates/hose.docx}}"
    change(folder, "publication.yaml", "[booklet, word, briefing]", f"[{word}]")

    (found,) = (p for p in review(folder)[1] if p.code == "WRD010")
    assert found.hint == "did you mean `templates/house.docx`?"
    assert str(found.span) == "publication.yaml:51:49"


# ------------------------------------------------------------------------------ the folder


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("smal", "did you mean `small`?"),
        ("content/smal", "did you mean `content/small`?"),
        ("Small", "did you mean `small`?"),
    ],
)
def test_the_folder_of_a_publication_is_suggested(
    folder: Path, given: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", given]) == 2
    assert said in capsys.readouterr().err


def test_a_publication_with_another_ending_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "publication.yaml").rename(folder / "publication.yml")

    assert run(["check", "content/small"]) == 2
    assert "rename publication.yml to publication.yaml" in capsys.readouterr().err
