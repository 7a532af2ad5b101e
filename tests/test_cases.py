"""Small publications that once failed: each folder of tests/publications/cases, as it expects.

The file `expected.yaml` in the folder is explained in tests/publications/cases/README.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import yaml
from pydantic import BaseModel, ConfigDict
from pypdfium2 import PdfDocument

from architecture import ROOT
from octavo.build.steps import review
from octavo.commands.cli import run
from octavo.document.walk import list_blocks
from octavo.selection.audience import select
from pdf.reading import read_words

CASES = ROOT / "tests" / "publications" / "cases"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/document.xml", "word/footnotes.xml")


class Expected(BaseModel):
    """`expected.yaml` of a case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    source: str = ""
    status: int
    problems: list[str]
    notes: list[str] = []
    says: dict[str, list[str]] = {}
    lacks: dict[str, list[str]] = {}
    lines: dict[str, list[str]] = {}
    styles: dict[str, dict[str, str]] = {}
    once: list[str] = []
    blocks: dict[str, int] = {}
    at_most: dict[str, dict[str, int]] = {}
    pages: dict[str, int] = {}
    awaits: str = ""


def read_expected(folder: Path) -> Expected:
    """What the case expects."""
    return Expected.model_validate(yaml.safe_load((folder / "expected.yaml").read_text("utf-8")))


def list_cases() -> Iterator[object]:
    """Each folder; one that awaits something is known to fail."""
    for file in sorted(CASES.glob("*/expected.yaml")):
        awaited = read_expected(file.parent).awaits
        marks = [pytest.mark.xfail(reason=awaited, strict=True)] if awaited else []
        yield pytest.param(file.parent, id=file.parent.name, marks=marks)


@pytest.mark.slow
@pytest.mark.parametrize("folder", list(list_cases()))
def test_a_case_is_as_it_should_be(folder: Path, tmp_path: Path) -> None:
    expected = read_expected(folder)
    draft, found = review(folder)
    told = [f"{p.span.file}:{p.span.line} {p.code}" if p.span else p.code for p in found]
    graver = [line for line, p in zip(told, found, strict=True) if p.severity.value != "note"]

    assert graver == expected.problems
    assert set(expected.notes) <= set(told)
    if draft and expected.blocks:
        blocks = [b for one in select(draft).sections for b in list_blocks(one.blocks)]
        counts = Counter(type(block).__name__ for block in blocks)
        assert {kind: counts[kind] for kind in expected.blocks} == expected.blocks
    assert run(["build", str(folder), "--output", str(tmp_path)]) == expected.status
    compare(expected, {path.name: path for path in tmp_path.glob("*/*.*")})


def compare(expected: Expected, files: dict[str, Path]) -> None:
    """Hold what files say against what the case expects of them."""
    texts = {name: read_text(path) for name, path in files.items() if is_document(path)}
    for pattern, words in expected.says.items():
        for name in match(pattern, texts):
            assert [w for w in words if w not in texts[name]] == [], f"{name}: {texts[name]}"
    for pattern, words in expected.lacks.items():
        for name in match(pattern, texts):
            assert [w for w in words if w in texts[name]] == [], f"{name}: {texts[name]}"
    for pattern, words in expected.lines.items():
        for name in match(pattern, texts):
            lines = read_lines(files[name])
            assert [w for w in words if w not in lines] == [], f"{name}: {lines}"
    for pattern, styles in expected.styles.items():
        for name in match(pattern, texts):
            assert {w: s for w, s in read_styles(files[name]).items() if w in styles} == styles
    for pattern, count in expected.pages.items():
        for name in match(pattern, texts):
            assert count_pages(files[name]) == count, name
    for once in expected.once:
        assert {name: text.count(once) for name, text in texts.items()} == dict.fromkeys(texts, 1)
    for pattern, limits in expected.at_most.items():
        for name in match(pattern, texts):
            for attribute, most in limits.items():
                assert max(map(len, list_values(files[name], attribute)), default=0) <= most


def match(pattern: str, texts: dict[str, str]) -> list[str]:
    """The names that match; there must be one."""
    names = [name for name in texts if fnmatch(name, pattern)]
    assert names, f"no file is called {pattern}"
    return names


def is_document(path: Path) -> bool:
    """Whether it is a file for readers: sheets have no reading order."""
    return path.suffix in {".pdf", ".docx"} and not path.stem.endswith("-imposed")


def read_text(path: Path) -> str:
    """What a PDF or a Word file says, in reading order."""
    if path.suffix == ".pdf":
        return read_words(path.read_bytes())
    paragraphs = (p for root in list_roots(path) for p in root.iter(f"{W}p"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs)


def read_lines(path: Path) -> list[str]:
    """The lines of a PDF's pages as they are seen, each with single spaces."""
    with closing(PdfDocument(path)) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [" ".join(line.split()) for text in texts for line in text.splitlines()]


def count_pages(path: Path) -> int:
    """How many pages a PDF has."""
    with closing(PdfDocument(path)) as pdf:
        return len(pdf)


def read_styles(path: Path) -> dict[str, str]:
    """By the text of a paragraph of a Word file, the id of its style."""
    found: dict[str, str] = {}
    for paragraph in (p for root in list_roots(path) for p in root.iter(f"{W}p")):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        found[text] = str(style.get(f"{W}val")) if style is not None else ""
    return found


def list_roots(path: Path) -> list[ElementTree.Element]:
    """The parts of a Word file that have text."""
    with ZipFile(BytesIO(path.read_bytes())) as package:
        names = [name for name in PARTS if name in package.namelist()]
        return [ElementTree.fromstring(package.read(name)) for name in names]


def list_values(path: Path, attribute: str) -> list[str]:
    """The values of an attribute of WordprocessingML, wherever it stands."""
    found = (
        str(element.get(f"{W}{attribute}", "")) for r in list_roots(path) for element in r.iter()
    )
    return [value for value in found if value]


def test_every_case_says_what_it_is_about() -> None:
    folders = [path for path in CASES.iterdir() if path.is_dir()]

    assert len(folders) > 10
    assert [path.name for path in folders if not read_expected(path).about] == []
    assert [path.name for path in folders if re.match(r"\d", path.name)] == []
