"""The editions of a booklet: for reading, for the printer, and folded from sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from octavo.document.length import mm

if TYPE_CHECKING:
    from octavo.files.library import Library
    from octavo.pdf.press import Press
    from octavo.pdf.standards import Standard


Edition: TypeAlias = Literal["screen", "print", "imposed"]
PAPER = 0.02, 0.6
"""The thinnest and the thickest sheet that is folded, in millimetres: Bible paper and board."""


@dataclass(frozen=True, slots=True)
class BookletOptions:
    """What a booklet can be asked for."""

    edition: Edition = "screen"
    """`screen` is read; `print` is for a printer, with inks, bleed and marks; `imposed` has its
    pages on sheets, two by two, to be folded and stitched."""
    profile: str = ""
    """The printer's ICC profile, a file in the publication's `assets/`; empty for offset printing
    on coated paper."""
    ink_limit: int = 300
    """How much ink the paper holds, all inks together, in per cent."""
    paper: float = 0.1
    """How thick a sheet is, in millimetres: by so much the pages of each sheet inside another are
    moved towards the fold."""
    standard: Literal["ua1-a2a", "ua2-a4"] = "ua1-a2a"
    """What the screen edition follows: PDF/UA-1 with PDF/A-2a, or PDF/UA-2 with PDF/A-4."""
    attach_source: bool = False
    """Whether the screen edition holds what it says as Markdown too; then it is PDF/A-3a or 4f."""
    record: bool = False
    """Whether a Dublin Core record for catalogues is written beside the file."""


def choose_standard(options: BookletOptions) -> Standard:
    """The rules that the pages are made by."""
    from octavo.pdf import standards

    if options.edition != "screen":
        return standards.PRINT
    modern = options.standard == "ua2-a4"
    if options.attach_source:
        return standards.MODERN_WITH_FILES if modern else standards.TAGGED_WITH_FILES
    return standards.MODERN if modern else standards.TAGGED


def choose_press(options: BookletOptions, library: Library) -> Press | None:
    """The press that the pages are made for; `None` for a screen.

    Raises `SourceError` for a profile that is not there or is none, and for an impossible limit.
    """
    from octavo.document.problem import SourceError
    from octavo.files.source_file import error
    from octavo.pdf.press import CONDITION, PROFILE, read_press

    if options.edition == "screen":
        return None
    if not 100 <= options.ink_limit <= 400:
        message = f"no paper holds {options.ink_limit} % of ink"
        hint = "write an `ink_limit` from 100 to 400, as the printer says"
        raise SourceError((error("PRE020", message, None, hint),))
    least, most = PAPER
    if not least <= options.paper <= most:
        message = f"no paper for booklets is {options.paper:g} mm thick"
        hint = f"write `paper` in millimetres, from {least:g} to {most:g}: usual paper has 0.1"
        raise SourceError((error("PRE040", message, None, hint),))
    name = options.profile or PROFILE
    try:
        condition = "" if options.profile else CONDITION
        press = read_press(library.read(name), condition, options.ink_limit)
        return replace(press, thickness=mm(options.paper))
    except (FileNotFoundError, ValueError) as fault:
        reason = "there is no such file" if isinstance(fault, FileNotFoundError) else str(fault)
        message = f"the profile `{name}` cannot be used: {reason}"
        hint = "put it in the publication's folder, and write `profile: assets/printer.icc`"
        raise SourceError((error("PRE021", message, None, hint),)) from fault
