"""How many lines a text takes where words are only broken when a line has no room for one."""

from __future__ import annotations

from briefing.publications import COMMAND, make_document
from octavo.briefing.layout.parts import headline_style
from octavo.briefing.layout.setting import open_context, set_text
from octavo.briefing.layout.wrap_estimate import count_lines, find_measure
from octavo.briefing.plan.template import find_folder, load_format
from octavo.files.library import Memory

FORM = load_format(Memory({}), "executive")
DESK = open_context(make_document(), COMMAND, FORM, find_folder("executive"), Memory({}))
STYLE = headline_style(15)
WIDTH = 340.0


def test_lines_that_end_between_words_keep_their_measure() -> None:
    lines = set_text("Plan every operation with Space from its first line.", STYLE, WIDTH, DESK)
    assert find_measure(lines) == max(line.width for line in lines)


def test_lines_that_end_inside_words_get_a_wider_one() -> None:
    words = "of https://example.org/a/very/long/address/of/a/page Bundesweltraumlagezentrum "
    lines = set_text(3 * words, STYLE, WIDTH, DESK)
    widest = max(line.width for line in lines)
    assert count_lines(lines, widest)[0] > len(lines)
    assert count_lines(lines, find_measure(lines))[0] <= len(lines)
