"""What each kind of rule of a house style finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from octavo.checks.style_units import READ
from octavo.document import Draft
from octavo.document.fields import FIELDS, uses_of
from style.house import Judged, judge

USE = """\
substitution:
  words:
    fix: true
    words: {utilis(e|es|ed|ing): us(e|es|ed|ing), in order to: to}
"""
AVOID = "existence: {jargon: {words: [going forward, synerg(y|ies)]}}\n"


# ------------------------------------------------------------------------------ words


def test_words_to_avoid_are_found_in_all_their_forms() -> None:
    found = judge("Synergies grow, going\nforward.", AVOID)

    assert found.words == ["Synergies", "going\nforward"]
    assert found.codes == ["STY002", "STY002"]


def test_the_message_names_the_rule_and_the_house_style() -> None:
    (problem,) = judge("There is synergy.", AVOID).problems

    assert problem.message == "“synergy” is a word to avoid (own: jargon)"
    assert str(problem.span) == "one.md:7:10"


def test_a_rule_speaks_in_its_own_words() -> None:
    style = "existence: {jargon: {words: [synergy], message: '“{found}” is jargon', hint: say who}}"
    (problem,) = judge("There is synergy.", style).problems

    assert problem.message == "“synergy” is jargon (own: jargon)"
    assert problem.hint == "say who"


@pytest.mark.parametrize("severity", ["note", "warning", "error"])
def test_a_rule_says_how_bad_it_is(severity: str) -> None:
    style = f"existence: {{jargon: {{words: [synergy], severity: {severity}}}}}"

    assert judge("There is synergy.", style).problems[0].severity.value == severity


def test_words_are_replaced_in_the_form_they_have() -> None:
    found = judge("Utilising it, in order to learn, she utilised more.", USE)

    assert found.words == ["Utilising", "in order to", "utilised"]
    assert "Using it, to learn, she used more." in found.mend().files["one.md"]
    assert found.mend().problems == ()


def test_part_of_a_word_is_another_word() -> None:
    assert judge("Reutilise it; utilise-able, o’utilise and utilises2.", USE).words == []


@pytest.mark.parametrize(
    "text",
    [
        "They said “we utilise it” there.",
        'They said "we utilise it" there.',
        "They said 'we utilise it' there.",
        "> We utilise it.",
        "Type `utilise` there.",
        "```\nutilise\n```",
        "See https://example.org/utilise there.",
        "See [here](https://example.org/utilise) there.",
        "See *Utilise the Sea* there.",
        "See [utiliser]{lang=fr} and [utilise]{lang=fr} there.",
        "The firm of Utilise and Daughters came.",
        "See docs/utilise there.",
    ],
)
def test_quotations_code_addresses_titles_and_names_are_left_alone(text: str) -> None:
    assert judge(text, USE).words == []


def test_the_names_that_the_publication_knows_are_left_alone() -> None:
    style = "endings: {ise: {prefer: ise}}\nnames: [organized crime unit]"
    text = "At utilize limited the organized crime unit met. It is organized."

    assert judge(text, style).words == ["organized"]
    assert judge(text, style).problems[0].span == judge(text, style).problems[-1].span


def test_words_that_a_rule_excepts_are_left_alone() -> None:
    style = USE + "    exceptions: [in order to qualify]\n"

    assert judge("In order to qualify, or in order to win.", style).words == ["in order to"]


@pytest.mark.parametrize("place", ["text", "title", "caption", "table", "point"])
def test_a_rule_looks_where_it_is_told_to(place: str) -> None:
    text = """\
We utilise text.

## We utilise titles

| We utilise cells | B |
|---|---|
| 1 | 2 |

