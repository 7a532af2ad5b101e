"""Inlines to lines: what is set is what was written, and no wider than it may be."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings, strategies as st

from octavo.document import (
    Abbreviation,
    Break,
    Code,
    Emphasis,
    Foreign,
    Indexed,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.files.library import Memory
from octavo.fonts.faces import Faces, load_faces
from octavo.style.theme import load_theme
from octavo.style.words import find_conventions
from octavo.typeset.pieces import Line, Lines
from octavo.typeset.text import TextContext, TextStyle, set_inlines, set_words
from octavo.typeset.tokens import ReferenceNames

THEME = load_theme(Memory({}))
SETTING = TextContext(
    THEME, load_faces(THEME), find_conventions("en-GB"), ReferenceNames({"figure": "Figure"})
)
STYLE = TextStyle(9.6, 13.2)
LEFT = TextStyle(9.6, 13.2, align="left")
MEASURE = 313.5
PROSE = (
    "The Conference brought together military leaders, policymakers and industry for three days "
    "of discussion on the future of the Space domain; speakers stressed that interoperability, "
    "resilience and innovation are inseparable, and that none of them can be left for tomorrow."
)


def read(lines: Lines) -> str:
    """The text of lines, words divided at their ends put together again."""
    parts: list[str] = []
    for line in lines:
        for piece in line.pieces:
            parts.append(" ".join(word.text for word in piece.words))
            parts.append(" " if piece.trailing_space else "")
    return "".join(parts).replace("\N{SOFT HYPHEN}", "")


def set_prose(inlines: Inlines, style: TextStyle = LEFT, measure: float = MEASURE) -> Lines:
    return set_inlines(inlines, style, measure, SETTING)


# ------------------------------------------------------------------------------ laws

words = st.text(st.sampled_from("abcdefghilmnorstuvwé’-–,."), min_size=1, max_size=14)
texts = st.lists(words, min_size=1, max_size=60).map(" ".join)
inlines = st.lists(
    st.one_of(
        texts.map(Text),
        texts.map(lambda text: Strong((Text(text),))),
        texts.map(lambda text: Emphasis((Text(text), Strong((Text("x"),))))),
        texts.map(lambda text: Link("https://example.org", (Text(text),))),
        st.just(Abbreviation("MDO", "Multi-Domain Operations")),
        st.just(Mention("countries", "29")),
        texts.map(Code),
        st.just(Text(" ")),
    ),
    min_size=1,
    max_size=6,
).map(tuple)
styles = st.builds(
    TextStyle,
    size=st.sampled_from([7.6, 9.6, 14.0]),
    leading=st.just(13.2),
    align=st.sampled_from(["justify", "left", "centre", "right"]),
    hyphenate=st.booleans(),
    tracking=st.sampled_from([0.0, 30.0]),
    indent=st.sampled_from([0.0, 13.2]),
)
measures = st.sampled_from([60.0, 110.0, 313.5])


def plain(inlines: Inlines) -> str:
    """The characters of `inlines`."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text=text) | Abbreviation(text=text) | Mention(text=text) | Code(text=text):
                out.append(text)
            case Strong() | Emphasis() | Link():
                out.append(plain(inline.children))
            case _:
                raise AssertionError(inline)
    return "".join(out)


@given(inlines, styles, measures)
@settings(max_examples=60, deadline=None)
def test_the_lines_say_what_was_written(made: Inlines, style: TextStyle, measure: float) -> None:
    lines = set_inlines(made, style, measure, SETTING)
    assert read(lines).split() == plain(made).split()


@given(inlines, styles, measures)
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_the_measure(made: Inlines, style: TextStyle, measure: float) -> None:
    kerning = 0.2  # a word cut twice is a little wider than it was inside the whole
    for line in set_inlines(made, style, measure, SETTING):
        assert line.width <= measure + kerning


@given(inlines, styles, measures)
@settings(max_examples=40, deadline=None)
def test_pieces_stand_side_by_side(made: Inlines, style: TextStyle, measure: float) -> None:
    for line in set_inlines(made, style, measure, SETTING):
        at = line.pieces[0].x if line.pieces else 0.0
        for piece in line.pieces:
            assert piece.x == pytest.approx(at)
            at = piece.x + piece.width + (piece.gap if piece.trailing_space else 0.0)


