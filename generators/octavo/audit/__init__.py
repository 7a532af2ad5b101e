"""A second look at finished files: what is in them that must not be, and what is missing.

Nothing here is shared with what makes the files: a PDF or a Word file is unpacked from its bytes
alone, and what an audience may read is worked out anew from the draft. All that a file says has to
be explained by that; whether something hidden is found only tells of which kind a finding is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from octavo.audit.expected import ExpectedContent, ExpectedContents, Reader, expect, expect_each
from octavo.audit.extracts import FILE, Extract, Unreadable
from octavo.audit.findings import Claims, judge
from octavo.document.problem import Problem, Severity

Form: TypeAlias = Literal["pdf", "package", ""]

NAMED = "FIL006"
"""The code of what names somebody who must not be named; readers are named in their own copies."""
UNKNOWN = Claims()
"""What is said of a file that nobody knows."""

__all__ = [
    "Claims",
    "ExpectedContent",
    "ExpectedContents",
    "Extract",
    "Reader",
    "audit_copy",
    "audit_extracts",
    "audit_file",
    "expect",
    "expect_each",
    "extract",
    "recognise",
]


def audit_file(
    name: str,
    data: bytes,
    expected: ExpectedContent,
    claims: Claims = UNKNOWN,
) -> tuple[Problem, ...]:
    """What is wrong with the file called `name`, which holds `data`: errors with codes FIL.

    `claims` is what the generator that made it says of its files.
    """
    try:
        extracts = extract(name, data)
    except Unreadable as fault:
        message = f"`{name}` cannot be looked through: {fault}"
        return (Problem(Severity.ERROR, "FIL005", message),)
    return judge(name, extracts, expected, claims)


def audit_copy(
    name: str,
    data: bytes,
    expected: ExpectedContent,
    claims: Claims,
    names: Mapping[str, str],
) -> tuple[Problem, ...]:
    """What is wrong with one reader's copy of what is `expected` for an audience.

    `names` says which words of this reader's stand in the place of which words of the audience's.
    When these are put back, it is the audience's file, and judged as one: what is known of that is
    of use for all copies. Where something is found so, as when a name stands in two lines, the file
    is judged as it is, with the reader's own words among what it may say.
    """
    try:
        extracts = extract(name, data)
    except Unreadable as fault:
        message = f"`{name}` cannot be looked through: {fault}"
        return (Problem(Severity.ERROR, "FIL005", message),)
    found = judge(name, put_back(extracts, names), expected, claims)
    if not found:
        return ()
    vocabulary = None if claims.vocabulary is None else (*claims.vocabulary, *names)
    own = replace(claims, vocabulary=vocabulary, known=(*claims.known, *names))
    named = tuple(problem for problem in found if problem.code == NAMED)
    again = judge(name, extracts, expected, own)
    return (*named, *(problem for problem in again if problem.code != NAMED))


def put_back(extracts: tuple[Extract, ...], names: Mapping[str, str]) -> tuple[Extract, ...]:
    """The extracts with each of `names`, as a whole word, in its other form."""
    listed = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{listed})(?!\w)")

    def change(text: str) -> str:
        return pattern.sub(lambda found: names[found[0]], text)

    return tuple(
        replace(one, text=change(one.text)) if any(name in one.text for name in names) else one
        for one in extracts
    )


def audit_extracts(
    name: str,
    extracts: tuple[Extract, ...],
    expected: ExpectedContent,
    claims: Claims = UNKNOWN,
) -> tuple[Problem, ...]:
    """What is wrong with the file called `name`, in which `extract` found `extracts`."""
    return judge(name, extracts, expected, claims)


def recognise(data: bytes) -> Form:
    """In which format the file is, by how it begins; empty for any but PDF and Word."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "package" if data.startswith(b"PK\x03\x04") else ""


def extract(name: str, data: bytes) -> tuple[Extract, ...]:
    """Everything that the file called `name` says. Raises `Unreadable`."""
    own = Extract("file name", name, "name", FILE)
    match recognise(data):
        case "pdf":
            from octavo.audit.pdf_file import unpack_pdf

            return own, *unpack_pdf(data)
        case "package":
            from octavo.audit.docx_file import unpack_package

            return own, *unpack_package(data)
        case _:
            from octavo.audit.text_file import read_text

            return own, *read_text(data)
