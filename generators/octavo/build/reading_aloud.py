"""What a screen reader says of a finished file."""

from __future__ import annotations

from octavo.audit.extracts import Unreadable
from octavo.audit.reading_aloud import read_aloud


def read_lines(data: bytes) -> tuple[str, ...]:
    """The lines that are said of the PDF `data`. Raises `ValueError` when it cannot be read so."""
    try:
        return read_aloud(data)
    except Unreadable as fault:
        raise ValueError(str(fault)) from fault
