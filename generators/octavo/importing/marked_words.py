"""Words with their looks as Octavo's Markdown, marked only where every reader sees the marks.

Words are laid out as single signs, each with its look; a mark that would stand where CommonMark
takes it for a sign (5.1, 6.2) moves to the next place where it does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from octavo.importing.escaping import escape_words
from octavo.importing.tree import RunEmphasis
from octavo.source.addresses import BARE_ADDRESS

_BARE = re.compile(BARE_ADDRESS)
_QUOTED = re.compile(r"[^\w ,;’-]")
"""What is written by its number in the entry of an index."""
_BRACKETS = re.compile(r"[\[\]{}\\`]")
"""What code between brackets of another kind cannot have: where these end would not be clear."""
_MONEY = 2
"""Dollar signs in a paragraph from which on they could enclose a formula: there and back again."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words of one look, or a mark that is written already."""

    text: str
    """Clean, with line feeds for line breaks; empty for a mark."""
    emphasis: frozenset[RunEmphasis] = frozenset()
    language: str = ""
    link: str = ""
    """What stands between the parentheses of a link."""
    entry: str | None = None
    """Under what the index leads to the words; `None` when it does not."""
    mark: str = ""
    """Markdown that stands as it is: the call of a note, a query."""


_UNMARKED = MarkedWords("")
"""The look of line breaks and marks, which stand between no brackets."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One character, or a mark."""

    sign: str
    look: MarkedWords
    """With neither text nor mark."""
    mark: str = ""
    bold: bool = False
    italic: bool = False

    @property
    def code(self) -> bool:
        return "code" in self.look.emphasis


def write_words(words: Sequence[MarkedWords]) -> str:
    """`words` as Markdown, on as many lines as they have line breaks."""
    words = [one for one in words if one.text or one.mark]
    text = "".join(one.text for one in words)
    money = text.count("$") >= _MONEY
    if len(words) == 1 and words[0] == MarkedWords(words[0].text):
        return escape_words(text.strip(), money).replace("\n", "\\\n")
    signs = _trim_breaks([sign for one in words for sign in _explode(one)])
    for mark in ("bold", "italic"):
        if any(mark in one.emphasis for one in words):
            signs = _trim(signs, mark)
    parts: list[str] = []
    for _, group in groupby(signs, key=lambda sign: (_brackets(sign), bool(sign.mark))):
        segment = list(group)
        ends = not parts and len(segment) == len(signs)
        written = _write_segment(segment, money, ends)
        joined = parts and parts[-1].endswith("!") and written.startswith("[")
        if joined:
            parts[-1] = parts[-1][:-1] + "\\!"
        if written.startswith(":") and parts and parts[-1].endswith("]"):
            written = f"&#58;{written[1:]}"  # a note in the text, not the beginning of its words
        parts.append(written)
    return "".join(parts).replace("\n", "\\\n")


def _explode(words: MarkedWords) -> Iterator[_Sign]:
    marks = words.emphasis & {"bold", "italic"}
    bracketed = bool(words.language or words.entry) and _BRACKETS.search(words.text)
    code = frozenset[RunEmphasis]() if bracketed else words.emphasis & {"code"}
    look = replace(words, text="", mark="", emphasis=code)
    if words.mark:
        yield _Sign("", _UNMARKED, words.mark)
        return
    # the signs of a bare address could begin or end marks, and between its brackets none can stand;
    # in code there is no address
    found = _BARE.finditer(words.text) if marks and not code else ()
    bare = {place for one in found for place in range(*one.span())}
    for place, sign in enumerate(words.text):
        around = _UNMARKED if sign == "\n" else look
        bold, italic = ("bold" in marks, "italic" in marks) if place not in bare else (False, False)
        yield _Sign(sign, around, "", bold, italic)


def _trim_breaks(signs: list[_Sign]) -> list[_Sign]:
    """`signs` without spaces at the ends and beside line breaks."""
    kept: list[_Sign] = []
    for sign in signs:
        if sign.sign in (" ", "\n") and (not kept or kept[-1].sign == "\n"):
            continue
        while sign.sign == "\n" and kept and kept[-1].sign == " ":
            kept.pop()
        if sign.sign == " " and kept and kept[-1].sign == " ":
            continue
        kept.append(sign)
    while kept and kept[-1].sign.isspace():
        kept.pop()
    return kept


# ------------------------------------------------------------------------------ where marks stand


def _trim(signs: list[_Sign], mark: str) -> list[_Sign]:
    """`signs` with the mark taken from those at its ends where it cannot stand."""
    done = list(signs)
    start = 0
    while start < len(done):
        end = start
        while end < len(done) and _belong(done[end], done[start], mark):
            end += 1
        if end == start:
            start += 1
            continue
        first, last = start, end
        while first < last and not _opens(_before(done, first), _show(done[first])):
            first += 1
        while last > first and not _opens(_after(done, last), _show(done[last - 1])):
            last -= 1
        for place in (*range(start, first), *range(last, end)):
            done[place] = replace(done[place], **{mark: False})
        start = end
    return done


def _belong(one: _Sign, other: _Sign, mark: str) -> bool:
    """Whether one pair of marks holds both: italic words are marked inside bold ones."""
    marked = bool(getattr(one, mark)) and _alike(one, other)
    return marked and (mark == "bold" or one.bold == other.bold)


def _alike(one: _Sign, other: _Sign) -> bool:
    """Whether the two stand between the same brackets."""
    return _brackets(one) == _brackets(other) and bool(one.mark) == bool(other.mark)


