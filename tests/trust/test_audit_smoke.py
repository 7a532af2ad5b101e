"""Small files in which something is hidden, lost or added: the audit at a glance, in two seconds.

`test_scanner.py` and `test_hygiene.py` go through the same and more, on files with everything in
them; they are slow.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.build.steps import inspect
from octavo.files.library import Folder
from octavo.generator import find_generator
from octavo.selection.audience import select
from octavo.source.draft import read
from trust.leaky import DOCX_BYTES, DOCXS, PDF_BYTES, PDFS, SECRET, edit_docx, edit_pdf

PUBLICATION = """\
title: Small
event: {name: The Event}
imprint: {publisher: The Publisher}
sections: [one.md]
outputs: [booklet, word]
attribution: chatham-house
people: people.yaml
audiences:
  industry:
    name: Industry
    question: What to build?
    purpose: note
    bottom_line: Build it.
    so_what: [It will be bought.]
"""
SECTION = f"""\
---
id: one
title: One
kind: chapter
---

What is agreed is kept.

{SECRET} {{.audience-industry}}
"""
PEOPLE = "- {name: Jane Placeholder, posts: [Director of the Institute of Samples]}\n"
OF_OTHERS = {"a named destination", "the name of a part"}
"""These hide an id that another publication has."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with one paragraph for everyone, and one that is for industry."""
    folder = tmp_path_factory.mktemp("source") / "small"
    folder.mkdir()
    (folder / "publication.yaml").write_text(PUBLICATION, encoding="utf-8")
    (folder / "one.md").write_text(SECTION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return folder


def generate(folder: Path, name: str) -> bytes:
    """What the generator of that name makes for everyone."""
    generator = find_generator(name)
    return generator.generate(select(read(folder)), generator.options(), Folder(folder)).data


def find_faulty(folder: Path, files: dict[str, bytes]) -> set[str]:
    """The names of the `files` in which the audit finds something wrong."""
    paths = [folder.parent / name for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    problems = inspect(folder, paths, None)
    return {name for name in files if any(f"`{name}`" in problem.message for problem in problems)}


def test_the_audit_of_pdf_files_finds_every_leak_and_nothing_else(folder: Path) -> None:
    made = generate(folder, "booklet")
    leaks = {
        f"{what}.pdf": edit_pdf(made, leak) for what, leak in PDFS.items() if what not in OF_OTHERS
    }
    leaks |= {f"{what}.pdf": leak(made) for what, leak in PDF_BYTES.items()}
    leaks["half a file.pdf"] = made[: len(made) // 2]

    assert find_faulty(folder, {"small.pdf": made, **leaks}) == leaks.keys()


@pytest.mark.slow
def test_the_audit_of_word_files_finds_every_leak_and_nothing_else(folder: Path) -> None:
    made = generate(folder, "word")
    leaks = {
        f"{what}.docx": edit_docx(made, leak)
        for what, leak in DOCXS.items()
        if what not in OF_OTHERS
    }
    leaks |= {f"{what}.docx": leak(made) for what, leak in DOCX_BYTES.items()}
    leaks["who was there.docx"] = put(made, b"is agreed", b"Jane Placeholder agreed")
    leaks["half a file.docx"] = made[: len(made) // 2]

    assert find_faulty(folder, {"small.docx": made, **leaks}) == leaks.keys()
    lost = put(made, b"What is agreed is kept.", b"")
    added = put(made, b"is agreed", b"is perhaps agreed")
    assert find_faulty(folder, {"small.docx": lost}) == {"small.docx"}
    assert find_faulty(folder, {"small.docx": added}) == {"small.docx"}


def put(made: bytes, old: bytes, new: bytes) -> bytes:
    """The Word file with `new` for `old` in its text."""

    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)

    return edit_docx(made, change)
