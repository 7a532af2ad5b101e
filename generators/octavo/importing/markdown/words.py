"""The words of a line of HTML become runs, notes and pictures."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import unquote

from lxml.html import HtmlElement

from octavo.importing.markdown.engine import MARK
from octavo.importing.markdown.findings import Findings
from octavo.importing.markdown.fragments import BLOCKS
from octavo.importing.tree import (
    ForeignBlock,
    ForeignInline,
    ForeignInlines,
    ForeignNote,
    ForeignPicture,
    ForeignReference,
    ForeignRun,
    RunEmphasis,
)

ReadFile: TypeAlias = Callable[[str], bytes | None]

_EMPHASIS: Mapping[str, RunEmphasis] = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var", "address"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("s", "del", "strike"), "struck"),
    "sup": "superscript",
    "sub": "subscript",
}
_PLAIN = {"mark": "marked words", "u": "underlined words", "ins": "inserted words"}
_TITLES = ("title", "aria-label", "placeholder", "summary", "label", "content")
_ELSEWHERE = re.compile(r"(?i)(?:https?:)?//")
_DATA = re.compile(r"(?i)data:image/([\w.+-]+)[^,]*?(;base64)?,(.*)", re.DOTALL)
_WIDTH = re.compile(r"(?:^|;)\s*(?:width\s*:)?\s*(\d{1,3}(?:\.\d+)?)\s*%", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_CROSS = re.compile(r"\[?(?<![\w@])@((?:fig|tbl|sec|eq|lst|thm)[-:][\w:-]*\w)\]?")
_DEEPEST_NOTE = 4
"""Notes in notes; more are refused. No real file has a note in a note, but one may be typed."""
_CITATION = re.compile(r"\[[^\[\]]*(?<![\w@])-?@[\w][^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words look, and where they lead."""

    emphasis: frozenset[RunEmphasis] = frozenset()
    language: str = ""
    link: str = ""


