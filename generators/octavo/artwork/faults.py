"""Why something cannot be drawn, and where its source says so."""

from __future__ import annotations

from octavo.document.problem import Span


class CannotDrawError(ValueError):
    """Data from which nothing can be drawn."""

    def __init__(self, message: str, span: Span | None = None, sought: str = "") -> None:
        """`span` is where the value at fault stands, or `sought` words by which it is found."""
        super().__init__(message)
        self.span = span
        self.sought = sought


class DoesNotFitError(CannotDrawError):
    """A drawing that is higher than its page, or words that are wider than their place."""
