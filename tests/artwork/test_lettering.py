"""Words broken into lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from octavo.artwork.faults import DoesNotFitError
from octavo.artwork.lettering import depth, labels, letter, letter_all, rise
from octavo.files.library import Memory
from octavo.fonts.faces import Faces, load_faces
from octavo.fonts.hyphenation import find_all_places, find_author_places
from octavo.style.theme import Theme, load_theme
from octavo.style.words import find_conventions, load_conventions

SIZES = (11.5, 9.6, 7.6)
SMALL = (7.6,)
LONG_WORDS = {
    "en": "Internationalisation INTEROPERABILITY counter-disinformation telecommunications",
    "de": "Weltraumlagezentrum Verteidigungsministerium Beschaffungsprogramme Luft-Raum-Kräfte",
    "pl": "bezpieczeństwo międzynarodowego przedsiębiorstwami współodpowiedzialność",
    "es": "internacionalización responsabilidades infraestructura",
}


def test_words_that_fit_stay_on_one_line(faces: Faces) -> None:
    assert letter("Education and Training", "sans", SIZES, 200, faces).lines == (
        "Education and Training",
    )


def test_lines_are_of_even_length(faces: Faces) -> None:
    lettering = letter("Education and Training for all", "sans", SIZES, 140, faces)
    assert lettering.lines == ("Education and", "Training for all")


def test_a_long_word_is_set_smaller_before_it_is_broken(faces: Faces) -> None:
    lettering = letter("Internationalisation", "sans", SIZES, 66, faces)
    assert (lettering.lines, lettering.size) == (("Internationalisation",), 7.6)


def test_a_word_too_long_at_any_size_is_broken(faces: Faces) -> None:
    assert letter("Internationalisation", "sans", SIZES, 45, faces).lines == (
        "International-",
        "isation",
    )


@pytest.mark.parametrize(
    ("language", "word", "measure", "lines"),
    [
        ("en", "Internationalisation", 61, ("Internationalisa-", "tion")),
        ("en", "Internationalisation", 30, ("Interna-", "tionalisa-", "tion")),
        ("de", "Weltraumlagezentrum", 45, ("Weltraumla-", "gezentrum")),
        ("pl", "bezpieczeństwa", 45, ("bezpieczeń-", "stwa")),
        ("de", "Luft-Raum-Kräfte", 40, ("Luft-Raum-", "Kräfte")),
    ],
)
def test_a_broken_word_is_divided_as_its_language_does(
    language: str, word: str, measure: float, lines: tuple[str, ...], theme: Theme
) -> None:
    faces = load_faces(theme, find_conventions(language))

    assert letter(word, "sans", SMALL, measure, faces).lines == lines


def test_the_exceptions_of_a_language_file_hold_in_drawings(theme: Theme) -> None:
    words = b"hyphenation: {patterns: en, exceptions: [inte-rnationalisation]}"
    language = load_conventions(Memory({"templates/words/en.yaml": words}), "en")
    lettering = letter("Internationalisation", "sans", SMALL, 60, load_faces(theme, language))

    assert lettering.lines == ("Inte-", "rnationalisation")


def test_soft_hyphens_say_where_a_word_is_divided(theme: Theme) -> None:
    faces = load_faces(theme, find_conventions("en"))
    word = "Inter\N{SOFT HYPHEN}nationalisation"

    assert letter(word, "sans", SMALL, 60, faces).lines == ("Inter-", "nationalisation")
    assert letter(word, "sans", SMALL, 90, faces).lines == ("Internationalisation",)


def test_a_word_is_divided_without_a_hyphen_at_a_zero_width_space(faces: Faces) -> None:
    word = "satellites\N{ZERO WIDTH SPACE}stations"

    assert letter(word, "sans", SMALL, 45, faces).lines == ("satellites", "stations")


def test_letters_keep_their_marks_where_a_word_is_cut(faces: Faces) -> None:
    lines = letter("e\N{COMBINING ACUTE ACCENT}" * 12, "sans", SMALL, 20, faces).lines

    assert len(lines) > 1
    assert not any(line.startswith("\N{COMBINING ACUTE ACCENT}") for line in lines)


@given(
    language=st.sampled_from(sorted(LONG_WORDS)), measure=st.floats(8, 90), number=st.integers(0, 3)
)
@settings(max_examples=120, deadline=None)
def test_no_word_is_cut_where_its_language_could_divide_it(
    language: str, measure: float, number: int
) -> None:
    words = LONG_WORDS[language].split()
    word = words[number % len(words)]
    conventions = find_conventions(language)
    theme = load_theme(Memory({}))
    faces = load_faces(theme, conventions)
    places = dict(find_all_places(word, find_author_places(word), conventions))
    typed = {place for place, hyphen in places.items() if not hyphen}
    face, start = faces.face("sans", SMALL[0]), 0
    for line in letter(word, "sans", SMALL, measure, faces).lines[:-1]:
        end = start + len(line)
        end -= end not in typed
        fitting = [
            place
            for place, hyphen in places.items()
            if start < place
            and face.width(f"{word[start:place]}{'-' if hyphen else ''}", SMALL[0]) <= measure
        ]
        assert end == max(fitting, default=end)
        start = end


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_line_ends_at_a_no_break_space_in_a_number(space: str, faces: Faces) -> None:
    number = f"1{space}000{space}000"
    lettering = letter(f"{number} people", "sans", SMALL, 40, faces)

    assert lettering.lines == (number, "people")


def test_a_number_keeps_its_unit_while_there_is_room(faces: Faces) -> None:
    assert letter("about 12\u00a0km", "sans", SMALL, 30, faces).lines == ("about", "12\u00a0km")
    assert letter("1,000\u00a0km", "sans", SMALL, 24, faces).lines == ("1,000", "km")


@given(
    number=st.from_regex(r"[1-9]\d{0,2}([,\u00a0\u202f]\d{3}){0,4}(\.\d{1,2})?", fullmatch=True),
    measure=st.floats(4, 60),
)
@settings(max_examples=60, deadline=None)
def test_a_number_is_never_divided(number: str, measure: float, faces: Faces) -> None:
    lettering = letter(f"of {number}", "sans", SMALL, measure, faces)

    assert number in lettering.lines or f"of {number}" in lettering.lines
    if lettering.too_wide:
        with pytest.raises(DoesNotFitError, match="wider than its place"):
            labels(lettering, 0.0, 0.0, "ink")
    else:
        assert lettering.width <= measure + 0.01 or len(lettering.lines) > 2


def test_fewer_lines_are_worth_a_smaller_size(faces: Faces) -> None:
    text = "Concept Development and Experimentation"
    assert letter(text, "sans", SIZES, 90, faces).size == 11.5
    assert letter(text, "sans", SIZES, 90, faces, most_lines=2).size == 9.6


def test_neighbours_share_one_size(faces: Faces) -> None:
    short, long = letter_all(("Act", "Internationalisation"), "sans", SIZES, 66, faces)
    assert (short.size, long.size) == (7.6, 7.6)


def test_no_text_has_no_lines(faces: Faces) -> None:
    assert letter("", "sans", SIZES, 100, faces).lines == ()


@given(text=st.text("abc defghi jklm nop", max_size=80), measure=st.floats(24, 300))
@settings(max_examples=80, deadline=None)
def test_no_line_is_longer_than_the_measure(
    text: str, measure: float, theme: Theme, faces: Faces
) -> None:
    lettering = letter(text, "sans", (theme.scale.note,), measure, faces)
    assert lettering.width == pytest.approx(min(lettering.width, measure))
    letters = "".join(lettering.lines).replace("-", "").replace(" ", "")
    assert letters == text.replace(" ", "")


@pytest.mark.parametrize("text", ["Élan", "Ķīpsala", "Ångström", "Nghiệp", "falls"])
def test_the_room_of_words_holds_their_accents(text: str, faces: Faces) -> None:
    lettering = letter(text, "display", (64.0,), 900, faces)
    above, below = faces.face("display", 64.0).reach(text)

    assert rise(lettering) >= above * 0.064 - 1e-6
    assert depth(lettering) >= below * 0.064 - 1e-6


def test_lines_without_accents_are_equally_high(faces: Faces) -> None:
    assert rise(letter("new", "sans", SIZES, 200, faces)) == rise(
        letter("an", "sans", SIZES, 200, faces)
    )