@dataclass
class Words:
    """Reads words; knows the notes of the page, its anchors and the files beside it."""

    findings: Findings
    read_file: ReadFile
    anchors: frozenset[str] = frozenset()
    """Names of all blocks of the page."""
    notes: dict[str, HtmlElement] = field(default_factory=dict[str, HtmlElement])
    """Notes that are not cited yet."""
    read: dict[str, tuple[ForeignBlock, ...]] = field(
        default_factory=dict[str, tuple[ForeignBlock, ...]]
    )
    """Notes that are cited, with their blocks."""
    pending: list[str] = field(default_factory=list[str])
    """Anchors in the words that were read last: they belong to the block around them."""
    depth: int = 0
    """How many notes are around the words that are being read."""
    read_blocks: Callable[[HtmlElement], tuple[ForeignBlock, ...]] = lambda _: ()

    def read_element(self, element: HtmlElement, look: _Look = _Look()) -> Iterator[ForeignInline]:
        """What an element in a line says, without what comes after it."""
        tag = str(element.tag)
        self._read_names(element)
        match tag:
            case "br":
                yield ForeignRun("\n", look.emphasis, look.language, look.link)
            case "img":
                if picture := self.read_picture(element, look.link):
                    yield picture
            case _ if tag == MARK:
                yield from self._read_mark(element)
            case "input":
                yield from self._read_input(element)
            case "source" | "col" | "link" | "base" | "param" | "area" | "track":
                self._leave_address(element)
            case "meta":
                pass
            case _:
                yield from self._read_inside(element, self._change(element, look))

    def read_text(self, text: str, look: _Look = _Look()) -> Iterator[ForeignInline]:
        """Words as they stand, cross references of Quarto among them as such."""
        if "code" in look.emphasis:
            yield self._make_run(text, look)
            return
        text = _SPACE.sub(" ", text)
        at = 0
        for found in _CROSS.finditer(text) if "@" in text else ():
            if found[1] in self.anchors:
                yield self._make_run(text[at : found.start()], look)
                yield ForeignReference(found[0].strip("[]"), found[1])
                at = found.end()
        yield self._make_run(text[at:], look)

    def read_picture(self, element: HtmlElement, link: str = "") -> ForeignPicture | None:
        """A picture with the bytes of its file; `None`, and named, where it is on the network."""
        address = (element.get("src") or "").strip()
        alternative = " ".join((element.get("alt") or "").split())
        line = find_line(element)
        if link and not link.startswith("#") and not (_ELSEWHERE.match(address) and link):
            reason = "a picture leads nowhere on paper: write the address into the text"
            self.findings.leave("links of pictures", line, link, reason)
        if not address:
            self._leave_picture("pictures without an address", line, element, "name its file")
            return None
        if _ELSEWHERE.match(address):
            kind = "badges" if link else "pictures of the network"
            reason = "nothing is fetched: save the picture beside the text, and name its file"
            self._leave_picture(kind, line, element, reason, link)
            return None
        if data := _DATA.match(address):
            words = unquote(data[3]).encode()
            content = decode(data[3]) if data[2] else words
            ending = data[1].partition("+")[0]
            name = f"embedded-line-{line}.{ending}"
            return ForeignPicture(name, content, alternative, _read_share(element))
        path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
        name, content = path.rsplit("/", 1)[-1], self._find_file(path, line)
        return ForeignPicture(name, content, alternative, _read_share(element))

    def _find_file(self, path: str, line: int) -> bytes:
        for name in (path, path.lstrip("/")):
            if name and (found := self.read_file(name)) is not None:
                return found
        reason = "there is no such file beside the text: add it"
        self.findings.leave("pictures whose file is not there", line, path, reason)
        return b""

    def _leave_picture(
        self, kind: str, line: int, element: HtmlElement, reason: str, link: str = ""
    ) -> None:
        said = (element.get(key) or "" for key in ("alt", "title", "src"))
        self.findings.leave(kind, line, " ".join([*filter(None, said), link]), reason)

    def tell_titles(self, element: HtmlElement, *taken: str) -> None:
        """Name what an element says only when a pointer is over it."""
        for key in _TITLES:
            words = (element.get(key) or "").strip()
            if words and key not in taken:
                kind = "titles that show under a pointer" if key == "title" else "labels of HTML"
                reason = "write it into the text if readers need it"
                self.findings.leave(kind, find_line(element), words, reason)

    # -------------------------------------------------------------------------- inside

    def _read_names(self, element: HtmlElement) -> None:
        names = (element.get("id"), element.get("name") if element.tag == "a" else None)
        self.pending += [name for name in names if name]
        if element.tag not in {"img"}:
            self.tell_titles(element)

    def _read_inside(self, element: HtmlElement, look: _Look) -> Iterator[ForeignInline]:
        mark = '"' if element.tag == "q" else ""
        yield from self.read_text(mark + (element.text or ""), look)
        for child in element:
            if isinstance(child.tag, str):
                space = " " if child.tag in BLOCKS else ""
                yield from self.read_text(space, look)
                yield from self.read_element(child, look)
                yield from self.read_text(space, look)
            yield from self.read_text(child.tail or "", look)
        yield from self.read_text(mark, look)

    def _change(self, element: HtmlElement, look: _Look) -> _Look:
        tag = str(element.tag)
        if kind := _PLAIN.get(tag):
            words = "".join(map(str, element.itertext()))
            reason = "the words are kept, without the look"
            self.findings.keep(kind, find_line(element), words, reason)
        emphasis = {_EMPHASIS[tag]} if tag in _EMPHASIS else set[RunEmphasis]()
        link = (element.get("href") or "").strip() if tag == "a" else ""
        return replace(
            look,
            emphasis=look.emphasis | emphasis,
            language=element.get("lang") or look.language,
            link=link or look.link,
        )

    def _read_mark(self, element: HtmlElement) -> Iterator[ForeignInline]:
        label = element.get("data-label") or ""
        if label in self.notes:
            self.read[label] = ()
            self.read[label] = self._read_note(self.notes.pop(label))
        elif label in self.read:
            words = f"[^{label.strip()}]"
            reason = "the note stands at each of its marks: delete what is not needed"
            self.findings.guess("notes with several marks", find_line(element), words, reason)
        if self.read.get(label):
            yield ForeignNote(self.read[label])

    def _read_note(self, note: HtmlElement) -> tuple[ForeignBlock, ...]:
        if self.depth == _DEEPEST_NOTE:
            self.findings.refuse_depth(find_line(note))
        names, self.pending = self.pending, []
        self.depth += 1
        blocks = self.read_blocks(note)
        self.depth -= 1
        self.pending = names
        return blocks

    def _read_input(self, element: HtmlElement) -> Iterator[ForeignInline]:
        if element.get("type") == "checkbox":
            yield ForeignRun("[x] " if element.get("checked") is not None else "[ ] ")
        elif words := element.get("value"):
            self.findings.leave("fields of forms", find_line(element), words, "paper has none")

    def _leave_address(self, element: HtmlElement) -> None:
        address = element.get("src") or element.get("href")
        if address and element.tag == "source" and not is_in_picture(element):
            reason = "paper shows neither film nor sound: write the address into the text"
            self.findings.leave("films and sounds", find_line(element), address, reason)

    def _make_run(self, text: str, look: _Look) -> ForeignRun:
        return ForeignRun(text, look.emphasis, look.language, look.link)


