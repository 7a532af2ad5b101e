"""The theme is whole and legible, and says where it is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from octavo.document.problem import SourceError
from octavo.files.library import Folder, Memory
from octavo.files.source_file import open_source
from octavo.files.yaml_tree import YamlValue, parse_yaml
from octavo.style.theme import (
    ROLES,
    Colour,
    Theme,
    Typeface,
    colour,
    list_substitutes,
    load_theme,
    typeface,
)

FILE = "templates/theme.yaml"
BUILTIN = Memory({}).read(FILE).decode()
THEME = load_theme(Memory({}))


def complain(text: str) -> str:
    """What is said about a theme file; the first line of each problem."""
    with pytest.raises(SourceError) as caught:
        load_theme(Memory({FILE: text.encode()}))
    said = [str(problem).splitlines()[0] for problem in caught.value.problems]
    return "\n".join(line.removeprefix(f"{FILE}:") for line in said)


def line_of(text: str) -> int:
    """The number of the line in the built-in theme that begins with `text`."""
    lines = BUILTIN.splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.strip().startswith(text))


def change(old: str, new: str) -> str:
    """The built-in theme with the first `old` made `new`."""
    assert old in BUILTIN
    return BUILTIN.replace(old, new, 1)


# ---------------------------------------------------------------------------- what is in it


def test_a_colour_has_a_value_for_the_screen_and_inks_for_print() -> None:
    assert colour(THEME, "ink") == Colour("#0B1B33", (1.0, 0.84, 0.38, 0.48))


def test_a_colour_is_three_shares_of_light() -> None:
    assert Colour("#FF8000", (0, 0, 0, 0)).rgb == (1.0, 128 / 255, 0.0)


def test_a_typeface_is_found_by_its_role() -> None:
    assert typeface(THEME, "text-italic") == Typeface("text-italic", "Source Serif 4", 400, True)


def test_a_typeface_is_upright_unless_the_theme_says_otherwise() -> None:
    assert not typeface(THEME, "sans-bold").italic


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_face(role: str) -> None:
    assert typeface(THEME, role).role == role


def test_the_type_sizes_rise_step_by_step() -> None:
    scale = THEME.scale
    steps = [scale.note, scale.small, scale.listing, scale.text, scale.lead]
    steps += [
        scale.standfirst,
        scale.head,
        scale.quote,
        scale.title,
        scale.opener,
        scale.poster,
        scale.numeral,
    ]

    assert steps == sorted(set(steps))


def test_the_leading_is_larger_than_the_text() -> None:
    assert THEME.leading > THEME.scale.text


def test_an_unknown_colour_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(LookupError, match=r"no colour `signa`.*did you mean `signal`"):
        colour(THEME, "signa")


def test_an_unknown_role_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(LookupError, match=r"no face for `dsplay`.*did you mean `display`"):
        typeface(THEME, "dsplay")


# ---------------------------------------------------------------------------- legibility


def luminance(paint: Colour) -> float:
    """Relative luminance as WCAG 2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in paint.rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours of the theme, 1 to 21, as WCAG 2 defines it."""
    values = sorted(luminance(colour(THEME, name)) for name in (one, other))
    return (values[1] + 0.05) / (values[0] + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    black, white = Colour("#000000", (0, 0, 0, 1)), Colour("#FFFFFF", (0, 0, 0, 0))

    assert (luminance(white) + 0.05) / (luminance(black) + 0.05) == pytest.approx(21)


@pytest.mark.parametrize("ground", ["paper", "mist", "sand"])
@pytest.mark.parametrize("text", ["ink", "signal", "text", "quiet"])
def test_text_on_light_ground_is_legible_at_any_size(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("text", ["paper", "glow", "mist", "sand", "line"])
def test_text_on_dark_ground_is_legible_at_any_size(text: str) -> None:
    assert contrast(text, "ink") >= 4.5


@pytest.mark.parametrize("ground", ["paper", "mist"])
def test_gold_marks_can_be_made_out(ground: str) -> None:
    assert contrast("gold", ground) >= 2.8


@pytest.mark.parametrize("name", ["ink", "signal", "gold", "glow", "text", "quiet", "line"])
def test_no_colour_takes_more_ink_than_paper_holds(name: str) -> None:
    assert sum(colour(THEME, name).print) <= 3.0


# ---------------------------------------------------------------------------- one's own theme


def test_a_publication_may_have_its_own_theme(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / FILE).write_text(change("#0B1B33", "#102030"))

    assert load_theme(Folder(tmp_path)).palette.ink.screen == "#102030"


def test_a_theme_may_have_further_faces() -> None:
    own = load_theme(
        Memory({FILE: change("faces:", "faces:\n  hand: {family: Hand, weight: 400}").encode()})
    )

    assert typeface(own, "hand") == Typeface("hand", "Hand", 400)


def own(text: str) -> Theme:
    """The theme of a publication whose file says `text`."""
    return load_theme(Memory({FILE: text.encode()}))


@pytest.mark.parametrize("text", ["", "# nothing is changed\n", "palette:\nscale:\n", "{}"])
def test_a_theme_that_says_nothing_is_the_built_in_one(text: str) -> None:
    assert own(text) == THEME


def test_a_theme_holds_only_what_it_changes() -> None:
    theme = own("palette: {signal: {screen: '#8A1538', print: [20, 100, 60, 20]}}\nleading: 14\n")

    assert theme == replace(
        THEME,
        palette=replace(THEME.palette, signal=Colour("#8A1538", (0.2, 1.0, 0.6, 0.2))),
        leading=14.0,
    )


@given(st.data())
def test_any_part_of_the_built_in_theme_is_the_built_in_theme(data: st.DataObject) -> None:
    source = open_source(Memory({}), FILE, [])
    whole = parse_yaml(source, BUILTIN) if source else None
    assert whole is not None

    def thin(value: YamlValue) -> YamlValue:
        if not isinstance(value, dict):
            return value
        kept = data.draw(st.lists(st.sampled_from(sorted(value)), unique=True))
        return {name: thin(value[name]) for name in kept if name != "screen" or "print" in kept}

    assert own(json.dumps(thin(whole.value))) == THEME


@pytest.mark.parametrize("written", ["signal: '#FF8000'", "signal: {screen: '#FF8000'}"])
def test_a_colour_for_the_screen_alone_gets_plain_inks(written: str) -> None:
    assert own(f"palette: {{{written}}}").palette.signal == Colour(
        "#FF8000", (0.0, 1 - 128 / 255, 1.0, 0.0)
    )


def test_inks_may_be_changed_without_the_screen() -> None:
    theme = own("palette: {gold: {print: [0, 30, 100, 0], spot: PANTONE 871 C}}")

    assert theme.palette.gold == Colour(THEME.palette.gold.screen, (0, 0.3, 1, 0), "PANTONE 871 C")


def test_the_faces_of_a_family_follow_the_one_that_is_named() -> None:
    theme = own("faces: {text: {family: Vollkorn}, code: {family: Mono, weight: 350}}")

    assert typeface(theme, "text") == Typeface("text", "Vollkorn", 400)
    assert typeface(theme, "text-bold-italic") == Typeface(
        "text-bold-italic", "Vollkorn", 640, True
    )
    assert typeface(theme, "code-bold") == Typeface("code-bold", "Mono", 650)
    assert typeface(theme, "display") == typeface(THEME, "display")


def test_a_face_may_have_another_family_than_its_kin() -> None:
    theme = own("faces: {sans: {family: Inter}, sans-italic: {family: Noto Sans}}")

    assert typeface(theme, "sans-italic").family == "Noto Sans"
    assert typeface(theme, "sans-bold").family == "Inter"


# ---------------------------------------------------------------------------- what can be wrong


def test_a_theme_that_is_a_list_says_what_it_should_hold() -> None:
    expected = (
        "keys with values are expected here: `palette`, `faces`, `scale`, `leading`, `acronyms`"
    )

    assert complain("- palette").startswith(f"1:1: error: {expected}")


def test_what_is_no_yaml_is_said_with_its_place() -> None:
    assert complain("palette: {\n").startswith(
        "1:10: error: what opens here with `{` is not closed"
    )


def test_a_hostile_depth_is_refused() -> None:
    assert "nested deeper than" in complain("[" * 10_000)


def test_an_unknown_key_is_said_with_the_nearest_one() -> None:
    assert complain("palette: {inq: '#000000'}") == "1:11: error: unknown key `inq` [THM001]"


def test_all_that_is_wrong_is_said_at_once_each_in_its_place() -> None:
    text = "palette:\n  ink: blue\n  gold: {print: [1]}\nscale:\n  text: big\nleading:\nfaces: []\n"

    assert [line.split(" ", 1)[0] for line in complain(text).splitlines()] == [
        "2:8:",
        "3:17:",
        "5:9:",
        "6:9:",
        "7:8:",
    ]


def test_a_further_face_names_family_and_weight() -> None:
    assert complain("faces: {hand: {family: Hand}}").startswith("1:15: error: `weight` is missing")


@pytest.mark.parametrize("value", ["red", "#12345", "#12345G", "0B1B33", "#0B1B3355"])
def test_a_colour_that_is_none_is_an_error(value: str) -> None:
    said = complain(change('"#0B1B33"', f'"{value}"'))

    assert said.endswith(f": error: `{value}` is not a colour such as `#1F5FA8` [THM001]")


@pytest.mark.parametrize(
    "inks", ["[1, 2, 3]", "[1, 2, 3, 101]", "[1, 2, 3, -1]", "[a, b, c, d]", "7"]
)
def test_inks_that_are_not_four_shares_are_an_error(inks: str) -> None:
    assert "`print` takes four inks" in complain(change("[100, 84, 38, 48]", inks))


def test_a_colour_may_be_an_ink_of_its_own() -> None:
    own = Memory(
        {FILE: change("[22, 44, 92, 8]}", "[22, 44, 92, 8], spot: PANTONE 871 C}").encode()}
    )

    assert load_theme(own).palette.gold.spot == "PANTONE 871 C"


@pytest.mark.parametrize("spot", ["Black", "all", "[1]"])
def test_the_name_of_an_ink_that_is_none_is_an_error(spot: str) -> None:
    said = complain(change("[22, 44, 92, 8]}", f"[22, 44, 92, 8], spot: {spot}}}"))

    assert "is not the name of a spot colour such as `PANTONE 871 C`" in said


def test_the_name_of_an_ink_has_at_most_as_many_bytes_as_pdf_allows() -> None:
    ends = "[22, 44, 92, 8]}"

    assert "`spot` takes at most 127 bytes, not 128" in complain(
        change(ends, f"{ends[:-1]}, spot: {'é' * 64}}}")
    )


def test_colours_of_one_ink_are_stood_in_for_by_the_same_four() -> None:
    signal, gold = "[88, 58, 4, 0]", "[22, 44, 92, 8]"
    text = BUILTIN.replace(signal, f"{signal}, spot: Oro").replace(gold, f"{gold}, spot: Oro")
    line = line_of("gold:")

    assert complain(text).startswith(
        f"{line}:61: error: `signal` and `gold` are printed with the ink `Oro`: "
        "their `print` must be the same"
    )
    assert load_theme(Memory({FILE: text.replace(signal, gold).encode()})).palette.gold.spot


@pytest.mark.parametrize("size", ["much", "nan", "inf", "-3", "0", "501", "[1]"])
def test_a_size_that_is_none_is_an_error(size: str) -> None:
    assert "is not a size in points from 1 to 500" in complain(
        change("leading: 13.2", f"leading: {size}")
    )


@pytest.mark.parametrize("weight", ["bold", "0", "1001", "inf"])
def test_a_weight_that_is_none_is_an_error(weight: str) -> None:
    said = complain(change("weight: 400}", f"weight: {weight}}}"))

    assert said.endswith(f": error: `{weight}` is not a weight from 1 to 1000 [THM001]")


def test_a_misspelt_key_of_a_face_is_an_error() -> None:
    assert "unknown key `wieght`" in complain(change("weight: 400}", "wieght: 400}"))


def test_a_face_without_a_family_is_an_error() -> None:
    said = complain(change("{family: Source Serif 4, weight: 400}", "{family: , weight: 400}"))

    assert "`family` has no value" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("palette:\n  signal: #8A1538\n", "2:10: error: `signal` has no value [THM001]"),
        ("palette:\n  ink: {screen: }\n", "2:17: error: `screen` has no value [THM001]"),
        ("faces:\n  text:\nleading: 13\n", "2:8: error: `text` has no value [THM001]"),
        ("leading:\n", "1:9: error: `leading` has no value [THM001]"),
        ("scale: {text: }\n", "1:15: error: `text` has no value [THM001]"),
    ],
)
def test_a_key_without_a_value_is_an_error(text: str, said: str) -> None:
    assert complain(text) == said


def test_a_colour_without_quotes_is_told_to_be_a_comment() -> None:
    with pytest.raises(SourceError) as caught:
        load_theme(Memory({FILE: b"palette:\n  signal: #8A1538\n"}))

    assert "`#` begins a comment" in caught.value.problems[0].hint


def test_italic_is_true_or_false_and_nothing_else() -> None:
    said = complain(change("italic: true", "italic: yes"))

    assert said.endswith(": error: `italic` is `true` or `false`, not `yes` [THM001]")


def test_a_key_that_stands_twice_is_an_error() -> None:
    assert "duplicate key `leading`" in complain(f"{BUILTIN}\nleading: 12\n")


def test_a_problem_shows_the_line_it_points_into() -> None:
    with pytest.raises(SourceError) as caught:
        load_theme(Memory({FILE: change("leading: 13.2", "leading: much").encode()}))

    assert caught.value.problems[0].excerpt.startswith("leading: much")


def test_acronyms_stand_in_capitals_unless_the_theme_says_otherwise() -> None:
    small = change("acronyms: capitals", "acronyms: small-capitals")

    assert not THEME.small_capitals
    assert load_theme(Memory({FILE: small.encode()})).small_capitals


def test_acronyms_are_in_one_of_two_manners() -> None:
    said = complain(change("acronyms: capitals", "acronyms: tiny"))

    assert "`tiny` is neither `capitals` nor `small-capitals`" in said


def test_a_theme_may_name_substitutes_of_its_own() -> None:
    text = change("sans: [Noto Sans, Inter, Vollkorn]", "sans: [Noto Sans Thai]")
    theme = load_theme(Memory({"templates/theme.yaml": text.encode()}))
    assert [face.family for face in list_substitutes(theme, "sans-bold")] == ["Noto Sans Thai"]
    assert {face.weight for face in list_substitutes(theme, "sans-bold")} == {650}


@pytest.mark.parametrize("value", ["Noto Sans Thai", "[[]]", "{}"])
def test_substitutes_are_a_list_of_families(value: str) -> None:
    said = complain(change("sans: [Noto Sans, Inter, Vollkorn]", f"sans: {value}"))
    assert "`sans` takes a list of font families, such as `[Noto Serif]`" in said
