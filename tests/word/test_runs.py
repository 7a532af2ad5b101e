"""Runs of a Word file: their characters as Word wants them."""

from __future__ import annotations

from octavo.docx.markup import run


def test_a_soft_hyphen_is_an_element() -> None:
    text = '<w:t xml:space="preserve">{}</w:t>'.format
    assert run("wonder\u00adful") == f"<w:r>{text('wonder')}<w:softHyphen/>{text('ful')}</w:r>"


def test_a_zero_width_space_stays_a_character() -> None:
    assert "long_\u200bname" in run("long_\u200bname")
