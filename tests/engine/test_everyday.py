"""What everyday publications say of themselves keeps no build that `check` passes from its end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given, settings, strategies as st

from octavo import Severity, publish
from octavo.audit.docx_file import unpack_package
from octavo.build.steps import review

pytestmark = pytest.mark.slow

TEXT = """
the of and for report Report's “quoted” (2025) 1,200.50 50 % 25 000 € AT&T R&D <draft> 5'10" '90s
naïve Łódź Ångström co-operation NATO-led e.g. § 12 – — … № x² H₂O C++ References small org Figure 3
compatibility publisher pdf Word Table Contents 10.1234/abc press@example.org 978-3-16-148410-0
"""
WORDS: list[str] = [*TEXT.split()]
ISBNS = ("978-3-16-148410-0", "9783161484100", "978 0 306 40615 7")
LANGUAGES = (
    *("en-GB", "en", "en-US", "en-GB-oxendict", "en-AU-x-house"),
    *("fr", "fr-CA", "fr-u-ca-gregory"),
)
OUTPUTS = (
    "booklet",
    *({"generator": "booklet", "options": {"edition": kind}} for kind in ("print", "imposed")),
    {"generator": "booklet", "options": {"standard": "ua2-a4"}, "audiences": ["crew"]},
    {"generator": "booklet", "options": {"attach_source": "true"}, "audiences": ["owners"]},
    "word",
    {"generator": "word", "options": {"review": "true"}},
    {"generator": "briefing", "options": {"format": "press", "paper": "letter"}},
    "briefing-word",
    {"generator": "digest", "options": {"paper": "letter"}},
)
SECTION = """---
id: quays
title: The quays
kind: chapter
points: [{id: two, text: Two quays are open., rests_on: open}]
---

Two quays are open, as the CREW says. {#open}
"""


def texts(most: int = 6) -> st.SearchStrategy[str]:
    """A few words in a row."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


long_texts = texts(120)
"""Longer than the properties of Word files."""
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
dois = st.from_regex(r"10\.[0-9]{4,9}/[A-Za-z0-9._()/-]{1,30}", fullmatch=True)
addresses = st.from_regex(r"https://example\.org/[a-zé0-9/?=&._%-]{0,60}", fullmatch=True)


@st.composite
def imprints(draw: st.DrawFn) -> dict[str, object]:
    """Who publishes it, and as much else as people say."""
    said = {
        **dict.fromkeys(("place", "edition", "copyright", "licence", "contact"), texts()),
        **{"year": st.sampled_from(("2025", "MMXXV", "2024/25")), "disclaimer": long_texts},
        **{"doi": dois, "address": addresses, "notes": st.lists(long_texts, max_size=3)},
        "identifiers": st.lists(
            st.fixed_dictionaries({"format": texts(2), "isbn": st.sampled_from(ISBNS)}),
            max_size=3,
        ),
    }
    return draw(st.fixed_dictionaries({"publisher": texts()}, optional=said))


@st.composite
def events(draw: st.DrawFn) -> Mapping[str, object]:
    """What it was, perhaps where, and when: not at all, on a day, or over days."""
    dates = sorted(draw(st.lists(days, max_size=2)))
    event: dict[str, object] = {"name": draw(texts())}
    event |= {name: str(day) for name, day in zip(("start", "end"), dates, strict=False)}
    return event | ({"place": draw(texts())} if draw(st.booleans()) else {})


def make_audience(name: str) -> dict[str, object]:
    """A reader of whom not much is said."""
    told = {"name": name, "question": "What for?", "purpose": "note", "bottom_line": "Come early."}
    return {**told, "so_what": ["It fills up."]}


@st.composite
def publications(draw: st.DrawFn) -> Mapping[str, object]:
    """A publication.yaml in which everything but the section is chosen."""
    usual = {"title": texts(), "event": events(), "imprint": imprints()}
    keywords = st.lists(texts(3).filter(lambda text: len(text) <= 100), max_size=100)
    said = {
        **dict.fromkeys(("subtitle", "kind"), texts()),
        **{"description": long_texts, "keywords": keywords, "marking": texts(4)},
        "language": st.sampled_from(LANGUAGES),
        "cover": st.sampled_from(("orbits", {"map": "world", "countries": ["250"]})),
    }
    outputs = draw(
        st.lists(st.sampled_from(range(len(OUTPUTS))), min_size=1, max_size=2, unique=True)
    )
    return {
        **draw(st.fixed_dictionaries(usual, optional=said)),
        "abbreviations": {"CREW": draw(texts())},
        "audiences": {"crew": make_audience("The crew"), "owners": make_audience("The owners")},
        "sections": ["01.md"],
        "outputs": [OUTPUTS[place] for place in sorted(outputs)],
    }


@settings(max_examples=10)
@given(publications())
def test_what_check_passes_is_built(publication: Mapping[str, object]) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made) / "content" / "everyday"
        folder.mkdir(parents=True)
        (folder / "01.md").write_text(SECTION)
        (folder / "publication.yaml").write_text(json.dumps(publication))
        problems = review(folder)[1]
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]

        assert [problem for problem in errors if problem.span is None] == []
        if not errors:
            publish(folder, Path(made) / "build")


def test_a_typeface_whose_scrambled_bytes_begin_as_xml_does_is_data() -> None:
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        archive.writestr("word/fonts/face1.odttf", b"<\xff\x00\xfe" + b"Secret words" + bytes(40))
    texts = [extract.text for extract in unpack_package(package.getvalue())]

    assert any("Secret words" in text for text in texts)