@given(inlines, styles, measures)
@settings(max_examples=20, deadline=None)
def test_the_same_words_give_the_same_lines(
    made: Inlines, style: TextStyle, measure: float
) -> None:
    fresh = TextContext(THEME, Faces(THEME), find_conventions("en-GB"), SETTING.names)
    first = [(line.width, line.hyphenated) for line in set_inlines(made, style, measure, SETTING)]
    again = [(line.width, line.hyphenated) for line in set_inlines(made, style, measure, fresh)]
    assert first == again


@given(texts)
@settings(max_examples=40, deadline=None)
def test_only_the_last_line_is_called_last(text: str) -> None:
    lines = set_words(text, STYLE, 110, SETTING)
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


# ------------------------------------------------------------------------------ justified text


def test_justified_lines_fill_the_measure() -> None:
    *full, last = set_words(PROSE + " Then it ends.", STYLE, MEASURE, SETTING)
    assert [line.width for line in full] == pytest.approx([MEASURE] * len(full))
    assert last.width < MEASURE


def test_few_lines_have_wide_spaces() -> None:
    lines = [line for line in set_words(PROSE * 12, STYLE, MEASURE, SETTING) if not line.last]
    loose = [line for line in lines if line.ratio > 1.5]
    assert len(loose) <= len(lines) * 0.04


def test_glyphs_are_never_stretched_by_more_than_two_in_a_hundred() -> None:
    lines = set_words(PROSE * 4, STYLE, 110, SETTING)
    stretches = [piece.stretch for line in lines for piece in line.pieces]
    assert min(stretches) >= 0.98
    assert max(stretches) <= 1.02


def test_a_divided_word_shows_a_hyphen_that_is_read_as_a_soft_one() -> None:
    lines = set_words(PROSE, STYLE, 110, SETTING)
    divided = [line.pieces[-1].words[-1] for line in lines if line.hyphenated]
    assert divided
    hyphen = SETTING.faces.face("text", 9.6).shape("-").glyphs[0].id
    assert {word.glyphs[-1].id for word in divided} == {hyphen}
    assert {word.glyphs[-1].text for word in divided} == {"\N{SOFT HYPHEN}"}


def test_text_is_not_divided_when_its_style_says_so() -> None:
    style = TextStyle(9.6, 13.2, hyphenate=False)
    assert not any(line.hyphenated for line in set_words(PROSE, style, 110, SETTING))


def test_a_stop_at_the_end_of_a_justified_line_hangs_out() -> None:
    line = set_words("a, " * 200, STYLE, MEASURE, SETTING)[0]
    last = line.pieces[-1]
    assert last.x + last.width > MEASURE + 0.5


def test_ragged_text_hangs_nothing_out() -> None:
    for line in set_words("a, " * 200, LEFT, MEASURE, SETTING):
        last = line.pieces[-1]
        assert last.x + last.width <= MEASURE + 0.01


def test_spaces_at_the_ends_of_lines_are_kept_for_reading() -> None:
    *full, last = set_words("one two three four five six", LEFT, 40, SETTING)
    assert all(line.pieces[-1].trailing_space for line in full)
    assert not last.pieces[-1].trailing_space


def test_a_name_inside_a_sentence_is_not_divided() -> None:
    lines = set_words("near " + "Tananarive " * 30, TextStyle(9.6, 13.2), 110, SETTING)
    assert not any(line.hyphenated for line in lines)


def test_a_word_wider_than_the_measure_is_cut() -> None:
    lines = set_words("https://example.org/a/very/long/address", LEFT, 40, SETTING)
    assert len(lines) > 2
    assert read(lines) == "https://example.org/a/very/long/address"


@pytest.mark.parametrize("text", ["x" * 5000, "a-" * 2500, "https://example.org/" + "ab/" * 1500])
def test_a_very_long_word_is_cut_in_time(text: str) -> None:
    lines = set_words(text, STYLE, 100, SETTING)
    assert read(lines) == text
    assert max(line.width for line in lines) <= 100.5


def test_a_line_may_end_after_a_hyphen_inside_a_word() -> None:
    lines = set_words(
        "multi-domain", TextStyle(9.6, 13.2, align="left", hyphenate=False), 40, SETTING
    )
    assert [read((line,)) for line in lines] == ["multi-", "domain"]
    assert not any(line.hyphenated for line in lines)


POLISH = replace(SETTING, language=find_conventions("pl"))
UNITS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "w ", "z ", "i "]),
    st.sampled_from(["", "a ", "O "]),
    st.sampled_from(["rok", "miasto", "Warszawa", "(u nas)"]),
)


