"""Faces: what words measure, which glyphs they take, and what those look like."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from octavo.document.drawing import Close, Curve, Move, Straight
from octavo.document.problem import SourceError
from octavo.files.library import Memory
from octavo.fonts.faces import Face, Faces, emphasised, load_faces
from octavo.fonts.font_files import find_font, find_objection
from octavo.style.theme import ROLES, Fallback, Theme, load_theme

TEXTS = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:-–—‘’“”()é\u0301\xa0",
    min_size=1,
    max_size=20,
)


def read(face: Face, text: str) -> list[str]:
    """The characters of each glyph of `text`."""
    return [glyph.text for glyph in face.shape(text).glyphs]


# ---------------------------------------------------------------------------------- shaping


def test_a_ligature_stands_for_all_its_letters(serif: Face) -> None:
    assert read(serif, "office") == ["o", "ffi", "c", "e"]


def test_a_feature_switched_off_takes_ligatures_apart(serif: Face) -> None:
    glyphs = serif.shape("office", ("-liga",)).glyphs
    assert [glyph.text for glyph in glyphs] == ["o", "f", "f", "i", "c", "e"]


def test_a_letter_and_its_accent_are_one_cluster(serif: Face) -> None:
    assert read(serif, "e\u0301t") == ["e\u0301", "t"]


def test_letters_are_kerned(serif: Face) -> None:
    assert serif.shape("AV").width < serif.shape("A").width + serif.shape("V").width


def test_old_style_figures_are_other_glyphs_than_lining_ones(serif: Face) -> None:
    old, lining = serif.shape("3", ("onum",)).glyphs, serif.shape("3", ("lnum",)).glyphs
    assert old[0].id != lining[0].id


def test_tabular_figures_are_all_equally_wide(serif: Face) -> None:
    assert len({serif.shape(digit, ("tnum",)).width for digit in "0123456789"}) == 1


def test_proportional_figures_are_not(serif: Face) -> None:
    assert len({serif.shape(digit, ("pnum",)).width for digit in "0123456789"}) > 1


def test_small_capitals_are_read_as_the_letters_they_are(serif: Face) -> None:
    glyphs = serif.shape("nato", ("smcp",)).glyphs
    assert [glyph.text for glyph in glyphs] == ["n", "a", "t", "o"]
    assert [glyph.id for glyph in glyphs] != [glyph.id for glyph in serif.shape("nato").glyphs]


def test_no_text_has_no_width(serif: Face) -> None:
    assert (serif.shape("").width, serif.shape("").glyphs) == (0, ())


@given(text=TEXTS)
def test_the_glyphs_of_a_word_say_exactly_its_text(serif: Face, text: str) -> None:
    assert "".join(read(serif, text)) == text


@given(text=TEXTS)
def test_a_word_is_as_wide_as_its_glyphs_move_on(serif: Face, text: str) -> None:
    word = serif.shape(text)
    assert word.width == pytest.approx(sum(glyph.advance for glyph in word.glyphs))


def test_a_word_is_shaped_once(serif: Face) -> None:
    assert serif.shape("interoperability") is serif.shape("interoperability")


def test_width_grows_with_the_size(serif: Face) -> None:
    assert serif.width("Space", 20) == pytest.approx(2 * serif.width("Space", 10))


# ---------------------------------------------------------------------------------- characters


def test_a_character_that_the_face_lacks_is_recorded(theme: Theme) -> None:
    face = Faces(theme).face("sans-italic", 9)
    face.missing.clear()
    face.shape("snow \u2603 man")
    assert face.missing == {"\u2603"}


def test_characters_that_the_face_has_are_not_recorded(theme: Theme) -> None:
    face = Faces(theme).face("sans-italic", 9)
    face.missing.clear()
    face.shape("“Ærøskøbing” – £20, €30…")
    assert face.missing == set()


# ---------------------------------------------------------------------------------- faces


@pytest.mark.parametrize(
    ("size", "optical"), [(7.6, 8), (9.6, 10), (11.5, 12), (30, 32), (46, 48), (64, 60)]
)
def test_the_optical_size_follows_the_size(faces: Faces, size: float, optical: float) -> None:
    assert dict(faces.face("text", size).axes)["opsz"] == optical


def test_a_face_without_optical_sizes_is_the_same_at_every_size(faces: Faces) -> None:
    assert faces.face("sans", 8) is faces.face("sans", 60)


def test_one_face_is_made_once(faces: Faces) -> None:
    assert faces.face("text", 9.6) is faces.face("text", 9.7)


def test_the_weight_is_the_themes(faces: Faces) -> None:
    assert dict(faces.face("text-bold", 9.6).axes)["wght"] == 640


def test_a_role_that_the_theme_lacks_is_an_error_with_the_nearest(faces: Faces) -> None:
    with pytest.raises(LookupError, match="text-bold"):
        faces.face("text-bald", 9.6)


def test_a_family_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(SourceError, match="the font `Comic Sans` is not installed"):
        find_font("Comic Sans", italic=False)


def read_serif() -> bytearray:
    """The file of a font that may go into any PDF."""
    return bytearray(find_font("Source Serif 4", italic=False).read_bytes())


def test_a_font_that_may_be_embedded_is_one_to_set_in() -> None:
    assert find_objection(bytes(read_serif())) == ""


@pytest.mark.parametrize(
    ("terms", "objection"),
    [
        (0x0002, "may not be embedded"),
        (0x0100, "may not be cut down"),
        (0x0200, "may not be cut down"),
        (0x0004, ""),
        (0x0008, ""),
    ],
)
def test_a_font_is_used_as_its_maker_allows(terms: int, objection: str) -> None:
    data = read_serif()
    start = int.from_bytes(data[data.index(b"OS/2") + 8 :][:4], "big")
    data[start + 8 : start + 10] = terms.to_bytes(2, "big")

    assert objection in find_objection(bytes(data))
    assert bool(objection) == bool(find_objection(bytes(data)))


def test_a_font_with_postscript_outlines_is_refused() -> None:
    data = read_serif().replace(b"glyf", b"CFF ", 1)

    assert "has no TrueType outlines" in find_objection(bytes(data))


def test_a_font_that_cannot_be_used_is_told_with_what_to_do() -> None:
    with pytest.raises(SourceError) as caught:
        find_font("Comic Sans", italic=False)
    (problem,) = caught.value.problems

    assert (problem.code, str(problem.span)) == ("THM003", "templates/theme.yaml")
    assert "name another family" in problem.hint


def test_every_face_of_the_house_has_a_name_of_its_own(theme: Theme) -> None:
    faces = Faces(theme)
    made = {faces.face(role, size) for role in ROLES for size in (8.2, 9.6, 46)}
    assert len({face.name for face in made}) == len(made)


def test_a_name_is_fit_for_a_pdf(theme: Theme) -> None:
    faces = Faces(theme)
    for role in ROLES:
        assert faces.face(role, 9.6).name.replace("-", "").isalnum()


def test_the_faces_asked_for_are_known(theme: Theme) -> None:
    faces = Faces(theme)
    text, sans = faces.face("text", 9.6), faces.face("sans", 9.6)
    faces.face("sans", 30)
    assert faces.made() == (text, sans)


def test_a_role_with_one_cut_has_it_at_every_size(theme: Theme) -> None:
    faces = Faces(theme, (("text", 10.0),))
    usual = Faces(theme)
    assert faces.face("text-bold", 30) is usual.face("text-bold", 10)
    assert faces.face("display", 30) is usual.face("display", 30)


def test_a_theme_has_its_faces_once(theme: Theme) -> None:
    assert load_faces(theme) is load_faces(theme)


@pytest.mark.parametrize(
    ("role", "bold", "italic", "stressed"),
    [
        ("text", True, False, "text-bold"),
        ("text", False, True, "text-italic"),
        ("text-italic", True, False, "text-bold-italic"),
        ("text-bold", False, False, "text-bold"),
        ("display", True, True, "display-italic"),
        ("sans-bold", False, True, "sans-bold-italic"),
    ],
)
def test_stress_adds_to_the_role(role: str, bold: bool, italic: bool, stressed: str) -> None:
    assert emphasised(role, bold, italic) == stressed


def test_metrics_stand_in_order(serif: Face) -> None:
    heights = (serif.descent, 0.0, serif.x_height, serif.cap_height, serif.ascent)
    assert all(low < high for low, high in pairwise(heights))


# ---------------------------------------------------------------------------------- outlines


@given(text=st.text("abgoijA8&é ", max_size=6))
def test_every_contour_is_closed(serif: Face, text: str) -> None:
    steps = serif.outline(text)
    opened = [place for place, step in enumerate(steps) if isinstance(step, Move)]
    closed = [place for place, step in enumerate(steps) if isinstance(step, Close)]
    assert opened == [0, *(place + 1 for place in closed[:-1])][: len(closed)]
    assert len(opened) == len(closed)


def test_a_letter_with_a_counter_has_two_contours(serif: Face) -> None:
    assert sum(isinstance(step, Move) for step in serif.outline("o")) == 2


def test_a_space_has_no_contours(serif: Face) -> None:
    assert serif.outline(" ") == ()


def test_the_second_letter_stands_after_the_first(serif: Face) -> None:
    alone, second = serif.outline("l"), serif.outline("ll")
    start, moved = second[0], second[len(alone)]
    assert isinstance(start, Move)
    assert isinstance(moved, Move)
    assert moved.x - start.x == pytest.approx(serif.shape("l").width)


def test_a_letter_stands_between_baseline_and_cap_height(serif: Face) -> None:
    heights = [step.y for step in serif.outline("H") if isinstance(step, Move | Straight | Curve)]
    assert (min(heights), max(heights)) == (0, serif.cap_height)


# ---------------------------------------------------------------------------------- substitutes

_LETTERS = st.tuples(
    st.sampled_from("aekoṛŁrm"), st.sampled_from(["", "\u0304", "\u0310", "\u0323\u0310", "\u0325"])
)
MARKED = st.lists(
    _LETTERS.map("".join) | st.sampled_from("яλ→∈★ '-."), min_size=1, max_size=12
).map("".join)


def name_faces(face: Face, text: str) -> list[tuple[str, str]]:
    """Each part of `text` that is set in one face, with the family; empty for the face itself."""
    return [
        (one.face.name.partition("-")[0] if one else "", "".join(glyph.text for glyph in glyphs))
        for one, glyphs in face.shape(text).list_runs()
    ]


def test_a_word_is_wholly_in_the_face_that_has_all_of_it(serif: Face) -> None:
    assert name_faces(serif, "of kr\u0323\u0310ta, so") == [
        ("", "of "),
        ("NotoSerif", "kr\u0323\u0310ta"),
        ("", ", so"),
    ]


def test_a_sign_that_a_face_lacks_stands_alone_in_another(serif: Face) -> None:
    assert name_faces(serif, "x∈A→B") == [("", "x"), ("Vollkorn", "∈"), ("", "A→B")]


def test_a_sans_is_helped_by_a_sans(faces: Faces) -> None:
    assert name_faces(faces.face("sans", 10), "★ ƙano") == [
        ("Inter", "★"),
        ("", " "),
        ("NotoSans", "ƙano"),
    ]


def test_a_substitute_is_as_heavy_and_as_slanted(faces: Faces) -> None:
    (glyph,) = faces.face("text-bold-italic", 10).shape("∈").glyphs
    assert glyph.substitute
    assert "Italic" in glyph.substitute.face.name
    assert dict(glyph.substitute.face.axes)["wght"] == 640


def test_small_letters_of_a_substitute_are_as_high(serif: Face) -> None:
    word = serif.shape("r\u0323\u0310x")
    (substitute,) = {glyph.substitute for glyph in word.glyphs}
    assert substitute
    assert substitute.face.x_height * substitute.scale == pytest.approx(serif.x_height)
    heights = [y for step in serif.outline("r\u0323\u0310x") for y in _list_heights(step)]
    assert max(heights) > serif.x_height


def _list_heights(step: object) -> list[float]:
    return [step.y] if isinstance(step, Move | Straight) else []


def test_what_no_face_has_is_missing(faces: Faces) -> None:
    face = faces.face("text", 12)
    assert face.has("∈")
    assert not face.has("\U00012000")
    face.shape("a\U00012000")
    assert "\U00012000" in face.missing


@given(MARKED)
def test_a_letter_and_its_marks_are_in_one_face_and_nothing_is_lost(text: str) -> None:
    face = load_faces(load_theme(Memory({}))).face("text", 10)
    word = face.shape(text)
    assert "".join(glyph.text for glyph in word.glyphs) == text
    assert word.width == pytest.approx(sum(glyph.advance for glyph in word.glyphs))
    assert all(glyph.id for glyph in word.glyphs)
    for _, glyphs in list(word.list_runs())[1:]:
        assert not glyphs[0].text or not unicodedata.combining(glyphs[0].text[0])


def test_a_font_that_is_only_named_is_not_read(faces: Faces) -> None:
    face = faces.face("text-italic", 60)
    face.shape("Ελλάδα, Україна, Việt Nam, Łódź")
    assert "substitutes" not in vars(face)


def test_a_family_that_is_not_installed_is_an_error_when_it_is_wanted(theme: Theme) -> None:
    named = Faces(replace(theme, fallback=Fallback(("No Such Family",), ())))
    assert named.face("text-italic", 10).shape("plain").width > 0
    with pytest.raises(SourceError, match="`No Such Family` is not installed"):
        named.face("text-italic", 10).shape("kr\u0323\u0310ta")
