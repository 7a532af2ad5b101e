"""Fields inside fields, in heads and on covers: what is shown, and that nothing else is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import pytest
from hypothesis import given, settings, strategies as st

from octavo.docx.elements import attribute, name_of, parse, serialise
from octavo.docx.house.cover import replace_fields
from octavo.docx.house.fields import fill_fields, list_fields
from word.house_shapes import W
from word.test_house_fields import TOLD, USED

COUNTED, TYPED = ("PAGE",), ("HYPERLINK",)
SAID = {"TITLE": "Our Title", "AUTHOR": "Our house", "FILENAME": "", "STYLEREF Motto": ""}


@dataclass(frozen=True)
class Instance:
    """A field: its instruction, which may have fields inside, and what it last showed."""

    code: str
    asked: tuple[Instance, ...]
    result: tuple[Content, ...]
    simple: bool = False


Content: TypeAlias = str | Instance
WORDS = st.sampled_from(["Traceable", "Old", "Words"])


def lines(*codes: str) -> st.SearchStrategy[tuple[Content, ...]]:
    """Words and fields with some instructions, inside one another."""
    chosen = st.sampled_from(codes or (*COUNTED, *TYPED, *SAID))
    one = st.recursive(WORDS, lambda inner: _put_fields_around(inner, chosen), max_leaves=8)
    return st.lists(one, max_size=4).map(tuple)


def _put_fields_around(
    inner: st.SearchStrategy[Content], codes: st.SearchStrategy[str]
) -> st.SearchStrategy[Content]:
    several = st.lists(inner, max_size=3).map(tuple)
    asked = several.map(lambda all_: tuple(one for one in all_ if isinstance(one, Instance)))
    return st.builds(Instance, codes, asked, several) | st.builds(
        Instance, codes, st.just(()), several, st.just(value=True)
    )


def write(content: tuple[Content, ...]) -> str:
    """The markup of words and fields."""
    return "".join(map(_write_one, content))


def _write_one(one: Content) -> str:
    if isinstance(one, str):
        return f"<w:r><w:t>{one}.</w:t></w:r>"
    if one.simple:
        return f'<w:fldSimple w:instr=" {one.code} ">{write(one.result)}</w:fldSimple>'
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f"<w:r><w:instrText> {one.code} </w:instrText></w:r>"
    return f"{begin}{code}{write(one.asked)}{separate}{write(one.result)}{end}"


def expect(content: tuple[Content, ...], kept: tuple[str, ...]) -> str:
    """What is to be shown: words, what fields that are kept show, and what others say of us."""
    return "".join(_expect_one(one, kept) for one in content)


def _expect_one(one: Content, kept: tuple[str, ...]) -> str:
    if isinstance(one, str):
        return f"{one}."
    if one.code in kept:
        return expect(one.result, kept)
    return SAID.get(one.code, "") if _has_words(one.result) else ""


def _has_words(content: tuple[Content, ...]) -> bool:
    return any(isinstance(one, str) or _has_words(one.result) for one in content)


def show(markup: bytes) -> tuple[str, str]:
    """What Word shows of a paragraph, and what stands hidden in instructions."""
    seen, hidden = list[str](), list[str]()
    depth: list[bool] = []
    for element in parse(markup).iter(name_of("w:fldChar"), name_of("w:t")):
        kind = attribute(element, "w:fldCharType")
        if element.tag == name_of("w:t"):
            (seen if all(depth) else hidden).append(element.text or "")
        elif kind == "begin":
            depth.append(False)
        elif kind == "separate":
            depth[-1] = True
        else:
            depth.pop()
    assert not depth
    return "".join(seen), "".join(hidden)


@settings(max_examples=200)
@given(lines())
def test_a_head_shows_its_words_and_what_its_fields_say_of_us(content: tuple[Content, ...]) -> None:
    root = parse(f"<w:p {W}>{write(content)}</w:p>".encode())
    fill_fields(root, TOLD, USED)

    assert show(serialise(root))[0] == expect(content, (*COUNTED, *TYPED))


@pytest.mark.slow
@settings(max_examples=200)
@given(lines(*SAID))
def test_what_fields_last_showed_is_left_nowhere(content: tuple[Content, ...]) -> None:
    root = parse(f"<w:p {W}>{write(content)}</w:p>".encode())
    fill_fields(root, TOLD, USED)

    assert set(re.findall("Traceable|Old|Words", show(serialise(root))[1])) == set()


@settings(max_examples=200)
@given(lines())
def test_a_cover_shows_the_same_without_any_field(content: tuple[Content, ...]) -> None:
    root = parse(f"<w:body {W}><w:p>{write(content)}</w:p></w:body>".encode())
    replace_fields(root, TOLD)

    assert show(serialise(root)) == (expect(content, TYPED), "")
    assert list_fields(root) == []


@pytest.mark.parametrize("simple", [False, True])
def test_an_address_in_a_head_keeps_its_words(simple: bool) -> None:
    link = Instance("HYPERLINK", (), ("Words", Instance("TITLE", (), ("Old",))), simple)
    root = parse(f"<w:p {W}>{write((link,))}</w:p>".encode())
    fill_fields(root, TOLD, USED)

    assert show(serialise(root))[0] == "Words.Our Title"