@given(st.lists(UNITS, min_size=1))
def test_no_line_of_polish_ends_with_a_word_of_one_letter(units: list[str]) -> None:
    lines = set_words(" ".join(units), STYLE, 80, POLISH)

    assert read(lines) == " ".join(units)
    assert [
        read((line,)) for line in lines if re.search(r"(?<!\w)[aouwzi] ?$", read((line,)))
    ] == []


def test_words_of_one_letter_that_fill_a_line_are_set_all_the_same() -> None:
    lines = set_words("w z i " * 30, STYLE, 60, POLISH)
    assert read(lines).split() == ["w", "z", "i"] * 30
    assert max(line.width for line in lines) <= 60.01


def test_a_word_is_divided_at_its_soft_hyphens_and_nowhere_else() -> None:
    word = "Donau\u00addampf\u00adschifffahrts\u00adgesellschaft"
    lines = set_words(
        f"{word} {word}", STYLE, 72, replace(SETTING, language=find_conventions("de"))
    )
    assert [read((line,)).strip() for line in lines] == 2 * [
        "Donaudampf",
        "schifffahrts",
        "gesellschaft",
    ]
    assert [line.hyphenated for line in lines] == 2 * [True, True, False]


def test_soft_hyphens_are_obeyed_where_words_are_not_divided_otherwise() -> None:
    style = TextStyle(9.6, 13.2, align="left", hyphenate=False)
    lines = set_words("Zwischen\u00adergebnisse", style, 65, SETTING)
    assert [read((line,)) for line in lines] == ["Zwischen", "ergebnisse"]


def test_a_word_is_divided_at_its_zero_width_spaces_without_a_hyphen() -> None:
    lines = set_words("dispatching_\u200boptions_\u200ball", LEFT, 70, SETTING)
    assert [read((line,)) for line in lines] == ["dispatching_", "options_all"]
    assert not any(line.hyphenated for line in lines)


def test_places_to_divide_a_word_are_kept_where_its_style_changes() -> None:
    word = (Text("Donau\u00ad"), Strong((Text("dampf\u00adschiff"),)), Text("\u00adfahrt"))
    lines = set_prose(word, LEFT, 40)
    assert [read((line,)) for line in lines] == ["Donau", "dampf", "schiff", "fahrt"]


MARKED = st.text(st.sampled_from("abcdeéfgo-\u00ad\u200b "), max_size=80)


@given(MARKED, st.floats(20, 120))
def test_what_may_divide_a_word_is_never_seen_in_it(text: str, measure: float) -> None:
    lines = set_words(text, LEFT, measure, SETTING)
    shown = re.sub("[\u00ad\u200b]", "", text)
    assert "".join(read(lines).split()) == "".join(shown.split())
    for line in lines:
        drawn = "".join(word.text for piece in line.pieces for word in piece.words)
        assert "\u200b" not in drawn
        assert "\u00ad" not in drawn[:-1]
        assert line.hyphenated == drawn.endswith("\u00ad")


def test_words_are_kept_together_by_a_no_break_space() -> None:
    lines = set_words("in Figure\N{NO-BREAK SPACE}3", LEFT, 45, SETTING)
    assert [read((line,)).strip() for line in lines] == ["in", "Figure\N{NO-BREAK SPACE}3"]


# ------------------------------------------------------------------------------ other alignments


def middle(line: Line) -> float:
    """Half-way between the two ends of a line."""
    first, last = line.pieces[0], line.pieces[-1]
    return (first.x + last.x + last.width) / 2


def test_a_centred_line_stands_in_the_middle() -> None:
    (line,) = set_words("Centre", TextStyle(9.6, 13.2, align="centre"), 200, SETTING)
    assert middle(line) == pytest.approx(100)


def test_a_line_set_right_ends_at_the_measure() -> None:
    (line,) = set_words("Right", TextStyle(9.6, 13.2, align="right"), 200, SETTING)
    assert line.pieces[0].x + line.pieces[0].width == pytest.approx(200)


def test_the_first_line_is_indented() -> None:
    style = TextStyle(9.6, 13.2, align="left", indent=13.2)
    first, second, *_ = set_words(PROSE, style, MEASURE, SETTING)
    assert (first.pieces[0].x, second.pieces[0].x) == (13.2, 0.0)


