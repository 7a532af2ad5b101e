"""Programs that take the words out of a PDF, as judges: those that are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

INSTALLED = Path(__file__).resolve().parents[2] / ".extractors"
"""Where `make extractors` puts those that are packages."""
TIME = 300
"""Seconds that a program may take for a book."""
COMMANDS: Mapping[str, Sequence[str]] = {
    "poppler": ("pdftotext", "{file}", "-"),
    "poppler, as drawn": ("pdftotext", "-raw", "{file}", "-"),
    "mutool": ("mutool", "draw", "-q", "-F", "txt", "{file}"),
}
SCRIPTS: Mapping[str, str] = {
    "pypdf": "import pypdf; "
    "print('\\n'.join(page.extract_text() for page in pypdf.PdfReader(file).pages))",
    "pdfminer": "from pdfminer.high_level import extract_text; print(extract_text(file))",
    "pymupdf": "import pymupdf; print('\\n'.join(p.get_text() for p in pymupdf.open(file)))",
    "pdfplumber": "import pdfplumber; "
    "print('\\n'.join(page.extract_text() or '' for page in pdfplumber.open(file).pages))",
}
"""What Python of `make extractors` prints the text of a `file` with."""
EXTRACTORS = ("PDFium", *COMMANDS, *SCRIPTS)
FIND = Path(__file__).with_name("find_in_pdfjs.mjs")


@dataclass(frozen=True, slots=True)
class Extractor:
    """A program that takes the words out of a PDF."""

    name: str
    command: str
    """What starts it; empty for PDFium, which is a library here."""


PDFIUM = Extractor("PDFium", "")


def find_extractor(name: str) -> Extractor | None:
    """The program called `name`; `None` where it is not installed."""
    if name == PDFIUM.name:
        return PDFIUM
    python = INSTALLED / "bin" / "python"
    command = shutil.which(COMMANDS[name][0] if name in COMMANDS else str(python))
    return Extractor(name, command) if command else None


def find_pdfjs() -> tuple[str, Path] | None:
    """The command of Node and the folder of pdf.js; `None` where either is not installed."""
    node, folder = shutil.which("node"), INSTALLED / "node_modules" / "pdfjs-dist"
    return (node, folder) if node and folder.exists() else None


def extract(extractor: Extractor, data: bytes) -> str:
    """All text of the PDF `data` as the program has it."""
    name, command = extractor.name, extractor.command
    if extractor == PDFIUM:
        pages = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(data)
        if name in COMMANDS:
            words = [command, *(word.format(file=file) for word in COMMANDS[name][1:])]
        else:
            words = [command, "-c", f"file = {str(file)!r}; {SCRIPTS[name]}"]
        run = subprocess.run(words, capture_output=True, timeout=TIME, check=True, env=_clean())
        return run.stdout.decode("utf-8", errors="replace")


def count_found(pdfjs: tuple[str, Path], words: Sequence[str], data: bytes) -> dict[str, int]:
    """How often the find bar of pdf.js, which is that of Firefox, finds each of `words`."""
    node, folder = pdfjs
    with tempfile.TemporaryDirectory() as place:
        file, sought = Path(place) / "file.pdf", Path(place) / "words.json"
        file.write_bytes(data)
        sought.write_text(json.dumps(words), encoding="utf-8")
        run = subprocess.run(
            [node, str(FIND), str(folder), str(file), str(sought)],
            capture_output=True,
            timeout=TIME,
            check=True,
        )
    found: dict[str, int] = json.loads(run.stdout)
    return found


def _clean() -> dict[str, str]:
    """The environment without what would have another Python find our packages."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
