"""How problems are printed: spans, colours, and formats for other programs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest
from hypothesis import given, strategies as st

from commands.conftest import change
from octavo import Problem, Severity, Span
from octavo.commands.cli import run
from octavo.commands.problem_formats import write_github, write_json, write_sarif
from octavo.commands.problem_list import format_concisely, format_problem
from octavo.commands.session import Session
from octavo.document.problem import Fix

FACT = ("01-foreword.md", "{{ facts.participants }}", "{{ facts.particpants }}")


def problem(span: Span | None, excerpt: str = "", hint: str = "") -> Problem:
    return Problem(Severity.ERROR, "X001", "wrong", span, hint, excerpt)


# ------------------------------------------------------------------------------ the span


def carets(span: Span, excerpt: str) -> str:
    return format_problem(problem(span, excerpt), Session()).splitlines()[2]


def test_a_place_is_underlined_to_its_end() -> None:
    assert carets(Span("a.md", 2, 3, 2, 6), "abcdefgh") == "  |   ^^^"


def test_a_place_of_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    assert carets(Span("a.md", 2, 3, 4, 2), "abcdefgh  ") == "  |   ^^^^^^"


def test_a_place_without_an_end_has_one_caret() -> None:
    assert carets(Span("a.md", 2, 3), "abcdefgh") == "  |   ^"


def test_a_place_that_goes_on_after_what_is_shown_is_underlined_as_far_as_that() -> None:
    shown, under = format_problem(
        problem(Span("a.md", 2, 151, 2, 400), "a" * 500), Session()
    ).splitlines()[1:]

    assert len(under) <= len(shown)
    assert under.endswith("^")


@given(st.text("ab ", min_size=1, max_size=300), st.data())
def test_carets_stand_below_what_is_meant(line: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(1, len(line)))
    end = data.draw(st.integers(begin, len(line) + 1))
    shown, under = format_problem(
        problem(Span("a.md", 1, begin, 1, end), line), Session()
    ).splitlines()[1:]

    marked = shown[under.index("^") : len(under)]
    assert line[begin - 1 :].startswith(marked.removesuffix(" …") if len(line) > 100 else marked)
    assert under.count("^") == max(1, min(end - begin, under.count("^")))


def test_one_line_tells_place_code_and_message() -> None:
    found = problem(Span("a.md", 2, 3, 2, 6), "abcdefgh", "mend it")

    assert format_concisely(found, Session()) == "a.md:2:3: X001 wrong"


# ------------------------------------------------------------------------------ colour


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("no", "force", "coloured"),
    [("", "", False), ("", "1", True), ("1", "", False), ("1", "1", False)],
)
def test_colour_is_asked_for_and_forbidden(
    no: str,
    force: str,
    coloured: bool,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(folder, *FACT)
    monkeypatch.setenv("NO_COLOR", no)
    monkeypatch.setenv("FORCE_COLOR", force)

    assert run(["check"]) == 1
    said = capsys.readouterr().out
    assert ("\x1b[" in said) is coloured
    assert "there is no fact `particpants` [FCT001]" in click.unstyle(said)


def test_colours_say_nothing_of_their_own() -> None:
    found = problem(Span("a.md", 2, 3, 2, 6), "abcdefgh", "mend it")

    for write in (format_problem, format_concisely):
        assert click.unstyle(write(found, Session(), True)) == write(found, Session())


# ------------------------------------------------------------------------------ for programs


def check(format: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["check", "--format", format]) == 1
    return capsys.readouterr().out


def test_json_tells_begin_and_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, *FACT)
    found = json.loads(check("json", capsys))

    assert found[0] == {
        "code": "FCT001",
        "severity": "error",
        "message": "there is no fact `particpants`",
        "hint": "did you mean `participants`?",
        "file": "content/small/01-foreword.md",
        "span": {"start": {"line": 9, "column": 33}, "end": {"line": 9, "column": 56}},
        "fix": None,
    }


def test_json_is_a_list_when_there_is_nothing_wrong() -> None:
    assert json.loads(write_json([], None)) == []


def test_json_tells_how_to_mend_it() -> None:
    place = Span("a.md", 2, 1, 2, 3)
    found = Problem(Severity.ERROR, "X001", "wrong", place, fixes=(Fix(place, "x"),))

    assert json.loads(write_json([found], None))[0]["fix"] == {
        "edits": [
            {
                "span": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 3}},
                "text": "x",
            }
        ]
    }


def test_github_is_told_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, *FACT)

    assert check("github", capsys).splitlines()[0] == (
        "::error file=content/small/01-foreword.md,line=9,col=33,endLine=9,endColumn=56,"
        "title=Octavo FCT001::there is no fact `particpants`%0Ahint: did you mean `participants`?"
    )


COMMAND = re.compile(r"::(error|warning|notice) ([^:\n\r]*)::([^\n\r]*)")


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=10))
def test_github_is_told_each_problem_in_one_line(message: str, hint: str, file: str) -> None:
    found = Problem(Severity.NOTE, "X001", message, Span(file, 2, 3, 2, 4), hint)
    line = COMMAND.fullmatch(write_github([found], None))

    assert line
    given = dict(pair.split("=", 1) for pair in line[2].split(","))
    assert unquote(given["file"]) == file or "%" in file
    assert (
        unquote(line[3]) == message + (f"\nhint: {hint}" if hint else "") or "%" in message + hint
    )


def test_github_is_told_no_columns_of_several_lines() -> None:
    found = problem(Span("a.md", 2, 3, 4, 1))

    assert write_github([found], None).startswith("::error file=a.md,line=2,endLine=4,title=")


# ------------------------------------------------------------------------------ SARIF


LEVELS = {"none", "note", "warning", "error"}
KEYS = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "columnKind", "results"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "shortDescription"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "fixes"},
    "region": {"startLine", "startColumn", "endLine", "endColumn"},
}
"""Of the properties that SARIF 2.1.0 has, those that are used; it allows no others."""
URI_REFERENCE = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2}")


def judge_sarif(text: str) -> dict[str, Any]:
    """The log, if it is what the schema of SARIF 2.1.0 asks for."""
    log = json.loads(text)
    assert log.keys() == KEYS["log"]
    assert log["version"] == "2.1.0"
    for run_ in log["runs"]:
        driver = run_["tool"]["driver"]
        assert run_.keys() == KEYS["run"]
        assert driver.keys() == KEYS["driver"]
        assert driver["name"]
        assert run_["columnKind"] == "unicodeCodePoints"
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(set(ids)) == len(ids)
        assert all(rule.keys() <= KEYS["rule"] for rule in driver["rules"])
        for result in run_["results"]:
            judge_result(result, ids)
    return dict(log)


def judge_result(result: dict[str, Any], ids: list[str]) -> None:
    assert result.keys() <= KEYS["result"]
    assert result["level"] in LEVELS
    assert ids[result["ruleIndex"]] == result["ruleId"]
    assert isinstance(result["message"]["text"], str)
    for location in result.get("locations", []):
        place = location["physicalLocation"]
        judge_uri(place["artifactLocation"]["uri"])
        judge_region(place.get("region", {"startLine": 1}))
    for fix in result.get("fixes", []):
        assert fix["artifactChanges"]
        for changed in fix["artifactChanges"]:
            judge_uri(changed["artifactLocation"]["uri"])
            assert changed["replacements"]
            for replacement in changed["replacements"]:
                judge_region(replacement["deletedRegion"])
                assert isinstance(replacement["insertedContent"]["text"], str)


def judge_uri(uri: str) -> None:
    assert URI_REFERENCE.sub("", uri) == ""


def judge_region(region: dict[str, int]) -> None:
    assert region.keys() <= KEYS["region"]
    assert all(isinstance(number, int) and number >= 1 for number in region.values())
    begin = region["startLine"], region.get("startColumn", 1)
    assert begin <= (region.get("endLine", begin[0]), region.get("endColumn", begin[1]))


def test_sarif_tells_the_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, *FACT)
    run_ = judge_sarif(check("sarif", capsys))["runs"][0]

    result = run_["results"][0]
    assert result["ruleId"] == "FCT001"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/small/01-foreword.md"},
        "region": {"startLine": 9, "startColumn": 33, "endLine": 9, "endColumn": 56},
    }
    assert run_["tool"]["driver"]["rules"][result["ruleIndex"]] == {
        "id": "FCT001",
        "shortDescription": {"text": "an unknown fact"},
    }


def make_span(file: str, line: int, column: int, lines: int, more: int) -> Span:
    return Span(file, line, column, line + lines, (1 if lines else column) + more)


SPANS = st.builds(
    make_span,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.integers(1, 9),
    st.integers(1, 99),
    st.integers(0, 3),
    st.integers(0, 9),
)
PLACES = st.none() | SPANS | st.builds(Span, st.just("a.md"), st.integers(0, 3))
PROBLEMS = st.builds(
    Problem,
    st.sampled_from(Severity),
    st.sampled_from(["SRC001", "X001", "TXT002"]),
    st.text(max_size=20),
    PLACES,
    st.text(max_size=10),
    fixes=st.lists(st.builds(Fix, SPANS, st.text(max_size=5)), max_size=2).map(tuple),
)


@given(st.lists(PROBLEMS, max_size=5))
def test_sarif_holds_whatever_there_is(problems: list[Problem]) -> None:
    run_ = judge_sarif(write_sarif(problems, None))["runs"][0]

    assert [result["ruleId"] for result in run_["results"]] == [found.code for found in problems]


# ------------------------------------------------------------------------------ the status


def test_a_warning_counts_as_an_error_when_strict(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, "04-panel.md", "```figure", "## Nothing below\n\n## Orbits\n\n```figure")

    assert run(["check"]) == 0
    assert run(["check", "--strict"]) == 1
    assert "TXT011" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_a_note_counts_as_nothing() -> None:
    assert run(["check", "--strict"]) == 0


def test_quiet_prints_what_decides_the_status(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, "04-panel.md", "```figure", "## Nothing below\n\n## Orbits\n\n```figure")

    assert run(["check", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert run(["check", "--quiet", "--strict"]) == 1
    said = capsys.readouterr()
    assert said.out.count("[") == 1
    assert said.err == ""


@pytest.mark.usefixtures("folder")
def test_an_unknown_format_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "sarf"]) == 2
    assert "'sarif'" in capsys.readouterr().err