def test_tracking_widens_words_and_spaces() -> None:
    tracked = TextStyle(9.6, 13.2, align="left", tracking=100)
    (line,), (plain_line,) = (
        set_words("ab cd", style, MEASURE, SETTING) for style in (tracked, LEFT)
    )
    assert line.width - plain_line.width == pytest.approx(5 * 0.96)


def test_nothing_to_set_makes_no_line() -> None:
    assert set_words("  \n ", LEFT, MEASURE, SETTING) == ()


# ------------------------------------------------------------------------------ inlines


def roles(lines: Lines) -> list[tuple[str, str]]:
    """The text of each piece with its mark."""
    return [
        (" ".join(word.text for word in piece.words), piece.tag.kind if piece.tag else "")
        for line in lines
        for piece in line.pieces
    ]


def test_strong_words_are_set_in_bold() -> None:
    lines = set_prose((Text("a "), Strong((Text("b"),)), Text(", c")))
    assert [piece.face.name for piece in lines[0].pieces] == [
        SETTING.faces.face(role, 9.6).name for role in ("text", "text-bold", "text")
    ]
    assert read(lines) == "a b, c"


def test_strong_words_inside_stressed_ones_are_bold_and_italic() -> None:
    lines = set_prose((Emphasis((Strong((Text("b"),)),)),))
    assert lines[0].pieces[0].face is SETTING.faces.face("text-bold-italic", 9.6)


def test_a_link_is_one_mark_on_all_its_lines() -> None:
    lines = set_prose(
        (Link("https://example.org", (Text("a link of many words " * 4),)),), LEFT, 90
    )
    marks = {piece.tag for line in lines for piece in line.pieces}
    assert len(lines) > 1
    assert [mark.target for mark in marks if mark] == ["https://example.org"]


def test_two_links_side_by_side_are_two_marks() -> None:
    link = Link("https://example.org", (Text("a"),))
    pieces = set_prose((link, link))[0].pieces
    assert len({piece.tag for piece in pieces}) == 2


def test_a_reference_prints_kind_and_number() -> None:
    lines = set_prose((Reference("fig-a", (), "figure", "3"),))
    assert roles(lines) == [("Figure\N{NO-BREAK SPACE}3", "reference")]


def test_a_reference_with_words_prints_those() -> None:
    lines = set_prose((Reference("fig-a", (Text("the map"),), "figure", "3"),))
    assert roles(lines) == [("the map", "reference")]


def test_an_abbreviation_carries_its_expansion() -> None:
    (line,) = set_prose((Abbreviation("COE", "Centre of Excellence"),))
    mark = line.pieces[0].tag
    assert mark is not None
    assert (mark.kind, mark.target) == ("abbreviation", "Centre of Excellence")


def test_notes_are_numbered_and_called_where_they_stand() -> None:
    one, two = Note((Text("First."),)), Note((Text("Second."),))
    (line,) = set_inlines(
        (Text("a"), one, Text(" b"), two, Text(".")), LEFT, MEASURE, SETTING, first_note=7
    )
    assert line.notes == (one, two)
    assert roles((line,)) == [("a", ""), ("7", "note"), ("b", ""), ("8", "note"), (".", "")]
    assert [piece.rise > 0 for piece in line.pieces] == [False, True, False, True, False]


def test_a_line_ends_where_the_author_asked() -> None:
    lines = set_prose((Text("one"), Break(), Text("two")))
    assert [read((line,)) for line in lines] == ["one ", "two"]


def test_two_breaks_leave_a_line_empty() -> None:
    lines = set_prose((Text("one"), Break(), Break(), Text("two")))
    assert [read((line,)) for line in lines] == ["one ", "", "two"]


def test_running_text_has_old_style_figures() -> None:
    (line,) = set_prose((Text("1914"),))
    wanted = SETTING.faces.face("text", 9.6).shape("1914", ("onum", "pnum"))
    assert line.pieces[0].words[0].glyphs == wanted.glyphs


def test_acronyms_are_set_in_small_capitals_where_the_theme_asks_for_them() -> None:
    names = ReferenceNames({}, small_capitals=True)
    small = TextContext(THEME, load_faces(THEME), find_conventions("en-GB"), names)
    acronym = (Abbreviation("NATO", "North Atlantic Treaty Organization"),)

    plain, lowered = (set_inlines(acronym, LEFT, MEASURE, s)[0] for s in (SETTING, small))

    assert lowered.width < plain.width
    assert read((lowered,)) == read((plain,)) == "NATO"


