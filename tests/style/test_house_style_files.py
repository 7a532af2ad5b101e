"""The file of a house style: what it may say, and what is told of one that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from architecture import ROOT
from octavo.document.problem import Problem
from octavo.files.library import Memory, read_builtin
from octavo.style.house_style import (
    KINDS,
    HouseStyle,
    Rule,
    list_forms,
    list_presets,
    load_style_rules,
)
from style.house import judge, judge_files


def complain(style: str) -> list[str]:
    """The first line of each problem of a house style, from its file on."""
    return [str(problem).split("\n")[0] for problem in judge("Text.", style).problems]


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("existance: {}", ":1:1: error: unknown key `existance` [SRC006]"),
        ("existence: {a: {word: [b]}}", ":1:17: error: unknown key `word` [SRC006]"),
        ("existence: {a: {}}", ":1:16: error: `words` is missing [SRC007]"),
        ("existence:\n  a:\n    words: []", ":3:12: error: this list must not be empty [SRC008]"),
        (
            "titles: {a: {case: upper}}",
            ":1:20: error: `upper` is not one of `sentence` or `title` [SRC008]",
        ),
        ("sentence_length: {a: {most: 3}}", ":1:29: error: `3` is less than 5 [SRC008]"),
        ("existence: {a: {words: [b(c]}}", ":1:25: error: `b(c` has the wrong form [SRC008]"),
        (
            "existence: {a: {words: [b], severity: fatal}}",
            ":1:39: error: `fatal` is not one of `error`, `warning` or `note` [SRC008]",
        ),
        (
            "existence: {a: {words: [b]}}\ncapitals: {a: {words: [B]}}",
            ":2:12: error: two rules are called `a`, one under `existence` [STY001]",
        ),
        ("without: [b]", ":1:11: error: there is no rule `b` to do without [STY001]"),
        (
            "extends: plain-langage",
            ":1:10: error: the house style `plain-langage` does not exist [STY001]",
        ),
        ("extends: own", ":1:10: error: the house style `own` extends itself [STY001]"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(style: str, message: str) -> None:
    assert complain(style)[0].removeprefix("templates/house/own.yaml") == message


def test_an_unknown_name_has_a_near_one_as_its_hint() -> None:
    problem: Problem = judge("Text.", "extends: plain-langage").problems[0]

    assert problem.hint == "did you mean `plain-language`?"
    assert "did you mean `existence`?" in str(judge("Text.", "existance: {}").problems[0])


def test_words_and_those_for_them_have_as_many_forms() -> None:
    style = "substitution: {a: {words: {utilis(e|es): us(e|es|ed)}}}"

    assert "`utilis(e|es)` and `us(e|es|ed)` have different numbers of forms" in complain(style)[0]


def test_words_to_write_are_not_among_those_to_avoid() -> None:
    style = "substitution: {a: {words: {begin: set out, set out: start}}}"

    assert "`set out` is wanted here, and `set out` is not" in complain(style)[0]


def test_house_styles_may_not_extend_each_other_in_a_ring() -> None:
    found = judge("Text.", "extends: other")
    files = dict(found.files) | {"templates/house/other.yaml": "extends: own"}
    (problem,) = judge_files(files).problems

    assert "in a ring: own → other → own" in problem.message
    assert str(problem.span) == "templates/house/other.yaml:1:10"


# ------------------------------------------------------------------------------ layers


def test_a_house_style_takes_over_the_rules_of_those_it_extends() -> None:
    style = """\
extends: [plain-language]
without: [jargon]
substitution: {long-words: {words: {whilst: as}}}
"""
    found = judge("Whilst we go forward, we utilise it, going forward.", style)

    assert found.said == ["“Whilst” is written “As”"]


def test_a_file_of_the_name_of_a_built_in_one_may_extend_it() -> None:
    files = dict(judge("We utilise it, going forward.", "").files)
    files["templates/house/plain-language.yaml"] = "extends: plain-language\nwithout: [jargon]"
    files["publication.yaml"] = files["publication.yaml"].replace(
        "style: own", "style: plain-language"
    )

    assert judge_files(files).words == ["utilise"]


def test_a_publication_may_name_several() -> None:
    files = dict(judge("We organize it, whilst we go.", "").files)
    named = "style: [plain-language, british-institutional]"
    files["publication.yaml"] = files["publication.yaml"].replace("style: own", named)

    assert judge_files(files).words == ["organize", "whilst"]


def test_a_house_style_for_another_language_is_told_and_not_looked_at() -> None:
    found = judge("We utilise it.", "extends: plain-language\nlanguage: fr")

    assert found.codes.count("STY003") == 1
    assert found.codes.count("STY011") == 1
    assert "`own` is for `fr`" in " ".join(p.message for p in found.problems)


@pytest.mark.parametrize("name", list_presets())
def test_a_built_in_house_style_can_be_read(name: str) -> None:
    assert read_builtin(f"templates/house/{name}.yaml")
    assert load_style_rules(Memory({}), (name,), "en-GB", None).rules


# ------------------------------------------------------------------------------ the models


def list_models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A rule's model and all that are made from it."""
    yield model
    for child in model.__subclasses__():
        yield from list_models(child)


@pytest.mark.parametrize("model", [HouseStyle, *list_models(Rule)], ids=lambda one: one.__name__)
def test_every_property_has_a_description_and_an_example(model: type[BaseModel]) -> None:
    bare = [
        n for n, field in model.model_fields.items() if not (field.description and field.examples)
    ]

    assert bare == []


def test_every_kind_of_rule_stands_under_a_key_of_its_own() -> None:
    assert set(KINDS) == {
        name for name, field in HouseStyle.model_fields.items() if "dict" in str(field.annotation)
    }


def test_forms_of_a_word_are_written_in_brackets() -> None:
    assert list_forms("utilis(e|es) it") == ("utilise it", "utilises it")
    assert list_forms("word(|s)") == ("word", "words")
    assert list_forms("word") == ("word",)


# ------------------------------------------------------------------------------ the page

PAGE = (ROOT / "docs" / "house-style.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def test_the_example_of_the_page_is_a_house_style() -> None:
    style = BLOCKS.findall(PAGE)[1]
    found = judge("Each nation is utilising it hereby.", style)

    assert found.said == [
        "“nation” is written “Nation”",
        "“utilising” is a long word for “using”",
    ]


def test_the_page_names_every_kind_of_rule_and_every_built_in_style() -> None:
    assert [kind for kind in KINDS if f"| `{kind}` (STY" not in PAGE] == []
    assert [name for name in list_presets() if f"| `{name}` |" not in PAGE] == []
