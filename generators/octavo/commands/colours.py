"""Whether a stream is printed to in colour, and what has which."""

from __future__ import annotations

import os
from typing import IO, Any

import click

SEVERITIES = {"error": "red", "warning": "yellow", "note": "cyan"}
"""The colours in which compilers print how bad a problem is; the terminal's theme says which red
that is, so that it can be read on any ground."""


def wants_colour(stream: IO[Any]) -> bool:
    """Whether to print to `stream` in colour.

    On a terminal; nowhere when NO_COLOR is set, and everywhere when FORCE_COLOR is.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, coloured: bool, **style: Any) -> str:
    """`text` in a style of `click.style`, if it is to be `coloured`."""
    return click.style(text, **style) if coloured and text else text
