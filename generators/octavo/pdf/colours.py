"""Colours as numbers: the one place where a name in the palette becomes light or ink."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from octavo.document.length import Length, pt
from octavo.pdf.marks import BAR, REGISTRATION
from octavo.pdf.objects import PdfValue, array, dictionary, name
from octavo.style.contrast import LEAST, contrast_on_white, find_grey
from octavo.style.theme import Colour, Theme, colour

ROUNDED = 1.001
"""What the size of running text is multiplied by to be a bound: sizes come out of sums of products,
and are off by less than a thousandth."""
BLACK = (0.0, 0.0, 0.0, 1.0)
"""Black ink alone, unscreened: on the other plates there is nothing that could be out of place."""
FINE_TYPE = pt(9)
"""Below this size type is printed with one ink, whatever its colour. Plates lie up to 0.1 mm (0.3
points) beside one another, and the stems of 9-point type are three times as thick: of smaller
letters a third would have a coloured edge."""
FINE_LINE = pt(0.5)
"""Below this width lines are printed with black ink alone when they are dark: twice what plates may
lie beside one another, so that half of a line at most would be of another colour."""
FAINT_LINE = pt(0.3)
"""Below this width light lines, too, are printed with black ink alone: with plates 0.1 mm beside
one another such a line falls apart into two."""


RICH = 0.85
"""From this share of black ink on a colour is a black: with other inks added, a rich one."""
RICH_TYPE = pt(12)
"""Below this size type of a rich black is printed with black ink alone: the other inks, which make
large areas deeper, only blur the edges of text."""


class ColourOperators(NamedTuple):
    """A colour as operators."""

    fill: str
    stroke: str
    black: bool = False
    """Whether it is black ink alone, at its full strength."""


class Colours:
    """The operators that choose a colour of the theme: light on a screen, inks on a press."""

    def __init__(self, theme: Theme, inked: bool) -> None:
        self._theme = theme
        self._inked = inked
        self._known: dict[tuple[str, bool], ColourOperators] = {}
        self.spaces: dict[str, pdfdoc.PDFArray] = {}
        """By label: the inks of their own, and the one that is all inks together."""
        if inked:
            self._add_inks()

    def choose(self, called: str, *, fine: bool = False) -> ColourOperators:
        """The colour `called`; on a press in one ink if it is for something `fine`. Raises
        `LookupError`."""
        fine = fine and self._inked
        found = self._known.get((called, fine))
        if found is None:
            chosen = colour(self._theme, called)
            found = self._write(reduce_inks(chosen) if fine else chosen)
            self._known[called, fine] = found
        return found

    def choose_for_type(self, called: str, size: Length) -> ColourOperators:
        """The colour of type of that size: running text and what is smaller has one ink. Raises
        `LookupError`."""
        rich = self._inked and size < RICH_TYPE and self._is_rich(called)
        dark = RICH_TYPE if rich else self._theme.scale.text * ROUNDED
        return self._choose_fine(called, size, FINE_TYPE, dark)

    def choose_for_line(self, called: str, width: Length) -> ColourOperators:
        """The colour of a line of that width: a fine one has one ink. Raises `LookupError`."""
        return self._choose_fine(called, width, FAINT_LINE, FINE_LINE)

    def _choose_fine(
        self, called: str, size: Length, faint: Length, dark: Length
    ) -> ColourOperators:
        fine = self._inked and (size < faint or (size < dark and self._is_dark(called)))
        return self.choose(called, fine=fine)

    def _is_rich(self, called: str) -> bool:
        return called != REGISTRATION and colour(self._theme, called).print[3] >= RICH

    def _is_dark(self, called: str) -> bool:
        return called != REGISTRATION and is_dark(colour(self._theme, called))

    def _write(self, chosen: Colour) -> ColourOperators:
        if not self._inked:
            light = _list(chosen.rgb)
            return ColourOperators(f"{light} rg", f"{light} RG")
        inks = _list(chosen.print)
        return ColourOperators(f"{inks} k", f"{inks} K", chosen.print == BLACK)

    def _add_inks(self) -> None:
        """Name the inks that are not mixed from the four."""
        palette = self._theme.palette
        spots = {called: getattr(palette, called) for called in palette.__dataclass_fields__}
        inks = {REGISTRATION: Colour("#000000", (1, 1, 1, 1), "All")}
        inks |= {called: ink for called, ink in spots.items() if ink.spot}
        for called, ink in inks.items():
            label = f"Ink{len(self.spaces) + 1}"
            self.spaces[label] = write_separation(ink)
            for fine in (False, True):
                self._known[called, fine] = ColourOperators(
                    f"/{label} cs 1 scn", f"/{label} CS 1 SCN"
                )
        self._known |= {(one, False): self._write(Colour("", inks)) for one, inks in BAR.items()}


def is_dark(chosen: Colour) -> bool:
    """Whether words in that colour can be read on white paper."""
    return contrast_on_white(chosen.screen[1:]) >= LEAST


def reduce_inks(chosen: Colour) -> Colour:
    """The colour in one ink, without a loss of contrast: what is dark becomes black, and what is
    light the grey that is as light."""
    if chosen.spot or sum(share > 0 for share in chosen.print) <= 1:
        return chosen
    grey = 0.0 if is_dark(chosen) else find_grey(chosen.rgb)
    return replace(chosen, print=(0.0, 0.0, 0.0, 1.0 - grey))


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
