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
    length: int = 0
    """Characters that are wrong there; 0 when that is not known."""
    instead: str | None = None
    """What can only have been meant by them; `None` when that is not known."""


_CLOSING = {"[": "]", "{": "}"}
_QUOTES = "put the value between quotes"


def explain(fault: yaml.MarkedYAMLError, text: str) -> SyntaxMistake:
    """The mistake in `text` that led to `fault`.

    It stands where the author has to look: what is never closed, where it opens.
    """
    said = f"{fault.context or ''} {fault.problem or ''}".strip()
    odd = _find_odd_indent(text, getattr(fault.problem_mark, "line", 0))
    if odd:
        return odd
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
        return _explain_key(text.split("\n")[begins[0]], begins)
    if "mapping values are not allowed" in said:
        return _explain_colon(text.split("\n"), *ends)
    opened = _find_long_quotation(text, ends[0])
    if "did not find expected" in said and opened is not None:
        message = "this quotation mark is not closed on its line"
        hint = "close the value on its line; inside `'…'`, write an apostrophe twice"
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
    if "did not find expected" in said and line[: place[1]].strip():
        return f"`{sign}` stands after the end of a value", _QUOTES
    if "did not find expected" in said:
        return "this line does not fit the lines above it", _say_indent(lines, place[0])
    return f"this is not YAML: {said}", _QUOTES


_ODD = re.compile(r" *([^\S \t]+)")
"""Indentation with a space that is none for YAML, such as the no-break space of a web page."""


def _find_odd_indent(text: str, last: int) -> SyntaxMistake | None:
    """The nearest line up to `last` that is indented with what YAML takes for a part of a word."""
    lines = text.split("\n")[: last + 1]
    for number in range(len(lines) - 1, -1, -1):
        found = _ODD.match(lines[number])
        if found:
            sign = found[1]
            message = f"this line is indented with U+{ord(sign[0]):04X}, which looks like a space"
            place = number, found.start(1)
            return SyntaxMistake(message, "indent with spaces", *place, len(sign), len(sign) * " ")
    return None


def _explain_key(line: str, place: tuple[int, int]) -> SyntaxMistake:
    """What is wrong with a line that should begin with a key, and has no colon after it."""
    rest = line[place[1] :]
    if re.match(r"-\w", rest):
        hint = "write a space after the `-` of an item"
        return SyntaxMistake("an item of a list without a space after its sign", hint, *place, 1)
    if re.match(r"[\w-]+:\S", rest):
        return SyntaxMistake(_NO_SPACE, _SPACE, *place, rest.index(":") + 1)
    message, hint = _NO_COLON
    return SyntaxMistake(message, hint, *place, len(rest.rstrip()))


_NO_SPACE = "a key without a space after its colon"
_SPACE = "write a space after the colon"
_NO_COLON = (
    "a line without a colon after its key",
    "write `key: value`; a value of several lines is indented",
)


def _explain_colon(lines: list[str], number: int, column: int) -> SyntaxMistake:
    """What is wrong where a colon stands that cannot stand there."""
    line = lines[number]
    if re.search(r":\s", line[:column]):
        quoted = _quote_value(lines, number)
        if quoted:
            return SyntaxMistake(_SECOND, _QUOTES, number, *quoted)
        return SyntaxMistake(_SECOND, _QUOTES, number, column, 1)
    above = _find_above(lines, number)
    if above is not None and _indent(lines[above]) == _indent(line):
        return _explain_key(lines[above], (above, _indent(lines[above])))
    message = "this line is indented further than the one it belongs to"
    return SyntaxMistake(message, _say_indent(lines, number), number, _indent(line), column)


_SECOND = "a second colon stands in this value"
_WORDY = re.compile(r"(?P<key>\s*(?:- +)*[\w-]+:\s+)(?P<value>\w.*?)\s*")
"""A line with a key and words behind it."""
_KEY = re.compile(r"[a-z_-]+:\s")
"""How a key begins that may be meant as one below the other, as in `event: name: E`."""


def _quote_value(lines: list[str], number: int) -> tuple[int, int, str] | None:
    """Where the value in the line begins, its length, and the value between quotation marks.

    `None` where that might be meant in another way, or where the value goes on in the next line.
    """
    found = _WORDY.fullmatch(lines[number])
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    if not found or _indent(below) > _indent(lines[number]):
        return None
    value = found["value"]
    if re.search(r'["\\]|\s#', value) or _KEY.match(value):
        return None
    return found.end("key"), len(value), f'"{value}"'


def _say_indent(lines: list[str], number: int) -> str:
    """How far to indent a line that does not fit those above it."""
    above = _find_above(lines, number)
    if above is None:
        return "begin the line at its first character"
    spaces = _indent(lines[above])
    how = f"by {spaces} space{'s' * (spaces != 1)}" if spaces else "not at all"
    return f"indent it {how}, as the line above it; deeper only below a key without a value"


def _find_above(lines: list[str], number: int) -> int | None:
    """The nearest line above that says something."""
    found = (n for n in range(number - 1, -1, -1) if re.match(r"\s*[^\s#]", lines[n]))
    return next(found, None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


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
