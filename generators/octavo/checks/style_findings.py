"""What a rule of a house style finds in a text, and where sentences begin and end in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from octavo.checks.style_units import COVERED, Unit
from octavo.checks.style_words import WordIndex, make_index
from octavo.document.problem import Severity
from octavo.style.house_style import NamedRule, list_forms


@dataclass(frozen=True, slots=True)
class StyleFinding:
    """Words in a text that a rule does not allow."""

    unit: Unit
    start: int
    end: int
    named: NamedRule
    code: str
    message: str
    """What is said, unless the rule says it in words of its own."""
    hint: str
    use: str = ""
    """What should stand there; empty where only the author can say."""
    fix: bool = False
    """Whether that may be written without asking."""

    @property
    def found(self) -> str:
        """The words."""
        return self.unit.text[self.start : self.end]

    @property
    def severity(self) -> Severity:
        """As the rule has it."""
        return Severity(self.named.rule.severity)


_REACH = 200
"""Characters around words in which an exception can stand: as long as a house style may have it."""


@dataclass(frozen=True)
class Judge:
    """A rule, ready to look at texts."""

    named: NamedRule
    exceptions: WordIndex[None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = (form for one in self.named.rule.exceptions for form in list_forms(one))
        object.__setattr__(self, "exceptions", make_index(words))

    def looks_at(self, unit: Unit) -> bool:
        """Whether the rule looks at texts of this place."""
        return not self.named.rule.where or unit.place in self.named.rule.where

    def excepts(self, text: str, start: int, end: int) -> bool:
        """Whether the words stand in some that the rule excepts."""
        if not self.named.rule.exceptions:
            return False
        first = max(0, start - _REACH)
        hits = self.exceptions.find(text[first : end + _REACH])
        return any(hit.start <= start - first and end - first <= hit.end for hit in hits)


# ------------------------------------------------------------------------------ sentences

_SHORT = frozenset(
    {
        *("al", "approx", "art", "cf", "ch", "col", "dr", "e.g", "ed", "eds", "eg", "etc", "ff"),
        *("fig", "gen", "i.e", "ie", "inc", "jr", "lt", "ltd", "mr", "mrs", "ms", "no", "nos"),
        *(
            "op",
            "p",
            "para",
            "pp",
            "prof",
            "rev",
            "sec",
            "sgt",
            "sr",
            "st",
            "v",
            "viz",
            "vol",
            "vs",
        ),
    }
)
"""Short words with a full stop that end no sentence."""
_END = re.compile(r"(?P<stop>[.!?…]+)[”’»)\]\"']*(?=\s+[“‘«(\[]*[^\Wa-z_]|\s*$)")
_LAST_WORD = re.compile(r"[\w.]*$")
_START = re.compile(r"(?:^|[.!?…:][”’»)\]]*\s|[–—•]\s?|\n)\s*[“‘«(\[]*$")


def list_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` begins and ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        before = _LAST_WORD.search(text, max(start, end.start() - 12), end.start())
        word = before[0].lower() if before else ""
        short = word in _SHORT or (len(word) == 1 and word.isalpha())
        if end["stop"] == "." and short and end.end() < len(text.rstrip()):
            continue
        found.append((start, end.end()))
        start = end.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return [(at + _count_spaces(text[at:to]), to) for at, to in found]


def _count_spaces(text: str) -> int:
    return len(text) - len(text.lstrip())


def is_start(text: str, at: int) -> bool:
    """Whether a sentence may begin at `at`."""
    return bool(_START.search(text, max(0, at - 8), at)) and (at > 8 or _begins(text, at))


def _begins(text: str, at: int) -> bool:
    """The same near the beginning of the text, where there may be nothing but marks before."""
    return not any(sign.isalnum() or sign == COVERED for sign in text[:at]) or bool(
        _START.search(text[:at])
    )


def is_name(unit: Unit, start: int) -> bool:
    """Whether a word is taken for a name: it has a capital letter and begins no sentence.

    After a colon, too, a capital letter is the beginning of a name or a title.
    """
    text = unit.judged
    capital = text[start : start + 1].isupper()
    return capital and (text[:start].rstrip().endswith(":") or not is_start(text, start))


def keep_case(use: str, found: str) -> str:
    """`use` with capital letters where `found` has them."""
    if len(found) > 1 and found.isupper():
        return use.upper()
    return use[:1].upper() + use[1:] if found[:1].isupper() else use
