"""Colours as numbers: the one place where a name in the palette becomes light or ink."""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc

from octavo.pdf.marks import REGISTRATION
from octavo.pdf.objects import PdfValue, array, dictionary, name
from octavo.style.theme import Colour, Theme, colour


class Colours:
    """The operators that choose a colour of the theme: light on a screen, inks on a press."""

    def __init__(self, theme: Theme, inked: bool) -> None:
        self._theme = theme
        self._inked = inked
        self._known: dict[str, tuple[str, str]] = {}
        self.spaces: dict[str, pdfdoc.PDFArray] = {}
        """By label: the inks of their own, and the one that is all inks together."""
        if inked:
            self._add_inks()

    def fill(self, called: str) -> str:
        """The operator that makes `called` the colour of fills. Raises `LookupError`."""
        return self._choose(called)[0]

    def stroke(self, called: str) -> str:
        """The operator that makes `called` the colour of lines. Raises `LookupError`."""
        return self._choose(called)[1]

    def _choose(self, called: str) -> tuple[str, str]:
        found = self._known.get(called)
        if found is None:
            found = self._known[called] = self._write(colour(self._theme, called))
        return found

    def _write(self, chosen: Colour) -> tuple[str, str]:
        if not self._inked:
            light = _list(chosen.rgb)
            return f"{light} rg", f"{light} RG"
        inks = _list(chosen.print)
        return f"{inks} k", f"{inks} K"

    def _add_inks(self) -> None:
        """Name the inks that are not mixed from the four."""
        palette = self._theme.palette
        spots = {called: getattr(palette, called) for called in palette.__dataclass_fields__}
        inks = {REGISTRATION: Colour("#000000", (1, 1, 1, 1), "All")}
        inks |= {called: ink for called, ink in spots.items() if ink.spot}
        for called, ink in inks.items():
            label = f"Ink{len(self.spaces) + 1}"
            self.spaces[label] = write_separation(ink)
            self._known[called] = f"/{label} cs 1 scn", f"/{label} CS 1 SCN"


def write_separation(ink: Colour) -> pdfdoc.PDFArray:
    """The colour space of an ink of its own, with what stands for it where it is not at hand."""
    tint: dict[str, PdfValue] = {
        "FunctionType": 2,
        "Domain": array([0, 1]),
        "C0": array([0, 0, 0, 0]),
        "C1": array([round(share, 4) for share in ink.print]),
        "N": 1,
    }
    return array([name("Separation"), name(ink.spot), name("DeviceCMYK"), dictionary(tint)])


def _list(shares: tuple[float, ...]) -> str:
    return " ".join(f"{share:.4g}" for share in shares)
