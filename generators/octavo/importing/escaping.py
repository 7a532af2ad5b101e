"""Words as they are written in a source, so that no sign among them is read as mark-up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from octavo.files.source_file import find_forbidden
from octavo.source.addresses import BARE_ADDRESS

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_FORMULA_LETTERS = re.compile("[\U0001d400-\U0001d7ff]")
"""Letters that Unicode has for formulas alone, which faces of text lack: each stands for a plain
one."""
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U000e0020-\U000e007f]+(?:[\u200d\ufe0f\u2640\u2642\u2695]+|[\U0001f000-\U0001faff])*"
    "|\ufe0f"
)
"""Pictures among the characters, with the marks that join them and give them colour."""
_SPACES = re.compile("[ \t\x0c]+")
_ADDRESS = re.compile(BARE_ADDRESS)
_SIGNS = re.compile(
    r"[\\`*\[\]{}|^]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|(?<=\w)~|~(?=~)|(?<=~)~"
    r"|<(?![ \d=])|&(?=#|\w*;|$)"
    r"|=(?==)|(?<==)=|(?<!\w)\+(?=\+)"
    r"|(?<![\w:]):(?=[a-z][a-z0-9_+-]*:)"
    r"|(?<!\w)\.(?=audience)",
    re.IGNORECASE,
)
"""What Octavo, or another reader of Markdown, would take for more than itself."""
_MONEY = re.compile(r"(?<![\w$])\$(?=\S)")
_STARTS = re.compile(
    r"(?P<sign>#|>|[-+](?=[ \t]|$)|[-+=](?=[-+=])|:(?=\s|$|::)|!(?=!!)|\?(?=\?\?))"
    r"|(?P<before>\d{1,9}(?=[.)](?:\s|$))|\(?(?:[a-z]|[ivx]{2,4})(?=[.)][ \t])|[A-Z](?=\)[ \t])"
    r"|\([0-9A-Z]{1,2}(?=\)[ \t])|Table(?=:[ \t])|\[\^[^\]]+\](?=:))"
)
"""How a line of words begins that would be read as the beginning of another block."""
_MARKS = re.compile(r"[{}]|(?<!\w)\.(?=audience)", re.IGNORECASE)
_INSTEAD = {"{": "(", "}": ")", ".": ". "}


@dataclass(frozen=True, slots=True)
class CleanText:
    """Characters that a source may have."""

    text: str
    """With line feeds where a line ends, and single spaces."""
    dropped: str
    """The characters that were left out because nobody sees them."""
    emoji: str = ""
    """Those that were left out because Octavo cannot set them."""


def clean_text(text: str) -> CleanText:
    """`text` without what no source may have: control characters, invisible marks, emoji."""
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    text = _FORMULA_LETTERS.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
    emoji = "".join(_EMOJI.findall(text))
    text = _EMOJI.sub("", text) if emoji else text
    if not find_forbidden(text):
        return CleanText(text, "", emoji)
    kept = "".join(character for character in text if not find_forbidden(character))
    return CleanText(kept, "".join(sign for sign in text if sign not in kept), emoji)


def clean_code(line: str) -> CleanText:
    """A line of code without these, its spaces as they were but for those at its end."""
    emoji = "".join(_EMOJI.findall(line))
    line = _EMOJI.sub("", line)
    kept = "".join(sign for sign in line if not find_forbidden(sign))
    return CleanText(kept.rstrip(), "".join(sign for sign in line if sign not in kept), emoji)


def escape_words(text: str, money: bool = False) -> str:
    """`text`, which is clean and of one line, as words of a paragraph.

    With `money`, there are other dollar signs in its paragraph, which together could enclose a
    formula. Addresses stay as they are; they become links.
    """
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        parts += [_escape(text[end : found.start()], money), found[0]]
        end = found.end()
    return "".join([*parts, _escape(text[end:], money)])


def _escape(text: str, money: bool) -> str:
    escaped = _SIGNS.sub(r"\\\g<0>", text)
    return _MONEY.sub(r"\\$", escaped) if money else escaped


def escape_entirely(text: str) -> str:
    """`text` with the number of every sign in its place: what no reader takes for mark-up."""
    return "".join(
        character if character.isalnum() or character in " ,;" else f"&#{ord(character)};"
        for character in text
    )


def guard_lines(text: str) -> str:
    """Words of a paragraph so that no line of them begins another block."""
    return "\n".join(_guard(line.strip(" ")) for line in text.split("\n"))


def _guard(line: str) -> str:
    found = _STARTS.match(line)
    if not found:
        return line
    before = found["before"] or ""
    return f"{before}\\{line[len(before) :]}"


def guard_heading(text: str) -> str:
    """Words of a heading, which may end in `#`."""
    return re.sub(r"#(?=[# ]*$)", r"\\#", text)


def plain_value(text: str) -> str:
    """`text` for a value of YAML that has no mark-up, in which braces would be marks."""
    line = " ".join(clean_text(text).text.split())
    return _MARKS.sub(lambda found: _INSTEAD[found[0]], line)
