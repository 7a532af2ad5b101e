"""Two independent checkers of Word files, as judges: openxml-audit and ooxml-integrity.

The first knows schemas and what must be defined for what is used; the second the package, notes,
and what gets lost without a word.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import ooxml_integrity
import openxml_audit


def list_faults(data: bytes) -> list[str]:
    """What either finds wrong with the Word file `data`: who, by which rule, and what."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.docx"
        file.write_bytes(data)
        audited = openxml_audit.OpenXmlValidator().validate(file)
        checked = ooxml_integrity.check(file)
    return [
        *(f"openxml-audit: {fault}" for fault in audited.errors),
        *(f"ooxml-integrity: {found.code}: {found.message}" for found in checked),
    ]
