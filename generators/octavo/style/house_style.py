"""A house style as data: what `templates/house/<name>.yaml` may say, and what it then asks for.

Rules stand under their kind, each under its id. A file that extends others says only what it says
otherwise: a rule of the same id takes the place of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal, TypeAlias, cast

from pydantic import AfterValidator, Field

from octavo.document.problem import Problem, SourceError, Span
from octavo.files.library import Library, Memory, builtin, read_builtin
from octavo.files.models import HouseStyleNames, NonEmpty, StrictModel
from octavo.files.source_file import SourceFile, add_excerpts, error, open_source, suggest
from octavo.files.validation import find_key, find_value, validate_tree
from octavo.files.yaml_tree import YamlTree, parse_yaml

FOLDER = "templates/house"

# ------------------------------------------------------------------------------ what words are

StylePlace: TypeAlias = Literal["text", "title", "caption", "table", "point"]
"""Where a rule looks. `text`: paragraphs, lists, notes, standfirsts; `title`: titles and headings;
`caption`: captions and alternative texts; `table`: cells, and the labels of charts, diagrams and
facts; `point`: points, bottom lines, so-whats, asks and questions."""

Words = Annotated[
    str, Field(pattern=r"^[^()|]*(\([^()|]*(\|[^()|]*)+\)[^()|]*)?$", min_length=1, max_length=200)
]
"""One or more words, perhaps with forms of one of them: `utilis(e|es|ed|ing)`."""

_FORMS = re.compile(r"\(([^()]*)\)")


def list_forms(words: str) -> tuple[str, ...]:
    """Each form of `words`: of `us(e|es)`, `use` and `uses`."""
    found = _FORMS.search(words)
    if not found:
        return (words,)
    return tuple(words[: found.start()] + end + words[found.end() :] for end in found[1].split("|"))


def pair_forms(words: Mapping[str, str]) -> dict[str, str]:
    """Each form of the keys with the form of its value that stands at the same place."""
    pairs: dict[str, str] = {}
    for key, value in words.items():
        keys, values = list_forms(key), list_forms(value)
        pairs |= zip(keys, values if len(values) > 1 else values * len(keys), strict=True)
    return pairs


def _check_pairs(words: dict[str, str]) -> dict[str, str]:
    """The words, when each form has one to stand for it, and none of these is itself refused."""
    for key, value in words.items():
        if len(list_forms(value)) not in (1, len(list_forms(key))):
            raise ValueError(f"`{key}` and `{value}` have different numbers of forms")
    pairs = pair_forms(words)
    for value in pairs.values():
        said = f" {value} ".casefold()
        again = next((key for key in pairs if f" {key} ".casefold() in said), "")
        if again:
            raise ValueError(f"`{value}` is wanted here, and `{again}` is not")
    return words


Pairs = Annotated[dict[Words, Words], Field(min_length=1), AfterValidator(_check_pairs)]

# ------------------------------------------------------------------------------ the rules


class Rule(StrictModel):
    """What all rules have."""

    message: str = Field(
        default="",
        description="What is said of a finding; `{found}` and `{use}` stand for the words. "
        "Left out, the usual sentence for the kind of rule.",
        examples=["“{found}” is jargon"],
    )
    severity: Literal["error", "warning", "note"] = Field(
        default="warning",
        description="How bad it is: `error` stops the build, `warning` and `note` do not.",
        examples=["note"],
    )
    hint: str = Field(
        default="",
        description="What the author should do, in the imperative. Left out, the usual hint.",
        examples=["say what is done, and by whom"],
    )
    exceptions: list[Words] = Field(
        default=[],
        description="Words in which nothing is found, in all their forms.",
        examples=[["in order to qualify", "siz(e|es|ed|ing)"]],
    )
    where: list[StylePlace] = Field(
        default=[],
        description="Where the rule looks; left out, everywhere.",
        examples=[["text", "caption"]],
    )


class Existence(Rule):
    """`existence`: words that are not used."""

    words: list[Words] = Field(
        min_length=1,
        description="The words to avoid, in all their forms, whole words only.",
        examples=[["going forward", "leverag(e|es|ed|ing)"]],
    )
    match_case: bool = Field(
        default=False,
        description="Whether capital and small letters are told apart.",
        examples=[True],
    )


class Substitution(Rule):
    """`substitution`: words for which others are used."""

    words: Pairs = Field(
        description="The words to avoid, and what to write; with forms, as many on both sides.",
        examples=[{"utilis(e|es|ed|ing)": "us(e|es|ed|ing)"}],
    )
    match_case: bool = Field(
        default=False,
        description="Whether capital and small letters are told apart.",
        examples=[True],
    )
    fix: bool = Field(
        default=False,
        description="Whether `octavo check --fix` may write it: only where it is always right.",
        examples=[True],
    )


class Consistency(Rule):
    """`consistency`: two ways of writing of which a publication uses one."""

    words: Pairs = Field(
        description="The two ways of each pair.", examples=[{"cyber-security": "cybersecurity"}]
    )
    keep: Literal["first", "most"] = Field(
        default="first",
        description="Which way is kept: the one that comes first, or the one used most.",
        examples=["most"],
    )
    fix: bool = Field(
        default=False, description="Whether `octavo check --fix` may write it.", examples=[True]
    )


class Capitals(Rule):
    """`capitals`: words that have capital letters wherever they stand."""

    words: list[Words] = Field(
        min_length=1,
        description="The words as they are written.",
        examples=[["Alliance", "Nation(|s)"]],
    )
    fix: bool = Field(
        default=False, description="Whether `octavo check --fix` may write it.", examples=[True]
    )


class Titles(Rule):
    """`titles`: capital letters in titles and headings."""

    case: Literal["sentence", "title"] = Field(
        description="`sentence`: only the first word and names; `title`: all words but small ones.",
        examples=["sentence"],
    )
    small: list[Words] = Field(
        default=[
            *("a", "an", "the", "and", "but", "or", "nor", "as", "at", "by", "for", "from"),
            *("in", "into", "of", "on", "onto", "over", "per", "to", "up", "via", "with"),
        ],
        description="Words without a capital inside a title, where `case` is `title`.",
        examples=[["of", "the"]],
    )


class SentenceLength(Rule):
    """`sentence_length`: how many words a sentence may have."""

    most: int = Field(ge=5, le=200, description="The most words of a sentence.", examples=[25])


class AbbreviationUse(Rule):
    """`abbreviations`: short forms are written out where they stand first."""

    again: Literal["publication", "section"] = Field(
        default="publication",
        description="Whether once in the publication is enough, or once in each section.",
        examples=["section"],
    )
    listed: bool = Field(
        default=True,
        description="Whether it is enough that `abbreviations` in publication.yaml has it.",
        examples=[False],
    )
    known: list[NonEmpty] = Field(
        default=[],
        description="Short forms that every reader knows.",
        examples=[["EU", "UK", "PDF"]],
    )


class Numbers(Rule):
    """`numbers`: small numbers in words, larger ones in figures."""

    up_to: int = Field(
        ge=1, le=20, description="The largest number that is written in words.", examples=[9]
    )
    words: list[NonEmpty] = Field(
        default=[
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen", "twenty"),
        ],
        min_length=21,
        max_length=21,
        description="The numbers from 0 to 20 in words.",
        examples=[["zero", "one", "two"]],
    )
    beside: list[Words] = Field(
        default=[],
        description="Words beside which a number always stands in figures: units, and what counts.",
        examples=[["page", "hour(|s)", "million"]],
    )


class Dates(Rule):
    """`dates`: days are written in one way."""

    form: Literal["day month year", "month day, year"] = Field(
        default="day month year",
        description="The order of a day, with the month in letters.",
        examples=["day month year"],
    )
    months: list[NonEmpty] = Field(
        default=[
            *("January", "February", "March", "April", "May", "June", "July", "August"),
            *("September", "October", "November", "December"),
        ],
        min_length=12,
        max_length=12,
        description="The names of the months.",
        examples=[["January", "February"]],
    )
    fix: bool = Field(
        default=False,
        description="Whether `octavo check --fix` may write a date that can be read in one way.",
        examples=[True],
    )


class Endings(Rule):
    """`endings`: -ise or -ize."""

    prefer: Literal["ise", "ize"] = Field(
        description="Which of the two is written. `exceptions` name the words that have no choice.",
        examples=["ise"],
    )
    fix: bool = Field(
        default=False, description="Whether `octavo check --fix` may write it.", examples=[True]
    )


RuleId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]


class HouseStyle(StrictModel):
    """A file of `templates/house/`."""

    title: str = Field(
        default="",
        description="What the house style is called.",
        examples=["Plain language"],
    )
    language: str = Field(
        default="en",
        pattern=r"^[a-z]{2,3}$",
        description="The language whose publications it is for.",
        examples=["en"],
    )
    extends: HouseStyleNames = Field(
        default=[],
        description="House styles whose rules hold too. A file that extends its own name extends "
        "the built-in one of that name.",
        examples=[["plain-language"]],
    )
    without: list[RuleId] = Field(
        default=[],
        description="Ids of rules of these that do not hold here.",
        examples=[["sentence-length"]],
    )
    names: list[Words] = Field(
        default=[],
        description="Names that no rule looks into, beside those that the publication knows.",
        examples=[["Department of Defense"]],
    )
    existence: dict[RuleId, Existence] = Field(
        default={},
        description="Words that are not used.",
        examples=[{"jargon": {"words": ["synergy"]}}],
    )
    substitution: dict[RuleId, Substitution] = Field(
        default={},
        description="Words for which others are used.",
        examples=[{"long-words": {"words": {"utilise": "use"}}}],
    )
    consistency: dict[RuleId, Consistency] = Field(
        default={},
        description="Two ways of writing of which a publication uses one.",
        examples=[{"hyphens": {"words": {"co-operation": "cooperation"}}}],
    )
    capitals: dict[RuleId, Capitals] = Field(
        default={},
        description="Words that have capital letters wherever they stand.",
        examples=[{"alliance": {"words": ["Alliance"]}}],
    )
    titles: dict[RuleId, Titles] = Field(
        default={},
        description="Capital letters in titles and headings.",
        examples=[{"title-case": {"case": "sentence"}}],
    )
    sentence_length: dict[RuleId, SentenceLength] = Field(
        default={},
        description="How many words a sentence may have.",
        examples=[{"long-sentences": {"most": 35}}],
    )
    abbreviations: dict[RuleId, AbbreviationUse] = Field(
        default={},
        description="Short forms that are written out where they stand first.",
        examples=[{"first-use": {"again": "section"}}],
    )
    numbers: dict[RuleId, Numbers] = Field(
        default={},
        description="Small numbers in words, larger ones in figures.",
        examples=[{"small-numbers": {"up_to": 9}}],
    )
    dates: dict[RuleId, Dates] = Field(
        default={},
        description="Days, written in one way.",
        examples=[{"days": {"form": "day month year"}}],
    )
    endings: dict[RuleId, Endings] = Field(
        default={},
        description="-ise or -ize.",
        examples=[{"endings": {"prefer": "ise"}}],
    )


KINDS = (
    *("existence", "substitution", "consistency", "capitals", "titles", "sentence_length"),
    *("abbreviations", "numbers", "dates", "endings"),
)
"""The keys of a house style under which rules stand."""

# ------------------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule, and where it comes from."""

    id: str
    style: str
    """The house style whose file has it."""
    rule: Rule


