"""A source file as it is being read: its lines, and the problems found in it so far."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html.entities import html5

from octavo.document.problem import Fix, Problem, Severity, Span, stretch
from octavo.files.library import Library
from octavo.files.near_names import find_near as find_near, suggest as suggest, suggest_file

LARGEST_TEXT = 4 * 1024 * 1024
"""Bytes; a larger source file is refused. The largest of the proceedings has 12,650: this is 300
times as much, about the length of the Bible."""

LONGEST_LINE = 64 * 1024
"""Characters; a longer line is refused. The longest of the proceedings has 341, in which a
paragraph is one line; a long chapter in one line would have 50,000. Some patterns look for the end
of a mark anew from each place in a line, which takes a time that grows with its square."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff"
    "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
)


class LastFound(dict[tuple[str, int], tuple[int, int]]):
    """For a text and the line of its block, the line and column where it was found last."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One text file of the source. `problems` is the one list that all pages share."""

    file: str
    """Name in the publication's folder."""
    text: str
    """With line feeds only."""
    problems: list[Problem]
    """Grows while the file is read."""
    found: LastFound = field(default_factory=LastFound, compare=False)
    """Where `locate` found each text last."""


def open_source(
    library: Library, file: str, problems: list[Problem], largest: int = LARGEST_TEXT
) -> SourceFile | None:
    """The page of `file`, or `None`, with the reason among `problems`, when it is no good text, or
    larger than so many bytes.
    """
    try:
        data = library.read(file)
    except FileNotFoundError:
        near = suggest_file(file, library)
        hint = near or "correct the name, or add the file to the publication's folder"
        problems.append(error("SRC001", f"there is no file `{file}`", Span(file, 0), hint))
        return None
    except (OSError, ValueError) as fault:
        hint = "name an ordinary file in the publication's folder"
        problems.append(error("SRC001", f"`{file}` cannot be read: {fault}", Span(file, 0), hint))
        return None
    if len(data) > largest:
        message = f"`{file}` is larger than {largest // 2**20} MiB"
        problems.append(error("SRC001", message, Span(file, 0), "split it into several files"))
        return None
    try:
        text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as fault:
        problems.append(_refuse_bytes(fault, file))
        return None
    source = SourceFile(file, _unify_lines(text), problems)
    return source if _is_clean(source) else None


def _unify_lines(text: str) -> str:
    """`text` with line feeds only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_bytes(fault: UnicodeDecodeError, file: str) -> Problem:
    """What is said of the first byte that is no UTF-8, with its place."""
    hint = "save the file as UTF-8"
    if fault.object.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return error("SRC001", "the file is UTF-16", Span(file, 1, 1), hint)
    before = _unify_lines(fault.object[: fault.start].decode("utf-8"))
    span = Span(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return error("SRC001", f"byte {fault.object[fault.start]:#04x} is not UTF-8", span, hint)


def _is_clean(source: SourceFile) -> bool:
    """Whether the page has neither forbidden characters nor endless lines; reports them all."""
    before = len(source.problems)
    for number, line in enumerate(source.text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            message = f"a line of {len(line)} characters is too long; {LONGEST_LINE} is the most"
            hint = "divide it into several lines"
            source.problems.append(error("SRC002", message, Span(source.file, number), hint))
        found = _FORBIDDEN.search(line)
        if found:
            span = stretch(Span(source.file, number, found.start() + 1), found[0])
            problem = error("SRC002", describe(found[0]), span, "delete it")
            source.problems.append(replace(problem, fixes=_delete_signs(source.file, number, line)))
    return len(source.problems) == before


_SEPARATING = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""Forbidden characters that divide words or lines, as a break pasted from Word does."""


def _delete_signs(file: str, number: int, line: str) -> tuple[Fix, ...]:
    """The fixes that take all forbidden characters out of a line.

    None where one of them may stand for something that can be seen: those for private use are
    letters in some typeface, and what separates words cannot just go.
    """
    found = list(_FORBIDDEN.finditer(line))
    if not all(map(_means_nothing, (sign[0] for sign in found))):
        return ()
    return tuple(Fix(stretch(Span(file, number, sign.start() + 1), sign[0]), "") for sign in found)


def _means_nothing(sign: str) -> bool:
    return sign == "\ufeff" or (sign < "\ue000" and sign not in _SEPARATING)


def find_forbidden(text: str) -> str:
    """The first character of `text` that no source may have; empty when there is none."""
    found = _FORBIDDEN.search(text)
    return found[0] if found else ""


def describe(character: str) -> str:
    """A sentence that names a forbidden character."""
    kind = "invisible" if ord(character) > 0x9F else "control"
    return f"the {kind} character U+{ord(character):04X} is not allowed in a source"


def error(code: str, message: str, span: Span | None, hint: str = "") -> Problem:
    """A problem that stops the build."""
    return Problem(Severity.ERROR, code, message, span, hint)


def warning(code: str, message: str, span: Span | None, hint: str = "") -> Problem:
    """A problem that does not stop the build."""
    return Problem(Severity.WARNING, code, message, span, hint)


def note(code: str, message: str, span: Span | None, hint: str = "") -> Problem:
    """Something worth knowing."""
    return Problem(Severity.NOTE, code, message, span, hint)


def locate(source: SourceFile, text: str, line: int) -> Span:
    """Where `text` stands in the block that begins at `line`; else `line`.

    Asked for the same text again, it tells where it stands next.
    """
    lines = _split_lines(source.text)
    last_line, last_column = source.found.get((text, line), (line, 0))
    for number in range(last_line, len(lines) + 1):
        content = lines[number - 1]
        if number > line and not content.strip():
            break
        column = content.find(text, last_column if number == last_line else 0)
        if text and column >= 0:
            source.found[text, line] = (number, column + 1)
            return stretch(Span(source.file, number, column + 1), text)
    return Span(source.file, line, 1)


