"""Rules about words: those to avoid, to replace, to write in one way, to write with a capital."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from octavo.checks.style_findings import Judge, StyleFinding, is_name, keep_case
from octavo.checks.style_units import Unit
from octavo.checks.style_words import Hit, WordIndex
from octavo.style.house_style import (
    Capitals,
    Consistency,
    Endings,
    Existence,
    NamedRule,
    Substitution,
    list_forms,
    pair_forms,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that a rule looks for."""

    judge: Judge
    use: str = ""
    """What should stand there; for a rule of consistency, the other way."""


_Hits: TypeAlias = "list[tuple[Unit, Hit[Sought]]]"


def find_words(units: Sequence[Unit], rules: Sequence[NamedRule]) -> Iterator[StyleFinding]:
    """What rules about words find, all in one reading."""
    index: WordIndex[Sought] = WordIndex()
    for named in rules:
        _add(index, named)
    pairs: dict[str, _Hits] = {}
    for unit in units:
        for hit in index.find(unit.judged):
            judge = hit.payload.judge
            if not judge.looks_at(unit) or judge.excepts(unit.judged, hit.start, hit.end):
                continue
            if isinstance(judge.named.rule, Consistency):
                pairs.setdefault(judge.named.id, []).append((unit, hit))
            else:
                yield from _judge(unit, hit)
    for hits in pairs.values():
        yield from _compare(hits)


def _add(index: WordIndex[Sought], named: NamedRule) -> None:
    judge = Judge(named)
    match named.rule:
        case Existence(words=words, match_case=exact):
            for form in (form for one in words for form in list_forms(one)):
                index.add(form, Sought(judge), exact)
        case Substitution(words=pairs, match_case=exact):
            for form, use in pair_forms(pairs).items():
                index.add(form, Sought(judge, use), exact)
        case Consistency(words=pairs):
            for form, other in pair_forms(pairs).items():
                index.add(form, Sought(judge, other))
                index.add(other, Sought(judge, form))
        case Capitals(words=words):
            for form in (form for one in words for form in list_forms(one)):
                index.add(form, Sought(judge, form))
        case _:
            pass


def _judge(unit: Unit, hit: Hit[Sought]) -> Iterator[StyleFinding]:
    named, use = hit.payload.judge.named, hit.payload.use
    found = unit.text[hit.start : hit.end]
    match named.rule:
        case Existence(match_case=exact) if exact or not is_name(unit, hit.start):
            message, hint = f"“{found}” is a word to avoid", "say it in other words"
            yield StyleFinding(unit, hit.start, hit.end, named, "STY002", message, hint)
        case Substitution(match_case=exact, fix=fix) if exact or not is_name(unit, hit.start):
            said = use if exact else keep_case(use, found)
            message, hint = f"“{found}” is written “{said}”", f"write “{said}”"
            yield StyleFinding(unit, hit.start, hit.end, named, "STY003", message, hint, said, fix)
        case Capitals(fix=fix) if found != use and not found.isupper():
            said = use[:1] + use[1:]
            message, hint = f"“{found}” is written “{said}”", f"write “{said}”"
            yield StyleFinding(unit, hit.start, hit.end, named, "STY005", message, hint, said, fix)
        case _:
            pass


def _compare(hits: _Hits) -> Iterator[StyleFinding]:
    """The ways of writing that a publication uses beside another one."""
    rule = hits[0][1].payload.judge.named.rule
    ways: dict[frozenset[str], list[str]] = {}
    for unit, hit in hits:
        ways.setdefault(_pair(unit, hit), []).append(_say(unit, hit))
    keep = isinstance(rule, Consistency) and rule.keep == "most"
    kept = {
        pair: Counter(said).most_common(1)[0][0] if keep else said[0] for pair, said in ways.items()
    }
    for unit, hit in hits:
        pair = _pair(unit, hit)
        if _say(unit, hit) == kept[pair] or is_name(unit, hit.start):
            continue
        found = unit.text[hit.start : hit.end]
        use = keep_case(hit.payload.use, found)
        message = f"“{found}” is written “{use}” elsewhere in this publication"
        fix = isinstance(rule, Consistency) and rule.fix
        named = hit.payload.judge.named
        hint = "write it in one way"
        yield StyleFinding(unit, hit.start, hit.end, named, "STY004", message, hint, use, fix)


def _pair(unit: Unit, hit: Hit[Sought]) -> frozenset[str]:
    return frozenset({_say(unit, hit), hit.payload.use.casefold()})


def _say(unit: Unit, hit: Hit[Sought]) -> str:
    return " ".join(unit.text[hit.start : hit.end].casefold().replace("\u2011", "-").split())


# ------------------------------------------------------------------------------ -ise and -ize

_ENDING = r"(?:e|es|ed|ing|er|ers|able|ation|ations|ational|ement|ements)"
_ENDINGS = {
    "ise": re.compile(rf"\b\w{{2,}}(iz){_ENDING}\b"),
    "ize": re.compile(rf"\b\w{{2,}}(is){_ENDING}\b"),
}
_OTHER = {"ise": "is", "ize": "iz"}


def find_endings(units: Sequence[Unit], named: NamedRule) -> Iterator[StyleFinding]:
    """Words that end in -ize where -ise is wanted, or the other way."""
    rule, judge = named.rule, Judge(named)
    if not isinstance(rule, Endings):
        return
    for unit in units:
        for word in _ENDINGS[rule.prefer].finditer(unit.judged) if judge.looks_at(unit) else ():
            start, end = word.span()
            if is_name(unit, start) or judge.excepts(unit.judged, start, end):
                continue
            at = word.start(1) - start
            use = word[0][:at] + _OTHER[rule.prefer] + word[0][at + 2 :]
            message, hint = f"“{word[0]}” is written “{use}”", f"write “{use}”"
            yield StyleFinding(unit, start, end, named, "STY010", message, hint, use, rule.fix)
