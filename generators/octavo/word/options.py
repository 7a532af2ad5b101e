"""How the Word version can be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class WordOptions:
    """How the Word version is made."""

    embed_fonts: bool = True
    """Whether the faces travel with the file, for readers who have not installed them."""
    review: bool = False
    """A copy for review: with the author's queries as comments, line numbers, and tracked changes
    switched on."""
    page_numbers: Literal["own", "libreoffice"] = "own"
    """Who counts the pages: we, or LibreOffice, which must be installed then."""
    template: str = ""
    """The house's own template, a `.docx` or `.dotx` in the publication's `templates/`; empty for
    ours."""
    cover: Literal["own", "house"] = "own"
    """Whose cover it has: ours, or that of the template, filled for the publication."""
