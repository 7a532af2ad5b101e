"""What libraries and catalogues need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from octavo.document import Draft
from octavo.document.problem import Problem
from octavo.files.library import Library
from octavo.files.source_file import error, find_in_file

FILE = "publication.yaml"
LONGEST_ADDRESS = 2000
"""Bytes of an address: a QR code with medium correction holds 2,331 (ISO/IEC 18004, version 40)."""
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def find_bad_isbns(draft: Draft, library: Library) -> Iterator[Problem]:
    """ISBNs whose last digit does not fit the others."""
    for identifier in draft.publication.imprint.identifiers:
        if not is_isbn(identifier.isbn):
            message = f"`{identifier.isbn}` is not an ISBN: its 13 digits do not fit together"
            span = find_in_file(library, FILE, identifier.isbn, "isbn:", "identifiers:")
            yield error("IMP001", message, span, "compare it with what the ISBN agency assigned")


def is_isbn(text: str) -> bool:
    """Whether `text` is an ISBN of 13 digits; hyphens and spaces do not count."""
    digits = text.replace("-", "").replace(" ", "")
    if not re.fullmatch(r"97[89][0-9]{10}", digits):
        return False
    return sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits)) % 10 == 0


def find_bad_doi(draft: Draft, library: Library) -> Iterator[Problem]:
    """A DOI that cannot be one."""
    doi = draft.publication.imprint.doi
    if doi and not _DOI.fullmatch(doi):
        hint = "write it without an address before it, as in `10.1000/182`"
        span = find_in_file(library, FILE, doi, "doi:")
        yield error("IMP002", f"`{doi}` is not a DOI", span, hint)


def find_bad_address(draft: Draft, library: Library) -> Iterator[Problem]:
    """An address that leads nowhere on the web, or that no QR code holds."""
    address = draft.publication.imprint.address
    span = find_in_file(library, FILE, address, "address:")
    if address and not re.fullmatch(r"https?://[^\s<>\"]+", address):
        hint = "write it with https:// before it; a postal address stands under `contact`"
        yield error("IMP003", f"`{address}` is not a web address", span, hint)
    elif (size := len(address.encode())) > LONGEST_ADDRESS:
        message = f"an address of {size} bytes; {LONGEST_ADDRESS} is the most"
        yield error("IMP003", message, span, "give a shorter one that leads to the same page")


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_bad_isbns,
    find_bad_doi,
    find_bad_address,
)
