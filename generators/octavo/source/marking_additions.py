"""What stands beside the level of a marking, on the first page, and in a label for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from octavo.document.marking import ConfidentialityLabel, LabelCategory, Level
from octavo.document.problem import Problem, Span
from octavo.files.source_file import error, suggest
from octavo.source import schema

YEARS = 5
"""After how many years a level is decided again when the source does not say: as long as in the
example of ADatP-4774, which wants a day and leaves it to the policy."""
Say = Callable[[dict[str, str]], str]
"""What is said in the language of the publication."""


def judge_additions(
    scheme: schema.MarkingScheme, found: schema.Marking, find: Callable[..., Span | None]
) -> Iterator[Problem]:
    """What `found` says that the scheme has no place for; `find` tells where it stands."""
    known = {one.id: one for one in scheme.additions}
    lines = [one.id for one in scheme.designation.lines] if scheme.designation else []
    for id, words in found.additions.items():
        if id not in known:
            hint = suggest(id, known) or f"the scheme knows {', '.join(known) or 'none'}"
            message = f"the scheme {scheme.name} has nothing called `{id}` beside a level"
            yield error("MRK006", message, find("additions", id), hint)
            continue
        allowed = [word.text or word.pattern for word in known[id].words]
        for said in words:
            if known[id].words and not find_word(said, known[id]):
                hint = suggest(said, allowed) or f"it may be {', '.join(allowed)}"
                message = f"`{said}` is no {id} of the scheme {scheme.name}"
                yield error("MRK006", message, find("additions", id), hint)
    for id in found.designation:
        if id not in lines:
            hint = suggest(id, lines) or f"the scheme knows {', '.join(lines) or 'none'}"
            message = f"the scheme {scheme.name} has no line `{id}` for the first page"
            yield error("MRK006", message, find("designation", id), hint)
    if found.review and not (found.decided and found.decided < found.review):
        message = "a level is decided again after it was decided"
        hint = "write `decided` too, and a later day for `review`"
        yield error("SRC008", message, find("review"), hint)


def find_word(said: str, addition: schema.MarkingAddition) -> schema.MarkingWord | None:
    """Which of the addition's words `said` is; `None` if none is."""
    return next((word for word in addition.words if _is_word(said, word)), None)


def _is_word(said: str, word: schema.MarkingWord) -> bool:
    if word.codes:
        return bool(re.fullmatch(rf"{re.escape(word.text)} [A-Z]{{3,4}}(, [A-Z]{{3,4}})*", said))
    return said == word.text if word.text else bool(re.fullmatch(word.pattern, said))


def complete(
    level: Level,
    scheme: schema.MarkingScheme,
    classification: str,
    found: schema.Marking,
    say: Say,
) -> Level:
    """The level with all that `found` says of it: beside it, on the first page, in its label."""
    if not level.text:
        return replace(level, name="")
    chosen = [
        (addition, sort_words(found.additions[addition.id], addition))
        for addition in scheme.additions
        if found.additions.get(addition.id)
    ]
    words = [(word, said, one) for one, all in chosen for said in all for word in _find(said, one)]
    text = level.text
    for addition, said in reversed(chosen):
        if addition.place == "before":
            text = f"{addition.between.join(said)}{addition.separator}{text}"
    for addition, said in chosen:
        if addition.place == "behind":
            lead = say(addition.lead)
            behind = f"{lead} {addition.between.join(said)}".lstrip()
            text = f"{text}{addition.separator}{behind}"
    return replace(
        level,
        name=level.text,
        text=text,
        open=level.open or any(word.open and _fits(word, level.id) for word, _, _ in words),
        designation=tuple(_list_lines(level, scheme, found, say)),
        lacking=tuple(_list_lacking(level, scheme, found, words)),
        refused=tuple(_list_refused(level, words)),
        label=_make_label(scheme, classification, found, chosen),
    )


def _find(said: str, addition: schema.MarkingAddition) -> Iterator[schema.MarkingWord]:
    if word := find_word(said, addition):
        yield word


