"""Files of other programs, known by what is in them, read as documents."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from octavo.document.problem import SourceError, Span
from octavo.files.source_file import error
from octavo.importing.tree import Imported

LARGEST = 256 * 1024 * 1024
"""Bytes of a file to import: a report with some hundred photographs has a tenth of it."""
LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes of a text to import, four times what a section may have: it is divided into sections."""
TEXTS = {"txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "": "text"}
"""What files are that are text, by how their names end."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "import the file that it was made from, or save it as .docx in Word"),
    (b"<!DOCTYPE html", "a web page", "save it as .docx or as plain text"),
    (b"<html", "a web page", "save it as .docx or as plain text"),
)
_HEADING = re.compile(r"^#{1,4}[ \t]+\S|^\[[^\]\n]+\]:[ \t]+\S|^```", re.MULTILINE)
FEWEST_SIGNS = 2
"""Lines with signs of Markdown that make a text Markdown whatever its name says."""

ReadFile = Callable[[str], bytes | None]
"""The bytes of a file that a document names, as it names it; `None` when there is none."""


def refuse(code: str, message: str, name: str, hint: str) -> SourceError:
    """What is said of a file that cannot be imported."""
    return SourceError((error(code, message, Span(name, 0), hint),))


def open_document(data: bytes, name: str, read_file: ReadFile) -> Imported:
    """The document in the file called `name`. Raises `SourceError` when it cannot be imported."""
    if not data.strip():
        raise refuse("IMF001", "the file is empty", name, "save the document again")
    if len(data) > LARGEST:
        message = f"the file is larger than {LARGEST // 2**20} MiB"
        raise refuse("IMF004", message, name, "make its pictures smaller, or divide it")
    if data.startswith((b"PK\x03\x04", _OLE, b"{\\rtf")) or find_ending(name) == "fodt":
        return _open_office(data, name)
    for begin, what, hint in _OTHERS:
        if data.lstrip().lower().startswith(begin.lower()):
            raise refuse("IMF002", f"the file is {what}, which Octavo does not read", name, hint)
    return _open_text(data, name, read_file)


def _open_office(data: bytes, name: str) -> Imported:
    """A document of a word processor: Word's, or what LibreOffice can make one of."""
    from octavo.importing.libreoffice import ENDINGS, convert_to_word
    from octavo.importing.word import read_word

    if _is_open_document(data):
        known = find_ending(name) in ENDINGS
        return read_word(convert_to_word(data, name if known else f"{name}.odt"), name)
    if not data.startswith(b"PK") and find_ending(name) in ENDINGS:
        return read_word(convert_to_word(data, name), name)
    return read_word(data, name)


def _is_open_document(data: bytes) -> bool:
    try:
        with ZipFile(BytesIO(data)) as file:
            return file.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text")
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
        return False


def _open_text(data: bytes, name: str, read_file: ReadFile) -> Imported:
    from octavo.importing.markdown import read_markdown
    from octavo.importing.plain_text import read_plain_text

    kind = TEXTS.get(find_ending(name))
    if kind is None:
        hint = "import .docx, .odt, .md or .txt; save it as one of these"
        raise refuse("IMF002", "the file is of a kind that Octavo does not read", name, hint)
    text = decode(data, name)
    marked = len(_HEADING.findall(text)) >= FEWEST_SIGNS
    if kind == "markdown" or marked:
        return read_markdown(text, name, read_file)
    return read_plain_text(text, name)


def find_ending(name: str) -> str:
    """How the name of a file ends, in small letters without the dot; empty without one."""
    return name.rpartition(".")[2].lower() if "." in name.strip(".") else ""


def decode(data: bytes, name: str) -> str:
    """The text in `data`, which is UTF-8. Raises `SourceError` for any other encoding."""
    if len(data) > LARGEST_TEXT:
        message = f"the text is larger than {LARGEST_TEXT // 2**20} MiB"
        raise refuse("IMF004", message, name, "divide it into several files")
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise refuse("IMF003", "the text is UTF-16", name, "save it as UTF-8")
    try:
        text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        message = f"byte {data[fault.start]:#04x} in line {line} is not UTF-8; {_guess(data)}"
        raise refuse("IMF003", message, name, "save the text as UTF-8") from None
    if "\0" in text:
        hint = "import .docx, .odt, .md or .txt"
        raise refuse("IMF002", "the file is no text, whatever its name says", name, hint)
    return text


def _guess(data: bytes) -> str:
    """What other encoding the text may be in."""
    if b"\0" in data[:1000]:
        return "it may be UTF-16, or no text at all"
    return "it may be Windows-1252, as older programs write it"
