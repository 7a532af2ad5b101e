"""What a PDF declares to follow: its version, and the standards for archives, readers, presses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standard:
    """The rules that one PDF is made by, and says so of itself."""

    version: str
    """Of PDF."""
    archive: int = 0
    """Part of PDF/A; 0 when it is no archival file."""
    conformance: str = ""
    """Level of conformance to PDF/A: `A` is tagged, `F` holds files of any kind."""
    accessible: int = 0
    """Part of PDF/UA; 0 when it is not tagged."""
    exchange: str = ""
    """Version of PDF/X; empty for a file that is not for the press."""

    @property
    def modern(self) -> bool:
        """Whether it is PDF 2.0, whose tags have namespaces and whose properties are all XMP."""
        return self.version == "2.0"


TAGGED = Standard("1.7", 2, "A", 1)
"""PDF/A-2a and PDF/UA-1, PDF 1.7: what readers and archives can use today."""
TAGGED_WITH_FILES = Standard("1.7", 3, "A", 1)
"""PDF/A-3a and PDF/UA-1, for a PDF that holds its source: part 2 lets no other files in."""
MODERN = Standard("2.0", 4, "", 2)
"""PDF/A-4 and PDF/UA-2, PDF 2.0: part 4 has no levels, so that none is stated."""
MODERN_WITH_FILES = Standard("2.0", 4, "F", 2)
"""PDF/A-4f and PDF/UA-2, for a PDF that holds its source: the level F lets files in."""
PRINT = Standard("1.6", 2, "A", 1, "PDF/X-4")
"""PDF/X-4 for the printer, which is PDF 1.6 (ISO 15930-7), tagged all the same."""
IMPOSED = Standard("1.6", exchange="PDF/X-4")
"""PDF/X-4 whose sheets are in the order of the press, which nobody reads."""