@dataclass(frozen=True, slots=True)
class StyleRules:
    """All that one or several house styles ask for together."""

    rules: tuple[NamedRule, ...] = ()
    names: tuple[str, ...] = ()
    """What no rule looks into, each in one form."""
    languages: tuple[tuple[str, str], ...] = ()
    """The house styles that are read, each with its language."""


@dataclass(frozen=True, slots=True)
class _StyleFile:
    """A file of a house style, as it is read."""

    name: str
    source: SourceFile
    tree: YamlTree
    said: HouseStyle


def load_style_rules(
    library: Library, wanted: tuple[str, ...], language: str, asked: Span | None
) -> StyleRules:
    """What the house styles called `wanted` ask of a publication in `language`.

    Styles for other languages ask nothing. `asked` is where they are asked for. Raises
    `SourceError` with all that is wrong with them.
    """
    problems: list[Problem] = []
    found: dict[str, NamedRule] = {}
    names: dict[str, None] = {}
    languages: dict[str, str] = {}
    tag = language.split("-")[0].lower()
    for name in wanted:
        for file in _read_chain(library, name, asked, (), problems):
            languages[file.name] = file.said.language
            if file.said.language == tag:
                _take(file, found, problems)
                names |= dict.fromkeys(form for one in file.said.names for form in list_forms(one))
    if problems:
        raise SourceError(add_excerpts(problems, library))
    return StyleRules(tuple(found.values()), tuple(names), tuple(languages.items()))


