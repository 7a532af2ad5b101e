"""Problems for other programs: as JSON, as annotations of GitHub's, and as SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from octavo.commands.folders import show_source

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.document.problem import Fix, Problem, Span

Record: TypeAlias = "dict[str, Any]"

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_json(problems: Sequence[Problem], folder: Path | None) -> str:
    """A list with one object for each problem."""
    return _dump([_describe(problem, folder) for problem in problems])


def _describe(problem: Problem, folder: Path | None) -> Record:
    span = problem.span
    fixes = [{"span": _span(fix.span), "text": fix.text} for fix in problem.fixes]
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "file": show_source(span.file, folder) if span else None,
        "span": _span(span) if span else None,
        "fix": {"edits": fixes} if fixes else None,
    }


def _span(span: Span) -> Record | None:
    """Where the place begins and, if that is known, ends; `None` for a whole file."""
    if not span.line:
        return None
    end = {"line": span.end_line, "column": span.end_column} if span.end_line else None
    return {"start": {"line": span.line, "column": span.column or 1}, "end": end}


# ------------------------------------------------------------------------------ GitHub

GITHUB_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def write_github(problems: Sequence[Problem], folder: Path | None) -> str:
    """A workflow command for each problem, which GitHub shows beside the line."""
    return "\n".join(_annotate(problem, folder) for problem in problems)


def _annotate(problem: Problem, folder: Path | None) -> str:
    properties = {**_locate(problem.span, folder), "title": f"Octavo {problem.code}"}
    given = ",".join(f"{key}={_escape(str(v), _PROPERTY)}" for key, v in properties.items())
    said = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    return f"::{GITHUB_LEVELS[problem.severity.value]} {given}::{_escape(said, _DATA)}"


def _locate(span: Span | None, folder: Path | None) -> Record:
    """The place; columns only where it has one line, since GitHub takes them for nothing else."""
    if span is None:
        return {}
    place: Record = {"file": show_source(span.file, folder)}
    if span.line:
        place["line"] = span.line
    if span.end_line > span.line:
        place["endLine"] = span.end_line
    elif span.column:
        place["col"] = span.column
        if span.end_column > span.column:
            place |= {"endLine": span.line, "endColumn": span.end_column}
    return place


def _escape(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)


# ------------------------------------------------------------------------------ SARIF


def write_sarif(problems: Sequence[Problem], folder: Path | None) -> str:
    """A log of SARIF 2.1.0 with one run."""
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "Octavo", "version": version("octavo"), "rules": _list_rules(codes)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_write_result(problem, codes, folder) for problem in problems],
    }
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _list_rules(codes: Sequence[str]) -> list[Record]:
    """What the codes mean; one of a generator's own is told by its code alone."""
    from octavo.document.codes import CODES

    meanings = {entry.code: entry for entry in CODES}
    return [
        {"id": code, "shortDescription": {"text": meanings[code].meaning}}
        if code in meanings
        else {"id": code}
        for code in codes
    ]


def _write_result(problem: Problem, codes: list[str], folder: Path | None) -> Record:
    said = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    result: Record = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity.value,
        "message": {"text": said},
    }
    if problem.span:
        place: Record = {"artifactLocation": _name(problem.span.file, folder)}
        if problem.span.line:
            place["region"] = _region(problem.span)
        result["locations"] = [{"physicalLocation": place}]
    if problem.fixes:
        files = dict.fromkeys(fix.span.file for fix in problem.fixes)
        changes = [_change(file, problem.fixes, folder) for file in files]
        result["fixes"] = [{"artifactChanges": changes}]
    return result


def _name(file: str, folder: Path | None) -> Record:
    return {"uri": quote(show_source(file, folder).replace("\\", "/"))}


def _region(span: Span) -> Record:
    region: Record = {"startLine": span.line, "startColumn": span.column or 1}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return region


def _change(file: str, fixes: Sequence[Fix], folder: Path | None) -> Record:
    """What the fixes change in one file."""
    replacements = [
        {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.text}}
        for fix in fixes
        if fix.span.file == file
    ]
    return {"artifactLocation": _name(file, folder), "replacements": replacements}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Problem], Path | None], str]] = {
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}
"""The formats for other programs. Those for people are in `problem_list`."""
