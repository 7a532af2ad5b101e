"""Blocks that could be read in two ways, and blocks that are not what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.document.problem import Fix, Problem, Severity, stretch
from octavo.files.source_file import SourceFile, get_line, span_line
from octavo.source.fences import find_caption_row
from octavo.source.outline import Part

_LISTS = frozenset({"ul", "ol", "dl", "note"})
_APART = frozenset({"caption", "stray", "pre", "html"})
"""What may stand between a list and what is indented below it without coming between them."""
_SURELY_INSIDE = 2
"""Columns beyond two that what goes on with a definition stands in. Prettier, which knows no
definitions, takes away up to three spaces, and leaves four as code."""
_FURTHEST_START = 100
"""A list of one item whose number is larger is more likely a sentence that begins with a year."""


@dataclass(frozen=True, slots=True)
class _Finding:
    line: int
    """Counted from 0."""
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    replaced: str = ""
    """What its fix takes away: what stands in the line first."""
    inserted: str = ""
    """What its fix puts there."""


def report_ambiguities(source: SourceFile, parts: Sequence[Part], first: int) -> bool:
    """Report what is not clear among `parts`, of a text that begins at line `first`.

    Whether nothing of it is an error.
    """
    all_found = list(_find_all(parts))
    for found in all_found:
        span = span_line(source, first + found.line)
        fixes = _make_fixes(found, source, first)
        problem = Problem(found.severity, found.code, found.message, span, found.hint, fixes=fixes)
        source.problems.append(problem)
    return not any(found.severity is Severity.ERROR for found in all_found)


def _make_fixes(found: _Finding, source: SourceFile, first: int) -> tuple[Fix, ...]:
    """What mends it, in the line as it stands in the file; nothing when that is not known."""
    if not found.replaced:
        return ()
    line = span_line(source, first + found.line)
    column = get_line(source, line.line).find(found.replaced)
    if column < 0:
        return ()
    place = stretch(replace(line, column=column + 1), found.replaced)
    return (Fix(place, found.inserted),)


def _find_all(parts: Sequence[Part], outermost: bool = True) -> Iterator[_Finding]:
    between = list(_find_between(parts))
    yield from between
    if outermost and not between:
        yield from _find_nearly_code(parts)
    for part in parts:
        match part.kind:
            case "p":
                yield from _find_in_words(part)
            case "pre" if not outermost and not part.markup:
                message = "code indented by four spaces could be read as words of what it stands in"
                hint = "put it between two lines of ```, or take out the four spaces"
                yield _Finding(part.first, "TXT015", message, hint)
            case "ul" | "ol":
                yield from _find_in_list(part)
            case "dl":
                yield from _find_in_definitions(part)
            case "table":
                yield from _find_in_table(part)
            case "stray":
                hint = "a caption stands on the line after its table"
                yield _Finding(part.first, "TXT006", "a caption without a table", hint)
            case _:
                pass
        yield from _find_all(part.parts, outermost=False)


# ------------------------------------------------------------------------------ indentation


def _find_between(parts: Sequence[Part]) -> Iterator[_Finding]:
    """Parts that are indented below a list, and not far enough to be in its last item."""
    listing: Part | None = None
    for part in parts:
        if listing and part.column > listing.column and part.kind not in ("note", "caption"):
            inner = listing.parts[-1].inner if listing.parts else 0
            what = "note" if listing.kind == "note" else "list"
            message = f"this could be read as part of the {what} above it, or as what follows it"
            inner = inner or listing.column + 4
            hint = f"indent it by {inner} spaces for the {what}, or not at all for what follows"
            yield _Finding(part.first, "TXT015", message, hint)
        elif part.kind in _LISTS:
            listing = part
        elif part.kind not in _APART:
            listing = None


def _find_nearly_code(parts: Sequence[Part]) -> Iterator[_Finding]:
    """Words all of which are indented: with four spaces they would be code."""
    for part in parts:
        if part.kind == "p" and part.column and all(line[:1] == " " for line in part.lines[1:]):
            message = f"words are indented by {part.column}; code is, by four spaces"
            hint = "take out the spaces, or put code between two lines of ```"
            yield _Finding(part.first, "TXT016", message, hint, severity=Severity.WARNING)


def _find_in_list(listing: Part) -> Iterator[_Finding]:
    head = listing.parts[0]
    for item in listing.parts[1:]:
        if item.column != head.column and item.inner != head.inner:
            message = "this item could be read as the next of its list, or as one inside the last"
            hint = f"indent it by {head.inner} spaces to have it inside, or as the first item is"
            yield _Finding(item.first, "TXT015", message, hint)
    number = listing.label
    if len(listing.parts) == 1 and number.isdecimal() and int(number) > _FURTHEST_START:
        message = f"this is read as a list of one item, with the number {number}"
        hint = f"write `{number}\\{listing.markup}` for a sentence that begins with a number"
        yield _Finding(head.first, "TXT016", message, hint, severity=Severity.WARNING)
    elif listing.kind == "ol":
        yield from _find_misnumbered(listing)


def _find_misnumbered(listing: Part) -> Iterator[_Finding]:
    """The first item that was given another number than it gets; all may have the same."""
    typed = [int(item.label) for item in listing.parts]
    if len(set(typed)) == 1:
        return
    for number, (item, own) in enumerate(zip(listing.parts, typed, strict=True), typed[0]):
        if own != number:
            message = f"the item with the number {own} is printed as {number}: lists are counted"
            hint = f"write {number}, or for a sentence that begins so `{own}\\{listing.markup}`"
            yield _Finding(item.first, "TXT016", message, hint, severity=Severity.WARNING)
            return


def _find_in_definitions(listing: Part) -> Iterator[_Finding]:
    hint = "write an empty line before each term and each further definition"
    columns: dict[str, int] = {}
    for part, following in zip(listing.parts, (*listing.parts[1:], None), strict=True):
        column = columns.setdefault(part.kind, part.column)
        if part.column != column or column < columns.get("dt", 0):
            message = "this could be read as the next of its list, or as part of a definition"
            aligned = "indent it as the first of its list, or by four spaces more to have it inside"
            yield _Finding(part.first, "TXT015", message, aligned)
        yield from _find_near(part.parts[1:])
        if following and following.kind == "dd" and following.first > part.end + 1:
            message = "this could be read as a definition, or as a paragraph that begins with `:`"
            nearer = "write no more than one empty line before it"
            yield _Finding(following.first, "TXT015", message, nearer)
        if part.kind == "dt" and len(part.lines) > 1:
            message = "a term of more than one line, or a paragraph right before a term"
            yield _Finding(part.first, "TXT008", message, hint)
        last = part.parts[-1] if part.parts else None
        if last and last.kind == "p" and following and following.kind == "dd":
            direct = len(last.lines) > 1 and following.first == last.end
            if direct or last.end - 1 in last.lazy:
                message = "a term that would become the end of the definition before it"
                yield _Finding(last.end - 1, "TXT008", message, hint)


def _find_near(parts: Sequence[Part]) -> Iterator[_Finding]:
    """Those of `parts` of a definition that do not stand far enough in."""
    for part in parts:
        if part.column < _SURELY_INSIDE and part.kind != "note":
            message = "this could be read as part of the definition above it, or as what follows it"
            hint = "indent it by four spaces for the definition, or not at all for what follows"
            yield _Finding(part.first, "TXT015", message, hint)


def _find_in_table(table: Part) -> Iterator[_Finding]:
    if len(table.parts) == 1:
        message = "a table with a head and no row below it"
        hint = "write a row below the line of dashes, or the words without bars as a paragraph"
        yield _Finding(table.first, "TXT008", message, hint)
    place = find_caption_row(table)
    if place is not None:
        message = "a row that begins as a caption does, and has more cells or other rows below it"
        hint = "write a caption below the table, after an empty line; begin a row with other words"
        yield _Finding(table.parts[place].first, "TXT006", message, hint)


# ------------------------------------------------------------------------------ words

_ITEM = re.compile(r"[-+*][ \t]+\S")
_NUMBERED = re.compile(r"\d{1,9}[.)][ \t]+\S")
_DIVIDER = re.compile(r"\|?[-:| \t]*-[-:| \t]*\|[-:| \t]*")
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{2,4})[.)][ \t]+\S|\([0-9A-Z]{1,2}\)[ \t]+\S")
_CAPITAL = re.compile(r"[A-Z][.)][ \t]+\S")
_BULLET = re.compile(r"[•◦▪‣●○■·][ \t]*(?=\S)")
_SIGNS = (
    (_BULLET, "an item of a list", "begin it with `- `"),
    (re.compile(r"#{1,6}[^\W\d_]"), "a heading", "write a space after `#`"),
    (re.compile(r":{3,}"), "a block of Pandoc's or MyST's", "write it in another way"),
    (re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+\w"), "an admonition", "write it in another way"),
    (re.compile(r"\[!\w+\]"), "an alert of GitHub's", "write it in another way"),
    (re.compile(r"\[[ xX]\][ \t]"), "a box to tick", "write it in another way"),
    (re.compile(r"\[TOC\]|\[\[_?TOC_?\]\]"), "a table of contents", "delete it"),
    (re.compile(r"\+[-=]+\+"), "a table", "write it with `|` between its cells"),
    (re.compile(r"\|.*\|\s*$"), "a table", "write a line of `|---|` below its head"),
    (
        re.compile(r":(?:[ \t]+\S|\s*$)"),
        "a definition",
        "write its term above it, and words after it",
    ),
    (re.compile(r"[-=]{3,}\s*$"), "a rule or the line below a heading", "delete it"),
)
"""What a line begins with that other writers of Markdown read as more than words."""


def _find_in_words(part: Part) -> Iterator[_Finding]:
    """Lines of a paragraph that look like an item, a table or a heading."""
    lines = [line.lstrip() for line in part.lines]
    lost = list(_find_lost(part, lines))
    yield from lost or _find_signs(part, lines)
    yield from _find_frail(part, lines)


_FRAIL = re.compile(r"\\(?P<mark>\{(?=[.#>{]|%))|\\[\"'.:@{}-]")
"""A backslash that CommonMark does not need, before what it keeps from being read in our way: the
beginning of a mark or an expression, or typography and addresses."""
_KEPT = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|(?<!\\)\{[^{}]*\}|\]\([^)]*\)")
"""What formatters leave as it is: code, marks, and the address and title of a link."""


def _find_frail(part: Part, lines: Sequence[str]) -> Iterator[_Finding]:
    """Backslashes that matter, and that formatters of CommonMark take away."""
    for i, line in enumerate(lines):
        found = _FRAIL.search(_KEPT.sub("", line))
        if found is None:
            continue
        severity = Severity.WARNING if found["mark"] else Severity.NOTE
        becomes = "a mark or an expression" if found["mark"] else "set or read in another way"
        message = f"without its backslash, which mdformat takes away, `{found[0]}` is {becomes}"
        hint = "do not use mdformat on this file; or put it between backticks"
        yield _Finding(part.first + i, "TXT018", message, hint, severity)


def _find_lost(part: Part, lines: Sequence[str]) -> Iterator[_Finding]:
    """Lines that make text of a list or a table."""
    for i, line in enumerate(lines):
        if i and _ITEM.match(line):
            hint = "indent it as an item, with an empty line before it"
            yield _Finding(part.first + i, "TXT008", "a list that would become text", hint)
        elif i and "|" in lines[i - 1] and _DIVIDER.fullmatch(line):
            message = "a table that would become text"
            hint = "give this line as many cells as its head has"
            yield _Finding(part.first + i, "TXT008", message, hint)


def _find_signs(part: Part, lines: Sequence[str]) -> Iterator[_Finding]:
    capitals = sum(bool(_CAPITAL.match(line)) for line in lines)
    for i, line in enumerate(lines):
        found = _describe(line, i, capitals > 1)
        if found:
            what, hint = found
            shown = line[:40].rstrip()
            message = f"`{shown}` looks like {what}, and is printed as it stands"
            sign = _BULLET.match(line)
            old, new = (sign[0], "- ") if sign else ("", "")
            yield _Finding(part.first + i, "TXT016", message, hint, Severity.WARNING, old, new)


def _describe(line: str, place: int, capitals: bool) -> tuple[str, str] | None:
    """What the line looks like, and what to write instead."""
    if place and _NUMBERED.match(line):
        return "an item of a list", "write an empty line before the list, or `\\` before the sign"
    if _LETTERED.match(line) or (capitals and _CAPITAL.match(line)):
        return "an item of a list", "number the items with `1.`, or write a paragraph for each"
    for pattern, what, hint in _SIGNS:
        if pattern.match(line):
            return what, hint
    return None