Table: We utilise captions
"""
    head = "points: [{id: p, text: We utilise points, rests_on: one-x}]\n"
    text = text.replace("text.", "text. {#one-x}")
    found = judge(text, USE + f"    where: [{place}]\n", head)

    assert found.words == ["utilise"]
    plural = {"text": "text", "title": "titles", "caption": "captions", "table": "cells"}
    line = found.problems[0].excerpt
    assert plural.get(place, "points") in line


# ------------------------------------------------------------------------------ consistency

BOTH = "consistency: {one: {fix: true, keep: %s, words: {web site(|s): website(|s)}}}"


def test_the_way_that_comes_first_is_kept() -> None:
    found = judge("A web site. Many web sites, a website and a website.", BOTH % "first")

    assert found.words == ["website", "website"]
    assert found.said[0] == "“website” is written “web site” elsewhere in this publication"


def test_the_way_that_is_used_most_is_kept() -> None:
    found = judge("A web site, a website and a Website.\n\nWebsite here.", BOTH % "most")

    assert found.words == ["web site"]
    assert found.mend().problems == ()


def test_one_way_alone_is_no_fault() -> None:
    assert judge("A web site and a web site.", BOTH % "first").words == []


# ------------------------------------------------------------------------------ capitals


def test_some_words_always_have_a_capital() -> None:
    style = "capitals: {own: {fix: true, words: [Nation(|s)], exceptions: [host nation]}}"
    found = judge("Each nation, all NATIONS, Nations; a host nation, a nation’s.", style)

    assert found.words == ["nation", "nation"]
    assert "Each Nation" in found.mend().files["one.md"]


def test_titles_in_sentence_case_have_capitals_for_names_only() -> None:
    style = "titles: {case: {case: sentence}}"
    text = (
        "## The Harbour of Paris: A View\n\nThey saw Paris, and ISO 9 there.\n\n## An ISO date\n\nx"
    )
    found = judge(text, style)

    assert found.said == ["“Harbour”, “View” in a title: small letters"]
    assert found.words == ["Harbour of Paris: A View"]


def test_titles_in_title_case_have_capitals_but_for_small_words() -> None:
    found = judge("## The view of the Harbour\n\nText.", "titles: {case: {case: title}}")

    assert found.said[:1] == ["“view” in a title: capitals"]


# ------------------------------------------------------------------------------ sentences


def test_long_sentences_are_told_from_end_to_end() -> None:
    style = "sentence_length: {long: {most: 5}}"
    found = judge("Short, e.g. this one. One two *three* four\nfive six. Short.", style)

    assert found.words == ["One two *three* four\nfive six."]
    assert found.said == ["a sentence of 6 words; 5 is the most"]


# ------------------------------------------------------------------------------ abbreviations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The QRST met. The QRST left.", ["QRST"]),
        ("The Quay Road Safety Team (QRST) met. The QRST left.", []),
        ("The QRST (Quay Road Safety Team) met.", []),
        ("QRST stands for something.", []),
        ("By ISO rules, part III, in BIG LETTERS, version X2.", []),
        ("Two QRSTs met.", ["QRST"]),
        ("See QRST 14. Not ONE of them, only one.", []),
    ],
)
def test_short_forms_are_written_out_where_they_stand_first(text: str, words: list[str]) -> None:
    assert judge(text, "abbreviations: {first: {}}").words == words


def test_short_forms_that_the_reader_knows_need_nothing() -> None:
    assert judge("The QRST met.", "abbreviations: {first: {known: [QRST]}}").words == []
    assert judge("By ISO rules.", "abbreviations: {first: {listed: false}}").words == ["ISO"]


# ------------------------------------------------------------------------------ numbers, dates

NUMBERS = "numbers: {small: {up_to: 9, beside: [page(|s)]}}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They had 3 boats.", ["3"]),
        ("They had three boats and eleven nets.", ["eleven"]),
        ("Eleven boats came. See page 3 there, and 2 pages more.", []),
        ("They had 3 boats and 14 nets.", []),
        ("At 3% of it, £3 each, Panel 3 said, 3.5 boats and 3–4 nets.", []),
        ("There are 12 boats, {{ facts.boats }} in all.", []),
    ],
)
def test_small_numbers_are_words_and_larger_ones_figures(text: str, words: list[str]) -> None:
    assert judge(text, NUMBERS).words == words


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("on April 28, 2025, and", "on 28 April 2025, and"),
        ("on the 3rd of May 2025 and", "on the 3 May 2025 and"),
        ("on May 3rd 2025 and", "on 3 May 2025 and"),
        ("on 2025-04-03 and", "on 3 April 2025 and"),
        ("on 03/04/2025 and", "on 03/04/2025 and"),
        ("on 3 April 2025 and", "on 3 April 2025 and"),
    ],
)
def test_days_are_written_day_month_year(text: str, mended: str) -> None:
    found = judge(text, "dates: {day: {fix: true}}")

    assert mended in found.mend().files["one.md"]
    assert bool(found.problems) is not text.startswith("on 3 April")


def test_days_may_be_written_month_first() -> None:
    style = "dates: {day: {fix: true, form: 'month day, year'}}"

    assert "on April 3, 2025." in judge("on 3 April 2025.", style).mend().files["one.md"]


# ------------------------------------------------------------------------------ -ise and -ize


def test_words_in_ize_become_words_in_ise() -> None:
    style = "endings: {ise: {prefer: ise, fix: true, exceptions: [siz(e|es|ed|ing)]}}"
    text = "Organized by size, Organizations realize prizes and sized prioritization."
    found = judge(text, style + "\nnames: [prizes]")

    assert found.words == ["Organized", "realize", "prioritization"]
    assert "Organised by size, Organizations realise" in found.mend().files["one.md"]


def test_words_in_ise_become_words_in_ize() -> None:
    style = "endings: {ize: {prefer: ize, exceptions: [exercise]}}"

    assert judge("They organise an exercise.", style).words == ["organise"]


# ------------------------------------------------------------------------------ what is judged

NOT_JUDGED = {
    "Ask.who": "it names who is asked",
    "Author.affiliation": "a name",
    "Author.name": "a name",
    "Bar.text": "a number",
    "Code.text": "code",
    "CodeBlock.text": "code",
    "Event.name": "a name",
    "Event.place": "a name",
    "Fact.as_of": "a date of a source",
    "Fact.value": "a number or a name",
    "Figure.credit": "a name",
    "Figure.label": "made by Octavo",
    "FigureGroup.credit": "a name",
    "Identifier.format": "a name",
    "Identifier.isbn": "a number",
    "Audience.date": "a day",
    "Audience.handling": "words of a marking",
    "Audience.name": "a name",
    "Chart.unit": "a unit",
    "Indexed.entry": "found in the text",
    "Level.designation": "words of a marking",
    "Level.name": "words of a marking",
    "Level.portion": "words of a marking",
    "Level.text": "words of a marking",
    "Link.target": "an address",
    "MapPlace.name": "a name",
    "Photo.credit": "a name",
    "Publication.designation": "words of a marking",
    "Publication.keywords": "words for catalogues",
    "Publication.kind": "a name",
    "Paragraph.mark": "words of a marking",
    "Point.mark": "words of a marking",
    "Logo.alternative": "the name of a publisher",
    "Publication.marking": "words of a marking",
    "Reference.name": "made by Octavo",
    "Reference.number": "made by Octavo",
    "Section.label": "a name",
    "Signature.lines": "names",
    "Statistic.label": "judged with its fact",
    "Statistic.value": "judged with its fact",
    "Statistics.credit": "a name",
    "Table.continued": "made by Octavo",
    "Table.source": "names of sources",
    "TargetNames": "made by Octavo",
    "Term": "names, and what they stand for",
    "Imprint": "names and numbers, but for the notes and the disclaimer",
}
"""Why a field that readers see is not held to a house style."""
READERS = {"required", "described", "drawn", "property", "optional"}
INLINE = {"Text", "Strong", "Emphasis", "Reference", "Note", "Abbreviation", "Foreign", "Mention"}


def test_every_field_that_readers_see_is_judged_or_has_a_reason() -> None:
    left = {
        f"{kind.__name__}.{name}"
        for kind in FIELDS
        for name, use in uses_of(kind).items()
        if use in READERS
        and name not in READ.get(kind, {})
        and kind.__name__ not in NOT_JUDGED
        and kind.__name__ not in INLINE
        and kind.__annotations__[name] in ("str", "tuple[str, ...]", "Inlines")
        and not (name == "children" and kind.__name__ in ("Link", "Indexed", "AuthorQuery"))
    }

    assert left - NOT_JUDGED.keys() == set()
    assert uses_of(Draft)["sections"] == "required"


def test_facts_of_other_kinds_of_text_are_judged_too() -> None:
    head = """\
standfirst: We utilise it.
points:
  - id: p
    text: >-
      First, {{ facts.boats }} boats
      utilise it.
    variants: ['Let''s utilise it.', "We utilise \\"it\\" here."]
    rests_on: one-x
"""
    text = """\
They came. {#one-x}

```figure
chart: bar
bars: [{label: We utilise it, value: 1}, {label: Two, value: 2}]
caption: We utilise it.
alternative: One may utilise it.
```

```aside
title: We utilise it
---
Inside, we utilise[^a] it.
```

Term
: We utilise it.

1. We **utilise** it[^1].

[^1]: To utilise it.
"""
    text = text.replace("utilise[^a] it", "utilise it")
    found: Judged = judge(text, USE, head)

    assert len(found.words) == 12
    assert set(found.words) == {"utilise"}
    assert found.mend().problems == ()
    assert "utilise" not in found.mend().files["one.md"]
