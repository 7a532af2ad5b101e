"""What is wrong with a text that is no YAML, in words for those who do not know its grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class SyntaxMistake:
    """What is wrong with a YAML text, and where."""

    message: str
    hint: str
    line: int
    """Counted from 0."""
    column: int
    """Counted from 0."""


_SPACES = "indent with spaces, and lines that belong together alike"
_CLOSING = {"[": "]", "{": "}"}
_QUOTES = "put the value between quotes"


def explain(fault: yaml.MarkedYAMLError, text: str) -> SyntaxMistake:
    """The mistake in `text` that led to `fault`.

    It stands where the author has to look: what is never closed, where it opens.
    """
    said = f"{fault.context or ''} {fault.problem or ''}".strip()
    ends, begins = _find(fault.problem_mark, text), _find(fault.context_mark, text)
    if "quoted scalar" in said:
        hint = "write the same sign at the end of the value"
        return SyntaxMistake("this quotation mark is never closed", hint, *begins)
    if "flow" in said:
        begins = _find_opening(text) or begins
        opening = text.split("\n")[begins[0]][begins[1] : begins[1] + 1]
        hint = f"write `{_CLOSING.get(opening, '')}` at its end, and commas between its values"
        return SyntaxMistake(f"what opens here with `{opening}` is not closed", hint, *begins)
    if "could not find expected ':'" in said:
        hint = "write `key: value`; a value of several lines is indented"
        return SyntaxMistake("a line without a colon after its key", hint, *begins)
    opened = _find_long_quotation(text, ends[0])
    if "did not find expected" in said and opened is not None:
        message = "the next sign like this quotation mark stands in another line"
        hint = "close the value in its line; between `'` and `'`, an apostrophe is written twice"
        return SyntaxMistake(message, hint, *opened)
    return SyntaxMistake(*_explain_other(said, text, ends), *ends)


def _explain_other(said: str, text: str, place: tuple[int, int]) -> tuple[str, str]:
    """What is wrong at `place`, and what to do."""
    lines = text.split("\n")
    line = lines[place[0]] if place[0] < len(lines) else ""
    sign = line[place[1] : place[1] + 1]
    if "tab character" in said or (sign == "\t" and "token" in said):
        return "a tab stands where only spaces can", "indent with spaces"
    if "cannot start any token" in said:
        return f"a value cannot begin with `{sign}`", _QUOTES
    if "mapping values are not allowed" in said:
        if re.search(r":\s", line[: place[1]]):
            return "a second colon stands in this value", _QUOTES
        return "this line is indented further than the one it belongs to", _SPACES
    if "did not find expected" in said and line[: place[1]].strip():
        return f"`{sign}` stands after the end of a value", _QUOTES
    if "did not find expected" in said:
        return "this line does not fit the lines above it", _SPACES
    return f"this is not YAML: {said}", _QUOTES


def _find(mark: object, text: str) -> tuple[int, int]:
    """The line and the column of a mark, which may stand after the end of `text`."""
    last = text.count("\n")
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return (line, column) if line <= last else (last, 0)


def _find_opening(text: str) -> tuple[int, int] | None:
    """Where the last list or mapping in brackets begins that is not closed."""
    opened: list[tuple[int, int]] = []
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append((token.start_mark.line, token.start_mark.column))
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                opened = opened[:-1]
    except yaml.YAMLError:
        return opened[-1] if opened else None
    return opened[-1] if opened else None


def _find_long_quotation(text: str, line: int) -> tuple[int, int] | None:
    """Where the quoted value begins that goes over several lines and ends in `line`."""
    found = None
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            start, end = token.start_mark, token.end_mark
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                found = (start.line, start.column) if start.line < end.line == line else found
    except yaml.YAMLError:
        return found
    return found