def is_in_picture(element: HtmlElement) -> bool:
    """Whether an element stands for another form of the picture beside it."""
    parent = element.getparent()
    return parent is not None and parent.tag == "picture"


def tell_citations(inlines: ForeignInlines, line: int, findings: Findings) -> None:
    """Name the citations of Pandoc in the words, which are kept as they were typed."""
    text = "".join(one.text for one in inlines if isinstance(one, ForeignRun))
    for found in _CITATION.finditer(text) if "@" in text else ():
        reason = "the work is not looked up: write a note that names it"
        findings.keep("citations", line, found[0], reason)


def _read_share(element: HtmlElement) -> float:
    """The part of the text's width at which a picture is shown; 0 where none is given in per cent.

    Pixels say nothing of it: that of a screen is not known.
    """
    styled = [one for one in [element.get("style") or ""] if "width" in one]
    found = [_WIDTH.search(one) for one in (*styled, element.get("width") or "")]
    return next((float(one[1]) / 100 for one in found if one), 0.0)


def find_line(element: HtmlElement) -> int:
    """The line of the text in which an element, or the nearest around it, begins."""
    found: HtmlElement | None = element
    while found is not None:
        if line := found.get("data-line"):
            return int(line)
        found = found.getparent()
    return 1


def tidy(inlines: Iterable[ForeignInline]) -> ForeignInlines:
    """The inlines with neighbours of one look as one, and no space that HTML does not show."""
    merged: list[ForeignInline] = []
    spaced = True
    for one in inlines:
        if not isinstance(one, ForeignRun):
            merged.append(one)
            spaced = False
            continue
        text = one.text
        if "code" not in one.emphasis and spaced:
            text = text.lstrip(" ")
        if not text:
            continue
        spaced = text.endswith((" ", "\n"))
        last = merged[-1] if merged else None
        if text == "\n" and isinstance(last, ForeignRun):
            merged[-1] = last = replace(last, text=last.text.rstrip(" "))
        if isinstance(last, ForeignRun) and replace(last, text="") == replace(one, text=""):
            merged[-1] = replace(last, text=last.text + text)
        else:
            merged.append(replace(one, text=text))
    return _strip(merged)


def _strip(inlines: list[ForeignInline]) -> ForeignInlines:
    while inlines and isinstance(last := inlines[-1], ForeignRun):
        text = last.text if "code" in last.emphasis else last.text.rstrip(" \n")
        if text:
            return (*inlines[:-1], replace(last, text=text))
        inlines = inlines[:-1]
    return tuple(one for one in inlines if not isinstance(one, ForeignRun) or one.text)


def decode(text: str) -> bytes:
    """What a text in base64 says; nothing where it is broken."""
    try:
        return base64.b64decode(unquote(text))
    except (binascii.Error, ValueError):
        return b""
