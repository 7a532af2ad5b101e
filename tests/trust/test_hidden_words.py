"""That hidden words alone stop no build, while what is hidden is found in formats of all kinds."""

from __future__ import annotations

import base64
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from octavo.audit import Claims, Extract, audit_extracts, audit_file, expect
from octavo.audit.pictures import inspect_picture
from octavo.build.making import find_claims
from octavo.build.steps import publish
from octavo.document import Block, Draft, Paragraph, Photo, Point, Section, Text
from octavo.document.walk import query, text_of
from octavo.files.library import Folder
from octavo.source.draft import read
from trust.editions import make_all
from trust.hidden_words import HIDDEN, MOST, ONCE, hide_words, list_words
from trust.leaky import SECRET
from trust.places import SMALL


@pytest.mark.slow
def test_no_hidden_word_that_formats_have_is_found_in_a_sound_file() -> None:
    draft = hide_words(read(SMALL, "small"), ONCE, Random(1))
    for file in make_all(draft, Folder(SMALL)):
        expected = expect(draft, file.audience or None, Folder(SMALL))
        claims = find_claims(file.generator, file.name)
        assert audit_file(file.name, file.data, expected, claims) == ()


@pytest.mark.slow
def test_hidden_words_are_those_of_formats_of_hosts_and_of_english() -> None:
    words = set(list_words())

    assert len(words) == len(list_words()) == MOST
    assert words >= {"references", "compatibility", "pPr", "MediaBox", "audiences", "purl.org"}


def hides(draft: Draft, kind: type[object]) -> bool:
    """Whether one of the parts of that kind is for nobody."""
    return any(getattr(node, "audiences", ()) == HIDDEN for node in query(draft, kind))


def test_words_are_hidden_in_parts_of_every_kind() -> None:
    small = read(SMALL, "small")
    drafts = [hide_words(small, ["org"], Random(seed)) for seed in range(30)]
    kinds: set[type[object]] = {Section, Point, Photo, *get_args(Block)}

    assert [kind for kind in kinds if not any(hides(draft, kind) for draft in drafts)] == []


@pytest.mark.slow
def test_a_hidden_text_that_is_in_a_file_all_the_same_is_found() -> None:
    draft = hide_words(read(SMALL, "small"), list_words(), Random(1))
    hidden = next(part for part in query(draft.sections, Paragraph) if part.audiences == HIDDEN)
    expected = expect(draft, None, Folder(SMALL))
    found = audit_file("notes", text_of(hidden.children).encode(), expected)

    assert {problem.code for problem in found} == {"FIL001"}


ORDINARY = {
    "print": (
        "outputs: [booklet, word, briefing]",
        "outputs: [{generator: booklet, options: {edition: print}}]",
    ),
    "doi": ("  year: ", "  doi: 10.1234/abc\n  year: "),
    "description": ("A publication for tests.", "A sentence that goes on and on. " * 12),
    "keywords": ("[tests, space]", f"[{', '.join(f'keyword {n}' for n in range(90))}]"),
    "attached": (
        "outputs: [booklet, word, briefing]",
        "outputs: [{generator: booklet, options: {attach_source: true}}]",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_publications_are_built(change: tuple[str, str], tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    own = tmp_path / "small" / "publication.yaml"
    text = own.read_text(encoding="utf-8")
    assert change[0] in text
    own.write_text(text.replace(*change), encoding="utf-8")

    assert publish(tmp_path / "small", tmp_path / "build").files


@pytest.mark.slow
def test_two_figures_may_be_described_in_the_same_words(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    own = tmp_path / "small" / "02-numbers.md"
    text = own.read_text(encoding="utf-8")
    first, second = re.findall(r"^alternative: (.*)$", text, re.MULTILINE)
    own.write_text(text.replace(second, first), encoding="utf-8")

    assert publish(tmp_path / "small", tmp_path / "build").files


LEAKS = {
    "text": SECRET.encode(),
    "UTF-16": SECRET.encode("utf-16"),
    "UTF-16 among data": b"\xff\0\xee" + SECRET.encode("utf-16-le") + b"\xee\xff",
    "entities": "".join(f"&#{ord(letter)};" for letter in SECRET).encode(),
    "escapes": "".join(f"\\u{ord(letter):04x}" for letter in SECRET).encode(),
    "JSON": json.dumps({"note": SECRET}).encode(),
    "mark-up": b"<p>Only <b>industry</b> reads that buyers speak with one voice.</p>",
    "base64": base64.b64encode(SECRET.encode()),
    "one word": b"It is said that buyers agreed.",
    "a short word among entities": "".join(f"&#{ord(letter)};" for letter in "buyers").encode(),
    "percent signs": "".join(f"%{ord(letter):02X}" for letter in SECRET).encode(),
    "an attribute": b'<p title="said by buyers">What is agreed is kept.</p>',
    "UTF-16 with words": "said by buyers".encode("utf-16"),
    "the name of a key": b'{"buyers": 1}',
}


@pytest.mark.parametrize("data", LEAKS.values(), ids=LEAKS)
def test_a_leak_in_another_format_is_found(data: bytes) -> None:
    expected = expect(read(SMALL, "small"), None, Folder(SMALL))

    assert {problem.code for problem in audit_file("notes", data, expected)} == {"FIL001"}


def test_letters_in_the_digest_of_a_file_are_no_word() -> None:
    text = (Text("The abadba is for nobody."),)
    small = read(SMALL, "small")
    first, *others = small.sections
    hidden = Paragraph(text, "hidden", HIDDEN)
    sections = (replace(first, blocks=(*first.blocks, hidden)), *others)
    expected = expect(replace(small, sections=sections), None, Folder(SMALL))
    digest = "0531bf71ac7cff6141ddace842bc8720881453bbb05bed0b82e6d4ea87abadba"

    assert audit_file("notes", json.dumps({"sha256": digest}).encode(), expected) == ()
    found = audit_file("notes", b"It is abadba.", expected)
    assert {problem.code for problem in found} == {"FIL001"}


def test_visible_words_in_an_order_of_their_own_are_found() -> None:
    expected = expect(read(SMALL, "small"), None, Folder(SMALL))
    found = audit_file("notes", b"Kept is agreed what is.", expected, Claims(vocabulary=()))

    assert {problem.code for problem in found} == {"FIL003"}


def test_a_thumbnail_in_a_picture_is_found() -> None:
    body = b"JFXX\0\x10" + bytes(20)
    data = b"\xff\xd8\xff\xe0" + (len(body) + 2).to_bytes(2, "big") + body + b"\xff\xda\0\0\xff\xd9"

    assert [one.text for one in inspect_picture(data, "x")] == ["a picture with a thumbnail"]


def test_a_field_of_a_fact_that_only_others_are_shown_is_hidden() -> None:
    draft = read(SMALL, "small")
    facts = tuple(replace(fact, as_of="the quarrelsome ides of March") for fact in draft.facts)
    expected = expect(replace(draft, facts=facts), None, Folder(SMALL))
    found = audit_file("notes", b"the quarrelsome ides of March", expected)

    assert {problem.code for problem in found} == {"FIL001"}


def test_a_field_of_a_fact_that_nobody_is_shown_is_found_in_the_attached_document() -> None:
    draft = read(SMALL, "small")
    facts = tuple(replace(fact, as_of="quarrelsome ides") for fact in draft.facts)
    small = replace(draft, facts=facts)
    found = Extract("object 9, attached", "quarrelsome ides", "data", "Fact.as_of")
    problems = audit_extracts("small", (found,), expect(small, None, Folder(SMALL)))

    assert {problem.code for problem in problems} == {"FIL001"}
