"""What CommonMark reads is what Octavo reads, or Octavo says at which line it does not."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt

from judges.commonmark import SpecExample
from octavo import (
    Definitions,
    Emphasis,
    Figure,
    Link,
    Memory,
    Picture,
    Problem,
    Severity,
    Text,
    query,
    read,
)
from octavo.source.draft import read_source
from structure import describe_blocks, describe_html

PUBLICATION = b"""title: T
event: {name: E}
imprint: {publisher: P}
sections: [one.md]
"""
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"
OWN_ADDRESS = re.compile(r"\ba (?:mailto:|http://)?(\S+) \(\1\)")
"""A link to what it says, in the form of `structure`."""
TOLD = {Severity.ERROR, Severity.WARNING}


def judge(markdown: str, html: str) -> str:
    """How a source is read whose HTML is known: `same`, `refused`, `warned`, or else `silent`."""
    files = {"publication.yaml": PUBLICATION, "one.md": (HEAD + markdown).encode()}
    found = read_source(Memory(files))
    problems = [problem for problem in found.problems if problem.severity in TOLD]
    lines = HEAD.count("\n")
    assert all(problem.span and problem.span.line > lines for problem in problems)
    if any(problem.severity is Severity.ERROR for problem in problems) or found.draft is None:
        return "refused"
    if is_same(describe_blocks(found.draft.sections[0].blocks), describe_html(html)):
        return "same"
    return "warned" if problems else "silent"


def is_same(found: str, meant: str) -> bool:
    """Whether both say the same, but that addresses may be links in `found` without `<` and `>`.

    That is GitHub's extension of autolinks, which is no part of CommonMark (decision 17). Links in
    `meant` to what they say are links in `found` too.
    """
    missing = Counter(OWN_ADDRESS.findall(meant)) - Counter(OWN_ADDRESS.findall(found))
    return not missing and OWN_ADDRESS.sub(r"\1", found) == OWN_ADDRESS.sub(r"\1", meant)


@pytest.mark.slow
def test_no_example_is_read_otherwise_without_a_word(commonmark: tuple[SpecExample, ...]) -> None:
    found = {one.number: judge(one.markdown, one.html) for one in commonmark}

    assert len(found) == 652
    assert [number for number, verdict in found.items() if verdict == "silent"] == []
    assert Counter(found.values())["same"] >= 360


# ------------------------------------------------------------------------------ made-up sources

MARKERS = (
    "",
    "",
    "",
    "- ",
    "-   ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10. ",
    "> ",
    ">",
    "    ",
    "# ",
    "## ",
)
INDENTS = ("", "", "", " ", "  ", "   ", "    ", "      ", "\t")
WORDS = (
    "orbit",
    "*launch*",
    "**apogee**",
    "_debris_",
    "`code`",
    "***both***",
    "a*b",
    "snake_case",
    "**half*",
    "[a](https://example.org/a_b)",
    "<https://example.org>",
    "https://example.org/a_b~c.",
    "(www.example.org)",
    "office@example.org",
    "[ref]",
    "\\*",
    "&amp;",
    '"quoted"',
    "1986.",
    "---",
    "===",
    "***",
    "```",
    "{.note}",
    "\\",
    "",
)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A few lines of Markdown, of whatever kinds and however indented."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        markers = draw(st.lists(st.sampled_from(MARKERS), max_size=3))
        words = draw(st.lists(st.sampled_from(WORDS), max_size=4))
        lines.append(draw(st.sampled_from(INDENTS)) + "".join(markers) + " ".join(words))
    return "\n".join(lines) + "\n"


JUDGE = MarkdownIt("commonmark", {"maxNesting": 100})


@pytest.mark.slow
@settings(max_examples=400)
@given(sources())
def test_no_source_is_read_otherwise_without_a_word(source: str) -> None:
    assert judge(source, JUDGE.render(source)) != "silent"


SIGNS = (*"ab.:/?&;,(){}[]<>'\"\\@w ", "https://", "www.", "&amp;", "&gt;", "a.org", "\\.")


@settings(max_examples=200)
@given(st.lists(st.sampled_from(SIGNS)))
def test_signs_in_and_around_addresses_are_read_as_they_are(signs: list[str]) -> None:
    source = f"x {''.join(signs)} x\n"

    assert judge(source, JUDGE.render(source)) != "silent"


ADDRESS_SIGNS = (*"ab/?&=,;()'*_~#:!", "%20", "%C3%A4", "(a)", "_b_", "*c*")


@given(st.lists(st.sampled_from(ADDRESS_SIGNS)).map("".join))
def test_a_link_leads_where_commonmark_has_it(signs: str) -> None:
    source = f"See [x](https://example.org/{signs}) and [y](<https://example.org/{signs}>).\n"

    html = JUDGE.render(source)
    assert judge(source, html) in {"same", "warned"} or html.count("<a ") < 2


@given(st.lists(st.sampled_from(ADDRESS_SIGNS)).map("".join))
def test_the_words_of_an_address_between_angle_brackets_are_the_address(signs: str) -> None:
    address = f"https://example.org/{signs}"
    files = {"publication.yaml": PUBLICATION, "one.md": f"{HEAD}See <{address}>.\n".encode()}
    (link,) = query(read(Memory(files)), Link)

    assert link == Link(address, (Text(address),))


TAG_SIGNS = (*"<<>>ab12/= -_*`\"'\\", "<b", "</b", "b=c", 'b="c"')


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(st.sampled_from(TAG_SIGNS)).map("".join))
def test_what_is_raw_html_is_refused_and_nothing_else(signs: str) -> None:
    source = f"x {signs} x\n"
    inline = JUDGE.parseInline(source)[0].children or []
    found = any(problem.code == "TXT001" for problem in read_problems(source))

    assert found == any(token.type == "html_inline" for token in inline)


def read_problems(body: str) -> tuple[Problem, ...]:
    files = {"publication.yaml": PUBLICATION, "one.md": (HEAD + body).encode()}
    return read_source(Memory(files)).problems


def test_blocks_too_deep_inside_one_another_are_refused_at_their_line() -> None:
    problems = read_problems("Words.\n\n" + "> " * 80 + "deep\n")

    assert [(problem.code, str(problem.span)) for problem in problems] == [("TXT009", "one.md:8:1")]


def test_many_terms_without_a_gap_are_read_once_each() -> None:
    files = {
        "publication.yaml": PUBLICATION,
        "one.md": (HEAD + "Term\n:   Words.\n" * 500).encode(),
    }
    (listing,) = query(read(Memory(files)), Definitions)

    assert len(listing.items) == 500


def test_more_signs_in_a_block_than_can_be_paired_in_time_are_refused() -> None:
    problems = read_problems("*a " * 5000 + "\n")

    assert [problem.code for problem in problems] == ["TXT009"]


def test_the_line_of_an_error_is_the_line_that_could_be_read_in_two_ways() -> None:
    body = "- one\n\n" + "text\n\n" * 3 + "1. two\n\n  three\n"

    assert [str(problem.span) for problem in read_problems(body)] == ["one.md:16:1"]


def test_a_problem_with_two_signs_names_the_first() -> None:
    (problem,) = read_problems("Some words, and [link](/a b).\n")

    assert re.match(r"one\.md:6:", str(problem.span))


def test_a_picture_with_a_caption_alone_in_a_paragraph_is_a_figure() -> None:
    body = HEAD + '![A quay](a.png "The \\"old\\" *quay*") {#fig-quay}\n'
    files = {"publication.yaml": PUBLICATION, "one.md": body.encode()}
    (figure,) = query(read(Memory(files)), Figure)

    caption = (Text("The \u201cold\u201d "), Emphasis((Text("quay"),)))
    assert figure == Figure(Picture("a.png"), caption, "A quay", id="fig-quay")