def _take(file: _StyleFile, found: dict[str, NamedRule], problems: list[Problem]) -> None:
    """Put what the file asks for in the place of what those asked that it extends."""
    for i, id in enumerate(file.said.without):
        if found.pop(id, None) is None:
            message = f"there is no rule `{id}` to do without"
            span = find_value(file.tree, ("without", i))
            problems.append(error("STY001", message, span, suggest(id, found) or "delete it"))
    own: dict[str, str] = {}
    for kind in KINDS:
        rules = cast("Mapping[str, Rule]", getattr(file.said, kind))
        for id, rule in rules.items():
            if id in own:
                message = f"two rules are called `{id}`, one under `{own[id]}`"
                span = find_key(file.tree, (kind, id))
                problems.append(error("STY001", message, span, "give one of them another name"))
            own[id] = kind
            found[id] = NamedRule(id, file.name, rule)


def _read_chain(
    library: Library,
    name: str,
    asked: Span | None,
    around: tuple[str, ...],
    problems: list[Problem],
) -> Iterator[_StyleFile]:
    """The file called `name`, after those that it extends."""
    inner = name in around and around[-1] == name
    path = f"{FOLDER}/{name}.yaml"
    if name in around and not inner:
        ring = " → ".join((*around[around.index(name) :], name))
        message = f"these house styles extend each other in a ring: {ring}"
        problems.append(
            error("STY001", message, asked, "let one of them extend none of the others")
        )
        return
    data = _find(library, path, inner)
    if data is None or around[-2:] == (name, name):
        what = "extends itself" if inner else "does not exist"
        hint = suggest(name, list_presets()) or f"write it as `{path}`"
        problems.append(error("STY001", f"the house style `{name}` {what}", asked, hint))
        return
    file = _parse(data, path, name)
    if isinstance(file, tuple):
        problems.extend(file)
        return
    for i, base in enumerate(file.said.extends):
        span = find_value(file.tree, ("extends", i))
        yield from _read_chain(library, base, span, (*around, name), problems)
    yield file


def _find(library: Library, path: str, inner: bool) -> bytes | None:
    """The file, or with `inner` the built-in one of its name; `None` when there is none."""
    with suppress(FileNotFoundError, ValueError):
        return read_builtin(path) if inner else library.read(path)
    return None


@lru_cache(64)
def _parse(data: bytes, path: str, name: str) -> _StyleFile | tuple[Problem, ...]:
    """The file that `data` is, or all that is wrong with it."""
    problems: list[Problem] = []
    library = Memory({path: data})
    source = open_source(library, path, problems)
    tree = parse_yaml(source, source.text) if source else None
    said = validate_tree(source, tree, HouseStyle) if source and tree else None
    if problems or source is None or tree is None or said is None:
        return add_excerpts(problems, library)
    return _StyleFile(name, source, tree, said)


def list_presets() -> list[str]:
    """The house styles that are built in."""
    folder = builtin().joinpath(FOLDER)
    files = (file.name for file in folder.iterdir())
    return sorted(file.removesuffix(".yaml") for file in files if file.endswith(".yaml"))
