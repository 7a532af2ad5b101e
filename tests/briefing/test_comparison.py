"""What each reader gets: `octavo fit` and `octavo audiences --compare`."""

from __future__ import annotations

import json
import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from octavo.build.comparison import Comparison, compare, compare_all, list_rows, write_html
from octavo.build.steps import OutputFit, explain
from octavo.commands.cli import run
from octavo.files.library import Memory
from octavo.generator import Choice, FitReport

SMALL = Path(__file__).parents[1] / "publications" / "small"


def account(*choices: Choice) -> FitReport:
    return FitReport("", "{}", choices)


def choice(id: str, shown: bool = True, wording: int = 0, repeats: str = "") -> Choice:
    return Choice(id, "one", f"What {id} says", 5, id == "must", shown, wording, repeats)


def side_by_side() -> Comparison:
    political = account(choice("must"), choice("long", wording=1), choice("left", shown=False))
    public = account(choice("long"), choice("open", shown=False, repeats="long"))
    return compare({"political": political, "public": public})


@lru_cache(1)
def explained() -> tuple[OutputFit, ...]:
    return explain(SMALL)[1]


# ------------------------------------------------------------------------------ comparing


def test_each_point_stands_once_in_the_order_of_the_source() -> None:
    assert [row.id for row in side_by_side().rows] == ["must", "long", "open", "left"]


def test_a_row_says_what_each_reader_gets() -> None:
    assert list_rows(side_by_side()) == [
        ("one", "must", "full !", ""),
        ("one", "long", "short 1", "full"),
        ("one", "open", "", "same"),
        ("one", "left", "–", ""),
        ("", "shown", "2 of 3", "1 of 2"),
    ]


def test_what_each_generator_makes_is_compared_for_itself() -> None:
    made = [
        OutputFit("a-briefing-public.pdf", "briefing", "public", account(choice("long"))),
        OutputFit("a-digest-public.pdf", "digest", "public", account(choice("open"))),
    ]
    compared = compare_all(made)
    assert [(name, [row.id for row in one.rows]) for name, one in compared.items()] == [
        ("briefing", ["long"]),
        ("digest", ["open"]),
    ]
    page = write_html(compared, "A", "en-GB", Memory({}))
    assert page.index("<h2>briefing</h2>") < page.index("<h2>digest</h2>")


def test_several_files_for_one_reader_are_told_by_their_names() -> None:
    made = [OutputFit(f"{n}.pdf", "briefing", "public", account(choice("long"))) for n in "ab"]
    assert compare_all(made)["briefing"].readers == ("a.pdf", "b.pdf")


def test_the_page_escapes_what_a_point_says() -> None:
    danger = Choice("a", "one", "<script>1 & 2</script>", 5, False, True)
    page = write_html({"briefing": compare({"<b>": account(danger)})}, "A & B", "en-GB", Memory({}))
    assert "<script>" not in page
    assert "&lt;script&gt;1 &amp; 2&lt;/script&gt;" in page
    assert '<th scope="col">&lt;b&gt;</th>' in page
    assert "<title>A &amp; B: who gets what</title>" in page


def test_the_page_marks_what_is_full_shorter_left_out_and_closed() -> None:
    page = write_html({"briefing": side_by_side()}, "A", "en-GB", Memory({}))
    counts = [page.count(f'<td class="{state}">') for state in ("full", "shorter", "out", "closed")]
    assert counts == [2, 1, 1, 3]


# ------------------------------------------------------------------------------ explaining


def test_every_briefing_of_a_publication_is_explained() -> None:
    assert [(one.name, one.audience) for one in explained()] == [
        ("small-briefing-command.pdf", "command"),
        ("small-briefing-industry.pdf", "industry"),
    ]


def test_text_json_and_choices_of_an_account_agree() -> None:
    for one in explained():
        shown = [choice.id for choice in one.report.choices if choice.shown]
        points = json.loads(one.report.json)["points"]
        assert [point["id"] for point in points if point["chosen"]] == shown
        lines = one.report.text.splitlines()
        assert [line for line in lines if line.startswith("+")] != []
        assert len([line for line in lines if line.startswith("+")]) == len(shown)


def test_an_account_quotes_the_pages_of_the_booklet() -> None:
    pages = {p["page"] for one in explained() for p in json.loads(one.report.json)["points"]}
    assert pages != set()
    assert all(page.isdigit() for page in pages)


# ------------------------------------------------------------------------------ commands


def test_fit_says_what_one_reader_gets(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fit", "command", str(SMALL)]) == 0
    (command, _) = explained()
    assert capsys.readouterr().out == f"small-briefing-command.pdf\n{command.report.text}\n"


def test_fit_says_it_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fit", "command", str(SMALL), "--json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert made["file"] == "small-briefing-command.pdf"
    assert {"audience", "points", "more"} <= made.keys()


def test_fit_for_an_unknown_audience_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fit", "comand", str(SMALL)]) == 2
    assert "did you mean `command`?" in capsys.readouterr().err


def test_fit_without_an_output_that_chooses_is_a_wrong_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    file = folder / "publication.yaml"
    head, _, _ = file.read_text(encoding="utf-8").partition("\noutputs:")
    file.write_text(head + "\noutputs: [booklet]\n", encoding="utf-8")
    assert run(["fit", "command", str(folder)]) == 2
    assert "no output of this publication chooses" in capsys.readouterr().err


def test_audiences_are_compared_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audiences", str(SMALL), "--compare"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0] == "section\tpoint\tcommand\tindustry"
    assert lines[-1].startswith("\tshown\t")
    assert "–: left out" in said.err


def test_audiences_are_compared_on_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "compare.html"
    assert run(["audiences", str(SMALL), "--compare", "--html", str(file)]) == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "compare.html" in capsys.readouterr().out
