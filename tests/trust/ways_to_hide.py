"""A secret in many spellings and places, words in a Word file, visible words in a new order: which
of them the audit finds.

    python tests/trust/ways_to_hide.py
"""

from __future__ import annotations

import base64
import codecs
import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from pikepdf import Dictionary, Name, Pdf, Stream, String

from octavo.audit import ExpectedContent, Extract, audit_extracts, audit_file, expect
from octavo.audit.letters import split_words, squeeze
from octavo.build.making import find_claims
from octavo.files.library import Folder
from octavo.generator import find_generator
from octavo.selection.audience import select
from octavo.source.draft import read
from trust.hidden_words import hide_words, list_words
from trust.leaky import SECRET, edit_docx, edit_pdf, insert
from trust.places import SMALL

HARD = frozenset({("entities", "an alternative text")})
"""What is not found: letters by numbers that templates have too."""
WORDS, ORDERS, ROW = 24, 500, 8
Place = Callable[[bytes], bytes]


def spell(letters: str, form: str) -> str:
    """Each letter by its number."""
    return "".join(form.format(ord(letter)) for letter in letters)


SPELLINGS: dict[str, bytes] = {
    "plain": SECRET.encode(),
    "capitals": SECRET.upper().encode(),
    "letters apart": " ".join(SECRET).encode(),
    "soft hyphens": "\N{SOFT HYPHEN}".join(SECRET).encode(),
    "no spaces": SECRET.replace(" ", "").encode(),
    "accents": "".join(f"{letter}\N{COMBINING ACUTE ACCENT}" for letter in SECRET).encode(),
    "reversed": SECRET[::-1].encode(),
    "rot13": codecs.encode(SECRET, "rot13").encode(),
    "entities": spell(SECRET, "&#{};").encode(),
    "percent signs": spell(SECRET, "%{:02x}").encode(),
    "escapes": spell(SECRET, "\\u{:04x}").encode(),
    "hexadecimal": SECRET.encode().hex().encode(),
    "base64": base64.b64encode(SECRET.encode()),
    "UTF-16": SECRET.encode("utf-16-le"),
    "zlib": zlib.compress(SECRET.encode()),
    "gzip in base64": base64.b64encode(gzip.compress(SECRET.encode())),
    "EBCDIC": SECRET.encode("cp500"),
}
"""The secret in bytes; where a place takes only text, those that are none are their own letters."""


def put_into_alternative(pdf: bytes, secret: bytes) -> bytes:
    def change(opened: Pdf) -> None:
        opened.Root.StructTreeRoot.Alt = String(secret.decode("latin-1"))

    return edit_pdf(pdf, change)


def put_into_data(pdf: bytes, secret: bytes) -> bytes:
    def change(opened: Pdf) -> None:
        font = Dictionary(Type=Name.Font, FontFile=opened.make_indirect(Stream(opened, secret)))
        opened.pages[0].obj.Resources.Font["/Hidden"] = opened.make_indirect(font)

    return edit_pdf(pdf, change)


def put_into_paragraph(word: bytes, secret: bytes) -> bytes:
    text = "".join(f"&#{code};" for code in secret if code >= 32)
    run = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return edit_docx(word, lambda parts: insert(parts, "word/document.xml", "<w:sectPr", run))