def _brackets(sign: _Sign) -> tuple[str, str, str | None]:
    return sign.look.language, sign.look.link, sign.look.entry


def _show(sign: _Sign) -> str:
    """What stands in the source where the sign begins or ends."""
    return "`" if sign.code else "]" if sign.mark else sign.sign


def _before(signs: Sequence[_Sign], place: int) -> str:
    if place == 0:
        return " "
    return _show(signs[place - 1]) if _alike(signs[place - 1], signs[place]) else "]"


def _after(signs: Sequence[_Sign], place: int) -> str:
    if place == len(signs):
        return " "
    return _show(signs[place]) if _alike(signs[place], signs[place - 1]) else "["


def _opens(outside: str, inside: str) -> bool:
    """Whether a mark between the two begins, or read backwards ends, marked words."""
    if inside.isspace():
        return False
    return inside.isalnum() or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "P" or (sign.isascii() and not sign.isalnum())


# ------------------------------------------------------------------------------ writing


def _write_segment(signs: list[_Sign], money: bool, whole: bool) -> str:
    """Signs between the same brackets, with these."""
    look = signs[0].look
    if signs[0].mark:
        return "".join(sign.mark for sign in signs)
    inside = _write_bold(signs, money, whole or bool(look.link))
    text = "".join(sign.sign for sign in signs)
    if look.entry is not None:
        quoted = _QUOTED.sub(lambda sign: f"&#{ord(sign[0])};", look.entry)
        entry = "" if look.entry == text else f' entry="{quoted}"'
        inside = f"[{inside}]{{.index{entry}}}"
    if look.link:
        bare = look.link.removeprefix("mailto:")
        plain = bare == text and re.fullmatch(r"[^\s<>*_`\\&]+", text) and look.link[0] != "#"
        inside = f"<{text}>" if plain else f"[{inside}]({look.link})"
    return f"[{inside}]{{lang={look.language}}}" if look.language else inside


def _write_bold(signs: list[_Sign], money: bool, whole: bool) -> str:
    parts: list[str] = []
    start = 0
    for bold, group in _group(signs, lambda sign: sign.bold):
        end = start + len(group)
        before, after = start > 0, end < len(signs)
        if bold:
            beside = [signs[start - 1].sign] if before else []
            beside += [signs[end].sign] if after else []
            if any(map(str.isalnum, beside)):
                group = _even_out(group)
            parts.append(f"**{_write_italic(group, '*', '*', money, bool(group[0].look.link))}**")
        else:
            left, right = "*" if before else " ", "*" if after else " "
            parts.append(_write_italic(group, left, right, money, whole and not after))
        start = end
    return "".join(parts)


def _even_out(signs: list[_Sign]) -> list[_Sign]:
    """Bold signs right beside a letter without italics at their ends, unless all are italic."""
    if all(sign.italic for sign in signs):
        return signs
    done = list(signs)
    for places in (range(len(done)), reversed(range(len(done)))):
        for place in places:
            if not done[place].italic:
                break
            done[place] = replace(done[place], italic=False)
    return done


def _write_italic(signs: list[_Sign], left: str, right: str, money: bool, whole: bool) -> str:
    """The signs; `left` and `right` are what stands beside them."""
    parts: list[str] = []
    start = 0
    for italic, group in _group(signs, lambda sign: sign.italic):
        end = start + len(group)
        at_start, at_end = start == 0 and left == "*", end == len(signs) and right == "*"
        last = whole and end == len(signs) and not italic
        inside = _write_code(group, money, last or bool(group[0].look.link))
        sign = ""
        if italic and (not (at_start or at_end) or (at_start and at_end and signs[0].bold)):
            sign = "*"
        elif italic:
            before = "*" if at_start else signs[start - 1].sign if start else " "
            after = "*" if at_end else signs[end].sign if end < len(signs) else " "
            sign = "" if before.isalnum() or after.isalnum() else "_"
        parts.append(f"{sign}{inside}{sign}")
        start = end
    return "".join(parts)


def _write_code(signs: list[_Sign], money: bool, whole: bool) -> str:
    parts: list[str] = []
    groups = list(_group(signs, lambda sign: sign.code))
    for place, (code, group) in enumerate(groups):
        text = "".join(sign.sign for sign in group)
        last = whole and place == len(groups) - 1
        parts.append(_fence(text) if code and text.strip() else _write_plain(text, money, last))
    return "".join(parts)


def _write_plain(text: str, money: bool, last: bool) -> str:
    """`text` with an address at its end between `<` and `>` when something else follows.

    The address could go on in what follows wherever no space parts them: in `(**so**)`, for one.
    """
    *_, found = (None, *_BARE.finditer(text))
    if last or not found or re.search(r"\s", text[found.end() :]):
        return escape_words(text, money)
    address = found[0]
    link = f"<{address}>" if address.startswith("http") else f"[{address}](http://{address})"
    before = escape_words(text[: found.start()], money)
    if before.endswith("!") and link[0] == "[":
        before = f"{before[:-1]}\\!"  # no picture
    return before + link + escape_words(text[found.end() :], money)


def _fence(text: str) -> str:
    """`text` as code in a line, between more backticks than it has in a row."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    padded = f" {text} " if text[0] in "` " or text[-1] in "` " else text
    return f"{ticks}{padded}{ticks}"


def _group(signs: list[_Sign], key: Callable[[_Sign], bool]) -> Iterator[tuple[bool, list[_Sign]]]:
    for value, group in groupby(signs, key=key):
        yield value, list(group)
