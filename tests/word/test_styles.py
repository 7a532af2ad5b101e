"""The ids by which styles are named, held against the templates that define them."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from architecture import ROOT
from octavo.briefing.word_paragraphs import NAMES
from octavo.docx import style_ids
from word.readback import part

STYLE = re.compile(r'<w:style w:type="(\w+)"[^>]* w:styleId="(\w+)">')
TOLD = {"BriefingAbout", "FactNumber"} | {id for id, _ in NAMES.values()}
"""Styles of a briefing that the page tells its template of."""


def list_ids(styles: str, kind: str) -> set[str]:
    """The ids of the styles of a kind in a part of styles, or in the template of one."""
    return {id for found, id in STYLE.findall(styles) if found == kind}


def list_words(kind: object) -> set[str]:
    """The words of a type that is made of literals."""
    words: set[str] = set()
    for one in get_args(kind):
        words |= {one} if isinstance(one, str) else list_words(one)
    return words


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("paragraph", style_ids.ParagraphStyleId),
        ("character", style_ids.CharacterStyleId),
        ("table", style_ids.TableStyleId),
    ],
)
def test_the_ids_are_those_of_the_template(sample: bytes, kind: str, ids: object) -> None:
    assert list_words(ids) == list_ids(part(sample, "word/styles.xml"), kind)


@pytest.mark.parametrize(
    ("kind", "ids", "told"),
    [
        ("paragraph", style_ids.BriefingStyleId, TOLD),
        ("table", style_ids.BriefingTableStyleId, set[str]()),
    ],
)
def test_the_ids_of_a_briefing_are_those_of_its_template(
    kind: str, ids: object, told: set[str]
) -> None:
    template = (ROOT / "templates/briefing-word/styles.xml.j2").read_text(encoding="utf-8")

    assert list_words(ids) == list_ids(template, kind) | told
