"""Rules about sentences, titles, abbreviations, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from octavo.checks.style_findings import Judge, StyleFinding, is_name, is_start, list_sentences
from octavo.checks.style_units import Unit
from octavo.checks.style_words import WordIndex, make_index
from octavo.style.house_style import (
    AbbreviationUse,
    Dates,
    NamedRule,
    Numbers,
    SentenceLength,
    Titles,
    list_forms,
)

_WORD = re.compile(r"[^\W_]+(?:[’'.,‑-][^\W_]+)*")  # noqa: RUF001  marks as they are typed and read

# ------------------------------------------------------------------------------ sentences


def find_long_sentences(units: Sequence[Unit], named: NamedRule) -> Iterator[StyleFinding]:
    """Sentences with more words than the rule allows."""
    rule, judge = named.rule, Judge(named)
    if not isinstance(rule, SentenceLength):
        return
    for unit in units:
        if not judge.looks_at(unit) or unit.text.count(" ") < rule.most:
            continue
        for start, end in list_sentences(unit.text):
            count = sum(1 for _ in _WORD.finditer(unit.text, start, end))
            if count > rule.most:
                message = f"a sentence of {count} words; {rule.most} is the most"
                hint = "make two sentences of it, or leave out what can go"
                yield StyleFinding(unit, start, end, named, "STY006", message, hint)


# ------------------------------------------------------------------------------ titles

_TITLE_WORD = re.compile(r"[^\W_][\w’'‑-]*")  # noqa: RUF001  marks as they are typed and read


def find_title_capitals(
    units: Sequence[Unit], named: NamedRule, names: Container[str]
) -> Iterator[StyleFinding]:
    """Titles with capital letters where there should be none, or without those they should have.

    `names` are words that have a capital letter inside sentences.
    """
    rule, judge = named.rule, Judge(named)
    if not isinstance(rule, Titles):
        return
    for unit in units:
        if unit.place != "title" or not judge.looks_at(unit) or unit.judged.isupper():
            continue
        small = make_index(rule.small)
        wrong = [
            word
            for word in _TITLE_WORD.finditer(unit.judged)
            if not judge.excepts(unit.judged, word.start(), word.end())
            and _is_wrong(word, unit, rule.case, small, names)
        ]
        if wrong:
            listed = ", ".join(f"“{word[0]}”" for word in wrong)
            small_ones = rule.case == "sentence"
            message = f"{listed} in a title: {'small letters' if small_ones else 'capitals'}"
            hint = (
                "write only the first word and names with a capital letter"
                if small_ones
                else "write each word but small ones with a capital letter"
            )
            start, end = wrong[0].start(), wrong[-1].end()
            yield StyleFinding(unit, start, end, named, "STY005", message, hint)


def _is_wrong(
    word: re.Match[str], unit: Unit, case: str, small: WordIndex[None], names: Container[str]
) -> bool:
    first = is_start(unit.judged, word.start())
    plain = word[0][1:].islower() or len(word[0]) == 1
    if case == "sentence":
        return word[0][0].isupper() and plain and not first and word[0] not in names
    last = word.end() == len(unit.judged)
    minor = any(small.find(word[0])) and not (first or last)
    return word[0].islower() and not minor


def list_capitalised(units: Sequence[Unit]) -> frozenset[str]:
    """The words that have a capital letter inside the sentences of texts."""
    return frozenset(
        word[0]
        for unit in units
        if unit.place in ("text", "point")
        for word in _TITLE_WORD.finditer(unit.text)
        if word[0][0].isupper() and not is_start(unit.text, word.start())
    )


# ------------------------------------------------------------------------------ abbreviations

_SHORT_FORM = re.compile(
    r"(?<![\w‑/.-])(?<![A-Z]{2} )[A-Z]{2,5}(?=s?(?![\w‑/-]|\.\w))(?! [A-Z]{2}| \d)"  # noqa: RUF001  marks as they are typed and read
)
"""Two to five capital letters. Longer ones and those beside others are words or names, and those
before a number belong to the name of a document.
"""
_SMALL_WORD = re.compile(r"\b[a-z]{2,5}\b")
_NEAR = 400
"""Characters beside a short form in which it may be written out: two or three sentences."""
_ROMAN = re.compile(r"[IVXLCDM]+")
_OPENED = re.compile(r"\w[”’\"]?\s\($")
_EXPANDED = re.compile(r"s?(?:\s*[(–—]\s*[^\W\d_][\w’'-]*[\s)]|\s+(?:stands?|is short) for\b)")
_INITIAL = re.compile(r"(?<![\w’'])[^\W\d_]")


def find_unexplained(
    units: Sequence[Unit], named: NamedRule, listed: Container[str]
) -> Iterator[StyleFinding]:
    """Short forms that are not written out where they stand first.

    `listed` are those that the publication's list explains.
    """
    rule, judge = named.rule, Judge(named)
    if not isinstance(rule, AbbreviationUse):
        return
    spoken = _list_spoken(units)
    seen: set[tuple[str, str]] = set()
    for unit in units:
        if not judge.looks_at(unit) or _is_shouted(unit.judged):
            continue
        for found in _SHORT_FORM.finditer(unit.judged):
            short = found[0]
            place = short, unit.section if rule.again == "section" else ""
            known = short in rule.known or (rule.listed and short in listed)
            if known or place in seen or short.lower() in spoken or _ROMAN.fullmatch(short):
                continue
            seen.add(place)
            start, end = found.span()
            if not judge.excepts(unit.judged, start, end) and not _is_explained(unit, start, end):
                message = f"“{short}” is not written out where it stands first"
                hint = f"write what it stands for, and `({short})` after it"
                yield StyleFinding(unit, start, end, named, "STY007", message, hint)


def _list_spoken(units: Sequence[Unit]) -> frozenset[str]:
    """The short words that are used in small letters too: in capitals they stay words."""
    return frozenset(word for unit in units for word in _SMALL_WORD.findall(unit.text))


def _is_explained(unit: Unit, start: int, end: int) -> bool:
    """Whether the short form stands in brackets after its words, or has them in brackets, or the
    text around it has words that begin with its letters.
    """
    text = unit.text
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _OPENED.search(before) or _EXPANDED.match(text, end):
        return True
    around = [_INITIAL.findall(part) for part in (before, after)]
    capitals = [[letter for letter in letters if letter.isupper()] for letters in around]
    said = ("".join(letters).upper() for letters in (*around, *capitals))
    return any(text[start:end] in letters for letters in said)


def _is_shouted(text: str) -> bool:
    """Whether most of the text is in capital letters, so that nothing is a short form."""
    capitals = sum(map(str.isupper, text))
    return capitals * 2 > sum(map(str.isalpha, text))


# ------------------------------------------------------------------------------ numbers

_DIGITS = re.compile(r"(?<![\w.,:/–−+$£€#§=<>~^-])\d{1,2}(?= [a-z]{3})")  # noqa: RUF001  marks as they are typed and read
_LARGE = re.compile(r"\d{2,}|\d[.,]\d|\d%|\d+\s*[-–/:x×]\s*\d")
_COUPLED = re.compile(r"\d (?:and|or|to|in|of|out of) $")
"""Before the second of two numbers, which is written as the first is."""
_BEFORE = re.compile(r"(\w+)\W*$")
_NEXT = re.compile(r"\s*([a-z][\w-]*)")


def find_number_forms(units: Sequence[Unit], named: NamedRule) -> Iterator[StyleFinding]:
    """Small numbers in figures, and larger ones in words.

    Numbers that are compared with larger ones in their sentence stand in figures like them.
    """
    rule, judge = named.rule, Judge(named)
    if not isinstance(rule, Numbers):
        return
    beside = make_index(form for one in rule.beside for form in list_forms(one))
    spelt: WordIndex[int] = WordIndex()
    for number in range(rule.up_to + 1, len(rule.words)):
        spelt.add(rule.words[number], number)
    for unit in units:
        if not judge.looks_at(unit):
            continue
        for start, end, use in (
            *_list_small(unit.judged, rule, beside),
            *((hit.start, hit.end, str(hit.payload)) for hit in spelt.find(unit.judged)),
        ):
            spelt_out = use.isdigit()
            if judge.excepts(unit.judged, start, end) or (
                spelt_out and (is_start(unit.judged, start) or is_name(unit, start))
            ):
                continue
            found = unit.text[start:end]
            kind = "figures" if spelt_out else "words"
            message, hint = f"“{found}” is written in {kind}: “{use}”", f"write “{use}”"
            yield StyleFinding(unit, start, end, named, "STY008", message, hint, use)


def _list_small(
    text: str, rule: Numbers, beside: WordIndex[None]
) -> Iterator[tuple[int, int, str]]:
    """The small numbers in figures that count something, each with its word."""
    small = [one for one in _DIGITS.finditer(text) if 0 < int(one[0]) <= rule.up_to]
    large = _list_beside_larger(text, rule) if small else []
    for found in small:
        start, end = found.span()
        if found[0].startswith("0") or any(first <= start < last for first, last in large):
            continue
        before, after = _BEFORE.search(text, max(0, start - 40), start), _NEXT.match(text, end)
        coupled = _COUPLED.search(text, max(0, start - 12), start)
        label = before[1] if before and not is_start(text, start) else ""
        counted = after[1] if after else ""
        if coupled or label[:1].isupper() or label.isdigit():
            continue
        if not any(True for one in (label, counted) for _ in beside.find(one)):
            yield start, end, rule.words[int(found[0])]


def _list_beside_larger(text: str, rule: Numbers) -> list[tuple[int, int]]:
    """The sentences with numbers that always stand in figures."""
    return [
        (first, last)
        for first, last in list_sentences(text)
        if any(
            not one[0].isdigit() or int(one[0]) > rule.up_to
            for one in _LARGE.finditer(text, first, last)
        )
    ]


# ------------------------------------------------------------------------------ dates


def find_date_forms(units: Sequence[Unit], named: NamedRule) -> Iterator[StyleFinding]:
    """Days that are not written as the rule has it."""
    rule, judge = named.rule, Judge(named)
    if not isinstance(rule, Dates):
        return
    patterns = _compile_dates(rule)
    for unit in units:
        if not judge.looks_at(unit) or not any(map(str.isdigit, unit.judged)):
            continue
        for found in (found for pattern in patterns for found in pattern.finditer(unit.judged)):
            start, end = found.span()
            if not judge.excepts(unit.judged, start, end):
                use = _write_date(found, rule)
                message = f"the date “{found[0]}” is not written {rule.form}"
                hint = f"write “{use}”" if use else "write the month in letters"
                fix = rule.fix and bool(use)
                yield StyleFinding(unit, start, end, named, "STY009", message, hint, use, fix)


def _compile_dates(rule: Dates) -> tuple[re.Pattern[str], ...]:
    """The ways of writing a day that the rule does not want."""
    months = "|".join(map(re.escape, rule.months))
    month, year = rf"(?P<month>{months})", r"(?P<year>\d{4})(?!\d)"
    day = r"(?P<day>0?[1-9]|[12]\d|3[01])"
    ordinal = rf"{day}(?:st|nd|rd|th)"
    rest = r"(?![\w.,]?\d|\w)"
    if rule.form == "day month year":
        ways = [
            rf"\b{month} (?:{day}|(?P<ordinal>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)),? {year}",
            rf"(?<![\w.,/-]){ordinal}(?: of)? {month}(?: {year})?\b",
        ]
    else:
        ways = [rf"(?<![\w.,/–-]){day}(?:st|nd|rd|th)?(?: of)? {month},? {year}"]
    figures = r"(?<![\w.,/:=-])(?:\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
    return (*map(re.compile, ways), re.compile(figures + rest))


def _write_date(found: re.Match[str], rule: Dates) -> str:
    """The date as it should be; empty where the order of its figures is not sure."""
    groups = found.groupdict()
    if not groups.get("month"):
        iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", found[0])
        if not iso or not (1 <= int(iso[2]) <= 12 and 1 <= int(iso[3]) <= 31):
            return ""
        day, month, year = str(int(iso[3])), rule.months[int(iso[2]) - 1], iso[1]
    else:
        day = str(int(groups.get("day") or groups.get("ordinal") or "0"))
        month, year = groups["month"], groups.get("year") or ""
    if rule.form == "day month year":
        return f"{day} {month} {year}".strip()
    return f"{month} {day}, {year}"