def get_line(source: SourceFile, number: int) -> str:
    """The line of that number, counted from 1; empty where there is none."""
    lines = _split_lines(source.text)
    return lines[number - 1] if number <= len(lines) else ""


def span_line(source: SourceFile, number: int) -> Span:
    """The whole of a line."""
    return stretch(Span(source.file, number, 1), get_line(source, number))


@lru_cache(8)
def _split_lines(text: str) -> list[str]:
    """The lines of `text`, which is asked for again and again while a file is read."""
    return text.split("\n")


def find_in_file(library: Library, file: str, *texts: str) -> Span:
    """Where the first of `texts` that a file has in one line stands first; else its first line."""
    lines = _read_lines(library, file)
    for text in texts:
        for number, line in enumerate(lines, 1):
            column = line.find(text)
            if column >= 0:
                return stretch(Span(file, number, column + 1), text)
    return Span(file, 1)


_ALIKE = ('"“”„«»', "'‘’", "-‐‑–—")  # noqa: RUF001  what authors type one for the other


def find_words(library: Library, span: Span | None, words: str) -> Span | None:
    """Where `words` first stand at or after `span`, however the source breaks and quotes them.

    `span` itself when they stand nowhere, as with words that marks divide.
    """
    if span is None or not words:
        return span
    first = max(span.line - 1, 0)
    text = "\n".join(_read_lines(library, span.file)[first:])
    parts = ("".join(map(_match_sign, word)) for word in words.split())
    found = re.search(r"\s+".join(parts), text)
    if not found:
        return span
    line = first + 1 + text.count("\n", 0, found.start())
    column = found.start() - text.rfind("\n", 0, found.start())
    return stretch(Span(span.file, line, column), found[0])


def _match_sign(sign: str) -> str:
    alike = next((signs for signs in _ALIKE if sign in signs), sign)
    return f"[{re.escape(alike)}]"


def add_excerpts(problems: Iterable[Problem], library: Library) -> tuple[Problem, ...]:
    """`problems` in order of file and line, each with the source line it points into."""
    texts: dict[str, list[str]] = {}
    shown: dict[tuple[str, int], str] = {}
    exact = (_find_exactly(problem, library, texts) for problem in problems)
    done = [_add_excerpt(problem, library, texts, shown) for problem in dict.fromkeys(exact)]
    return tuple(sorted(done, key=_order))


def _order(problem: Problem) -> tuple[str, int, int, str]:
    span = problem.span or Span("", 0)
    return span.file, span.line, span.column, problem.code


def _find_exactly(problem: Problem, library: Library, texts: dict[str, list[str]]) -> Problem:
    """The problem at the exact place of what it seeks, if that is written as it is read."""
    span = problem.span
    if not problem.sought or span is None:
        return problem
    lines = _keep_lines(library, span.file, texts)
    found = _search_written(lines, problem.sought, span)
    fixes = _move_fixes(problem, found)
    return replace(problem, span=found or span, sought="", fixes=fixes)


def _move_fixes(problem: Problem, place: Span | None) -> tuple[Fix, ...]:
    """The fixes of what is sought, at its exact place; none where that stands before the block."""
    if place is None or (problem.span and place.line < problem.span.line):
        return ()
    fixes = problem.fixes
    return tuple(replace(fix, span=place) if fix.span == problem.span else fix for fix in fixes)


def find_written(library: Library, file: str, text: str) -> Span | None:
    """Where a file has `text`, as it is or by the numbers or names of characters."""
    return _search_written(_read_lines(library, file), text, Span(file, 1))


def _search_written(lines: Sequence[str], text: str, span: Span) -> Span | None:
    """Where the text stands first at or after `span`, else before its line."""
    after = range(max(span.line, 1), len(lines) + 1)
    pattern = _match_written(text)
    for number in (*after, *range(1, after.start)):
        begin = max(span.column - 1, 0) if number == span.line else 0
        found = pattern.search(lines[number - 1], begin)
        if found:
            return stretch(Span(span.file, number, found.start() + 1), found[0])
    return None


@lru_cache(64)
def _match_written(text: str) -> re.Pattern[str]:
    """`text` as it may be written: a character also by its number or name, in Markdown or YAML."""
    ways = [re.escape(text)]
    if len(text) == 1:
        number = ord(text)
        ways += [rf"&#0*{number};", rf"&#[xX]0*(?i:{number:x});"]
        ways += [f"&{name}" for name, sign in html5.items() if sign == text]
        ways.append(rf"\\(?:x|u(?:0{{2}})?|U(?:0{{2}}){{1,3}})0*(?i:{number:x})(?![0-9A-Fa-f])")
    return re.compile("|".join(ways))


def _keep_lines(library: Library, file: str, texts: dict[str, list[str]]) -> list[str]:
    if file not in texts:
        texts[file] = _read_lines(library, file)
    return texts[file]


def _add_excerpt(
    problem: Problem,
    library: Library,
    texts: dict[str, list[str]],
    shown: dict[tuple[str, int], str],
) -> Problem:
    """The problem with its line; `shown` keeps each line once, however many problems it has."""
    span = problem.span
    if problem.excerpt or span is None or not span.line or not span.column:
        return problem
    lines = _keep_lines(library, span.file, texts)
    if span.line > len(lines):
        return problem
    place = span.file, span.line
    if place not in shown:
        line = lines[span.line - 1].replace("\t", " ")
        shown[place] = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line)
    return replace(problem, excerpt=shown[place])


def _read_lines(library: Library, file: str) -> list[str]:
    try:
        text = library.read(file).decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return []
    return _unify_lines(text).split("\n")