def sort_words(said: Iterable[str], addition: schema.MarkingAddition) -> list[str]:
    """The words in the order of the scheme, each once."""
    words = list(dict.fromkeys(_sort_codes(one, addition) for one in said))
    if addition.order == "written":
        return words

    def key(word: str) -> tuple[int, str]:
        starts = [at for at, start in enumerate(addition.first) if word.startswith(start)]
        return (starts[0] if starts else len(addition.first), word)

    return sorted(words, key=key)


def _sort_codes(said: str, addition: schema.MarkingAddition) -> str:
    """Codes of countries behind words: USA first, then countries, then groups of them."""
    word = find_word(said, addition)
    if word is None or not word.codes:
        return said
    codes = said.removeprefix(word.text).strip().split(", ")
    ordered = sorted(set(codes), key=lambda code: (code != "USA", len(code), code))
    return f"{word.text} {', '.join(ordered)}"


Chosen = tuple[schema.MarkingWord, str, schema.MarkingAddition]
"""A word of the scheme, as it is said, and to which addition it belongs."""


def _fits(word: schema.MarkingWord, level: str) -> bool:
    return not word.levels or level in word.levels


def _list_refused(level: Level, words: Sequence[Chosen]) -> Iterator[str]:
    """What cannot stand with the level, or beside something else."""
    for word, said, _ in words:
        if not _fits(word, level.id):
            yield f"`{said}` cannot stand with {level.text}"
        for _, other, _ in words:
            if other != said and any(other.startswith(start) for start in word.excludes):
                yield f"`{said}` cannot stand beside `{other}`"


def _list_lacking(
    level: Level,
    scheme: schema.MarkingScheme,
    found: schema.Marking,
    words: Sequence[Chosen],
) -> Iterator[str]:
    """What the scheme wants to be said, and the source does not say."""
    said = {one for _, one, _ in words} | set(found.designation)
    for word, one, _ in words:
        if word.needs and not said.intersection(word.needs):
            yield f"`{one}` wants `{'` or `'.join(word.needs)}` too"
    for line in _find_lines(level, scheme):
        if line.required and line.id not in found.designation:
            yield f"the first page wants `designation.{line.id}`"


def _find_lines(level: Level, scheme: schema.MarkingScheme) -> list[schema.DesignationLine]:
    told = scheme.designation
    return told.lines if told and level.id in told.levels else []


def _list_lines(
    level: Level, scheme: schema.MarkingScheme, found: schema.Marking, say: Say
) -> Iterator[str]:
    """The lines of the first page."""
    additions = {one.id: one for one in scheme.additions}
    for line in _find_lines(level, scheme):
        told = found.designation.get(line.id, "")
        if line.addition and not told:
            addition = additions[line.addition]
            said = sort_words(found.additions.get(line.addition, []), addition)
            told = addition.between.join(said)
        if told:
            yield f"{say(line.text)} {told}".lstrip()


def _make_label(
    scheme: schema.MarkingScheme,
    classification: str,
    found: schema.Marking,
    chosen: Sequence[tuple[schema.MarkingAddition, list[str]]],
) -> ConfidentialityLabel | None:
    """The level for programs; `None` where the scheme has no policy, or no day is said."""
    if scheme.policy is None or not classification or found.decided is None:
        return None
    given = {addition.id for addition, _ in chosen}
    always = (
        LabelCategory(
            one.tag,
            one.kind,
            (*one.values, *(one.released if one.addition in given else ())),
            one.uri,
        )
        for one in scheme.policy.categories
    )
    more = (
        LabelCategory(
            addition.tag or addition.id,
            addition.kind,
            (*_list_contexts(addition, scheme.policy), *said),
            addition.uri,
        )
        for addition, said in chosen
    )
    review = found.review or _add_years(found.decided, YEARS)
    policy = scheme.policy
    return ConfidentialityLabel(
        policy.name, classification, found.decided, review, policy.uri, (*always, *more)
    )


def _list_contexts(addition: schema.MarkingAddition, policy: schema.MarkingPolicy) -> Iterator[str]:
    """What a category of the label repeats of another: who may read it anyhow."""
    for one in policy.categories:
        if one.addition == addition.id:
            yield from one.values


def _add_years(day: date, years: int) -> date:
    """The same day so many years later; the first of March for a 29 February without one."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
