"""Text whose colour is too near to its ground is reported with the contrast it has."""

from __future__ import annotations

from octavo.checks.colours import RULES
from octavo.document import Draft, Event, Imprint, Publication
from octavo.files.library import Library, Memory
from octavo.style.contrast import LEAST, PAIRS, measure_contrast
from octavo.style.theme import FILE, load_theme

BUILTIN = Memory({}).read(FILE).decode()


DRAFT = Draft(Publication("sky", "The sky", Event("Open day"), Imprint("The Observatory")), ())


def check_theme(library: Library) -> list[str]:
    """What is said about the colours of the theme in `library`."""
    return [problem.message for rule in RULES for problem in rule(DRAFT, library)]


def with_quiet(screen: str) -> Library:
    """The built-in theme with another colour for captions."""
    return Memory({FILE: BUILTIN.replace("#5A6472", screen).encode()})


def test_every_pair_of_the_built_in_theme_is_legible() -> None:
    theme = load_theme(Memory({}))

    assert min(measure_contrast(theme, *pair) for pair in PAIRS) >= LEAST


def test_a_pale_caption_is_reported_on_each_ground_it_stands_on() -> None:
    assert check_theme(with_quiet("#A0A8B4")) == [
        "text in `quiet` on `paper` has a contrast of 2.4 : 1",
        "text in `quiet` on `mist` has a contrast of 2.1 : 1",
    ]


def test_black_on_white_is_not_reported() -> None:
    assert check_theme(with_quiet("#000000")) == []
