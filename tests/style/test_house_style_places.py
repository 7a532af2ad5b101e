"""A law: a finding is told with exactly its words, and mending changes nothing else.

Random texts are made of words, some of which a house style replaces, in every kind of mark-up and
of place. Each piece knows what it is typed as before and after.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, strategies as st
from hypothesis.strategies import SearchStrategy

from style.house import find_ends, judge

STYLE = """\
substitution:
  words:
    fix: true
    words: {utilis(e|es|ed|ing): us(e|es|ed|ing), in order to: to, whilst: while}
endings: {ise: {prefer: ise, fix: true}}
consistency: {one: {fix: true, words: {web site: website}}}
dates: {day: {fix: true}}
"""
CHANGES = {
    "utilise": "use",
    "utilising": "using",
    "whilst": "while",
    "organize": "organise",
    "29th of April 2025": "29 April 2025",
}


@dataclass(frozen=True)
class Piece:
    """A part of a text, as it is typed, and as it is typed when it is mended."""

    before: str
    after: str
    found: str = ""
    """What is found in it; empty for nothing."""

    def wrap(self, start: str, end: str, *, hides: bool = False) -> Piece:
        """The same between signs; some signs hide it from the house style."""
        after = self.before if hides else self.after
        return Piece(start + self.before + end, start + after + end, "" if hides else self.found)


FOUND = [Piece(old, new, old) for old, new in CHANGES.items()]
DIVIDED = Piece("in order\n to", "to", "in order\n to")
PLAIN = [Piece(text, text) for text in ("the boats", "and", "go there", "of it", "a harbour")]
MARKED = [Piece(text, text) for text in ("the “boats”", "it's", "4 -- 5", "so...", "5 % of it")]
ESCAPED = [Piece(text, text) for text in (r"a \* b", "this &amp; that", r"c\_d", "2 &lt; 3")]
FACTS = [Piece("{{ facts.boats }} boats", "{{ facts.boats }} boats")]
WRAPS = [
    ("**", "**", False),
    ("*", "*", False),
    ("[", "](https://example.org/utilise)", False),
    ("[", "]{.index}", False),
    ("[", ']{.index entry="utilise, in order to"}', False),
    ("{==", "==}{>>Why utilise it?<<}", False),
    ("[", "]{lang=fr}", True),
    ("`", "`", True),
    ("“", "”", True),
    ('"we ', ' it"', True),
    ("*The ", " Book*", True),
]


def wrapped(piece: Piece) -> SearchStrategy[Piece]:
    """The piece, between signs of some kind or none."""
    ways = [piece, *(piece.wrap(start, end, hides=hides) for start, end, hides in WRAPS)]
    return st.sampled_from(ways)


WORDS = st.sampled_from([*PLAIN, *MARKED])
HITS = st.sampled_from(FOUND)
MARKDOWN = st.one_of(HITS.flatmap(wrapped), WORDS, st.sampled_from([*ESCAPED, *FACTS]))
VALUES = st.one_of(HITS, st.sampled_from([*PLAIN, *FACTS]))


def join(pieces: list[Piece], between: str = " so ") -> Piece:
    """The pieces as one, with a word between each two."""
    before = between.join(piece.before for piece in pieces)
    after = between.join(piece.after for piece in pieces)
    found = "|".join(piece.found for piece in pieces if piece.found)
    return Piece(f"It {before} so.", f"It {after} so.", found)


PLACES = {
    "a paragraph": "{}",
    "a heading": "## {}\n\nText.",
    "a list": "- One.\n- {}\n- Three.",
    "a list in a list": "- One.\n  1. {}\n- Three.",
    "a box": "```aside\ntitle: A box\n---\n{}\n```",
    "a cell": "| Utility | B |\n|---|---|\n| It so. | {} |\n| {} | c |",
    "a definition": "Term\n: {}",
    "a note": "Text[^1] utilised here.\n\n[^1]: {}",
    "a paragraph after one of its words": "It so.\n\n{}\n\nIt so.",
}
HEADS = {
    "a point": "points: [{{id: p, rests_on: one-x, text: '{}'}}]\n",
    "a folded value": "standfirst: >-\n  {}\n",
    "a plain value": "standfirst: {}\n",
    "a quoted value": 'standfirst: "{}"\n',
}


def check_law(text: str, head: str, piece: Piece, copies: int) -> None:
    """Fail unless the words are found where they stand, and mended there only."""
    body = "" if "one-x" in text else "\n\nIt ends. {#one-x}"
    found = judge(text.replace("{}", piece.before) + body, STYLE, head.format(piece.before))
    before = found.files["one.md"]
    mended = found.mend()
    expected = piece.found.split("|") if piece.found else []
    extra = ["utilised"] if "utilised here" in text else []

    assert sorted(found.words) == sorted(expected * copies + extra)
    assert all(problem.fixes for problem in found.problems)
    for problem in found.problems:
        assert problem.fixes[0].span == problem.span
        start, end = find_ends(before, problem.fixes[0].span)
        assert before[start:end]
    after = text.replace("{}", piece.after).replace("utilised here", "used here") + body
    assert mended.files["one.md"].endswith(f"---\n\n{after}\n")
    assert head.format(piece.after) in mended.files["one.md"]
    assert mended.problems == ()


@given(st.sampled_from(list(PLACES)), st.lists(MARKDOWN, min_size=1, max_size=6))
def test_words_in_markdown_are_found_and_mended_where_they_stand(
    place: str, pieces: list[Piece]
) -> None:
    allowed = [piece for piece in pieces if place != "a note" or "{>>" not in piece.before]
    check_law(PLACES[place], "", join(allowed), PLACES[place].count("{}"))


@given(st.sampled_from(list(HEADS)), st.lists(VALUES, min_size=1, max_size=6))
def test_words_in_yaml_are_found_and_mended_where_they_stand(
    place: str, pieces: list[Piece]
) -> None:
    check_law("Short text.", HEADS[place], join(pieces), 1)


@given(st.lists(st.one_of(MARKDOWN, st.just(DIVIDED)), min_size=1, max_size=6))
def test_words_that_lines_divide_are_found_and_mended(pieces: list[Piece]) -> None:
    check_law("{}", "", join(pieces, "\nso "), 1)


def test_words_that_markup_divides_are_found_and_left_to_the_author() -> None:
    found = judge("They came in **order** to learn.", STYLE)

    assert found.words == ["in **order** to"]
    assert found.problems[0].fixes == ()


def test_of_two_rules_that_share_words_one_mends() -> None:
    style = STYLE + "existence: {none: {words: [utilize]}}\n"
    found = judge("They organize it, and utilize it.", style)

    assert [len(problem.fixes) for problem in found.problems] == [1, 0, 1]
    assert found.words == ["organize", "utilize", "utilize"]


def test_a_text_of_one_long_line_of_faults_is_judged_in_a_moment() -> None:
    text = "we utilise it whilst 3 boats organize it on April 28, 2025, " * 1000
    found = judge(text, STYLE)

    assert len(found.problems) == 4000
    assert all(problem.fixes for problem in found.problems)