def put_into_part(word: bytes, secret: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        name = next(name for name in sorted(parts) if name.endswith(".odttf"))
        parts[name] += secret

    return edit_docx(word, change)


PLACES: dict[str, tuple[str, Callable[[bytes, bytes], bytes]]] = {
    "an alternative text": ("booklet", put_into_alternative),
    "data in a PDF": ("booklet", put_into_data),
    "a paragraph of a Word file": ("word", put_into_paragraph),
    "data in a Word file": ("word", put_into_part),
}


@cache
def make(generator: str) -> bytes:
    """The small publication in that form."""
    found = find_generator(generator)
    return found.generate(select(read(SMALL, "small")), found.options(), Folder(SMALL)).data


@cache
def make_expected() -> ExpectedContent:
    """What everyone may read of it, with some hundred words that nobody may."""
    draft = hide_words(read(SMALL, "small"), list_words(), Random(1))
    return expect(draft, None, Folder(SMALL))


def is_found(data: bytes, generator: str) -> bool:
    """Whether the audit finds anything in the file."""
    return audit_file("small", data, make_expected(), find_claims(generator, "small")) != ()


def list_unfound_ways() -> Iterator[tuple[str, str]]:
    """The spellings, each with its place, that are not found."""
    for where, (generator, put) in PLACES.items():
        for how, secret in SPELLINGS.items():
            if not is_found(put(make(generator), secret), generator):
                yield how, where


# ------------------------------------------------------------------------------ words


def put_name(part: str, before: str, form: str) -> Callable[[bytes, str], bytes]:
    """What puts a word into a part of the Word file."""

    def put(word: bytes, secret: str) -> bytes:
        text = form.format(secret)
        return edit_docx(word, lambda parts: insert(parts, part, before, text))

    return put


_RUN = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
WORD_PLACES: dict[str, Callable[[bytes, str], bytes]] = {
    "a paragraph": put_name(_DOCUMENT, "<w:sectPr", _RUN),
    "a cell": put_name(_DOCUMENT, "</w:tc>", _RUN),
    "a bookmark": put_name(_DOCUMENT, "<w:sectPr", '<w:bookmarkStart w:id="9999" w:name="{}"/>'),
    "a field": put_name(
        _DOCUMENT,
        "<w:sectPr",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF {} </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ),
    "an attribute": put_name(
        _DOCUMENT, "<w:sectPr", '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>'
    ),
    "an alternative text": put_name(
        _DOCUMENT, "<w:sectPr", '<w:p><w:docPr id="9" descr="{}"/></w:p>'
    ),
    "a note": put_name(
        "word/footnotes.xml", "</w:footnotes>", f'<w:footnote w:id="99">{_RUN}</w:footnote>'
    ),
    "a style": put_name(
        _STYLES, "</w:styles>", '<w:style w:styleId="X"><w:name w:val="{}"/></w:style>'
    ),
    "a comment in XML": put_name(_STYLES, "</w:styles>", "<!-- {} -->"),
    "a setting": put_name("word/settings.xml", "</w:settings>", '<w:themeFontLang w:val="{}"/>'),
    "a property": put_name(
        "docProps/core.xml", "</cp:coreProperties>", "<dc:subject>{}</dc:subject>"
    ),
}


def list_unfound_words() -> Iterator[tuple[str, str]]:
    """Words of no source in a Word file, each with its place, that are not found.

    Not `byName` or `firstpage`: what is made of words that the file may say is no secret.
    """
    said = {squeeze(word) for text in make_expected().texts for word in split_words(text)}
    said |= {one + other for one in said for other in said}
    real = [word for word in list_words()[10_000:] if len(word) > 3 and squeeze(word) not in said]
    words = Random(1).sample(real, WORDS)
    for where, put in WORD_PLACES.items():
        for word in words:
            if not is_found(put(make("word"), word), "word"):
                yield word, where


def count_unfound_orders() -> int:
    """How many of `ORDERS` rows of visible words in an order of chance are not found.

    Not of words each of which may stand alone, as names, terms and facts do.
    """
    random, expected = Random(1), make_expected()
    alone = {squeeze(text) for text in expected.texts}
    every = (word for text in expected.texts for word in split_words(text))
    words = [word for word in every if not word.isdigit() and squeeze(word) not in alone]
    claims = find_claims("booklet", "small")
    missed = 0
    for _ in range(ORDERS):
        text = " ".join(random.sample(words, ROW))
        found = audit_extracts("small", (Extract("page 1", text, "page"),), expected, claims)
        missed += not any(problem.code in {"FIL001", "FIL003"} for problem in found)
    return missed


def main() -> int:
    """Try all of it; 1 when more is not found than should be."""
    sound = not (is_found(make("booklet"), "booklet") or is_found(make("word"), "word"))
    ways, words, orders = [*list_unfound_ways()], [*list_unfound_words()], count_unfound_orders()
    of_ways, of_words = len(PLACES) * len(SPELLINGS), len(WORD_PLACES) * WORDS
    lines = [
        f"nothing is found in files without a secret: {sound}",
        f"{of_ways - len(ways)} of {of_ways} ways found; not: {ways}",
        f"{of_words - len(words)} of {of_words} words found; not: {words}",
        f"{ORDERS - orders} of {ORDERS} new orders found",
    ]
    print("\n".join(lines))  # noqa: T201  it is a command
    return 0 if sound and set(ways) <= HARD and not words and not orders else 1


if __name__ == "__main__":
    raise SystemExit(main())
