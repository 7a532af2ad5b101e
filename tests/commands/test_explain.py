"""`octavo explain`: a page for each code, found by whatever is typed."""

from __future__ import annotations

import pytest

from octavo.commands.cli import run
from octavo.document.codes import CODES, GROUPS, REMEDIES


def explain(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(capsys, "SRC005") == (
        "SRC005 (error): a duplicate key, or a section that is listed twice\n\n"
        "Of two values for one key, YAML would silently take one, and a section listed\n"
        "twice would be printed twice.\n\n"
        "Delete one of the two, or correct its name if it was meant as something else.\n\n"
        "In `publication.yaml`:\n\n"
        "    subtitle: One\n"
        "    subtitle: Two\n"
    )


@pytest.mark.parametrize("typed", ["txt001", "TXT001", "[TXT001]"])
def test_a_code_is_found_as_it_is_typed(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(capsys, typed).startswith("TXT001 (error): raw HTML\n")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("SRC0003", "did you mean `SRC003`?"),
        ("src", "codes of this group: SRC001, SRC002, "),
        ("nonsense", "`octavo explain` lists all codes"),
    ],
)
def test_a_code_that_there_is_not_is_a_wrong_command(
    typed: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", typed]) == 2
    assert f"there is no code `{typed}`; {hint}" in capsys.readouterr().err


def test_without_a_code_all_are_listed_by_group(capsys: pytest.CaptureFixture[str]) -> None:
    lines = explain(capsys).splitlines()

    assert [line for line in lines if line and line[0] != " "] == list(GROUPS.values())
    assert [line.split()[0] for line in lines if line[:1] == " "] == [e.code for e in CODES]


def test_every_code_says_why_it_matters_and_what_to_do() -> None:
    assert REMEDIES.keys() == {e.code for e in CODES}, "write it in document/*_remedies.py"
    for code, remedy in REMEDIES.items():
        for text in (remedy.why, remedy.advice):
            assert len(text) > 20, code
            assert text[-1] in '.)"', code
            assert text == " ".join(text.split()), code


def test_every_page_has_more_than_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for entry in CODES:
        assert len(explain(capsys, entry.code).strip().splitlines()) >= 5
