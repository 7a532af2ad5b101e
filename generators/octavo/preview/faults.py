"""Why something is not changed in the source."""

from __future__ import annotations


class CannotChangeError(Exception):
    """Why the words cannot be changed on the page, and what to do instead."""


class ConflictError(Exception):
    """The file does not say any more what the page showed. The argument is what it says."""