def _divided(inlines: Inlines) -> list[str]:
    """Where the lines of a very narrow column divide words."""
    lines = set_inlines(inlines, STYLE, 40.0, SETTING)
    return [read((line,)).split()[-1] for line in lines if line.hyphenated]


def test_words_in_another_language_are_divided_as_that_language_wants() -> None:
    word = "hospitalisation"
    french, english = ((Foreign((Text(word),), "fr"),), (Text(word),))
    in_french = replace(SETTING, language=find_conventions("fr"))

    assert _divided(french) != _divided(english)
    assert _divided(french) == [
        read((line,)).split()[-1]
        for line in set_inlines(english, STYLE, 40.0, in_french)
        if line.hyphenated
    ]


def test_marks_inside_words_in_another_language_know_it() -> None:
    link = Link("https://example.org/", (Text("lien"),))
    words = Foreign((Text("mots "), link, Text(" mots "), Indexed((Text("mot"),), "mot")), "fr")
    (line,) = set_prose((Text("So "), words, Text(" so.")))
    marks = [(p.tag.kind, p.tag.language) if p.tag else None for p in line.pieces]

    assert marks == [
        None,
        ("foreign", "fr"),
        ("link", "fr"),
        ("foreign", "fr"),
        ("index", "fr"),
        None,
    ]


# ------------------------------------------------------------------------- what stands together


def find_features(text: str) -> dict[str, tuple[str, ...]]:
    """The words of a text, and the features that each is set with."""
    wanted = {one: SETTING.faces.face("text", 9.6).shape("C2", (one,)) for one in ("lnum", "onum")}
    assert wanted["lnum"].glyphs != wanted["onum"].glyphs
    found: dict[str, tuple[str, ...]] = {}
    for line in set_words(text, STYLE, MEASURE, SETTING):
        for piece in line.pieces:
            for word in piece.words:
                shapes = {one: piece.face.shape(word.text, (one, "pnum")) for one in wanted}
                same = [one for one, shape in shapes.items() if shape.glyphs == word.glyphs]
                found[word.text] = tuple(sorted(same))
    return found


@pytest.mark.parametrize(
    "word", ["C2", "(C2)", "COVID-19", "G20", "5G", "Figure\N{NO-BREAK SPACE}1", "F-35"]
)
def test_figures_beside_capitals_are_as_high_as_these(word: str) -> None:
    assert find_features(f"The words {word} stand here")[word] == ("lnum",)


@pytest.mark.parametrize("word", ["2040", "28–30", "p.12", "mp3", "(2019)"])
def test_figures_by_themselves_rise_and_fall_as_text_does(word: str) -> None:
    assert find_features(f"The words {word} stand here")[word] == ("onum",)


def test_a_title_ends_no_line_with_an_article_where_another_has_room() -> None:
    title = replace(LEFT, size=18.0, leading=22.0, hyphenate=False, role="display")
    said = "Readiness to fight in Space has become a strategic imperative"
    for measure in range(190, 320, 7):
        lines = set_words(said, title, float(measure), SETTING)
        assert not [line for line in lines if read((line,)).split()[-1] in ("a", "to", "in")]


def test_a_number_keeps_its_noun_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    often = _count_parted()
    monkeypatch.setattr("octavo.typeset.bound_words.belongs", _never)
    assert 0 < often <= 0.7 * _count_parted()


def _never(word: str, following: str) -> bool:
    return False


ANEW = count()


def _count_parted() -> int:
    """How many lines of a paragraph in all kinds of columns end with a number before its noun."""
    said = (
        "held in Toulouse on 28–30 April 2025, when 29 nations met in Hall 7 and spoke of Panel 2."
    )
    parted = 0
    for measure in range(150, 320, 3):
        style = replace(STYLE, leading=13.2 + next(ANEW))  # so that nothing kept is found
        lines = set_words(f"{PROSE} It was {said} {PROSE}", style, float(measure), SETTING)
        ends = [read((line,)).split()[-1] for line in lines]
        parted += sum(end in ("28–30", "29", "Hall", "Panel") for end in ends)
    return parted


def test_a_last_line_is_longer_than_an_indent_where_hyphens_make_it_so() -> None:
    """Without hyphens both end in a word of four letters."""
    short = 0
    for measure in range(250, 330, 2):
        lines = set_words(f"{PROSE} {PROSE}", STYLE, float(measure), SETTING)
        short += lines[-1].width < 0.14 * measure
    assert short == 0
